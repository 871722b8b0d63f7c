"""Full records: every log line, measure, field and note points to a row that is there."""

import pytest
from enamel_practice.collect import Collected, collect
from enamel_practice.config import PracticeConfig
from enamel_practice.records import (
    COMPLETED,
    CONFIRM_EDIT,
    NOTE_FULL,
    PERIO_EDIT,
    SHEET_EDIT,
    VISIT_DONE,
)

FULL = PracticeConfig(patients=100, seed=6, years=2, full_records=True)
POINTS = [
    ("securitylog", "PatNum", "patient", "PatNum"),
    ("securityloghash", "SecurityLogNum", "securitylog", "SecurityLogNum"),
    ("periomeasure", "PerioExamNum", "perioexam", "PerioExamNum"),
    ("sheetfield", "SheetNum", "sheet", "SheetNum"),
    ("procnote", "ProcNum", "procedurelog", "ProcNum"),
]
LOGGED = [
    ((COMPLETED, NOTE_FULL), "procedurelog", "ProcNum"),
    ((CONFIRM_EDIT, VISIT_DONE), "appointment", "AptNum"),
    ((SHEET_EDIT,), "sheet", "SheetNum"),
    ((PERIO_EDIT,), "perioexam", "PerioExamNum"),
]


@pytest.fixture(scope="module")
def full() -> Collected:
    """A small practice with full records."""
    return collect(FULL)


@pytest.mark.parametrize(("table", "column", "to_table", "to_column"), POINTS)
def test_a_record_points_to_a_row(
    full: Collected, table: str, column: str, to_table: str, to_column: str
) -> None:
    there = {row[to_column] for row in full.tables[to_table]}
    pointed = {row.get(column, 0) for row in full.tables[table]} - {0}
    assert pointed
    assert pointed <= there


@pytest.mark.parametrize(("kinds", "table", "column"), LOGGED)
def test_a_log_line_of_a_kind_points_to_what_it_is_about(
    full: Collected, kinds: tuple[int, ...], table: str, column: str
) -> None:
    there = {row[column]: row["PatNum"] for row in full.tables[table]}
    lines = [row for row in full.own("securitylog") if row["PermType"] in kinds]
    assert lines
    assert all(there[row["FKey"]] == row["PatNum"] for row in lines)


def test_nothing_is_recorded_ahead(full: Collected) -> None:
    assert all(row["LogDateTime"] <= FULL.now for row in full.own("securitylog"))
    assert all(row["DateTimeSheet"] <= FULL.now for row in full.own("sheet"))


def test_the_business_is_the_same_with_and_without(full: Collected) -> None:
    sample = collect(PracticeConfig(patients=100, seed=6, years=2))
    for table in ("patient", "appointment", "procedurelog", "claimproc", "paysplit"):
        assert full.tables[table] == sample.tables[table]
