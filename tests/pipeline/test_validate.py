"""`enamel validate`: finds every row that differs, names it by its key, and mends it."""

import json
from pathlib import Path

import pytest
from enamel.settings import Connection
from harness import Pipeline
from pair import Pair

STAMP = "Stamp timestamp not null default current_timestamp on update current_timestamp"
SECRET = "words of a patient"


@pytest.fixture
def pair(source_database: Connection, warehouse_database: Connection, tmp_path: Path) -> Pair:
    made = Pair(source_database, warehouse_database, tmp_path, {"note": "Stamp", "log": "Id"})
    made.in_source(
        f"create table note (Id bigint primary key, Text text, {STAMP})",
        "insert into note (Id, Text) select seq, concat('n', seq) from seq_1_to_5000",
        "create table log (Id bigint auto_increment primary key, Text text)",
        "insert into log (Text) select concat('l', seq) from seq_1_to_50",
        "create table pair (A varchar(20), B int, Text text, primary key (A, B))",
        "insert into pair select concat('a', seq), seq, 'x' from seq_1_to_50",
        "create table loose (A int, B int)",
        "insert into loose values (1, 1), (1, 1), (2, 2)",
    )
    made.run()
    return made


@pytest.fixture
def pipeline(pair: Pair) -> Pipeline:
    made = Pipeline(pair.source, pair.warehouse, pair.folder)
    made.catalog.write_text(json.dumps(pair.catalog()), encoding="utf-8")
    return made


def test_verdicts_exit_codes_repair_and_stored_rows(pair: Pair, pipeline: Pipeline) -> None:
    def validate(*options: str, expected: int) -> str:
        command = ("enamel", "validate", "--catalog", str(pipeline.catalog), *options)
        result = pipeline.run(*command, check=False)
        assert result.returncode == expected, result.stdout
        return result.stdout

    assert "4 of 4 tables are clean" in validate(expected=0)

    pair.in_warehouse(
        'delete from raw.note where "Id" in (17, 18, 19);'
        'insert into raw.note ("Id", "Text", "Stamp") values (999999, \'extra\', now());'
        f'update raw.note set "Text" = \'{SECRET}\' where "Id" = 4000;'
        "delete from raw.pair where \"A\" = 'a7';"
        'delete from raw.loose where "A" = 2'
    )
    found = {row["table"]: row for row in json.loads(validate("--format", "json", expected=4))}
    note = found["note"]
    assert (note["missing"], note["extra"], note["different"]) == (3, 1, 1)
    assert note["first_keys"] == ["17..19", "4000", "999999"]
    assert found["pair"]["first_keys"] == ["a7/7"]
    assert found["loose"]["missing"] == 1
    assert found["log"]["verdict"] == "clean"

    output = pipeline.folder / "verdicts.csv"
    validate("--format", "csv", "--output", str(output), "--table", "pair", expected=4)
    assert output.read_text(encoding="utf-8").splitlines()[1].startswith("pair,content,50,")

    mended = validate("--fix", "--full", expected=3)
    assert "fixed" in mended
    assert SECRET not in mended
    for table in ("note", "log", "pair", "loose"):
        theirs, ours = pair.rows(table)
        assert theirs == ours, table
    assert "4 of 4 tables are clean" in validate("--full", expected=0)

    stored = pair.in_warehouse(
        "select verdict, count(*) from reconciliation.replication group by verdict order by verdict"
    )
    assert stored == [("clean", 10), ("differs", 4), ("fixed", 3)]
    kept = pipeline.run("meltano", "state", "list").stdout
    assert "tap-mysql-to-target-postgres" not in kept, "a repair leaves the state as it was"


def test_what_cannot_be_compared_is_a_failure_and_says_why(pair: Pair, pipeline: Pipeline) -> None:
    pair.in_warehouse('drop table raw.pair; alter table raw.log alter "Id" type text')
    result = pipeline.run(
        "enamel", "validate", "--catalog", str(pipeline.catalog), "--format", "json", check=False
    )
    assert result.returncode == 1
    assert result.stdout.startswith("["), result.stdout
    troubles = {row["table"]: row["trouble"] for row in json.loads(result.stdout)}
    assert troubles["pair"] == "raw has no such table"
    assert "column Id is text in raw and bigint in the catalog" in troubles["log"]
    assert troubles["note"] == ""
    pair.in_source("alter table note modify Text date")
    result = pipeline.run(
        "enamel",
        "validate",
        "--catalog",
        str(pipeline.catalog),
        "--table",
        "note",
        "--format",
        "json",
        check=False,
    )
    assert result.returncode == 1
    assert "Column Text" in result.stdout
    unknown = pipeline.run(
        *("enamel", "validate", "--catalog", str(pipeline.catalog), "--table", "nope"), check=False
    )
    assert unknown.returncode == 1
    assert "Not replicated: nope" in unknown.stdout
