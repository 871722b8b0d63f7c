"""`enamel run` refuses what means nothing, and says when somebody has stopped it."""

import os
import signal
import stat
from pathlib import Path

import pytest
from enamel.cli import app
from enamel.errors import EnamelError
from enamel.runs import running
from enamel_ledger.journal import RUN_ID
from typer.testing import CliRunner


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--tables", ","], "--tables names no table"),
        (["--tables", ""], "--tables names no table"),
        (["--tables", "pateint"], "Table pateint is not replicated"),
    ],
)
def test_what_names_no_table_never_reads_all(arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["run", *arguments])
    assert isinstance(done.exception, EnamelError)
    assert said in done.exception.reason


@pytest.mark.parametrize(
    ("stop", "code", "said"),
    [
        (signal.SIGINT, 130, "The run was stopped by SIGINT."),
        (signal.SIGTERM, 143, "The run was stopped by SIGTERM."),
    ],
)
def test_a_stopped_run_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: signal.Signals, code: int, said: str
) -> None:
    (tmp_path / "meltano.yml").touch()
    program = tmp_path / "meltano"
    program.write_text(f"#!/bin/sh\nkill -{stop.value} $$\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("MELTANO_PROJECT_ROOT", str(tmp_path))
    monkeypatch.setenv("ENAMEL_RUNS_FOLDER", str(tmp_path / "runs"))
    monkeypatch.setenv(RUN_ID, os.environ.get(RUN_ID, ""))
    monkeypatch.setattr(running, "program", lambda _: str(program))
    ended = running.run(["run"], "all", catalog=None, watch=None, say=None)
    assert ended.code == code
    assert ended.record
    assert ended.record.error == said
    assert ended.record.next_action == "Run again: nothing is half loaded."
