"""The queries that one table's comparison asks of each side.

Every row has a place and a mark. The place orders the rows in the same way on both sides: the key
itself where it is one whole number, so that its index answers, else 60 bits of the key's digest.
The mark is what is compared: the key alone, the key and the time stamp of the row's last change,
or 60 bits of the whole row's digest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from enamel_tap_mysql.expressions import identifier
from enamel_tap_mysql.parity.cells import (
    is_comparable,
    quoted,
    source_digest,
    source_instant,
    source_row,
    warehouse_digest,
    warehouse_instant,
    warehouse_row,
)
from enamel_tap_mysql.types import Column, Kind

Rows = Sequence[tuple[int | None, ...]]
Answer = tuple[Rows, Rows]
"""What the source and the warehouse said."""
Run = tuple[int, int]
"""Places from the first to the second, both included."""

HIGHEST_DIGEST = 2**60 - 1
# The exclusive or of plain numbers, or of their squares, is the same for many sets of neighbours;
# of these products it is not. Primes of 29, 30 and 31 bits keep each within 63.
_P, _Q, _R, _FACTOR = 536870909, 1073741789, 2147483647, 1103515245
_TOO_LONG = 2**62
"""Mark of a row that the source cannot digest: no digest is as large."""
_IN_ONE_LIST = 1000


@dataclass(frozen=True, slots=True)
class Ask:
    """A query for each side; an empty one is not asked."""

    source: str = ""
    warehouse: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """One table as both sides name it.

    Attributes:
        name: The stream.
        source: What stands after FROM in MariaDB.
        warehouse: What stands after FROM in Postgres.
        key: The columns that identify a row; none for a table that is only compared as a whole.
        content: The columns that are compared; none compares keys.
        stamp: The column that says when a row changed, compared with its key; none without one.
        raw_types: The type in raw of every column that is compared.
    """

    name: str
    source: str
    warehouse: str
    key: tuple[Column, ...]
    content: tuple[Column, ...] = ()
    stamp: Column | None = None
    raw_types: Mapping[str, str] = field(default_factory=dict)

    @property
    def wide(self) -> bool:
        """Whether the raw key is a numeric, which divides unlike an integer."""
        return self.is_numbered and self.raw_types[self.key[0].name].startswith("numeric")

    @property
    def is_numbered(self) -> bool:
        """Whether the key is one whole number, so that ranges of it are found by its index."""
        return len(self.key) == 1 and self.key[0].type.kind is Kind.INTEGER

    @property
    def compared(self) -> str:
        """What of each row is compared."""
        return "content" if self.content else "keys and stamps" if self.stamp else "keys"

    def bounds(self, run: Run | None) -> Ask:
        """Ask for the first and the last place."""
        place, ours = self._source_place, self._warehouse_place
        return Ask(
            f"SELECT MIN({place}),MAX({place}) FROM {self.source}{self._where_source([run])}",
            f"SELECT min({ours}),max({ours}) FROM {self.warehouse}{self._where_warehouse([run])}",
        )

    def totals(self, run: Run | None, width: int) -> Ask:
        """Ask for each bucket of `width` places: its number, its rows, all marks in one number."""
        place = self._warehouse_place
        bucket = f"div({place},{width})" if self.wide else f"{place}::bigint/{width}"
        return Ask(
            f"SELECT {self._source_place} DIV {width},{self._source_totals} FROM {self.source}"
            f"{self._where_source([run])} GROUP BY 1 ORDER BY NULL",
            f"SELECT {bucket},{self._warehouse_totals} FROM {self.warehouse}"
            f"{self._where_warehouse([run])} GROUP BY 1",
        )

    def total(self, number: int) -> Ask:
        """Ask the same of the whole table, as bucket `number`."""
        return Ask(
            f"SELECT {number},{self._source_totals} FROM {self.source}",
            f"SELECT {number},{self._warehouse_totals} FROM {self.warehouse}",
        )

    def listing(self, runs: Sequence[Run]) -> Ask:
        """Ask for place and mark of every row in some runs, by place."""
        place, ours = self._source_place, self._warehouse_place
        tells = self.content or self.stamp
        mark = self._source_mark if tells else "0"
        our_mark = self._warehouse_mark if tells else "0"
        return Ask(
            f"SELECT {place},{mark} FROM {self.source}{self._where_source(runs)} ORDER BY 1",
            f"SELECT {ours},{our_mark} FROM {self.warehouse}{self._where_warehouse(runs)}"
            " ORDER BY 1",
        )

    def changed(self, since: str, most: int) -> Ask:
        """Ask the source for place and mark of the rows that a condition finds."""
        return Ask(
            f"SELECT {self._source_place},{self._source_mark} FROM {self.source}"
            f" WHERE {since} LIMIT {most}"
        )

    def held(self, places: Sequence[int]) -> Ask:
        """Ask the warehouse for place and mark of the rows at some places."""
        runs = [(place, place) for place in places]
        return Ask(
            "",
            f"SELECT {self._warehouse_place},{self._warehouse_mark} FROM {self.warehouse}"
            f"{self._where_warehouse(runs)}",
        )

    def chunks(self, runs: Sequence[Run]) -> list[Sequence[Run]]:
        """Cut runs into lists of a size that one query takes; a scan takes them all."""
        size = _IN_ONE_LIST if self.is_numbered else max(1, len(runs))
        return [runs[start : start + size] for start in range(0, len(runs), size)]

    def source_condition(self, runs: Sequence[Run]) -> str:
        """Return MariaDB's condition for the rows in some runs."""
        return _condition(self._source_place, runs)

    def raw_keys(self, runs: Sequence[Run], *, limit: int | None = None) -> str:
        """Return the warehouse's query for the keys in some runs."""
        end = "" if limit is None else f" LIMIT {limit}"
        columns = ",".join(quoted(column.name) for column in self.key)
        return f"SELECT {columns} FROM {self.warehouse}{self._where_warehouse(runs)}{end}"

    def source_keys(self, runs: Sequence[Run], limit: int) -> str:
        """Return the source's query for the keys in some runs."""
        columns = ",".join(identifier(column.name) for column in self.key)
        return f"SELECT {columns} FROM {self.source}{self._where_source(runs)} LIMIT {limit}"

    @property
    def _source_place(self) -> str:
        if self.is_numbered:
            return identifier(self.key[0].name)
        return source_digest(source_row(self.key))

    @property
    def _warehouse_place(self) -> str:
        if self.is_numbered:
            return quoted(self.key[0].name)
        return warehouse_digest(warehouse_row(self.key, self.raw_types))

    @property
    def _source_mark(self) -> str:
        if self.content:
            return source_digest(source_row(self.content))
        place = self._source_place
        if not self.is_numbered:
            return place
        second = f"{place}%{_Q}"
        if self.stamp:
            second = f"({second}+{source_instant(self.stamp)}%{_R}*{_FACTOR})%{_Q}"
        return f"({place}%{_P}*{_FACTOR}%{_R}+{_R})*({second}+{_Q})"

    @property
    def _warehouse_mark(self) -> str:
        if self.content:
            return warehouse_digest(warehouse_row(self.content, self.raw_types))
        place = self._warehouse_place
        if not self.is_numbered:
            return place
        second = f"({place}%{_Q})::bigint"
        if self.stamp:
            second = f"({second}+{warehouse_instant(self.stamp)}%{_R}*{_FACTOR})%{_Q}"
        return f"(({place}%{_P})::bigint*{_FACTOR}%{_R}+{_R})*({second}+{_Q})"

    @property
    def _source_totals(self) -> str:
        mark = self._source_mark
        if self.content:
            mark = f"IFNULL({mark},{_TOO_LONG})"
        # Where rows may repeat, two of the same must not cancel out. Each mark is made only once.
        return f"COUNT(*),{f'BIT_XOR({mark})' if self.key else f'IFNULL(SUM({mark}),0)'}"

    @property
    def _warehouse_totals(self) -> str:
        together = "bit_xor" if self.key else "sum"
        return f"count(*),coalesce({together}({self._warehouse_mark}),0)"

    def _where_source(self, runs: Sequence[Run | None]) -> str:
        asked = [run for run in runs if run is not None]
        return f" WHERE {_condition(self._source_place, asked)}" if asked else ""

    def _where_warehouse(self, runs: Sequence[Run | None]) -> str:
        asked = [run for run in runs if run is not None]
        return f" WHERE {_condition(self._warehouse_place, asked)}" if asked else ""


def make_sides(
    name: str,
    source: str,
    warehouse: str,
    key: Sequence[Column],
    columns: Sequence[Column],
    raw_types: Mapping[str, str],
    *,
    content: bool,
    stamp: Column | None = None,
) -> Sides | None:
    """Return a table's comparison, or None where the raw table cannot be compared.

    Args:
        name: The stream.
        source: What stands after FROM in MariaDB.
        warehouse: What stands after FROM in Postgres.
        key: The columns that identify a row.
        columns: Every column that is replicated.
        raw_types: The raw table's columns as they are.
        content: Compare whole rows, not keys alone.
        stamp: The column that says when a row changed. It is compared with the keys, if these are
            whole numbers: places of others are not found by an index.
    """
    compared = columns if content else key
    if not compared or unlike((*key, *compared), raw_types):
        return None
    sides = Sides(
        name,
        source,
        warehouse,
        tuple(key),
        tuple(columns) if content else (),
        raw_types=dict(raw_types),
    )
    if (
        stamp is None
        or content
        or not sides.is_numbered
        or stamp.type.kind is not Kind.TIMESTAMP
        or not is_comparable(stamp, raw_types.get(stamp.name))
    ):
        return sides
    return replace(sides, stamp=stamp)


def unlike(columns: Sequence[Column], raw_types: Mapping[str, str]) -> list[str]:
    """Return a few words on each column that raw lacks, or holds in a type that says less."""
    return [
        f"column {column.name} is {raw_types.get(column.name, 'not there')} in raw and "
        f"{column.type.postgres} in the catalog"
        for column in dict.fromkeys(columns)
        if not is_comparable(column, raw_types.get(column.name))
    ]


def _condition(place: str, runs: Sequence[Run]) -> str:
    single = [str(low) for low, high in runs if low == high]
    parts = [f"{place} BETWEEN {low} AND {high}" for low, high in runs if low != high]
    if single:
        parts.append(f"{place} IN ({','.join(single)})")
    return " OR ".join(parts)
