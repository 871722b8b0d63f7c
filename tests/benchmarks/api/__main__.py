"""How fast the API answers, beside the same SQL by bare psycopg in the same run."""

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
from enamel.settings import warehouse
from enamel_api import people
from enamel_api.main import create_app
from enamel_api.questions import Question
from enamel_api.routers import (
    acceptance,
    appointments,
    days,
    hygiene,
    kpis,
    patients,
    practice,
    receivables,
    sources,
    worklists,
)
from enamel_api.routers.worklists import Worklist
from enamel_api.settings import Settings

RATE = 50
HERE = Path(__file__).parent
TARGET_MS = 50.0
Asked = dict[str, Any]
PERIOD: Asked = {"from_date": None, "to_date": None, "clinic_id": None, "provider_id": None}
# Address, what it asks, with which values: what the floor runs is what the address runs. Every
# other address of the description is asked, too, without a floor beside it.
ADDRESSES: tuple[tuple[str, Question[Any], Asked], ...] = (
    ("/reports/dashboard/", practice.DASHBOARD, PERIOD),
    ("/reports/revenue/", practice.REVENUE, PERIOD | {"grain": "month", "write_offs": "practice"}),
    ("/reports/providers/", practice.PROVIDERS, PERIOD),
    ("/reports/ar/", receivables.AGING, PERIOD),
    ("/reports/treatment-acceptance/", acceptance.ACCEPTANCE, PERIOD | {"horizon_days": 90}),
    ("/reports/hygiene/", hygiene.HYGIENE, PERIOD),
    ("/reports/referrals/", sources.REFERRALS, PERIOD),
    ("/reports/insurance/", receivables.INSURANCE, PERIOD | {"carrier_id": None}),
    ("/appointments/", appointments.APPOINTMENTS, PERIOD | {"status": None}),
    ("/patients/", patients.PROFILES, dict.fromkeys(patients.Patients().asked())),
    (
        "/kpis/net_production",
        kpis.VALUES,
        PERIOD | {"kpi_id": "net_production", "grain": "month", "by": "none", "variant": None},
    ),
    ("/kpis", kpis.KPIS, kpis.Kpis().asked()),
    ("/huddle/{today}", days.HUDDLE, PERIOD),
    ("/close/{today}", days.CLOSE, PERIOD),
    ("/worklists/overdue_hygiene", worklists.WORKLISTS[Worklist.OVERDUE_HYGIENE], PERIOD),
    ("/worklists/outstanding_claims", worklists.WORKLISTS[Worklist.OUTSTANDING_CLAIMS], PERIOD),
)
# What addresses need to be asked at all.
IN_PATHS = {"kpi_id": "net_production", "day": "{today}", "name": "overdue_hygiene"}
IN_QUERIES = {"kpis": "net_production,ar_total,new_patients,total_collections"}
BODIES: dict[str, Asked] = {
    "/patients/profile": {"patient_id": "{patient}"},
    "/patients/balance": {"patient_id": "{patient}"},
    "/patients/account": {"patient_id": "{patient}"},
    "/patients/journey": {"patient_id": "{patient}"},
    "/patients/contact": {"patient_id": "{patient}", "purpose": "operations"},
    "/patients/names": {"patient_ids": ["{patient}"], "purpose": "operations"},
    "/patients/search": {"last_name": "Ma"},
}
# Files are not pages, signing in is slow by intent, a day that nobody has signed has no changes.
APART = ("/exports/", "/session", "/metrics", "/close/{day}/changes")
# Pages of a morning: how often each address is asked for.
MIX = {
    "/reports/dashboard/": 3,
    "/kpis/net_production": 6,
    "/huddle/{today}": 2,
    "/appointments/": 3,
    "/worklists/overdue_hygiene": 3,
    "/reports/ar/": 1,
    "/reports/providers/": 1,
    "/patients/": 1,
}


def percentile(values: list[float], share: float) -> float:
    """Return the value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def bare(
    connection: "psycopg.Connection[Any]", question: Question[Any], asked: Asked, times: int
) -> list[float]:
    """Return milliseconds of the same SQL by bare psycopg, rows fetched."""
    values = question.values(asked) | {"limit": 101}
    sql = question.page_sql(after=False).encode()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        connection.execute(sql, values).fetchall()
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def described(today: str, patient: int) -> list[tuple[str, httpx.Request]]:
    """Return every address that can be asked without more knowledge, with a request for it.

    Raises:
        SystemExit: An address needs something that this benchmark does not know.
    """
    app = create_app(Settings(host="", port=5432, database="", password=""))
    known = {path for path, _, _ in ADDRESSES}
    base = httpx.Client(base_url="http://127.0.0.1")
    found = []
    for path, methods in sorted(app.openapi()["paths"].items()):
        parameters = methods.get("get", {}).get("parameters", ())
        in_path = re.findall(r"{(\w+)}", path)
        if path.startswith(APART) or not IN_PATHS.keys() >= set(in_path):
            continue
        filled = path.format(**IN_PATHS).format(today=today)
        shown = path.replace("{day}", "{today}").replace("{name}", IN_PATHS["name"])
        shown = shown.replace("{kpi_id}", IN_PATHS["kpi_id"])
        if path in BODIES:
            body = json.loads(json.dumps(BODIES[path]).replace('"{patient}"', str(patient)))
            found.append((f"POST {path}", base.build_request("POST", path, json=body)))
        elif "get" in methods and shown not in known:
            names = {it["name"] for it in parameters}
            asked = {name: value for name, value in IN_QUERIES.items() if name in names}
            found.append((shown, base.build_request("GET", filled, params=asked)))
    base.close()
    return found


async def paced(
    client: httpx.AsyncClient, asked: Sequence[str | httpx.Request], seconds: float
) -> list[float]:
    """Ask these in turn, 50 a second; return milliseconds, waits in a queue included."""
    taken: list[float] = []
    begun = time.perf_counter()

    async def send(number: int) -> None:
        due = begun + number / RATE
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        one = asked[number % len(asked)]
        if isinstance(one, str):
            answer = await client.get(one)
        else:
            answer = await client.request(
                one.method,
                one.url.raw_path.decode(),
                content=one.content,
                headers={"content-type": one.headers.get("content-type", "application/json")},
            )
        answer.raise_for_status()
        taken.append(1000 * (time.perf_counter() - due))

    await asyncio.gather(*(send(number) for number in range(int(RATE * seconds))))
    return taken


async def sustained(client: httpx.AsyncClient, paths: list[str], seconds: float) -> float:
    """Return answers a second of eight clients that never pause."""
    count = 0
    until = time.perf_counter() + seconds

    async def ask_on(start: int) -> None:
        nonlocal count
        number = start
        while time.perf_counter() < until:
            (await client.get(paths[number % len(paths)])).raise_for_status()
            count, number = count + 1, number + 1

    await asyncio.gather(*(ask_on(start) for start in range(8)))
    return count / seconds


def start_server(port: int) -> "subprocess.Popen[bytes]":
    """Serve the API as a user does, and wait until it is ready."""
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name("enamel")), "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    limit = time.monotonic() + 120
    while True:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/ready").status_code == 200:
                return server
        except httpx.TransportError:
            pass
        if time.monotonic() > limit or server.poll() is not None:
            server.kill()
            sys.exit("The API does not start: run `uv run enamel serve` to see why.")
        time.sleep(0.1)


async def measure(port: int, seconds: float) -> str:
    """Measure everything and return the report."""
    key = people.create_key("owner", None, "benchmark", 1, [], 10_000_000, 100_000_000)
    lines = []
    refused: list[str] = []
    server = start_server(port)
    try:
        with people.owner() as connection:
            settings = connection.execute(
                "select current_setting('server_version') as version,"
                " pg_size_pretty(pg_database_size(current_database())) as size,"
                " (select count(*) from marts.dim_patients) as patients,"
                " (select calendar_date from marts.dim_dates where is_today) as today,"
                # Somebody of whom there is much to say.
                " (select patient_id from marts.rpt_patient_profiles order by visit_count desc"
                " limit 1) as patient"
            ).fetchone()
        assert settings is not None
        there = warehouse()
        floor = psycopg.connect(
            host=there.host,
            port=there.port,
            user=there.user,
            password=there.password,
            dbname=there.database,
            autocommit=True,
        )
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}",
            headers={"X-API-Key": key},
            timeout=60,
            limits=limits,
        ) as client:
            day = str(settings["today"])
            for path, question, asked in ADDRESSES:
                address = path.format(today=day)
                await paced(client, [address], 1)
                api = await paced(client, [address], seconds)
                alone = bare(floor, question, asked | {"day": day}, 50)
                lines.append((path, api, alone))
            for name, request in described(day, settings["patient"]):
                try:
                    await paced(client, [request], 0.2)
                    lines.append((name, await paced(client, [request], seconds), []))
                except httpx.HTTPStatusError as error:
                    refused.append(f"`{name}` ({error.response.status_code})")
            mix = [path.format(today=day) for path, times in MIX.items() for _ in range(times)]
            mixed = await paced(client, mix, 2 * seconds)
            rate = await sustained(client, mix, 2 * seconds)
            memory = psutil.Process(server.pid).memory_info().rss / 1e6
        floor.close()
    finally:
        server.terminate()
        server.wait(20)
        people.revoke_key(key.split("_")[1])
    return report(lines, refused, mixed, rate, memory, settings)


def bare_figures(alone: list[float]) -> str:
    """Return median and p95 of the floor, where there is one."""
    return f"{statistics.median(alone):.1f} | {percentile(alone, 0.95):.1f}" if alone else " | "


def report(
    lines: list[tuple[str, list[float], list[float]]],
    refused: list[str],
    mixed: list[float],
    rate: float,
    memory: float,
    there: dict[str, Any],
) -> str:
    """Return the results as a page."""
    rows = [
        f"| `{path}` | {statistics.median(api):.1f} | {percentile(api, 0.95):.1f} |"
        f" {max(api):.0f} | {bare_figures(alone)} |"
        f" {'yes' if percentile(api, 0.95) < TARGET_MS else 'no'} |"
        for path, api, alone in lines
    ]
    load = os.getloadavg()[0]
    server = there["version"].split()[0]
    slow = [path for path, api, _ in lines if percentile(api, 0.95) >= TARGET_MS]
    missing = f"\nNot built on this warehouse: {', '.join(refused)}.\n" if refused else ""
    return f"""# Results

{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores shared by client, API (one process)
and Postgres {server}; {there["patients"]:,} patients, warehouse {there["size"]}; load of
the machine at the end {load:.1f}. Milliseconds, from when the request was due until its last byte.
`bare` is the same SQL by psycopg on one connection, one at a time, without rights, audit, JSON or
HTTP.

| address, {RATE} a second | median | p95 | worst | bare | bare p95 | p95 under {TARGET_MS:.0f} |
|---|---:|---:|---:|---:|---:|---|
{chr(10).join(rows)}

{len(lines)} addresses, {len(slow)} of them not under {TARGET_MS:.0f}.
{missing}
The pages of a dashboard, mixed, {RATE} a second: median {statistics.median(mixed):.1f},
p95 {percentile(mixed, 0.95):.1f}, worst {max(mixed):.0f}. Asked without a pause by eight clients:
{rate:.0f} answers a second. Memory of the API: {memory:.0f} MB.
"""


def main() -> None:
    """Measure, and write RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8199)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--output", type=Path, default=HERE / "RESULTS.md")
    options = parser.parse_args()
    page = asyncio.run(measure(options.port, options.seconds))
    options.output.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
