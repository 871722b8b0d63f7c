"""What would make the warehouse faster: asked of its own statistics and of the run ledger."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from enamel.advice.finding import ADVICE, WAREHOUSE, Finding

LEAST = {"least_bytes": 1_000_000, "least_rows": 50_000, "least_scans": 20, "least_seconds": 1.0}
MOST = 5
PLAN_LINES = 12
_GENERIC_PLAN_SINCE = 160000
Connection = psycopg.Connection[Any]


def advise(connection: Connection, results: Sequence[Path], **least: float) -> list[Finding]:
    """Return what the warehouse's statistics say.

    Args:
        connection: The warehouse, in autocommit.
        results: dbt's run_results.json files, which have the models' SQL; the first one counts.
        least: Other thresholds than the usual ones.
    """
    asked = {**LEAST, "most": MOST, **least}
    return [
        *_unused(connection, asked),
        *_scanned(connection, asked),
        *_bloated(connection, asked),
        *_slow_models(connection, asked, results),
        *_slow_queries(connection, asked),
    ]


def _unused(connection: Connection, asked: dict[str, Any]) -> list[Finding]:
    findings = []
    for row in _ask(connection, "unused_indexes", asked):
        days = (datetime.now(UTC) - row["since"]).days
        findings.append(
            Finding(
                WAREHOUSE,
                ADVICE,
                "unused index",
                row["subject"],
                f"Nobody has read it for {days} days, as long as statistics go back; every load "
                f"of {row['relation']} writes it. Wait for a month's end before you drop it.",
                f"{row['bytes'] / 1e6:,.1f} MB",
                row["sql"],
                row["undo"],
            )
        )
    return findings


def _scanned(connection: Connection, asked: dict[str, Any]) -> list[Finding]:
    return [
        Finding(
            WAREHOUSE,
            ADVICE,
            "missing index",
            row["subject"],
            "It is read as a whole again and again. If the queries below want few of its rows, an "
            "index on what they ask by helps; if they are builds, it does not.",
            f"{row['scans']:,} whole reads of {row['row_count']:,} rows, "
            f"{row['index_scans']:,} by an index",
        )
        for row in _ask(connection, "scanned_tables", asked)
    ]


def _bloated(connection: Connection, asked: dict[str, Any]) -> list[Finding]:
    return [
        Finding(
            WAREHOUSE,
            ADVICE,
            "bloat",
            row["subject"],
            "Much of it is rows that are gone. Autovacuum will come; if it does not, something "
            "holds an old snapshot (pg_stat_activity, backend_xmin).",
            f"{row['dead_count']:,} dead beside {row['row_count']:,} rows, "
            f"{row['bytes'] / 1e6:,.1f} MB",
            row["sql"],
        )
        for row in _ask(connection, "bloated_tables", asked)
    ]


def _slow_models(
    connection: Connection, asked: dict[str, Any], results: Sequence[Path]
) -> list[Finding]:
    if not _exists(connection, "operations.run_models"):
        return []
    compiled: dict[str, str] = {}
    for path in reversed(results):
        compiled |= compiled_models(path)
    return [
        Finding(
            WAREHOUSE,
            ADVICE,
            "slow model",
            row["subject"],
            "One of the slowest models of the last build; the plan shows where its time goes.",
            f"{row['seconds']:,.1f} s"
            + (f", {row['row_count']:,} rows" if row["row_count"] else ""),
            plan=_plan(connection, compiled.get(row["subject"], "")),
        )
        for row in _ask(connection, "slow_models", asked)
    ]


def _slow_queries(connection: Connection, asked: dict[str, Any]) -> list[Finding]:
    if not _exists(connection, "pg_stat_statements"):
        return []
    try:
        rows = _ask(connection, "slow_queries", asked)
    except psycopg.errors.ObjectNotInPrerequisiteState:  # created, and not loaded
        return []
    generic = connection.info.server_version >= _GENERIC_PLAN_SINCE
    return [
        Finding(
            WAREHOUSE,
            ADVICE,
            "slow query",
            " ".join(row["query"].split())[:80],
            "Among what has kept the server busiest.",
            f"{row['calls']:,} calls, {row['seconds']:,.1f} s in all",
            plan=_plan(connection, row["query"], "generic_plan, ") if generic else "",
        )
        for row in rows
    ]


def compiled_models(results: Path) -> dict[str, str]:
    """Return the SQL of each model of the last build, by its name."""
    try:
        found = json.loads(results.read_text(encoding="utf-8"))["results"]
    except (OSError, ValueError, KeyError):
        return {}
    return {
        it["unique_id"].rpartition(".")[2]: it.get("compiled_code") or ""
        for it in found
        if it["unique_id"].startswith("model.")
    }


def _plan(connection: Connection, query: str, options: str = "") -> str:
    """Return the beginning of a query's plan; it is not executed."""
    if not query:
        return ""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute("set local statement_timeout = '10s'")
            # Without parameters of ours, `%` is a character like any other.
            rows = connection.execute(f"explain ({options}costs) {query}".encode()).fetchall()
    except psycopg.Error:
        return ""
    lines = [str(row[0]) for row in rows]
    more = [f"... {len(lines) - PLAN_LINES} lines more"] if len(lines) > PLAN_LINES else []
    return "\n".join([*lines[:PLAN_LINES], *more])


def _exists(connection: Connection, name: str) -> bool:
    row = connection.execute("select to_regclass(%s) is not null", [name]).fetchone()
    return bool(row and row[0])


def _ask(connection: Connection, name: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    text = files("enamel.advice").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(text.encode(), asked).fetchall()
