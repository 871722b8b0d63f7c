"""What can be asked: a file of SQL, what a row of the answer means, and what it ties to."""

import re
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from enamel_api.database import query

MEASURES = ("_amount", "_count", "_rate", "_hours", "_minutes", "_days")
PARTS = ("value", "numerator", "denominator", "n", "previous_value", "change_value", "trend")
_MARTS = re.compile(r"\bmarts\.(\w+)")
_PARAMETERS = re.compile(r"%\((\w+)\)s")


RowT = TypeVar("RowT", bound=BaseModel)


def by_two(period: str, first: str, second: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a table cut by two things: each of either, and all of a period."""
    return ((period,), (period, first), (period, second))


@dataclass(frozen=True)
class Question(Generic[RowT]):
    """A question with one answer per reader.

    Args:
        name: What it is called in cursors, the audit log and file names.
        file: Its SQL, `queries/<file>.sql`.
        row: One row of the answer.
        order: Columns that put the rows in one order and tell each from every other.
        date_basis: Which date places a row in a period.
        is_descending: Whether the last comes first.
        ties_to: Reports of `rpt_reconciliation` (the part before the dot) that it is proven by.
        cell: The column that counts the people or events behind a row; None if a row is one thing.
        lines: Columns that rows have in common whose total somebody may know; `day:month` is the
            month of a day.
        sums_days: Whether a row sums the days that were asked for, and no others.
        classes: Classes of identifiers in a row.
    """

    name: str
    file: str
    row: type[RowT]
    order: tuple[str, ...]
    date_basis: str
    is_descending: bool = False
    ties_to: tuple[str, ...] = ()
    cell: str | None = None
    lines: tuple[tuple[str, ...], ...] = ()
    sums_days: bool = False
    classes: tuple[str, ...] = ()
    variant: str = field(default="practice default")

    @property
    def sql(self) -> str:
        """The SQL as it stands in the file."""
        return query(self.file)

    @property
    def marts(self) -> list[str]:
        """The marts it reads."""
        return sorted(set(_MARTS.findall(self.sql)))

    @property
    def measures(self) -> list[str]:
        """The figures of a row: what is hidden where too few people are behind it."""
        return [
            name
            for name in self.row.model_fields
            if name.endswith(MEASURES) or name in (*PARTS, self.cell)
        ]

    def page_sql(self, *, after: bool) -> str:
        """Return the SQL of one page."""
        columns = ", ".join(self.order)
        direction = " desc" if self.is_descending else ""
        order = ", ".join(f"{name}{direction}" for name in self.order)
        marks = ", ".join(f"%(after_{number})s" for number in range(len(self.order)))
        sign = "<" if self.is_descending else ">"
        where = f"where ({columns}) {sign} ({marks})\n" if after else ""
        return f"select * from (\n{self.sql}) as answer\n{where}order by {order}\nlimit %(limit)s"

    def values(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return what the SQL names of what was asked, and nothing more."""
        return {name: asked.get(name) for name in _PARAMETERS.findall(self.sql)}
