"""What acting does: those whom chance left alone beside those on the lists, of the same risk."""

from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

from enamel_ml.data import Numbers, Rows
from enamel_ml.judge import SMALLEST, acted_on
from enamel_ml.measures import ALL, Measure, Metrics, draws, interval
from enamel_ml.specs import Spec

LISTED = 0.7
"""From this place among the risks on rpt_predictions tells the office to act."""
ALONE, LISTS = "left alone by chance", "on the lists"
EFFECT = "effect_of_acting"


def held_out(connection: psycopg.Connection[Any], model: str, rows: Rows) -> NDArray[np.bool_]:
    """Return of which rows chance leaves the patient alone."""
    found = connection.execute(
        "select patient_id from intermediate.int_patients_held_out where model = %s", [model]
    ).fetchall()
    return np.isin(rows.about["patient_id"], [row[0] for row in found])


def effect(spec: Spec, rows: Rows, said: Numbers, held: NDArray[np.bool_]) -> Metrics:
    """Measure how often it happened to those at risk, left alone or on the lists.

    Args:
        spec: The model.
        rows: Moments at which the lists stood, with what became of them.
        said: What the lists were made by, the higher the likelier the outcome.
        held: Of which rows chance leaves the patient alone.

    Returns:
        Rates of both, and their difference: what acting prevents. Nothing of fewer than 11.
    """
    if not len(rows):
        return {}
    risk, sought = acted_on(spec, said, rows.outcome)
    listed = risk >= np.quantile(risk, LISTED)
    alone, told = listed & held, listed & ~held
    if min(alone.sum(), told.sum()) < SMALLEST:
        return {}

    def prevented(weights: Numbers) -> float:
        left, acted = (
            (weights * sought)[it].sum() / weights[it].sum() if weights[it].sum() else np.nan
            for it in (alone, told)
        )
        return float(left - acted)

    drawn = [prevented(it) for it in draws(rows.about["patient_id"])]
    metrics: Metrics = {(ALL, EFFECT): interval(prevented(np.ones(len(rows))), drawn)}
    for part, mask in ((ALONE, alone), (LISTS, told)):
        metrics |= {
            (part, "row_count"): Measure(float(mask.sum())),
            (part, "observed_rate"): Measure(float(rows.outcome[mask].mean())),
            (part, "predicted_rate"): Measure(float(said[mask].mean())),
        }
    return metrics


def in_words(metrics: Metrics) -> str:
    """Return what acting does, as one line."""
    if (ALL, EFFECT) not in metrics:
        return f"acting: fewer than {SMALLEST} were at risk and left alone by chance since the test"
    it = metrics[ALL, EFFECT]
    alone, told = (metrics[part, "observed_rate"].value for part in (ALONE, LISTS))
    return (
        f"acting prevents {it.value:+.3f} ({it.lower:+.3f} to {it.upper:+.3f}):"
        f" {ALONE} {alone:.3f}, {LISTS} {told:.3f}"
    )
