"""What a second run reads, and what it remembers."""

from collections.abc import Callable
from typing import Any

import pytest

STREAM = "procedurelog"


@pytest.fixture
def catalog(execute: Any, discover: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    execute(
        f"create table {STREAM} (ProcNum bigint primary key, Note varchar(20),"
        " SecDateTEdit timestamp null default null)",
        f"insert into {STREAM} values"
        " (1, 'old', '2026-07-01 08:00:00'), (2, 'newer', '2026-07-15 09:58:00'),"
        " (3, 'newest', '2026-07-15 10:00:00'), (4, 'no key', null),"
        " (5, 'zero key', '0000-00-00 00:00:00')",
    )
    return incremental(discover(), "SecDateTEdit", overlap_seconds=300)


def incremental(catalog: dict[str, Any], key: str, **facts: Any) -> dict[str, Any]:
    for entry in catalog["streams"]:
        entry["replication_method"] = "INCREMENTAL"
        entry["replication_key"] = key
        entry["x-enamel"] = facts
    return catalog


def ids(run: Any) -> set[int]:
    assert run.code == 0, run.errors
    lines = [line for content in run.files.get(STREAM, []) for line in content.split("\n")[1:-1]]
    return {int(line.partition(",")[0]) for line in lines}


def test_a_first_run_reads_all_and_remembers_the_newest_row(run_tap: Any, catalog: Any) -> None:
    run = run_tap(catalog)

    assert ids(run) == {1, 2, 3, 4, 5}
    state = run.state["bookmarks"][STREAM]
    assert len(state.pop("columns")) == 16
    assert state.pop("created"), "when the server made the table"
    assert state == {
        "replication_key": "SecDateTEdit",
        "replication_key_value": "2026-07-15T10:00:00+00:00",
    }
    assert run.of("ACTIVATE_VERSION") == []


def test_a_second_run_without_changes_reads_the_overlap_and_rows_without_a_key(
    run_tap: Any, catalog: Any
) -> None:
    state = run_tap(catalog).state

    again = run_tap(catalog, state)

    assert ids(again) == {2, 3, 4, 5}
    assert again.state == state


def test_the_overlap_is_the_catalogs(run_tap: Any, catalog: Any) -> None:
    state = run_tap(catalog).state

    assert ids(run_tap(incremental(catalog, "SecDateTEdit", overlap_seconds=60), state)) == {
        *(3, 4, 5)
    }


def test_a_change_and_a_late_commit_within_the_overlap_are_read(
    run_tap: Any, catalog: Any, execute: Any
) -> None:
    state = run_tap(catalog).state
    execute(
        f"insert into {STREAM} values (6, 'late commit', '2026-07-15 09:56:00'),"
        " (7, 'new', '2026-07-16 00:00:00.0')",
        f"delete from {STREAM} where SecDateTEdit is null or SecDateTEdit = 0",
    )

    again = run_tap(catalog, state)

    assert ids(again) == {2, 3, 6, 7}
    assert again.state["bookmarks"][STREAM]["replication_key_value"] == "2026-07-16T00:00:00+00:00"


def test_a_stamp_from_the_future_does_not_hide_what_happens_until_then(
    run_tap: Any, catalog: Any, execute: Any
) -> None:
    execute(f"insert into {STREAM} values (6, 'clock was wrong', '2037-01-01')")
    state = run_tap(catalog).state
    execute(f"insert into {STREAM} values (7, 'now', current_timestamp)")

    assert {6, 7} <= ids(run_tap(catalog, state))


def test_records_leave_the_same_state_as_files(run_tap: Any, catalog: Any) -> None:
    assert run_tap(catalog, batch_config=None).state == run_tap(catalog).state


def test_an_empty_table_sends_its_schema_and_keeps_the_state(
    run_tap: Any, catalog: Any, execute: Any
) -> None:
    state = run_tap(catalog).state
    execute(f"delete from {STREAM}")

    again = run_tap(catalog, state)

    assert [message["type"] for message in again.messages] == ["STATE", "SCHEMA"]
    assert again.state == state


def test_a_key_that_changed_begins_anew(run_tap: Any, catalog: Any) -> None:
    state = run_tap(catalog).state

    again = run_tap(incremental(catalog, "ProcNum"), state)

    assert ids(again) == {1, 2, 3, 4, 5}
    state = again.state["bookmarks"][STREAM]
    assert (state["replication_key"], state["replication_key_value"]) == ("ProcNum", 5)


@pytest.mark.parametrize(
    "change",
    ["add More int default 7", "modify Note text", "change Note Remark varchar(50)", "drop Note"],
)
def test_an_altered_table_is_read_anew_after_discovery(
    run_tap: Any, catalog: Any, execute: Any, discover: Any, change: str
) -> None:
    state = run_tap(catalog).state
    execute(f"alter table {STREAM} {change}")

    again = run_tap(incremental(discover(), "SecDateTEdit"), state)

    assert ids(again) == {1, 2, 3, 4, 5}
    assert "read anew" in again.errors
    assert len(ids(run_tap(incremental(discover(), "SecDateTEdit"), again.state))) < 5


def test_a_number_as_key_is_read_again_from_some_rows_before(
    run_tap: Any, catalog: Any, execute: Any
) -> None:
    by_number = incremental(catalog, "ProcNum", overlap_rows=1)
    state = run_tap(by_number).state
    execute(f"insert into {STREAM} values (6, '', null)")

    assert ids(run_tap(by_number, state)) == {4, 5, 6}


def test_an_unreadable_state_stops_with_the_next_action(run_tap: Any, catalog: Any) -> None:
    state = {"bookmarks": {STREAM: {"replication_key_value": "0000-00-00 00:00:00"}}}

    run = run_tap(catalog, state)

    assert run.code == 1
    assert len(run.error_lines) == 2
    assert "meltano state edit" in run.error_lines[0]


def test_a_full_table_ends_with_activate_version_and_no_bookmark(
    run_tap: Any, catalog: Any, discover: Any
) -> None:
    run = run_tap(discover())

    kinds = [message["type"] for message in run.messages if message["type"] != "STATE"]
    assert kinds == ["SCHEMA", "BATCH", "ACTIVATE_VERSION"]
    assert run.state == {}
