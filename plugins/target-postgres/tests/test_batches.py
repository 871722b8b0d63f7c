"""BATCH files in raw tables: first load, merge, deletes, order, names."""

import gzip
from pathlib import Path
from typing import Any

import pytest

Harness = Any
PATIENT = {"PatNum": "bigint", "LName": "text", "Fee": "numeric(10,2)", "At": "timestamp"}
ROWS = [
    [1, 'quo"te, \n\\.\n\\N', 10.5, "0001-01-01 00:00:00"],
    [2, "", None, None],
    [3, None, 0, "9999-12-31 23:59:59.999999"],
]
CONTENT = 'select "PatNum", "LName", "Fee"::text, "At"::text from raw.patient order by 1'


def marks(harness: Harness, table: str = "patient") -> list[tuple[Any, ...]]:
    """Return what changes whenever a row is written."""
    query = 'select tab::text, xmin::text, ctid::text from raw."{}" as tab order by 1'
    return list(harness.sql(query.format(table)))


def test_a_first_load_arrives_exactly(harness: Harness) -> None:
    result = harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS))
    assert result.code == 0
    assert harness.sql(CONTENT) == [
        (1, 'quo"te, \n\\.\n\\N', "10.50", "0001-01-01 00:00:00"),
        (2, "", None, None),
        (3, None, "0.00", "9999-12-31 23:59:59.999999"),
    ]
    assert not list(harness.folder.glob("part*"))


def test_every_table_says_in_utc_when_a_row_was_written(harness: Harness) -> None:
    harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS))
    query = (
        "select data_type, is_nullable, bool_and(abs(extract(epoch from now() at time zone 'utc'"
        " - _sdc_batched_at)) < 600) from raw.patient, information_schema.columns where table_name"
        " = 'patient' and column_name = '_sdc_batched_at' group by 1, 2"
    )
    assert harness.sql(query) == [("timestamp without time zone", "NO", True)]


def test_loading_the_same_again_writes_nothing(harness: Harness) -> None:
    harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS))
    before = marks(harness)
    assert harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS)).code == 0
    assert marks(harness) == before


def test_changed_rows_are_updated_and_new_ones_added(harness: Harness) -> None:
    harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS))
    before = marks(harness)
    changes = [[2, "x", None, None], [3, None, 0, "9999-12-31 23:59:59.999999"], [4, "n", 1, None]]
    schema = harness.schema("patient", PATIENT, ["PatNum"], bookmark="At")
    files = [harness.file(list(PATIENT), [row]) for row in changes]
    result = harness.run([schema, harness.batch("patient", *files), harness.state(patient="b")])
    assert result.code == 0
    assert [row[:2] for row in harness.sql(CONTENT)] == [
        (1, ROWS[0][1]),
        (2, "x"),
        (3, None),
        (4, "n"),
    ]
    assert len(set(marks(harness)) & set(before)) == 2


def test_what_equality_hides_is_still_a_change(harness: Harness) -> None:
    columns = {"Id": "integer", "Zero": "double precision", "Span": "interval"}
    harness.run(harness.full("num", columns, ["Id"], [[1, 0, "24:00:00"]]))
    harness.run(harness.full("num", columns, ["Id"], [[1, "-0", "1 day"]]))
    assert harness.sql('select "Zero"::text, "Span"::text from raw.num') == [("-0", "1 day")]


def test_a_full_table_loses_what_the_source_lost(harness: Harness) -> None:
    harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS))
    before = marks(harness)
    harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS[1:]))
    assert [row[0] for row in harness.sql(CONTENT)] == [2, 3]
    assert set(marks(harness)) <= set(before)


def test_an_incremental_table_loses_nothing(harness: Harness) -> None:
    harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS))
    schema = harness.schema("patient", PATIENT, ["PatNum"], bookmark="At")
    file = harness.file(list(PATIENT), ROWS[:1])
    harness.run([schema, harness.batch("patient", file), harness.state(patient="b")])
    assert len(harness.sql(CONTENT)) == 3


def test_an_emptied_source_table_empties_the_raw_one(harness: Harness) -> None:
    harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS))
    assert harness.run(harness.full("patient", PATIENT, ["PatNum"], [])).code == 0
    assert harness.sql(CONTENT) == []


def test_an_empty_source_table_is_created(harness: Harness) -> None:
    assert harness.run(harness.full("patient", PATIENT, ["PatNum"], [])).code == 0
    assert harness.sql(CONTENT) == []


def test_an_empty_answer_of_an_incremental_table_changes_nothing(harness: Harness) -> None:
    harness.run(harness.full("patient", PATIENT, ["PatNum"], ROWS))
    before = marks(harness)
    schema = harness.schema("patient", PATIENT, ["PatNum"], bookmark="At")
    assert harness.run([schema, harness.batch("patient"), harness.state(patient="b")]).code == 0
    assert marks(harness) == before


@pytest.mark.parametrize("loaded", [False, True], ids=["empty table", "loaded table"])
@pytest.mark.parametrize("together", [False, True], ids=["two files", "one file"])
def test_a_key_that_comes_twice_counts_as_its_last_row(
    harness: Harness, loaded: bool, together: bool
) -> None:
    columns = {"Id": "integer", "V": "text"}
    if loaded:
        harness.run(harness.full("t", columns, ["Id"], [[1, "old"], [9, "gone"]]))
    parts = [[[1, "a"], [2, "b"], [3, "only"]], [[1, "c" * 3000], [2, "d"]]]
    parts = [[*parts[0], *parts[1]]] if together else parts
    files = [harness.file(list(columns), rows) for rows in parts]
    schema = harness.schema("t", columns, ["Id"])
    result = harness.run([schema, harness.batch("t", *files), harness.complete("t")])
    assert result.code == 0
    assert harness.sql("select * from raw.t") != []
    assert harness.sql('select "Id", "V" from raw.t order by 1') == [
        (1, "c" * 3000),
        (2, "d"),
        (3, "only"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([["a", 1]], [["a", 1], ["a", 1]]),
        ([["a", 1], ["a", 1], ["b", None]], [["a", 1], ["c", 3]]),
        ([["a", 1], [None, None]], []),
        ([], [["a", 1], ["a", 1]]),
    ],
)
def test_a_table_without_key_equals_its_source_as_a_multiset(
    harness: Harness, first: list[Any], second: list[Any]
) -> None:
    columns = {"content": "text", "copy": "integer"}
    harness.run(harness.full("nokey", columns, [], first))
    before = marks(harness, "nokey")
    assert harness.run(harness.full("nokey", columns, [], first)).code == 0
    assert marks(harness, "nokey") == before
    assert harness.run(harness.full("nokey", columns, [], second)).code == 0
    found = harness.sql("select content, copy from raw.nokey")
    assert sorted(map(repr, found)) == sorted(repr(tuple(row)) for row in second)


def test_composite_and_text_keys_are_told_apart_bytewise(harness: Harness) -> None:
    columns = {"Lang": "text", "No": "smallint", "V": "text"}
    rows = [["a", 1, "1"], ["A", 1, "2"], ["a ", 1, "3"], ["ä", 2, "4"]]
    rows.append(["a\u0308", 2, "5"])
    harness.run(harness.full("keys", columns, ["No", "Lang"], rows))
    rows[1][2] = "changed"
    assert harness.run(harness.full("keys", columns, ["No", "Lang"], rows[1:])).code == 0
    found = harness.sql('select "Lang", "No", "V" from raw.keys')
    assert sorted(found) == sorted(tuple(row) for row in rows[1:])


def test_names_are_kept_verbatim(harness: Harness) -> None:
    table = 'My-Schema-Ta"ble; x {0} %s'
    columns = {
        name: "text"
        for name in ("select", "Mixed Case", "mixed case", 'quo"te', "pct%s%(a)s", "{x}", "Zäh\nle")
    }
    key = ["Mixed Case", 'quo"te']
    for last in ("g", "h"):
        rows = [["a", "b", "c", "d", "e", "f", last]]
        assert harness.run(harness.full(table, columns, key, rows)).code == 0
    query = (
        "select table_name, array_agg(column_name::text order by ordinal_position) from"
        " information_schema.columns where table_schema = 'raw' group by 1"
    )
    assert harness.sql(query) == [(table, [*columns, "_sdc_batched_at"])]
    quoted = table.replace('"', '""')
    assert [row[6] for row in harness.sql(f'select * from raw."{quoted}"')] == ["h"]


def test_columns_may_come_in_another_order(harness: Harness) -> None:
    columns = {"A": "integer", "B": "integer"}
    file = harness.file(["B", "A"], [[2, 1]])
    schema = harness.schema("t", columns, ["A"])
    assert harness.run([schema, harness.batch("t", file), harness.complete("t")]).code == 0
    assert harness.sql('select "A", "B" from raw.t') == [(1, 2)]


def test_a_table_of_key_columns_only_merges(harness: Harness) -> None:
    harness.run(harness.full("k", {"A": "integer"}, ["A"], [[1], [2]]))
    assert harness.run(harness.full("k", {"A": "integer"}, ["A"], [[2], [3]])).code == 0
    assert harness.sql('select "A" from raw.k order by 1') == [(2,), (3,)]


def test_compressed_files_are_read(harness: Harness) -> None:
    file = Path(harness.folder / "z.csv.gz")
    file.write_bytes(gzip.compress(b'"A"\n1\n'))
    batch = harness.batch("z", file.as_uri())
    batch["encoding"]["compression"] = "gzip"
    schema = harness.schema("z", {"A": "integer"}, ["A"])
    assert harness.run([schema, batch, harness.complete("z")]).code == 0
    assert harness.sql('select "A" from raw.z') == [(1,)]


def test_many_streams_need_few_connections(harness: Harness) -> None:
    messages = []
    for number in range(40):
        name = f"t{number}"
        messages.append(harness.schema(name, {"A": "integer"}, ["A"], bookmark="A"))
        messages.append(harness.batch(name, harness.file(["A"], [[number]])))
        messages.append(harness.batch(name))
    with harness.limited_role(connections=8) as role:
        assert harness.run(messages, **role).code == 0
    total = " + ".join(f"(select count(*) from raw.t{number})" for number in range(40))
    assert harness.sql(f"select {total}") == [(40,)]


def test_tables_given_up_half_way_are_rolled_back_and_the_others_load(harness: Harness) -> None:
    messages = []
    for number in range(20):
        name = f"t{number:02}"
        messages.append(harness.schema(name, {"A": "integer"}, ["A"], bookmark="A"))
        messages.append(harness.batch(name, harness.file(["A"], [[number]])))
    messages += [*harness.full("good", {"A": "integer"}, ["A"], [[1]]), harness.state(good=1)]
    result = harness.run(messages)
    assert result.code == 1
    assert result.log.count("before it had sent all of it") == 20
    total = " + ".join(f"(select count(*) from raw.t{number:02})" for number in range(20))
    assert harness.sql(f"select {total}, (select count(*) from raw.good)") == [(0, 1)]
    assert result.states == [harness.state(good=1)["value"]]


@pytest.mark.parametrize("tables", [2, 15])
def test_tables_that_interleave_all_arrive(harness: Harness, tables: int) -> None:
    names = [f"t{number}" for number in range(tables)]
    messages = [harness.schema(name, {"A": "integer"}, ["A"]) for name in names]
    messages += [
        harness.batch(name, harness.file(["A"], [[number]]))
        for number in range(3)
        for name in names
    ]
    assert harness.run([*messages, *map(harness.complete, reversed(names))]).code == 0
    total = " + ".join(f"(select count(*) from raw.{name})" for name in names)
    assert harness.sql(f"select {total}") == [(3 * tables,)]


def test_a_first_load_leaves_statistics_for_the_planner(harness: Harness) -> None:
    rows = [[number] for number in range(1000)]
    harness.run(harness.full("big", {"A": "integer"}, ["A"], rows))
    assert harness.sql("select reltuples from pg_class where relname = 'big'") == [(1000.0,)]
