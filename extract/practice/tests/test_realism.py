"""The report compares the practice with what is published, figure by figure."""

import csv
import json
from pathlib import Path

import pytest
from enamel.settings import Connection
from enamel_practice.config import PracticeConfig
from enamel_practice.connection import connect
from enamel_practice.errors import PracticeError
from enamel_practice.fill import fill
from enamel_practice.realism import page
from enamel_practice.realism.figures import (
    ABOVE,
    BELOW,
    HERE,
    MISSING,
    WITHIN,
    benchmarks,
    distributions,
    read_report,
)
from enamel_practice.tables import create_tables


def test_every_figure_has_its_query_and_every_query_its_figure() -> None:
    named = {it.name for it in benchmarks()} | {it.name for it in distributions()}
    assert named == {it.stem for it in (HERE / "sql").glob("*.sql")}


def test_a_value_is_judged_by_its_range() -> None:
    known = benchmarks()[0]
    middle = (known.low + known.high) / 2
    verdicts = [known.verdict(it) for it in (None, known.low - 1, middle, known.high + 1)]
    assert verdicts == [MISSING, BELOW, WITHIN, ABOVE]
    assert all(it.low < it.high and it.grade in ("A", "B", "C") for it in benchmarks())


def test_a_practice_is_read_judged_and_written(source_database: Connection, tmp_path: Path) -> None:
    fill(source_database, PracticeConfig(patients=1_000), progress=False)
    report = read_report(source_database)
    assert MISSING not in {it.verdict for it in report.figures}
    # New patients and the small clinic depend on size; few figures may miss in a small practice.
    assert sum(it.verdict == WITHIN for it in report.figures) >= 0.8 * len(report.figures)
    assert all(series for _, series in report.distributions)
    told = json.loads(page.as_json(report))["figures"]
    assert [it["verdict"] for it in told] == [it.verdict for it in report.figures]
    written = page.write(report, tmp_path / "one")
    again = page.write(report, tmp_path / "two")
    assert [it.read_bytes() for it in written] == [it.read_bytes() for it in again]
    text = (tmp_path / "one" / page.PAGE).read_text(encoding="utf-8")
    assert all(f"({it.name})" in text for it in written if it.suffix == ".svg")


def test_the_report_of_the_default_practice_is_within_today_s_ranges() -> None:
    file = Path(__file__).parents[1] / "realism" / "figures.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        told = {it["figure"]: it for it in csv.DictReader(stream)}
    assert set(told) == {it.name for it in benchmarks()}
    assert {
        it.name for it in benchmarks() if it.verdict(float(told[it.name]["value"])) != WITHIN
    } == set()


def test_a_database_without_the_mark_is_not_judged(source_database: Connection) -> None:
    with pytest.raises(PracticeError, match="no synthetic practice"):
        read_report(source_database)
    with connect(source_database) as connection:
        create_tables(connection)
    with pytest.raises(PracticeError, match="no synthetic practice"):
        read_report(source_database)
