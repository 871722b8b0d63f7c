"""What a practice's programs are told: its own credentials, state and folders, nobody else's."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from enamel.errors import EnamelError
from enamel.settings import PARTS, TLS, Connection, read_env_file
from enamel.tenants.file import FILE, Practice, Tenants

SECRETS = "ENAMEL_SECRETS"
STATE_SCHEMA = "meltano"
"""Schema of a practice's own warehouse where Meltano keeps its bookmarks: any machine finds them,
and a backup of the warehouse has the bookmarks that belong to it."""
OF_DOT_ENV = ("ENAMEL_SOURCE", "ENAMEL_WAREHOUSE")
_NOT_PASSED_ON = ("DBT_", "AIRFLOW__")
"""What is the caller's own: its dbt settings, the scheduler's database."""
_DRIVERS = {"SOURCE": "mysql+pymysql", "WAREHOUSE": "postgresql+psycopg"}


@dataclass(frozen=True, slots=True)
class Home:
    """A practice, its two databases, and the folder of its files on this machine."""

    practice: Practice
    source: Connection
    warehouse: Connection
    folder: Path

    @property
    def catalog(self) -> Path:
        """What discovery has found in this practice's source."""
        return self.folder / "catalog.json"


def home(root: Path, tenants: Tenants, practice: Practice, environ: Mapping[str, str]) -> Home:
    """Return where a practice lives, by the references of the file.

    Raises:
        EnamelError: A value is missing, or stands where every practice's programs read it.
    """
    mine = {"SOURCE": practice.source, "WAREHOUSE": practice.warehouse}
    found = {
        kind: connection(_values(root, tenants, practice.id, environ), _DRIVERS[kind], prefix)
        for kind, prefix in mine.items()
    }
    return Home(
        practice,
        found["SOURCE"],
        found["WAREHOUSE"],
        root / ".enamel" / "tenants" / practice.id,
    )


def group_warehouse(root: Path, tenants: Tenants, environ: Mapping[str, str]) -> Connection:
    """Return the database in which the practices come together.

    Raises:
        EnamelError: The file has no group, or a value is missing.
    """
    if tenants.group is None:
        raise EnamelError(f"{FILE} has no group.", "Say there where the practices come together.")
    values = _values(root, tenants, "group", environ)
    return connection(values, _DRIVERS["WAREHOUSE"], tenants.group.warehouse)


def connection(values: Mapping[str, str], driver: str, prefix: str) -> Connection:
    """Return the connection that five variables describe.

    Raises:
        EnamelError: One is missing or no port.
    """
    names = {part: f"{prefix}_{part}" for part in PARTS}
    missing = [name for name in names.values() if not values.get(name)]
    if missing:
        raise EnamelError(
            f"Variables are missing: {', '.join(missing)}.",
            f"Set them, or write them into <id>.env in the folder that {SECRETS} names.",
        )
    port = values[names["PORT"]]
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise EnamelError(f"{names['PORT']} is not a port number.", "Correct its value.")
    host, user, password, database = (
        values[names[part]] for part in ("HOST", "USER", "PASSWORD", "DATABASE")
    )
    mode, authority = (values.get(f"{prefix}_{part}") or "" for part in TLS)
    return Connection(driver, host, int(port), user, password, database, mode, authority)


def environment(
    root: Path, tenants: Tenants, place: Home, environ: Mapping[str, str]
) -> dict[str, str]:
    """Return the environment of a practice's programs.

    Credentials come under the names that every command knows (`ENAMEL_SOURCE_*`,
    `ENAMEL_WAREHOUSE_*`); what belongs to other practices, and the folder of secrets, is gone.
    """
    practice, folder = place.practice, place.folder
    foreign = tuple(f"{it}_{part}" for it in tenants.references() for part in (*PARTS, *TLS))
    env = {
        name: value
        for name, value in environ.items()
        if name not in foreign and name != SECRETS and not name.startswith(_NOT_PASSED_ON)
    }
    for prefix, there in (("ENAMEL_SOURCE", place.source), ("ENAMEL_WAREHOUSE", place.warehouse)):
        values = (there.host, str(there.port), there.user, there.password, there.database)
        known = (*values, there.ssl_mode, there.ssl_ca)
        env |= {f"{prefix}_{part}": it for part, it in zip((*PARTS, *TLS), known, strict=True)}
    spool = {
        "encoding": {"format": "pgcopy-csv", "compression": "none"},
        "storage": {"root": (folder / "spool").as_uri()},
    }
    runs = str(folder / "runs")
    return env | {
        "MELTANO_PROJECT_ROOT": str(root),
        "MELTANO_SYS_DIR_ROOT": str(folder / "meltano"),
        "MELTANO_DATABASE_URI": _state_uri(place.warehouse),
        "TAP_MYSQL__CATALOG": str(place.catalog),
        "TAP_MYSQL_BATCH_CONFIG": json.dumps(spool),
        "TAP_MYSQL_RUNS_FOLDER": runs,
        "TARGET_POSTGRES_RUNS_FOLDER": runs,
        "ENAMEL_RUNS_FOLDER": runs,
        # Meltano reads the first and tells dbt the second.
        "DBT_POSTGRES_TARGET_PATH": str(folder / "target"),
        "DBT_ENGINE_TARGET_PATH": str(folder / "target"),
        "DBT_ENGINE_LOG_PATH": str(folder / "logs"),
        "ENAMEL_PRACTICE": practice.id,
        "ENAMEL_PRACTICE_NAME": practice.name,
        "ENAMEL_TIME_ZONE": practice.time_zone,
        "ENAMEL_PRACTICE_CLINICS": json.dumps({str(k): v for k, v in practice.clinics.items()}),
    }


def _values(
    root: Path, tenants: Tenants, name: str, environ: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the variables in which one practice's references are looked up."""
    shared = read_env_file(root / ".env")
    exposed = sorted(
        f"{prefix}_{part}"
        for prefix in tenants.references().difference(OF_DOT_ENV)
        for part in PARTS
        if f"{prefix}_{part}" in shared
    )
    if exposed:
        raise EnamelError(
            f".env holds {', '.join(exposed)}, and every practice's programs read .env.",
            f"Move them to the environment or to {name}.env in the folder that {SECRETS} names.",
        )
    own: Mapping[str, str] = {}
    if secrets := environ.get(SECRETS):
        own = read_env_file(Path(secrets) / f"{name}.env")
    return {**shared, **own, **environ}


def _state_uri(there: Connection) -> str:
    options = quote(f"-csearch_path={STATE_SCHEMA}", safe="")
    user, password = quote(there.user, safe=""), quote(there.password, safe="")
    tls = "".join(f"&{name}={quote(it, safe='')}" for name, it in there.tls_of_libpq.items())
    return (
        f"postgresql+psycopg://{user}:{password}@{there.host}:{there.port}/"
        f"{quote(there.database, safe='')}?options={options}{tls}"
    )


def this_environment() -> dict[str, str]:
    """Return our own environment, as the start of a practice's."""
    return dict(os.environ)
