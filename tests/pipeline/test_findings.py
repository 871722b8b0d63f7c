"""Planted mistakes are found in the warehouse: each of them, and nothing else."""

import csv
from collections import defaultdict

import pytest
from enamel_practice.dirt.rules import RULES
from enamel_practice.traps import FIRST_ID
from harness import Pipeline

Keys = dict[str, set[int]]
LEAST = {"severity", "source_table", "source_key_column", "distorted_kpi_ids", "fix_place"}


@pytest.fixture(scope="module")
def planted(spoilt: Pipeline) -> Keys:
    """The keys of each rule that the sidecar tells of."""
    keys: Keys = defaultdict(set)
    with (spoilt.folder / "sidecar/dirt/dirt.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            keys[line["rule"]].add(int(line["key"]))
    return keys


@pytest.fixture(scope="module")
def found(spoilt: Pipeline) -> Keys:
    """The keys of each rule in the mart, the trap ledger's rows left out."""
    keys: Keys = defaultdict(set)
    for rule, key in spoilt.in_warehouse(
        "select rule, source_key::bigint from marts.rpt_data_quality_findings"
        " where source_key ~ '^[0-9]+$'"
    ):
        if not FIRST_ID <= key < FIRST_ID + 1_000:
            keys[rule].add(key)
    return keys


def test_every_kind_of_mistake_was_planted(planted: Keys) -> None:
    assert set(planted) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_precision_and_recall_are_one(planted: Keys, found: Keys, rule: str) -> None:
    hits = len(planted[rule] & found[rule])
    precision = hits / len(found[rule]) if found[rule] else 0.0
    recall = hits / len(planted[rule])
    assert (precision, recall) == (1.0, 1.0), planted[rule] ^ found[rule]


def test_every_rule_that_finds_is_described(spoilt: Pipeline) -> None:
    columns = ", ".join(f"min({name})" for name in sorted(LEAST))
    rows = spoilt.in_warehouse(
        f"select rule, {columns} from marts.rpt_data_quality_findings group by rule"
    )
    assert len(rows) >= len(RULES)
    assert [row for row in rows if not all(row)] == []


def test_the_tables_and_columns_of_the_rules_are_open_dentals(spoilt: Pipeline) -> None:
    unknown = spoilt.in_warehouse(
        "select rule from settings.data_quality_rules as rules where not exists ("
        " select 1 from information_schema.columns where table_schema = 'raw'"
        " and table_name = rules.source_table and column_name = rules.source_key_column)"
    )
    assert unknown == []
