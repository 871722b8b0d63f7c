"""The figures that follow from the facts, in the shape the warehouse publishes them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

import duckdb

from enamel_practice.truth.answers import opened, statement

Grain = Literal["month", "day", "window"]
CHAPTERS = (
    "reports", "production", "money", "receivables", "claims", "patients", "care", "schedule",
    "messages", "quality",
)  # fmt: skip


class Figure(NamedTuple):
    """One figure; a share has both parts, an amount or a count has a numerator only."""

    kpi_id: str
    variant: str
    period_grain: str
    period_start: date
    provider_id: int | None
    clinic_id: int | None
    numerator: Decimal
    denominator: Decimal | None
    value: Decimal | None
    n_rows: int


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Args:
        first: The first day.
        last: The last day.
        grain: How the window is cut.
        by_provider: One figure for each provider; balances have none and are left out.
        by_clinic: One figure for each clinic.
    """

    first: date
    last: date
    grain: Grain = "window"
    by_provider: bool = False
    by_clinic: bool = False


def figures(folder: Path, question: Question) -> list[Figure]:
    """Return every figure of a window, sorted.

    Raises:
        PracticeError: The folder holds no facts.
    """
    with opened(folder) as connection:
        return ask(connection, question)


def ask(connection: duckdb.DuckDBPyConnection, question: Question) -> list[Figure]:
    """Return every figure of a window from an open sidecar, sorted."""
    for name, value in (
        ("from_day", question.first),
        ("to_day", question.last),
        ("grain", question.grain),
        ("by_provider", question.by_provider),
        ("by_clinic", question.by_clinic),
    ):
        connection.execute(f"set variable {name} = $value", {"value": value})
    connection.execute(statement("grouping"))
    connection.execute(statement("shared"))
    for chapter in CHAPTERS:
        connection.execute(statement(chapter))
    found = connection.execute(statement("figures")).fetchall()
    return [Figure(row[0], row[1], question.grain, *row[2:]) for row in found]
