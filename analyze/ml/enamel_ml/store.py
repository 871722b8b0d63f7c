"""Models, coefficients, metrics and cards as rows of the schema ml."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg

from enamel_ml.errors import ModelError
from enamel_ml.measures import Metrics

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Version:
    """A version of a model, as it is stored.

    Attributes:
        role: `champion` (in use), `challenger` (scored beside it) or `retired`.
        is_published: Whether it passed its gates.
        verdict: In words.
        windows: First days of training, tuning and test, last day of the test.
    """

    model: str
    version: int
    role: str
    is_published: bool
    verdict: str
    rule: str
    base_rate: float
    row_count: int
    patient_count: int
    windows: tuple[date, date, date, date]


def next_version(connection: Connection, model: str) -> int:
    """Return the number of the next version; no two trainings number at once."""
    connection.execute("lock table ml.models in share row exclusive mode")
    row = connection.execute(
        "select coalesce(max(version), 0) + 1 from ml.models where model = %s", [model]
    ).fetchone()
    return int(row[0]) if row else 1


def fingerprint_of_last(connection: Connection, model: str) -> str | None:
    """Return what the newest version was made of."""
    row = connection.execute(
        "select card ->> 'fingerprint' from ml.model_cards where model = %s"
        " order by version desc limit 1",
        [model],
    ).fetchone()
    return row[0] if row else None


def write_version(
    connection: Connection,
    version: Version,
    coefficients: dict[str, float],
    metrics: Metrics,
    card: dict[str, Any],
    pictures: tuple[str, str],
) -> None:
    """Store a version with all that belongs to it; the last challenger retires."""
    key = (version.model, version.version)
    connection.execute(
        "update ml.models set role = 'retired' where model = %s and role = 'challenger'",
        [version.model],
    )
    connection.execute(
        "insert into ml.models (model, version, role, is_published, verdict, rule, base_rate,"
        " row_count, patient_count, train_from_date, tune_from_date, test_from_date,"
        " test_until_date, trained_at)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now())",
        [*key, version.role, version.is_published, version.verdict, version.rule,
         version.base_rate, version.row_count, version.patient_count, *version.windows],
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into ml.coefficients (model, version, feature, weight) values (%s, %s, %s, %s)",
            [(*key, name, weight) for name, weight in coefficients.items()],
        )
    write_metrics(connection, version.model, version.version, metrics)
    connection.execute(
        "insert into ml.model_cards (model, version, card, reliability_svg, lift_svg)"
        " values (%s, %s, %s, %s, %s)",
        [*key, json.dumps(card), *pictures],
    )


def write_metrics(connection: Connection, model: str, version: int, metrics: Metrics) -> None:
    """Store metrics, in the place of those of the same part and name."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into ml.model_card_metrics"
            " (model, version, segment, metric, value, lower, upper)"
            " values (%s, %s, %s, %s, %s, %s, %s)"
            " on conflict (model, version, segment, metric) do update"
            " set value = excluded.value, lower = excluded.lower, upper = excluded.upper",
            [
                (model, version, part, name, *map(_known, (it.value, it.lower, it.upper)))
                for (part, name), it in metrics.items()
            ],
        )


def approve(connection: Connection, model: str, version: int, by: str) -> None:
    """Put a version into use; the one before retires.

    Raises:
        ModelError: There is no such version.
    """
    row = connection.execute(
        "select role from ml.models where model = %s and version = %s", [model, version]
    ).fetchone()
    if row is None:
        raise ModelError(
            f"{model} has no version {version}.", "`enamel ml versions` lists what there is."
        )
    connection.execute(
        "update ml.models set role = 'retired' where model = %s and role = 'champion'", [model]
    )
    connection.execute(
        "update ml.models set role = 'champion', approved_by = %s, approved_at = now()"
        " where model = %s and version = %s",
        [by, model, version],
    )


def rollback(connection: Connection, model: str, by: str) -> tuple[int, int]:
    """Put the version that was in use before back; return the versions before and after.

    Raises:
        ModelError: No version was in use before.
    """
    rows = connection.execute(
        "select version, role from ml.models where model = %s and approved_at is not null"
        " order by approved_at desc, version desc",
        [model],
    ).fetchall()
    now = [version for version, role in rows if role == "champion"]
    before = [version for version, role in rows if role != "champion"]
    if not now or not before:
        raise ModelError(
            f"No other version of {model} was ever in use.",
            "`enamel ml versions` lists what there is; `enamel ml approve` puts one into use.",
        )
    approve(connection, model, before[0], by)
    return now[0], before[0]


def versions(connection: Connection) -> list[dict[str, Any]]:
    """Return every version with what one asks of it first."""
    cursor = connection.execute(
        "select models.model, models.version, models.role, models.is_published,"
        " round(metrics.value::numeric, 3) as auc, models.verdict, models.approved_by"
        " from ml.models left join ml.model_card_metrics as metrics"
        " on models.model = metrics.model and models.version = metrics.version"
        " and metrics.segment = 'all' and metrics.metric = 'auc'"
        " order by models.model, models.version"
    )
    names = [it.name for it in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def known_until(connection: Connection, model: str, version: int) -> date:
    """Return the last day of a version's test; what came later it was in use for, not made of."""
    row = connection.execute(
        "select test_until_date from ml.models where model = %s and version = %s", [model, version]
    ).fetchone()
    return row[0] if row else date.min


def champion(connection: Connection, model: str) -> tuple[int, bool] | None:
    """Return the version in use and whether it is published."""
    row = connection.execute(
        "select version, is_published from ml.models where model = %s and role = 'champion'",
        [model],
    ).fetchone()
    return (int(row[0]), bool(row[1])) if row else None


def coefficients_of(
    connection: Connection, model: str, version: int, features: Iterable[str]
) -> tuple[list[float], float]:
    """Return the weights in the order of the features, and the intercept.

    Raises:
        ModelError: The version was fitted on other features.
    """
    found = dict(
        connection.execute(
            "select feature, weight from ml.coefficients where model = %s and version = %s",
            [model, version],
        ).fetchall()
    )
    wanted = list(features)
    if not found or set(found) != {*wanted, "intercept"}:
        raise ModelError(
            f"{model} {version} was fitted on other features than models.yml has now.",
            "Train a new version: enamel ml train",
        )
    return [found[it] for it in wanted], found["intercept"]


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
