"""What the pages tell people to type, typed: in an empty folder, on the practice of the session."""

import shlex
from pathlib import Path

import pytest
from enamel.cli import app
from harness import ROOT, Pipeline
from page_commands import LOOKS, path_of
from page_lines import commands, lines, pages
from typer.testing import CliRunner

from .conftest import MANIFEST

REFUSED = {
    "enamel advise --apply": "Enamel never changes it",
    "enamel tenants check --values": "Variables are missing",
}
"""Lines that this project has to refuse, and what is said."""
TYPED = sorted(
    {
        shlex.join(words)
        for page in pages()
        for line in lines(page, (ROOT / page).read_text("utf-8"))
        if line.whole
        for words in commands(line.text)
        if words[0] == "enamel"
        and path_of(words) in LOOKS
        and not {"--watch", "--measure"} & set(words)
    }
)


@pytest.fixture
def typing(
    environment: dict[str, str], pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> CliRunner:
    """Somebody at a terminal in an empty folder, with the project's settings."""
    told = pipeline.env | environment | {"MELTANO_PROJECT_ROOT": str(ROOT), "COLUMNS": "200"}
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return CliRunner()


@pytest.mark.parametrize("line", TYPED)
def test_a_line_of_a_page_does_what_it_says(
    line: str, typing: CliRunner, pipeline: Pipeline
) -> None:
    words = [it.replace("/tmp/", "") for it in shlex.split(line)]
    if words[1:3] == ["numbers", "save"]:
        # The practice of the session keeps its own beside it.
        words += ["--manifest", str(pipeline.folder / MANIFEST)]
    result = typing.invoke(app, words[1:])
    if refusal := REFUSED.get(line):
        assert refusal in str(result.exception)
    else:
        said = f"{result.output[-2000:]}{result.exception!r}"
        assert result.exit_code in LOOKS[path_of(words)], said


def test_keys_and_people_come_and_go_by_the_commands_of_the_pages(typing: CliRunner) -> None:
    env = {"ENAMEL_NEW_PASSWORD": "correct horse battery staple"}
    assert (
        typing.invoke(app, ["users", "create", "maria", "--role", "front_desk"], env=env).exit_code
        == 0
    )
    assert "maria" in typing.invoke(app, ["users", "list"]).output
    assert typing.invoke(app, ["users", "password", "maria"], env=env).exit_code == 0
    assert typing.invoke(app, ["users", "disable", "maria"]).exit_code == 0
    key = typing.invoke(app, ["keys", "create", "--role", "manager"]).output.strip()
    listed = typing.invoke(app, ["keys", "list"]).output
    assert "manager" in listed
    assert key not in listed


def test_what_machines_and_models_ask_is_answered(typing: CliRunner, tmp_path: Path) -> None:
    assert typing.invoke(app, ["metrics", "--output", "enamel.prom"]).exit_code == 0
    assert "enamel_" in (tmp_path / "enamel.prom").read_text("utf-8")
    assert typing.invoke(app, ["ml", "versions"]).exit_code == 0
    assert "daily" in typing.invoke(app, ["schedule", "show"]).output
    assert typing.invoke(app, ["schema", "drift"]).exit_code in (0, 4)


def test_a_late_practice_is_told_of_even_where_nobody_listens(typing: CliRunner) -> None:
    told = typing.invoke(app, ["tenants", "tell", "southside", "daily-group", "late"])
    assert told.exit_code == 0
    assert "daily-group of southside has not ended" in told.output
