"""What Open Dental overwrites is kept once per state, and a closed month stays as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from enamel.reconciliation.run import connect_warehouse
from enamel_api.database import query
from enamel_practice.traps import FIRST_ID
from harness import Pipeline
from pair import Pair
from psycopg.rows import dict_row

from .conftest import KEPT

Versions = dict[str, list[tuple[int, bool]]]

# Each history, its key, and a change in Open Dental that makes one new state of one row.
EDITS = {
    "recall_versions": (
        "recall_id",
        "select RecallNum from recall where year(DateDue) > 2000",
        "update recall set DateDue = DateDue + interval 40 day where RecallNum = {key}",
    ),
    "patient_versions": (
        "patient_id",
        "select PatNum from patient where PatStatus = 0",
        "update patient set PatStatus = 2 where PatNum = {key}",
    ),
    "fee_versions": (
        "fee_id",
        "select FeeNum from fee where Amount > 0",
        "update fee set Amount = Amount + 1 where FeeNum = {key}",
    ),
    "provider_goal_versions": (
        "provider_id",
        "select ProvNum from provider where HourlyProdGoalAmt > 0",
        "update provider set HourlyProdGoalAmt = HourlyProdGoalAmt + 25 where ProvNum = {key}",
    ),
    "preference_versions": (
        "preference_id",
        "select PrefNum from preference where PrefName = 'PayPlansBillInAdvanceDays'",
        "update preference set ValueString = ValueString + 3 where PrefNum = {key}",
    ),
}


@dataclass
class Book:
    """Rows of a closed month that were changed in the source: keys and amounts before."""

    month: str
    changed: tuple[int, Decimal]
    removed: tuple[int, Decimal]
    moved: int
    guarantor: int


@pytest.fixture(scope="module")
def rebuilt(spoilt: Pipeline) -> Callable[[], None]:
    """Replicate what has changed and build the histories again."""

    def build() -> None:
        Pair(spoilt.source, spoilt.warehouse, spoilt.folder).run()
        spoilt.run("meltano", "invoke", "dbt-postgres:refresh", "-s", *KEPT)

    return build


def rows(spoilt: Pipeline) -> dict[str, int]:
    """Return the number of rows of every history."""
    tables = spoilt.in_warehouse(
        "select table_name from information_schema.tables where table_schema = 'history'"
    )
    return {
        name: spoilt.in_warehouse(f"select count(*) from history.{name}")[0][0]
        for (name,) in tables
    }


@pytest.fixture(scope="module")
def unchanged(spoilt: Pipeline, rebuilt: Callable[[], None]) -> tuple[dict[str, int], ...]:
    """The rows of every history before and after a run in which nothing had changed."""
    before = rows(spoilt)
    rebuilt()
    return before, rows(spoilt)


@pytest.fixture(scope="module")
def edited(
    spoilt: Pipeline, rebuilt: Callable[[], None], unchanged: tuple[dict[str, int], ...]
) -> dict[str, int]:
    """One edit per history and three in a closed month, replicated and built."""
    assert unchanged
    keys = {
        name: spoilt.in_source(f"{pick} order by 1 limit 1")[0][0]
        for name, (_, pick, _) in EDITS.items()
    }
    for name, (_, _, edit) in EDITS.items():
        spoilt.in_source(edit.format(key=keys[name]))
    picked = spoilt.in_source(
        "select AdjNum, round(AdjAmt, 2) from adjustment where AdjNum < "
        f"{FIRST_ID} and AdjDate < '2026-05-01' and AdjAmt <> 0 order by AdjDate desc limit 2"
    )
    (keys["changed"], _), (keys["removed"], _) = picked
    keys["guarantor"] = spoilt.in_source(
        "select pat.Guarantor from adjustment as adj inner join patient as pat"
        f" on adj.PatNum = pat.PatNum where adj.AdjNum = {keys['changed']}"
    )[0][0]
    # Of split work only one line moves, from its provider to another.
    keys["moved"] = spoilt.in_source(
        f"select SplitNum from paysplit where SplitNum < {FIRST_ID} and UnearnedType = 0"
        " and DatePay < '2026-05-01' and SplitAmt > 0 order by DatePay desc limit 1"
    )[0][0]
    spoilt.in_source(f"update adjustment set AdjAmt = AdjAmt - 7.35 where AdjNum={keys['changed']}")
    spoilt.in_source(f"delete from adjustment where AdjNum = {keys['removed']}")
    spoilt.in_source(
        f"update paysplit set SplitAmt = SplitAmt + 0.01 where SplitNum={keys['moved']}"
    )
    rebuilt()
    return keys


def test_every_history_begins_with_the_first_run(unchanged: tuple[dict[str, int], ...]) -> None:
    before, _ = unchanged
    assert len(before) == 10
    assert all(before.values())


def test_a_run_without_news_adds_nothing(unchanged: tuple[dict[str, int], ...]) -> None:
    before, after = unchanged
    assert after == before


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_one_new_version_of_one_row(
    spoilt: Pipeline,
    unchanged: tuple[dict[str, int], ...],
    edited: dict[str, int],
    name: str,
) -> None:
    before = unchanged[1][name]
    assert rows(spoilt)[name] == before + 1
    key = EDITS[name][0]
    versions = spoilt.in_warehouse(
        f"select {key}, valid_until_at is null from history.{name} as kept"
        f" where {key} in (select {key} from history.{name} group by {key} having count(*) > 1)"
        " order by valid_from_at"
    )
    assert versions == [(edited[name], False), (edited[name], True)]


def test_a_familys_aged_balance_is_kept_when_it_moves(
    spoilt: Pipeline, unchanged: tuple[dict[str, int], ...], edited: dict[str, int]
) -> None:
    name = "guarantor_aging_versions"
    opened = spoilt.in_warehouse(
        f"select balance_total_amount from history.{name}"
        f" where guarantor_id = {edited['guarantor']} and valid_until_at is null"
    )
    now = spoilt.in_warehouse(
        "select balance_total_amount from marts.rpt_ar_aging"
        f" where guarantor_id = {edited['guarantor']} and is_today and balance_total_amount <> 0"
    )
    assert opened == now
    assert rows(spoilt)[name] > unchanged[1][name]


def test_a_change_in_a_closed_month_is_listed_with_its_cause(
    spoilt: Pipeline, edited: dict[str, int]
) -> None:
    causes = {
        (line, key): (change, table, difference)
        for line, key, change, table, difference in spoilt.in_warehouse(
            "select line_type, line_id, change_type, source_table, difference_amount"
            " from marts.rpt_restatement_causes"
        )
    }
    frozen = spoilt.in_warehouse(
        "select line_amount from history.closed_month_line_versions"
        f" where line_type = 'adjustment' and line_id = {edited['removed']}"
    )
    assert causes == {
        ("adjustment", edited["changed"]): ("changed", "adjustment", Decimal("-7.35")),
        ("adjustment", edited["removed"]): ("removed", "adjustment", -frozen[0][0]),
        ("patient_income", edited["moved"]): ("changed", "paysplit", Decimal("0.01")),
    }


def test_the_month_keeps_its_frozen_value_and_shows_the_difference(
    spoilt: Pipeline, edited: dict[str, int]
) -> None:
    restated = spoilt.in_warehouse(
        "select line_type, sum(difference_amount), sum(current_amount) - sum(frozen_amount),"
        " sum(changed_count) from marts.rpt_restatements where is_restated group by line_type"
    )
    causes = dict(
        spoilt.in_warehouse(
            "select line_type, sum(difference_amount) from marts.rpt_restatement_causes"
            " group by line_type"
        )
    )
    assert {line: total for line, total, _, _ in restated} == causes
    assert all(total == moved for _, total, moved, _ in restated)
    assert sum(count for _, _, _, count in restated) == 3
    assert edited


def test_a_frozen_balance_differs_by_the_lines_that_are_listed(
    spoilt: Pipeline, edited: dict[str, int]
) -> None:
    causes = spoilt.in_warehouse(
        "select ledger_entry_id, balance_change_type, difference_amount, count(*)"
        " from marts.rpt_balance_restatement_causes group by 1, 2, 3 order by 1"
    )
    gone = spoilt.in_warehouse(
        "select -entry_amount from history.closed_month_entry_versions"
        f" where ledger_entry_id = 'adjustment-{edited['removed']}'"
    )[0][0]
    assert [it[:3] for it in causes] == sorted(
        [
            (f"adjustment-{edited['changed']}", "changed", Decimal("-7.35")),
            (f"adjustment-{edited['removed']}", "removed", gone),
            (f"paysplit-{edited['moved']}", "changed", Decimal("-0.01")),
        ]
    )
    # Each is in every balance from its month's end on.
    assert min(months for *_, months in causes) >= 1
    by_month = "select as_of_date, sum(difference_amount) from marts.{} group by 1"
    differences = {
        day: amount
        for day, amount in spoilt.in_warehouse(by_month.format("rpt_balance_restatements"))
        if amount
    }
    listed = dict(spoilt.in_warehouse(by_month.format("rpt_balance_restatement_causes")))
    assert differences == {day: amount for day, amount in listed.items() if amount}
    assert differences


def test_the_api_answers_a_month_end_with_the_lines_between(
    spoilt: Pipeline, edited: dict[str, int]
) -> None:
    whole = dict.fromkeys(("from_date", "to_date", "clinic_id"))
    with connect_warehouse(spoilt.warehouse) as connection:
        cursor = connection.cursor(row_factory=dict_row)

        def asked(name: str, **values: Any) -> list[dict[str, Any]]:
            sql = query(f"receivables/{name}").encode()
            return cursor.execute(sql, {**whole, **values}).fetchall()

        moved = asked("balance_restatements", is_changed=True)
        every = asked("balance_restatements", is_changed=False)
        lines = asked("balance_restatement_causes")
        for row in moved:
            place = {"from_date": row["as_of_date"], "to_date": row["as_of_date"]}
            causes = asked("balance_restatement_causes", **place, clinic_id=row["clinic_id"])
            assert sum(it["difference_amount"] for it in causes) == row["difference_amount"]
            lines = [it for it in lines if it not in causes]
    assert moved
    assert len(every) > len(moved)
    # What is left nets to nothing in its family, at every age.
    assert sum(it["difference_amount"] for it in lines) == 0
    assert edited


def test_no_name_enters_a_history(spoilt: Pipeline) -> None:
    texts = spoilt.in_warehouse(
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'history' and data_type in ('text', 'character varying')"
    )
    names = 'select "LName" from raw.patient union select "FName" from raw.patient'
    held = [
        (table, column)
        for table, column in texts
        if spoilt.in_warehouse(f"select 1 from history.{table} where {column} in ({names}) limit 1")
    ]
    assert texts
    assert held == []
