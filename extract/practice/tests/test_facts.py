"""The sidecar: the same practice tells the same, the last word counts, traps have their answers."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from enamel_practice.config import PracticeConfig
from enamel_practice.errors import PracticeError
from enamel_practice.generate import generate
from enamel_practice.traps import FIRST_ID
from enamel_practice.truth import kinds
from enamel_practice.truth.answers import opened
from enamel_practice.truth.facts import begin, go_on
from enamel_practice.truth.figures import Figure, Question, figures
from enamel_practice.truth.setting import tell_traps

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def tell(folder: Path, seed: int = 7) -> None:
    with begin(folder) as facts:
        for _ in generate(PracticeConfig(patients=100, seed=seed), facts):
            pass


def read(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_same_practice_tells_the_same_bytes(tmp_path: Path) -> None:
    tell(tmp_path / "one")
    tell(tmp_path / "two")
    assert read(tmp_path / "one") == read(tmp_path / "two")
    tell(tmp_path / "two", seed=8)
    assert read(tmp_path / "one") != read(tmp_path / "two")


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(PracticeError, match="no file of facts"):
        begin(tmp_path)
    assert (tmp_path / "letter.txt").exists()


def test_a_run_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), begin(tmp_path) as facts:
        facts.tell(adjustment(1, -500))
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())
    with pytest.raises(PracticeError, match="no facts"):
        go_on(tmp_path)


def adjustment(key: int, cents: int, *, gone: bool = False) -> kinds.Adjustment:
    return kinds.Adjustment(key, 1, 1, 1, date(2026, 3, 2), cents, "adj_cash", gone=gone)


def test_the_last_word_about_a_thing_counts(tmp_path: Path) -> None:
    with begin(tmp_path) as facts:
        facts.tell(kinds.Practice(1, date(2026, 3, 31), 1, 2, True))
        facts.tell(adjustment(1, -500))
        facts.tell(adjustment(1, -700))
        facts.tell(adjustment(2, -100))
        facts.tell(adjustment(3, -40))
    with go_on(tmp_path) as facts:
        facts.tell(adjustment(2, -100, gone=True))
        facts.tell(adjustment(3, -50))
    found = {it.variant: it for it in figures(tmp_path, Question(*YEAR))}
    assert found["adjustment"].value == Decimal("-7.50")
    assert found["adjustment"].n_rows == 2


def test_texts_moments_and_days_come_back_as_they_were_told(tmp_path: Path) -> None:
    with begin(tmp_path) as facts:
        facts.tell(kinds.Payment(1, 2, 3, date(1, 1, 1), -5, ""))
        facts.tell(
            kinds.Visit(
                1, 2, 6, datetime(1, 1, 1), 60, 3, 0, 1, 0, datetime(2026, 3, 2, 8), True, 1
            )
        )
    with opened(tmp_path) as connection:
        assert connection.execute("select day, method from payment").fetchall() == [
            (date(1, 1, 1), "")
        ]
        assert connection.execute("select start, made, is_new from visit").fetchall() == [
            (datetime(1, 1, 1), datetime(2026, 3, 2, 8), True)
        ]


def test_parts_add_up_to_the_whole(tmp_path: Path) -> None:
    tell(tmp_path)
    additive = ("rpt_production_income", "gross_production", "adjustments", "patient_collections",
                "insurance_writeoffs", "net_production", "total_collections")  # fmt: skip
    every = figures(tmp_path, Question(date(2020, 1, 1), YEAR[1]))
    assert len({it.kpi_id for it in every}) > 65
    whole = {(it.kpi_id, it.variant): it.numerator for it in every if it.kpi_id in additive}
    parts: dict[tuple[str, str], Decimal] = {}
    cut = Question(date(2020, 1, 1), YEAR[1], "month", by_provider=True, by_clinic=True)
    for it in figures(tmp_path, cut):
        if it.kpi_id in additive:
            key = (it.kpi_id, it.variant)
            parts[key] = parts.get(key, Decimal(0)) + it.numerator
    assert parts == whole


def test_the_traps_have_their_known_answers(tmp_path: Path) -> None:
    tell(tmp_path)
    with opened(tmp_path) as connection:
        found = dict(
            connection.execute(
                "select line, sum(cents) from report_lines where key >= $first"
                " and day between '2026-01-01' and '2026-12-31' group by line",
                {"first": FIRST_ID},
            ).fetchall()
        )
        owed = connection.execute(
            "select family - $first + 1, balance, bucket_over from aging"
            " where is_today and version = 2 and family >= $first order by all",
            {"first": FIRST_ID},
        ).fetchall()
    assert found == {
        "production": 147_500,
        "adjustment": -1_500,
        "write_off_pay_date": -30_000,
        "write_off_procedure_date": -32_000,
        "write_off_claim_date": -30_000,
        "patient_income": 15_000,
        "unearned_income": 12_000,
        "insurance_income": 58_000,
    }
    assert [(family, balance) for family, balance, _ in owed] == [(1, 23_500), (3, 7_500)]


def test_every_kpi_of_the_traps_is_its_known_answer(tmp_path: Path) -> None:
    with begin(tmp_path) as facts:
        facts.tell(kinds.Practice(1, YEAR[1], 1, 2, True))
        tell_traps(facts)
    found = {(it.kpi_id, it.variant): it for it in figures(tmp_path, Question(*YEAR))}
    expected = {
        ("gross_production", "procedure_date"): "1475.00",
        ("gross_production", "clinical"): "1450.00",
        ("adjustments", "all"): "-15.00",
        ("insurance_writeoffs", "pay_date"): "300.00",
        ("insurance_writeoffs", "procedure_date"): "320.00",
        ("insurance_writeoffs", "claim_date"): "300.00",
        ("net_production", "procedure_date"): "1140.00",
        ("patient_collections", "earned"): "150.00",
        ("insurance_collections", "check_date"): "580.00",
        ("unearned_balance", "open"): "120.00",
        ("ar_total", "net"): "310.00",
        ("ar_aging", "over_90"): "310.00",
        ("insurance_ar", "claims"): "1",
        ("insurance_ar", "estimate_over_90"): "70.00",
        ("claim_turnaround_days", "mean"): "22.0",
        ("active_patients", "months_18"): "3",
        ("new_patients", "first_completed"): "3",
        ("new_patients_by_source", "unknown"): "2",
        ("recall_overdue", "all"): "1",
        ("case_acceptance_fee_pct", "days_90"): "0.483871",
        ("case_acceptance_count_pct", "days_90"): "0.5",
        ("patient_acceptance_pct", "days_90"): "0.666667",
        ("unscheduled_treatment", "net_of_discount"): "810.00",
    }
    assert {key: found[key].value for key in expected} == {
        key: Decimal(value) for key, value in expected.items()
    }
    lost = found["broken_rate", "history"]
    assert (lost.numerator, lost.denominator) == (2, 5)
    day = (date(2026, 3, 2), date(2026, 3, 2))
    chair = {it.kpi_id: it for it in figures(tmp_path, Question(*day))}["chair_utilisation"]
    assert (chair.numerator, chair.denominator) == (60, 360)


def test_a_figure_is_a_row_of_the_published_shape() -> None:
    assert Figure._fields == (
        "kpi_id", "variant", "period_grain", "period_start", "provider_id", "clinic_id",
        "numerator", "denominator", "value", "n_rows",
    )  # fmt: skip
