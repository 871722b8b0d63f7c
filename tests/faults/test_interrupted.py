"""Ctrl-C before a program has begun."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAMS = Path(sys.executable).parent


@pytest.mark.parametrize("program", ["enamel-tap-mysql", "enamel-target-postgres"])
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_in_the_middle_of_an_import_is_one_line(program: str, end: signal.Signals) -> None:
    command = [sys.executable, "-X", "importtime", str(PROGRAMS / program), "--version"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr
        for line in process.stderr:
            if b"singer_sdk" in line:
                process.send_signal(end)
                break
        rest = process.stderr.read().decode()

    said = [line for line in rest.splitlines() if not line.startswith("import time:")]
    assert process.returncode == 128 + end
    assert len(said) == 1, rest
    assert f"Stopped by signal {end.value} before it began" in said[0]
