"""What is written down about a sandbox, and the lock that lets one command at a time at it."""

import fcntl
import json
import os
import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from enamel.errors import EnamelError


@dataclass
class ServerRecord:
    """One server of a sandbox."""

    password: str = field(repr=False)
    port: int | None = None
    version: str | None = None
    server: str | None = None
    init: str | None = None
    unpacked: str | None = None


@dataclass
class Record:
    """A sandbox: where its data is, and its servers by engine name.

    `elsewhere` is the temporary folder that holds the data when the servers' account cannot reach
    the sandbox's own.
    """

    data: str
    servers: dict[str, ServerRecord]
    elsewhere: str | None = None


def path_of(folder: Path) -> Path:
    """Return the record's file."""
    return folder / "sandbox.json"


def read(folder: Path) -> Record | None:
    """Return the record of a sandbox, or None where there is none (or half of one)."""
    try:
        values = json.loads(path_of(folder).read_text(encoding="utf-8"))
        servers = {name: ServerRecord(**server) for name, server in values["servers"].items()}
        return Record(values["data"], servers, values["elsewhere"])
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None


def new(folder: Path, names: Iterable[str]) -> Record:
    """Return a record with passwords nobody has seen.

    Raises:
        EnamelError: There is data, made with passwords that are lost.
    """
    names = list(names)
    if any((folder / name).exists() for name in names):
        raise EnamelError(
            f"{folder} holds servers' data, but {path_of(folder).name} with their passwords "
            "is gone.",
            "Remove the data with `enamel sandbox down --purge` (and --name), then start again.",
        )
    servers = {name: ServerRecord(secrets.token_urlsafe(24)) for name in names}
    return Record(str(folder), servers)


def write(folder: Path, record: Record) -> None:
    """Write the record so that only its owner can read it, at no moment otherwise."""
    write_private(path_of(folder), json.dumps(asdict(record), indent=2) + "\n")


def write_private(path: Path, text: str) -> None:
    """Replace a file whole, mode 0600 from its first byte."""
    # Both servers' threads write, and may write the same file.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    temporary.replace(path)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for ourselves; wait while another command does.

    The lock is on the folder itself: no lock file is left behind, and a folder that was removed
    and made again while we waited is noticed.
    """
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if folder.exists() and folder.stat().st_ino == os.fstat(descriptor).st_ino:
                yield
                return
        finally:
            os.close(descriptor)
