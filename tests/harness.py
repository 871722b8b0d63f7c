"""A source, a warehouse, and the project's own commands pointed at them."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import parsed
import pytest
from enamel.reconciliation.run import connect_source, connect_warehouse
from enamel.settings import Connection

ROOT = Path(__file__).parents[1]


@dataclass
class Pipeline:
    """A source, a warehouse, and the project's own commands pointed at them.

    State, logs and dbt's artefacts of these runs live in `folder`, away from the project's own.
    """

    source: Connection
    warehouse: Connection
    folder: Path

    @property
    def catalog(self) -> Path:
        """A catalog of this source alone; used once a test has written it."""
        return self.folder / "catalog.json"

    @property
    def env(self) -> dict[str, str]:
        """The environment of a run: what a user has in `.env`, and private state."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
        for prefix, connection in (("SOURCE", self.source), ("WAREHOUSE", self.warehouse)):
            env |= {
                f"ENAMEL_{prefix}_HOST": connection.host,
                f"ENAMEL_{prefix}_PORT": str(connection.port),
                f"ENAMEL_{prefix}_USER": connection.user,
                f"ENAMEL_{prefix}_PASSWORD": connection.password,
                f"ENAMEL_{prefix}_DATABASE": connection.database,
            }
        if self.catalog.exists():
            env["TAP_MYSQL__CATALOG"] = str(self.catalog)
        return env | {
            "MELTANO_ENVIRONMENT": "ci",
            "MELTANO_DATABASE_URI": f"sqlite:///{self.folder}/meltano.db",
            # Meltano reads the first and tells dbt the second.
            "DBT_POSTGRES_TARGET_PATH": str(self.folder / "target"),
            "DBT_ENGINE_TARGET_PATH": str(self.folder / "target"),
            "DBT_ENGINE_LOG_PATH": str(self.folder / "logs"),
            "NO_COLOR": "1",
            "ENAMEL_SIDECAR": str(self.folder / "sidecar"),
            **dict.fromkeys(
                ("TAP_MYSQL_RUNS_FOLDER", "TARGET_POSTGRES_RUNS_FOLDER", "ENAMEL_RUNS_FOLDER"),
                str(self.folder / "runs"),
            ),
            # Whoever is down in a test stays down.
            "TAP_MYSQL_RETRY_SECONDS": "0",
            "TARGET_POSTGRES_RETRY_SECONDS": "0",
        }

    def run(
        self, *command: str, check: bool = True, **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of the project's environment; output and errors together in stdout."""
        executable = Path(sys.executable).with_name(command[0])
        target, whole = self.folder / "target", self.env | env
        parsed.lend(command, whole, target)
        result = subprocess.run(
            [str(executable), *command[1:]],
            cwd=ROOT,
            env=whole,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if check and result.returncode:
            pytest.fail(f"{' '.join(command)}: exit {result.returncode}\n{result.stdout[-6000:]}")
        if not result.returncode:
            parsed.keep(command, whole, target)
        return result

    def replicate(self) -> None:
        """Move what has changed into raw."""
        self.run("meltano", "run", "tap-mysql", "target-postgres")

    def in_source(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement in the source and commit it."""
        with connect_source(self.source) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            connection.commit()
            return list(cursor.fetchall())

    def in_warehouse(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement in the warehouse and commit it."""
        with connect_warehouse(self.warehouse) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []
