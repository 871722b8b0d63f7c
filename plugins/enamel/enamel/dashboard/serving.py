"""The API and its pages on this machine, started so that they outlive the command."""

import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from enamel.errors import EnamelError
from enamel.sandbox import processes

FILE = Path(".enamel/dashboard.json")
LOG = Path(".enamel/dashboard.log")
READY_SECONDS = 60.0
STOP_SECONDS = 15.0


def up(project: Path) -> str:
    """Start the server unless it runs; return the address of the pages.

    Raises:
        EnamelError: It does not answer in time.
    """
    down(project)
    file = project / FILE
    port = processes.free_port(
        json.loads(file.read_text("utf-8"))["port"] if file.is_file() else None
    )
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"port": port}), encoding="utf-8")
    log = project / LOG
    log.write_text("", encoding="utf-8")
    pid = processes.spawn(
        [*_words(project), "--port", str(port)],
        log,
        {**os.environ, "MELTANO_PROJECT_ROOT": str(project)},
    )
    address = f"http://127.0.0.1:{port}"
    give_up = time.monotonic() + READY_SECONDS
    while time.monotonic() < give_up and processes.alive(pid):
        if answers(f"{address}/ready"):
            return f"{address}/app/"
        time.sleep(0.1)
    lines = [line for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
    raise EnamelError(
        f"The dashboard's server does not answer: {' / '.join(lines[-2:]) or 'it said nothing'}",
        f"Its log is {LOG}. `enamel sandbox status` shows whether the warehouse runs.",
    )


def down(project: Path) -> bool:
    """Stop the server; return whether it ran."""
    process = processes.find(_words(project))
    if process:
        processes.stop(process, signal.SIGTERM, STOP_SECONDS)
    return process is not None


def _words(project: Path) -> list[str]:
    """Return the command line by which our server is started and found again."""
    return [str(Path(sys.executable)), str(project / ".venv" / "bin" / "enamel"), "serve"]


def answers(address: str, seconds: float = 2) -> bool:
    """Return whether somebody is at home there."""
    try:
        with urllib.request.urlopen(address, timeout=seconds) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
