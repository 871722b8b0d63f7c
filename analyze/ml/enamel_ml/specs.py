"""What is predicted: `models.yml`, read and checked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from enamel_ml.errors import ModelError

FILE = Path(__file__).with_name("models.yml")
KEYS = {
    "about", "table", "target", "acts_on", "judged_where", "rule", "rule_is_inverse", "features",
    "five", "gates", "ceiling", "limits",
}  # fmt: skip


@dataclass(frozen=True)
class Ceiling:
    """Where a synthetic practice says what could have been known.

    Args:
        file: The sidecar's file.
        key: What its lines are about: `visit`, `case`, `bill` or `cleaning`.
        targets: Of these one must happen.
        is_none: Whether what is predicted is that none of them does.
    """

    file: str
    key: str
    targets: tuple[str, ...]
    is_none: bool = False


@dataclass(frozen=True)
class Spec:
    """One model: what it predicts, from what, and what it must reach. See `models.yml`."""

    name: str
    about: str
    table: str
    target: str
    acts_on: str
    judged_where: str
    rule: str
    rule_is_inverse: bool
    features: tuple[str, ...]
    five: tuple[str, ...]
    gates: dict[str, float]
    ceiling: Ceiling
    limits: str


def read_specs(file: Path = FILE) -> dict[str, Spec]:
    """Return the models by name.

    Raises:
        ModelError: The file says something that means nothing, or uses a forbidden feature.
    """
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    forbidden = tuple(written["forbidden"])
    return {name: _spec(name, it, forbidden) for name, it in written["models"].items()}


def _spec(name: str, written: dict[str, Any], forbidden: tuple[str, ...]) -> Spec:
    if unknown := sorted(set(written) - KEYS):
        raise ModelError(f"models.yml: {name} does not know {', '.join(unknown)}.", "Correct it.")
    features = tuple(written["features"])
    if wrong := [it for it in features if any(part in it.split("_") for part in forbidden)]:
        raise ModelError(
            f"models.yml: {name} uses {', '.join(wrong)}, and nobody is judged by that.",
            "Take it out of the features.",
        )
    if missing := sorted(set(written["five"]) - set(features)):
        raise ModelError(
            f"models.yml: {name} has {', '.join(missing)} among its five alone.",
            "Take the five from its features.",
        )
    ceiling = written["ceiling"]
    return Spec(
        name=name,
        about=written["about"],
        table=written["table"],
        target=written["target"],
        acts_on=written["acts_on"],
        judged_where=written.get("judged_where", ""),
        rule=written["rule"],
        rule_is_inverse=written.get("rule_is_inverse", False),
        features=features,
        five=tuple(written["five"]),
        gates=dict(written["gates"]),
        ceiling=Ceiling(
            ceiling["file"],
            ceiling["key"],
            tuple(ceiling["targets"]),
            ceiling.get("is_none", False),
        ),
        limits=written["limits"].strip(),
    )
