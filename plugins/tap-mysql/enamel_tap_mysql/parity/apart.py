"""Rows that the run reads anyway: set apart on both sides, so that only the others are compared.

A row that has changed since the last run has another time stamp in raw. Without this each such
row would make its whole bucket be listed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Generator
from dataclasses import dataclass

from enamel_tap_mysql.parity.sides import Answer, Ask, Rows, Run, Sides

MOST_ROWS = 100_000
_AT_ONCE = 10_000
_NONE = (0, 0)
Totals = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Places and marks of such rows, in the source and in raw, sorted."""

    source: tuple[tuple[int, int], ...] = ()
    raw: tuple[tuple[int, int], ...] = ()

    def touches(self, run: Run) -> bool:
        """Whether any of them lies in a run."""
        return bool(_within(self.source, run))

    def without(
        self, answer: Answer, run: Run | None, width: int
    ) -> tuple[dict[int, Totals], dict[int, Totals]]:
        """Return both sides' totals by bucket, these rows taken out."""
        theirs, ours = answer
        return _reduced(theirs, self.source, run, width), _reduced(ours, self.raw, run, width)

    def unlisted(self, answer: Answer) -> tuple[dict[int, int | None], dict[int, int | None]]:
        """Return both sides' marks by place, these rows left out."""
        known = {place for place, _ in self.source}
        theirs, ours = (
            {place: mark for place, mark in rows if place is not None and place not in known}
            for rows in answer
        )
        return theirs, ours


def set_apart(sides: Sides, since: str) -> Generator[Ask, Answer, Apart | None]:
    """Ask for the rows that a condition of the source finds; None if they are too many."""
    theirs, _ = yield sides.changed(since, MOST_ROWS + 1)
    if len(theirs) > MOST_ROWS:
        return None
    source = _sorted(theirs)
    places = [place for place, _ in source]
    held: list[tuple[int, int]] = []
    for start in range(0, len(places), _AT_ONCE):
        _, ours = yield sides.held(places[start : start + _AT_ONCE])
        held += _sorted(ours)
    return Apart(source, tuple(held))


def _sorted(rows: Rows) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((place or 0, mark or 0) for place, mark in rows))


def _within(rows: tuple[tuple[int, int], ...], run: Run | None) -> tuple[tuple[int, int], ...]:
    if run is None:
        return rows
    low = bisect_left(rows, run[0], key=lambda row: row[0])
    return rows[low : bisect_right(rows, run[1], key=lambda row: row[0])]


def _reduced(
    rows: Rows, apart: tuple[tuple[int, int], ...], run: Run | None, width: int
) -> dict[int, Totals]:
    found: dict[int, Totals] = {
        bucket or 0: tuple(number or 0 for number in totals) for bucket, *totals in rows
    }
    for place, mark in _within(apart, run):
        # Both servers cut a quotient towards zero.
        bucket = place // width if place >= 0 else -(-place // width)
        count, marks = found.get(bucket, _NONE)
        found[bucket] = count - 1, marks ^ mark
    return found
