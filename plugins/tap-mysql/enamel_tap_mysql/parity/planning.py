"""How a run uses parity: which tables need no read, and which are compared by ranges."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from enamel_tap_mysql import client
from enamel_tap_mysql.errors import TableError
from enamel_tap_mysql.parity.cells import quoted
from enamel_tap_mysql.parity.screening import (
    SMALL_BYTES,
    Candidate,
    Screened,
    bundles,
    screen,
)
from enamel_tap_mysql.parity.session import converse
from enamel_tap_mysql.parity.sides import Sides, make_sides
from enamel_tap_mysql.parity.warehouse import RawTable, Warehouse
from enamel_tap_mysql.types import Column

if TYPE_CHECKING:
    from enamel_tap_mysql.reads import TableRead


@dataclass(frozen=True, slots=True)
class Subject:
    """A table that a run is about to read.

    Attributes:
        read: How it is read without a comparison.
        source: What stands after FROM.
        key: The columns that identify a row; may be none.
        columns: Every column that is replicated.
        tracked: Whether a time stamp or a number tells which rows are new.
        rebuilt: Whether it is another table than the one that was read last.
        compare: Whether its deletes are to be found.
        data_bytes: Its size, as the server estimates it.
        rows: About how many rows it has.
    """

    read: "TableRead"
    source: str
    key: tuple[Column, ...]
    columns: tuple[Column, ...]
    tracked: bool
    rebuilt: bool
    compare: bool
    data_bytes: int
    rows: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a worker compares before it reads.

    Attributes:
        sides: The table.
        rows: About how many rows it has.
        alone: Read nothing but what differs.
    """

    sides: Sides
    rows: int
    alone: bool


def compares_content(subject: Subject, cheap_bytes: int = SMALL_BYTES) -> bool:
    """Whether whole rows are compared: where nothing else tells of a change, or it costs little."""
    return (
        not subject.tracked
        or not subject.key
        or subject.rebuilt
        or subject.data_bytes <= cheap_bytes
    )


def plan(
    config: Mapping[str, Any], warehouse: Warehouse, subjects: Sequence[Subject], packet: int
) -> "list[TableRead]":
    """Return what is left to read, and how, after the small tables were compared.

    A table that is equal is not read at all, and its bookmark stays where it is.

    Args:
        config: The tap's settings.
        warehouse: Where raw is.
        subjects: The tables.
        packet: How many bytes a statement to the source may have.
    """
    return asyncio.run(_plan(config, warehouse, subjects, packet))


def sides_of(subject: Subject, schema: str, raw: RawTable | None, *, content: bool) -> Sides | None:
    """Return the comparison of a table; None where there is nothing to compare it with."""
    if raw is None:
        return None
    name = subject.read.stream
    return make_sides(
        name,
        subject.source,
        f"{quoted(schema)}.{quoted(name)}",
        subject.key,
        subject.columns,
        raw.columns,
        content=content,
        stamp=subject.read.key.column if subject.read.key else None,
    )


async def _plan(
    config: Mapping[str, Any], warehouse: Warehouse, subjects: Sequence[Subject], packet: int
) -> "list[TableRead]":
    every_row = config.get("parity_content") == "all"
    repair = bool(config.get("parity_repair"))
    connection = await warehouse.connect()
    try:
        raw = await warehouse.tables(connection)
        sides = {
            subject.read.stream: found
            for subject in subjects
            if subject.compare
            and (
                found := sides_of(
                    subject,
                    warehouse.schema,
                    raw.get(subject.read.stream),
                    content=every_row or compares_content(subject),
                )
            )
        }
        screened = await _screen(
            config,
            connection,
            [
                Candidate(sides[subject.read.stream], subject.data_bytes)
                for subject in subjects
                if subject.read.stream in sides
                and (subject.data_bytes <= SMALL_BYTES or not subject.key)
            ],
            packet,
        )
    finally:
        await connection.close()
    reads = []
    for subject in subjects:
        read, name = subject.read, subject.read.stream
        if name not in raw:
            # Whatever the state says was loaded once is not there.
            reads.append(replace(read, sql=read.every_row, bookmark=None))
            continue
        if name not in sides:
            reads.append(read)
            continue
        is_small = name in screened
        if is_small and screened[name][0] == screened[name][1]:
            # Equal row by row in one moment. A read would show changes of a later one, and none of
            # its deletes.
            continue
        if not subject.key:
            reads.append(_whole(read, keep_bookmark=repair))
        elif not subject.tracked and is_small:
            reads.append(read)  # reading it is as cheap as looking for what differs
        else:
            rows = max(subject.rows, raw[name].rows, *(it.rows for it in screened.get(name, ())))
            alone = repair or not subject.tracked
            reads.append(replace(read, comparison=Comparison(sides[name], rows, alone)))
    return reads


def _whole(read: "TableRead", *, keep_bookmark: bool) -> "TableRead":
    """Return the read of a table without a key: no row of raw can be replaced or named alone."""
    key = None if keep_bookmark else read.key
    return replace(read, sql=read.every_row, bookmark=None, key=key, whole=True)


async def _screen(
    config: Mapping[str, Any], warehouse: Any, candidates: Iterable[Candidate], packet: int
) -> Screened:
    """Compare small tables; those of a query that fails are left to be read, and to say why."""
    screened: Screened = {}
    source = None
    try:
        for bundle in bundles(candidates, packet):
            if source is None:
                source = await client.connect_streaming(config)
            try:
                with client.readable_errors(config, bundle[0].name):
                    screened |= await converse(screen(bundle), source, warehouse)
            except TableError:
                continue
    finally:
        if source is not None:
            source.close()
    return screened
