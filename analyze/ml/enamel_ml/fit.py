"""Fits models; what leaves here is a weight per feature, for SQL to score with."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from enamel_ml.data import Numbers, Rows
from enamel_ml.measures import newton

STRENGTHS = (0.1, 1.0, 10.0)
"""How freely weights may grow; the tuning months choose."""
MEMORIES = (None, 12.0, 6.0)
"""Months after which a moment counts half as much, None for never; the tuning months choose."""
INTERCEPT = "intercept"


@dataclass(frozen=True)
class Logistic:
    """A fitted logistic model on features as they are, without scaling.

    Attributes:
        features: Their names, in order.
        weights: One per feature.
        intercept: The logit of nobody in particular.
        strength: Of the regularisation, as chosen.
        memory: Months after which a moment counted half as much, as chosen.
    """

    features: tuple[str, ...]
    weights: Numbers
    intercept: float
    strength: float
    memory: float | None = None

    def probability(self, features: Numbers) -> Numbers:
        """Return the probability of each line."""
        logit = features @ self.weights + self.intercept
        chance: Numbers = 1.0 / (1.0 + np.exp(-logit))
        return chance

    def coefficients(self) -> dict[str, float]:
        """Return the weights by feature, the intercept among them."""
        named = zip(self.features, self.weights.tolist(), strict=True)
        return {INTERCEPT: self.intercept, **dict(named)}


def fit_logistic(
    train: Rows,
    tune: Rows,
    names: Sequence[str],
    wanted: Sequence[str] | None = None,
    strengths: Sequence[float] = STRENGTHS,
    memories: Sequence[float | None] = MEMORIES,
) -> Logistic:
    """Fit on the training window, choose strength and memory on the tuning window, fit on both.

    A practice that begins to remind of visits is another one afterwards: where the tuning months
    say so, older months count less.

    Where one thing is scored at several moments, the judged ones decide the weights. What does not
    vary among those (how many days ahead it is) gets its weight from the others, the rest held.

    Args:
        train: The training window.
        tune: The tuning window.
        names: The features of the rows, in order.
        wanted: Use these alone; all if None.
        strengths: How freely weights may grow; one is not chosen but taken.
        memories: After how many months a moment counts half; one is not chosen but taken.
    """
    chosen = tuple(wanted or names)
    places = [list(names).index(it) for it in chosen]
    before, after = train.judged, tune.judged
    best, memory, loss = strengths[0], memories[0], np.inf
    choices = [(strength, it) for it in memories for strength in strengths]
    for choice in choices if len(choices) > 1 else ():
        model = _solve(
            train.features[before][:, places],
            train.outcome[before],
            choice[0],
            _weights(train.months[before], choice[1]),
        )
        seen = model.predict_proba(tune.features[after][:, places])[:, 1]
        found = log_loss(tune.outcome[after], seen)
        if found < loss - 1e-6:
            (best, memory), loss = choice, found
    features = np.vstack([train.features, tune.features])[:, places]
    outcome = np.concatenate([train.outcome, tune.outcome])
    judged = np.concatenate([before, after])
    aged = _weights(np.concatenate([train.months, tune.months])[judged], memory)
    fitted = _solve(features[judged], outcome[judged], best, aged)
    model = _unscaled(fitted, chosen, best, memory)
    for place in np.flatnonzero(np.ptp(features[judged], axis=0) == 0):
        rows = features[:, place] != 0
        if rows.any():
            logit = features[rows] @ model.weights + model.intercept
            value = features[rows][:, [place]]
            model.weights[place] += newton(value, outcome[rows], np.ones(len(value)), logit)[0]
    return model


def fit_boosted(train: Rows, tune: Rows) -> HistGradientBoostingClassifier:
    """Fit gradient boosting on both windows; it is only ever compared with."""
    model = HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_iter=80,
        max_leaf_nodes=8,
        min_samples_leaf=40,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    judged = np.concatenate([train.judged, tune.judged])
    features = np.vstack([train.features, tune.features])
    model.fit(features[judged], np.concatenate([train.outcome, tune.outcome])[judged])
    return model


def _weights(months: NDArray[np.int64], memory: float | None) -> Numbers:
    """Return how much a moment of each month counts, the last month 1."""
    if memory is None:
        return np.ones(len(months))
    return np.asarray(0.5 ** ((months.max() - months) / memory))


def _solve(features: Numbers, outcome: Numbers, strength: float, weights: Numbers):  # type: ignore[no-untyped-def]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=500))
    with warnings.catch_warnings():
        # What did not converge would show in the judgement, on months it has not seen.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(features, outcome, logisticregression__sample_weight=weights)


def _unscaled(  # type: ignore[no-untyped-def]
    model, features: tuple[str, ...], strength: float, memory: float | None
) -> Logistic:
    """Fold the scaler into the weights, so that SQL multiplies features as they are."""
    scaler, logistic = model[0], model[1]
    weights = logistic.coef_[0] / scaler.scale_
    intercept = float(logistic.intercept_[0] - weights @ scaler.mean_)
    return Logistic(features, weights, intercept, strength, memory)
