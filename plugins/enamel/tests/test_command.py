"""The command as a whole: documented, teaching, completing, printing alike everywhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from enamel.cli import app
from enamel.printing import Format
from typer.main import get_command
from typer.testing import CliRunner

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command with its full name."""

    def walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        if subcommands := getattr(command, "commands", None):
            for part, subcommand in subcommands.items():
                yield from walk(f"{name} {part}".strip(), subcommand)
        else:
            yield name, command

    yield from walk("", get_command(app))


COMMANDS = dict(commands())


def test_every_command_is_in_the_readme() -> None:
    told = README.replace("`enamel ", "`")
    assert [name for name in COMMANDS if f"`{name.split()[0]}" not in told] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_it_does_and_what_each_option_is(name: str) -> None:
    command = COMMANDS[name]
    assert command.help, name
    options = [it for it in command.params if it.name != "help"]
    assert [it.name for it in options if not it.help] == [], name


def test_whatever_prints_rows_has_the_three_formats_and_a_file() -> None:
    for name, command in COMMANDS.items():
        options = {option: it for it in command.params for option in it.opts}
        if "--format" not in options or name.startswith(("export ", "practice ")):
            continue
        assert isinstance(options["--format"].default, Format), name
        assert "--output" in options, name


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "complete -o default -F"),
        ("zsh", "#compdef enamel"),
        ("fish", "complete --command enamel"),
        ("powershell", "Register-ArgumentCompleter"),
    ],
)
def test_shells_learn_to_complete(shell: str, line: str) -> None:
    shown = CliRunner().invoke(
        app, [], prog_name="enamel", env={"_ENAMEL_COMPLETE": f"source_{shell}"}
    )
    assert line in shown.output


def test_a_command_is_completed() -> None:
    env = {"_ENAMEL_COMPLETE": "complete_bash", "COMP_WORDS": "enamel sch", "COMP_CWORD": "1"}
    shown = CliRunner().invoke(app, [], prog_name="enamel", env=env)
    assert shown.output.split() == ["schedule", "schema"]
