"""Which small tables differ at all: a few round trips for hundreds of tables."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from enamel_tap_mysql.parity.sides import Answer, Ask, Sides

MOST_TABLES = 60
MOST_BYTES = 32_000_000
SMALL_BYTES = 4_000_000
"""A table of more is compared by ranges."""
_BETWEEN = 20
"""UNION ALL, and a bucket's number of two digits."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table and its size, as the server estimates it."""

    sides: Sides
    data_bytes: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole of a table on one side: its rows, and all their marks in one number."""

    rows: int = 0
    marks: int = 0


Screened = dict[str, tuple[Totals, Totals]]
"""By table what the source and raw are."""


def bundles(candidates: Iterable[Candidate], packet: int) -> Iterator[list[Sides]]:
    """Gather tables that one query answers for; one whose own is too long is left out.

    Args:
        candidates: The tables.
        packet: How many bytes a statement may have.
    """
    bundle: list[Sides] = []
    size = length = 0
    for candidate in candidates:
        own = len(candidate.sides.total(0).source.encode()) + _BETWEEN
        if own >= packet:
            continue
        full = len(bundle) == MOST_TABLES or length + own >= packet
        if bundle and (full or size + candidate.data_bytes > MOST_BYTES):
            yield bundle
            bundle, size, length = [], 0, 0
        bundle.append(candidate.sides)
        size += candidate.data_bytes
        length += own
    if bundle:
        yield bundle


def screen(bundle: Sequence[Sides]) -> Generator[Ask, Answer, Screened]:
    """Compare the totals of several tables with one question."""
    asked = [sides.total(number) for number, sides in enumerate(bundle)]
    theirs, ours = yield Ask(
        " UNION ALL ".join(ask.source for ask in asked),
        " UNION ALL ".join(ask.warehouse for ask in asked),
    )
    source = {row[0]: Totals(*(number or 0 for number in row[1:])) for row in theirs}
    raw = {row[0]: Totals(*(number or 0 for number in row[1:])) for row in ours}
    return {sides.name: (source[number], raw[number]) for number, sides in enumerate(bundle)}
