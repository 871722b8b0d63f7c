"""Compare tables and change nothing: what differs, by table, with keys and never with values."""

import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from enamel_tap_mysql import client
from enamel_tap_mysql.errors import TableError
from enamel_tap_mysql.parity.changes import compare
from enamel_tap_mysql.parity.descent import Differences
from enamel_tap_mysql.parity.planning import Subject, sides_of
from enamel_tap_mysql.parity.screening import (
    SMALL_BYTES,
    Candidate,
    Screened,
    bundles,
    screen,
)
from enamel_tap_mysql.parity.session import converse
from enamel_tap_mysql.parity.sides import Run, Sides, unlike

if TYPE_CHECKING:
    from enamel_tap_mysql.parity.warehouse import Connection, RawTable, Warehouse

NAMED_KEYS = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """One table, compared.

    Attributes:
        table: The stream.
        compared: What of each row: its content, its key and time stamp, or its key; else nothing.
        rows: How many the source has.
        ranges: How many ranges were compared.
        missing: Rows that only the source has; `extra` those that only raw has; `different` those
            that both have, unlike each other.
        seconds: How long it took; small tables share one query, and its time.
        keys: The first keys that differ.
        trouble: Why the table could not be compared.
    """

    table: str
    compared: str = ""
    rows: int = 0
    ranges: int = 0
    missing: int = 0
    extra: int = 0
    different: int = 0
    seconds: float = 0.0
    keys: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether both sides hold the same."""
        return not (self.trouble or self.missing or self.extra or self.different)


async def check(
    config: Mapping[str, Any],
    warehouse: "Warehouse",
    subjects: Sequence[Subject],
    content: Callable[[Subject], bool],
    packet: int,
) -> AsyncIterator[Checked]:
    """Compare each table, the small ones first and together.

    Args:
        config: The tap's settings.
        warehouse: Where raw is.
        subjects: The tables.
        content: Whether a table's whole rows are compared.
        packet: How many bytes a statement to the source may have.
    """
    ours = await warehouse.connect()
    theirs = await client.connect_streaming(config)
    try:
        raw = await warehouse.tables(ours)
        sides: dict[str, Sides] = {}
        for subject in subjects:
            name = subject.read.stream
            found = sides_of(subject, warehouse.schema, raw.get(name), content=content(subject))
            if found is not None:
                sides[name] = found
            elif name not in raw:
                yield Checked(name, trouble="raw has no such table")
            else:
                yield Checked(name, trouble=_why_not(subject, raw[name]))
        small: list[Subject] = []
        large: list[Subject] = []
        for subject in subjects:
            if subject.read.stream in sides:
                first = subject.data_bytes <= SMALL_BYTES or not subject.key
                (small if first else large).append(subject)
        by_name = {subject.read.stream: subject for subject in small}
        candidates = [Candidate(sides[name], it.data_bytes) for name, it in by_name.items()]
        large += [it for it in small if not _fits(sides[it.read.stream], packet)]
        for bundle in bundles(candidates, packet):
            started = time.monotonic()
            try:
                with client.readable_errors(config, bundle[0].name):
                    screened = await converse(screen(bundle), theirs, ours)
            except TableError:
                # One of them stopped all: each says for itself what it is.
                large += [by_name[it.name] for it in bundle]
                continue
            seconds = (time.monotonic() - started) / len(bundle)
            for it in bundle:
                if (clean := _as_a_whole(it, screened, seconds)) is not None:
                    yield clean
                else:
                    large.append(by_name[it.name])
        for subject in large:
            rows = max(subject.rows, raw[subject.read.stream].rows)
            yield await _check_by_ranges(config, sides[subject.read.stream], rows, theirs, ours)
    finally:
        theirs.close()
        await ours.close()


def _fits(sides: Sides, packet: int) -> bool:
    return any(bundles([Candidate(sides, 0)], packet))


def _why_not(subject: Subject, raw: "RawTable") -> str:
    """Return which columns keep a table from being compared."""
    found = unlike((*subject.key, *subject.columns), raw.columns)
    return f"{'; '.join(found)}: drop raw's table, and the next run loads it anew"


def _as_a_whole(sides: Sides, screened: Screened, seconds: float) -> Checked | None:
    """Return the verdict on a table that is equal, or has no key to look further by."""
    source, raw = screened[sides.name]
    if source == raw:
        return Checked(sides.name, sides.compared, source.rows, 1, seconds=seconds)
    if sides.key:
        return None
    missing, extra = max(0, source.rows - raw.rows), max(0, raw.rows - source.rows)
    different = 0 if missing or extra else 1
    return Checked(sides.name, sides.compared, source.rows, 1, missing, extra, different, seconds)


async def _check_by_ranges(
    config: Mapping[str, Any], sides: Sides, rows: int, source: Any, warehouse: "Connection"
) -> Checked:
    started = time.monotonic()
    try:
        with client.readable_errors(config, sides.name):
            await client.execute(source, "START TRANSACTION WITH CONSISTENT SNAPSHOT")
            found = await compare(sides, rows, source, warehouse)
            keys = await _first_keys(sides, found, source, warehouse)
            await client.execute(source, "COMMIT")
    except TableError as error:
        return Checked(sides.name, sides.compared, trouble=str(error))
    return Checked(
        sides.name,
        sides.compared,
        found.rows,
        found.ranges,
        found.missing,
        found.extra,
        found.different,
        time.monotonic() - started,
        keys,
    )


async def _first_keys(
    sides: Sides, found: Differences, source: Any, warehouse: "Connection"
) -> tuple[str, ...]:
    if sides.is_numbered:
        runs = sorted({*found.to_read, *found.to_delete})[:NAMED_KEYS]
        return tuple(map(_spelled, runs))
    keys: list[str] = []
    if found.to_read:
        sql = sides.source_keys(found.to_read[:NAMED_KEYS], NAMED_KEYS)
        async for rows in client.stream(source, sql):
            keys += [
                "/".join((part or b"").decode("utf-8", "replace") for part in row) for row in rows
            ]
    if found.to_delete and len(keys) < NAMED_KEYS:
        sql = sides.raw_keys(found.to_delete[:NAMED_KEYS], limit=NAMED_KEYS)
        cursor = await warehouse.execute(sql.encode())
        keys += ["/".join(map(str, row)) for row in await cursor.fetchall()]
    return tuple(keys[:NAMED_KEYS])


def _spelled(run: Run) -> str:
    """Return one key, or the first and the last of many."""
    return str(run[0]) if run[0] == run[1] else f"{run[0]}..{run[1]}"
