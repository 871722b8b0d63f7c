"""Writes `marts.fct_treatment_journeys` as a version of a data set, and what to know of it."""

import hashlib
import json
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import psycopg
from psycopg import sql

from enamel.errors import EnamelError

if TYPE_CHECKING:
    from datetime import date

MART = ("marts", "fct_treatment_journeys")
SCHEMA_VERSION = 1
"""Goes up when a column comes, goes or changes its meaning."""
HASHED = ("procedure_id", "patient_id")
LEFT_OUT = ("_loaded_at", "_built_at")
TARGETS = ("fully_paid_target", "paid_in_30_days_target", "estimate_accurate_target")
KINDS = {
    "bigint": "BIGINT",
    "integer": "INTEGER",
    "smallint": "SMALLINT",
    "numeric": "DECIMAL(14, 2)",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "text": "VARCHAR",
}
"""DuckDB's type of each of Postgres'."""


@dataclass
class Version:
    """A version of the data set.

    Attributes:
        findings: What the quality report finds wrong, in words; empty if nothing.
    """

    folder: Path
    rows: int
    columns: int
    is_new: bool
    findings: list[str]


def export_journeys(connection: psycopg.Connection[Any], output: Path) -> Version:
    """Write the journeys as they are now, if this content is not there yet.

    Args:
        connection: The warehouse, built; only read.
        output: The folder of all versions.

    Raises:
        EnamelError: The mart is not built.
    """
    columns = _columns(connection)
    today: date = connection.execute(
        "select today_date from intermediate.int_practice_settings"
    ).fetchall()[0][0]
    with tempfile.TemporaryDirectory() as scratch:
        copied = Path(scratch) / "journeys.csv"
        checksum = _copy(connection, list(columns), copied)
        name = f"v{SCHEMA_VERSION}-{today:%Y%m%d}-{checksum[:12]}"
        folder = output / "treatment_journeys" / name
        with duckdb.connect() as client:
            client.read_csv(str(copied), header=True, dtype=columns, na_values="\\N").create(
                "journeys"
            )
            report = quality(client, columns)
            is_new = not folder.exists()
            if is_new:
                _write(client, columns, folder, Path(scratch), {"version": name, **report})
    return Version(folder, report["rows"], len(columns), is_new, report["findings"])


def quality(client: duckdb.DuckDBPyConnection, columns: dict[str, str]) -> dict[str, Any]:
    """Return what is wrong with the rows, and how much of each column is filled."""
    rows, journeys = _one(client, "select count(*), count(distinct procedure_id) from journeys")
    checks = {
        "a procedure is in it twice": rows - journeys,
        "a deleted procedure is in it": _count(client, "procedure_status_code not in (1, 2, 5)"),
        "an open procedure has a target": _count(
            client,
            "not is_complete and "
            "coalesce(fully_paid_target, paid_in_30_days_target, estimate_accurate_target)"
            " is not null",
        ),
        "the last visit lies after the moment": _count(client, "days_since_visit < 1"),
        "a fee is negative": _count(client, "gross_fee_amount < 0"),
    }
    filled = {
        name: round(_one(client, f"select count({name}) from journeys")[0] / max(rows, 1), 4)
        for name in columns
    }
    findings = [f"{what}: {count} rows" for what, count in checks.items() if count]
    return {"rows": rows, "findings": findings, "checks": checks, "filled": filled}


def statistics(client: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return what a model's author has to know: sizes, rates of the targets, spread of numbers."""
    targets = {}
    for target in TARGETS:
        known, rate = _one(client, f"select count({target}), avg({target}) from journeys")
        months = client.execute(
            f"select strftime(known_date, '%Y-%m'), count({target}), avg({target}) from journeys"
            f" where {target} is not null group by 1 order by 1"
        ).fetchall()
        targets[target] = {
            "known": known,
            "rate": rate,
            "by_month": [{"month": it[0], "known": it[1], "rate": it[2]} for it in months],
        }
    first, last, patients = _one(
        client, "select min(known_date), max(known_date), count(distinct patient_id) from journeys"
    )
    summary = client.execute("summarize select * exclude (procedure_id, patient_id) from journeys")
    names = [it[0] for it in summary.description or []]
    return {
        "first_date": str(first),
        "last_date": str(last),
        "patients": patients,
        "targets": targets,
        "columns": [
            {name: str(part) for name, part in zip(names, row, strict=True) if part is not None}
            for row in summary.fetchall()
        ],
    }


def _write(
    client: duckdb.DuckDBPyConnection,
    columns: dict[str, str],
    folder: Path,
    scratch: Path,
    report: dict[str, Any],
) -> None:
    """Write a version beside its place and move it there, so that none is ever half."""
    salt = secrets.token_hex(16)
    shown = ", ".join(
        f"sha256('{salt}' || {name}::varchar) as {name.removesuffix('_id')}_key"
        if name in HASHED
        else name
        for name in columns
    )
    made = scratch / "made"
    made.mkdir()
    client.execute(
        f"copy (select {shown} from journeys order by known_date, procedure_id)"
        f" to '{made / 'journeys.parquet'}' (format parquet, compression zstd)"
    )
    for name, content in (("quality", report), ("statistics", statistics(client))):
        text = json.dumps(content, indent=2, sort_keys=True) + "\n"
        (made / f"{name}.json").write_text(text, encoding="utf-8")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(f".{folder.name}")
    beside.mkdir(exist_ok=True)
    for path in made.iterdir():
        (beside / path.name).write_bytes(path.read_bytes())
    beside.rename(folder)


def _columns(connection: psycopg.Connection[Any]) -> dict[str, str]:
    found = connection.execute(
        "select column_name, data_type from information_schema.columns"
        " where table_schema = %s and table_name = %s order by ordinal_position",
        MART,
    ).fetchall()
    if not found:
        raise EnamelError(
            "marts.fct_treatment_journeys is not in the warehouse.",
            "Build it first: meltano invoke dbt-postgres:build",
        )
    return {name: KINDS[kind] for name, kind in found if name not in LEFT_OUT}


def _copy(connection: psycopg.Connection[Any], columns: list[str], path: Path) -> str:
    """Copy the rows in the order of their keys into a file, and return its checksum."""
    query = sql.SQL(
        "copy (select {} from {} order by procedure_id) to stdout"
        " with (format csv, header true, null '\\N')"
    ).format(sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(*MART))
    digest = hashlib.sha256()
    with path.open("wb") as file, connection.cursor().copy(query) as rows:
        for block in rows:
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _one(client: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] = client.execute(query).fetchall()[0]
    return row


def _count(client: duckdb.DuckDBPyConnection, condition: str) -> int:
    return int(_one(client, f"select count(*) from journeys where {condition}")[0])
