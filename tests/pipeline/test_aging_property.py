"""Aging in SQL equals aging in Python, for many random families at once.

Hypothesis draws families, all of them become rows of raw tables, dbt builds once, and every family
is compared on several days under every payment plan version. `aging_rules.py` states Open Dental's
rules for one family on one day; the SQL works with running totals over all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from enamel.reconciliation.run import connect_warehouse
from enamel.settings import Connection
from harness import ROOT, Pipeline
from psycopg import sql

from .aging_families import HIDDEN_UNEARNED, OPEN_UNEARNED, TODAY, Ledger, Row, draw_ledgers
from .aging_rules import BILL_IN_ADVANCE_DAYS, ZERO, age, plan_due, unearned

FAMILIES = 600
VERSIONS = (1, 2, 3, 4)
# Today, and days on which some random line stands on either side of every edge.
AS_OF_DATES = [TODAY - timedelta(days) for days in (0, 1, 15, 30, 31, 45, 61, 76, 91, 92, 121, 149)]


def load(connection: psycopg.Connection, drawn: list[Ledger], preferences: dict[str, str]) -> None:
    """Write the ledgers as raw rows; columns that aging does not read stay null."""
    connection.execute("drop schema if exists raw cascade")
    connection.execute((ROOT / "load" / "raw_schema.sql").read_text())
    tables: dict[str, list[Row]] = defaultdict(list)
    for ledger in drawn:
        for table, rows in ledger.rows.items():
            tables[table] += rows
    tables["preference"] = [
        {"PrefNum": index, "PrefName": name, "ValueString": value}
        for index, (name, value) in enumerate(sorted(preferences.items()), start=1)
    ]
    tables["definition"] = [
        {"DefNum": OPEN_UNEARNED, "Category": 29, "ItemValue": ""},
        {"DefNum": HIDDEN_UNEARNED, "Category": 29, "ItemValue": "X"},
    ]
    for table, rows in tables.items():
        if not rows:
            continue
        copy = sql.SQL("copy {} ({}) from stdin").format(
            sql.Identifier("raw", table), sql.SQL(", ").join(map(sql.Identifier, rows[0]))
        )
        with connection.cursor().copy(copy) as stream:
            for row in rows:
                stream.write_row(tuple(row.values()))
    connection.commit()


@pytest.fixture(scope="module")
def aged(
    databases: Callable[[str], tuple[Connection, Connection]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Pipeline:
    """A warehouse for one set of ledgers after the other."""
    return Pipeline(*databases("aged"), tmp_path_factory.mktemp("aged"))


def build(aged: Pipeline) -> None:
    """Build what aging needs, every day of the practice as an as-of date."""
    folder = str(ROOT / "transform")
    aged.run(
        "dbt", "run", "--quiet", "--project-dir", folder, "--profiles-dir", folder,
        "--vars", "as_of_every_day: true",
        "--select", "+rpt_ar_aging", "+rpt_ar_aging_by_pay_plan_version", "+rpt_unearned_balances",
        "+rpt_payment_plans_due",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("own_version", "lifo"), [(2, False), (1, True)], ids=["oldest first", "by procedure"]
)
def test_every_random_family_ages_as_open_dental_ages_it(
    aged: Pipeline, own_version: int, lifo: bool
) -> None:
    drawn = draw_ledgers(FAMILIES)
    preferences = {
        "SyntheticPracticeToday": TODAY.isoformat(),
        "PayPlansVersion": str(own_version),
        "PayPlansBillInAdvanceDays": str(BILL_IN_ADVANCE_DAYS),
        "AgingProcLifo": str(int(lifo)),
    }
    with connect_warehouse(aged.warehouse) as connection:
        load(connection, drawn, preferences)
        build(aged)
        actual = read_results(connection)

    wrong: list[tuple[int, str]] = []
    for ledger in drawn:
        for guarantor in {row["Guarantor"] for row in ledger["patient"]}:
            size = sum(map(len, ledger.rows.values()))
            wrong += [
                (size, f"{found}\n{dict(ledger.rows)}")
                for found in differences(ledger, guarantor, own_version, lifo, actual)
            ]
    assert not wrong, f"{len(wrong)} differences; the one with fewest rows: {min(wrong)[1]}"


def differences(
    ledger: Ledger, guarantor: int, own_version: int, lifo: bool, actual: dict[Any, list[Decimal]]
) -> Iterator[str]:
    """Yield a sentence for each figure that differs; a family without a row owes nothing."""
    expected: dict[Any, list[Decimal]] = {
        ("due", guarantor): [plan_due(ledger, guarantor, own_version)]
    }
    for day in AS_OF_DATES:
        expected["unearned", guarantor, day] = [unearned(ledger, guarantor, day)]
        for version in VERSIONS:
            aged = age(ledger, guarantor, version, day, lifo)
            expected["aging", guarantor, day, version] = aged
            if version == own_version:
                expected["own", guarantor, day] = aged
    for key, figures in expected.items():
        got = actual.get(key, [ZERO] * len(figures))
        if got != figures:
            yield f"{key}: SQL {list(map(str, got))}, expected {list(map(str, figures))}"


def read_results(connection: psycopg.Connection) -> dict[Any, list[Decimal]]:
    figures = """
        balance_0_30_amount, balance_31_60_amount, balance_61_90_amount, balance_over_90_amount,
        balance_total_amount, insurance_estimate_amount, write_off_estimate_amount
    """
    queries = {
        "aging": f"""
            select guarantor_id, as_of_date, pay_plan_version, {figures}
            from marts.rpt_ar_aging_by_pay_plan_version where as_of_date = any(%s)
        """,
        "own": f"""
            select guarantor_id, as_of_date, {figures}
            from marts.rpt_ar_aging where as_of_date = any(%s)
        """,
        "unearned": """
            select guarantor_id, as_of_date, unearned_amount
            from marts.rpt_unearned_balances where as_of_date = any(%s)
        """,
        "due": """
            select guarantor_id, payment_plan_due_amount
            from marts.rpt_payment_plans_due where as_of_date = any(%s)
        """,
    }
    keys = {"aging": 3, "own": 2, "unearned": 2, "due": 1}
    results: dict[Any, list[Decimal]] = {}
    for name, query in queries.items():
        for row in connection.execute(query, [AS_OF_DATES]):
            results[name, *row[: keys[name]]] = list(row[keys[name] :])
    assert results, "The build left no rows; nothing was compared."
    return results
