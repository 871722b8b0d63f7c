"""The descent finds exactly the rows that differ, whatever both sides hold."""

import hashlib
import re
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import xor
from typing import Any, cast

import pytest
from enamel_tap_mysql.errors import TableError
from enamel_tap_mysql.parity import apart, descent
from enamel_tap_mysql.parity.descent import Differences, descend
from enamel_tap_mysql.parity.sides import Answer, Run, Sides, make_sides
from enamel_tap_mysql.types import Column
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Table = dict[int, int | None]
"""Place to mark."""


@dataclass(frozen=True)
class Asked:
    """A question to two dictionaries instead of two databases."""

    kind: str
    runs: tuple[Run, ...] = ()
    width: int = 0
    by_keys: bool = False

    def of(self, table: Table) -> list[tuple[int | None, ...]]:
        single = {low for low, high in self.runs if low == high}
        longer = [(low, high) for low, high in self.runs if low != high]
        rows = sorted(
            (place, digest(place) if self.by_keys else mark)
            for place, mark in table.items()
            if not self.runs or place in single or any(low <= place <= high for low, high in longer)
        )
        if self.kind in ("changed", "held"):
            return list(rows[: self.width or None])
        if self.kind == "bounds":
            return [(rows[0][0], rows[-1][0])] if rows else [(None, None)]
        if self.kind == "listing":
            return list(rows)
        buckets: dict[int, list[int | None]] = {}
        for place, mark in rows:
            bucket = abs(place) // self.width * (1 if place >= 0 else -1)  # towards zero
            buckets.setdefault(bucket, []).append(mark)
        # As the source does: a row too long to be digested counts as no digest can.
        return [
            (bucket, len(marks), reduce(xor, (2**62 if it is None else it for it in marks), 0))
            for bucket, marks in buckets.items()
        ]


@dataclass(frozen=True)
class Fake:
    """What `descend` asks of `Sides`; without a stamp, keys are compared."""

    stamp: str | None = "Stamp"
    name: str = "fake"
    is_numbered: bool = True

    def bounds(self, run: Run | None) -> Asked:
        return Asked("bounds", (run,) if run else ())

    def totals(self, run: Run | None, width: int) -> Asked:
        return Asked("totals", (run,) if run else (), width, by_keys=not self.stamp)

    def listing(self, runs: list[Run]) -> Asked:
        return Asked("listing", tuple(runs), by_keys=not self.stamp)

    def changed(self, since: str, most: int) -> Asked:
        return Asked("changed", tuple((int(place),) * 2 for place in since.split()), most)

    def held(self, places: list[int]) -> Asked:
        return Asked("held", tuple((place, place) for place in places))


def digest(*parts: int) -> int:
    """Return 60 bits, as the databases do."""
    return int(hashlib.md5(",".join(map(str, parts)).encode()).hexdigest()[:15], 16)


def find(
    source: Table, raw: Table, estimate: int, since: str | None = None
) -> tuple[Differences, int]:
    """Return what is found and how many rows of listings it took."""
    questions: Any = descend(cast("Sides", Fake()), estimate, since)
    listed = 0
    answer: Answer | None = None
    try:
        while True:
            asked: Asked = questions.send(answer)
            answer = asked.of(source), asked.of(raw)
            listed += len(answer[0]) if asked.kind == "listing" else 0
    except StopIteration as finished:
        return finished.value, listed


def rows_in(table: Table, runs: list[Run]) -> list[int]:
    return sorted(place for low, high in runs for place in table if low <= place <= high)


PLACES = (
    st.integers(-40, 40)
    | st.integers(-(2**63), 2**64 - 1)
    | st.sampled_from([-(2**63), 2**64 - 1, 0, -1, 1])
)
FEW = 12
TABLE = st.dictionaries(PLACES, st.integers(0, 2), max_size=60)


def digested(table: Table) -> Table:
    """Give every row a mark of 60 bits, as the databases do."""
    return {place: digest(place, content or 0) for place, content in table.items()}


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a table of sixty rows a large one."""
    for name, value in (
        ("MOST_BUCKETS", 6),
        ("ROWS_IN_BUCKET", 2),
        ("_LISTED", 3),
        ("_LISTED_AT_ONCE", 5),
    ):
        monkeypatch.setattr(descent, name, value)
    monkeypatch.setattr(apart, "MOST_ROWS", FEW)
    monkeypatch.setattr(apart, "_AT_ONCE", 3)


@settings(
    max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(source=TABLE, changes=TABLE, gone=st.sets(PLACES, max_size=20), estimate=st.integers(0, 90))
def test_what_is_found_is_what_differs(
    small_steps: None, source: Table, changes: Table, gone: set[int], estimate: int
) -> None:
    raw = {place: mark for place, mark in (source | changes).items() if place not in gone}

    source, raw = digested(source), digested(raw)
    found, _ = find(source, raw, estimate)

    missing = source.keys() - raw.keys()
    extra = raw.keys() - source.keys()
    different = {place for place in source.keys() & raw.keys() if source[place] != raw[place]}
    assert (found.missing, found.extra, found.different) == tuple(
        map(len, (missing, extra, different))
    )
    assert rows_in(source, found.to_read) == sorted(missing | different)
    assert rows_in(raw, found.to_delete) == sorted(extra)
    assert bool(found) is (source != raw)


@settings(
    max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    source=TABLE,
    changes=TABLE,
    gone=st.sets(PLACES, max_size=20),
    anyway=st.sets(PLACES),
    data=st.data(),
)
def test_what_is_read_anyway_hides_nothing_else(
    small_steps: None,
    source: Table,
    changes: Table,
    gone: set[int],
    anyway: set[int],
    data: st.DataObject,
) -> None:
    raw = digested({place: mark for place, mark in (source | changes).items() if place not in gone})
    source = digested(source)
    anyway |= set(data.draw(st.lists(st.sampled_from(sorted(source))))) if source else set()
    anyway &= source.keys()

    found, _ = find(source, raw, len(source), " ".join(map(str, anyway)) or "7777777")

    read = {*rows_in(source, found.to_read), *anyway}
    after = {
        place: mark for place, mark in raw.items() if place not in rows_in(raw, found.to_delete)
    }
    after |= {place: source[place] for place in read}
    if len(anyway) > FEW:
        assert after.keys() == source.keys(), "too many: keys alone"
    else:
        assert after == source


def test_new_and_changed_rows_anywhere_cost_no_listing_where_they_are_read_anyway() -> None:
    """As in a practice that numbers its rows at random: they touch every bucket."""
    source: Table = digested({place: 0 for place in range(1, 100_001)})
    changed, new = range(1, 100_001, 100), range(50, 100_001, 100)
    raw = source | digested({place: 1 for place in changed})
    raw = {place: mark for place, mark in raw.items() if place not in new}
    del source[777]

    found, listed = find(source, raw, 100_000, " ".join(map(str, (*changed, *new))))

    assert rows_in(raw, found.to_delete) == [777]
    assert (found.missing, found.different) == (0, 0)
    assert listed < 3 * descent.ROWS_IN_BUCKET


def test_one_row_among_a_million_is_found_by_listing_a_handful() -> None:
    source: Table = {place: place * 7919 % 104729 for place in range(1, 300_001)}
    raw = {place: mark for place, mark in source.items() if place != 123_456}

    found, listed = find(source, raw, 300_000)

    assert (found.missing, found.extra, found.different) == (1, 0, 0)
    assert found.to_read == [(123_456, 123_456)]
    assert listed < 3 * descent.ROWS_IN_BUCKET


def test_a_row_too_long_to_be_digested_stops_the_table() -> None:
    with pytest.raises(TableError, match="max_allowed_packet"):
        find({1: 5, 2: None}, {1: 5, 2: 6}, 2)


@pytest.mark.parametrize(
    ("start", "step"), [(1, 1), (1, 1024), (-300, 1), (2**40, 1), (2**62, 4096)]
)
def test_no_two_pairs_of_keys_cancel_out(start: int, step: int) -> None:
    """Two rows deleted and two inserted in one bucket must not look like nothing happened."""
    key = Column("Id", "bigint", nullable=False)
    made = make_sides("t", "t", "t", [key], [key], {"Id": "bigint"}, content=False)
    assert made is not None
    expression = made.total(0).source.split("BIT_XOR(")[1].split(") FROM")[0]

    def mark(place: int) -> int:
        # Python's remainder has the divisor's sign, SQL's the dividend's.
        text = re.sub(r"`Id`%(\d+)", r"rem(place,\1)", expression).replace(
            "rem(place,536870909)*1103515245%2147483647",
            "rem(rem(place,536870909)*1103515245,2147483647)",
        )
        return int(eval(text, {"rem": remainder, "place": place}))

    marks = [mark(start + number * step) for number in range(700)]
    assert all(0 <= it < 2**63 for it in marks)
    pairs = [one ^ other for one, other in combinations(marks, 2)]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("start", [1, -300, 2**40])
@pytest.mark.parametrize("step", [1, 1024])
@pytest.mark.parametrize("at", [1_420_070_400, 1_792_584_000, 1_792_584_000_000_000])
def test_no_two_moved_stamps_cancel_out(start: int, step: int, at: int) -> None:
    """Two rows of a bucket that changed in one statement must not look as they did."""
    key = Column("Id", "bigint", nullable=False)
    stamp = Column("At", "timestamp", nullable=False)
    raw_types = {"Id": "bigint", "At": "timestamp with time zone"}
    made = make_sides("t", "t", "t", [key], [key], raw_types, content=False, stamp=stamp)
    assert made is not None
    expression = made.total(0).source.split("BIT_XOR(")[1].split(") FROM")[0]

    def mark(place: int, instant: int) -> int:
        text = expression.replace("UNIX_TIMESTAMP(`At`)", "at")
        text = (
            text.replace("`Id`%536870909*1103515245%2147483647", "rem(rem(k,P)*F,R)")
            .replace("(`Id`%1073741789+at%2147483647*1103515245)%1073741789", "second")
            .replace("rem(rem(k,P)*F,R)", "first")
        )
        first = remainder(remainder(place, 536870909) * 1103515245, 2147483647)
        second = remainder(
            remainder(place, 1073741789) + remainder(instant, 2147483647) * 1103515245, 1073741789
        )
        assert set(re.findall(r"[a-zA-Z`]+", text)) == {"first", "second"}
        return int(eval(text, {"first": first, "second": second}))

    for later in (1, 60, 86400):
        moved = [
            mark(place, at) ^ mark(place, at + later)
            for place in range(start, start + 700 * step, step)
        ]
        assert 0 not in moved
        assert len(set(moved)) == len(moved)
        pairs = [one ^ other for one, other in combinations(moved[:200], 2)]
        assert len(set(pairs)) == len(pairs)


def remainder(value: int, divisor: int) -> int:
    return value % divisor if value >= 0 else -(-value % divisor)
