"""Features know nothing of the time after their moment; SQL scores as the fitted model does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pytest
from enamel.reconciliation.run import connect_warehouse
from enamel_ml import store
from enamel_ml.data import read_rows
from enamel_ml.errors import ModelError
from enamel_ml.fit import Logistic
from enamel_ml.judge import leaks
from enamel_ml.specs import Spec, read_specs
from harness import Pipeline

SPECS = read_specs()
CUT = "2026-03-02"
COMPILED = "target/built/compiled/enamel/models"
LEAKS = "target/built/compiled/enamel/tests/predictions/assert_no_feature_gives_the_answer_away.sql"
TABLES = {
    "int_visit_features_known": ["no_show", "late_cancel"],
    "int_treatment_features_known": ["treatment_acceptance", "treatment_acceptance_30"],
    "int_payment_features_known": ["paid_in_60_days"],
    "int_recall_features_known": ["recall_return", "attrition"],
}
SLOTS = "intermediate.int_appointment_slots_settled"
# What was written down, or happened, after the evening before the cut; and what became of what
# was open then, turned round, so that a feature that looks at it changes.
LATER = (
    f"delete from intermediate.int_coverages_chained where patient_coverage_id in"
    f' (select "PatPlanNum" from raw.patplan where "SecDateTEntry" >= \'{CUT}\')',
    f"delete from raw.patplan where \"SecDateTEntry\" >= '{CUT}'",
    f"delete from raw.histappointment where \"HistDateTStamp\" >= '{CUT}'",
    f"delete from {SLOTS} where booked_at >= '{CUT}'",
    f"update {SLOTS} set ended_at = '{CUT}', is_due = true, is_lost = true, slot_outcome ="
    " case when slot_outcome = 'missed' then 'late_cancelled' else 'missed' end"
    f" where coalesce(ended_at, scheduled_at) >= '{CUT}'",
    f"update intermediate.int_appointment_confirmations_dated set is_confirmed = not is_confirmed"
    f" where slot_date >= '{CUT}'",
    f"delete from intermediate.int_visits_identified where visit_date >= '{CUT}'",
    f"delete from intermediate.int_treatment_presented where treatment_planned_date >= '{CUT}'",
    "update intermediate.int_treatment_presented set done_date = null, accepted_date = null"
    f" where done_date >= '{CUT}'",
    f"delete from raw.appointment where \"SecDateTEntry\" >= '{CUT}'",
    f"delete from intermediate.int_procedures_settled where service_date >= '{CUT}'",
    f"delete from intermediate.int_procedure_credits_dated where credit_date >= '{CUT}'",
)


# What the features read that is itself made of the rows above; the rest is turned round in place.
STEPS = ("int_visits_standing", "int_slots_ended", "int_visits_counted")
JUDGED = {"int_visit_features_known": " where days_ahead = 1"}


def compiled(pipeline: Pipeline, folder: str, name: str) -> str:
    """Return a model's SQL as dbt built it."""
    path = pipeline.folder / COMPILED / folder / "predictions" / f"{name}.sql"
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def warehouse(pipeline: Pipeline) -> Iterator[psycopg.Connection[Any]]:
    """The warehouse of the session, left as it was."""
    with connect_warehouse(pipeline.warehouse) as connection:
        yield connection
        connection.rollback()


@pytest.mark.parametrize("table", TABLES)
def test_what_comes_later_changes_no_feature(pipeline: Pipeline, table: str) -> None:
    names = sorted({name for model in TABLES[table] for name in SPECS[model].features})
    keys = "entity_id, scored_at, expected_date"
    query = (
        f"select {keys}, {', '.join(names)}, rule_rate"
        f" from ({compiled(pipeline, 'intermediate', table)}) as features"
        f" where scored_at < '{CUT}' order by {keys}"
    ).encode()
    with connect_warehouse(pipeline.warehouse) as connection:
        everything = connection.execute(query).fetchall()
        for statement in LATER:
            connection.execute(statement.encode())
        for step in STEPS:
            anew = compiled(pipeline, "intermediate", step)
            connection.execute(f"truncate intermediate.{step}".encode())
            connection.execute(f"insert into intermediate.{step} {anew}".encode())
        at_the_cut = {row[:3]: row[3:] for row in connection.execute(query).fetchall()}
        connection.rollback()
    assert len(at_the_cut) > 200
    wrong = {
        name
        for row in everything
        if row[:3] in at_the_cut
        for name, before, after in zip((*names, "rule"), row[3:], at_the_cut[row[:3]], strict=True)
        if before != pytest.approx(after, abs=1e-9)
    }
    assert wrong == set()
    assert len(at_the_cut) > 0.97 * len(everything)


def test_a_feature_that_gives_the_answer_away_fails_the_build(pipeline: Pipeline) -> None:
    planted = {
        "int_visit_features_known": ("is_monday", "missed_target"),
        "int_treatment_features_known": ("case_fee_log", "accepted_in_90_days_target"),
        "int_payment_features_known": ("bills_log", "1 - paid_target"),
        "int_recall_features_known": ("is_summer", "returned_target"),
    }
    with connect_warehouse(pipeline.warehouse) as connection:
        for table, (feature, answer) in planted.items():
            connection.execute(f"alter table intermediate.{table} rename to {table}_kept".encode())
            connection.execute(
                f"create table intermediate.{table} as select * from"
                f" intermediate.{table}_kept".encode()
            )
            connection.execute(
                f"update intermediate.{table} set {feature} = {answer}"
                f" where {answer} is not null".encode()
            )
        enough = {
            table
            for table, (_, answer) in planted.items()
            if connection.execute(
                f"select least(sum({answer}), sum(1 - ({answer}))) >= 30"
                f" from intermediate.{table}_kept{JUDGED.get(table, '')}".encode()
            ).fetchall()
            == [(True,)]
        }
    try:
        failed = pipeline.run(
            "meltano", "invoke", "dbt-postgres:build", "--select", "path:tests/predictions",
            check=False,
        )  # fmt: skip
        query = (pipeline.folder / LEAKS).read_text(encoding="utf-8")
        found = {
            (row[0], row[2]) for row in pipeline.in_warehouse(f"select * from ({query}) as leaks")
        }
    finally:
        with connect_warehouse(pipeline.warehouse) as connection:
            for table in planted:
                connection.execute(f"drop table intermediate.{table}".encode())
                connection.execute(
                    f"alter table intermediate.{table}_kept rename to {table}".encode()
                )
    assert failed.returncode != 0
    assert f"in test {Path(LEAKS).stem}" in failed.stdout
    # Of fewer than 30 of an outcome nothing is said; a small practice has so few hygiene visits.
    assert len(enough) >= 3
    assert found == {(table, planted[table][0]) for table in enough}


@pytest.mark.parametrize("spec", SPECS.values(), ids=lambda it: it.name)
def test_no_feature_alone_gives_the_answer_away(
    warehouse: psycopg.Connection[Any], spec: Spec
) -> None:
    rows = read_rows(warehouse, spec)
    assert len(rows) > 200
    assert leaks(rows, spec.features) == []


def test_sql_scores_as_the_model_does(pipeline: Pipeline) -> None:
    scored = compiled(pipeline, "ml", "scores")
    dice = np.random.default_rng(5)
    with connect_warehouse(pipeline.warehouse) as connection:
        forget(connection)
        today = connection.execute(
            "select today_date from intermediate.int_practice_settings"
        ).fetchall()[0][0]
        for spec in SPECS.values():
            weights = dice.normal(0, 0.3, len(spec.features))
            model = Logistic(spec.features, weights, -0.5, 1.0)
            insert_version(connection, spec.name, 1, model.coefficients(), today)
        said = {
            row[:3]: row[3]
            for row in connection.execute(
                f"select model, entity_id, scored_at, probability from ({scored}) as s".encode()
            ).fetchall()
        }
        for spec in SPECS.values():
            weights, intercept = store.coefficients_of(connection, spec.name, 1, spec.features)
            model = Logistic(spec.features, np.array(weights), intercept, 1.0)
            rows = connection.execute(
                f"select entity_id, scored_at, {', '.join(spec.features)}"
                f" from intermediate.{spec.table}".encode()
            ).fetchall()
            by_key = {row[:2]: row[2:] for row in rows}
            ours = {key[1:]: chance for key, chance in said.items() if key[0] == spec.name}
            assert len(ours) > 20, spec.name
            theirs = model.probability(np.array([by_key[key] for key in ours], dtype=float))
            assert np.allclose(list(ours.values()), theirs, rtol=0, atol=1e-12), spec.name
        connection.rollback()


def test_a_version_goes_back_to_the_one_before(warehouse: psycopg.Connection[Any]) -> None:
    forget(warehouse)
    today = warehouse.execute(
        "select today_date from intermediate.int_practice_settings"
    ).fetchall()[0][0]
    for version in (1, 2):
        insert_version(warehouse, "no_show", version, {"intercept": -2.0}, today)
    store.approve(warehouse, "no_show", 1, "one")
    with pytest.raises(ModelError, match="No other version"):
        store.rollback(warehouse, "no_show", "two")
    # Stamps of one transaction are the same; a day lies between them here.
    warehouse.execute("update ml.models set approved_at = approved_at - interval '1 day'")
    store.approve(warehouse, "no_show", 2, "two")
    assert store.champion(warehouse, "no_show") == (2, True)
    assert store.rollback(warehouse, "no_show", "three") == (2, 1)
    assert store.champion(warehouse, "no_show") == (1, True)
    with pytest.raises(ModelError, match="no version 9"):
        store.approve(warehouse, "no_show", 9, "four")
    warehouse.rollback()


def test_without_a_model_the_rule_speaks(pipeline: Pipeline) -> None:
    assert pipeline.in_warehouse("select count(*) from ml.scores") == [(0,)]
    found = pipeline.in_warehouse(
        "select model, count(*), count(probability_rate), bool_and(risk_basis = 'rule')"
        " from marts.rpt_predictions group by model"
    )
    assert {row[0] for row in found} == set(SPECS)
    assert all(row[1] > 0 and row[2] == 0 and row[3] for row in found)


def test_chance_alone_holds_out_and_always_the_same(pipeline: Pipeline) -> None:
    query = compiled(pipeline, "intermediate", "int_patients_held_out")
    setting = "thresholds.prediction_holdout_percent"
    assert setting in query
    with connect_warehouse(pipeline.warehouse) as connection:
        stored, more, everybody, nobody = (
            set(connection.execute(it.encode()).fetchall())
            for it in (
                "select model, patient_id from intermediate.int_patients_held_out",
                *(query.replace(setting, percent) for percent in ("30", "100", "0")),
            )
        )
        held = set(
            connection.execute(
                "select model, patient_id from marts.rpt_predictions"
                " where is_held_out and risk_band = 'held_out'"
            ).fetchall()
        )
        banded = connection.execute(
            "select count(*) from marts.rpt_predictions"
            " where is_held_out <> (risk_band = 'held_out')"
        ).fetchall()
    assert held <= stored < more < everybody
    assert {model for model, _ in everybody} == set(SPECS)
    assert 0.2 < len(more) / len(everybody) < 0.4
    assert nobody == set()
    assert banded == [(0,)]


def test_whom_chance_holds_out_nobody_is_told_to_call(pipeline: Pipeline) -> None:
    wrong = pipeline.in_warehouse(
        "select list.item_key from marts.rpt_worklist_visits_at_risk as list"
        " inner join marts.rpt_predictions as said"
        " on list.item_key = 'appointment ' || said.entity_id and said.model = 'no_show'"
        " where said.is_held_out or said.risk_band not in ('high', 'raised')"
        " or not said.is_actionable"
    )
    assert wrong == []


def forget(connection: psycopg.Connection[Any]) -> None:
    """Begin without any version; the transaction is taken back."""
    for table in ("models", "coefficients", "model_card_metrics", "model_cards"):
        connection.execute(f"delete from ml.{table}".encode())


def insert_version(
    connection: psycopg.Connection[Any],
    model: str,
    version: int,
    coefficients: dict[str, float],
    today: Any,
) -> None:
    """Store a version with nothing but its weights."""
    made = store.Version(
        model, version, "challenger", True, "Made up.", "None.", 0.5, 1, 1, (today,) * 4
    )
    store.write_version(connection, made, coefficients, {}, {}, ("", ""))
