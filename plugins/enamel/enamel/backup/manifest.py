"""What a backup says of itself: a small JSON file beside the dump."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from enamel.errors import EnamelError

MANIFEST, DUMP, STATE = "manifest.json", "warehouse.dump", "state.json"
FORMAT = 1
"""Goes up when a backup is laid out differently."""


@dataclass(frozen=True)
class Manifest:
    """A backup's own description.

    Attributes:
        taken_at: The moment of the warehouse it holds, ISO 8601 in UTC.
        enamel: The version that took it.
        postgres: The server's major version.
        rows: Rows of each table, by `schema.table`, at that moment.
        checksums: SHA-256 of each file.
    """

    taken_at: str
    enamel: str
    postgres: int
    rows: dict[str, int]
    checksums: dict[str, str]
    format: int = FORMAT

    @property
    def schemas(self) -> list[str]:
        """The schemas it holds tables of."""
        return sorted({name.split(".", 1)[0] for name in self.rows})

    def write(self, folder: Path) -> None:
        """Write it into a folder."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        private(folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def describe(folder: Path, taken_at: datetime, postgres: int, rows: dict[str, int]) -> Manifest:
    """Return the description of the files in a folder."""
    return Manifest(
        taken_at=taken_at.isoformat(timespec="seconds"),
        enamel=version("enamel"),
        postgres=postgres,
        rows=rows,
        checksums={name: checksum(folder / name) for name in (DUMP, STATE)},
    )


def read(folder: Path) -> Manifest:
    """Return a backup's description once its files are what it says.

    Raises:
        EnamelError: No backup, of a layout this version does not know, or damaged.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise EnamelError(
            f"{folder} is no backup: it has no {MANIFEST}.",
            "Name one of the folders that `enamel backup` wrote.",
        )
    said = json.loads(path.read_text(encoding="utf-8"))
    if said.get("format") != FORMAT:
        raise EnamelError(
            f"{folder} is laid out as version {said.get('format')}; this one reads {FORMAT}.",
            f"Restore it with Enamel {said.get('enamel')}, then upgrade.",
        )
    found = Manifest(**said)
    for name, expected in found.checksums.items():
        if not (folder / name).is_file() or checksum(folder / name) != expected:
            raise EnamelError(
                f"{folder / name} is not the file that was written: missing or damaged.",
                "Use another backup.",
            )
    return found


def checksum(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def private(path: Path) -> Path:
    """Make an empty file that its owner alone can read; return it."""
    path.touch(mode=0o600, exist_ok=False)
    return path
