"""What is true of a practice and stands in none of its tables: CSV files in a folder beside it.

Their rows travel in the stream of batches like any others, under a name with a slash
(`behaviour/attendance`), so that whatever makes families carries them along; `divert` takes them
out before the database.
"""

import csv
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from enamel_practice.batch import Batch

SLASH = "/"


class Sidecar:
    """Lines on their way into a sidecar's files."""

    def __init__(self) -> None:
        """Start with none."""
        self._held: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}

    def add(self, file: str, columns: tuple[str, ...], lines: Iterable[tuple[Any, ...]]) -> None:
        """Add lines to a file, named without its ending."""
        self._held.setdefault((file, columns), []).extend(lines)

    def drain(self) -> Iterator[Batch]:
        """Give out what has gathered."""
        for (file, columns), lines in self._held.items():
            if lines:
                yield Batch(file, columns, lines)
                self._held[file, columns] = []


def belongs(batch: Batch) -> bool:
    """Return whether a batch is for the sidecar, not for a table."""
    return SLASH in batch.table


def divert(batches: Iterable[Batch], folder: Path | None) -> Iterator[Batch]:
    """Yield what is for the database and write the rest to the folder; drop it if there is none.

    The files of each part (`behaviour/`) replace those of the last practice together, when the
    stream has ended; a stream that breaks off leaves them as they were.
    """
    files: dict[str, IO[str]] = {}
    parts: set[str] = set()
    try:
        for batch in batches:
            if not belongs(batch):
                yield batch
            elif folder is not None:
                if batch.table not in files:
                    part = batch.table.split(SLASH)[0]
                    files[batch.table] = _open(folder, batch, fresh=part not in parts)
                    parts.add(part)
                csv.writer(files[batch.table], lineterminator="\n").writerows(batch.rows)
    finally:
        for file in files.values():
            file.close()
    if folder is not None:
        for part in sorted(parts):
            shutil.rmtree(folder / part, ignore_errors=True)
            _partial(folder, part).rename(folder / part)


def join(parts: Sequence[Path], folder: Path) -> None:
    """Join what was diverted to folders within one, in their order, and take that one away."""
    names = sorted({it.relative_to(part) for part in parts for it in part.glob("*/*.csv")})
    for top in sorted({name.parts[0] for name in names}):
        partial = _partial(folder, top)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        for name in names:
            if name.parts[0] == top:
                _join((part / name for part in parts), partial / name.name)
        shutil.rmtree(folder / top, ignore_errors=True)
        partial.rename(folder / top)
    for part in parts:
        shutil.rmtree(part.parent, ignore_errors=True)


def _join(files: Iterable[Path], into: Path) -> None:
    with into.open("wb") as joined:
        for file in files:
            if file.exists():
                with file.open("rb") as one:
                    header = one.readline()
                    if not joined.tell():
                        joined.write(header)
                    shutil.copyfileobj(one, joined)


def _open(folder: Path, batch: Batch, *, fresh: bool) -> IO[str]:
    part, name = batch.table.split(SLASH)
    partial = _partial(folder, part)
    if fresh:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
    file = (partial / f"{name}.csv").open("w", encoding="utf-8", newline="")
    csv.writer(file, lineterminator="\n").writerow(batch.columns)
    return file


def _partial(folder: Path, part: str) -> Path:
    return folder / f".{part}.partial"
