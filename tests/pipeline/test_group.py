"""The group's figures: the sum of the practices', to the cent, on Postgres and on Spark alike."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
import spark_rig
from deployment import Deployment
from enamel.reconciliation.run import connect_warehouse
from enamel.settings import Connection
from harness import Pipeline

MARTS = (
    "dim_group_clinics",
    "dim_group_practices",
    "rpt_group_ar_aging",
    "rpt_group_kpi_practices",
    "rpt_group_kpi_values",
    "rpt_group_ledger",
    "rpt_group_production_income",
)
PUBLISHED = (
    "intermediate.int_practice_settings",
    "marts.dim_clinics",
    "marts.fct_ledger_entries",
    "marts.rpt_ar_aging",
    "marts.rpt_kpi_values",
    "marts.rpt_production_income",
)
# What makes the other two practices unlike the first: sums, days, entries, a policy of their own.
UNLIKE = {
    "south": (
        "update marts.rpt_production_income set production_amount = production_amount * 1.07",
        "update marts.rpt_kpi_values set numerator = numerator / 7, denominator = denominator / 3"
        " where denominator is not null",
        "delete from marts.fct_ledger_entries where ledger_date < '2025-10-01'",
        "update marts.dim_clinics set clinic_name = 'Ü \"Smile\", O''Brien' where clinic_id = 1",
    ),
    "west": (
        "update marts.fct_ledger_entries set entry_amount = -entry_amount, clinic_id = 0",
        "delete from marts.rpt_kpi_values where provider_id is not null and kpi_id like 'c%'",
        "delete from marts.rpt_ar_aging where is_today",
        "update marts.rpt_production_income set report_date = report_date - interval '400 years'",
    ),
}


@pytest.fixture(scope="module")
def group(
    pipeline: Pipeline,
    databases: Callable[[str], tuple[Connection, Connection]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Deployment:
    """Three practices whose marts are built and published, and a database for the group."""
    folder = tmp_path_factory.mktemp("group")
    made = Deployment(folder, "group")
    made.values["ENAMEL_GROUP_STATE"] = str(folder / "state")
    made.add("north", "24.3", pipeline.source, pipeline.warehouse)
    for name, changes in UNLIKE.items():
        copied = databases(f"group_{name}")[1]
        _copy(pipeline.warehouse, copied)
        with _connect(copied) as connection:
            for change in changes:
                connection.execute(change.encode())
        made.add(name, "24.3", pipeline.source, copied)
    made.practices["south"]["clinics"] = {2: "South's own"}
    made.gather(databases("together")[1])
    for name in made.practices:
        _publish(made, name)
    return made


def _copy(practice: Connection, there: Connection) -> None:
    """Copy what is published of a practice, while others may read it."""
    with _connect(practice) as theirs, _connect(there) as ours:
        for table in PUBLISHED:
            columns = theirs.execute(
                "select string_agg(format('%%I %%s', attname, format_type(atttypid, atttypmod)),"
                " ', ' order by attnum) from pg_attribute"
                " where attrelid = %s::regclass and attnum > 0 and not attisdropped",
                [table],
            ).fetchall()[0][0]
            ours.execute(f"create schema if not exists {table.split('.')[0]}".encode())
            ours.execute(f"create table {table} ({columns})".encode())
            with (
                theirs.cursor().copy(f"copy {table} to stdout (format binary)".encode()) as rows,
                ours.cursor().copy(f"copy {table} from stdin (format binary)".encode()) as copied,
            ):
                for block in rows:
                    copied.write(block)


def _connect(there: Connection) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(
        host=there.host,
        port=there.port,
        user=there.user,
        password=there.password,
        dbname=there.database,
        autocommit=True,
    )


def _publish(group: Deployment, name: str) -> str:
    result = group.enamel("tenants", "call", name, "--", "enamel", "export", "marts")
    assert result.returncode == 0, result.stdout[-3000:]
    return result.stdout


def _build(group: Deployment, *words: str, **env: str) -> str:
    result = group.enamel("group", "build", *words, **env)
    assert result.returncode == 0, result.stdout[-6000:]
    return result.stdout


def _asked(group: Deployment, query: str) -> list[tuple[Any, ...]]:
    with connect_warehouse(group.there("TOGETHER")) as connection:
        return connection.execute(query.encode()).fetchall()


def _sum_of_practices(group: Deployment, query: str) -> list[Decimal]:
    """Ask every practice's own warehouse, and add up."""
    rows = []
    for name in group.practices:
        with connect_warehouse(group.there(f"{name.upper()}_WAREHOUSE")) as connection:
            rows += connection.execute(query.encode()).fetchall()
    return [sum(column, Decimal(0)) for column in zip(*rows, strict=True)]


@pytest.fixture(scope="module")
def built(group: Deployment) -> Deployment:
    """The group's marts on Postgres."""
    said = _build(group)
    assert "Loaded: north, south, west" in said
    return group


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "select sum(entry_count), sum(entry_amount), sum(counted_amount)"
            " from group_marts.rpt_group_ledger",
            "select count(*), sum(entry_amount), sum(entry_amount) filter (where is_counted)"
            " from marts.fct_ledger_entries",
        ),
        (
            "select sum(production_amount), sum(adjustment_amount), sum(write_off_pay_date_amount),"
            " sum(patient_income_amount), sum(insurance_income_amount)"
            " from group_marts.rpt_group_production_income",
            "select sum(production_amount), sum(adjustment_amount), sum(write_off_pay_date_amount),"
            " sum(patient_income_amount), sum(insurance_income_amount)"
            " from marts.rpt_production_income",
        ),
        (
            "select sum(family_count), sum(balance_total_amount), sum(patient_portion_amount)"
            " from group_marts.rpt_group_ar_aging",
            "select count(*), sum(balance_total_amount), sum(patient_portion_amount)"
            " from marts.rpt_ar_aging",
        ),
        (
            "select sum(n_rows), sum(numerator), sum(denominator)"
            " from group_marts.rpt_group_kpi_values",
            "select sum(n_rows), sum(round(numerator, 10)), sum(round(denominator, 10))"
            " from marts.rpt_kpi_values where period_grain = 'month'",
        ),
    ],
)
def test_the_groups_totals_are_the_sum_of_the_practices(
    built: Deployment, ours: str, theirs: str
) -> None:
    expected = _sum_of_practices(built, theirs)
    assert list(_asked(built, ours)[0]) == expected
    assert all(expected)


def test_a_share_is_made_of_its_parts_and_is_not_the_mean_of_shares(built: Deployment) -> None:
    rows = _asked(
        built,
        "select numerator, denominator, value, practice_count"
        " from group_marts.rpt_group_kpi_values where denominator <> 0",
    )
    assert len(rows) > 100
    exact = Decimal("1e-10")
    assert all(abs(value - part / whole) <= exact for part, whole, value, _ in rows)
    assert {count for *_, count in rows} > {3}
    means = _asked(
        built,
        "select count(*) from group_marts.rpt_group_kpi_values as whole"
        " inner join (select kpi_id, variant, period_start, avg(value) as mean"
        " from group_marts.rpt_group_kpi_practices group by 1, 2, 3) as parts"
        " using (kpi_id, variant, period_start)"
        " where denominator <> 0 and abs(value - mean) > 0.01",
    )
    assert means[0][0] > 10


def test_every_practice_is_named_with_its_freshness(built: Deployment) -> None:
    rows = _asked(
        built,
        "select practice_id, practice_name, is_published, is_stale"
        " from group_marts.dim_group_practices order by 1",
    )
    assert rows == [
        ("north", "North", True, False),
        ("south", "South", True, False),
        ("west", "West", True, False),
    ]
    names = _asked(
        built,
        "select clinic_id, clinic_name from group_marts.dim_group_clinics"
        " where practice_id = 'south' and clinic_id in (1, 2) order by 1",
    )
    assert names == [(1, 'Ü "Smile", O\'Brien'), (2, "South's own")]


def test_spark_says_the_same_in_every_cell(built: Deployment, tmp_path: Path) -> None:
    spark_rig.install()
    with spark_rig.cluster(tmp_path, workers=2) as master:
        _build(built, "--engine", "spark", ENAMEL_SPARK_MASTER=master)
    folder = Path(built.values["ENAMEL_GROUP_STATE"]) / "spark" / "group_marts.db"
    with duckdb.connect() as client:
        for mart in MARTS:
            relation = client.read_parquet(f"{folder}/{mart}/*.parquet")
            names = [it for it in relation.columns if it != "_built_at"]
            listed = ", ".join(names)
            theirs = relation.select(listed).fetchall()
            ours = _asked(built, f"select {listed} from group_marts.{mart}")
            assert len(ours) > 0
            assert sorted(map(repr, map(_plain, theirs))) == sorted(map(repr, map(_plain, ours)))


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Drop how many zeros follow a number; drivers differ in that alone."""
    return tuple(it.normalize() + 0 if isinstance(it, Decimal) else it for it in row)


def test_what_has_not_changed_is_neither_published_nor_loaded_again(built: Deployment) -> None:
    assert "was there already" in _publish(built, "north")
    with _connect(built.there("WEST_WAREHOUSE")) as connection:
        connection.execute(b"update marts.fct_ledger_entries set entry_amount = entry_amount + 1")
    assert "was there already" not in _publish(built, "west")
    before = _asked(built, "select sum(entry_amount) from group_marts.rpt_group_ledger")
    assert "Loaded: west\n" in _build(built)
    after = _asked(built, "select sum(entry_amount) from group_marts.rpt_group_ledger")
    grown = _asked(
        built,
        "select sum(entry_count) from group_marts.rpt_group_ledger where practice_id = 'west'",
    )
    assert after[0][0] - before[0][0] == grown[0][0]


def test_a_practice_that_is_late_or_gone_is_seen(built: Deployment) -> None:
    kept = dict(built.practices)
    try:
        del built.practices["south"]
        built.practices["east"] = kept["south"] | {"name": "East"}
        built.write()
        _build(built)
        rows = _asked(
            built,
            "select practice_id, is_published, is_stale from group_marts.dim_group_practices"
            " order by 1",
        )
        assert rows == [("east", False, True), ("north", True, False), ("west", True, False)]
        counted = _asked(built, "select distinct practice_id from group_marts.rpt_group_ledger")
        assert sorted(counted) == [("north",), ("west",)]
    finally:
        built.practices = kept
        built.write()
