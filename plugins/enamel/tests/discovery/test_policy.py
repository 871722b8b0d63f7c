"""The policy is read strictly: each mistake is named with its place and the nearest valid word."""

import string
from pathlib import Path

import pytest
from enamel.discovery.importance import ROWS
from enamel.discovery.knowledge import Knowledge
from enamel.discovery.policy import (
    FILE,
    AllowedValues,
    TablePolicy,
    check_names,
    load_policy,
    looks_secret,
)
from enamel.errors import EnamelError
from hypothesis import given
from hypothesis import strategies as st

from .conftest import HERE

MINIMUM = "release: '24.3'\noverlap_seconds: 300\ndeletes: key_comparison\nsecret_names: [pin]\n"
COLUMNS = {
    "patient": frozenset({"PatNum", "LName", "SSN"}),
    "recall": frozenset({"RecallNum", "PatNum"}),
}


def refusal(tmp_path: Path, text: str) -> EnamelError:
    """Return the complaint about a policy, wherever it is noticed."""
    path = tmp_path / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EnamelError) as refused:
        check_names(load_policy(tmp_path), COLUMNS, {"patient": frozenset({"SSN"})})
    assert str(FILE) in refused.value.reason
    return refused.value


def test_the_committed_policy_is_valid_and_speaks_of_open_dental(knowledge: Knowledge) -> None:
    policy = load_policy(HERE)
    columns = {table: knowledge.columns(table) for table in knowledge.schema.tables}

    check_names(policy, columns, knowledge.secrets())

    assert policy.release == knowledge.release
    assert "SyntheticPracticeToday" in policy.allowed_values["preference"].names


def test_a_small_policy_leaves_the_rest_to_the_rules(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text(MINIMUM, encoding="utf-8")

    policy = load_policy(tmp_path)

    assert policy.of("patient") == TablePolicy()
    assert policy.allowed_values == {}
    assert AllowedValues("a", "b", ()) not in policy.allowed_values.values()


@pytest.mark.parametrize(
    ("text", "reason", "instruction"),
    [
        ("tables: {patient: [", "line 6", "or one before"),
        ("- a\n", "not readable as YAML", "Correct that line"),
        ("tables: {}\ntables: {}\n", "'tables' is given twice", "Correct that line"),
        ("tabels: {}", "unknown key `tabels`", "Did you mean `tables`?"),
        ("tables: {patint: {}}", "unknown table `patint`", "Did you mean `patient`?"),
        ("tables: {Patient: {}}", "unknown table `Patient`", "Did you mean `patient`?"),
        ("never: {zzz: unused}", "unknown table `zzz`", "or remove it"),
        ("phases: {1: [recal]}", "phases.1.recal: unknown table", "`recall`"),
        ("phases: {5: [recall]}", "unknown key `5`", "Correct it"),
        ("phases: {1: [recall], 2: [recall]}", "stands in two phases", "Correct it"),
        ("phases: {1: recall}", "phases.1: a list is needed, not a text", "Correct it"),
        ("tables: {patient: {phse: 1}}", "tables.patient.phse", "Did you mean `phase`?"),
        ("tables: {patient: {phase: '1'}}", "`1` is not allowed", "Allowed: 1, 2, 3, 4"),
        ("tables: {patient: {phase: true}}", "`True` is not allowed", "Allowed: 1, 2, 3, 4"),
        ("tables: {patient: {method: FULLTABLE}}", "`FULLTABLE`", "Did you mean `FULL_TABLE`?"),
        ("tables: {patient: {append_only: 'yes'}}", "true or false is needed", "Correct it"),
        ("tables: {patient: {overlap_seconds: -1}}", "-1 is not between 0 and", "Correct it"),
        ("tables: {patient: {overlap_seconds: 5m}}", "a whole number is needed", "Correct it"),
        ("tables: {patient: {hold: [Lname]}}", "column of patient `Lname`", "`LName`"),
        ("tables: {patient: {cleared: [SSN]}}", "classed secret", "Correct it"),
        ("tables: {patient: {append_only: true, method: FULL_TABLE}}", "contradict", "Correct"),
        ("tables: {patient: }", "keys and values are needed, not nothing", "Correct it"),
        ("never: {patient: x}\ntables: {patient: {phase: 1}}", "never read, yet", "Correct it"),
        ("never: {patient: ''}", "the text is empty", "Correct it"),
        ("ignored: {patient: {LNam: why}}", "ignored.patient.LNam", "Did you mean `LName`?"),
        ("ignored: {patient: [LName]}", "keys and values are needed, not a list", "Correct"),
        ("ignored_classes: {secret: no}", "unknown key `secret`", "Correct it"),
        ("allowed_values: {patient: {column: SSN}}", "name_column: the key is missing", "Correct"),
        (
            "allowed_values: {patient: {column: SSN, name_column: LName, names: [a, a]}}",
            "`a` is listed twice",
            "Correct it",
        ),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, reason: str, instruction: str) -> None:
    refused = refusal(tmp_path, MINIMUM + text)

    assert reason in refused.reason
    assert instruction in refused.instruction


@pytest.mark.parametrize("key", ["release", "overlap_seconds", "deletes", "secret_names"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    text = "".join(line for line in MINIMUM.splitlines(True) if not line.startswith(key))

    assert f"{key}: the key is missing" in refusal(tmp_path, text).reason


@pytest.mark.parametrize("release", ["24.3", "'24'", "'24.3.10'"])
def test_a_release_is_two_numbers_in_quotes(tmp_path: Path, release: str) -> None:
    refused = refusal(tmp_path, MINIMUM.replace("'24.3'", release))

    assert "release" in refused.reason


def test_a_missing_policy_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnamelError, match=r"policy\.yml cannot be read"):
        load_policy(tmp_path)


@pytest.mark.parametrize("name", ["PIN", "Pin", "UserPIN2", "pin_code", "userPin", "PINCode"])
def test_a_short_word_counts_as_a_word_of_its_own(name: str) -> None:
    assert looks_secret(name, ("pin",))


@pytest.mark.parametrize("name", ["Opinion", "SpinDate", "pinned", "ShippingDate", ""])
def test_a_short_word_inside_another_does_not_count(name: str) -> None:
    assert not looks_secret(name, ("pin",))


@given(
    before=st.text(string.ascii_letters + "_ "),
    after=st.text(string.digits + "_ "),
    style=st.sampled_from(["password", "Password", "PASSWORD", "pass_word", "PassWord"]),
)
def test_a_long_word_counts_anywhere_however_it_is_spelled(
    before: str, after: str, style: str
) -> None:
    assert looks_secret(before + style + after, ("password",))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_class_once_written_is_written_again(value: int, other: int) -> None:
    first = ROWS.classify(value, ROWS.classify(other))

    assert ROWS.classify(value, first) == first
    assert ROWS.classify(value, "a word of an older version") == ROWS.classify(value)


@given(st.integers(0, 10**9))
def test_a_measure_that_doubles_moves_one_class_at_most(value: int) -> None:
    labels = ROWS.labels

    assert labels.index(ROWS.classify(2 * value)) - labels.index(ROWS.classify(value)) in (0, 1)
