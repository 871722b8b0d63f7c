"""A small practice that changes while it is replicated, and what must hold in the warehouse.

Every transaction of the writer stamps the same few rows of a table with its own number and adds
some. A table of the warehouse that was loaded whole, and only whole, shows one number in those
rows, and as many rows as the source had when that number was written.
"""

import json
import random
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pymysql
from enamel.errors import EnamelError
from enamel.reconciliation.run import connect_source, connect_warehouse
from harness import Pipeline

if TYPE_CHECKING:
    from pathlib import Path

    from enamel.settings import Connection

OVERLAP_SECONDS = 2


@dataclass
class Table:
    """A table, the column that carries the writer's numbers, and what the writer may do."""

    name: str
    mark: str
    key: str | None
    stamp: str | None = None
    appends_only: bool = False
    marked: list[int] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return self.stamp is None and not self.appends_only


TABLES = [
    ("procedurelog", "ClaimNote", "ProcNum", "DateTStamp"),
    ("patient", "MedUrgNote", "PatNum", "DateTStamp"),
    ("claimproc", "Remarks", "ClaimProcNum", "SecDateTEdit"),
    ("appointment", "Note", "AptNum", "DateTStamp"),
    ("payment", "PayNote", "PayNum", "SecDateTEdit"),
    ("definition", "ItemName", "DefNum", None),
    ("bulk", "Note", "Id", None),
    ("bulk_followed", "Note", "Id", "At"),
    ("without_key", "Note", None, None),
]
OWN_TABLES = """
create table bulk (Id bigint primary key auto_increment, Note text, Filling text);
create table bulk_followed (Id bigint primary key auto_increment, Note text, Filling text,
    At timestamp not null default current_timestamp on update current_timestamp, key (At));
create table without_key (Number int, Note text);
insert into bulk (Note, Filling) select '', repeat(md5(seq), 10) from seq_1_to_{rows};
insert into bulk_followed (Note, Filling) select '', repeat(md5(-seq), 10) from seq_1_to_{rows};
insert into without_key select seq, '' from seq_1_to_500
"""


class Practice:
    """The source: its tables, its catalog, its writer."""

    def __init__(self, source: "Connection", warehouse: "Connection", folder: "Path") -> None:
        self.pipeline = Pipeline(source, warehouse, folder)
        self.deletes_everywhere = False
        self.tables = [Table(*parts) for parts in TABLES]
        self.tables.append(
            Table("securitylog", "LogText", "SecurityLogNum", None, appends_only=True)
        )

    def make(self, *, patients: int, rows: int) -> None:
        """Generate the practice, and a catalog of the tables that the writer changes."""
        self.pipeline.run(
            "enamel", "practice", "generate", "--patients", str(patients), "--seed", "3"
        )
        for statement in OWN_TABLES.format(rows=rows).split(";"):
            self.pipeline.in_source(statement)
        self.pipeline.run("enamel", "discover", "--catalog", str(self.pipeline.catalog))
        catalog = json.loads(self.pipeline.catalog.read_text(encoding="utf-8"))
        names = {table.name: table for table in self.tables}
        streams = [each for each in catalog["streams"] if each["stream"] in names]
        for stream in streams:
            table = names[stream["stream"]]
            root = next(part["metadata"] for part in stream["metadata"] if not part["breadcrumb"])
            if not table.is_full:
                key = table.stamp or table.key
                method = {"replication-method": "INCREMENTAL", "replication-key": key}
                root |= {**method, "forced-replication-method": "INCREMENTAL"}
                stream |= {"replication_method": "INCREMENTAL", "replication_key": key}
                stream["x-enamel"]["overlap_seconds"] = OVERLAP_SECONDS
        self.pipeline.catalog.write_text(json.dumps({"streams": streams}), encoding="utf-8")
        self._mark_all()

    def _mark_all(self) -> None:
        """Begin with number 0 in the first, the middle and the last row of every table."""
        with connect_source(self.pipeline.source) as connection, connection.cursor() as cursor:
            for table in self.tables:
                key = table.key or "Number"
                cursor.execute(f"select `{key}` from `{table.name}` order by 1")
                keys = [row[0] for row in cursor.fetchall()]
                table.marked = sorted({keys[0], keys[len(keys) // 2], keys[-1]})
                cursor.execute(
                    "select column_name from information_schema.columns where table_schema ="
                    " database() and table_name = %s",
                    [table.name],
                )
                skipped = {table.key, table.stamp, table.mark}
                table.columns = [row[0] for row in cursor.fetchall() if row[0] not in skipped]
                self.change(cursor, table, 0, random.Random(0))
            connection.commit()

    def change(self, cursor: Any, table: Table, number: int, dice: random.Random) -> None:
        """Change some rows of a table, in one transaction, in a way that can be told later."""
        key = table.key or "Number"
        marked = ",".join(map(str, table.marked))
        if not table.appends_only:
            cursor.execute(
                f"update `{table.name}` set `{table.mark}` = 'mark {number}'"
                f" where `{key}` in ({marked})"
            )
        columns = ",".join(f"`{name}`" for name in table.columns)
        inserted = f"{columns}, `{table.mark}`"
        selected = f"{columns}, 'mark {number}'"
        if table.key is None:
            inserted, selected = f"Number, `{table.mark}`", f"1000000 + {number}, 'mark {number}'"
        # Three rows, or none is there: rows of one transaction are one.
        cursor.execute(
            f"insert into `{table.name}` ({inserted}) select {selected}"
            f" from `{table.name}` where `{key}` in ({marked})"
        )
        if (table.is_full or self.deletes_everywhere) and dice.random() < 0.5:
            cursor.execute(
                f"delete from `{table.name}` where `{key}` > {max(table.marked)}"
                f" order by `{key}` limit 1"
            )
        cursor.execute(f"select count(*) from `{table.name}`")
        table.counts[number] = int(cursor.fetchone()[0])


class Writer(threading.Thread):
    """Changes the practice until told to stop, also while its server dies and comes back."""

    number = 0

    def __init__(self, practice: Practice, seed: int) -> None:
        super().__init__(daemon=True)
        self.practice = practice
        self._dice = random.Random(seed)
        self._stop_it = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._stop_it.is_set():
            with (
                suppress(pymysql.Error, EnamelError, OSError),
                connect_source(self.practice.pipeline.source) as connection,
                connection.cursor() as cursor,
            ):
                while not self._stop_it.wait(0.03):
                    Writer.number += 1
                    table = self._dice.choice(self.practice.tables)
                    self.practice.change(cursor, table, Writer.number, self._dice)
                    connection.commit()
            self._stop_it.wait(0.1)

    def finish(self) -> None:
        self._stop_it.set()
        self.join()


def half_loaded(practice: Practice) -> list[str]:
    """Return what no single state of the source explains in the warehouse."""
    wrong = []
    with connect_warehouse(practice.pipeline.warehouse) as connection:
        connection.autocommit = True
        for table in practice.tables:
            exists = connection.execute(
                "select to_regclass(%s) is not null", [f'raw."{table.name}"']
            ).fetchone()
            if not exists or not exists[0]:
                continue
            key = table.key or "Number"
            marked = "true" if table.appends_only else f'"{key}" = any(%(marked)s)'
            row = connection.execute(
                f'select count(*), array_agg(distinct "{table.mark}") filter (where {marked}'
                f' and "{table.mark}" like \'mark %%\') from raw."{table.name}"'.encode(),
                {"marked": table.marked},
            ).fetchone()
            count, marks = row or (0, None)
            numbers = sorted(int(mark.split()[1]) for mark in marks or ())
            if count == 0:
                continue
            newest = numbers[-1] if numbers else None
            if not table.appends_only and len(numbers) != 1:
                wrong.append(f"{table.name}: rows of transactions {numbers} side by side")
            elif count != table.counts.get(newest or 0, 0):
                wrong.append(
                    f"{table.name}: {count} rows at transaction {newest}, the source had "
                    f"{table.counts.get(newest or 0)}"
                )
    return wrong


def ahead_of_data(practice: Practice, state: dict[str, Any]) -> list[str]:
    """Return the tables whose bookmark is beyond what the warehouse holds."""
    wrong = []
    with connect_warehouse(practice.pipeline.warehouse) as connection:
        for name, mark in state.get("bookmarks", {}).items():
            row = connection.execute(
                f'select max("{mark["replication_key"]}") from raw."{name}"'.encode()
            ).fetchone()
            highest = row[0] if row else None
            bookmark = mark["replication_key_value"]
            if isinstance(bookmark, str):
                bookmark = datetime.fromisoformat(bookmark)
            if highest is None or bookmark > highest:
                wrong.append(f"{name}: bookmark {bookmark}, data up to {highest}")
    return wrong


def differences(practice: Practice) -> list[str]:
    """Compare every value of every row of both sides."""
    wrong = []
    with (
        connect_source(practice.pipeline.source) as source,
        connect_warehouse(practice.pipeline.warehouse) as warehouse,
        source.cursor() as cursor,
    ):
        cursor.execute("set time_zone = '+00:00'")
        for table in practice.tables:
            found = warehouse.execute(
                f'select * from raw."{table.name}"'.encode()  # the columns that are replicated
            )
            names = [part.name for part in found.description or ()]
            names.remove("_sdc_batched_at")
            ours = _sorted(found.fetchall(), len(names))
            columns = ",".join(f"`{name}`" for name in names)
            cursor.execute(f"select {columns} from `{table.name}`")
            theirs = _sorted(cursor.fetchall(), len(names))
            if ours != theirs:
                extra, missing = set(ours) - set(theirs), set(theirs) - set(ours)
                wrong.append(
                    f"{table.name}: {len(ours)} rows, the source has {len(theirs)}; {len(extra)} "
                    f"only in raw, {len(missing)} only in the source: "
                    f"{sorted(extra, key=repr)[:1]} {sorted(missing, key=repr)[:1]}"
                )
    return wrong


def _sorted(rows: Any, width: int) -> list[tuple[Any, ...]]:
    return sorted((tuple(map(_plain, row[:width])) for row in rows), key=repr)


def _plain(value: Any) -> Any:
    """Return a value as both drivers agree on it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, str) and value.startswith("0000-00-00"):
        return None
    if isinstance(value, date | int | float | str | bytes) or value is None:
        return value
    return str(value)
