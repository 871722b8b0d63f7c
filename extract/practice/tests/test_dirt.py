"""Mistakes are where the sidecar says, and nowhere else."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from enamel.settings import Connection
from enamel_practice.collect import Collected
from enamel_practice.config import PracticeConfig
from enamel_practice.dirt.rules import RULES, findings
from enamel_practice.errors import PracticeError
from enamel_practice.fill import fill
from enamel_practice.traps import FIRST_ID


def planted(folder: Path) -> dict[str, set[int]]:
    """Return the keys of each rule that a sidecar tells of."""
    found: dict[str, set[int]] = defaultdict(set)
    with (folder / "dirt/dirt.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found[line["rule"]].add(int(line["key"]))
    return found


def found(database: Connection) -> dict[str, set[int]]:
    """Return what the rules find, the trap ledger's rows left out."""
    return {
        rule: {it for it in keys if not FIRST_ID <= it < FIRST_ID + 1_000}
        for rule, keys in findings(database).items()
    }


def test_every_rule_finds_what_was_planted_and_nothing_else(
    source_database: Connection, tmp_path: Path
) -> None:
    config = PracticeConfig(patients=500, seed=7, dirty=0.05)
    fill(source_database, config, progress=False, sidecar=tmp_path)
    told = planted(tmp_path)
    assert set(told) == set(RULES)
    assert found(source_database) == told


def test_a_practice_is_clean_unless_asked(source_database: Connection, tmp_path: Path) -> None:
    fill(source_database, PracticeConfig(patients=500, seed=7), progress=False, sidecar=tmp_path)
    assert planted(tmp_path) == {}
    assert found(source_database) == {rule: set() for rule in RULES}


def test_a_clean_practice_has_no_line_in_the_file(practice: Collected) -> None:
    assert practice.sidecar["dirt/dirt"] == []


def test_more_than_everything_cannot_be_wrong() -> None:
    with pytest.raises(PracticeError, match="dirty is out of range"):
        PracticeConfig(dirty=1.5)
