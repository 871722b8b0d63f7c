"""Calls dbt on the group's project: from the main environment for Postgres, its own for Spark."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from enamel.errors import EnamelError
from enamel.group.engines import Engine
from enamel.sandbox import java
from enamel.settings import PARTS, Connection

PROJECT = Path("transform/group")
SPARK = PROJECT / "spark"
"""What Spark's own environment is made of: dbt-spark and pyspark, which nobody else needs."""
SPARK_ENVIRONMENT = Path(".enamel/spark")


def build(
    root: Path,
    engine: Engine,
    snapshot: Path,
    there: Connection | None,
    stale_hours: int,
    environ: Mapping[str, str],
) -> int:
    """Build and test every group mart; return dbt's exit code.

    Args:
        root: The project.
        engine: Which one.
        snapshot: The folder that `collect` made.
        there: The group's Postgres, for that engine.
        stale_hours: After how long a practice's marts are stale.
        environ: Our environment.
    """
    state = Path(environ.get("ENAMEL_GROUP_STATE") or root / ".enamel" / "group")
    state.mkdir(parents=True, exist_ok=True)
    env = dict(environ) | {
        "ENAMEL_GROUP_SNAPSHOT": str(snapshot),
        "ENAMEL_GROUP_STATE": str(state),
        "DBT_ENGINE_TARGET_PATH": str(state / f"target-{engine}"),
        "DBT_ENGINE_LOG_PATH": str(state / f"logs-{engine}"),
        "DBT_ENGINE_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
    if there is not None:
        values = (there.host, str(there.port), there.user, there.password, there.database)
        env |= {f"ENAMEL_GROUP_{part}": it for part, it in zip(PARTS, values, strict=True)}
    dbt = Path(sys.executable).with_name("dbt")
    if engine is Engine.SPARK:
        dbt = root / SPARK_ENVIRONMENT / "bin" / "dbt"
        if not dbt.exists():
            raise EnamelError(
                "The environment of Spark is not there.",
                f"Make it once (600 MB): UV_PROJECT_ENVIRONMENT=$PWD/{SPARK_ENVIRONMENT} "
                f"uv sync --locked --project {SPARK}",
            )
        env["JAVA_HOME"] = str(java.home(root / ".enamel" / "bin"))
        env.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    folders = ["--project-dir", str(root / PROJECT), "--profiles-dir", str(root / PROJECT)]
    command = [str(dbt), "build", *folders, "--target", str(engine)]
    built_at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    command += ["--vars", json.dumps({"stale_hours": stale_hours, "built_at": built_at})]
    return subprocess.run(command, cwd=state, env=env, check=False).returncode


def marts_folder() -> Path:
    """Return the folder in which the practices publish."""
    told = os.environ.get("ENAMEL_GROUP_MARTS")
    return Path(told) if told else Path("exports/group")
