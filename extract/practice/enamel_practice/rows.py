"""Where rows gather on their way out: keys, time stamps and canaries are put in here.

A caller names the columns it has something to say about. The table's key, the columns that only
remember when a row was made or changed, and those that hold a secret are filled by what
`extract/opendental` knows of them, so no caller can forget one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from enamel_practice.batch import Batch
from enamel_practice.config import KEYS_PER_TEAM, NEWEST
from enamel_practice.errors import PracticeError
from enamel_practice.releases import known_columns, load_release
from enamel_practice.schema import Tracking, load_sensitive, load_tracking

BATCH_ROWS = 5_000
CANARY = "SECRET"
_TEXTS = ("varchar", "char", "text", "mediumtext", "longtext", "tinytext")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What to put after the caller's values in rows of one table and one set of columns."""

    columns: tuple[str, ...]
    keyed: bool
    dates: int
    moments: int
    edits: int
    canaries: tuple[tuple[str, int], ...]
    clinic: int
    kept: tuple[int, ...]


class Rows:
    """Rows by table, with the next free key of each.

    Args:
        keys_before: Every table's keys begin after this number.
        has_clinics: Where the office does not use clinics, every `ClinicNum` is stored as 0.
        release: The release the rows are for; tables and columns that it does not have are left
            out, but those that no release has are an error.
    """

    def __init__(
        self, keys_before: int = 0, *, has_clinics: bool = True, release: str = NEWEST
    ) -> None:
        """Start empty."""
        self.keys_before = keys_before
        self._has_clinics = has_clinics
        self._tables = load_release(release).tables
        self._known = known_columns()
        self._tracking = load_tracking()
        self._sensitive = load_sensitive()
        self._shapes: dict[tuple[str, ...], _Shape] = {}
        self._held: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        self._keys: dict[str, int] = {}

    def key(self, table: str) -> int:
        """Return the next free key of a table and take it."""
        key = self._keys.get(table, self.keys_before) + 1
        if key - self.keys_before > KEYS_PER_TEAM:
            raise PracticeError(
                f"A team has more than {KEYS_PER_TEAM:,} rows of {table}.", "Choose fewer years."
            )
        self._keys[table] = key
        return key

    def add(self, table: str, at: datetime, edited: datetime | None = None, **values: Any) -> int:
        """Add a row and return its key.

        Args:
            table: The table.
            at: When the row was made.
            edited: When it last changed; by default when it was made.
            values: Columns that are not their table's default.
        """
        name = (table, *values)
        shape = self._shapes.get(name)
        if shape is None:
            if table not in self._tables and table in self._known:
                return self.key(table)
            shape = self._shapes[name] = self._shape(table, tuple(values))
            self._held[name] = []
        number = 0
        row = list(values.values())
        if shape.clinic >= 0:
            row[shape.clinic] = 0
        if shape.kept:
            row = [row[place] for place in shape.kept]
        if shape.keyed:
            number = self.key(table)
            row.append(number)
        if shape.dates:
            row += [at.date()] * shape.dates
        if shape.moments:
            row += [at] * shape.moments
        if shape.edits:
            row += [edited or at] * shape.edits
        for text, width in shape.canaries:
            row.append(f"{text}-{number or row[0]}"[:width])
        self._held[name].append(tuple(row))
        return number

    def drain(self, least: int = BATCH_ROWS) -> Iterator[Batch]:
        """Give out what has gathered, wherever that is at least so many rows."""
        for name, held in self._held.items():
            if held and len(held) >= least:
                yield Batch(name[0], self._shapes[name].columns, held)
                self._held[name] = []

    def _shape(self, table: str, named: tuple[str, ...]) -> _Shape:
        facts, tracking = self._tables[table], self._tracking.get(table, Tracking("none"))
        if unknown := set(named) - self._known[table]:
            raise KeyError(f"{table}.{min(unknown)}")
        key = facts.key[0]
        clinic = -1 if self._has_clinics or "ClinicNum" not in named else named.index("ClinicNum")
        kept = tuple(place for place, name in enumerate(named) if name in facts.by_name)
        kept = () if len(kept) == len(named) else kept
        named = tuple(named[place] for place in kept) or named
        made = [
            it
            for it in (*tracking.created, *tracking.stamped)
            if it not in named and it in facts.by_name
        ]
        dates = tuple(it for it in made if facts.column(it).base_type == "date")
        edits = tuple(
            it.name
            for it in facts.columns
            if it.name not in named and (it.on_update or it.default == "current_timestamp")
        )
        moments = tuple(it for it in made if it not in dates and it not in edits)
        keyed = key not in named
        secrets = [
            facts.column(name)
            for name, kind in self._sensitive.get(table, {}).items()
            if kind == "secret"
            and name not in named
            and name in facts.by_name
            and facts.column(name).base_type in _TEXTS
        ]
        return _Shape(
            columns=(
                *named,
                *((key,) if keyed else ()),
                *dates,
                *moments,
                *edits,
                *(column.name for column in secrets),
            ),
            keyed=keyed,
            dates=len(dates),
            moments=len(moments),
            edits=len(edits),
            clinic=clinic,
            kept=kept,
            canaries=tuple((f"{CANARY}-{table}-{it.name}", _width(it.type)) for it in secrets),
        )


def _width(kind: str) -> int:
    digits = "".join(filter(str.isdigit, kind))
    return int(digits) if digits else 200
