"""Three practices under Airflow: a worker dies with one in hand, another cannot be reached.

Airflow itself runs them, with Celery, Redis and two workers; `python -m benchmarks.practices` does
the same with twenty practices, whole builds and the roll-up.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import airflow_rig
import psutil
import psycopg
import pytest
from airflow_rig import Rig
from deployment import Deployment
from enamel.reconciliation.run import connect_source
from enamel.settings import Connection
from harness import Pipeline

if TYPE_CHECKING:
    from enamel.sandbox import Servers

GOOD = ("north", "south")
RELEASES = {"north": "24.3", "south": "21.1", "west": "24.3"}
CHANGED = "changed-behind-our-back"


@contextmanager
def receiver() -> Iterator[tuple[str, list[str]]]:
    """Listen as a chat program does; yield the address, and what was told so far."""
    told: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append(json.loads(body)["text"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", told
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def deployment(servers: "Servers", tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """Two practices that can be read, and one whose password was changed behind our back."""
    made = Deployment(tmp_path_factory.mktemp("many"))
    for number, (name, release) in enumerate(RELEASES.items()):
        source, warehouse = _databases(servers, f"many_{name}")
        if name in GOOD:
            pipeline = Pipeline(source, warehouse, tmp_path_factory.mktemp(name))
            size = ("--patients", str(100 + 20 * number), "--years", "1", "--seed", str(number))
            pipeline.run("enamel", "practice", "generate", *size, "--open-dental-version", release)
        made.add(name, release, source, warehouse)
    made.values["WEST_SOURCE_PASSWORD"] = CHANGED
    return made


def _databases(servers: "Servers", name: str) -> tuple[Connection, Connection]:
    from dataclasses import replace

    with connect_source(servers.source) as client:
        client.cursor().execute(f"create database {name}")
    there = servers.warehouse
    with psycopg.connect(
        host=there.host,
        port=there.port,
        user=there.user,
        password=there.password,
        dbname=there.database,
        autocommit=True,
    ) as connection:
        connection.execute(f"create database {name}".encode())
    return replace(servers.source, database=name), replace(there, database=name)


def _practice_of(worker: int) -> str | None:
    """Return the practice whose rows a worker's children are moving."""
    for process in psutil.Process(worker).children(recursive=True):
        words = process.cmdline()
        if "target-postgres" in " ".join(words) and "meltano" not in words[0]:
            practice = process.environ().get("ENAMEL_PRACTICE")
            if practice in GOOD:
                return practice
    return None


def _kill_a_busy_worker(rig: Rig, seconds: float) -> str:
    """Kill the first worker that is seen with rows in hand; return whose they were."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        for name in ("one", "two"):
            try:
                practice = _practice_of(rig.programs[name].pid)
            except psutil.Error:
                continue
            if practice:
                assert rig.kill(name) > 2
                return practice
        time.sleep(0.2)
    pytest.fail(f"no worker was seen at work: {rig.summary()}")


def test_a_dead_worker_and_a_broken_practice_cost_the_others_nothing(
    deployment: Deployment, warehouse_database: Connection, tmp_path: Path
) -> None:
    airflow_rig.install()
    dags = {f"{name}__replicate" for name in RELEASES}
    with receiver() as (address, told):
        env = deployment.env | {"ENAMEL_ALERT_WEBHOOK": address}
        with airflow_rig.airflow(tmp_path, warehouse_database, env, slots=4) as rig:
            rig.worker("one")
            rig.worker("two")
            lost = _kill_a_busy_worker(rig, airflow_rig.READY_SECONDS)
            states = rig.wait(dags, airflow_rig.READY_SECONDS)
            made = dict(rig.ask("select dag_id, timetable_summary from dag where not is_paused"))
            refused = rig.ask("select filename, stacktrace from import_error")
            tries = rig.tries()
            said = rig.said("west__replicate")

    assert refused == []
    assert made == dict.fromkeys(dags, "0 5 * * *")
    assert states == {
        "north__replicate": "success",
        "south__replicate": "success",
        "west__replicate": "failed",
    }
    assert tries[f"{lost}__replicate"] > 1
    assert tries["west__replicate"] == 4
    for name in GOOD:
        theirs, ours = deployment.patients(name)
        assert ours == theirs
    assert "Cannot open Open Dental's database" in said
    assert "Check WEST_SOURCE_* and" in said
    assert CHANGED not in said
    assert [it.splitlines()[1].split(".")[0] for it in told] == [
        "NEW   replicate of west has failed and is not tried again before its next hour"
    ]
