"""Figures for Prometheus, and the board and alerts made of them."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from enamel.runs.metrics import exposition
from enamel.runs.slas import Breach, PhaseState
from enamel.runs.status import Status
from enamel_api.guard import Metrics
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

WATCHING = Path(__file__).parents[4] / "orchestrate" / "watching"
AT = datetime(2026, 7, 15, 12, tzinfo=UTC)


def found(verdict: str = "succeeded") -> Status:
    run: dict[str, Any] = {
        "verdict": verdict,
        "started_at": AT - timedelta(minutes=5),
        "seconds": 12.5,
        "table_count": 432,
        "loaded_count": 3,
        "failed_count": 0,
        "row_count": 17,
        "byte_count": 900,
    }
    phase = PhaseState(1, 20, 2, timedelta(hours=30), timedelta(hours=26), None, None)
    return Status(AT, [run], [phase], [], [Breach("phase 1", "late", "words")])


def samples(text: str) -> dict[tuple[str, str], float]:
    return {
        (sample.name, ",".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_figures_are_those_of_the_ledger() -> None:
    told = samples(exposition(found("died"), 3))
    assert told["enamel_last_run_verdict", "died"] == 1
    assert told["enamel_last_run_verdict", "succeeded"] == 0
    assert told["enamel_last_run_duration_seconds", ""] == 12.5
    assert told["enamel_last_run_rows", ""] == 17
    assert told["enamel_phase_oldest_table_age_seconds", "1"] == 30 * 3600
    assert told["enamel_phase_late_tables", "1"] == 2
    assert told["enamel_reconciliation_differences", ""] == 3
    assert told["enamel_breaches", ""] == 1


def test_what_is_not_known_is_left_out_and_not_nought() -> None:
    told = samples(exposition(Status(AT, [], [], [], []), None))
    assert ("enamel_reconciliation_differences", "") not in told
    assert not any("last_run" in name for name, _ in told)


@pytest.fixture(scope="module")
def names() -> set[str]:
    """The names of all figures there are, of the pipeline and of the API."""
    api = Metrics()
    api.requests.labels("GET", "/kpis", "200").inc()
    api.seconds.labels("/kpis").observe(0.01)
    text = exposition(found(), 0) + generate_latest(api.registry).decode()
    return {name for name, _ in samples(text)}


def expressions() -> list[str]:
    board = json.loads((WATCHING / "grafana.json").read_text(encoding="utf-8"))
    rules = yaml.safe_load((WATCHING / "alerts.yml").read_text(encoding="utf-8"))
    return [it["expr"] for panel in board["panels"] for it in panel["targets"]] + [
        rule["expr"] for group in rules["groups"] for rule in group["rules"]
    ]


def test_board_and_alerts_ask_for_figures_that_exist(names: set[str]) -> None:
    asked = {name for it in expressions() for name in re.findall(r"enamel_\w+", it)}
    assert asked <= names
    assert len(asked) > 10


def test_each_alert_has_a_runbook_that_is_there() -> None:
    text = (WATCHING / "README.md").read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", line[3:].lower()).replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("## ")
    }
    rules = yaml.safe_load((WATCHING / "alerts.yml").read_text(encoding="utf-8"))
    linked = {
        rule["annotations"]["runbook"].split("#")[1]
        for group in rules["groups"]
        for rule in group["rules"]
    }
    assert linked == headings
