"""Reads the figures out of a synthetic database and judges them by what is published."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pymysql
import yaml

from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.errors import PracticeError
from enamel_practice.tables import MARK

HERE = Path(__file__).parent
WITHIN, BELOW, ABOVE, MISSING = "within", "below", "above", "missing"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What is published of one figure, and the range we call realistic; see `benchmarks.yml`."""

    name: str
    title: str
    unit: str
    published: str
    low: float
    high: float
    why: str
    grade: str
    source: str
    definition: str

    def verdict(self, value: float | None) -> str:
        """Return where a value lies."""
        if value is None:
            return MISSING
        return BELOW if value < self.low else ABOVE if value > self.high else WITHIN


@dataclass(frozen=True, slots=True)
class Distribution:
    """One picture: its title, and what its axes show."""

    name: str
    title: str
    label: str
    value: str


class Figure(NamedTuple):
    """A benchmark beside the practice's own value."""

    benchmark: Benchmark
    value: float | None

    @property
    def verdict(self) -> str:
        """Where the value lies."""
        return self.benchmark.verdict(self.value)


class Report(NamedTuple):
    """All figures of a practice, and what only a picture can tell."""

    today: str
    recipe: str
    figures: tuple[Figure, ...]
    distributions: tuple[tuple[Distribution, tuple[tuple[str, float], ...]], ...]


def benchmarks() -> tuple[Benchmark, ...]:
    """Return the published figures in their order."""
    return tuple(Benchmark(name, **facts) for name, facts in _read()["figures"].items())


def distributions() -> tuple[Distribution, ...]:
    """Return what is shown and not judged."""
    return tuple(Distribution(name, **facts) for name, facts in _read()["distributions"].items())


def read_report(settings: ConnectionSettings) -> Report:
    """Return the report of a synthetic database.

    Raises:
        PracticeError: The database holds no synthetic practice.
    """
    with connect(settings) as connection, connection.cursor() as cursor:
        marks = _preferences(cursor)
        if MARK not in marks:
            raise PracticeError(
                f"{settings.database} holds no synthetic practice.",
                "Make one with `enamel practice generate`, or correct ENAMEL_SOURCE_*.",
            )
        cursor.execute((HERE / "window.sql").read_text(encoding="utf-8"))
        return Report(
            marks[MARK],
            marks.get("SyntheticPracticeRecipe", ""),
            tuple(Figure(it, _value(cursor, it.name)) for it in benchmarks()),
            tuple((it, _series(cursor, it.name)) for it in distributions()),
        )


def _preferences(cursor: pymysql.cursors.Cursor) -> dict[str, str]:
    try:
        cursor.execute("select PrefName, ValueString from preference")
    except pymysql.err.ProgrammingError:
        return {}
    return dict(cursor.fetchall())


def _value(cursor: pymysql.cursors.Cursor, name: str) -> float | None:
    cursor.execute(_sql(name))
    row = cursor.fetchone()
    return None if row is None or row[0] is None else float(row[0])


def _series(cursor: pymysql.cursors.Cursor, name: str) -> tuple[tuple[str, float], ...]:
    cursor.execute(_sql(name))
    return tuple((str(label), float(value)) for label, value in cursor.fetchall())


def _sql(name: str) -> str:
    return (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def _read() -> dict[str, Any]:
    with (HERE / "benchmarks.yml").open(encoding="utf-8") as file:
        data: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return data
