"""Roll up more and more practices on Postgres and on Spark; write RESULTS.md."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import psutil
import psycopg
import spark_rig
from enamel import sandbox
from enamel.project import project_root
from enamel.sandbox import Servers
from enamel.settings import PARTS

from . import many
from .meter import Meter

FOLDER = Path(__file__).parent
RESULTS, FIGURES = FOLDER / "RESULTS.md", FOLDER / "results.json"
SUMS = (
    ("rpt_group_ledger", "sum(entry_count), sum(entry_amount), sum(counted_amount)"),
    ("rpt_group_production_income", "sum(production_amount), sum(insurance_income_amount)"),
    ("rpt_group_ar_aging", "sum(family_count), sum(balance_total_amount)"),
    ("rpt_group_kpi_values", "sum(n_rows), sum(numerator), sum(denominator), sum(value)"),
)


def main() -> int:
    """Run the steps; servers and files are removed at the end."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rollup", description=__doc__)
    parser.add_argument("template", type=Path, help="folder of a practice that has published")
    parser.add_argument("--spark", type=int, default=256, help="practices at most, on Spark")
    parser.add_argument("--postgres", type=int, default=64, help="practices at most, on Postgres")
    parser.add_argument("--minutes", type=float, default=600, help="begin no step after these")
    options = parser.parse_args()
    give_up = time.monotonic() + options.minutes * 60
    root = project_root()
    place = root / ".enamel" / "sandbox" / "rollup"
    spark_rig.install()
    figures: dict[str, Any] = {}
    have = 0
    try:
        servers = sandbox.start(place, project=root)
        with (
            tempfile.TemporaryDirectory(dir=root / ".enamel") as made,
            spark_rig.cluster(Path(made), workers=2, memory="2g") as master,
        ):
            scene = Scene(servers, Path(made), master)
            for count in many.steps(max(options.spark, options.postgres)):
                if time.monotonic() > give_up:
                    break
                size = many.grow(options.template, scene.published, have, count)
                have = count
                many.tenants(scene.tenants, count)
                step: dict[str, Any] = {"parquet_mb": round(size / 1e6), "rows": scene.rows()}
                for engine, most in (("spark", options.spark), ("postgres", options.postgres)):
                    if count <= most and time.monotonic() < give_up:
                        step[engine] = scene.build(engine)
                if "spark" in step and "postgres" in step:
                    step["same"] = scene.sums("spark") == scene.sums("postgres")
                figures[str(count)] = step
                print(count, step, flush=True)
                FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
                RESULTS.write_text(_markdown(figures), encoding="utf-8")
    finally:
        sandbox.stop(place, purge=True)
    return int(not all(it.get("same", True) for it in figures.values()))


class Scene:
    """Where it happens: a group's Postgres, a Spark cluster, and the published files."""

    def __init__(self, servers: Servers, folder: Path, master: str) -> None:
        """Make an empty database for the group."""
        self.servers, self.folder, self.master = servers, folder, master
        self.published, self.tenants = folder / "published", folder / "tenants.yml"
        self.state = folder / "state"
        there = servers.warehouse
        self.address = {
            "host": there.host,
            "port": there.port,
            "user": there.user,
            "password": there.password,
        }
        with psycopg.connect(**self.address, dbname=there.database, autocommit=True) as connection:
            connection.execute("create database together")

    def rows(self) -> int:
        """Return the rows of all published files."""
        total = 0
        for path in self.published.glob("p*/current.json"):
            total += sum(json.loads(path.read_text(encoding="utf-8"))["rows"].values())
        return total

    def build(self, engine: str) -> dict[str, float]:
        """Build the group's marts as a scheduler would; return what it cost."""
        there = self.servers.warehouse
        values = (there.host, str(there.port), there.user, there.password, "together")
        env = os.environ | {
            **{f"TOGETHER_{part}": it for part, it in zip(PARTS, values, strict=True)},
            "ENAMEL_TENANTS": str(self.tenants),
            "ENAMEL_GROUP_MARTS": str(self.published),
            "ENAMEL_GROUP_STATE": str(self.state),
            "ENAMEL_SPARK_MASTER": self.master,
            "ENAMEL_SPARK_EXECUTOR_MEMORY": "1500m",
        }
        log = (self.folder / f"{engine}.log").open("w", encoding="utf-8")
        with Meter(self._families) as meter:
            enamel = Path(sys.executable).with_name("enamel")
            process = subprocess.run(
                [str(enamel), "group", "build", "--engine", engine],
                env=env,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
        log.close()
        if process.returncode:
            raise SystemExit((self.folder / f"{engine}.log").read_text(encoding="utf-8")[-5000:])
        return {
            "seconds": round(meter.seconds, 1),
            "processor": round(meter.processor, 1),
            "memory_mb": round(meter.memory_mb),
        }

    def _families(self) -> Iterable[int]:
        """Return us (the command, Spark) and Postgres."""
        yield os.getpid()
        for server in sandbox.status(self.servers.folder):
            if server.engine == "postgres" and server.pid:
                yield server.pid

    def sums(self, engine: str) -> list[Any]:
        """Return the group's totals as an engine has them."""
        if engine == "postgres":
            with psycopg.connect(**self.address, dbname="together") as connection:
                return [
                    connection.execute(f"select {what} from group_marts.{mart}".encode()).fetchone()
                    for mart, what in SUMS
                ]
        folder = self.state / "spark" / "group_marts.db"
        with duckdb.connect() as client:
            return [
                client.execute(f"select {what} from '{folder}/{mart}/*.parquet'").fetchall()[0]
                for mart, what in SUMS
            ]


def _markdown(figures: dict[str, Any]) -> str:
    lines = [
        "# Roll-up",
        "",
        "Written by `uv run python -m benchmarks.rollup` (see README.md); not edited by hand.",
        f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB, "
        f"{platform.system()} {platform.machine()}; load average {os.getloadavg()[2]:.0f} over the"
        " last quarter of an hour. On a machine that others use, compare processor seconds.",
        "",
        "| practices | rows | MB | Spark, s | CPU s | MB | Postgres, s | CPU s | MB | same |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for count, it in figures.items():
        cells = [f"{int(count):,}", f"{it['rows']:,}", f"{it['parquet_mb']:,}"]
        for engine in ("spark", "postgres"):
            cost = it.get(engine)
            keys = ("seconds", "processor", "memory_mb")
            cells += [f"{cost[key]:,}" for key in keys] if cost else ["", "", ""]
        cells.append({True: "yes", False: "**no**", None: ""}[it.get("same")])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
