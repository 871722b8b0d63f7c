"""From journals into Postgres. Filing twice says the same; what is filed leaves the disk."""

import hashlib
import json
from collections.abc import Collection, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import psycopg

from enamel_ledger.folders import RunFolder, runs
from enamel_ledger.record import FAILED, LOADED, RUNNING, RunRecord, TableRecord

KEPT_DAYS = 90
UNCHANGED_KEPT_DAYS = 7
"""Tables that a run found as they were are most of the ledger, and soon of no interest."""
_COMMENT = "What ran, when, and how it ended; holds no value of a row."
_LEDGER_LOCK = 8_436_011_275
Connection = psycopg.Connection[Any]


def prepare(connection: Connection) -> None:
    """Create or change the ledger's tables; the first time needs the right to create a schema."""
    text = sql("ledger")
    comment = f"{_COMMENT} Made by {hashlib.sha256(text.encode()).hexdigest()[:16]}."
    query = "select obj_description(to_regnamespace('operations'), 'pg_namespace')"
    row = connection.execute(query).fetchone()
    if row and row[0] == comment:
        return
    with connection.transaction():
        # Two that begin at once would both create, and one of them would fail.
        connection.execute("select pg_advisory_xact_lock(%s)", [_LEDGER_LOCK])
        connection.execute(text.encode())
        connection.execute(f"comment on schema operations is '{comment}'".encode())


def file_run(connection: Connection, record: RunRecord) -> None:
    """Write one run and its tables, in one transaction."""
    with connection.transaction():
        filed = connection.execute(sql("file_run").encode(), _run_row(record)).fetchone()
        if filed and record.verdict != RUNNING:
            tables = json.dumps([_table_row(it) for it in record.tables.values()])
            connection.execute(
                sql("file_tables").encode(),
                {"run_id": record.run_id, "noted_at": record.started_at, "tables": tables},
            )


def file_folders(connection: Connection, folders: Iterable[RunFolder], warehouse: str) -> int:
    """File the runs that are over and were meant for this warehouse; return how many."""
    count = 0
    for folder in folders:
        if folder.over and folder.record.warehouse in ("", warehouse):
            file_run(connection, folder.record)
            folder.remove()
            count += 1
    return count


def begin(connection: Connection, root: Path, record: RunRecord) -> None:
    """Note that a run has begun, and close what earlier ones left open.

    The caller holds the lock of the record's schema.
    """
    prepare(connection)
    file_run(connection, record)
    others = [it for it in runs(root) if it.record.run_id != record.run_id]
    file_folders(connection, others, record.warehouse)
    close_orphans(connection, own=record.run_id, schema=record.target_schema)
    connection.execute(
        sql("forget").encode(), {"days": KEPT_DAYS, "unchanged_days": UNCHANGED_KEPT_DAYS}
    )


def close_orphans(
    connection: Connection,
    *,
    own: str | None = None,
    schema: str | None = None,
    alive: Collection[str] = (),
) -> None:
    """Close runs that ended without a word, on whatever machine.

    Args:
        connection: The warehouse.
        own: The caller's run, which holds the lock of `schema`.
        schema: Only runs into this schema.
        alive: Runs whose programs are known to live.
    """
    asked = {"own": own, "schema": schema, "alive": list(alive)}
    connection.execute(sql("close_orphans").encode(), asked)


def sql(name: str) -> str:
    """Return one of the statements."""
    return files("enamel_ledger").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _run_row(record: RunRecord) -> dict[str, Any]:
    tables = record.tables.values()
    return {
        "run_id": record.run_id,
        "started_at": record.started_at,
        "ended_at": record.ended_at,
        "verdict": record.verdict,
        "environment": record.environment,
        "host": record.host,
        "target_schema": record.target_schema,
        "selection": record.selection,
        "table_count": len(record.tables),
        "loaded_count": record.count(LOADED),
        "failed_count": record.count(FAILED),
        "row_count": sum(it.written + it.deleted for it in tables),
        "byte_count": sum(it.bytes for it in tables),
        "error": record.error,
        "next_action": record.next_action,
        "log": record.log,
    }


def _table_row(table: TableRecord) -> dict[str, Any]:
    return {
        "table_name": table.table,
        "row_count": table.rows,
        "byte_count": table.bytes,
        "written_count": table.written,
        "deleted_count": table.deleted,
        "seconds": table.seconds,
        "lag_seconds": table.lag_seconds,
        "read_at": table.read_at.isoformat() if table.read_at else None,
        "verdict": table.verdict,
        "error": table.error,
        "next_action": table.next_action,
    }
