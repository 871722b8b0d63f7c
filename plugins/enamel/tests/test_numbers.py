"""Two builds compared: what changed, what it reaches, which numbers move."""

import dataclasses
from pathlib import Path

import pytest
from enamel.cli import app
from enamel.errors import EnamelError
from enamel.numbers.compared import compare, markdown
from enamel.numbers.taken import Numbers, read
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

BEFORE = Numbers(
    figures={"no_show_rate / ours": {"2026-05": ["12.00", "40.00", 40]}},
    rows={"dim_dates": 10, "rpt_old": 3},
    models={"stg_a": "1", "int_b": "1", "rpt_c": "1", "rpt_old": "1"},
    parents={"stg_a": [], "int_b": ["stg_a"], "rpt_c": ["int_b"], "rpt_old": []},
)
AFTER = Numbers(
    figures={"no_show_rate / ours": {"2026-05": ["10.00", "40.00", 40]}},
    rows={"dim_dates": 10},
    models={"stg_a": "2", "int_b": "1", "rpt_c": "1"},
    parents={"stg_a": [], "int_b": ["stg_a"], "rpt_c": ["int_b"]},
)


def test_a_change_is_followed_to_all_that_reads_it_and_to_the_numbers() -> None:
    found = compare(BEFORE, AFTER)
    assert found.models == {"stg_a": "changed", "rpt_old": "removed"}
    assert found.affected == ["int_b", "rpt_c"]
    text = markdown(found)
    assert "12.00 of 40.00 = 0.3000 (40 rows) | 10.00 of 40.00 = 0.2500 (40 rows)" in text
    assert "| `rpt_old` | 3 | none |" in text


figures = st.dictionaries(
    st.sampled_from(["a", "b"]),
    st.dictionaries(
        st.sampled_from(["2026-01", "2026-02"]),
        st.tuples(st.sampled_from(["", "1.00"]), st.sampled_from(["", "0.00", "2.00"]), st.just(3)),
    ),
)


@given(figures, figures)
def test_only_what_differs_is_named_and_all_of_it(one: dict, other: dict) -> None:  # type: ignore[type-arg]
    before = Numbers(figures={k: {m: list(p) for m, p in v.items()} for k, v in one.items()})
    after = Numbers(figures={k: {m: list(p) for m, p in v.items()} for k, v in other.items()})
    named = {(it.name, it.month) for it in compare(before, after).figures}
    pairs = {(k, m) for it in (one, other) for k, months in it.items() for m in months}
    assert named == {(k, m) for k, m in pairs if one.get(k, {}).get(m) != other.get(k, {}).get(m)}
    markdown(compare(before, after))


def test_the_same_numbers_are_silent_and_others_are_an_exit_code(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    BEFORE.write(one)
    AFTER.write(other)
    assert dataclasses.asdict(read(one)) == dataclasses.asdict(BEFORE)
    same = CliRunner().invoke(app, ["numbers", "compare", str(one), str(one)])
    assert same.exit_code == 0
    assert "No number moves" in same.output
    comment = tmp_path / "comment.md"
    moved = CliRunner().invoke(
        app, ["numbers", "compare", str(one), str(other), "--output", str(comment)]
    )
    assert moved.exit_code == 4
    assert "1 key figures move" in comment.read_text(encoding="utf-8")


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "x.json"
    other.write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(EnamelError, match="holds no numbers"):
        read(other)
