"""Times that visits had in the book, and the requests to confirm them.

A request is planned with the time it is about, before anything is known of what becomes of it, and
goes out if the time still stands two days ahead. So neither that it was sent nor what is in it
tells more of the visit than an office could have known at that moment.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from enamel_practice.dice import Dice

TOPIC = 38
DAYS_AHEAD = 2
FIRST = time(9)
SPREAD_SECONDS = 7_000
# The share of visits reminded of, before and after the change of policy.
REMINDED = (0.5, 0.95)
TEXTED, BY_PHONE, DECLINED = 0.8, 0.06, 0.06
MINUTES = (2, 600)


class Request(NamedTuple):
    """What is sent two days ahead, and how whoever gets it answers.

    `answer` is when a yes comes in, or a no from somebody who `declines`; one who confirms by
    phone instead (`calls`) leaves it unanswered.
    """

    at: datetime
    by_text: bool
    answer: datetime
    calls: bool
    declines: bool


@dataclass(slots=True, eq=False)
class Stand:
    """A time that a visit had in the book: since when, until when if it was lost or given up."""

    start: datetime
    since: datetime
    clinic: int
    request: Request | None = None
    until: datetime | None = None
    confirmed: datetime | None = None

    def stood(self, at: datetime) -> bool:
        """Return whether the time was in the book at a moment before it."""
        return self.since <= at < self.start and (self.until is None or self.until > at)

    @property
    def sent(self) -> Request | None:
        """The request, if the time stood when it was to go out."""
        return self.request if self.request and self.stood(self.request.at) else None


class Due(NamedTuple):
    """When somebody's next cleaning is due, and since when that is known."""

    day: date
    since: datetime


def ask_ahead(start: datetime) -> datetime:
    """Return the first moment at which the requests for a time's day go out."""
    return datetime.combine(start.date() - timedelta(days=DAYS_AHEAD), FIRST)


def plan_request(dice: Dice, start: datetime, *, reminders: bool) -> Request | None:
    """Return the request to confirm a time, if there is to be one.

    Args:
        dice: Whose draws.
        start: The time it is about.
        reminders: Whether its day is under the later policy, by which nearly all are asked.
    """
    if not dice.chance(REMINDED[reminders]):
        return None
    at = ask_ahead(start) + timedelta(seconds=dice.integer(0, SPREAD_SECONDS))
    # Most answer soon.
    waits = MINUTES[0] + int((MINUTES[1] - MINUTES[0]) * dice.uniform() ** 2)
    return Request(at, dice.chance(TEXTED), at + timedelta(minutes=waits), dice.chance(BY_PHONE),
                   dice.chance(DECLINED))  # fmt: skip
