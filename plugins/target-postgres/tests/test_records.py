"""RECORD mode: what the stock target does, ours does too."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pymysql
import pytest
from enamel.settings import Connection
from target_postgres.target import TargetPostgres as StockTarget

Harness = Any
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.singer"))
STOCK_TAP = "pipelinewise-tap-mysql==1.6.0"


def content(harness: Harness, schema: str) -> dict[str, list[Any]]:
    """Return what a schema's tables hold, but for the metadata that differs from run to run."""
    tables = harness.sql(
        "select table_name, array_agg(format('%I', column_name) order by column_name) from"
        f" information_schema.columns where table_schema = '{schema}' and (column_name in"
        " ('_sdc_deleted_at', '_sdc_table_version') or column_name not like '\\_sdc%') group by 1"
    )
    return {
        table: [
            columns,
            harness.sql(
                f'select row({", ".join(columns)})::text from {schema}."{table}" order by 1'
            ),
        ]
        for table, columns in tables
    }


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
@pytest.mark.parametrize("use_copy", [False, True], ids=["insert", "copy"])
def test_records_arrive_as_in_the_stock_target(
    harness: Harness, path: Path, use_copy: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {"hard_delete": True, "use_copy": use_copy}
    messages = [json.loads(line) for line in path.read_text().splitlines()]
    result = harness.run(messages, **settings)
    assert result.code == 0
    stock = StockTarget(config=harness.config | settings | {"default_target_schema": "stock"})
    stock.listen(io.StringIO(path.read_text()))
    stock.target_connector._engine.dispose()
    states = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert result.states[-1:] == states[-1:]
    assert content(harness, "raw") == content(harness, "stock")


def test_golden_files_are_found() -> None:
    assert len(GOLDEN) >= 5


def test_a_stream_without_records_has_its_table_without_record_metadata(harness: Harness) -> None:
    assert harness.run([harness.schema("t", {"Id": "integer"}, ["Id"])]).code == 0
    query = "select column_name from information_schema.columns where table_name = 't' order by 1"
    assert harness.sql(query) == [("Id",), ("_sdc_batched_at",)]


TYPED = {
    "S": ("smallint", -5, -5),
    "N": ("numeric(20,0)", 18446744073709551615, 18446744073709551615),
    "D": ("numeric(30,10)", 1.5, "1.5000000000"),
    "F": ("double precision", 1e308, 1e308),
    "At": ("timestamp(3)", "0001-01-01T00:00:00", "0001-01-01 00:00:00"),
    "Z": ("timestamptz", "2020-01-01T00:00:00+00:00", "2020-01-01 00:00:00+00"),
    "Day": ("date", "2020-02-29", "2020-02-29"),
    "T": ("interval", "-26:00:00", "-26:00:00"),
    "B": ("bytea", "00ff", "\\x00ff"),
    "X": ("text", "", ""),
}
JSON = {"S": "integer", "N": "number", "D": "number", "F": "number"}
FORMATS = {"At": "date-time", "Z": "date-time", "Day": "date"}


@pytest.mark.parametrize("use_copy", [False, True], ids=["insert", "copy"])
def test_records_go_into_the_types_that_the_schema_names(harness: Harness, use_copy: bool) -> None:
    schema = harness.schema("t", {name: each[0] for name, each in TYPED.items()}, ["S"])
    for name, part in schema["schema"]["properties"].items():
        part["type"] = ["null", JSON.get(name, "string")]
        if name in FORMATS:
            part["format"] = FORMATS[name]
    record = {name: each[1] for name, each in TYPED.items()}
    message = {"type": "RECORD", "stream": "t", "record": record}
    for _ in range(2):
        result = harness.run([schema, message], use_copy=use_copy)
        assert result.code == 0
    columns = ", ".join(f'"{name}"::text' for name in TYPED)
    (row,) = harness.sql(f"select {columns} from raw.t")
    assert [str(each[2]) for each in TYPED.values()] == [
        str(float(value)) if name == "F" else value for name, value in zip(TYPED, row, strict=True)
    ]


def test_a_table_of_batches_takes_records_and_its_versions(harness: Harness) -> None:
    columns = {"Id": "integer", "V": "text"}
    harness.run(harness.full("t", columns, ["Id"], [[1, "a"], [2, "b"]]))
    schema = harness.schema("t", columns, ["Id"])
    schema["schema"]["properties"]["Id"]["type"] = "integer"
    record = {"type": "RECORD", "stream": "t", "record": {"Id": 2, "V": "c"}, "version": 5}
    end = {"type": "ACTIVATE_VERSION", "stream": "t", "version": 5}
    assert harness.run([schema, end, record, end], hard_delete=True).code == 0
    assert harness.sql('select "Id", "V" from raw.t') == [(2, "c")]
    assert harness.run(harness.full("t", columns, ["Id"], [[1, "z"]])).code == 0


def test_a_record_that_fails_shows_no_value(harness: Harness) -> None:
    schema = harness.schema("t", {"Id": "integer", "Note": "text"}, ["Id"])
    schema["schema"]["properties"]["Id"] = {"type": "integer"}
    for record in ({"Id": "Jane-Doe"}, {"Id": 1, "Note": ["Jane-Doe"]}):
        result = harness.process([schema, {"type": "RECORD", "stream": "t", "record": record}])
        assert result.code == 1
        assert "column" in result.log
        assert "Jane-Doe" not in result.log
        assert "Traceback" not in result.log


def test_a_value_that_postgres_refuses_shows_no_value(harness: Harness) -> None:
    schema = harness.schema("t", {"Id": "integer", "Note": "varchar(3)"}, ["Id"])
    schema["schema"]["properties"]["Id"]["type"] = "integer"
    record = {"Id": 1, "Note": "Jane-Doe"}
    result = harness.process([schema, {"type": "RECORD", "stream": "t", "record": record}])
    assert result.code == 1
    assert "longer than the column" in result.log
    assert "Jane-Doe" not in result.log
    assert "Traceback" not in result.log


def test_a_stock_tap_feeds_this_target(
    harness: Harness, source_database: Connection, tmp_path: Path
) -> None:
    """The stock tap needs other versions than this project: it gets an environment of its own."""
    uv = shutil.which("uv")
    assert uv, "uv runs this test suite, so it is on the path"
    venv = tmp_path / "stock-tap"
    quiet: dict[str, Any] = {"check": True, "capture_output": True, "text": True}
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(venv)], **quiet)
    python = str(venv / "bin" / "python")
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, STOCK_TAP], **quiet)
    with pymysql.connect(
        host=source_database.host,
        port=source_database.port,
        user=source_database.user,
        password=source_database.password,
        database=source_database.database,
        autocommit=True,
    ) as connection:
        cursor = connection.cursor()
        cursor.execute(
            "create table benign (`No` int primary key, `Mixed Case` varchar(40), money"
            " decimal(10,2), at datetime, day date, big bigint)"
        )
        cursor.execute(
            "insert into benign values (1, 'a, \"b\"', 12.34, '2020-01-02 03:04:05', '2020-02-29',"
            " 9007199254740993), (2, null, -0.5, null, null, -1)"
        )
    config = {
        "host": source_database.host,
        "port": str(source_database.port),
        "user": source_database.user,
        "password": source_database.password,
        "filter_dbs": source_database.database,
    }
    settings = tmp_path / "tap.json"
    settings.write_text(json.dumps(config))
    tap = [str(venv / "bin" / "tap-mysql"), "--config", str(settings)]
    catalog = json.loads(subprocess.run([*tap, "--discover"], **quiet).stdout)
    for stream in catalog["streams"]:
        for entry in stream["metadata"]:
            if not entry["breadcrumb"]:
                entry["metadata"] |= {"selected": True, "replication-method": "FULL_TABLE"}
    path = tmp_path / "catalog.json"
    path.write_text(json.dumps(catalog))
    messages = subprocess.run([*tap, "--catalog", str(path)], **quiet).stdout
    assert harness.run([json.loads(line) for line in messages.splitlines()]).code == 0
    query = (
        'select "No", "Mixed Case", money::text, at::text, left(day::text, 10), big from raw."{}"'
        " order by 1"
    )
    assert harness.sql(query.format(f"{source_database.database}-benign")) == [
        (1, 'a, "b"', "12.34", "2020-01-02 03:04:05", "2020-02-29", 9007199254740993),
        (2, None, "-0.5", None, None, -1),
    ]
