"""Run many practices under Airflow; one worker is killed, one practice broken; write RESULTS.md."""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from contextlib import suppress
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
from enamel_practice.config import PracticeConfig
from enamel_practice.fill import fill
from enamel_practice.several import small_practices

from ..rollup.meter import Meter

FOLDER = Path(__file__).parent
RESULTS, FIGURES = FOLDER / "RESULTS.md", FOLDER / "results.json"
JOB = "group"
ROLLUP = "group__rollup"
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
    parser.add_argument("--publish", type=Path, help="where to leave what the practices publish")
    options = parser.parse_args()
    root = project_root()
    place = root / ".enamel" / "sandbox" / "practices"
    airflow_rig.install()
    spark_rig.install()
    configs = {f"synthetic{number:02d}": it for number, it in enumerate(_configs(options))}
    try:
        servers = sandbox.start(place, project=root)
        _forget(root, configs)
        with tempfile.TemporaryDirectory(dir=root / ".enamel") as made:
            figures = _run(servers, Path(made), configs, options)
    finally:
        sandbox.stop(place, purge=True)
        _forget(root, configs)
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    RESULTS.write_text(_markdown(figures), encoding="utf-8")
    print(json.dumps(figures, indent=1))
    return int(not figures["right"])


def _configs(options: argparse.Namespace) -> list[PracticeConfig]:
    """Return practices no two of which are alike in settings, release or size."""
    return [
        replace(it, patients=options.patients + 7 * number)
        for number, it in enumerate(small_practices(options.practices))
    ]


def _forget(root: Path, names: dict[str, PracticeConfig]) -> None:
    """Remove what a practice's runs leave on a machine, so that each run here is its first."""
    for name in names:
        shutil.rmtree(root / ".enamel" / "tenants" / name, ignore_errors=True)


def _run(
    servers: Servers, folder: Path, configs: dict[str, PracticeConfig], options: argparse.Namespace
) -> dict[str, Any]:
    deployment = Deployment(folder, JOB)
    deployment.values["ENAMEL_GROUP_STATE"] = str(folder / "state")
    if options.publish:
        deployment.values["ENAMEL_GROUP_MARTS"] = str(options.publish.resolve())
    started = time.monotonic()
    for name, config in configs.items():
        _add(deployment, servers, name, config)
    deployment.gather(_database(servers, "together"))
    generated = round(time.monotonic() - started)
    names = list(configs)
    broken = names[len(names) // 2]
    deployment.values[f"{broken.upper()}_SOURCE_PASSWORD"] = "changed"
    home, database = folder / "airflow", _database(servers, "airflow")
    home.mkdir()
    dags = {f"{name}__{JOB}" for name in names}
    families = [os.getpid(), *(it.pid for it in sandbox.status(servers.folder) if it.pid)]
    seconds = options.minutes * 60
    with (
        airflow_rig.airflow(home, database, deployment.env, slots=options.slots) as rig,
        Meter(lambda: families) as meter,
    ):
        for number in range(options.workers):
            rig.worker(f"worker-{number}")
        killed = _kill_one(rig, broken, options.workers, seconds)
        states = rig.wait(dags, seconds)
        went = _how_it_went(rig, names, states)
        practices_took, spent = meter.so_far()
        rig.call("dags", "trigger", ROLLUP)
        rolled = rig.wait({ROLLUP}, seconds)[ROLLUP]
        late = rig.ask("select count(*) from deadline where missed")[0][0]
    figures: dict[str, Any] = {
        "workers": options.workers,
        "slots": options.slots,
        "generated_seconds": generated,
        "seconds": round(practices_took),
        "processor_seconds": round(spent),
        "memory_mb": round(meter.memory_mb),
        "rollup_seconds": round(meter.seconds - practices_took),
        "rollup_processor_seconds": round(meter.processor - spent),
        "rollup": rolled,
        "broken": broken,
        "killed": killed,
        "late": late,
        "practices": {name: _said(configs[name]) | went[name] for name in names},
    }
    good = [name for name in names if went[name]["state"] == "success"]
    if rolled == "success":
        figures |= _compare(deployment, good, folder)
    figures["right"] = (
        good == [name for name in names if name != broken]
        and went[broken]["state"] == "failed"
        and all(went[name]["tries"] > 1 for name in killed)
        and late == 0
        and rolled == "success"
        and figures["raw_is_the_source"]
        and figures["postgres_is_the_sum"]
        and figures["spark_is_the_sum"]
    )
    return figures


def _add(deployment: Deployment, servers: Servers, name: str, config: PracticeConfig) -> None:
    """Make one practice, with a source and a warehouse of its own."""
    with connect_source(servers.source) as client:
        client.cursor().execute(f"create database {name}")
    source = replace(servers.source, database=name)
    fill(source, config, progress=False, workers=1)
    release = ".".join(config.open_dental.split(".")[:2])
    deployment.add(name, release, source, _database(servers, name))
    print(f"{name}: made", flush=True)


def _said(config: PracticeConfig) -> dict[str, Any]:
    """Return what tells a practice from the others."""
    return {
        "release": ".".join(config.open_dental.split(".")[:2]),
        "patients": config.patients,
        "clinics": config.clinics,
        "write_off_policy": config.write_off_policy,
        "pay_plans_version": config.pay_plans_version,
    }


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


def _kill_one(rig: Rig, broken: str, workers: int, seconds: float) -> list[str]:
    """Kill the first worker that is seen with dbt at work; return the practices it had in hand."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        for number in range(workers):
            name = f"worker-{number}"
            building, in_hand = _in_hand(rig.programs[name].pid)
            if building - {broken}:
                rig.kill(name)
                return sorted(in_hand - {broken})
        time.sleep(0.5)
    raise SystemExit(f"no worker was seen at work: {rig.summary()}")


def _in_hand(worker: int) -> tuple[set[str], set[str]]:
    """Return the practices whose dbt runs below a worker, and all whose programs do."""
    building, found = set(), set()
    for process in psutil.Process(worker).children(recursive=True):
        with suppress(psutil.Error):
            if practice := process.environ().get("ENAMEL_PRACTICE"):
                found.add(practice)
                if any(word.endswith("/dbt") for word in process.cmdline()[:2]):
                    building.add(practice)
    return building, found


def _how_it_went(rig: Rig, names: list[str], states: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return each practice's state, tries, seconds of the last try, and when it was done."""
    tries = rig.tries()
    took = dict(
        rig.ask(
            "select dag_id, extract(epoch from end_date - start_date)::float from task_instance"
        )
    )
    done = dict(
        rig.ask("select dag_id, extract(epoch from end_date - queued_at)::float from dag_run")
    )
    return {
        name: {
            "state": states.get(dag, ""),
            "tries": tries.get(dag, 0),
            "seconds": round(took.get(dag) or 0),
            "done_after": round(done.get(dag) or 0),
        }
        for name, dag in ((name, f"{name}__{JOB}") for name in names)
    }


def _compare(deployment: Deployment, good: list[str], folder: Path) -> dict[str, Any]:
    """Hold raw against the sources, and the group's totals on both engines against practices'."""
    same = all(ours == theirs for ours, theirs in map(deployment.patients, good))
    expected = []
    for query in OWN:
        rows = []
        for name in good:
            with connect_warehouse(deployment.there(f"{name.upper()}_WAREHOUSE")) as connection:
                rows += connection.execute(query.encode()).fetchall()
        expected.append([sum(column, Decimal(0)) for column in zip(*rows, strict=True)])
    found: dict[str, Any] = {"raw_is_the_source": same, "entries": int(expected[0][0])}
    found["production"] = str(expected[1][0])
    with connect_warehouse(deployment.there("TOGETHER")) as connection:
        ours = [
            list(
                connection.execute(f"select {what} from group_marts.{mart}".encode()).fetchall()[0]
            )
            for mart, what in GROUPS
        ]
    found["postgres_is_the_sum"] = ours == expected
    with spark_rig.cluster(folder, workers=2) as master:
        started = time.monotonic()
        words = ("group", "build", "--engine", "spark")
        result = deployment.enamel(*words, ENAMEL_SPARK_MASTER=master)
        found["spark_seconds"] = round(time.monotonic() - started)
    if result.returncode:
        print(result.stdout[-5000:], file=sys.stderr)
        return found | {"spark_is_the_sum": False}
    marts = folder / "state" / "spark" / "group_marts.db"
    with duckdb.connect() as client:
        ours = [
            list(client.execute(f"select {what} from '{marts}/{mart}/*.parquet'").fetchall()[0])
            for mart, what in GROUPS
        ]
    found["spark_is_the_sum"] = ours == expected
    return found


def _markdown(it: dict[str, Any]) -> str:
    practices = it["practices"]
    states = [one["state"] for one in practices.values()]
    took = sorted(one["seconds"] for one in practices.values() if one["state"] == "success") or [0]
    done = max((one["done_after"] for one in practices.values()), default=0)
    tries = ", ".join(f"{name} ({practices[name]['tries']} tries)" for name in it["killed"])
    facts = {
        "practices, no two alike": len(practices),
        "workers, one of them killed; practices at a time": f"{it['workers']}; {it['slots']}",
        "in the hands of the killed worker": tries,
        "broken (wrong password)": f"{it['broken']} ({practices[it['broken']]['tries']} tries)",
        "succeeded; failed": f"{states.count('success')}; {states.count('failed')}",
        "past their deadline of an hour": it["late"],
        "all done after seconds": f"{done:,}",
        "seconds of a run: least, median, most": f"{took[0]}, {took[len(took) // 2]}, {took[-1]}",
        "processor seconds of the practices, servers and Airflow included": (
            f"{it['processor_seconds']:,}"
        ),
        "memory at most, MB, shared pages counted per process": f"{it['memory_mb']:,}",
        "the group's DAG, Postgres: state, seconds, processor seconds": (
            f"{it['rollup']}, {it['rollup_seconds']}, {it['rollup_processor_seconds']}"
        ),
        "the group on Spark, seconds": it.get("spark_seconds", "not run"),
        "raw is the source's": it.get("raw_is_the_source", "not compared"),
        "ledger entries of the group; its production": (
            f"{it['entries']:,}; {it['production']}" if "entries" in it else "not compared"
        ),
        "totals are the sum of practices, Postgres": it.get("postgres_is_the_sum", "not compared"),
        "totals are the sum of practices, Spark": it.get("spark_is_the_sum", "not compared"),
    }
    columns = (
        *("release", "patients", "clinics", "write_off_policy", "pay_plans_version"),
        *("state", "tries", "seconds", "done_after"),
    )
    heads = [name.replace("_", " ") for name in ("practice", *columns)]
    return "\n".join(
        [
            "# Many practices",
            "",
            "Written by `uv run python -m benchmarks.practices` (README.md); not edited by hand.",
            f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB, "
            f"{platform.system()} {platform.machine()}; load average {os.getloadavg()[2]:.0f}"
            " over a quarter of an hour. Where others use the machine, compare processor seconds.",
            "",
            "| | |",
            "|---|---|",
            *(f"| {name} | {value} |" for name, value in facts.items()),
            "",
            "A practice's seconds are of its last try; *done after* counts from when its run was"
            " due, the wait for a turn included.",
            "",
            f"| {' | '.join(heads)} |",
            f"|{'---|' * len(heads)}",
            *(
                f"| {' | '.join(str(it) for it in (name, *(one[key] for key in columns)))} |"
                for name, one in practices.items()
            ),
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
