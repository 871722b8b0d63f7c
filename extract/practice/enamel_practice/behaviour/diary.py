"""What a family's members decided: every draw with its true probability, for the sidecar.

Beside the true probability, which knows the traits, stands the one that an onlooker could have
known: the trait is replaced by what the outcomes known by then tell of it. Each domain is looked
at alone. The traits of a family's members begin as one normal distribution (mean 0, variance 1,
correlation `family_share`); every known outcome moves it by one step of Laplace's approximation,
and the probability is the logistic one averaged over what is left of the doubt (probit scaling).
What other domains, notes or balances tell of a trait is not used, so a model may come out a
little better.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from heapq import heappop, heappush
from math import pi, sqrt
from typing import Any

from enamel_practice.behaviour.model import Domain, Target, logit, probability
from enamel_practice.dice import Dice

KEYS = {
    "attendance": ("AptNum", "AptDateTime", "PatNum", "booked"),
    "acceptance": ("ProcNum", "DateTP", "PatNum", "procedures"),
    "payment": ("Guarantor", "ProcDate", "ProcNum", "cents"),
    "recall": ("AptNum", "AptDateTime", "PatNum", "due"),
}
"""What identifies a line of each domain, first of all columns; `at` follows."""


class Draw:
    """One target's probability and, if it came to that, its outcome."""

    __slots__ = ("outcome", "probability", "seen", "target", "visible")

    def __init__(self, target: Target, visible: float, true: float) -> None:
        """Keep what the draw was made with."""
        self.target, self.visible, self.probability = target, visible, true
        self.seen, self.outcome = 0.0, -1


class Mark:
    """One moment of decision: a slot, a case, a bill, a cleaning."""

    __slots__ = ("at", "dice", "domain", "draws", "features", "key", "leaning", "member")

    def __init__(
        self, dice: Dice, domain: Domain, member: int, leaning: float, at: datetime,
        key: tuple[Any, ...], features: list[float],
    ) -> None:  # fmt: skip
        """Begin without draws.

        Args:
            dice: The family's.
            domain: Whose targets are drawn.
            member: The member's place in the family.
            leaning: The member's trait of the domain.
            at: When; draws of one domain are looked at in this order.
            key: What identifies it in the database.
            features: In the domain's order.
        """
        self.dice, self.domain, self.member, self.leaning = dice, domain, member, leaning
        self.at, self.key, self.features = at, key, features
        self.draws: dict[str, Draw] = {}

    def weigh(self, name: str) -> float:
        """Return a target's true probability, and keep it."""
        target = self.domain.targets[name]
        visible = target.visible(self.features)
        true = probability(visible + target.latent * self.leaning)
        self.draws[name] = Draw(target, visible, true)
        return true

    def draw(self, name: str) -> bool:
        """Draw a target, weighing it if that was not done before."""
        return self.decide(name, self.dice.uniform())

    def decide(self, name: str, drawn: float) -> bool:
        """Have a target happen if a number drawn from 0 to 1 is below its probability."""
        if name not in self.draws:
            self.weigh(name)
        happens = drawn < self.draws[name].probability
        self.draws[name].outcome = int(happens)
        return happens

    def weigh_as(self, name: str, probability: float) -> None:
        """Keep another probability than the model's for somebody of whom more is known by now.

        The onlooker knows it too: what is seen is moved by as much, in logits.
        """
        plain = self.weigh(name)
        draw = self.draws[name]
        draw.probability = probability
        draw.visible += logit(probability) - logit(plain)


def columns(name: str, domain: Domain) -> tuple[str, ...]:
    """Return the columns of a domain's file.

    Per target: the true probability, the one an onlooker could have known, and the outcome, empty
    where it was not drawn.
    """
    per_target = [
        f"{target}{end}" for target in domain.targets for end in ("_probability", "_seen", "")
    ]
    return (*KEYS[name], "at", *domain.features, *per_target)


def lines(
    domain: Domain, marks: Sequence[Mark], share: float, before: Sequence[Mark] = ()
) -> list[tuple[Any, ...]]:
    """Return a family's lines of one domain in the order of time, the onlooker's view added.

    Args:
        domain: The domain.
        marks: What is to be written.
        share: The part of the traits' variance that is the family's.
        before: What was written earlier, for the onlooker to know.
    """
    ordered = sorted(marks, key=lambda it: it.at)
    look_on([*before, *ordered], share)
    found = []
    for mark in ordered:
        row: list[Any] = [*mark.key, mark.at, *mark.features]
        for name in domain.targets:
            draw = mark.draws.get(name)
            if draw is None:
                row += ("", "", "")
            else:
                row += (round(draw.probability, 6), round(draw.seen, 6),
                        draw.outcome if draw.outcome >= 0 else "")  # fmt: skip
        found.append(tuple(row))
    return found


def look_on(marks: Sequence[Mark], share: float) -> None:
    """Fill in what an onlooker could have known, going through one domain's marks in time."""
    members = sorted({it.member for it in marks})
    place = {member: index for index, member in enumerate(members)}
    size = len(members)
    means = [0.0] * size
    doubts = [[1.0 if row == column else share for column in range(size)] for row in range(size)]
    waiting: list[tuple[datetime, int, int, Draw]] = []
    count = 0
    for mark in marks:
        while waiting and waiting[0][0] <= mark.at:
            _, _, index, draw = heappop(waiting)
            _learn(means, doubts, index, draw)
        index = place[mark.member]
        for draw in mark.draws.values():
            latent = draw.target.latent
            spread = latent * latent * doubts[index][index]
            draw.seen = probability(
                (draw.visible + latent * means[index]) / sqrt(1.0 + pi * spread / 8.0)
            )
            if draw.outcome < 0 or not latent:
                continue
            if draw.target.known_after:
                count += 1
                known = mark.at + timedelta(days=draw.target.known_after)
                heappush(waiting, (known, count, index, draw))
            else:
                _learn(means, doubts, index, draw)


def _learn(means: list[float], doubts: list[list[float]], index: int, draw: Draw) -> None:
    """Move the family's traits by one outcome of one member."""
    latent = draw.target.latent
    guess = probability(draw.visible + latent * means[index])
    curve = latent * latent * guess * (1.0 - guess)
    column = [row[index] for row in doubts]
    scale = 1.0 + curve * column[index]
    step, shrink = latent * (draw.outcome - guess) / scale, curve / scale
    for place, weight in enumerate(column):
        means[place] += weight * step
        row = doubts[place]
        for other, also in enumerate(column):
            row[other] -= shrink * weight * also
