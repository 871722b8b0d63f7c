"""`enamel run` plans, calls Meltano, and leaves what it does not read as it was."""

import json
import sqlite3
from typing import Any

from harness import Pipeline


def bookmarks(pipeline: Pipeline) -> dict[str, Any]:
    """Return what Meltano remembers of each table."""
    with sqlite3.connect(pipeline.folder / "meltano.db") as connection:
        (state,) = connection.execute("select completed_state from state").fetchone()
    found: dict[str, Any] = json.loads(state)["singer_state"]["bookmarks"]
    return found


def everything(pipeline: Pipeline) -> list[Any]:
    """Return what a run changes: the ledger, raw's commit times, the bookmarks."""
    return [
        pipeline.in_warehouse("select count(*), max(ended_at) from operations.runs"),
        pipeline.in_warehouse('select max(_sdc_batched_at) from raw."patient"'),
        bookmarks(pipeline),
        sorted(path.name for path in (pipeline.folder / "runs").glob("*")),
    ]


def test_a_run_of_some_tables_and_one_that_only_looks(pipeline: Pipeline) -> None:
    before = everything(pipeline)
    planned = pipeline.run("enamel", "run", "--phase", "1", "--dry-run", "--format", "json")
    rows = {row["table"]: row for row in json.loads(planned.stdout)}
    assert {row["phase"] for row in rows.values()} == {1}
    assert rows["procedurelog"]["how"] == "changes"
    # Open Dental has an index there, so the source looks at the changed rows only.
    assert rows["procedurelog"]["scanned_rows"] < rows["appointment"]["scanned_rows"]
    assert everything(pipeline) == before

    known = bookmarks(pipeline)
    ran = pipeline.run("enamel", "run", "--tables", "patient,adjustment", "--full-refresh")
    assert "succeeded: 0 of 2 tables changed, 0 rows." in ran.stdout
    assert bookmarks(pipeline) == known
    newest = pipeline.in_warehouse(
        "select verdict, selection, table_count, log <> '' from operations.runs"
        " order by started_at desc limit 1"
    )
    assert newest == [("succeeded", "adjustment, patient, from the beginning", 2, True)]


def test_every_run_of_meltano_is_in_the_ledger_with_what_dbt_built(pipeline: Pipeline) -> None:
    found = pipeline.run("enamel", "status", "--format", "json", check=False)
    status = json.loads(found.stdout)
    first = status["runs"][-1]
    assert (first["verdict"], first["selection"]) == ("succeeded", "all")
    assert first["loaded_count"] > 50
    tables = pipeline.in_warehouse(
        "select sum(row_count) from operations.run_tables"
        f" where run_id = '{first['run_id']}' and verdict = 'loaded'"
    )[0][0]
    assert tables == first["row_count"]
    assert not [it for it in status["tables"] if it["late"]]
    models = pipeline.in_warehouse(
        f"select count(*) from operations.run_models where run_id = '{first['run_id']}'"
        " and kind = 'model' and status = 'success'"
    )[0][0]
    assert models > 50
