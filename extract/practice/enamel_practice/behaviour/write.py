"""Opens pages of a family's diary, and hands them to the sidecar when its history is made."""

from datetime import datetime
from typing import Any

from enamel_practice.behaviour.diary import Mark, columns, lines
from enamel_practice.behaviour.model import Domain
from enamel_practice.model import Family, Member, World

FOLDER = "behaviour"


def mark(
    member: Member, domain: Domain, at: datetime, key: tuple[Any, ...], features: list[float]
) -> Mark:
    """Return a new mark of a member, noted in the family's diary."""
    leaning = member.leanings[domain.topic]
    made = Mark(member.family.dice, domain, member.place, leaning, at, key, features)
    member.family.diary.setdefault(domain.name, []).append(made)
    return made


def write_diary(world: World, family: Family) -> None:
    """Add what the family decided to the sidecar."""
    share = world.behaviour.family_share
    for domain in world.behaviour.domains:
        if marks := family.diary.get(domain.name):
            world.sidecar.add(
                f"{FOLDER}/{domain.name}", columns(domain.name, domain), lines(domain, marks, share)
            )
