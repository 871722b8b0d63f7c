"""Tap and target without a shared disk: files travel within the messages, and nothing is lost."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from enamel.settings import Connection
from harness import Pipeline
from pair import Pair

STAMP = "Stamp timestamp not null default current_timestamp on update current_timestamp"
INLINE = {
    "encoding": {"format": "pgcopy-csv", "compression": "none"},
    "storage": {"root": "data:"},
}


@pytest.fixture
def pair(source_database: Connection, warehouse_database: Connection, tmp_path: Path) -> Pair:
    made = Pair(source_database, warehouse_database, tmp_path, {"note": "Stamp"})
    made.in_source(
        f"create table note (Id bigint primary key, Text longtext, {STAMP})",
        "insert into note (Id, Text) select seq, repeat('é\\\\\\n\"', 400) from seq_1_to_3000",
        "insert into note (Id, Text) values (5000, repeat('x', 2000000))",
        "create table scan (Id int primary key, Image longblob)",
        "insert into scan select seq, repeat(unhex('00FF0A22'), 500) from seq_1_to_900",
    )
    return made


def assert_same(pair: Pair) -> None:
    for table in ("note", "scan"):
        theirs, ours = pair.rows(table)
        assert ours == theirs, table


def test_rows_deletes_and_repairs_travel_within_the_messages(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = pair.folder / "tap's disk"
    own.mkdir()
    monkeypatch.setenv("TMPDIR", str(own))

    pair.run(batch_config=INLINE)

    assert_same(pair)
    pair.in_source("delete from note where Id = 7", "update scan set Image = 'new' where Id = 9")
    pair.in_warehouse('delete from raw.note where "Id" = 3')
    said = pair.run(batch_config=INLINE)
    assert_same(pair)
    assert "1 deleted" in said
    assert [path.name for path in own.rglob("*") if path.is_file()] == [".tap-mysql-lock"]


def test_meltano_relays_them(pair: Pair) -> None:
    pipeline = Pipeline(pair.source, pair.warehouse, pair.folder)
    pipeline.catalog.write_text(json.dumps(pair.catalog()), encoding="utf-8")

    pipeline.run(
        *("meltano", "run", "tap-mysql", "target-postgres"),
        TAP_MYSQL_BATCH_CONFIG=json.dumps(INLINE),
    )

    assert_same(pair)


def test_a_spool_that_the_target_cannot_open_is_one_line_that_names_the_setting(pair: Pair) -> None:
    encoding = {"format": "pgcopy-csv", "compression": "none"}
    messages: list[dict[str, Any]] = [
        {
            "type": "SCHEMA",
            "stream": "note",
            "key_properties": ["Id"],
            "schema": {"properties": {"Id": {"type": "integer", "x-sql-datatype": "bigint"}}},
        },
        {
            "type": "BATCH",
            "stream": "note",
            "encoding": encoding,
            "manifest": ["file:///on/another/machine/note-000001.csv"],
        },
    ]

    done = subprocess.run(
        pair.target_command(),
        input="".join(json.dumps(it) + "\n" for it in messages),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    (line,) = [it for it in done.stderr.splitlines() if "INFO" not in it]
    assert "/on/another/machine cannot be opened here (No such file or directory)" in line
    assert "batch_config.storage.root to data:" in line
