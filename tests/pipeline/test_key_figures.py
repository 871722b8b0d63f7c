"""Key figures of people, care and the book equal what was meant, by month, provider and clinic.

The sidecar computes them from the events that made the practice; no table is asked.
"""

import csv
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from enamel_practice.truth.answers import opened
from enamel_practice.truth.facts import FACTS
from enamel_practice.truth.figures import Question, ask
from harness import ROOT, Pipeline

SEEDS = ROOT / "transform" / "seeds"
SECTIONS = {"patients", "hygiene", "treatment", "scheduling"}
TRAPS = 9_000_000  # Keys of the trap ledger, whose answers are known.
EVER = (date(2015, 1, 1), date(2035, 12, 31))

# kpi, variant, month, provider, clinic -> numerator, denominator, rows
Figures = dict[tuple[Any, ...], tuple[Decimal, Decimal, int]]


def sections() -> dict[str, str]:
    """Return the section of every key figure."""
    with (SEEDS / "kpi_definitions.csv").open(encoding="utf-8", newline="") as file:
        return {row["kpi_id"]: row["domain"] for row in csv.DictReader(file)}


def something(rows: list[tuple[Any, ...]]) -> Figures:
    """Return figures by their key; one of nothing and one that is absent say the same."""
    found: Figures = {}
    for kpi, variant, month, provider, clinic, above, below, count in rows:
        if above or below or count:
            parts = (round(Decimal(above or 0), 2), round(Decimal(below or 0), 2), int(count))
            found[kpi, variant, month, provider, clinic] = parts
    return found


@pytest.fixture(scope="module")
def meant(pipeline: Pipeline) -> Figures:
    """Every figure of the events, by provider and clinic; that of chairs by clinic alone."""
    rows: list[tuple[Any, ...]] = []
    with opened(pipeline.folder / "sidecar" / FACTS) as connection:
        for by_provider in (True, False):
            for it in ask(connection, Question(*EVER, "month", by_provider, True)):
                if by_provider or it.kpi_id == "chair_utilisation":
                    key = (it.kpi_id, it.variant, it.period_start, it.provider_id, it.clinic_id)
                    rows.append((*key, it.numerator, it.denominator, it.n_rows))
    return something(rows)


@pytest.fixture(scope="module")
def held(pipeline: Pipeline) -> Figures:
    """Every month of the warehouse."""
    return something(
        pipeline.in_warehouse(
            "select kpi_id, variant, period_start, provider_id, clinic_id, numerator, denominator,"
            " n_rows from marts.rpt_kpi_values where period_grain = 'month'"
        )
    )


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_every_figure_that_both_have_is_the_same(
    meant: Figures, held: Figures, section: str
) -> None:
    names = {kpi for kpi, found in sections().items() if found == section}
    both = {key[:2] for key in meant} & {key[:2] for key in held if key[0] in names}
    expected = {key: parts for key, parts in meant.items() if key[:2] in both}
    actual = {key: parts for key, parts in held.items() if key[:2] in both}
    assert len({kpi for kpi, _ in both}) >= 4
    assert actual == expected


def test_no_figure_of_the_events_is_missing(meant: Figures, held: Figures) -> None:
    names = {kpi for kpi, found in sections().items() if found in SECTIONS}
    assert {key[:2] for key in meant if key[0] in names} <= {key[:2] for key in held}


@pytest.mark.parametrize(
    ("kpi", "variant", "parts"),
    [
        ("new_patients", "first_completed", (3, 0)),
        ("new_patients_by_source", "9000005", (1, 0)),
        ("case_acceptance_fee_pct", "days_90", (1500, 3100)),
        ("case_acceptance_count_pct", "days_90", (2, 4)),
        ("patient_acceptance_pct", "days_90", (2, 3)),
        ("unscheduled_treatment", "net_of_discount", (810, 0)),
        ("broken_rate", "all_sources", (2, 5)),
        ("chair_utilisation", "booked_of_open", (60, 360)),
    ],
)
def test_the_trap_ledger_has_its_answers(
    held: Figures, kpi: str, variant: str, parts: tuple[int, int]
) -> None:
    found = [it for key, it in held.items() if key[:2] == (kpi, variant) and key[4] > TRAPS]
    assert (sum(it[0] for it in found), sum(it[1] for it in found)) == parts
