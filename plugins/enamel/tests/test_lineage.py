"""Which columns a column is computed from."""

import pytest
from enamel.errors import EnamelError
from enamel.lineage.columns import column_sources

KNOWN = {
    ("staging", "proc"): {"proc_id": "bigint", "fee": "numeric", "units": "bigint"},
    ("staging", "split"): {"proc_id": "bigint", "paid": "numeric"},
    ("raw", "procedurelog"): {"ProcNum": "bigint", "ProcFee": "double precision"},
}
PROC, SPLIT = ("staging", "proc"), ("staging", "split")


def sources(sql: str) -> dict[str, set[tuple[tuple[str, str], str]]]:
    return column_sources("a_model", sql, KNOWN)


def test_steps_and_stars_are_followed() -> None:
    found = sources("""
        with proc as (select * from "enamel"."staging"."proc"),
        valued as (select proc_id, round(fee * units, 2) as amount from proc),
        final as (select valued.*, 1 as one from valued)
        select * from final
    """)
    assert found == {
        "proc_id": {(PROC, "proc_id")},
        "amount": {(PROC, "fee"), (PROC, "units")},
        "one": set(),
    }


def test_a_union_takes_columns_by_their_place() -> None:
    found = sources("""
        with both as (
            select proc_id as line_id, fee as amount from staging.proc
            union all
            select proc_id, -paid from staging.split
        )
        select amount, line_id from both
    """)
    assert found["amount"] == {(PROC, "fee"), (SPLIT, "paid")}


def test_a_query_inside_an_expression_is_looked_into() -> None:
    found = sources("""
        select
            proc.proc_id,
            (select sum(split.paid) from staging.split as split
             where split.proc_id = proc.proc_id) as paid
        from staging.proc as proc
    """)
    assert (SPLIT, "paid") in found["paid"]


def test_windows_and_filters_count_what_they_read() -> None:
    found = sources("""
        select
            sum(paid) filter (where proc_id > 0) as some,
            row_number() over (partition by proc_id order by paid) as place
        from staging.split
    """)
    assert found["some"] == {(SPLIT, "paid"), (SPLIT, "proc_id")}
    assert found["place"] == {(SPLIT, "paid"), (SPLIT, "proc_id")}


def test_the_sources_own_spelling_is_kept() -> None:
    found = sources('select "ProcFee"::numeric as fee from raw.procedurelog')
    assert found == {"fee": {(("raw", "procedurelog"), "ProcFee")}}


def test_sql_nobody_can_read_names_its_model() -> None:
    with pytest.raises(EnamelError, match="a_model"):
        sources("select from where")
