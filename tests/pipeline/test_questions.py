"""Each question of analyze/queries is answered on the built warehouse."""

import re
from pathlib import Path

import pytest
from harness import ROOT, Pipeline

FOLDER = ROOT / "analyze" / "queries"
FILES = sorted(FOLDER.glob("*.sql"))
NUMBERS = range(1, 41)


def test_every_question_has_one_query_or_a_reason() -> None:
    answered = [int(path.name[:2]) for path in FILES]
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    left_out = [int(number) for number in re.findall(r"^\| (\d+)\. .+ \| \S.+ \|$", page, re.M)]
    assert sorted(answered + left_out) == list(NUMBERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_question_is_answered(pipeline: Pipeline, path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    number = int(path.name[:2])
    assert sql.startswith(f"-- Question {number}: ")
    assert all(f"\n-- {what}: " in sql for what in ("Answer", "Caution"))
    assert pipeline.in_warehouse(sql)
