"""Measures of a prediction, each of rows with weights, so that a drawing anew is other weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from enamel_ml.data import Numbers

DRAWS = 150
SHARE = 0.1
"""The part of the rows that is acted on."""


@dataclass(frozen=True)
class Measure:
    """A value with its interval of 95 %; the ends are NaN where none was drawn."""

    value: float
    lower: float = float("nan")
    upper: float = float("nan")


ALL = "all"
Metrics = dict[tuple[str, str], Measure]
"""By part of the test and name of the metric."""


@dataclass(frozen=True)
class Ranked:
    """Scores in their order, ties found once."""

    order: NDArray[np.int64]
    starts: NDArray[np.int64]

    @classmethod
    def by(cls, scores: Numbers) -> "Ranked":
        """Sort scores from the lowest to the highest."""
        order = np.argsort(scores, kind="stable")
        ranked = scores[order]
        starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
        return cls(order, starts)


def auc(ranked: Ranked, outcome: Numbers, weights: Numbers) -> float:
    """Return the area under the ROC curve, ties counted half; NaN without both outcomes."""
    kept = weights[ranked.order]
    positive = np.add.reduceat(kept * outcome[ranked.order], ranked.starts)
    negative = np.add.reduceat(kept, ranked.starts) - positive
    all_positive, all_negative = positive.sum(), negative.sum()
    if not all_positive or not all_negative:
        return float("nan")
    below = np.cumsum(negative) - negative
    return float((positive * (below + negative / 2)).sum() / (all_positive * all_negative))


def average_precision(ranked: Ranked, outcome: Numbers, weights: Numbers) -> float:
    """Return the mean precision at each thing that happened, from the highest score down."""
    kept = weights[ranked.order]
    all_rows = np.add.reduceat(kept, ranked.starts)[::-1]
    positive = np.add.reduceat(kept * outcome[ranked.order], ranked.starts)[::-1]
    if not positive.sum():
        return float("nan")
    precision = np.cumsum(positive) / np.maximum(np.cumsum(all_rows), 1e-12)
    return float((precision * positive).sum() / positive.sum())


def lift(ranked: Ranked, outcome: Numbers, weights: Numbers, share: float = SHARE) -> float:
    """Return how much more often it happens among the highest scores; ties count in part."""
    kept = weights[ranked.order]
    rows = np.add.reduceat(kept, ranked.starts)[::-1]
    positive = np.add.reduceat(kept * outcome[ranked.order], ranked.starts)[::-1]
    wanted = share * rows.sum()
    reached = np.cumsum(rows)
    part = np.clip((wanted - (reached - rows)) / np.maximum(rows, 1e-12), 0, 1)
    base = positive.sum() / max(rows.sum(), 1e-12)
    return float((part * positive).sum() / wanted / base) if base and wanted else float("nan")


def brier_skill(chance: Numbers, outcome: Numbers, weights: Numbers, base: float) -> float:
    """Return how much of the squared error of the base rate the model takes away.

    Args:
        chance: What the model said.
        outcome: What happened.
        weights: Of each row.
        base: The rate of the months it was fitted on, which is what one could have said instead.
    """
    error = float((weights * (chance - outcome) ** 2).sum())
    reference = float((weights * (base - outcome) ** 2).sum())
    return 1.0 - error / reference


def calibration(chance: Numbers, outcome: Numbers, weights: Numbers) -> tuple[float, float]:
    """Return slope and intercept of what happened on the logit of what was said.

    The slope is of both fitted together; the intercept is that of a slope of one.
    """
    clipped = np.clip(chance, 1e-6, 1 - 1e-6)
    logit = np.log(clipped / (1 - clipped))
    design = np.column_stack([np.ones_like(logit), logit])
    slope = float(newton(design, outcome, weights, np.zeros(len(logit)))[1])
    intercept = float(newton(design[:, :1], outcome, weights, logit)[0])
    return slope, intercept


def net_benefit(chance: Numbers, outcome: Numbers, weights: Numbers, threshold: float) -> float:
    """Return the net benefit per row of acting from a probability on."""
    acted = chance >= threshold
    rows = weights.sum()
    hit = (weights * outcome * acted).sum() / rows
    missed = (weights * (1 - outcome) * acted).sum() / rows
    return float(hit - missed * threshold / (1 - threshold))


def draws(patients: NDArray[np.int64], count: int = DRAWS, seed: int = 1) -> list[Numbers]:
    """Return weights of the rows in drawings of patients anew, with replacement.

    A patient's rows come and go together, so that what they share widens the interval.
    """
    names, place = np.unique(patients, return_inverse=True)
    dice = np.random.default_rng(seed)
    return [
        dice.multinomial(len(names), np.full(len(names), 1 / len(names)))[place].astype(float)
        for _ in range(count)
    ]


def interval(value: float, drawn: list[float]) -> Measure:
    """Return a value with the middle 95 % of what was drawn."""
    known = [it for it in drawn if np.isfinite(it)]
    if len(known) < 20:
        return Measure(value)
    lower, upper = np.percentile(known, [2.5, 97.5])
    return Measure(value, float(lower), float(upper))


def newton(design: Numbers, outcome: Numbers, weights: Numbers, offset: Numbers) -> Numbers:
    """Fit a logistic regression of one or two columns."""
    found: Numbers = np.zeros(design.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(design @ found + offset, -30, 30)))
        curve = weights * np.maximum(chance * (1 - chance), 1e-9)
        step = np.linalg.lstsq(
            design.T @ (design * curve[:, None]), design.T @ (weights * (outcome - chance)),
            rcond=None,
        )[0]  # fmt: skip
        found = found + np.clip(step, -5, 5)
        if np.abs(step).max() < 1e-8:
            break
    return found
