"""Trains one model: reads, splits, checks, fits, judges, and writes what came of it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

from enamel_ml import store
from enamel_ml.card import as_text, make_card, pictures, write_files
from enamel_ml.ceiling import read_ceiling
from enamel_ml.data import Numbers, Rows, Split, read_rows, split_by_time
from enamel_ml.effect import effect, held_out
from enamel_ml.errors import ModelError
from enamel_ml.fit import Logistic, fit_boosted, fit_logistic
from enamel_ml.judge import Judgement, Scores, judge, leaks, month_by_month
from enamel_ml.measures import ALL, Measure, Metrics
from enamel_ml.specs import Spec
from enamel_ml.training_set import write_training_set

METHOD = 2
"""Goes up when the way of fitting or judging changes, so that all is trained anew."""


@dataclass(frozen=True)
class Trained:
    """What came of a training.

    Attributes:
        version: The new version; None if the newest was made of the very same.
        judgement: What was measured; None if nothing was.
    """

    model: str
    version: store.Version | None
    judgement: Judgement | None


def train(
    connection: psycopg.Connection[Any], spec: Spec, output: Path, sidecar: Path | None
) -> Trained:
    """Fit and judge a version and store it as a challenger.

    Args:
        connection: The warehouse, built.
        spec: The model.
        output: The folder of all models' files.
        sidecar: Of a synthetic practice, the folder of what could have been known.

    Raises:
        ModelError: There is too little history, or a feature gives the answer away.
    """
    rows = read_rows(connection, spec)
    fingerprint = _fingerprint(spec, rows)
    if store.fingerprint_of_last(connection, spec.name) == fingerprint:
        return Trained(spec.name, None, None)
    split = split_by_time(rows, spec)
    if found := leaks(rows, spec.features):
        raise ModelError(
            f"{spec.name}: {', '.join(found)} alone ranks better than anything known before.",
            "It holds something of the outcome: mend its SQL or take it out of models.yml.",
        )
    model = fit_logistic(split.train, split.tune, spec.features)
    scores = _score(spec, split, model)
    known = read_ceiling(sidecar, spec.ceiling, split.test) if sidecar else None
    judgement = judge(spec, split.test, scores, known)
    version = store.Version(
        model=spec.name,
        version=store.next_version(connection, spec.name),
        role="challenger",
        is_published=not judgement.missed,
        verdict=_verdict(judgement),
        rule=spec.rule,
        base_rate=judgement.metrics[ALL, "observed_rate"].value,
        row_count=len(rows),
        patient_count=len(np.unique(rows.about["patient_id"])),
        windows=(
            split.train.first_date,
            split.tune.first_date,
            split.test.first_date,
            split.test.last_date,
        ),
    )
    coefficients = model.coefficients()
    card = make_card(
        spec, version, judgement, _standardised(model, rows), fingerprint,
        is_synthetic=sidecar is not None, memory=model.memory,
    )  # fmt: skip
    drawn = pictures(spec, judgement)
    store.write_version(connection, version, coefficients, judgement.metrics, card, drawn)
    write_training_set(folder_of(output, spec.name, version.version), spec, split)
    return Trained(spec.name, version, judgement)


def folder_of(output: Path, model: str, version: int) -> Path:
    """Return the folder of a version's files."""
    return output / model / f"v{version}"


def write_card(connection: psycopg.Connection[Any], output: Path, model: str, version: int) -> Path:
    """Write a stored card as text with its pictures, and return the folder.

    Raises:
        ModelError: There is no such version.
    """
    cursor = connection.execute(
        "select models.*, cards.card, cards.reliability_svg, cards.lift_svg from ml.models"
        " inner join ml.model_cards as cards"
        " on models.model = cards.model and models.version = cards.version"
        " where models.model = %s and models.version = %s",
        [model, version],
    )
    row = cursor.fetchone()
    if row is None:
        raise ModelError(
            f"{model} has no version {version}.", "`enamel ml versions` lists what there is."
        )
    found = dict(zip([it.name for it in cursor.description or []], row, strict=True))
    metrics: Metrics = {
        (part, name): Measure(*(float("nan") if it is None else it for it in values))
        for part, name, *values in connection.execute(
            "select segment, metric, value, lower, upper from ml.model_card_metrics"
            " where model = %s and version = %s",
            [model, version],
        ).fetchall()
    }
    folder = folder_of(output, model, version)
    text = as_text(found["card"], found, metrics)
    write_files(folder, text, (found["reliability_svg"], found["lift_svg"]))
    return folder


def judge_again(connection: psycopg.Connection[Any], spec: Spec) -> Metrics:
    """Measure the version in use on every month known by now, and what acting on it has done.

    Returns:
        What was measured and stored: by month, and of what came after its test by whether chance
        held the patient out. Of too few nothing is said.

    Raises:
        ModelError: No version is in use, or it was fitted on other features.
    """
    in_use = store.champion(connection, spec.name)
    if in_use is None:
        raise ModelError(
            f"No version of {spec.name} is in use.", "Train one: enamel ml train; then approve it."
        )
    weights, intercept = store.coefficients_of(connection, spec.name, in_use[0], spec.features)
    model = Logistic(spec.features, np.array(weights), intercept, 0.0)
    rows = read_rows(connection, spec)
    rows = rows.where(rows.judged)
    said = model.probability(rows.features)
    metrics = month_by_month(rows, said)
    # What the lists were made by: a version that is not published leaves them to its rule.
    shown = said if in_use[1] else rows.rule
    until = str(store.known_until(connection, spec.name, in_use[0]))
    later = np.array([str(it)[:10] > until for it in rows.about["scored_at"]], dtype=bool)
    held = held_out(connection, spec.name, rows)
    metrics |= effect(spec, rows.where(later), shown[later], held[later])
    store.write_metrics(connection, spec.name, in_use[0], metrics)
    return metrics


def _score(spec: Spec, split: Split, model: Logistic) -> Scores:
    five = fit_logistic(
        split.train,
        split.tune,
        spec.features,
        spec.five,
        strengths=(model.strength,),
        memories=(model.memory,),
    )
    boosted = fit_boosted(split.train, split.tune)
    test = split.test
    places = [spec.features.index(it) for it in spec.five]
    fitted_on = np.concatenate([split.train.outcome, split.tune.outcome])
    return Scores(
        model=model.probability(test.features),
        five=five.probability(test.features[:, places]),
        boosted=boosted.predict_proba(test.features)[:, 1],
        unseen=_unseen(spec, split, model),
        base=float(fitted_on.mean()),
    )


def _half(rows: Rows) -> NDArray[np.bool_]:
    """Return which of two halves of all families a row belongs to, always the same."""
    mixed = rows.about["guarantor_id"].astype(np.int64) * 2654435761 % 2**32
    return np.asarray(mixed % 2 == 1)


def _unseen(spec: Spec, split: Split, chosen: Logistic) -> Numbers:
    """Return the test's probabilities by models that never saw the family, crosswise."""
    chance = np.full(len(split.test), np.nan)
    for one in (True, False):
        train, tune = (it.where(_half(it) == one) for it in (split.train, split.tune))
        asked = _half(split.test) != one
        model = fit_logistic(
            train,
            tune,
            spec.features,
            strengths=(chosen.strength,),
            memories=(chosen.memory,),
        )
        chance[asked] = model.probability(split.test.features[asked])
    return chance


def _standardised(model: Logistic, rows: Rows) -> dict[str, float]:
    spread = rows.features.std(axis=0)
    return dict(zip(model.features, (model.weights * spread).tolist(), strict=True))


def _verdict(judgement: Judgement) -> str:
    if not judgement.missed:
        return "It passed its gates."
    return (
        "It is not published, and the rule is shown in its place. Missed: "
        + "; ".join(judgement.missed)
        + "."
    )


def _fingerprint(spec: Spec, rows: Rows) -> str:
    made_of = json.dumps([METHOD, repr(spec), rows.checksum])
    return hashlib.sha256(made_of.encode()).hexdigest()
