"""Keys of rows that are gone: deleted with the load they come with, or not at all."""

from typing import Any

import pytest

Harness = Any
COLUMNS = {"Id": "integer", "Name": "text", "Note": "text"}
KEY = ["Id", "Name"]
ROWS = [[1, "a", "x"], [1, "A", "x"], [2, "a ", None], [3, 'q"', "x"]]


@pytest.fixture
def loaded(harness: Harness) -> Harness:
    assert harness.run(harness.full("t", COLUMNS, KEY, ROWS)).code == 0
    return harness


def gone(harness: Harness, *keys: list[Any], columns: tuple[str, ...] = ("Id", "Name")) -> Any:
    return harness.batch("t", harness.file(columns, keys)) | {"operation": "delete"}


def rows(harness: Harness) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = harness.sql('select "Id", "Name", "Note" from raw.t')
    return sorted(found, key=repr)


def test_named_rows_are_deleted_and_others_stay(loaded: Harness) -> None:
    before = loaded.sql('select "Id", _sdc_batched_at from raw.t where "Name" = \'A\'')
    result = loaded.run(
        [
            loaded.schema("t", COLUMNS, KEY),
            gone(loaded, [1, "a"], [3, 'q"'], [77, "never there"]),
            loaded.batch("t") | {"operation": "commit"},
        ]
    )
    assert result.code == 0, result.log
    assert rows(loaded) == [(1, "A", "x"), (2, "a ", None)]
    assert "2 deleted" in result.log
    assert loaded.sql('select "Id", _sdc_batched_at from raw.t where "Name" = \'A\'') == before


@pytest.mark.parametrize("deletes_first", [True, False])
def test_a_row_that_is_named_and_sent_stays(loaded: Harness, deletes_first: bool) -> None:
    named = gone(loaded, [1, "a"], [1, "A"])
    sent = loaded.batch("t", loaded.file(list(COLUMNS), [[1, "a", "again"], [9, "new", ""]]))
    files = [named, sent] if deletes_first else [sent, named]
    result = loaded.run(
        [
            loaded.schema("t", COLUMNS, KEY, bookmark="Id"),
            *files,
            loaded.batch("t"),
            loaded.state(t="new"),
        ]
    )
    assert result.code == 0, result.log
    assert rows(loaded) == [(1, "a", "again"), (2, "a ", None), (3, 'q"', "x"), (9, "new", "")]


@pytest.mark.parametrize("trouble", ["no end", "bad row", "bad key"])
def test_what_is_not_whole_deletes_nothing(loaded: Harness, trouble: str) -> None:
    more: list[Any] = []
    if trouble == "bad row":
        more = [loaded.batch("t", loaded.raw_file(b'"Id","Name","Note"\n"x","y",\n'))]
    if trouble == "bad key":
        more = [gone(loaded, [4], columns=("Id",))]
    end = [] if trouble == "no end" else [loaded.batch("t") | {"operation": "commit"}]
    result = loaded.run([loaded.schema("t", COLUMNS, KEY), gone(loaded, [1, "a"]), *more, *end])
    assert result.code == 1
    assert sorted(map(list, rows(loaded)), key=repr) == sorted(ROWS, key=repr)
    assert not list(loaded.folder.glob("part*")), "the tap waits for every file"


def test_an_empty_table_has_nothing_to_delete(harness: Harness) -> None:
    result = harness.run(
        [
            harness.schema("t", COLUMNS, KEY),
            gone(harness, [1, "a"]),
            harness.batch("t", harness.file(list(COLUMNS), ROWS)),
            harness.batch("t") | {"operation": "commit"},
        ]
    )
    assert result.code == 0, result.log
    assert len(rows(harness)) == len(ROWS)


def test_gone_rows_stay_where_versions_are_off(loaded: Harness) -> None:
    result = loaded.run(
        [
            loaded.schema("t", COLUMNS, KEY),
            gone(loaded, [1, "a"]),
            loaded.batch("t") | {"operation": "commit"},
        ],
        activate_version=False,
    )
    assert result.code == 0
    assert "gone rows stay" in result.log
    assert len(rows(loaded)) == len(ROWS)


def test_a_table_without_a_key_is_refused(harness: Harness) -> None:
    harness.run(harness.full("t", COLUMNS, [], ROWS))
    result = harness.run(
        [
            harness.schema("t", COLUMNS, []),
            gone(harness, [1, "a"]),
            harness.batch("t") | {"operation": "commit"},
        ]
    )
    assert result.code == 1
    assert "without a key" in result.log
    assert len(rows(harness)) == len(ROWS)


def test_an_operation_nobody_knows_is_not_taken_for_rows(loaded: Harness) -> None:
    strange = gone(loaded, [1, "a"]) | {"operation": "truncate"}
    result = loaded.process([loaded.schema("t", COLUMNS, KEY), strange])
    assert result.code == 1
    assert "not known here" in result.log
    assert len(rows(loaded)) == len(ROWS)
