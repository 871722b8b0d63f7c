"""Ask both databases, store the verdicts."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pymysql

from enamel.errors import EnamelError
from enamel.reconciliation import reports
from enamel.reconciliation.compare import Verdict
from enamel.settings import Connection


def reconcile(
    source: Connection, warehouse: Connection, *, every_version: bool = False
) -> list[Verdict]:
    """Compare all reports, store the verdicts in `reconciliation.results` and return them.

    Receivables are aged under the practice's own payment plan version on every as-of date, and
    under the other three today.

    Args:
        source: Open Dental's database; only read.
        warehouse: The warehouse, built.
        every_version: Age under all four payment plan versions on every as-of date.

    Raises:
        EnamelError: A database cannot be reached, or the marts are not built.
    """
    with ExitStack() as stack:
        theirs = stack.enter_context(connect_source(source))
        ours = stack.enter_context(connect_warehouse(warehouse))

        def ask_source(sql: str, asked: dict[str, object]) -> list[tuple[Any, ...]]:
            with theirs.cursor() as cursor:
                cursor.execute(sql, asked)
                return list(cursor.fetchall())

        def ask_warehouse(sql: str, asked: dict[str, object]) -> list[tuple[Any, ...]]:
            return ours.execute(sql.encode(), asked).fetchall()

        try:
            days, today, version = _as_of_dates(ask_warehouse)
            others = [it for it in reports.PAY_PLAN_VERSIONS if it != version]
            past = days if every_version else [today]
            verdicts = [
                *reports.compare_all(ask_source, ask_warehouse, today),
                *reports.ar_aging(ask_source, ask_warehouse, days, today, [version]),
                *reports.ar_aging(ask_source, ask_warehouse, past, today, others),
            ]
        except pymysql.err.MySQLError as error:
            raise EnamelError(
                f"Open Dental's database refused a report (MariaDB error {error.args[0]}).",
                "Check that the account may SELECT every table of the report.",
            ) from error
        except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn) as error:
            raise EnamelError(
                "The marts to compare are not in the warehouse, or older than this program: "
                f"{error.diag.message_primary}.",
                "Build them first: meltano run tap-mysql target-postgres dbt-postgres:build",
            ) from error
        _store(ours, verdicts)
    return verdicts


def connect_source(
    source: Connection, variables: str = "ENAMEL_SOURCE_* in .env"
) -> "pymysql.Connection[Any]":
    """Open Open Dental's database in the mode its own program uses (no strict mode).

    Args:
        source: The database.
        variables: What somebody set who can set it right.

    Raises:
        EnamelError: It does not let us in.
    """
    try:
        return pymysql.connect(
            host=source.host,
            port=source.port,
            user=source.user,
            password=source.password,
            database=source.database,
            charset="utf8mb4",
            init_command="set session sql_mode = '', time_zone = '+00:00'",
            **source.tls_of_mariadb,
        )
    except pymysql.err.OperationalError as error:
        raise EnamelError(
            f"Cannot open Open Dental's database at {source.host}:{source.port} "
            f"(MariaDB error {error.args[0]}).",
            f"Check {variables} and that the server runs "
            "(private servers: `uv run enamel sandbox up`).",
        ) from error


def connect_warehouse(
    warehouse: Connection, variables: str = "ENAMEL_WAREHOUSE_* in .env"
) -> psycopg.Connection[tuple[Any, ...]]:
    """Open the warehouse; `variables` as for the source.

    Raises:
        EnamelError: It does not let us in.
    """
    try:
        return psycopg.connect(
            host=warehouse.host,
            port=warehouse.port,
            user=warehouse.user,
            password=warehouse.password,
            dbname=warehouse.database,
            connect_timeout=10,
            **warehouse.tls_of_libpq,
        )
    except psycopg.OperationalError as error:
        raise EnamelError(
            f"Cannot open the warehouse at {warehouse.host}:{warehouse.port}.",
            f"Check {variables} and that the server runs "
            "(private servers: `uv run enamel sandbox up`).",
        ) from error


def _as_of_dates(ask_warehouse: reports.Query) -> tuple[Sequence[date], date, int]:
    """Return the days the warehouse ages at, the practice's today and its plan version."""
    days = [
        row[0]
        for row in ask_warehouse(
            "select distinct as_of_date from marts.rpt_ar_aging_by_pay_plan_version order by 1", {}
        )
    ]
    settings = ask_warehouse(
        "select today_date, pay_plan_version from intermediate.int_practice_settings", {}
    )
    today, version = settings[0]
    if today not in days:
        raise EnamelError(
            f"The warehouse has no aging for the practice's today, {today}.",
            "Rebuild it: meltano invoke dbt-postgres:build",
        )
    return days, today, version


def _store(connection: psycopg.Connection[tuple[Any, ...]], verdicts: Iterable[Verdict]) -> None:
    connection.execute(reports.statement("forget").encode())
    checked_at = datetime.now(UTC)
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "copy reconciliation.results (checked_at, report, line, window_start, window_end,"
            " policy, key_count, different_key_count, theirs, ours, difference,"
            " different_amount) from stdin"
        ) as rows,
    ):
        for found in verdicts:
            rows.write_row(
                (
                    checked_at,
                    found.report,
                    found.line,
                    found.window_start,
                    found.window_end,
                    found.policy,
                    found.key_count,
                    len(found.different_keys),
                    found.theirs,
                    found.ours,
                    found.difference,
                    found.different_amount,
                )
            )
    connection.commit()
