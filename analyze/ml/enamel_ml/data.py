"""Rows to train and test with: read from the warehouse, split by time."""

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import psycopg
from numpy.typing import NDArray
from psycopg import sql

from enamel_ml.errors import ModelError
from enamel_ml.specs import Spec

Numbers = NDArray[np.float64]
Words = NDArray[Any]
SCHEMA = "intermediate"
TUNE_MONTHS, TEST_MONTHS = 2, 6
FEWEST = 30
"""Of each outcome in each window; with fewer there is nothing to learn or to judge."""
ABOUT = ("entity_id", "patient_id", "guarantor_id", "provider_id", "clinic_id")
SEGMENTS = ("clinic_id", "provider_id", "age_band", "payer")


@dataclass(frozen=True)
class Rows:
    """Moments with what was known and what became of them, in the order of time.

    Attributes:
        features: One line per moment, one column per feature of the spec.
        outcome: 1 if what is predicted happened.
        rule: The rule's own score, the higher the likelier.
        months: Months of the moments, counted from the first.
        judged: Whether a moment counts in the test.
        about: Keys and parts: `ABOUT`, `SEGMENTS`, `days_ahead` of visits, `scored_at`,
            `expected_date`.
        checksum: Of all that was read.
    """

    features: Numbers
    outcome: Numbers
    rule: Numbers
    months: NDArray[np.int64]
    judged: NDArray[np.bool_]
    about: dict[str, Words]
    checksum: str

    def __len__(self) -> int:
        """Return how many moments there are."""
        return len(self.outcome)

    def where(self, mask: NDArray[np.bool_]) -> "Rows":
        """Return some of the moments."""
        return Rows(
            self.features[mask],
            self.outcome[mask],
            self.rule[mask],
            self.months[mask],
            self.judged[mask],
            {name: it[mask] for name, it in self.about.items()},
            self.checksum,
        )

    @property
    def first_date(self) -> date:
        """The day of the first moment."""
        return date.fromisoformat(str(self.about["scored_at"][0])[:10])

    @property
    def last_date(self) -> date:
        """The day of the last moment."""
        return date.fromisoformat(str(self.about["scored_at"][-1])[:10])


@dataclass(frozen=True)
class Split:
    """Three windows of time, one after another; the last is looked at once."""

    train: Rows
    tune: Rows
    test: Rows


def read_rows(connection: psycopg.Connection[Any], spec: Spec) -> Rows:
    """Return the moments whose outcome is known.

    Raises:
        ModelError: The features are not built.
    """
    has_days = "days_ahead" in spec.judged_where
    names = [*dict.fromkeys((*ABOUT, *SEGMENTS)), *(["days_ahead"] if has_days else [])]
    query = sql.SQL(
        "copy (select {about}, to_char(scored_at, 'YYYY-MM-DD HH24:MI') as scored_at,"
        " {target} as outcome, rule_rate, {judged} as judged, {features}, expected_date,"
        " {moment} as due_at from {table} where {target} is not null"
        " order by scored_at, entity_id, expected_date) to stdout (format csv, header)"
    ).format(
        about=sql.SQL(", ").join(map(sql.Identifier, names)),
        target=sql.Identifier(spec.target),
        judged=sql.SQL(spec.judged_where or "true"),
        features=sql.SQL(", ").join(map(sql.Identifier, spec.features)),
        moment=sql.SQL("scheduled_at" if has_days else "expected_date::timestamp"),
        table=sql.Identifier(SCHEMA, spec.table),
    )
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "rows.csv"
        digest = hashlib.sha256()
        try:
            with file.open("wb") as stream, connection.cursor().copy(query) as blocks:
                for block in blocks:
                    digest.update(block)
                    stream.write(block)
        except psycopg.errors.UndefinedTable as error:
            raise ModelError(
                f"{SCHEMA}.{spec.table} is not in the warehouse.",
                "Build it first: meltano invoke dbt-postgres:build",
            ) from error
        with duckdb.connect() as client:
            words = {
                name: "VARCHAR"
                for name in ("age_band", "payer", "scored_at", "expected_date", "due_at")
            }
            found = client.read_csv(str(file), header=True, dtype=words).fetchnumpy()
    columns = {name: np.asarray(it) for name, it in found.items()}
    months = _months(columns["scored_at"])
    return Rows(
        features=np.column_stack([columns[it].astype(float) for it in spec.features]),
        outcome=columns["outcome"].astype(float),
        rule=columns["rule_rate"].astype(float) * (-1 if spec.rule_is_inverse else 1)
        + (1 if spec.rule_is_inverse else 0),
        months=months,
        judged=columns["judged"].astype(bool),
        about={name: columns[name] for name in (*names, "scored_at", "expected_date", "due_at")},
        checksum=digest.hexdigest(),
    )


def split_by_time(rows: Rows, spec: Spec) -> Split:
    """Return the windows: the last six months test, the two before tune, the rest trains.

    Raises:
        ModelError: A window has too few of an outcome.
    """
    last = int(rows.months.max()) if len(rows) else -1
    test = rows.months > last - TEST_MONTHS
    tune = ~test & (rows.months > last - TEST_MONTHS - TUNE_MONTHS)
    made = Split(rows.where(~test & ~tune), rows.where(tune), rows.where(test))
    for name in ("train", "tune", "test"):
        window: Rows = getattr(made, name)
        counted = window.outcome if name == "train" else window.outcome[window.judged]
        happened = int(counted.sum())
        if min(happened, len(counted) - happened) < FEWEST:
            raise ModelError(
                f"{spec.name}: its {name} window has fewer than {FEWEST} of an outcome.",
                "Wait for more history; until then the rule stands in its place.",
            )
    return made


def _months(stamps: Words) -> NDArray[np.int64]:
    """Return the month of each stamp, counted from the first month."""
    if not len(stamps):
        return np.zeros(0, dtype=np.int64)
    months = np.array([int(it[:4]) * 12 + int(it[5:7]) for it in stamps], dtype=np.int64)
    first: NDArray[np.int64] = months - months.min()
    return first
