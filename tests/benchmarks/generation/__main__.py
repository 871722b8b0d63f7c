"""Make practices of several sizes; measure seconds and memory; write RESULTS.md."""

import argparse
import json
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from enamel import sandbox
from enamel.project import project_root
from enamel_practice.connection import connect

from ..throughput.measure import machine, measured

NAME = "generation"
FOLDER = Path(__file__).parent
RESULTS, FIGURES = FOLDER / "RESULTS.md", FOLDER / "results.json"
REFERENCE = "reference"
REFERENCE_SECONDS = 600
LIMIT_MB, LIMIT_PER_WORKER_MB = 350, 200
SIZES = """
select round(sum(data_length + index_length) / 1e6), count(*)
from information_schema.tables
where table_schema = database()
"""


def main() -> int:
    """Run the sizes asked for; needs no server and leaves none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generation", description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["1000", "5000", "10000"])
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--dry", action="store_true", help="write no results")
    options = parser.parse_args()
    folder = project_root() / ".enamel" / "sandbox" / NAME
    known = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    try:
        servers = sandbox.start(folder, project=project_root())
        for size in options.sizes:
            known[f"{size}/{options.workers}"] = figures = _make(servers, size, options.workers)
            print(size, figures, flush=True)
            if not options.dry:
                FIGURES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
                RESULTS.write_text(_markdown(known), encoding="utf-8")
    finally:
        sandbox.stop(folder, purge=True)
    return int(any(_failed(it) for it in known.values()))


def _make(servers: sandbox.Servers, size: str, workers: int) -> dict[str, Any]:
    """Make one practice and return what was seen."""
    asked = ["--scale", size] if size.isalpha() else ["--patients", size]
    source = servers.source
    env = os.environ | {
        "ENAMEL_SOURCE_HOST": source.host,
        "ENAMEL_SOURCE_PORT": str(source.port),
        "ENAMEL_SOURCE_USER": source.user,
        "ENAMEL_SOURCE_PASSWORD": source.password,
        "ENAMEL_SOURCE_DATABASE": source.database,
        "ENAMEL_SIDECAR": str(servers.folder / "sidecar"),
    }
    command = [str(Path(sys.executable).with_name("enamel")), "practice", "generate", *asked]
    with measured(servers) as meter:
        process = psutil.Popen([*command, "--workers", str(workers)], env=env, cwd=project_root())
        peak = [0]
        watcher = threading.Thread(target=_watch, args=(process, peak))
        watcher.start()
        code = process.wait()
        watcher.join()
    if code:
        sys.exit(f"generate {' '.join(asked)} ended with exit code {code}")
    with connect(source) as connection, connection.cursor() as cursor:
        cursor.execute(SIZES)
        megabytes, tables = cursor.fetchall()[0]
        cursor.execute("show full tables where Table_type = 'BASE TABLE'")
        rows = {name: _rows(cursor, name) for name, _ in cursor.fetchall()}
    return {
        "size": size,
        "workers": workers,
        "machine": machine(),
        "patients": rows["patient"],
        "rows": sum(rows.values()),
        "tables": int(tables),
        "megabytes": int(megabytes),
        "seconds": round(meter.seconds, 1),
        "cpu": {name: round(spent, 1) for name, spent in meter.cpu.items()},
        "memory": round(peak[0] / 1e6),
        "limit": LIMIT_MB + LIMIT_PER_WORKER_MB * workers,
        "load": round(meter.load, 1),
        "largest": dict(sorted(rows.items(), key=lambda it: -it[1])[:14]),
    }


def _rows(cursor: Any, table: str) -> int:
    cursor.execute(f"select count(*) from `{table}`")
    return int(cursor.fetchall()[0][0])


def _watch(process: psutil.Popen, peak: list[int]) -> None:
    while process.poll() is None:
        used = 0
        with suppress(psutil.Error):
            for it in (process, *process.children(recursive=True)):
                with suppress(psutil.Error):
                    used += it.memory_info().rss
        peak[0] = max(peak[0], used)
        time.sleep(0.2)


def _failed(it: dict[str, Any]) -> bool:
    slow = it["size"] == REFERENCE and it["seconds"] > REFERENCE_SECONDS
    return bool(slow or it["memory"] > it["limit"])


def _markdown(known: dict[str, Any]) -> str:
    lines = [
        "# Generation",
        "",
        "Written by `uv run python -m benchmarks.generation` (see README.md); not edited by hand.",
        "",
        "| size | workers | patients | rows | on disk, MB | seconds | rows/s | generator, CPU s "
        "| MariaDB, CPU s | memory, MB | of the limit | load | machine |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    made = sorted(known.values(), key=lambda it: (it["rows"], it["workers"]))
    for it in made:
        cells = (
            it["size"], it["workers"], f"{it['patients']:,}", f"{it['rows']:,}",
            f"{it['megabytes']:,}", it["seconds"], f"{it['rows'] / it['seconds']:,.0f}",
            it["cpu"]["programs"], it["cpu"].get("mariadb", ""), it["memory"],
            f"{it['memory'] / it['limit']:.2f}", it["load"], it["machine"],
        )  # fmt: skip
        lines.append(f"| {' | '.join(map(str, cells))} |")
    for it in made:
        if it["size"] == REFERENCE:
            lines += ["", f"The largest tables of the reference size, {it['rows']:,} rows in all:"]
            lines += ["", "| table | rows | share |", "|---|---|---|"]
            lines += [
                f"| {name} | {rows:,} | {rows / it['rows']:.1%} |"
                for name, rows in it["largest"].items()
            ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
