"""Whoever leaves takes every row along, in files that need none of our programs."""

import csv
from pathlib import Path

import duckdb
import pytest
from enamel.errors import EnamelError
from enamel.export.kinds import Kind
from enamel.export.warehouse import export_warehouse
from enamel.reconciliation.run import connect_warehouse
from enamel.settings import Connection
from harness import Pipeline

TABLE = """
create schema marts;
create table marts.fct_odd (
    odd_id bigint primary key, said text, amount numeric(14, 2), share numeric, on_date date,
    made_at timestamp, seen_at timestamptz, is_odd boolean, more jsonb
);
comment on column marts.fct_odd.said is 'What was said, "quoted".';
insert into marts.fct_odd values
    (1, 'a "quote", a comma' || chr(10) || 'a line', 0.10, 1.0 / 3, '2026-07-15',
     '2026-07-15 08:00', '2026-07-15 08:00+00', true, '{"a": [1]}'),
    (2, '', -0.01, null, '0001-01-01', null, null, false, null),
    (3, null, null, null, null, null, null, null, null);
create view marts.rpt_odd as select odd_id, said from marts.fct_odd where is_odd;
create table marts.fct_nothing (nothing_id bigint);
"""


@pytest.fixture
def odd(warehouse_database: Connection) -> Connection:
    with connect_warehouse(warehouse_database) as connection:
        connection.execute(TABLE.encode())
    return warehouse_database


def exported(place: Connection, folder: Path, kind: Kind, *schemas: str) -> dict[str, int]:
    with connect_warehouse(place) as connection:
        return export_warehouse(connection, schemas or ["marts"], folder, kind)


def test_parquet_holds_the_very_values_of_every_type(odd: Connection, tmp_path: Path) -> None:
    rows = exported(odd, tmp_path / "left", Kind.PARQUET)

    assert rows == {"marts.fct_nothing": 0, "marts.fct_odd": 3, "marts.rpt_odd": 1}
    with connect_warehouse(odd) as connection:
        connection.execute(b"set timezone = 'UTC'")
        told = connection.execute(
            b"select odd_id, said, amount, round(share, 10), on_date, made_at, seen_at::text,"
            b" is_odd, more::text from marts.fct_odd order by odd_id"
        ).fetchall()
    file = tmp_path / "left/marts/fct_odd.parquet"
    assert duckdb.sql(f"select * from '{file}' order by odd_id").fetchall() == told
    assert duckdb.sql(f"select count(*) from '{file.with_stem('fct_nothing')}'").fetchall() == [
        (0,)
    ]


def test_csv_tells_an_empty_text_from_nothing(odd: Connection, tmp_path: Path) -> None:
    exported(odd, tmp_path / "left", Kind.CSV)

    text = (tmp_path / "left/marts/fct_odd.csv").read_text(encoding="utf-8")
    assert text.startswith("odd_id,said,amount,")
    assert '\n2,"",-0.01,,0001-01-01,,,f,\n3,,,,,,,,\n' in text


def test_every_column_comes_with_what_it_means(odd: Connection, tmp_path: Path) -> None:
    exported(odd, tmp_path / "left", Kind.CSV)

    with (tmp_path / "left/columns.csv").open(encoding="utf-8", newline="") as file:
        told = {(it["table"], it["column"]): it for it in csv.DictReader(file)}
    assert told["fct_odd", "said"]["description"] == 'What was said, "quoted".'
    assert told["fct_odd", "amount"]["type"] == "numeric(14,2)"
    with (tmp_path / "left/rows.csv").open(encoding="utf-8", newline="") as file:
        assert {"table": "marts.fct_odd", "rows": "3"} in list(csv.DictReader(file))


def test_nothing_is_written_over_and_nothing_is_left_half(odd: Connection, tmp_path: Path) -> None:
    exported(odd, tmp_path / "left", Kind.CSV)

    with pytest.raises(EnamelError, match="is there already"):
        exported(odd, tmp_path / "left", Kind.CSV)
    with pytest.raises(EnamelError, match="has nothing in: no_such"):
        exported(odd, tmp_path / "other", Kind.CSV, "marts", "no_such")
    assert [path.name for path in tmp_path.iterdir()] == ["left"]


def test_a_practice_leaves_with_every_mart_and_nobody_named(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    said = pipeline.run("enamel", "export", "warehouse", str(tmp_path / "left")).stdout

    known = pipeline.in_warehouse(
        "select table_schema || '.' || table_name from information_schema.tables"
        " where table_schema in ('marts', 'history') order by 1"
    )
    files = sorted(
        f"{path.parent.name}.{path.stem}" for path in (tmp_path / "left").glob("*/*.parquet")
    )
    assert files == sorted(name for (name,) in known)
    assert f"{len(files)} tables" in said
    with (tmp_path / "left/columns.csv").open(encoding="utf-8", newline="") as file:
        assert [
            it for it in csv.DictReader(file) if it["schema"] == "marts" and not it["description"]
        ] == []
