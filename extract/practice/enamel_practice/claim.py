"""A claim, the money it brings, and the states of its lines."""

from dataclasses import dataclass
from datetime import date, datetime

from enamel_practice.model import NEVER, NONE, Coverage, Line, Procedure

SENT, RECEIVED, PREAUTH, BENEFIT, SUPPLEMENT, CAP_CLAIM, ESTIMATE, CAP, CAP_ESTIMATE, HISTORY = (
    range(10)
)


@dataclass(slots=True, eq=False)
class Claim:
    """One claim as it stands."""

    number: int
    cover: Coverage
    kind: str
    day: date
    made: datetime
    lines: list[Line]
    status: str = "U"
    sent: date = NONE
    sent_first: date = NONE
    resent: date = NONE
    received: date = NONE
    correction: int = 0
    tracking: int = 0
    edited: datetime = NEVER
    user: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money from an insurer, or written off for one, on a day: cents by procedure."""

    day: date
    parts: tuple[tuple[Procedure, int], ...]
