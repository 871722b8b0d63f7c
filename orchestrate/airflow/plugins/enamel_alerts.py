"""What Airflow calls when a run is late or has failed for good: `enamel tenants tell`."""

import os
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(os.environ.get("ENAMEL_PROJECT") or Path(__file__).resolve().parents[3])


def tell_late(practice: str, job: str, **_: Any) -> None:
    """Say that a run has not ended by its deadline."""
    _tell(practice, job, "late")


def tell_failed(context: dict[str, Any]) -> None:
    """Say that a run has failed and is not tried again."""
    practice, job = context["dag"].dag_id.split("__", 1)
    _tell(practice, job, "failed")


def _tell(practice: str, job: str, what: str) -> None:
    enamel = ROOT / ".venv" / "bin" / "enamel"
    subprocess.run(
        [str(enamel), "tenants", "tell", practice, job, what], cwd=ROOT, check=True, timeout=120
    )
