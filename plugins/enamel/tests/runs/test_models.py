"""dbt's results reach the ledger once, beside the run they belong to, without dbt's messages."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enamel.reconciliation.run import connect_warehouse
from enamel.runs.models import file_results, node_rows
from enamel_ledger import filing
from enamel_ledger.record import RunRecord

if TYPE_CHECKING:
    from enamel.settings import Connection

NOW = datetime.now(UTC)


def result(name: str, status: str, **more: Any) -> dict[str, Any]:
    timing = [{"started_at": NOW.isoformat(), "completed_at": NOW.isoformat()}]
    return {
        "unique_id": name,
        "status": status,
        "execution_time": 1.5,
        "timing": timing,
        "message": "Key (patient)=(Pocahontas) already exists.",
        "adapter_response": {"rows_affected": 7},
        "failures": None,
    } | more


RESULTS = {
    "metadata": {"invocation_id": str(uuid.uuid4()), "generated_at": NOW.isoformat()},
    "args": {"target": "dev"},
    "results": [
        result("model.enamel.dim_patients", "success"),
        result("model.enamel.fct_visits", "error"),
        result("test.enamel.not_null_a.1a2b", "pass"),
        result("test.enamel.not_null_b.3c4d", "fail", failures=3),
        result("model.enamel.rpt_skipped", "skipped"),
    ],
}


def test_models_and_failed_tests_are_told_and_passed_tests_are_not() -> None:
    rows = {row["node"]: row for row in node_rows(RESULTS)}
    assert {name: row["status"] for name, row in rows.items()} == {
        "dim_patients": "success",
        "fct_visits": "error",
        "not_null_b.3c4d": "fail",
    }
    assert rows["not_null_b.3c4d"]["failure_count"] == 3


def test_results_are_filed_once_beside_the_run_before_them(
    warehouse_database: "Connection", tmp_path: Path
) -> None:
    path = tmp_path / "run_results.json"
    path.write_text(json.dumps(RESULTS))
    before, after = (
        RunRecord(str(uuid.uuid4()), NOW + timedelta(minutes=minutes), NOW, "succeeded")
        for minutes in (-1, 1)
    )
    with connect_warehouse(warehouse_database) as connection:
        connection.autocommit = True
        filing.prepare(connection)
        filing.file_run(connection, before)
        filing.file_run(connection, after)
        assert file_results(connection, tmp_path / "none.json") == 0
        assert file_results(connection, path) == 3
        assert file_results(connection, path) == 0
        rows = connection.execute("select * from operations.run_models").fetchall()
        runs = {
            str(run) for (run,) in connection.execute("select run_id from operations.run_models")
        }
        assert runs == {before.run_id}
        assert "Pocahontas" not in repr(rows)
        workbench = RESULTS | {
            "metadata": {"invocation_id": str(uuid.uuid4()), "generated_at": NOW.isoformat()},
            "args": {"target": "workbench"},
        }
        path.write_text(json.dumps(workbench))
        assert file_results(connection, path) == 0
