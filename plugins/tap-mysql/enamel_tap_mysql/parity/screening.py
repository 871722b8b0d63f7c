"""Which small tables differ at all: a few round trips for hundreds of tables."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from enamel_tap_mysql.parity.sides import Answer, Ask, Sides

MOST_TABLES = 60
MOST_BYTES = 32_000_000
SMALL_BYTES = 4_000_000
"""A table of more is compared by ranges."""


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


def bundles(candidates: Iterable[Candidate]) -> Iterator[list[Sides]]:
    """Gather tables that one query answers for."""
    bundle: list[Sides] = []
    size = 0
    for candidate in candidates:
        if bundle and (len(bundle) == MOST_TABLES or size + candidate.data_bytes > MOST_BYTES):
            yield bundle
            bundle, size = [], 0
        bundle.append(candidate.sides)
        size += candidate.data_bytes
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
