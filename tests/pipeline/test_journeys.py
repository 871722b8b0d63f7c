"""Treatment journeys know nothing of the time after their moment, and leave as one file."""

import json
from pathlib import Path

import duckdb
import pytest
from enamel.export.journeys import TARGETS
from enamel.reconciliation.run import connect_warehouse
from harness import Pipeline

CUT = "2026-01-15"
BUILT = "target/built/compiled/enamel/models"
HISTORY = "intermediate/treatment/int_journey_history_summed"
MART = "marts/treatment/fct_treatment_journeys"
# What is entered, or happens, from the day of the cut on.
LATER = (
    f"delete from marts.fct_visits where visit_date >= '{CUT}'",
    "delete from intermediate.int_appointment_slots_settled"
    f" where coalesce(ended_at, scheduled_at) >= '{CUT}'",
    "delete from marts.fct_procedures where greatest(service_date, completed_date,"
    f" treatment_planned_date) >= '{CUT}'",
    f"delete from marts.fct_adjustments where greatest(adjustment_date, entry_date) >= '{CUT}'",
    f"delete from marts.fct_payment_splits where greatest(payment_date, entry_date) >= '{CUT}'",
    'delete from raw.claimproc where "Status" in (1, 4)'
    f' and greatest("DateCP", "DateEntry") >= \'{CUT}\'',
    f"delete from raw.claimsnapshot where \"DateTEntry\" >= '{CUT}'",
    f"delete from raw.procmultivisit where \"SecDateTEntry\" >= '{CUT}'",
)
OUTCOMES = ("later_claim_sent_days", "later_claim_answered_days", *TARGETS)
KEPT = ("_loaded_at", "_built_at")


@pytest.fixture(scope="module")
def before_and_after(pipeline: Pipeline) -> tuple[list[dict[str, object]], ...]:
    """Journeys before the cut, made from everything and from what was there at the cut."""
    history, mart = (
        (pipeline.folder / BUILT / f"{name}.sql").read_text(encoding="utf-8")
        for name in (HISTORY, MART)
    )
    table = f'"{pipeline.warehouse.database}"."intermediate"."int_journey_history_summed"'
    assert table in mart
    made = []
    with connect_warehouse(pipeline.warehouse) as connection:
        for later in ((), LATER):
            for statement in later:
                connection.execute(statement.encode())
            connection.execute(f"create temporary table known on commit drop as {history}".encode())
            cursor = connection.execute(
                f"select * from ({mart.replace(table, 'known')}) as journeys"
                f" where known_date < '{CUT}' order by procedure_id".encode()
            )
            names = [column.name for column in cursor.description or []]
            made.append([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])
            if not later:
                connection.execute(b"drop table known")
        connection.rollback()
    return tuple(made)


def test_later_rows_change_no_feature(
    before_and_after: tuple[list[dict[str, object]], ...],
) -> None:
    everything, at_the_cut = before_and_after
    kept = {row["procedure_id"]: row for row in at_the_cut}
    features = [name for name in at_the_cut[0] if name not in (*OUTCOMES, *KEPT)]
    assert len(kept) > 500
    wrong = [
        (row["procedure_id"], name)
        for row in everything
        if row["procedure_id"] in kept
        for name in features
        if row[name] != kept[row["procedure_id"]][name]
    ]
    assert wrong == []


def test_later_rows_do_change_what_became_of_it(
    before_and_after: tuple[list[dict[str, object]], ...],
) -> None:
    everything, at_the_cut = before_and_after
    kept = {row["procedure_id"]: row for row in at_the_cut}
    assert any(
        row[name] != kept[row["procedure_id"]][name]
        for row in everything
        if row["procedure_id"] in kept
        for name in OUTCOMES
    )


def test_a_target_waits_until_its_window_is_over(pipeline: Pipeline) -> None:
    early = pipeline.in_warehouse(
        "select count(*) from marts.fct_treatment_journeys"
        " cross join intermediate.int_practice_settings"
        " cross join intermediate.int_practice_thresholds"
        " where (service_date + 30 >= today_date and paid_in_30_days_target is not null)"
        " or (service_date + journey_window_days >= today_date and"
        " coalesce(fully_paid_target, estimate_accurate_target) is not null)"
        " or (not is_complete and"
        " coalesce(fully_paid_target, paid_in_30_days_target, estimate_accurate_target)"
        " is not null)"
    )
    known = pipeline.in_warehouse(
        "select count(fully_paid_target), count(paid_in_30_days_target),"
        " count(estimate_accurate_target) from marts.fct_treatment_journeys"
    )[0]
    assert early == [(0,)]
    assert all(known)


def test_deleted_work_is_no_journey(pipeline: Pipeline) -> None:
    counts = pipeline.in_warehouse(
        "select (select count(*) from marts.fct_treatment_journeys),"
        " (select count(*) from marts.fct_procedures where procedure_status_code in (1, 2, 5)"
        " and case when is_complete then service_date else treatment_planned_date end is not null),"
        " (select count(*) from marts.fct_treatment_journeys inner join marts.fct_procedures"
        " using (procedure_id) where is_deleted)"
    )[0]
    assert counts[0] == counts[1] > 500
    assert counts[2] == 0


def test_a_version_is_written_once_and_names_nobody(pipeline: Pipeline, tmp_path: Path) -> None:
    said = [
        pipeline.run("enamel", "export", "journeys", "--output", str(tmp_path)).stdout
        for _ in range(2)
    ]
    (folder,) = (tmp_path / "treatment_journeys").iterdir()
    assert "was there already" not in said[0]
    assert "was there already" in said[1]
    rows, keys = duckdb.execute(
        "select count(*), count(distinct procedure_key) from read_parquet(?)",
        [str(folder / "journeys.parquet")],
    ).fetchall()[0]
    columns = {
        it[0]
        for it in duckdb.execute(
            "describe select * from read_parquet(?)", [str(folder / "journeys.parquet")]
        ).fetchall()
    }
    quality = json.loads((folder / "quality.json").read_text(encoding="utf-8"))
    statistics = json.loads((folder / "statistics.json").read_text(encoding="utf-8"))
    assert rows == keys == quality["rows"]
    assert quality["findings"] == []
    assert not {"patient_id", "procedure_id", "_loaded_at"} & columns
    assert set(statistics["targets"]) == set(TARGETS)
