"""What the ledger says now: the last runs, how old every table is, what is late."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import psycopg
from enamel_ledger import filing, folders
from enamel_ledger.record import LOADED, RunRecord
from psycopg.rows import dict_row

from enamel import settings
from enamel.discovery.catalog import FILE as CATALOG
from enamel.discovery.catalog import is_selected, read
from enamel.errors import EnamelError
from enamel.project import project_root
from enamel.reconciliation.run import connect_warehouse
from enamel.runs import models
from enamel.runs.slas import (
    Breach,
    PhaseState,
    Sla,
    TableState,
    breaches,
    phase_states,
    table_states,
)

RUNS = 10


@dataclass(frozen=True, slots=True)
class Status:
    """All that `enamel status` shows.

    Attributes:
        runs: The newest first, as rows of the ledger; what runs now is among them.
        running: What runs now, from its journals.
    """

    at: datetime
    runs: list[dict[str, Any]]
    phases: list[PhaseState]
    tables: list[TableState]
    breaches: list[Breach]
    running: list[RunRecord] = field(default_factory=list)


def runs_folder() -> Path:
    """Return where runs keep their journals."""
    told = os.environ.get("ENAMEL_RUNS_FOLDER")
    return Path(told) if told else project_root() / ".enamel" / "runs"


def look(slas: Mapping[int, Sla], *, catalog: Path | None = None, count: int = RUNS) -> Status:
    """File what is left on disk, then read the ledger.

    Args:
        slas: What is promised.
        catalog: Which tables are replicated, and their phases.
        count: How many runs to return.

    Raises:
        EnamelError: The warehouse cannot be reached.
    """
    there = settings.warehouse()
    phases = {
        name: int(stream.get("x-enamel", {}).get("phase", 4))
        for name, stream in read(catalog or project_root() / CATALOG).items()
        if is_selected(stream)
    }
    with connect_warehouse(there) as connection:
        connection.autocommit = True
        running = file_what_is_over(connection, f"{there.host}:{there.port}/{there.database}")
        models.file_all(connection)
        now = datetime.now(UTC)
        rows = _ask(connection, "runs", count=count)
        read_at = {
            row["table_name"]: (row["read_at"], row["last_verdict"])
            for row in _ask(connection, "freshness", tables=list(phases))
        }
        seconds = {row["table_name"]: row["seconds"] for row in _ask(connection, "durations")}
    took: dict[int, timedelta] = {}
    for table, span in seconds.items():
        if (phase := phases.get(table)) is not None:
            took[phase] = max(took.get(phase, timedelta()), timedelta(seconds=float(span)))
    tables = table_states(phases, read_at, slas, now)
    states = phase_states(tables, took, slas)
    shown = {str(row["run_id"]) for row in rows}
    live = [_row(it) for it in running if it.run_id not in shown]
    ended = next((row for row in rows if row["verdict"] != "running"), None)
    last = (ended["verdict"], ended["error"], ended["next_action"]) if ended else None
    return Status(now, [*live, *rows], states, tables, breaches(states, tables, last), running)


def file_what_is_over(connection: "psycopg.Connection[Any]", warehouse: str) -> list[RunRecord]:
    """File the journals of runs that are over; return what still runs.

    Raises:
        EnamelError: The ledger's tables cannot be created.
    """
    try:
        filing.prepare(connection)
        found = list(folders.runs(runs_folder()))
        filing.file_folders(connection, found, warehouse)
        alive = [it.record for it in found if not it.over]
        filing.close_orphans(connection, alive=[it.run_id for it in alive])
    except psycopg.errors.InsufficientPrivilege as error:
        raise EnamelError(
            "The run ledger (schema operations) may not be created or written.",
            "Grant CREATE on the warehouse's database to the user of ENAMEL_WAREHOUSE_USER.",
        ) from error
    return alive


def _row(record: RunRecord) -> dict[str, Any]:
    """Return a run that is not in the ledger yet as a row of it."""
    tables = record.tables.values()
    return {
        "run_id": record.run_id,
        "started_at": record.started_at,
        "verdict": record.verdict,
        "selection": record.selection,
        "seconds": None,
        "table_count": len(record.tables),
        "loaded_count": record.count(LOADED),
        "failed_count": record.count("failed"),
        "row_count": sum(it.written + it.deleted for it in tables),
        "byte_count": sum(it.bytes for it in tables),
        "error": record.error,
        "next_action": record.next_action,
        "log": record.log,
    }


def _ask(connection: "psycopg.Connection[Any]", name: str, **asked: Any) -> list[dict[str, Any]]:
    text = files("enamel.runs").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(text.encode(), asked).fetchall()
