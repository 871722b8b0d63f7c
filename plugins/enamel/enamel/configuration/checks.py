"""Is every file that people write understood, and do the files agree? Nothing is connected."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enamel.errors import EnamelError

OK, FAILURE = "ok", "failure"
MELTANO = Path("meltano.yml")
_CRON_FIELDS = 5
_NAMED_INTERVALS = ("@hourly", "@daily", "@weekly", "@monthly", "@yearly", "@once", "@manual")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at one file found."""

    file: str
    status: str
    found: str
    next_action: str = ""


def validate(root: Path, *, connect: bool) -> list[Finding]:
    """Return one finding per file, and one per server if they are asked.

    Args:
        root: The project.
        connect: Whether both servers are asked to let us in.
    """
    from enamel import settings
    from enamel.access import policy as roles
    from enamel.configuration import names
    from enamel.discovery import catalog, policy
    from enamel.discovery.knowledge import load_knowledge
    from enamel.runs import slas
    from enamel.tenants import file as tenants

    def check_policy() -> str:
        decided = policy.load_policy(root)
        known = load_knowledge(root)
        streams = catalog.read(root / catalog.FILE)
        policy.check_names(decided, catalog.columns(streams, known), known.secrets())
        return f"Open Dental {decided.release}, a {decided.source_role} source"

    def check_catalog() -> str:
        streams = catalog.read(root / catalog.FILE)
        selected = sum(map(catalog.is_selected, streams.values()))
        if not selected:
            raise EnamelError("It selects no table.", "Run `uv run enamel discover`.")
        return f"{selected} of {len(streams)} tables replicated"

    def check_roles() -> str:
        return f"{len(roles.read(root / 'load' / 'roles.yml').roles)} roles"

    def check_slas() -> str:
        return f"promises for {len(slas.load_slas(root))} phases"

    def check_tenants() -> str:
        return f"{len(tenants.load_tenants(root).practices)} practices"

    def where(ask: Callable[[], settings.Connection]) -> Callable[[], str]:
        def check() -> str:
            there = ask()
            return f"{there.host}:{there.port}/{there.database}"

        return check

    def check_names() -> str:
        set_somewhere = {*settings.read_env_file(root / ".env"), *os.environ}
        return names.check(root, set_somewhere, tenants.load_tenants(root))

    checks: dict[str, Callable[[], str]] = {
        ".env, names": check_names,
        ".env, source": where(settings.source),
        ".env, warehouse": where(settings.warehouse),
        str(MELTANO): lambda: _meltano(root),
        str(policy.FILE): check_policy,
        str(catalog.FILE): check_catalog,
        "load/roles.yml": check_roles,
        str(slas.FILE): check_slas,
        str(tenants.FILE): check_tenants,
    }
    if connect:
        checks |= {"source": _source, "warehouse": _warehouse}
    return [_finding(name, check) for name, check in checks.items()]


def _finding(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, OK, check())
    except EnamelError as error:
        return Finding(name, FAILURE, error.reason, error.instruction)


def _meltano(root: Path) -> str:
    """Hold jobs to the plugins they call, and schedules to the jobs."""
    files = list(included(root))
    plugins: dict[str, Mapping[str, Any]] = {}
    jobs: dict[str, list[str]] = {}
    schedules: list[Mapping[str, Any]] = []
    for _, data in files:
        for kind in (data.get("plugins") or {}).values():
            plugins |= {it["name"]: it for it in kind}
        jobs |= {it["name"]: it["tasks"] for it in data.get("jobs") or ()}
        schedules += data.get("schedules") or []
    for job, tasks in jobs.items():
        for block in " ".join(tasks).split():
            name, _, command = block.partition(":")
            if name not in plugins or (command and command not in plugins[name]["commands"]):
                raise EnamelError(
                    f"Job {job} calls {block}, which there is not.",
                    "Correct the job in orchestrate/orchestrators.meltano.yml.",
                )
    for schedule in schedules:
        if schedule["job"] not in jobs:
            raise EnamelError(
                f"Schedule {schedule['name']} starts job {schedule['job']}, which there is not.",
                "Correct the schedule in orchestrate/orchestrators.meltano.yml.",
            )
        interval = str(schedule["interval"])
        if interval not in _NAMED_INTERVALS and len(interval.split()) != _CRON_FIELDS:
            raise EnamelError(
                f"Schedule {schedule['name']} has the interval {interval!r}.",
                "Write five fields of cron, as `30 5 * * *`.",
            )
    return f"{len(plugins)} plugins, {len(jobs)} jobs, {len(schedules)} schedules"


def included(root: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield meltano.yml and the files that it includes.

    Raises:
        EnamelError: One of them is missing, or no YAML.
    """
    from enamel.discovery.reading import load_yaml

    first = load_yaml(root / MELTANO, str(MELTANO))
    if not isinstance(first, dict):
        raise EnamelError(f"{MELTANO} is empty.", f"Restore it: `git checkout -- {MELTANO}`.")
    yield MELTANO, first
    for pattern in first.get("include_paths") or ():
        for path in sorted(root.glob(pattern)):
            data = load_yaml(path, str(path.relative_to(root)))
            if isinstance(data, dict):
                yield path.relative_to(root), data


def _source() -> str:
    from enamel import settings
    from enamel.discovery.source import connect

    there = settings.source()
    with connect(there) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT VERSION(), COUNT(*) FROM information_schema.tables"
            " WHERE table_schema = DATABASE()"
        )
        version, tables = cursor.fetchall()[0]
    return f"MariaDB or MySQL {version}, {tables} tables that {there.user} may see"


def _warehouse() -> str:
    from enamel import settings
    from enamel.reconciliation.run import connect_warehouse

    there = settings.warehouse()
    with connect_warehouse(there) as connection:
        row = connection.execute(
            "select current_setting('server_version'),"
            " has_database_privilege(current_database(), 'CREATE')"
        ).fetchone()
    if not row or not row[1]:
        raise EnamelError(
            f"{there.user} may make no schema in {there.database}.",
            f"Let it own the database: ALTER DATABASE {there.database} OWNER TO {there.user}.",
        )
    return f"Postgres {row[0]}"
