"""What a model must reach before an office sees its probabilities."""

from collections.abc import Callable, Iterator

from enamel_ml.measures import ALL, Measure, Metrics
from enamel_ml.specs import Spec


def missed(spec: Spec, metrics: Metrics) -> Iterator[str]:
    """Yield the gates that were missed, in words."""

    def value(name: str) -> Measure:
        return metrics[ALL, name]

    limits: list[tuple[str, Callable[[], bool], str]] = [
        (
            "calibration slope from 0.9 to 1.1",
            lambda: 0.9 <= value("calibration_slope").value <= 1.1,
            "calibration_slope",
        ),
        (
            "calibration intercept within 0.1",
            lambda: abs(value("calibration_intercept").value) <= 0.1,
            "calibration_intercept",
        ),
        (
            "Brier skill above 0 with its interval",
            lambda: value("brier_skill").lower > 0,
            "brier_skill",
        ),
        (
            "AUC above the rule's with its interval",
            lambda: value("auc_gain_over_rule").lower > 0,
            "auc_gain_over_rule",
        ),
        (
            "AUC no worse than the five features'",
            lambda: value("auc_gain_over_five_features").upper >= 0,
            "auc_gain_over_five_features",
        ),
        (
            "AUC drop of 0.03 at most, its interval allowed for",
            lambda: not value("auc_drop").lower > 0.03,
            "auc_drop",
        ),
    ]
    for name, wanted in spec.gates.items():
        metric = {"ap_ratio": "average_precision_ratio", "lift": "top_decile_lift"}[name]
        limits.append(
            (
                f"{metric.replace('_', ' ')} of at least {wanted}",
                lambda metric=metric, wanted=wanted: value(metric).value >= wanted,  # type: ignore[misc]
                metric,
            )
        )
    for words, holds, metric in limits:
        if not holds():
            found = value(metric)
            between = (
                f" ({found.lower:.3f} to {found.upper:.3f})" if found.lower == found.lower else ""
            )
            yield f"{words}: {found.value:.3f}{between}"
