"""Recall rows, computed from the chart as the source keeps them in step; who is booked."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from enamel_practice.definitions import DEF
from enamel_practice.model import NONE, Family, Member, Procedure, World, moment
from enamel_practice.people import INACTIVE, PATIENT
from enamel_practice.settings import (
    RECALL_ALL_FILMS,
    RECALL_CHILD,
    RECALL_FILMS,
    RECALL_PERIO,
    RECALL_PROPHY,
    RECALL_TYPES,
)
from enamel_practice.truth.kinds import Recall

COUNTED = (2, 3, 4)
CLEANINGS = tuple(
    code
    for number in (RECALL_PROPHY, RECALL_CHILD, RECALL_PERIO)
    for code in RECALL_TYPES[number - 1][3]
)


def add_interval(day: date, packed: int) -> date:
    """Return a day moved by a packed interval: years, months, weeks, days, in that order."""
    years, months, weeks, days = packed >> 24, packed >> 16 & 255, packed >> 8 & 255, packed & 255
    month = day.month - 1 + months
    year = day.year + years + month // 12
    month = month % 12 + 1
    clipped = date(year, month, min(day.day, monthrange(year, month)[1]))
    return clipped + timedelta(days=7 * weeks + days)


def is_booked(member: Member, at: datetime) -> bool:
    """Return whether somebody had a time ahead in the book at a moment."""
    return any(stand.stood(at) for visit in member.visits for stand in visit.stands)


def cycles(member: Member, now: datetime) -> list[tuple[date, datetime]]:
    """Return when cleanings were due, each with the moment from which that no longer counted."""
    ends = [*(it.since for it in member.dues[1:]), now]
    return [(due.day, end) for due, end in zip(member.dues, ends, strict=False)]


def write_recalls(world: World, family: Family) -> None:
    """Add one row per member and kind of recall that something done calls for."""
    for member in family.members:
        if member.status not in (PATIENT, INACTIVE) or member.role == "double":
            continue
        done = [it for it in member.procs if it.status in COUNTED]
        kind = RECALL_PROPHY
        if member.gum_patient:
            kind = RECALL_PERIO
        elif member.age(world.config.today) < 14:
            kind = RECALL_CHILD
        previous = _last(done, CLEANINGS)
        if previous is not None:
            _write(world, member, kind, previous)
        for films in (RECALL_FILMS, RECALL_ALL_FILMS):
            previous = _last(done, RECALL_TYPES[films - 1][3])
            if previous is not None:
                _write(world, member, films, previous)


def _last(procs: Iterable[Procedure], codes: tuple[str, ...]) -> date | None:
    return max((it.day for it in procs if it.code.kind.code in codes), default=None)


def _write(world: World, member: Member, kind: int, previous: date) -> None:
    dice, today = member.family.dice, world.config.today
    codes = CLEANINGS if kind <= RECALL_PERIO else RECALL_TYPES[kind - 1][3]
    booked = {
        visit.number: visit.start.date()
        for visit in member.visits
        if visit.status == 1 and visit.start.date() >= today and not visit.deleted
    }
    days = [
        booked[it.visit]
        for it in member.procs
        if it.status == 1 and it.visit in booked and it.code.kind.code in codes
    ]
    interval = RECALL_TYPES[kind - 1][1]
    calculated = add_interval(previous, interval)
    moved = timedelta(days=dice.integer(-20, 60)) if dice.chance(0.04) else timedelta(0)
    disabled = dice.chance(0.03)
    overdue = calculated < today and not days
    edited = max((max(it.made, it.edited) for it in member.procs), default=world.config.now)
    status = 0
    if overdue and dice.chance(0.5):
        status = DEF[dice.pick(("recall_card", "recall_called", "recall_texted"))]
        touched = today - timedelta(days=dice.integer(1, 30))
        edited = max(edited, moment(dice, touched))
    due = NONE if disabled else calculated + moved
    number = world.rows.add(
        "recall", edited, PatNum=member.number, DateDueCalc=calculated,
        DateDue=due, DatePrevious=previous,
        RecallInterval=interval, RecallTypeNum=kind, IsDisabled=int(disabled), Note="",
        RecallStatus=status, DateScheduled=min(days, default=NONE),
        Priority=int(dice.chance(0.01)),
    )  # fmt: skip
    world.facts.tell(Recall(number, member.number, kind, due, min(days, default=NONE), disabled))
