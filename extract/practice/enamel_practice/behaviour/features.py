"""The features of the model's domains, as the office could have known them at that moment."""

from datetime import date, datetime
from math import log
from typing import Protocol

ADULT, YOUNG_UNTIL, SENIOR = 18, 35, 65
LAST = 5


class Somebody(Protocol):
    """A patient, as far as features go."""

    @property
    def stood(self) -> list[bool]:
        """Of each slot that stood a day ahead, in order: was it missed or cancelled late?"""

    @property
    def declined_cases(self) -> int:
        """How many cases were declined before."""

    @property
    def gum_patient(self) -> bool:
        """Whether cleanings are due every four months."""

    @property
    def joined(self) -> date:
        """Since when the office knows them."""

    @property
    def plan_type(self) -> str | None:
        """The type of the first plan; None without a plan."""

    def age(self, day: date) -> int:
        """Return full years on a day."""


def slot_features(
    member: Somebody, start: datetime, booked: date, *, is_new: bool, hygiene: bool,
    reminders: bool, provider: float,
) -> list[float]:  # fmt: skip
    """Return attendance's features; `confirmed` is 0 until somebody confirms."""
    day, age = start.date(), member.age(start.date())
    lead = (day - booked).days
    weekday, month = day.weekday(), day.month
    plan = member.plan_type
    history = member.stood[-LAST:]
    return [
        round(log(1.0 + lead / 7.0), 4),
        int(lead == 0),
        int(weekday == 0),
        int(weekday == 4),
        int(start.hour < 9),
        int(start.hour >= 15),
        int(is_new),
        int(age < ADULT),
        int(ADULT <= age < YOUNG_UNTIL),
        int(age >= SENIOR),
        int(plan is not None),
        int(plan == "f"),
        int(month == 12 or month < 3),
        int(month in (7, 8)),
        int(hygiene),
        broken_share(history),
        int(bool(history) and history[-1]),
        0,
        int(reminders),
        provider,
    ]


def broken_share(history: list[bool]) -> float:
    """Return the share of broken visits among the last ones, smoothed."""
    history = history[-LAST:]
    return round((sum(history) + 0.3) / (len(history) + 3.0), 4)


def case_features(
    member: Somebody, day: date, cents: int, visits: int, kind: str, provider: float
) -> list[float]:
    """Return acceptance's features."""
    age, plan = member.age(day), member.plan_type
    return [
        round(log(max(cents, 2_000) / 50_000), 4),
        visits - 1,
        int(plan is not None),
        int(plan == "f"),
        int(age < ADULT),
        int(age >= SENIOR),
        int(kind == "new"),
        int(kind == "emergency"),
        int(day.month >= 10),
        min(3, member.declined_cases),
        provider,
    ]


def bill_features(
    guarantor: Somebody, day: date, cents: int, *, insured: bool, history: list[bool]
) -> list[float]:
    """Return payment's features; `history` tells of each bill whose time is over: was it late?"""
    age = guarantor.age(day)
    history = history[-LAST:]
    return [
        round(log(max(cents, 100) / 10_000), 4),
        int(insured),
        int(age >= SENIOR),
        int(age < YOUNG_UNTIL),
        int(day.month == 1),
        round((sum(history) + 0.6) / (len(history) + 3.0), 4),
        int(bool(history) and history[-1]),
        _tenure(guarantor, day),
    ]


def recall_features(member: Somebody, day: date, *, is_new: bool, provider: float) -> list[float]:
    """Return recall's features."""
    age = member.age(day)
    return [
        int(member.plan_type is not None),
        int(age < ADULT),
        int(ADULT <= age < YOUNG_UNTIL),
        int(age >= SENIOR),
        int(is_new),
        int(member.gum_patient),
        _tenure(member, day),
        broken_share(member.stood),
        int(day.month in (7, 8)),
        provider,
    ]


def _tenure(member: Somebody, day: date) -> float:
    return round(min(10.0, max(0.0, (day - member.joined).days / 365.0)), 4)
