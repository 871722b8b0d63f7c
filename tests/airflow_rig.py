"""Airflow as a group would run it: Celery workers, Redis, Postgres; on this machine alone."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import psutil
import psycopg
from enamel import debian
from enamel.sandbox.processes import free_port
from enamel.sandbox.record import locked
from enamel.settings import Connection
from harness import ROOT

PROJECT = ROOT / "orchestrate" / "airflow"
PROGRAMS = PROJECT / ".venv" / "bin"
READY_SECONDS = 600.0
HEARTBEAT_SECONDS = 60
"""After how long a task whose worker says nothing counts as lost; 300 by Airflow's default."""
ANSWER_SECONDS = 120
"""How long a worker waits for an answer of the server. A task that gets none has failed without
having begun, or is begun and unknown to its worker: either costs a try. Airflow's 5 seconds are few
on two busy cores, above all for the first request, which loads half of the server."""


def install() -> None:
    """Make Airflow's own environment, from its lock."""
    uv = ROOT / ".enamel" / "bin" / "uv"
    env = {name: it for name, it in os.environ.items() if name != "VIRTUAL_ENV"}
    subprocess.run(
        [str(uv), "sync", "--locked", "--quiet", "--project", str(PROJECT)], env=env, check=True
    )


@dataclass
class Rig:
    """A running Airflow.

    Attributes:
        env: What its programs, and so the tasks, are told.
        database: Its own metadata.
    """

    folder: Path
    env: dict[str, str]
    database: Connection
    programs: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def start(self, name: str, *command: str, **told: str) -> None:
        """Start a program in a session of its own; tell it more than the others."""
        log = (self.folder / f"{name}.log").open("ab")
        self.programs[name] = subprocess.Popen(
            command,
            env=self.env | told,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        log.close()

    def worker(self, name: str) -> None:
        """Start a Celery worker that takes two tasks at a time."""
        self.start(
            name,
            *(str(PROGRAMS / "airflow"), "celery", "worker", "--concurrency", "2"),
            *("--celery-hostname", f"{name}@localhost", "--skip-serve-logs"),
            *("--without-gossip", "--without-mingle", "--pid", str(self.folder / f"{name}.pid")),
        )

    def kill(self, name: str) -> int:
        """End a program and all it has started, as a power cut would; return how many."""
        program = self.programs[name]
        family: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            family.append(psutil.Process(program.pid))
        # The list grows as it is read. Who is stopped begins no other process behind our back.
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.suspend()
                family += process.children()
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        program.wait(READY_SECONDS)
        del self.programs[name]
        psutil.wait_procs(family[1:], timeout=10)
        return len(family)

    def call(self, *words: str) -> None:
        """Call Airflow's command line."""
        command = [str(PROGRAMS / "airflow"), *words]
        done = subprocess.run(
            command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode:
            said = done.stdout.decode(errors="replace")
            raise AssertionError(f"airflow {' '.join(words)}: {said[-3000:]}")

    def answers(self) -> None:
        """Wait until the server answers: what is begun before costs a task one of its tries."""
        address = f"http://127.0.0.1:{self.env['AIRFLOW__API__PORT']}/execution/health"
        give_up = time.monotonic() + READY_SECONDS
        while time.monotonic() < give_up:
            self._refuse_dead()
            with suppress(OSError), urlopen(address, timeout=ANSWER_SECONDS):
                return
            time.sleep(0.5)
        raise AssertionError(f"Airflow's server does not answer: {address}")

    def stop(self) -> None:
        """End everything."""
        for name in list(self.programs):
            self.kill(name)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Ask Airflow's database."""
        with _connect(self.database) as connection:
            return connection.execute(query.encode()).fetchall()

    def states(self) -> dict[str, str]:
        """Return the state of each DAG's newest run."""
        return dict(
            self.ask(
                "select distinct on (dag_id) dag_id, state from dag_run order by dag_id, id desc"
            )
        )

    def tries(self) -> dict[str, int]:
        """Return how often each DAG's task was tried."""
        return dict(self.ask("select dag_id, max(try_number) from task_instance group by dag_id"))

    def running_on(self) -> list[tuple[str, str]]:
        """Return the DAGs that run, and the process id of the task's own process."""
        return self.ask("select dag_id, pid::text from task_instance where state = 'running'")

    def wait(self, dags: set[str], seconds: float) -> dict[str, str]:
        """Wait until the newest runs of these DAGs have ended, or the time is over."""
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            states = self.states()
            if all(states.get(dag) in ("success", "failed") for dag in dags):
                break
            self._refuse_dead()
            time.sleep(1)
        return self.states()

    def _refuse_dead(self) -> None:
        dead = [name for name, it in self.programs.items() if it.poll() is not None]
        if dead:
            log = (self.folder / f"{dead[0]}.log").read_text(encoding="utf-8", errors="replace")
            raise AssertionError(f"{dead[0]} has ended:\n{log[-3000:]}")

    def said(self, dag: str) -> str:
        """Return what a DAG's tasks said, all tries of it."""
        logs = sorted((self.folder / "logs").glob(f"dag_id={dag}/**/*.log"))
        return "\n".join(it.read_text(encoding="utf-8", errors="replace") for it in logs)

    def summary(self) -> str:
        """Return how many DAGs are in which state."""
        return json.dumps(Counter(self.states().values()))


@contextmanager
def airflow(
    folder: Path, database: Connection, told: Mapping[str, str], slots: int
) -> Iterator[Rig]:
    """Run Airflow: its server, scheduler, DAG processor and Redis; workers are for the caller.

    Args:
        folder: Its home.
        database: An empty Postgres database.
        told: More environment for its programs: the tenants file and what it refers to.
        slots: Practices at a time.
    """
    rig = Rig(folder, _environment(folder, database, told), database)
    pools = folder / "pools.json"
    pool = json.loads((PROJECT / "pools.json").read_text(encoding="utf-8"))
    pool["practices"]["slots"] = slots
    pools.write_text(json.dumps(pool), encoding="utf-8")
    try:
        redis, libraries = _redis(ROOT / ".enamel" / "bin")
        port = rig.env["REDIS_PORT"]
        rig.start(
            "redis",
            *(redis, "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)),
            *("--requirepass", rig.env["REDIS_PASSWORD"]),
            **({"LD_LIBRARY_PATH": libraries} if libraries else {}),
        )
        rig.call("db", "migrate")
        rig.call("pools", "import", str(pools))
        program = str(PROGRAMS / "airflow")
        server = ("--host", "127.0.0.1", "--port", rig.env["AIRFLOW__API__PORT"])
        rig.start("api", program, "api-server", "--workers", "1", *server)
        rig.answers()
        rig.start("scheduler", program, "scheduler", "--skip-serve-logs")
        rig.start("dags", program, "dag-processor")
        yield rig
    finally:
        rig.stop()


def _environment(folder: Path, database: Connection, told: Mapping[str, str]) -> dict[str, str]:
    port, redis = free_port(None), free_port(None)
    password, secret = secrets.token_hex(8), secrets.token_hex(32)
    there = (
        f"{database.user}:{quote(database.password, safe='')}@{database.host}:{database.port}"
        f"/{database.database}"
    )
    own = {name: it for name, it in os.environ.items() if not name.startswith(("DBT_", "AIRFLOW"))}
    own.pop("VIRTUAL_ENV", None)
    return own | {
        "AIRFLOW_HOME": str(folder),
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API_AUTH__JWT_SECRET": secret,
        "AIRFLOW__CELERY__BROKER_URL": f"redis://:{password}@127.0.0.1:{redis}/0",
        "AIRFLOW__CELERY__RESULT_BACKEND": f"db+postgresql+psycopg2://{there}",
        "AIRFLOW__CELERY__WORKER_PREFETCH_MULTIPLIER": "1",
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"postgresql+psycopg2://{there}",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(folder / "logs"),
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": "5",
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": str(HEARTBEAT_SECONDS),
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": str(ANSWER_SECONDS),
        "ENAMEL_AIRFLOW_RETRY_SECONDS": "3",
        "ENAMEL_PROJECT": str(ROOT),
        "NO_COLOR": "1",
        "REDIS_PASSWORD": password,
        "REDIS_PORT": str(redis),
        **told,
    }


def _redis(cache: Path) -> tuple[str, str]:
    """Return Redis' program and its libraries' path: the machine's, or Debian's unpacked."""
    if program := shutil.which("redis-server"):
        return program, ""
    root = cache / "redis"
    cache.mkdir(parents=True, exist_ok=True)
    with locked(cache):
        if not (root / "usr/bin").is_dir():
            print("Fetching redis-server (no root needed) …", file=sys.stderr)
            debian.unpack(["redis-server"], root)
    return str(root / "usr/bin/redis-server"), debian.library_path(root)


def _connect(there: Connection) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(
        host=there.host,
        port=there.port,
        user=there.user,
        password=there.password,
        dbname=there.database,
        autocommit=True,
    )
