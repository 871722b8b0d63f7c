"""Judges a model on months it has not seen, beside what is simpler and what is richer."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from enamel_ml import measures
from enamel_ml.ceiling import Known
from enamel_ml.data import SEGMENTS, Numbers, Rows
from enamel_ml.gates import missed
from enamel_ml.measures import ALL, Measure, Metrics, Ranked, draws, interval
from enamel_ml.specs import Spec

PART_DRAWS = 60
SMALLEST = 11
"""Of a part with fewer rows nothing is said."""
FEWEST_OF_EACH = 15
"""With fewer of an outcome a part's ranking says nothing."""
LEAK = 0.85
BOUND = 0.9
"""The highest probability that anybody would wait for before acting."""
WORDS = {"clinic_id": "clinic", "provider_id": "provider", "age_band": "age", "payer": "payer"}


@dataclass
class Judgement:
    """What was measured.

    Attributes:
        metrics: By part of the test and name of the metric.
        reliability: Said and happened by tenth of the scores: (said, happened, rows).
        gains: Part of the rows acted on, part of what is sought that they hold.
        benefits: Probability from which on one acts, net benefit of it, of acting on everybody.
        missed: The gates that were missed, in words; empty if none.
    """

    metrics: Metrics
    reliability: list[tuple[float, float, int]]
    gains: list[tuple[float, float]]
    benefits: list[tuple[float, float, float]]
    missed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Scores:
    """Probabilities of the test's rows by the model and by those it is compared with.

    Attributes:
        model: Ours.
        five: The logistic model of five features.
        boosted: Gradient boosting on all features.
        unseen: Ours, fitted without the patients it is asked about; NaN for others.
        base: How often it happened in the months the model was fitted on.
    """

    model: Numbers
    five: Numbers
    boosted: Numbers
    unseen: Numbers
    base: float


def judge(spec: Spec, test: Rows, scores: Scores, known: Known | None) -> Judgement:
    """Measure the judged moments of the test, all and in parts, and hold them to the gates."""
    judged = test.judged
    rows = test.where(judged)
    said = scores.model[judged]
    metrics = _whole(spec, rows, scores, judged)
    if known is not None:
        metrics |= _ceiling(spec, rows, said, Known(known.seen[judged], known.true[judged]))
    for name, part in _parts(rows):
        metrics |= {(name, metric): it for metric, it in _part(rows, said, part).items()}
    if "days_ahead" in test.about:
        for days in sorted(set(test.about["days_ahead"].tolist())):
            mask = test.about["days_ahead"] == days
            found = _part(test, scores.model, mask)
            metrics |= {(f"days ahead {int(days)}", metric): it for metric, it in found.items()}
    made = Judgement(
        metrics,
        _reliability(said, rows.outcome),
        _gains(spec, said, rows.outcome),
        _benefits(spec, said, rows.outcome),
    )
    made.missed = list(missed(spec, metrics))
    return made


def leaks(rows: Rows, names: tuple[str, ...]) -> list[str]:
    """Return the features that give the answer away: one alone ranks better than any can."""
    ones = np.ones(len(rows))
    found = []
    for place, name in enumerate(names):
        alone = measures.auc(Ranked.by(rows.features[:, place]), rows.outcome, ones)
        if max(alone, 1 - alone) > LEAK:
            found.append(name)
    return found


def month_by_month(rows: Rows, said: Numbers) -> Metrics:
    """Measure each month of all moments, to see a model drift."""
    months = np.array([str(it)[:7] for it in rows.about["scored_at"]])
    return {
        (f"month {month}", metric): it
        for month in sorted(set(months.tolist()))
        for metric, it in _part(rows, said, months == month).items()
    }


def _whole(
    spec: Spec, rows: Rows, scores: Scores, judged: "np.typing.NDArray[np.bool_]"
) -> Metrics:
    outcome, said = rows.outcome, scores.model[judged]
    others = {
        "rule": rows.rule,
        "five_features": scores.five[judged],
        "gradient_boosting": scores.boosted[judged],
    }
    ranked = Ranked.by(said)
    ranked_others = {name: Ranked.by(it) for name, it in others.items()}
    acted, sought = acted_on(spec, said, outcome)
    ranked_acted = Ranked.by(acted)
    threshold = min(2 * float(sought.mean()), BOUND)
    unseen = scores.unseen[judged]
    asked = np.isfinite(unseen)
    ranked_unseen = Ranked.by(unseen[asked])
    auc = measures.auc

    def all_of(weights: Numbers) -> dict[str, float]:
        own = auc(ranked, outcome, weights)
        against = {name: auc(it, outcome, weights) for name, it in ranked_others.items()}
        slope, intercept = measures.calibration(said, outcome, weights)
        found = float((weights * sought).sum() / weights.sum())
        lift = measures.lift(ranked_acted, sought, weights)
        return {
            "auc": own,
            "auc_unseen_patients": auc(ranked_unseen, outcome[asked], weights[asked]),
            "average_precision": measures.average_precision(ranked, outcome, weights),
            "average_precision_ratio": measures.average_precision(ranked, outcome, weights)
            / float((weights * outcome).sum() / weights.sum()),
            "top_decile_lift": lift,
            "found_per_ten_calls": 10 * lift * found,
            "brier_skill": measures.brier_skill(said, outcome, weights, scores.base),
            "calibration_slope": slope,
            "calibration_intercept": intercept,
            "net_benefit": measures.net_benefit(acted, sought, weights, threshold),
            "net_benefit_of_all": measures.net_benefit(
                np.ones_like(acted), sought, weights, threshold
            ),
            **{f"auc_{name}": it for name, it in against.items()},
            **{f"auc_gain_over_{name}": own - it for name, it in against.items()},
            "auc_drop": _drop(rows, said, weights),
        }

    values = all_of(np.ones(len(outcome)))
    drawn = [all_of(weights) for weights in draws(rows.about["patient_id"])]
    metrics = {
        (ALL, name): interval(value, [it[name] for it in drawn]) for name, value in values.items()
    }
    metrics |= {
        (ALL, "net_benefit_threshold"): Measure(threshold),
        (ALL, "observed_rate"): Measure(float(outcome.mean())),
        (ALL, "predicted_rate"): Measure(float(said.mean())),
        (ALL, "row_count"): Measure(float(len(outcome))),
        (ALL, "patient_count"): Measure(float(len(set(rows.about["patient_id"].tolist())))),
    }
    return metrics


def _drop(rows: Rows, said: Numbers, weights: Numbers) -> float:
    """Return how much AUC the second half of the test lost to the first."""
    late = rows.months > (rows.months.min() + rows.months.max()) / 2
    first, second = (
        measures.auc(Ranked.by(said[half]), rows.outcome[half], weights[half])
        if half.any()
        else float("nan")
        for half in (~late, late)
    )
    return first - second


def _ceiling(spec: Spec, rows: Rows, said: Numbers, known: Known) -> Metrics:
    """Measure beside what could have been known, on the rows of which that is known."""
    has = known.has
    if has.sum() < SMALLEST:
        return {}
    outcome, ranks = rows.outcome[has], Ranked.by(said[has])
    seen, true = Ranked.by(known.seen[has]), Ranked.by(known.true[has])
    acted, sought = acted_on(spec, known.seen[has], outcome)
    ranked_acted = Ranked.by(acted)

    def shares(weights: Numbers) -> dict[str, float]:
        own, could, knew = (measures.auc(it, outcome, weights) for it in (ranks, seen, true))
        return {
            "attainable_auc": could,
            "attainable_auc_knowing_traits": knew,
            "attainable_top_decile_lift": measures.lift(ranked_acted, sought, weights),
            "share_of_attainable_auc": own / could,
        }

    values = shares(np.ones(int(has.sum())))
    drawn = [shares(it) for it in draws(rows.about["patient_id"][has])]
    found = {
        (ALL, name): interval(value, [it[name] for it in drawn]) for name, value in values.items()
    }
    return {**found, (ALL, "attainable_row_count"): Measure(float(has.sum()))}


def _parts(rows: Rows) -> Iterator[tuple[str, "np.typing.NDArray[np.bool_]"]]:
    for name in SEGMENTS:
        values = rows.about[name]
        for value in sorted(set(values.tolist())):
            yield f"{WORDS[name]} {value}", values == value
    months = np.array([str(it)[:7] for it in rows.about["scored_at"]])
    for month in sorted(set(months.tolist())):
        yield f"month {month}", months == month


def _part(rows: Rows, said: Numbers, part: "np.typing.NDArray[np.bool_]") -> dict[str, Measure]:
    outcome = rows.outcome[part]
    count = len(outcome)
    if count < SMALLEST:
        return {}
    found = {
        "row_count": Measure(float(count)),
        "observed_rate": Measure(float(outcome.mean())),
        "predicted_rate": Measure(float(said[part].mean())),
    }
    if min(outcome.sum(), count - outcome.sum()) >= FEWEST_OF_EACH:
        ranked = Ranked.by(said[part])
        drawn = [
            measures.auc(ranked, outcome, it)
            for it in draws(rows.about["patient_id"][part], PART_DRAWS)
        ]
        found["auc"] = interval(measures.auc(ranked, outcome, np.ones(count)), drawn)
    return found


def _reliability(said: Numbers, outcome: Numbers) -> list[tuple[float, float, int]]:
    tenths = np.array_split(np.argsort(said, kind="stable"), 10)
    return [
        (float(said[it].mean()), float(outcome[it].mean()), len(it)) for it in tenths if len(it)
    ]


def _gains(spec: Spec, said: Numbers, outcome: Numbers) -> list[tuple[float, float]]:
    acted, sought = acted_on(spec, said, outcome)
    found = np.cumsum(sought[np.argsort(-acted, kind="stable")]) / max(sought.sum(), 1)
    places = [round(len(found) * step / 50) for step in range(1, 51)]
    return [(0.0, 0.0), *((place / len(found), float(found[place - 1])) for place in places)]


def _benefits(spec: Spec, said: Numbers, outcome: Numbers) -> list[tuple[float, float, float]]:
    acted, sought = acted_on(spec, said, outcome)
    base, ones = float(sought.mean()), np.ones(len(sought))
    thresholds = [it * base for it in (0.5, 1.0, 1.5, 2.0, 3.0) if it * base < BOUND]
    return [
        (
            threshold,
            measures.net_benefit(acted, sought, ones, threshold),
            measures.net_benefit(ones, sought, ones, threshold),
        )
        for threshold in thresholds
    ]


def acted_on(spec: Spec, said: Numbers, outcome: Numbers) -> tuple[Numbers, Numbers]:
    """Return both as seen by who acts on those who are likely, or on those who are unlikely."""
    return (said, outcome) if spec.acts_on == "likely" else (1 - said, 1 - outcome)
