"""Make the torture source, run every tool on it, and write RESULTS.md.

With names of tools, of cases' tables, or of both only those run; the rest is taken from RESULTS.md.
"""

import shutil
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psycopg
from enamel import sandbox
from enamel.project import project_root
from enamel.reconciliation.run import connect_source
from enamel.settings import Connection

from ..tools import NotInstalledError, Place, Tool
from .cases import CASES, Case
from .judge import EXACT, STOPPED, WARNED, verdict
from .report import NOT_RUN, markdown, read
from .tools import TOOLS

DATABASE = "exactness"
PACKET = 256 * 1024**2
SECONDS = 120
RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Run everything; needs no server and leaves none."""
    root = project_root()
    folder = root / ".enamel" / "sandbox" / DATABASE
    programs = root / ".enamel" / "benchmarks"
    started = time.monotonic()
    try:
        servers = sandbox.start(folder, project=root)
        source = replace(servers.source, database=DATABASE)
        make(servers.source)
        asked = set(sys.argv[1:])
        tools = [tool for tool in TOOLS if tool.name in asked] or TOOLS
        cases = [case for case in CASES if case.table in asked] or CASES
        with ThreadPoolExecutor(len(tools)) as pool:
            done = pool.map(
                lambda tool: column(tool, cases, source, servers.warehouse, programs), tools
            )
            fresh = dict(zip([tool.name for tool in tools], done, strict=True))
    finally:
        sandbox.stop(folder, purge=True)
    took = time.monotonic() - started
    titles = [case.title for case in CASES]
    found = read(RESULTS.read_text(encoding="utf-8")) if asked and RESULTS.exists() else {}
    for name, verdicts in fresh.items():
        ran = zip([case.title for case in cases], verdicts, strict=True)
        found[name] = {**found.get(name, {}), **dict(ran)}
    columns = [[found.get(tool.name, {}).get(title, NOT_RUN) for title in titles] for tool in TOOLS]
    text = markdown(TOOLS, titles, columns, took)
    RESULTS.write_text(text, encoding="utf-8")
    print(f"{RESULTS}, {took:.0f} s")


def make(server: Connection) -> None:
    """Make the database of cases, with a packet size that lets the longest text through."""
    with connect_source(server) as connection, connection.cursor() as cursor:
        cursor.execute(f"set global max_allowed_packet = {PACKET}")
        cursor.execute(f"create database {DATABASE} charset utf8mb4")
    with connect_source(replace(server, database=DATABASE)) as connection:
        with connection.cursor() as cursor:
            for case in CASES:
                for statement in case.sql:
                    cursor.execute(statement)
        connection.commit()


def column(
    tool: Tool, cases: Sequence[Case], source: Connection, server: Connection, programs: Path
) -> list[str]:
    """Return a tool's verdicts: all tables at once, then again alone those that are not right."""
    try:
        tool.install(programs)
    except NotInstalledError as error:
        return [f"not installed: {error}"] * len(cases)
    work = programs / f"work-{tool.name.replace(' ', '-')}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        place = Place(source, server, work, programs, seconds=SECONDS)
        together = tried(tool, place, cases)
        return [
            found if found in (EXACT, STOPPED, WARNED) else tried(tool, place, [case])[0]
            for case, found in zip(cases, together, strict=True)
        ]
    finally:
        shutil.rmtree(work)


def tried(tool: Tool, place: Place, cases: Sequence[Case]) -> list[str]:
    """Return the verdicts of one run into an empty database."""
    name = f"{tool.name.replace(' ', '_')}_{len(cases)}_{cases[0].table}"
    with connected(place.warehouse) as connection:
        # Never dropped: a session that hangs in COPY, as one tool's does, would make that wait.
        connection.execute(f"create database {name} encoding 'UTF8' template template0".encode())
    place = replace(place, warehouse=replace(place.warehouse, database=name))
    code, said = tool.run(place, [case.table for case in cases])
    (place.folder / f"{len(cases)}-{cases[0].table}.log").write_text(said, encoding="utf-8")
    with connected(place.warehouse) as connection:
        return [verdict(connection, case, code, said) for case in cases]


def connected(warehouse: Connection) -> psycopg.Connection[tuple[object, ...]]:
    """Open a database, in UTC."""
    return psycopg.connect(
        host=warehouse.host,
        port=warehouse.port,
        user=warehouse.user,
        password=warehouse.password,
        dbname=warehouse.database,
        autocommit=True,
        options="-c timezone=UTC -c intervalstyle=postgres",
    )


if __name__ == "__main__":
    main()
