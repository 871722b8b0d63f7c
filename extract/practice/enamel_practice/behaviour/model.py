"""The stated model: coefficients from `model.yml`, and probabilities from features and traits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from math import exp, log, sqrt
from operator import mul
from pathlib import Path
from typing import Any

import yaml

from enamel_practice.dice import Dice

TOPIC = 21
FILE = Path(__file__).with_name("model.yml")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing a patient does or does not do.

    Args:
        name: Its name in the model and the sidecar.
        intercept: The logit of nobody in particular.
        latent: What one standard deviation of the domain's trait adds.
        coefficients: One per feature of the domain, in the domain's order.
        known_after: Days until the outcome can be read from the database.
    """

    name: str
    intercept: float
    latent: float
    coefficients: tuple[float, ...]
    known_after: int

    def visible(self, features: Sequence[float]) -> float:
        """Return the logit of what can be seen."""
        return sum(map(mul, self.coefficients, features), self.intercept)


@dataclass(frozen=True, slots=True)
class Domain:
    """Targets that share features and one trait.

    Args:
        name: Its name in the model and the sidecar.
        features: Their names, in order.
        weights: How the four traits mix into the domain's, which has variance 1.
        targets: By name.
        deviation: What providers add to a logit varies by.
        topic: Tells the domain's random stream from the others'.
    """

    name: str
    features: tuple[str, ...]
    weights: tuple[float, ...]
    targets: dict[str, Target]
    deviation: float
    topic: int

    def trait(self, traits: Sequence[float]) -> float:
        """Return the domain's trait of somebody."""
        return sum(map(mul, self.weights, traits), 0.0)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The model as it holds for one practice."""

    attendance: Domain
    acceptance: Domain
    payment: Domain
    recall: Domain
    family_share: float
    reminders_from: date
    seed: int
    made: date
    added: dict[tuple[int, int], float] = field(default_factory=dict)

    @property
    def domains(self) -> tuple[Domain, ...]:
        """All of them, in the model's order, which is that of `Leanings`."""
        return self.attendance, self.acceptance, self.payment, self.recall

    def provider(self, domain: Domain, number: int) -> float:
        """Return what a provider adds in a domain."""
        key = (domain.topic, number)
        if key not in self.added:
            drawn = Dice(self.seed, TOPIC, *key).normal(0.0, domain.deviation)
            self.added[key] = round(drawn, 4)
        return self.added[key]


def behave(seed: int, start: date, today: date, *, coin_flip: bool = False) -> Behaviour:
    """Return the model for a practice.

    Args:
        seed: The practice's; providers differ by it.
        start: The first day of active history.
        today: The practice's own date.
        coin_flip: Let every draw have its target's one probability, whoever it is about.
    """
    data = _read()
    names = data["traits"]["names"]
    domains = {
        name: _domain(name, it, names, data["provider_deviation"], topic, coin_flip=coin_flip)
        for topic, (name, it) in enumerate(data["domains"].items())
    }
    turn = start + timedelta(days=int((today - start).days * data["reminders_from"]))
    return Behaviour(
        domains["attendance"],
        domains["acceptance"],
        domains["payment"],
        domains["recall"],
        family_share=data["traits"]["family_share"],
        reminders_from=turn,
        seed=seed,
        made=today,
    )


def probability(logit: float) -> float:
    """Return the probability of a logit."""
    return 1.0 / (1.0 + exp(-logit))


def logit(share: float) -> float:
    """Return the logit of a probability, those of hardly and of nearly always cut short."""
    inside = min(max(share, 1e-9), 1 - 1e-9)
    return log(inside / (1.0 - inside))


def _domain(
    name: str, data: Mapping[str, Any], names: Sequence[str], deviation: float, topic: int, *,
    coin_flip: bool,
) -> Domain:  # fmt: skip
    weights = [data["traits"].get(name, 0.0) for name in names]
    length = sqrt(sum(it * it for it in weights))
    features = tuple(data["features"])
    return Domain(
        name,
        features,
        tuple(it / length for it in weights),
        {
            target: _target(target, it, features, coin_flip=coin_flip)
            for target, it in data["targets"].items()
        },
        0.0 if coin_flip else deviation,
        topic,
    )


def _target(
    name: str, data: Mapping[str, Any], features: Sequence[str], *, coin_flip: bool
) -> Target:
    days = data.get("known_after", 0)
    if coin_flip:
        coin = data["coin"]
        return Target(name, log(coin / (1.0 - coin)), 0.0, (0.0,) * len(features), days)
    if unknown := set(data["coefficients"]) - set(features):
        raise ValueError(f"{FILE.name}: {name} names unknown features {sorted(unknown)}")
    coefficients = tuple(data["coefficients"].get(it, 0.0) for it in features)
    return Target(name, data["intercept"], data["latent"], coefficients, days)


@cache
def _read() -> dict[str, Any]:
    with FILE.open(encoding="utf-8") as file:
        data: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return data
