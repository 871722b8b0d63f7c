"""What is promised, and what breaks a promise."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from enamel.errors import EnamelError
from enamel.runs.slas import (
    FILE,
    breaches,
    load_slas,
    parse_slas,
    phase_states,
    table_states,
    text,
)

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
PHASES = {"patient": 1, "claim": 1, "recall": 3}
SLAS = parse_slas({"phases": {1: {"freshness": "26h", "duration": "30m"}}})


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def test_the_projects_own_file_promises_something_of_every_phase() -> None:
    slas = load_slas(Path(__file__).parents[4])
    assert set(slas) == {1, 2, 3, 4}
    assert all(it.freshness and it.duration for it in slas.values())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"phases": {5: {}}}, "unknown key `5`"),
        ({"phases": {1: {"freshness": "soon"}}}, "`soon` is no time"),
        ({"phases": {1: {"age": "1h"}}}, "unknown key `age`"),
        ({}, "phases: the key is missing"),
    ],
)
def test_what_is_not_understood_is_named(data: object, said: str) -> None:
    with pytest.raises(EnamelError, match=said) as caught:
        parse_slas(data)
    assert str(FILE) in caught.value.reason


def test_a_table_is_late_by_a_second_and_not_before() -> None:
    read = {
        "patient": (ago(hours=26), "loaded"),
        "claim": (ago(hours=26, seconds=1), "unchanged"),
        "recall": (ago(days=300), "unchanged"),
    }
    late = {it.table for it in table_states(PHASES, read, SLAS, NOW) if it.late}
    assert late == {"claim"}


def test_a_table_that_was_never_read_is_late_where_something_is_promised() -> None:
    states = table_states(PHASES, {}, SLAS, NOW)
    assert {it.table for it in states if it.late} == {"patient", "claim"}
    found = breaches(phase_states(states, {}, SLAS), states, None)
    assert [(it.subject, it.kind) for it in found] == [("phase 1", "freshness")]
    assert "claim, patient" in found[0].said
    assert "never read" in found[0].said


def test_a_slow_phase_and_a_failed_run_are_breaches() -> None:
    read = {table: (NOW, "loaded") for table in PHASES}
    states = table_states(PHASES, read, SLAS, NOW)
    slow = phase_states(states, {1: timedelta(minutes=31)}, SLAS)
    last = ("died", "The tap ended without a word.", "Run again.")
    found = breaches(slow, states, last)
    assert [(it.subject, it.kind) for it in found] == [("runs", "failed"), ("phase 1", "duration")]
    assert "Run again." in found[0].said
    assert breaches(phase_states(states, {1: timedelta(minutes=30)}, SLAS), states, None) == []


def test_spans_are_written_as_people_say_them() -> None:
    spans = [timedelta(seconds=45), timedelta(minutes=12), timedelta(hours=3, minutes=20)]
    assert [text(it) for it in spans] == ["45 s", "12 min", "3 h 20 min"]
    assert [text(timedelta(days=2, hours=4)), text(None)] == ["2 d 4 h", "-"]
