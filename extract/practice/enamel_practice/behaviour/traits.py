"""Latent traits: what a patient is like, more alike within a family than between families."""

from math import sqrt
from typing import NamedTuple

from enamel_practice.behaviour.model import Behaviour
from enamel_practice.dice import Dice

TOPIC = 20
COUNT = 4


class Leanings(NamedTuple):
    """A patient's trait of each domain, variance 1 over all patients."""

    attendance: float
    acceptance: float
    payment: float
    recall: float


NO_LEANING = Leanings(0.0, 0.0, 0.0, 0.0)


def draw_traits(seed: int, family: int, members: int, share: float) -> list[tuple[float, ...]]:
    """Return reliability, price sensitivity, anxiety and liquidity of each member.

    They come from a stream of their own, so that whoever knows a practice's seed and a family's
    index finds them again.

    Args:
        seed: The practice's.
        family: The family's index.
        members: How many.
        share: The part of the variance that is the family's; also the correlation of two members.
    """
    dice = Dice(seed, TOPIC, family)
    common = [dice.normal(0.0, sqrt(share)) for _ in range(COUNT)]
    own = sqrt(1.0 - share)
    return [tuple(it + dice.normal(0.0, own) for it in common) for _ in range(members)]


def leanings(behaviour: Behaviour, traits: tuple[float, ...]) -> Leanings:
    """Return the traits as each domain mixes them."""
    return Leanings(
        behaviour.attendance.trait(traits),
        behaviour.acceptance.trait(traits),
        behaviour.payment.trait(traits),
        behaviour.recall.trait(traits),
    )
