"""Which tables a run reads, and what is said while it does."""

from datetime import UTC, datetime
from typing import Any

import pytest
from enamel.errors import EnamelError
from enamel.runs.progress import active, totals
from enamel.runs.selecting import describe, narrowed, select
from enamel_ledger.record import RunRecord, TableRecord


def stream(phase: int, *, selected: bool = True) -> dict[str, Any]:
    return {
        "metadata": [{"breadcrumb": [], "metadata": {"selected": selected}}],
        "x-enamel": {"phase": phase},
    }


CATALOG = {
    "patient": stream(1),
    "claim": stream(1),
    "recall": stream(3),
    "signalod": stream(4, selected=False),
}


def test_phases_and_names_add_up() -> None:
    assert select(CATALOG, [], []) == ["patient", "claim", "recall"]
    assert select(CATALOG, [1], []) == ["patient", "claim"]
    assert select(CATALOG, [3], ["claim"]) == ["claim", "recall"]


@pytest.mark.parametrize(
    ("phases", "tables", "said"),
    [
        ([], ["pateint"], "Did you mean `patient`"),
        ([], ["signalod"], "not replicated"),
        ([4], [], "No table is selected"),
    ],
)
def test_what_is_not_replicated_cannot_be_chosen(
    phases: list[int], tables: list[str], said: str
) -> None:
    with pytest.raises(EnamelError, match=said):
        select(CATALOG, phases, tables)


def test_a_narrowed_catalog_still_knows_every_table_and_leaves_the_original_alone() -> None:
    made = narrowed(CATALOG, ["claim"])
    chosen = [it["metadata"][0]["metadata"]["selected"] for it in made["streams"]]
    assert chosen == [False, True, False, False]
    assert CATALOG["patient"] == stream(1)


def test_a_selection_is_described_in_a_few_words() -> None:
    assert describe([], [], full_refresh=False) == "all"
    assert describe([2, 1], [], full_refresh=True) == "phase 1, 2, from the beginning"
    named = describe([1], ["a", "b", "c", "d"], full_refresh=False)
    assert named == "phase 1 and a, b, c and 1 more"


def test_progress_counts_what_is_done_and_what_is_left() -> None:
    record = RunRecord("1", datetime(2026, 1, 5, tzinfo=UTC))
    for table in (
        TableRecord("done", expected_rows=10, rows=10, verdict="loaded"),
        TableRecord("half", expected_rows=100, rows=40),
        TableRecord("larger", expected_rows=500, rows=1),
        TableRecord("waits", expected_rows=7),
    ):
        record.tables[table.table] = table
    assert totals(record) == (1, 4, 51, 60 + 499 + 7)
    assert [it.table for it in active(record)] == ["larger", "half"]
