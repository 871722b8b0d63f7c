"""One run of the pipeline that can be disturbed, and the servers it runs between."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from enamel import sandbox
from faults.practice import Practice
from harness import ROOT

BIN = Path(sys.executable).parent
PATIENCE = 40
"""Seconds after which a program that has not ended is hanging."""


@dataclass
class Ended:
    """How a run ended."""

    codes: dict[str, int]
    log: str

    @property
    def succeeded(self) -> bool:
        return not any(self.codes.values())

    @property
    def hung(self) -> bool:
        return -signal.SIGABRT in self.codes.values()


@dataclass
class Rig:
    """Servers of its own, a practice on them, and runs of tap and target or of Meltano."""

    servers_folder: Path
    folder: Path
    practice: Practice
    compares: bool = False
    """Whether the tap compares keys with the warehouse, and so notices deletes everywhere."""

    family: list[psutil.Process] = field(default_factory=list)
    """What Meltano had started when it was disturbed."""

    @property
    def spool(self) -> Path:
        return self.folder / "spool"

    @property
    def state_file(self) -> Path:
        return self.folder / "state.json"

    def state(self) -> dict[str, Any]:
        """Return what the last run of tap and target has let out."""
        if not self.state_file.exists():
            return {}
        state: dict[str, Any] = json.loads(self.state_file.read_text(encoding="utf-8"))
        return state

    def meltano_state(self) -> dict[str, Any]:
        """Return what Meltano remembers."""
        database = self.folder / "meltano.db"
        if not database.exists():
            return {}
        with sqlite3.connect(database) as connection:
            try:
                rows = connection.execute("select completed_state from state").fetchall()
            except sqlite3.OperationalError:
                return {}
        states = [json.loads(row[0]).get("singer_state", {}) for row in rows if row[0]]
        return states[0] if states else {}

    # Servers

    def restart(self) -> None:
        """Start what is down; the data is what a crash left."""
        sandbox.start(self.servers_folder, project=ROOT)

    def kill_server(self, name: str) -> None:
        for server in sandbox.status(self.servers_folder):
            if server.engine == name and server.pid:
                process = psutil.Process(server.pid)
                process.kill()
                process.wait(10)

    # Runs

    def run(
        self,
        disturb: Callable[[dict[str, "subprocess.Popen[bytes]"]], None] | None = None,
        *,
        fresh: bool = False,
        tap_settings: dict[str, Any] | None = None,
        target_settings: dict[str, Any] | None = None,
    ) -> Ended:
        """Run tap and target as Meltano would: state that the target prints is kept at once."""
        source, warehouse = self.practice.pipeline.source, self.practice.pipeline.warehouse
        configs = {
            "tap": {
                "host": source.host,
                "port": source.port,
                "user": source.user,
                "password": source.password,
                "database": source.database,
                "file_size_mb": 1,
                "spool_mb": 2,
                **self.batch_config,
                **(self.parity if self.compares else {}),
                **(tap_settings or {}),
            },
            "target": {
                "host": warehouse.host,
                "port": warehouse.port,
                "user": warehouse.user,
                "password": warehouse.password,
                "database": warehouse.database,
                "default_target_schema": "raw",
                **(target_settings or {}),
            },
        }
        for name, config in configs.items():
            (self.folder / f"{name}.json").write_text(json.dumps(config), encoding="utf-8")
        tap = [str(BIN / "enamel-tap-mysql"), "--config", str(self.folder / "tap.json")]
        tap += ["--catalog", str(self.practice.pipeline.catalog)]
        if self.state_file.exists() and not fresh:
            tap += ["--state", str(self.state_file)]
        target = [str(BIN / "enamel-target-postgres"), "--config", str(self.folder / "target.json")]
        logs = {name: self.folder / f"{name}.log" for name in configs}
        with (
            logs["tap"].open("wb") as tap_log,
            logs["target"].open("wb") as target_log,
            (self.folder / "states.jsonl").open("wb") as states,
        ):
            first = subprocess.Popen(tap, stdout=subprocess.PIPE, stderr=tap_log)
            assert first.stdout
            second = subprocess.Popen(target, stdin=first.stdout, stdout=states, stderr=target_log)
            first.stdout.close()
            processes = {"tap": first, "target": second}
            try:
                if disturb:
                    disturb(processes)
                end = time.monotonic() + PATIENCE
                codes = {name: ended(it, end) for name, it in processes.items()}
            finally:
                for process in processes.values():
                    process.kill()
                    process.wait()
        for line in (self.folder / "states.jsonl").read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                self.state_file.write_bytes(line)
        log = "".join(f"--- {name}\n{path.read_text('utf-8')}" for name, path in logs.items())
        return Ended(codes, log)

    def meltano(
        self, disturb: Callable[[dict[str, "subprocess.Popen[bytes]"]], None] | None = None
    ) -> Ended:
        """Run the pair under Meltano; whatever it started has ended when this returns."""
        env = {
            **self.practice.pipeline.env,
            "TAP_MYSQL_BATCH_CONFIG": json.dumps(self.batch_config["batch_config"]),
        }
        # A Meltano that was killed has left a mark that stops the next one for five minutes; the
        # target's own lock is what keeps two runs apart.
        command = [str(BIN / "meltano"), "run", "--force", "tap-mysql", "target-postgres"]
        log = self.folder / "meltano.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            self.family.clear()
            try:
                if disturb:
                    disturb({"meltano": process})
                code = process.wait(PATIENCE)
            finally:
                process.kill()
                process.wait()
            _, left = psutil.wait_procs(self.family, timeout=PATIENCE)
            for each in left:
                each.kill()
        assert not left, "a program outlived Meltano"
        return Ended({"meltano": code}, log.read_text("utf-8"))

    @property
    def parity(self) -> dict[str, Any]:
        warehouse = self.practice.pipeline.warehouse
        return {
            "parity_host": warehouse.host,
            "parity_port": warehouse.port,
            "parity_user": warehouse.user,
            "parity_password": warehouse.password,
            "parity_database": warehouse.database,
        }

    @property
    def batch_config(self) -> dict[str, Any]:
        return {
            "batch_config": {
                "encoding": {"format": "pgcopy-csv", "compression": "none"},
                "storage": {"root": self.spool.as_uri()},
            }
        }

    def left_in_spool(self) -> list[str]:
        return sorted(path.name for path in self.spool.glob("*") if path.name != ".tap-mysql-lock")


def ended(process: "subprocess.Popen[bytes]", until: float) -> int:
    """Return the exit code, also of a program that hangs: that of its abortion."""
    try:
        return process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        return process.wait()


def send(process: "subprocess.Popen[bytes]", how: signal.Signals) -> None:
    """Send a signal to a process that may have ended."""
    if process.poll() is None:
        process.send_signal(how)


def wait_a_moment(processes: dict[str, "subprocess.Popen[bytes]"], seconds: float) -> None:
    """Wait, but not longer than the run lasts."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(it.poll() is None for it in processes.values()):
        time.sleep(0.005)
