"""What to ask next, until every row that differs is found. Pure: a generator of questions.

Both sides are cut into the same buckets of places, each answered with its totals. Buckets whose
totals agree are done. Of the others, one that is empty on a side is done too, a small one is
listed row by row, a large one is cut again. One pass over an index and a few short ranges find a
single row among millions.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace

from enamel_tap_mysql.errors import row_too_long
from enamel_tap_mysql.parity.apart import Apart, set_apart
from enamel_tap_mysql.parity.sides import HIGHEST_DIGEST, Answer, Ask, Run, Sides

MOST_BUCKETS = 4096
ROWS_IN_BUCKET = 2000
"""Rows a bucket is meant to have."""
_LISTED = 4 * ROWS_IN_BUCKET
_LISTED_AT_ONCE = 50_000
_WIDEST = 2**62
"""A divisor that both servers take for an integer."""
_EMPTY = (0, 0)


@dataclass(slots=True)
class Differences:
    """The rows that differ, as runs of places in which every row of that side does.

    Attributes:
        rows: How many rows the source has, where it was counted.
        ranges: How many buckets were compared.
        missing: Rows that only the source has; `extra` those that only raw has; `different` those
            that both have, unlike each other.
        to_read: Runs of the source's rows that raw lacks or has otherwise.
        to_delete: Runs of raw's rows that the source does not have.
    """

    rows: int = 0
    ranges: int = 0
    missing: int = 0
    extra: int = 0
    different: int = 0
    to_read: list[Run] = field(default_factory=list)
    to_delete: list[Run] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.missing or self.extra or self.different)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A bucket that differs and is small enough to be listed."""

    run: Run
    rows: int


def descend(
    sides: Sides, estimate: int, since: str | None = None
) -> Generator[Ask, Answer, Differences]:
    """Compare a table with a key.

    Args:
        sides: The table.
        estimate: About how many rows it has.
        since: The source's condition for rows that are read anyway, whatever raw holds.
    """
    apart = Apart()
    if sides.stamp and since is not None:
        some = yield from set_apart(sides, since)
        if some is None:
            # Too many to be set apart: their stamps would have every bucket listed.
            sides = replace(sides, stamp=None)
        else:
            apart = some
    found = Differences()
    leaves: list[_Leaf] = []
    pending: list[tuple[Run | None, int]] = [(None, estimate)]
    while pending:
        within, rows = pending.pop()
        span = within or (0, HIGHEST_DIGEST)
        if sides.is_numbered:
            theirs, ours = yield sides.bounds(within)
            ends = [end for end in (*theirs[0], *ours[0]) if end is not None]
            if not ends:
                continue
            span = min(ends), max(ends)
        size = span[1] - span[0] + 1
        buckets = min(MOST_BUCKETS, max(2, rows // ROWS_IN_BUCKET + 1))
        width = min(_WIDEST, -(-size // buckets))
        answer = yield sides.totals(within, width)
        here, there = apart.without(answer, within, width)
        found.ranges += len(here.keys() | there.keys())
        if within is None:
            found.rows = sum(totals[0] for totals in here.values()) + len(apart.source)
        for bucket in sorted(here.keys() | there.keys()):
            source, raw = here.get(bucket, _EMPTY), there.get(bucket, _EMPTY)
            if source == raw:
                continue
            run = _clipped(bucket, width, span)
            if not source[0] and not apart.touches(run):
                found.extra += raw[0]
                found.to_delete.append(run)
            elif not raw[0] and source[0]:
                found.missing += source[0]
                found.to_read.append(run)
            elif max(source[0], raw[0]) <= _LISTED:
                leaves.append(_Leaf(run, max(source[0], raw[0])))
            else:
                pending.append((run, max(source[0], raw[0])))
    for runs in _together(sorted(leaves, key=lambda leaf: leaf.run)):
        answer = yield sides.listing(runs)
        listed, held = apart.unlisted(answer)
        if None in listed.values():
            raise row_too_long(sides.name)
        _collect(found, runs, listed, held)
    return found


def _clipped(bucket: int, width: int, span: Run) -> Run:
    """Return a bucket's places; division cuts towards zero, so that bucket 0 is a double one."""
    low = bucket * width if bucket > 0 else (bucket - 1) * width + 1
    high = (bucket + 1) * width - 1 if bucket >= 0 else bucket * width
    return max(low, span[0]), min(high, span[1])


def _together(leaves: Iterable[_Leaf]) -> Iterable[list[Run]]:
    """Gather leaves that one query lists; neighbours become one run."""
    runs: list[Run] = []
    rows = 0
    for leaf in leaves:
        if runs and rows + leaf.rows > _LISTED_AT_ONCE:
            yield runs
            runs, rows = [], 0
        if runs and runs[-1][1] + 1 == leaf.run[0]:
            runs[-1] = runs[-1][0], leaf.run[1]
        else:
            runs.append(leaf.run)
        rows += leaf.rows
    if runs:
        yield runs


def _collect(
    found: Differences,
    listed: Sequence[Run],
    theirs: dict[int, int | None],
    ours: dict[int, int | None],
) -> None:
    missing = theirs.keys() - ours.keys()
    extra = ours.keys() - theirs.keys()
    different = {place for place in theirs.keys() & ours.keys() if theirs[place] != ours[place]}
    found.missing += len(missing)
    found.extra += len(extra)
    found.different += len(different)
    found.to_read += _runs(listed, sorted(theirs), missing | different)
    found.to_delete += _runs(listed, sorted(ours), extra)


def _runs(listed: Sequence[Run], places: Sequence[int], wanted: set[int]) -> list[Run]:
    """Return the longest runs of places that are all wanted.

    None goes from one listed run into the next: what lies between them was not listed.
    """
    runs: list[Run] = []
    for low, high in listed:
        is_open = False
        for place in places[bisect_left(places, low) : bisect_right(places, high)]:
            if place not in wanted:
                is_open = False
            elif is_open:
                runs[-1] = runs[-1][0], place
            else:
                runs.append((place, place))
                is_open = True
    return runs
