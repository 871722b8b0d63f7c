"""A deployment of several practices: its tenants file, and the variables that the file names."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from enamel.reconciliation.run import connect_source, connect_warehouse
from enamel.settings import PARTS, Connection
from harness import ROOT


class Deployment:
    """A tenants file, and the variables it refers to."""

    def __init__(self, folder: Path, job: str = "replicate") -> None:
        self.file = folder / "tenants.yml"
        self.job = job
        self.practices: dict[str, dict[str, object]] = {}
        self.group: dict[str, object] | None = None
        self.values: dict[str, str] = {"ENAMEL_GROUP_MARTS": str(folder / "published")}

    def add(self, name: str, release: str, source: Connection, warehouse: Connection) -> None:
        """Add a practice that lives in two databases."""
        self.tell(f"{name.upper()}_SOURCE", source)
        self.tell(f"{name.upper()}_WAREHOUSE", warehouse)
        self.practices[name] = {
            "name": name.title(),
            "source": f"{name.upper()}_SOURCE",
            "warehouse": f"{name.upper()}_WAREHOUSE",
            "open_dental": release,
            "time_zone": "America/Denver",
            "schedules": {self.job: "0 5 * * *"},
            "deadline": "1h",
        }
        self.write()

    def gather(self, warehouse: Connection) -> None:
        """Give the practices a group."""
        self.tell("TOGETHER", warehouse)
        self.group = {
            "warehouse": "TOGETHER",
            "schedule": "0 8 * * *",
            "time_zone": "UTC",
            "deadline": "1h",
            "stale_after": "26h",
        }
        self.write()

    def tell(self, prefix: str, there: Connection) -> None:
        """Set the variables of a reference."""
        values = (there.host, str(there.port), there.user, there.password, there.database)
        self.values |= {f"{prefix}_{it}": v for it, v in zip(PARTS, values, strict=True)}

    def write(self) -> None:
        """Write the file."""
        data = {"practices": self.practices} | ({"group": self.group} if self.group else {})
        self.file.write_text(yaml.safe_dump(data), encoding="utf-8")

    @property
    def env(self) -> dict[str, str]:
        """What a scheduler of this deployment has in its environment."""
        return self.values | {
            "ENAMEL_TENANTS": str(self.file),
            "TAP_MYSQL_RETRY_SECONDS": "0",
            "TARGET_POSTGRES_RETRY_SECONDS": "0",
            "NO_COLOR": "1",
        }

    def enamel(self, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
        """Call `enamel` as a scheduler would."""
        env = {name: it for name, it in os.environ.items() if not name.startswith("DBT_")}
        return subprocess.run(
            [str(Path(sys.executable).with_name("enamel")), *words],
            cwd=ROOT,
            env=env | self.env | changed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def there(self, prefix: str) -> Connection:
        """Return what a reference leads to."""
        host, port, user, password, database = (self.values[f"{prefix}_{it}"] for it in PARTS)
        return Connection("", host, int(port), user, password, database)

    def patients(self, name: str) -> tuple[list[str], list[str]]:
        """Return what identifies a practice's patients, in its source and in its raw."""
        source = self.there(f"{name.upper()}_SOURCE")
        with connect_source(source) as client, client.cursor() as cursor:
            cursor.execute("select count(*), sum(PatNum), min(DateTStamp) from patient")
            theirs: Any = cursor.fetchone()
        with connect_warehouse(self.there(f"{name.upper()}_WAREHOUSE")) as connection:
            ours: Any = connection.execute(
                b'select count(*), sum("PatNum"), min("DateTStamp") from raw.patient'
            ).fetchone()
        return [str(it)[:19] for it in theirs], [str(it)[:19] for it in ours]


def accounts(name: str, source: Connection, warehouse: Connection) -> tuple[Connection, Connection]:
    """Make accounts that reach a practice's own databases alone, and return the way there."""
    password = f"only-{name}"
    with connect_source(source) as client, client.cursor() as cursor:
        cursor.execute(f"create or replace user {name}@'%' identified by '{password}'")
        cursor.execute(f"grant select on {source.database}.* to {name}@'%'")
    with connect_warehouse(warehouse) as connection:
        connection.execute(f"create role {name} login password '{password}'".encode())
        connection.execute(f"alter database {warehouse.database} owner to {name}".encode())
        connection.execute(f"revoke connect on database {warehouse.database} from public".encode())
    return (
        replace(source, user=name, password=password),
        replace(warehouse, user=name, password=password),
    )
