"""Run many practices under Airflow; one worker is killed, one practice broken; write RESULTS.md."""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import airflow_rig
import duckdb
import psutil
import psycopg
import spark_rig
from airflow_rig import Rig
from deployment import Deployment
from enamel import sandbox
from enamel.project import project_root
from enamel.reconciliation.run import connect_source, connect_warehouse
from enamel.sandbox import Servers
from enamel.settings import Connection
from harness import Pipeline

from ..rollup.meter import Meter

FOLDER = Path(__file__).parent
RESULTS, FIGURES = FOLDER / "RESULTS.md", FOLDER / "results.json"
JOB = "group"
PROFILES = (("solo", "21.1"), ("demo", "24.3"), ("twin", "21.1"), ("group", "24.3"))
OWN = (
    "select count(*), sum(entry_amount), sum(entry_amount) filter (where is_counted)"
    " from marts.fct_ledger_entries",
    "select sum(production_amount), sum(write_off_pay_date_amount), sum(patient_income_amount),"
    " sum(insurance_income_amount) from marts.rpt_production_income",
    "select count(*), sum(balance_total_amount) from marts.rpt_ar_aging",
    "select sum(n_rows), sum(round(numerator, 10)), sum(round(denominator, 10))"
    " from marts.rpt_kpi_values where period_grain = 'month'",
)
GROUPS = (
    ("rpt_group_ledger", "sum(entry_count), sum(entry_amount), sum(counted_amount)"),
    (
        "rpt_group_production_income",
        "sum(production_amount), sum(write_off_pay_date_amount), sum(patient_income_amount),"
        " sum(insurance_income_amount)",
    ),
    ("rpt_group_ar_aging", "sum(family_count), sum(balance_total_amount)"),
    ("rpt_group_kpi_values", "sum(n_rows), sum(numerator), sum(denominator)"),
)


def main() -> int:
    """Make the practices, run them, add them up, and compare."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.practices", description=__doc__)
    parser.add_argument("--practices", type=int, default=20)
    parser.add_argument("--patients", type=int, default=100)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--slots", type=int, default=3, help="practices at a time")
    parser.add_argument("--minutes", type=int, default=60, help="what the runs may take in all")
    options = parser.parse_args()
    root = project_root()
    place = root / ".enamel" / "sandbox" / "practices"
    airflow_rig.install()
    spark_rig.install()
    try:
        servers = sandbox.start(place, project=root)
        with tempfile.TemporaryDirectory(dir=root / ".enamel") as made:
            figures = _run(servers, Path(made), options)
    finally:
        sandbox.stop(place, purge=True)
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    RESULTS.write_text(_markdown(figures), encoding="utf-8")
    print(json.dumps(figures, indent=1))
    return int(not figures["right"])


def _run(servers: Servers, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    deployment = Deployment(folder, JOB)
    deployment.values["ENAMEL_GROUP_STATE"] = str(folder / "state")
    started = time.monotonic()
    for number in range(options.practices):
        _add(deployment, servers, folder, number, options.patients)
    names = list(deployment.practices)
    broken = names[len(names) // 2]
    deployment.values[f"{broken.upper()}_SOURCE_PASSWORD"] = "changed"
    figures: dict[str, Any] = {
        "practices": options.practices,
        "patients": options.patients,
        "workers": options.workers,
        "slots": options.slots,
        "generated_seconds": round(time.monotonic() - started),
        "broken": broken,
    }
    home, database = folder / "airflow", _database(servers, "airflow")
    home.mkdir()
    dags = {f"{name}__{JOB}" for name in names}
    with (
        airflow_rig.airflow(home, database, deployment.env, slots=options.slots) as rig,
        Meter(lambda: _families(servers)) as meter,
    ):
        for number in range(options.workers):
            rig.worker(f"worker-{number}")
        figures["killed"] = _kill_one(rig, broken, options.workers, options.minutes * 60)
        states = rig.wait(dags, options.minutes * 60)
        figures |= _how_it_went(rig, dags, broken, states)
    figures |= {"seconds": round(meter.seconds), "processor_seconds": round(meter.processor)}
    good = [name for name in names if states.get(f"{name}__{JOB}") == "success"]
    deployment.gather(_database(servers, "together"))
    figures |= _roll_up(deployment, good, folder)
    figures["right"] = (
        len(good) == options.practices - 1
        and broken not in good
        and figures["lost_tries"] > 1
        and figures["raw_is_the_source"]
        and figures["postgres_is_the_sum"]
        and figures["spark_is_the_sum"]
    )
    return figures


def _add(deployment: Deployment, servers: Servers, folder: Path, number: int, size: int) -> None:
    """Make one practice, each with another profile, seed and size."""
    profile, release = PROFILES[number % len(PROFILES)]
    name = f"{profile}{number:02d}"
    with connect_source(servers.source) as client:
        client.cursor().execute(f"create database {name}")
    source = replace(servers.source, database=name)
    warehouse = _database(servers, name)
    own = folder / name
    own.mkdir()
    asked = ["--profile", profile, "--patients", str(size + 7 * number), "--years", "1"]
    Pipeline(source, warehouse, own).run(
        "enamel", "practice", "generate", *asked, "--seed", str(number)
    )
    deployment.add(name, release, source, warehouse)
    print(f"{name}: made", flush=True)


def _database(servers: Servers, name: str) -> Connection:
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
    return replace(there, database=name)


def _families(servers: Servers) -> list[int]:
    found = [it.pid for it in sandbox.status(servers.folder) if it.pid]
    return [os.getpid(), *found]


def _kill_one(rig: Rig, broken: str, workers: int, seconds: float) -> str:
    """Kill the first worker that is seen with dbt at work; return whose practice it was."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        for number in range(workers):
            name = f"worker-{number}"
            try:
                children = psutil.Process(rig.programs[name].pid).children(recursive=True)
                for process in children:
                    if any(word.endswith("/dbt") for word in process.cmdline()[:2]):
                        practice = process.environ()["ENAMEL_PRACTICE"]
                        if practice != broken:
                            rig.kill(name)
                            return practice
            except (psutil.Error, KeyError):
                continue
        time.sleep(0.2)
    raise SystemExit(f"no worker was seen at work: {rig.summary()}")


def _how_it_went(rig: Rig, dags: set[str], broken: str, states: dict[str, str]) -> dict[str, Any]:
    tries = rig.tries()
    took = dict(
        rig.ask("select dag_id, extract(epoch from end_date - start_date)::float from dag_run")
    )
    deadline = rig.ask("select count(*) from deadline where missed")[0][0]
    kept = sorted(took[dag] for dag in dags if states.get(dag) == "success" and took.get(dag))
    return {
        "states": {dag.removesuffix(f"__{JOB}"): states.get(dag, "") for dag in sorted(dags)},
        "late": deadline,
        "lost_tries": max(
            (count for dag, count in tries.items() if not dag.startswith(f"{broken}__")), default=0
        ),
        "broken_tries": tries.get(f"{broken}__{JOB}", 0),
        "run_seconds": [round(it) for it in kept],
    }


def _roll_up(deployment: Deployment, good: list[str], folder: Path) -> dict[str, Any]:
    """Build the group on both engines; compare with the practices' own warehouses."""
    same = all(ours == theirs for ours, theirs in map(deployment.patients, good))
    expected = []
    for query in OWN:
        rows = []
        for name in good:
            with connect_warehouse(deployment.there(f"{name.upper()}_WAREHOUSE")) as connection:
                rows += connection.execute(query.encode()).fetchall()
        expected.append([sum(column, Decimal(0)) for column in zip(*rows, strict=True)])
    found: dict[str, Any] = {"raw_is_the_source": same, "entries": int(expected[0][0])}
    _build(deployment, "postgres")
    with connect_warehouse(deployment.there("TOGETHER")) as connection:
        ours = [
            list(
                connection.execute(f"select {what} from group_marts.{mart}".encode()).fetchall()[0]
            )
            for mart, what in GROUPS
        ]
    found["postgres_is_the_sum"] = ours == expected
    with spark_rig.cluster(folder, workers=2) as master:
        _build(deployment, "spark", ENAMEL_SPARK_MASTER=master)
    marts = folder / "state" / "spark" / "group_marts.db"
    with duckdb.connect() as client:
        ours = [
            list(client.execute(f"select {what} from '{marts}/{mart}/*.parquet'").fetchall()[0])
            for mart, what in GROUPS
        ]
    found["spark_is_the_sum"] = ours == expected
    return found


def _build(deployment: Deployment, engine: str, **env: str) -> None:
    result = deployment.enamel("group", "build", "--engine", engine, **env)
    if result.returncode:
        raise SystemExit(result.stdout[-5000:])


def _markdown(it: dict[str, Any]) -> str:
    took = it["run_seconds"] or [0]
    states = list(it["states"].values())
    return "\n".join(
        [
            "# Many practices",
            "",
            "Written by `uv run python -m benchmarks.practices` (README.md); not edited by hand.",
            f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB, "
            f"{platform.system()} {platform.machine()}; load average {os.getloadavg()[2]:.0f} over"
            " the last quarter of an hour.",
            "",
            "| | |",
            "|---|---|",
            f"| practices, of four profiles and two releases | {it['practices']} |",
            f"| workers, one of them killed; at a time | {it['workers']}; {it['slots']} |",
            f"| killed with it in hand | {it['killed']}, tried {it['lost_tries']} times |",
            f"| broken (wrong password) | {it['broken']}, tried {it['broken_tries']} times |",
            f"| succeeded, failed | {states.count('success')}, {states.count('failed')} |",
            f"| past their deadline of an hour | {it['late']} |",
            f"| seconds of a run: least, median, most | {took[0]}, {took[len(took) // 2]},"
            f" {took[-1]} |",
            f"| seconds in all; processor seconds with servers and Airflow |"
            f" {it['seconds']:,}; {it['processor_seconds']:,} |",
            f"| raw is the source's | {it['raw_is_the_source']} |",
            f"| ledger entries of the group | {it['entries']:,} |",
            f"| totals are the sum of practices, Postgres | {it['postgres_is_the_sum']} |",
            f"| totals are the sum of practices, Spark | {it['spark_is_the_sum']} |",
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
