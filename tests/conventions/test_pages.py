"""Pages tell the truth: what they say to type exists, where they lead is there."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from page_commands import LOOKS, executed, path_of, wrong
from page_lines import ROOT, anchors, commands, lines, links, pages, tracked, unnamed

TEXTS = {page: (ROOT / page).read_text("utf-8") for page in pages()}
LINES = [line for page, text in TEXTS.items() for line in lines(page, text)]
# Why a command is called by none: what it calls is tested, by the test that is named.
UNTESTED = {
    "access scan": "tests/pipeline/test_access.py",
    "dashboard pictures": "tests/pipeline/api/dashboard/conftest.py",  # takes a demo
    "dashboard types": "tests/pipeline/api/dashboard/places.py",  # each `make lint` calls it
    "demo": "plugins/enamel/enamel/demo.py",  # minutes, and servers of its own: `make demo`
    "ml approve": "tests/pipeline/test_predictions.py",
    "ml rollback": "tests/pipeline/test_predictions.py",
    "practice report": "extract/practice/tests/test_realism.py",
    "practice write": "tests/pipeline/test_life.py",  # goes on until Ctrl-C
    "sandbox down": "plugins/enamel/tests/test_sandbox_command.py",  # tests stand on its servers
    "scaffold": "plugins/enamel/tests/test_scaffold.py",  # writes into the project
}
TOOLS = ("enamel", "pgloader", "sling", "dlt", "stock pair")


@pytest.mark.parametrize("page", TEXTS)
def test_every_command_of_a_page_exists_with_its_options(page: str) -> None:
    said = [
        f"`{line.text}`: {found}"
        for line in LINES
        if line.page == page
        for words in commands(line.text)
        if (found := wrong(words, line.whole))
    ]
    assert said == []


def test_every_command_of_the_pages_is_called_by_a_test() -> None:
    named = {
        path_of(words): line
        for line in LINES
        for words in commands(line.text)
        if words[0] == "enamel"
    }
    tested = executed() | set(LOOKS)
    assert set(UNTESTED) & tested == set()
    assert set(UNTESTED.values()) <= tracked()
    untested = set(named) - tested - set(UNTESTED) - {""}
    assert sorted(f"{path} ({named[path]})" for path in untested) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("enamel status --runz 3", "No such option"),
        ("enamel statuz", "no command statuz"),
        ("enamel status --format yaml", "is one of"),
        ("enamel job", "wants"),
        ("enamel config validate all", "takes no"),
        ("make cake", "make has no"),
        ("uv run meltano run dayly", "has no"),
        ("uv run dbt build --selekt x", "No such option"),
        ("npm run cake", "no script"),
        ("uv run pytest tests/none.py", "there is no"),
        ("uv run python -m benchmarks.none", "no module"),
        ("cp extract/none.yml FOLDER", "there is no"),
        ("brew install enamel", "no program that"),
    ],
)
def test_a_command_that_there_is_not_is_noticed(line: str, said: str) -> None:
    found = [wrong(words, whole=True) for words in commands(line)]
    assert said in str(found[0])


@pytest.mark.parametrize("workflow", sorted((ROOT / ".github/workflows").iterdir()), ids=str)
def test_a_workflow_calls_targets_and_tests_that_there_are(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    words = [["make", it] for it in re.findall(r"\bmake ([a-z]+)$", text, re.MULTILINE)]
    words += [["pytest", it] for it in re.findall(r"\btests/[\w./:]+", text)]
    assert [found for it in words if (found := wrong(it, whole=True))] == []


@pytest.mark.parametrize("page", TEXTS)
def test_every_block_says_what_it_holds(page: str) -> None:
    assert unnamed(TEXTS[page]) == []


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_leads_somewhere(page: str) -> None:
    lost = []
    for link in links(TEXTS[page]):
        path, _, anchor = link.partition("#")
        there = (ROOT / page).parent.joinpath(path) if path else ROOT / page
        target = str(there.resolve().relative_to(ROOT))
        if target not in tracked() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_every_page_has_a_place_on_the_site() -> None:
    def leaves(part: Any) -> list[str]:
        if isinstance(part, str):
            return [part]
        below = part.values() if isinstance(part, dict) else part
        return [leaf for it in below for leaf in leaves(it)]

    nav = yaml.safe_load((ROOT / "orchestrate/site/mkdocs.yml").read_text("utf-8"))["nav"]
    wanted = {it for it in TEXTS if not it.startswith("tests/")}
    assert wanted - set(leaves(nav)) == set()
    assert set(leaves(nav)) - set(TEXTS) == set()


def test_every_mart_that_the_first_page_names_is_one(marts: list[dict[str, Any]]) -> None:
    names = {it["name"] for it in marts}
    patterns = re.findall(r"`((?:fct|dim|rpt)_[a-z0-9_*]+)`", TEXTS["README.md"])
    lost = [
        it
        for it in patterns
        if not any(re.fullmatch(it.replace("*", ".*"), name) for name in names)
    ]
    assert patterns
    assert lost == []


def test_the_comparison_says_what_was_measured() -> None:
    rows = [
        row.strip("| ").split(" | ")
        for row in TEXTS["README.md"].splitlines()
        if row.count(" | ") == 6
    ]
    told = {row[0]: [it.strip("*") for it in row[1:6]] for row in rows}
    benchmarks = ROOT / "tests" / "benchmarks"
    exactness = (benchmarks / "exactness" / "RESULTS.md").read_text("utf-8")
    cells = [it.strip(" |").split(" | ") for it in exactness.splitlines() if it.startswith("| ")]
    header, last = cells[0], [it.strip("*") for it in cells[-1]]
    right = dict(zip(header, last, strict=True))
    assert told["types, edges and shapes that arrive right, of 68"] == [right[it] for it in TOOLS]
    throughput = (benchmarks / "throughput" / "RESULTS.md").read_text("utf-8")
    loads = [it.strip(" |").split(" | ") for it in throughput.splitlines() if it.startswith("| ")]
    ways = {row[0]: row for row in loads}
    named = [
        ways[it]
        for it in ("enamel", "pgloader", "sling", "dlt with connectorx", "stock pair, tuned")
    ]
    assert told["rows a second, MariaDB to Postgres"] == [row[3] for row in named]
    assert told["of what the databases' own clients reach"] == [row[4] for row in named]
