"""The card of a model: what it is for, how good it is, where it ends; in words and pictures."""

import io
import warnings
from pathlib import Path
from typing import Any

from enamel_ml.judge import Judgement
from enamel_ml.measures import ALL, Measure, Metrics
from enamel_ml.specs import Spec
from enamel_ml.store import Version

SHOWN = {
    "auc": "AUC",
    "auc_rule": "AUC of the rule",
    "auc_five_features": "AUC of five features",
    "auc_gradient_boosting": "AUC of gradient boosting, for comparison",
    "auc_unseen_patients": "AUC on patients it was not fitted on",
    "average_precision": "Average precision",
    "average_precision_ratio": "Average precision over base rate",
    "top_decile_lift": "Lift of the tenth acted on",
    "found_per_ten_calls": "Found per ten calls from the top",
    "brier_skill": "Brier skill over the base rate",
    "calibration_slope": "Calibration slope",
    "calibration_intercept": "Calibration intercept",
    "net_benefit": "Net benefit of acting",
    "net_benefit_of_all": "Net benefit of acting on everybody",
    "auc_drop": "AUC lost within the test",
    "effect_of_acting": "Prevented by acting, of those it was done for",
    "attainable_auc": "Attainable AUC (synthetic)",
    "attainable_auc_knowing_traits": "AUC of who knows every trait (synthetic)",
    "attainable_top_decile_lift": "Attainable lift of the tenth acted on (synthetic)",
    "share_of_attainable_auc": "Share of the attainable AUC (synthetic)",
}


def make_card(
    spec: Spec,
    version: Version,
    judgement: Judgement,
    coefficients: dict[str, float],
    fingerprint: str,
    *,
    is_synthetic: bool,
    memory: float | None = None,
) -> dict[str, Any]:
    """Return the card as JSON."""
    gain = judgement.metrics[ALL, "auc_gain_over_gradient_boosting"]
    return {
        "model": spec.name,
        "version": version.version,
        "about": spec.about,
        "limits": spec.limits,
        "use": "To help: call, explain, offer another time. Never to refuse care, to book twice in "
        "silence or to grade people.",
        "is_synthetic": is_synthetic,
        "is_published": version.is_published,
        "missed_gates": judgement.missed,
        "rule": spec.rule,
        "acts_on": spec.acts_on,
        "judged_where": spec.judged_where or "every moment",
        "richer_model": _richer(gain),
        "memory_months": memory,
        "ceiling": _ceiling(spec, judgement.metrics),
        "features": sorted(spec.features),
        "strongest": sorted(
            (it for it in coefficients if it != "intercept"),
            key=lambda it: -abs(coefficients[it]),
        )[:8],
        "reliability": [
            {"said_rate": said, "happened_rate": happened, "row_count": count}
            for said, happened, count in judgement.reliability
        ],
        "gains": [{"part_rate": part, "found_rate": found} for part, found in judgement.gains],
        "net_benefit": [
            {"threshold_rate": threshold, "net_benefit": own, "net_benefit_of_all": of_all}
            for threshold, own, of_all in judgement.benefits
        ],
        "fingerprint": fingerprint,
    }


def _richer(gain: Measure) -> str:
    words = (
        f"AUC {gain.value:+.3f} against gradient boosting ({gain.lower:+.3f} to {gain.upper:+.3f})"
    )
    if gain.upper < 0:
        return f"{words}: it knows more than the weights do; a feature may be missing."
    return f"{words}: not better beyond its interval, so the weights that SQL can score are kept."


def _ceiling(spec: Spec, metrics: Metrics) -> str:
    """Say what nobody could have done better, and which gate that misses."""
    if (ALL, "attainable_auc") not in metrics:
        return ""
    auc, lift = (metrics[ALL, f"attainable_{it}"].value for it in ("auc", "top_decile_lift"))
    words = (
        f"Who was told how these patients were made up, but not their traits, reaches an AUC of"
        f" {auc:.3f} and a lift of {lift:.2f} on the same rows (synthetic)"
    )
    if lift < spec.gates["lift"]:
        return f"{words}: the lift of {spec.gates['lift']} that is demanded is out of reach here."
    return f"{words}."


def _memory(months: float | None) -> str:
    if months is None:
        return "all months count the same"
    return f"what is {months:.0f} months older counts half"


def pictures(spec: Spec, judgement: Judgement) -> tuple[str, str]:
    """Return said against happened, and what the first so many scores hold, as SVG."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib.figure import Figure

    matplotlib.rcParams["svg.hashsalt"] = "enamel"
    matplotlib.rcParams["svg.fonttype"] = "none"

    def drawn(title: str, x: str, y: str, points: list[tuple[float, float]], top: float) -> str:
        figure = Figure(figsize=(4, 3.4), layout="constrained")
        axes = figure.add_subplot()
        axes.plot([0, top], [0, top], color="#9aa5b1", linestyle="--", linewidth=1)
        axes.plot(*zip(*points, strict=True), color="#0b6bcb", marker=".", linewidth=1.5)
        axes.set(title=title, xlabel=x, ylabel=y, xlim=(0, top), ylim=(0, top * 1.02))
        buffer = io.StringIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            figure.savefig(buffer, format="svg", metadata={"Date": None})
        return buffer.getvalue()

    said = [(it[0], it[1]) for it in judgement.reliability]
    top = min(1.0, 1.1 * max(max(it) for it in said))
    sought = "those who do" if spec.acts_on == "likely" else "those who do not"
    return (
        drawn(f"{spec.name}: said and happened", "said", "happened", said, top),
        drawn(f"{spec.name}: who is found", "called first", f"of {sought}", judgement.gains, 1.0),
    )


def as_text(card: dict[str, Any], version: dict[str, Any], metrics: Metrics) -> str:
    """Return the card as Markdown.

    Args:
        card: As stored.
        version: The row of ml.models.
        metrics: As stored.
    """
    synthetic = " on a synthetic practice" if card["is_synthetic"] else ""
    lines = [
        f"# {card['model']}, version {card['version']}",
        "",
        f"{card['about']} {version['verdict']}",
        "",
        f"Measured{synthetic} on {_count(metrics, 'row_count')} moments of"
        f" {_count(metrics, 'patient_count')} patients, {version['test_from_date']} to"
        f" {version['test_until_date']}, looked at once. Fitted from"
        f" {version['train_from_date']}, its strength and memory chosen from"
        f" {version['tune_from_date']} on: {_memory(card.get('memory_months'))}."
        f" Trained {version['trained_at']:%Y-%m-%d %H:%M} UTC;"
        + (
            f" put into use by {version['approved_by']}."
            if version["approved_by"]
            else " not in use."
        ),
        "",
        f"The rule beside it: {card['rule']}",
        "",
        "| measure | value | 95 % |",
        "|---|---|---|",
    ]
    for name, words in SHOWN.items():
        if (ALL, name) in metrics:
            lines.append(f"| {words} | {_value(metrics[ALL, name])} |")
    lines += ["", card["richer_model"]]
    if card.get("ceiling"):
        lines += ["", card["ceiling"]]
    lines += ["", "| acting from a probability of | net benefit | of acting on everybody |"]
    lines += ["|---|---|---|"]
    for it in card.get("net_benefit", []):
        lines.append(
            f"| {it['threshold_rate']:.3f} | {it['net_benefit']:+.4f} |"
            f" {it['net_benefit_of_all']:+.4f} |"
        )
    lines += ["", "![said and happened](reliability.svg)"]
    lines += ["![who is found](lift.svg)", "", "| part | moments | happened | said | AUC |"]
    lines += ["|---|---|---|---|---|"]
    for part in sorted({name for name, _ in metrics} - {ALL}):
        auc = metrics.get((part, "auc"))
        lines.append(
            f"| {part} | {_count(metrics, 'row_count', part)} |"
            f" {metrics[part, 'observed_rate'].value:.3f} |"
            f" {metrics[part, 'predicted_rate'].value:.3f} | {f'{auc.value:.3f}' if auc else ''} |"
        )
    lines += ["", "## Limits", "", card["limits"], "", card["use"], ""]
    return "\n".join(lines)


def write_files(folder: Path, text: str, drawn: tuple[str, str]) -> None:
    """Write a card and its pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (
        ("card.md", text),
        ("reliability.svg", drawn[0]),
        ("lift.svg", drawn[1]),
    ):
        (folder / name).write_text(content, encoding="utf-8")


def _count(metrics: Metrics, name: str, part: str = ALL) -> str:
    return f"{metrics[part, name].value:,.0f}"


def _value(measure: Measure) -> str:
    between = (
        f"{measure.lower:.3f} to {measure.upper:.3f}" if measure.lower == measure.lower else ""
    )
    return f"{measure.value:.3f} | {between}"
