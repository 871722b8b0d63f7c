"""Whatever ends a run of tap and target, the ledger says so, and holds no value of a row."""

import json
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from enamel.runs.slas import parse_slas
from enamel.runs.status import Status, look
from enamel_ledger import folders
from pair import PROGRAMS, Pair

if TYPE_CHECKING:
    from enamel.settings import Connection

SECRET = "Pocahontas"
PROMISED = parse_slas({"phases": {4: {"freshness": "1h", "duration": "1h"}}})
Disturb = Callable[["subprocess.Popen[bytes]", "subprocess.Popen[bytes]"], None]


@pytest.fixture
def pair(
    source_database: "Connection",
    warehouse_database: "Connection",
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Pair:
    made = Pair(source_database, warehouse_database, tmp_path)
    for prefix, there in (("SOURCE", made.source), ("WAREHOUSE", made.warehouse)):
        for part in ("host", "port", "user", "password", "database"):
            monkeypatch.setenv(f"ENAMEL_{prefix}_{part.upper()}", str(getattr(there, part)))
    monkeypatch.setenv("ENAMEL_RUNS_FOLDER", str(tmp_path / "runs"))
    monkeypatch.setenv("DBT_ENGINE_TARGET_PATH", str(tmp_path))
    made.in_source(
        "create table person (Id int primary key, Name varchar(20))",
        f"insert into person values (1, '{SECRET}'), (2, 'Somebody')",
        "create table bulk (Id int primary key, Filling text)",
        "insert into bulk select seq, repeat(md5(seq), 40) from seq_1_to_4000",
    )
    return made


def run(pair: Pair, disturb: Disturb | None = None, **target: Any) -> tuple[int, int]:
    """Run tap and target as one run of the ledger; return their exit codes."""
    runs = str(pair.folder / "runs")
    there = pair.warehouse
    target_settings = {
        "host": there.host,
        "port": there.port,
        "user": there.user,
        "password": there.password,
        "database": there.database,
        "default_target_schema": "raw",
        "runs_folder": runs,
        "retry_seconds": 0,
    } | target
    tap_settings = pair.tap_settings(runs_folder=runs, file_size_mb=1, spool_mb=1)
    files = {"tap": tap_settings, "target": target_settings, "catalog": pair.catalog()}
    for name, content in files.items():
        (pair.folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    env = os.environ | {"ENAMEL_RUN_ID": str(uuid.uuid4())}
    tap_command = [str(PROGRAMS / "enamel-tap-mysql"), "--config", str(pair.folder / "tap.json")]
    tap_command += ["--catalog", str(pair.folder / "catalog.json")]
    target_command = [str(PROGRAMS / "enamel-target-postgres")]
    target_command += ["--config", str(pair.folder / "target.json")]
    with (pair.folder / "log").open("ab") as log:
        tap = subprocess.Popen(tap_command, env=env, stdout=subprocess.PIPE, stderr=log)
        loading = subprocess.Popen(
            target_command, env=env, stdin=tap.stdout, stdout=subprocess.DEVNULL, stderr=log
        )
        assert tap.stdout
        tap.stdout.close()
        if disturb:
            disturb(tap, loading)
        return tap.wait(60), loading.wait(60)


def status(pair: Pair) -> Status:
    catalog = pair.folder / "catalog.json"
    return look(PROMISED, catalog=catalog)


def wait_for(pair: Pair, program: str, event: bytes) -> None:
    """Wait until a program has noted something."""
    for _ in range(6000):
        for path in (pair.folder / "runs").glob(f"*/{program}.jsonl"):
            if event in path.read_bytes():
                return
        time.sleep(0.01)
    pytest.fail(f"the {program} has noted no {event.decode()}")


def verdicts(pair: Pair) -> list[str]:
    return [row["verdict"] for row in status(pair).runs]


def tables(pair: Pair) -> dict[str, str]:
    """Return what the ledger says of each table in its newest run."""
    return dict(
        pair.in_warehouse(
            "select table_name, verdict from operations.run_tables where run_id ="
            " (select run_id from operations.runs order by started_at desc limit 1)"
        )  # type: ignore[arg-type]
    )


def test_a_run_and_one_without_a_change(pair: Pair) -> None:
    assert run(pair) == (0, 0)
    found = status(pair)
    (row,) = found.runs
    assert (row["verdict"], row["loaded_count"], row["row_count"]) == ("succeeded", 2, 4002)
    assert row["byte_count"] > 4000 * 32 * 40
    assert {it.table: it.late for it in found.tables} == {"bulk": False, "person": False}
    assert all(it.took is not None and not it.slow for it in found.phases)
    assert run(pair) == (0, 0)
    assert tables(pair) == {"bulk": "unchanged", "person": "unchanged"}
    assert status(pair).runs[0]["row_count"] == 0
    assert not list(folders.runs(pair.folder / "runs"))


def test_a_table_that_fails_is_named_with_its_next_action(pair: Pair) -> None:
    run(pair)
    pair.in_warehouse("alter table raw.person add check (\"Name\" <> 'Nobody')")
    pair.in_source("update person set Name = 'Nobody' where Id = 2")
    assert run(pair) == (0, 1)
    found = status(pair)
    assert found.runs[0]["verdict"] == "failed"
    assert "raw.person" in found.runs[0]["error"]
    assert found.runs[0]["next_action"]
    assert tables(pair) == {"bulk": "unchanged", "person": "failed"}
    # Once read, a table is as fresh as its last success.
    state = {it.table: it for it in found.tables}["person"]
    assert (state.last_verdict, state.late) == ("failed", False)
    assert [it.kind for it in found.breaches] == ["failed"]
    said = pair.in_warehouse(
        "select string_agg(run::text || tab::text, '') from operations.runs as run"
        " inner join operations.run_tables as tab on tab.run_id = run.run_id"
    )[0][0]
    assert "Nobody" not in said
    assert SECRET not in said


@pytest.mark.parametrize("victim", ["tap", "target", "both"])
def test_a_run_that_is_killed_is_closed_by_whoever_comes_next(pair: Pair, victim: str) -> None:
    def kill(tap: "subprocess.Popen[bytes]", target: "subprocess.Popen[bytes]") -> None:
        # A target that takes nothing makes the tap wait in the middle of the large table.
        wait_for(pair, "target", b"begun")
        target.send_signal(signal.SIGSTOP)
        wait_for(pair, "tap", b"plan")
        if victim != "target":
            tap.kill()
        if victim != "tap":
            target.kill()
        target.send_signal(signal.SIGCONT)

    run(pair, kill)
    journal = next((pair.folder / "runs").glob("*/tap.jsonl"), None)
    if journal:
        # Programs of one run may start seconds apart; this one's have all ended long ago.
        for path in journal.parent.iterdir():
            os.utime(path, (time.time() - 3600,) * 2)
    found = status(pair)
    (row,) = found.runs
    assert row["verdict"] == "died"
    expected = {"both": "The tap", "tap": "The tap", "target": "The target"}[victim]
    assert row["error"].startswith(expected)
    # A target that outlives the tap, and has had a file of the table, says so itself.
    assert tables(pair)["bulk"] in ("unfinished", "failed")
    assert [it.kind for it in found.breaches] == ["failed", "freshness"]
    assert run(pair) == (0, 0)
    found = status(pair)
    assert [row["verdict"] for row in found.runs] == ["succeeded", "died"]
    assert not found.breaches


def test_a_run_whose_warehouse_is_away_is_filed_by_the_next(pair: Pair) -> None:
    name = pair.warehouse.database
    other = pair.warehouse.database
    pair.compares = False
    assert run(pair, database=f"{other}_away")[1] == 1
    assert [it.record.verdict for it in folders.runs(pair.folder / "runs")] == ["failed"]
    # The journal says for which warehouse it was; that one comes back under its name.
    for path in (pair.folder / "runs").glob("*/*.jsonl"):
        path.write_text(path.read_text().replace(f"{name}_away", name))
    assert run(pair) == (0, 0)
    found = status(pair)
    assert [row["verdict"] for row in found.runs] == ["succeeded", "failed"]
    assert "warehouse" in found.runs[1]["error"]


def test_without_the_right_to_a_ledger_the_load_is_a_load(pair: Pair) -> None:
    pair.in_warehouse("create schema raw")
    owner = f"loader_{pair.warehouse.database}"
    for statement in (
        f"create role {owner} login password 'x'",
        f"grant all on schema raw to {owner}",
        f"revoke create on database {pair.warehouse.database} from public",
    ):
        pair.in_warehouse(statement)
    try:
        pair.compares = False
        assert run(pair, user=owner, password="x") == (0, 0)
        log = (pair.folder / "log").read_text(encoding="utf-8")
        assert "The run's journal is kept" in log
        assert len(list(folders.runs(pair.folder / "runs"))) == 1
    finally:
        pair.in_warehouse(f"drop owned by {owner}")
        pair.in_warehouse(f"drop role {owner}")
