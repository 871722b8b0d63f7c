"""Two sides of a report, compared key by key. Pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Key = tuple[object, ...]
Side = Mapping[Key, Decimal]

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Verdict:
    """What one line of a report says on both sides in one window.

    Amounts are in the practice's currency, exact to the cent. A line ties only when every single
    key ties: two errors that cancel in the total are still two errors, and `different_amount` adds
    them up without their signs. `policy` names the setting the figures were computed under, empty
    where none matters.
    """

    report: str
    line: str
    policy: str
    window_start: date
    window_end: date
    key_count: int
    different_keys: tuple[Key, ...]
    theirs: Decimal
    ours: Decimal
    different_amount: Decimal

    @property
    def difference(self) -> Decimal:
        """Theirs minus ours, over all keys."""
        return self.theirs - self.ours

    @property
    def ties(self) -> bool:
        """True when no key differs."""
        return not self.different_keys


def side(rows: Iterable[tuple[object, ...]]) -> dict[Key, Decimal]:
    """Return rows of (key…, amount) as a mapping; amounts of a repeated key are summed.

    Zeros are left out: an absent key and a zero say the same.
    """
    amounts: dict[Key, Decimal] = {}
    for *parts, amount in rows:
        key = tuple(parts)
        amounts[key] = amounts.get(key, NOTHING) + Decimal(str(amount or 0))
    return {key: amount for key, amount in amounts.items() if amount}


def compare(
    report: str, line: str, policy: str, window: tuple[date, date], theirs: Side, ours: Side
) -> Verdict:
    """Return the verdict over the keys of both sides."""
    keys = theirs.keys() | ours.keys()
    different = sorted(
        (key for key in keys if theirs.get(key, NOTHING) != ours.get(key, NOTHING)), key=repr
    )
    return Verdict(
        report=report,
        line=line,
        policy=policy,
        window_start=window[0],
        window_end=window[1],
        key_count=len(keys),
        different_keys=tuple(different),
        theirs=sum(theirs.values(), NOTHING),
        ours=sum(ours.values(), NOTHING),
        different_amount=sum(
            (abs(theirs.get(key, NOTHING) - ours.get(key, NOTHING)) for key in different), NOTHING
        ),
    )
