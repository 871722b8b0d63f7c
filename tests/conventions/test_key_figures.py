"""What is written about key figures leads somewhere."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT

QUERIES = ROOT / "analyze" / "user_queries"


@pytest.fixture(scope="module")
def figures(transform: Path) -> list[dict[str, str]]:
    """The reviewed rows of every key figure."""
    path = transform / "seeds" / "kpi_definitions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_decision_is_a_heading(figures: list[dict[str, str]], transform: Path) -> None:
    text = (transform / "DECISIONS.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE))
    wrong = [it["kpi_id"] for it in figures if it["decision"] and it["decision"] not in headings]
    assert not wrong


def test_a_source_model_exists(figures: list[dict[str, str]], models: list[dict[str, Any]]) -> None:
    names = {model["name"] for model in models}
    wrong = [
        it["kpi_id"]
        for it in figures
        if it["source_model"] not in names and not it["absence_reason"]
    ]
    assert not wrong


def test_a_benchmark_stands_beside_a_figure_and_has_a_value(
    figures: list[dict[str, str]], transform: Path
) -> None:
    path = transform / "seeds" / "kpi_benchmarks.csv"
    with path.open(encoding="utf-8", newline="") as file:
        benchmarks = list(csv.DictReader(file))
    values = ("low_value", "high_value", "mean_value", "top_decile_value")
    known = {it["kpi_id"] for it in figures}
    assert not [it["kpi_id"] for it in benchmarks if it["kpi_id"] not in known]
    assert not [it["kpi_id"] for it in benchmarks if not any(it[name] for name in values)]


def test_an_office_can_check_a_figure_or_reads_why_not(figures: list[dict[str, str]]) -> None:
    files = {path.stem for path in QUERIES.glob("*.sql")}
    wrong = [
        it["kpi_id"]
        for it in figures
        if it["kpi_id"] not in files and not (it["absence_reason"] or it["query_absence_reason"])
    ]
    assert not wrong
    assert files <= {it["kpi_id"] for it in figures}


def test_a_query_takes_its_dates_at_the_top() -> None:
    wrong = [
        path.name
        for path in sorted(QUERIES.glob("*.sql"))
        if len(re.findall(r"(?m)^SET @FromDate = '.+', @ToDate = '.+';$", path.read_text("utf-8")))
        != 1
    ]
    assert not wrong
