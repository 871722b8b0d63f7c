"""One run of one practice: alone in its warehouse, with a catalog of its own source."""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enamel.errors import EnamelError
from enamel.reconciliation.run import connect_source, connect_warehouse
from enamel.scheduling.jobs import alone, turn_of
from enamel.tenants.isolation import STATE_SCHEMA, Home
from enamel.tenants.jobs import Job

if TYPE_CHECKING:
    import psycopg

_OWNER = "State of Meltano, in the warehouse of the practice "


def run_job(place: Home, job: Job, env: Mapping[str, str], say: Callable[[str], None]) -> int:
    """Discover the source if the job reads it, then call `meltano run`; return its exit code.

    Raises:
        EnamelError: A database does not answer, or the warehouse is another practice's.
        BusyError: Another job of this practice runs, here or on another machine.
    """
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with connect_warehouse(place.warehouse, f"{place.practice.warehouse}_*") as connection:
        connection.autocommit = True
        _take_possession(connection, place)
        with alone(connection, job.name, turn_of(job.name, job.tasks), timedelta()):
            if job.reads:
                _look_at_release(place, say)
                code = call(place, ["enamel", "discover", "--catalog", str(place.catalog)], env)
                if code:
                    return code
            # The turn is ours. Meltano would wait five minutes for a run whose machine has died.
            return call(place, ["meltano", "run", "--force", job.name], env)


def call(place: Home, command: Sequence[str], env: Mapping[str, str]) -> int:
    """Run a program of the project's environment for a practice; return its exit code."""
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(sys.executable).with_name(command[0])
    program = str(beside) if beside.exists() else command[0]
    try:
        return subprocess.run(
            [program, *command[1:]],
            cwd=env["MELTANO_PROJECT_ROOT"],
            env=dict(env),
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
    except FileNotFoundError as error:
        raise EnamelError(
            f"There is no program {command[0]} here.",
            "Name one of the project, as in `enamel tenants call ID -- enamel status`.",
        ) from error


def _take_possession(connection: "psycopg.Connection[Any]", place: Home) -> None:
    """Write into an empty warehouse whose it is; refuse one that is another's."""
    mine = _OWNER + place.practice.id
    written = _one(
        connection, "select obj_description(to_regnamespace(%s), 'pg_namespace')", STATE_SCHEMA
    )
    if written is None:
        connection.execute(f"create schema if not exists {STATE_SCHEMA}".encode())
        connection.execute(f"comment on schema {STATE_SCHEMA} is '{mine}'".encode())
    elif written != mine:
        raise EnamelError(
            f"{place.practice.warehouse}_* lead to the warehouse of "
            f"{str(written).removeprefix(_OWNER)}, not of {place.practice.id}.",
            "Correct the values of these variables. A practice that was renamed: "
            f"`comment on schema {STATE_SCHEMA} is '{mine}'`.",
        )


def _look_at_release(place: Home, say: Callable[[str], None]) -> None:
    """Say when Open Dental was upgraded since the file was written."""
    variables = f"{place.practice.source}_*"
    with connect_source(place.source, variables) as connection, connection.cursor() as cursor:
        cursor.execute("select ValueString from preference where PrefName = 'ProgramVersion'")
        row = cursor.fetchone()
    version = str(row[0]) if row else ""
    if not version.startswith(f"{place.practice.open_dental}."):
        say(
            f"notice: {place.practice.id} runs Open Dental {version or 'of an unknown release'}; "
            f"orchestrate/tenants.yml says {place.practice.open_dental}."
        )


def _one(connection: "psycopg.Connection[Any]", query: str, *parameters: object) -> Any:
    row = connection.execute(query.encode(), parameters).fetchone()
    return row[0] if row else None
