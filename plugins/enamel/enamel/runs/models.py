"""dbt's own results of a build, filed beside the run whose rows it worked on."""

import json
import os
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enamel.project import project_root

if TYPE_CHECKING:
    import psycopg

_WORKBENCH = "workbench"
"""An analyst's own schemas: what is tried out there is no run."""
_PASSED = {"pass", "success", "skipped", "no-op", "reused"}


def results_files() -> list[Path]:
    """Return where dbt leaves its results: a whole build's first, then those of other commands."""
    told = os.environ.get("DBT_POSTGRES_TARGET_PATH") or os.environ.get("DBT_ENGINE_TARGET_PATH")
    folder = Path(told) if told else project_root() / "transform" / "target"
    return [folder / "built" / "run_results.json", folder / "run_results.json"]


def file_all(connection: "psycopg.Connection[Any]") -> None:
    """File every result that is there and not filed yet."""
    for path in results_files():
        file_results(connection, path)


def file_results(connection: "psycopg.Connection[Any]", path: Path) -> int:
    """File the results, if there are any that are not filed yet; return how many rows.

    The results say which nodes ran, how long, and how they ended. dbt's message is left out: of a
    model that failed it may quote a row.
    """
    try:
        results = json.loads(path.read_text(encoding="utf-8"))
        invocation = results["metadata"]["invocation_id"]
        ended_at = results["metadata"]["generated_at"]
    except (OSError, ValueError, KeyError):
        return 0
    rows = node_rows(results)
    if not rows or results.get("args", {}).get("target") == _WORKBENCH:
        return 0
    known = connection.execute(
        "select true from operations.run_models where invocation_id = %s limit 1", [invocation]
    ).fetchone()
    if known:
        return 0
    started_at = min((row["started_at"] for row in rows if row["started_at"]), default=ended_at)
    text = files("enamel.runs").joinpath("sql", "file_models.sql").read_text(encoding="utf-8")
    return connection.execute(
        text.encode(),
        {"invocation": invocation, "started_at": started_at, "nodes": json.dumps(rows)},
    ).rowcount


def node_rows(results: dict[str, Any]) -> list[dict[str, Any]]:
    """Return one row per model, seed and snapshot that ran, and per test that did not pass."""
    ended = results["metadata"]["generated_at"]
    rows = []
    for result in results.get("results", ()):
        kind, _, node = result["unique_id"].partition(".")
        if kind in ("test", "unit_test") and result["status"] in _PASSED:
            continue
        if kind == "operation" or result["status"] in ("skipped", "no-op"):
            continue
        timing = result.get("timing") or []
        rows.append(
            {
                "node": node.partition(".")[2] or node,
                "kind": kind,
                "status": result["status"],
                "seconds": round(result.get("execution_time") or 0.0, 3),
                "row_count": (result.get("adapter_response") or {}).get("rows_affected"),
                "failure_count": result.get("failures"),
                "started_at": _iso(timing[0].get("started_at")) if timing else None,
                "ended_at": (_iso(timing[-1].get("completed_at")) if timing else None) or ended,
            }
        )
    return rows


def _iso(value: str | None) -> str | None:
    return datetime.fromisoformat(value).isoformat() if value else None
