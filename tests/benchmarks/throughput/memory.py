"""The most memory each of our processes takes, by what is replicated."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

from enamel.reconciliation.run import connect_source
from enamel.sandbox import Servers
from enamel_tap_mysql.catalog import catalog_entry
from enamel_tap_mysql.discovery import read_tables

from . import shapes
from .load import drop, new_place, spool_of
from .measure import measured
from .ways import pipeline

MEGABYTE = 1_000_000
_DATABASE = "throughput_memory"
_WIDE = 400
_PACKET = 256 * 1024**2


def memory(servers: Servers, rows: int) -> dict[str, Any]:
    """Return by kind of table the peak of each process, and of the spool, in MB."""
    tables: dict[str, Callable[[Any], None] | None] = {
        f"{rows:,} rows of four shapes": None,
        f"{_WIDE} columns, 30,000 rows": _wide,
        "one text of 64 MB": _one_text,
        "one text of 64 MB, with an emoji": _one_emoji,
        "6,000 texts of 60 kB": _many_texts,
    }
    found = {}
    for title, fill in tables.items():
        found[title] = _peak(servers, fill, rows)
        print(f"{title}: {found[title]}", flush=True)
    return found


def _peak(servers: Servers, fill: Callable[[Any], None] | None, rows: int) -> dict[str, float]:
    if fill is None:
        source = shapes.make(servers.source, f"throughput_{rows}", rows)
    else:
        source = replace(servers.source, database=_DATABASE)
        with closing(connect_source(servers.source)) as connection, connection.cursor() as cursor:
            cursor.execute(f"set global max_allowed_packet = {_PACKET}")
            cursor.execute(f"drop database if exists {_DATABASE}")
            cursor.execute(f"create database {_DATABASE} charset utf8mb4")
        with closing(connect_source(source)) as connection, connection.cursor() as cursor:
            fill(cursor)
            connection.commit()
    place = replace(new_place(servers, "memory"), source=source)
    with closing(connect_source(source)) as connection:
        entries = [catalog_entry(table) for table in read_tables(connection, source.database)]
    place.file("catalog.json", {"streams": entries})
    with measured(servers, spool_of(), closely=True) as meter:
        pipeline(place).replicate()
    shutil.rmtree(place.folder)
    drop(servers, place.warehouse.database)
    peaks = {name: round(size / MEGABYTE, 1) for name, size in sorted(meter.memory.items())}
    return peaks | {"spool": round(meter.spool / MEGABYTE, 1)}


def _wide(cursor: Any) -> None:
    columns = ", ".join(f"c{number} int" for number in range(_WIDE))
    cursor.execute(f"create table wide (id int primary key, {columns})")
    values = ", ".join(f"seq * {number + 2} % 100000" for number in range(_WIDE))
    cursor.execute(f"insert into wide select seq, {values} from seq_1_to_30000")


def _one_text(cursor: Any) -> None:
    cursor.execute("create table text (id int primary key, note longtext)")
    cursor.execute(f"insert into text values (1, repeat('sixteen letters.', {64 * 2**20 // 16}))")


def _one_emoji(cursor: Any) -> None:
    _one_text(cursor)
    cursor.execute("update text set note = concat(note, _utf8mb4 x'f09f9880')")


def _many_texts(cursor: Any) -> None:
    cursor.execute("create table texts (id int primary key, note mediumtext)")
    cursor.execute(
        "insert into texts select seq, repeat('sixteen letters.', 3750) from seq_1_to_6000"
    )
