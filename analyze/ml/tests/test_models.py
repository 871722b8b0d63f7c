"""Fitting and judging, on rows made up so that the answer is known."""

from pathlib import Path

import numpy as np
import pytest
from enamel_ml import measures
from enamel_ml.data import Rows, Split, split_by_time
from enamel_ml.effect import EFFECT, effect, in_words
from enamel_ml.errors import ModelError
from enamel_ml.fit import fit_boosted, fit_logistic
from enamel_ml.judge import Scores, judge, leaks
from enamel_ml.measures import ALL, Ranked
from enamel_ml.specs import FILE, Spec, read_specs
from enamel_ml.train import _half, _unseen
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

SPEC = read_specs()["paid_in_60_days"]
WEIGHTS = np.array([-0.4, 0.1, -0.3, 0.5, -0.3, -0.2, -1.5, -0.4, -1.0])
MONTHS = 18


def made(*, is_coin: bool = False, count: int = 9000) -> Rows:
    """Return rows whose outcome follows stated weights, or a coin."""
    dice = np.random.default_rng(7)
    features = dice.normal(size=(count, len(SPEC.features)))
    logit = 0.4 + features @ WEIGHTS
    chance = np.full(count, 0.6) if is_coin else 1 / (1 + np.exp(-logit))
    months = np.sort(dice.integers(0, MONTHS, count))
    people = dice.integers(1, 1500, count)
    days = np.array([f"{2025 + it // 12}-{it % 12 + 1:02}-05 09:00" for it in months.tolist()])
    return Rows(
        features,
        (dice.random(count) < chance).astype(float),
        features[:, 3],
        months,
        np.ones(count, dtype=bool),
        {
            "entity_id": np.arange(count),
            "patient_id": people,
            "guarantor_id": people // 3,
            "provider_id": dice.integers(1, 4, count),
            "clinic_id": dice.integers(0, 2, count),
            "age_band": np.full(count, "35-64"),
            "payer": np.full(count, "none"),
            "scored_at": days,
        },
        "",
    )


def scores(split: Split) -> Scores:
    """Return what the models say of the test."""
    model = fit_logistic(split.train, split.tune, SPEC.features)
    five = fit_logistic(split.train, split.tune, SPEC.features, SPEC.five)
    places = [SPEC.features.index(it) for it in SPEC.five]
    return Scores(
        model.probability(split.test.features),
        five.probability(split.test.features[:, places]),
        fit_boosted(split.train, split.tune).predict_proba(split.test.features)[:, 1],
        _unseen(SPEC, split, model),
        float(split.train.outcome.mean()),
    )


def test_a_model_finds_what_is_there_and_passes() -> None:
    split = split_by_time(made(), SPEC)
    judgement = judge(SPEC, split.test, scores(split), None)
    metrics = judgement.metrics
    best = 1 / (1 + np.exp(-(0.4 + split.test.features @ WEIGHTS)))
    attainable = roc_auc_score(split.test.outcome, best)
    assert metrics[ALL, "auc"].value > 0.99 * attainable
    assert metrics[ALL, "auc"].lower < metrics[ALL, "auc"].value < metrics[ALL, "auc"].upper
    assert abs(metrics[ALL, "auc_unseen_patients"].value - metrics[ALL, "auc"].value) < 0.02
    assert metrics[ALL, "auc_gain_over_gradient_boosting"].upper > 0
    first = judgement.benefits[0]
    assert first[1] >= first[2] - 1e-9 and [it[0] for it in judgement.benefits] == sorted(
        it[0] for it in judgement.benefits
    )
    assert judgement.missed == []


def test_a_practice_that_changed_is_known_by_its_last_months() -> None:
    rows = made()
    dice = np.random.default_rng(2)
    lately = rows.months >= 8
    rows.outcome[lately] = (dice.random(int(lately.sum())) < 0.9).astype(float)
    split = split_by_time(rows, SPEC)
    model = fit_logistic(split.train, split.tune, SPEC.features)
    forgetless = fit_logistic(split.train, split.tune, SPEC.features, memories=(None,))
    assert model.memory == 6
    missed, missed_more = (
        abs(it.probability(split.test.features).mean() - 0.9) for it in (model, forgetless)
    )
    assert missed < missed_more


def test_a_coin_is_no_pattern_and_is_not_published() -> None:
    split = split_by_time(made(is_coin=True), SPEC)
    judgement = judge(SPEC, split.test, scores(split), None)
    auc = judgement.metrics[ALL, "auc"]
    assert auc.lower <= 0.5 <= auc.upper
    assert any("Brier" in it for it in judgement.missed)


def test_measures_are_those_of_scikit_learn() -> None:
    dice = np.random.default_rng(3)
    said = np.round(dice.random(800), 2)
    outcome = (dice.random(800) < said).astype(float)
    weights = dice.integers(0, 3, 800).astype(float)
    ranked = Ranked.by(said)
    assert measures.auc(ranked, outcome, weights) == pytest.approx(
        roc_auc_score(outcome, said, sample_weight=weights)
    )
    assert measures.average_precision(ranked, outcome, weights) == pytest.approx(
        average_precision_score(outcome, said, sample_weight=weights)
    )
    clipped = np.clip(said, 1e-6, 1 - 1e-6)
    logit = np.log(clipped / (1 - clipped))[:, None]
    theirs = LogisticRegression(C=np.inf).fit(logit, outcome, sample_weight=weights)
    assert measures.calibration(said, outcome, weights)[0] == pytest.approx(
        theirs.coef_[0][0], rel=1e-3
    )
    assert measures.lift(ranked, outcome, np.ones(800), 1.0) == pytest.approx(1)


def test_windows_follow_one_another_and_families_stay_whole() -> None:
    split = split_by_time(made(), SPEC)
    assert split.train.months.max() < split.tune.months.min()
    assert split.tune.months.max() < split.test.months.min()
    one, other = (
        set(split.train.about["guarantor_id"][_half(split.train) == side].tolist())
        for side in (True, False)
    )
    assert one and other and not one & other


def test_the_answer_among_the_features_is_found() -> None:
    rows = made()
    assert leaks(rows, SPEC.features) == []
    rows.features[:, 2] = -rows.outcome + np.random.default_rng(1).normal(0, 0.3, len(rows))
    assert leaks(rows, SPEC.features) == ["is_insured"]


def test_what_acting_prevents_is_seen_beside_those_left_alone() -> None:
    rows = made()
    said = 1 / (1 + np.exp(-(0.4 + rows.features @ WEIGHTS)))
    held = rows.about["patient_id"] % 5 == 0
    assert "fewer than 11" in in_words(effect(SPEC, rows, said, np.zeros(len(rows), dtype=bool)))
    without = effect(SPEC, rows, said, held)[ALL, EFFECT]
    assert without.lower < 0 < without.upper
    # Half of those on the list who would not have paid are talked into it.
    listed = (1 - said >= np.quantile(1 - said, 0.7)) & ~held
    moved = listed & (rows.outcome == 0) & (np.arange(len(rows)) % 2 == 0)
    rows.outcome[moved] = 1
    expected = moved.sum() / listed.sum()
    found = effect(SPEC, rows, said, held)
    assert found[ALL, EFFECT].lower > 0
    assert found[ALL, EFFECT].value - without.value == pytest.approx(expected)
    assert "acting prevents +" in in_words(found)


def test_too_little_history_waits() -> None:
    with pytest.raises(ModelError, match="window"):
        split_by_time(made(count=100), SPEC)


def test_nobody_is_judged_by_name_race_or_home(tmp_path: Path) -> None:
    written = FILE.read_text(encoding="utf-8")
    for name in ("zip_3", "last_name_length", "patient_race"):
        file = tmp_path / "models.yml"
        file.write_text(written.replace("[day_part_log,", f"[{name}, day_part_log,", 1), "utf-8")
        with pytest.raises(ModelError, match=name):
            read_specs(file)


@pytest.mark.parametrize("spec", read_specs().values(), ids=lambda it: it.name)
def test_five_features_and_gates_are_said_of_every_model(spec: Spec) -> None:
    assert len(spec.five) == 5
    assert "lift" in spec.gates
    assert spec.limits and spec.rule
