"""Where facts are told: nobody listens, or a sidecar folder does.

A sidecar is a folder of gzipped CSV files, one per kind of fact and run. The first run is the
practice's making; each day it lives on is another. Files are only ever added to the folder, so
that it stays a log of what was meant, and when.
"""

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from enamel_practice.errors import PracticeError
from enamel_practice.truth.kinds import Fact

HELD = 20_000
FACTS = "facts"
"""The folder's name within a sidecar."""
_NAME = re.compile(r"[a-z]+\.(?P<run>\d{6})\.(?P<part>\d{4})\.csv\.gz")


class Facts:
    """Takes facts and drops them."""

    def tell(self, fact: Fact) -> None:
        """Take a fact."""


class WithoutClinics(Facts):
    """Passes facts on for an office that does not use clinics: each is of clinic 0."""

    def __init__(self, facts: Facts) -> None:
        """Pass on to these."""
        self.facts = facts

    def tell(self, fact: Fact) -> None:
        """Pass a fact on without its place."""
        placed = "clinic" in fact._fields
        self.facts.tell(fact._replace(clinic=0) if placed else fact)  # type: ignore[call-arg]


class Sidecar(Facts):
    """Takes facts and keeps them in a folder.

    The same facts give the same bytes. Several parts of one run may be written at once, each by
    its own process, as long as no two of them speak of the same thing.
    """

    def __init__(self, folder: Path, run: int, part: int = 0) -> None:
        """Name the files of a run's part; none is made before there is something to say."""
        self.folder, self.suffix = folder, f"{run:06}.{part:04}"
        self.held: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self.files: dict[str, BinaryIO] = {}
        self.run, self.count = run, 0
        folder.mkdir(parents=True, exist_ok=True)

    def tell(self, fact: Fact) -> None:
        """Keep a fact, numbered in the order of telling."""
        self.count += 1
        kind = type(fact).__name__.lower()
        held = self.held[kind]
        held.append((self.run, self.count, *fact))
        if len(held) >= HELD:
            self._write(kind)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what is held and close; a run that failed takes its files away."""
        for name in list(self.held):
            self._write(name)
        for file in self.files.values():
            file.close()
        if kind is not None:
            for name in self.files:
                self._path(name).unlink(missing_ok=True)

    def _path(self, kind: str) -> Path:
        return self.folder / f"{kind}.{self.suffix}.csv.gz"

    def _write(self, kind: str) -> None:
        rows = self.held.pop(kind, [])
        if not rows:
            return
        if kind not in self.files:
            self.files[kind] = self._path(kind).open("wb")
        text = StringIO()
        columns = [_texts(values) for values in zip(*rows, strict=True)]
        csv.writer(text, lineterminator="\n").writerows(zip(*columns, strict=True))
        # Members of one file may follow each other; no clock is written, so the bytes are stable.
        self.files[kind].write(gzip.compress(text.getvalue().encode(), compresslevel=1, mtime=0))


def begin(folder: Path) -> Sidecar:
    """Open a new practice's sidecar; facts of an earlier one in the folder go.

    Raises:
        PracticeError: The folder holds anything but facts.
    """
    if folder.exists():
        for file in folder.iterdir():
            if not _NAME.fullmatch(file.name):
                raise PracticeError(
                    f"{folder} holds {file.name}, which is no file of facts.",
                    "Name a folder of its own with --sidecar.",
                )
        for file in folder.iterdir():
            file.unlink()
    return Sidecar(folder, 0)


def go_on(folder: Path) -> Sidecar:
    """Open the next run of a practice's sidecar.

    Raises:
        PracticeError: There is none.
    """
    return Sidecar(folder, last_run(folder) + 1)


def last_run(folder: Path) -> int:
    """Return the number of the last run a sidecar has facts of.

    Raises:
        PracticeError: There is none.
    """
    names = [_NAME.fullmatch(file.name) for file in folder.iterdir()] if folder.is_dir() else []
    runs = [int(name["run"]) for name in names if name]
    if not runs:
        raise PracticeError(
            f"{folder} holds no facts of a practice.",
            "Make one with `enamel practice generate`, or name its folder with --sidecar.",
        )
    return max(runs)


def _texts(values: tuple[object, ...]) -> Iterable[object]:
    """Return a column's values as DuckDB reads them; whole numbers and text are so already."""
    if set(map(type, values)) <= {int, str}:
        return values
    return map(_text, values)


def _text(value: object) -> str:
    """Return a value as DuckDB reads it; dates of year 1 as they are, padded."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value.year:04}{value:-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
