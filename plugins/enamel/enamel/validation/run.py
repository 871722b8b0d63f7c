"""Compare, repair with the tap and the target themselves, compare again, store the verdicts."""

import asyncio
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from enamel_tap_mysql.errors import TapError
from enamel_tap_mysql.parity.checking import Checked, check
from enamel_tap_mysql.parity.planning import Subject, compares_content
from enamel_tap_mysql.parity.warehouse import Warehouse
from enamel_tap_mysql.tap import TapMySQL

from enamel.errors import EnamelError
from enamel.project import project_root
from enamel.reconciliation.run import connect_warehouse
from enamel.settings import Connection
from enamel.validation.verdicts import Verdict, judge

CHEAP_BYTES = 64_000_000
"""Tables up to this are compared by content in any case."""
_COLUMNS = (
    "checked_at, table_name, compared, row_count, range_count, missing_count, extra_count,"
    " different_count, seconds, verdict, first_keys, trouble"
)


def validate(
    source: Connection,
    warehouse: Connection,
    catalog: Path,
    *,
    tables: Collection[str] = (),
    full: bool = False,
    fix: bool = False,
) -> list[Verdict]:
    """Compare raw with the source, and store the verdicts in `reconciliation.replication`.

    Args:
        source: Open Dental's database; only read.
        warehouse: The warehouse.
        catalog: The catalog that is replicated.
        tables: Only these.
        full: Compare every row of every table, not only of the cheap ones.
        fix: Send what differs through the tap and the target, and compare again.

    Raises:
        EnamelError: A database cannot be reached, or a table is not replicated.
    """
    streams = _streams(catalog, tables)
    try:
        found = _compare(source, warehouse, streams, full=full)
        again: dict[str, Checked] = {}
        if fix and (broken := {it.table for it in found if not it.is_clean}):
            wrong = [it for it in streams if it["tap_stream_id"] in broken]
            _repair(wrong)
            again = {it.table: it for it in _compare(source, warehouse, wrong, full=full)}
    except TapError as error:
        raise EnamelError(error.reason, error.instruction) from error
    verdicts = judge(found, again)
    _store(warehouse, verdicts)
    return verdicts


def _streams(catalog: Path, tables: Collection[str]) -> list[dict[str, Any]]:
    from enamel.discovery.catalog import is_selected, read

    streams = [it for it in read(catalog).values() if is_selected(it)]
    known = {it["tap_stream_id"] for it in streams}
    if not streams:
        raise EnamelError(f"{catalog} replicates no table.", "Run `uv run enamel discover`.")
    if unknown := sorted(set(tables) - known):
        raise EnamelError(
            f"Not replicated: {', '.join(unknown)}.",
            f"Name tables as {catalog.name} does, in its very letters.",
        )
    return [it for it in streams if not tables or it["tap_stream_id"] in tables]


def _compare(
    source: Connection, warehouse: Connection, streams: Sequence[dict[str, Any]], *, full: bool
) -> list[Checked]:
    logging.getLogger("tap-mysql").setLevel(logging.CRITICAL)  # its word is in the verdict
    config = {
        "host": source.host,
        "port": source.port,
        "user": source.user,
        "password": source.password,
        "database": source.database,
        **({"ssl_mode": source.ssl_mode} if source.ssl_mode else {}),
        **({"ssl_ca": source.ssl_ca} if source.ssl_ca else {}),
    }
    place = Warehouse(
        warehouse.host,
        warehouse.port,
        warehouse.user,
        warehouse.password,
        warehouse.database,
        ssl_mode=warehouse.ssl_mode or "prefer",
        ssl_ca=warehouse.ssl_ca or None,
    )
    tap = TapMySQL(config=config, catalog={"streams": list(streams)})
    subjects, stopped = tap.subjects()

    def content(subject: Subject) -> bool:
        return full or compares_content(subject, CHEAP_BYTES)

    async def run() -> list[Checked]:
        return [
            it async for it in check(dict(tap.config), place, subjects, content, tap.source.packet)
        ]

    unfit = [Checked(name, trouble=str(error)) for name, error in stopped.items()]
    return [*asyncio.run(run()), *unfit]


def _repair(streams: Sequence[dict[str, Any]]) -> None:
    """Have the daily programs send what differs; they keep their state as it is.

    Raises:
        EnamelError: They failed.
    """
    with tempfile.TemporaryDirectory(prefix="enamel-validate-") as folder:
        catalog = Path(folder) / "catalog.json"
        catalog.write_text(json.dumps({"streams": list(streams)}), encoding="utf-8")
        result = subprocess.run(
            [
                str(Path(sys.executable).with_name("meltano")),
                *("run", "--no-state-update", "tap-mysql", "target-postgres"),
            ],
            cwd=project_root(),
            env=os.environ
            | {
                "TAP_MYSQL__CATALOG": str(catalog),
                "TAP_MYSQL_PARITY_CONTENT": "all",
                "TAP_MYSQL_PARITY_REPAIR": "true",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    if result.returncode:
        print("\n".join(result.stdout.splitlines()[-15:]), file=sys.stderr)
        raise EnamelError(
            f"Tap or target failed while repairing (exit code {result.returncode}).",
            "The lines above say why; nothing of a failed table was changed.",
        )


def _store(warehouse: Connection, verdicts: Sequence[Verdict]) -> None:
    checked_at = datetime.now(UTC)
    with connect_warehouse(warehouse) as connection:
        ddl = (files("enamel.validation") / "sql" / "verdicts.sql").read_text(encoding="utf-8")
        connection.execute(ddl.encode())
        with (
            connection.cursor() as cursor,
            cursor.copy(f"copy reconciliation.replication ({_COLUMNS}) from stdin".encode()) as to,
        ):
            for verdict in verdicts:
                to.write_row((checked_at, *verdict.row().values()))
