"""What becomes of a table when its stream's columns, types or key change."""

from typing import Any

import pytest
from enamel_target_postgres.types import holds, parse_type, widened
from hypothesis import given
from hypothesis import strategies as st

Harness = Any
WIDENINGS = [
    ("smallint", "integer", "integer"),
    ("integer", "bigint", "bigint"),
    ("bigint", "numeric(20,0)", "numeric(20,0)"),
    ("integer", "numeric(5,2)", "numeric(12,2)"),
    ("numeric(10,2)", "numeric(12,4)", "numeric(12,4)"),
    ("numeric(10,4)", "numeric(10,2)", "numeric(12,4)"),
    ("real", "double precision", "double precision"),
    ("varchar(5)", "varchar(9)", "character varying(9)"),
    ("varchar(5)", "text", "text"),
    ("timestamp(0)", "timestamp(6)", "timestamp(6) without time zone"),
    ("timestamp(3)", "timestamp", "timestamp without time zone"),
    ("date", "timestamp", "timestamp without time zone"),
]
REFUSED = [
    ("text", "integer"),
    ("integer", "text"),
    ("timestamp", "timestamptz"),
    ("double precision", "numeric(10,2)"),
    ("bigint", "double precision"),
    ("bytea", "text"),
]
TYPES = sorted({kind for pair in (*WIDENINGS, *REFUSED) for kind in pair})


def types_of(harness: Harness, table: str) -> dict[str, str]:
    query = (
        "select attname::text, format_type(atttypid, atttypmod) from pg_attribute where attrelid ="
        f" 'raw.{table}'::regclass and attnum > 0 and attname <> '_sdc_batched_at' order by attnum"
    )
    return dict(harness.sql(query))


def test_a_new_column_is_added_and_the_old_rows_are_null_in_it(harness: Harness) -> None:
    harness.run(harness.full("t", {"A": "integer"}, ["A"], [[1]]))
    columns = {"A": "integer", "New one": "timestamp"}
    schema = harness.schema("t", columns, ["A"], bookmark="A")
    batch = harness.batch("t", harness.file(list(columns), [[2, "2020-01-01"]]))
    assert harness.run([schema, batch, harness.state(t=1)]).code == 0
    found = harness.sql('select "A", "New one"::text from raw.t order by 1')
    assert found == [(1, None), (2, "2020-01-01 00:00:00")]


def test_a_column_that_the_source_lost_stays_and_is_null_in_new_rows(harness: Harness) -> None:
    harness.run(harness.full("t", {"A": "integer", "B": "text"}, ["A"], [[1, "b"], [2, "b"]]))
    schema = harness.schema("t", {"A": "integer"}, ["A"], bookmark="A")
    batch = harness.batch("t", harness.file(["A"], [[2], [3]]))
    assert harness.run([schema, batch, harness.state(t=1)]).code == 0
    assert harness.sql('select "A", "B" from raw.t order by 1') == [(1, "b"), (2, "b"), (3, None)]


@pytest.mark.parametrize(("before", "after", "result"), WIDENINGS)
def test_a_lossless_change_widens_the_column(
    harness: Harness, before: str, after: str, result: str
) -> None:
    harness.run(harness.full("t", {"K": "integer", "V": before}, ["K"], [[1, None]]))
    assert harness.run(harness.full("t", {"K": "integer", "V": after}, ["K"], [])).code == 0
    assert types_of(harness, "t")["V"] == result


def test_a_narrower_type_leaves_the_column_as_it_is(harness: Harness) -> None:
    harness.run(harness.full("t", {"K": "bigint", "V": "text"}, ["K"], [[1, None]]))
    columns = {"K": "smallint", "V": "varchar(3)"}
    assert harness.run(harness.full("t", columns, ["K"], [[2, "abc"]])).code == 0
    assert types_of(harness, "t") == {"K": "bigint", "V": "text"}


@pytest.mark.parametrize(("before", "after"), REFUSED)
def test_a_lossy_change_stops_that_table_alone(harness: Harness, before: str, after: str) -> None:
    harness.run(harness.full("bad", {"K": "integer", "Col": before}, ["K"], [[1, None]]))
    messages = [
        *harness.full("bad", {"K": "integer", "Col": after}, ["K"], [[2, None]]),
        *harness.full("good", {"K": "integer"}, ["K"], [[5]]),
    ]
    result = harness.run(messages)
    assert result.code == 1
    for part in ("raw.bad", "Col", str(parse_type(before)), str(parse_type(after)), "run again"):
        assert part in result.log
    assert harness.sql('select "K" from raw.bad') == [(1,)]
    assert harness.sql('select "K" from raw.good') == [(5,)]
    assert not list(harness.folder.glob("part*")), "the tap waits for files of a failed table too"


VIEWS = """
create role {role};
create view public.stg_t with (security_barrier = true) as select "V" + 1 as v, "K" from raw.t;
create view public.second as select v from public.stg_t union select "V" from raw.t;
create view public.third as select stg.v from public.stg_t as stg join public.second using (v);
create view public.other as select "K" from raw.t;
comment on view public.stg_t is 'it''s a comment';
comment on column public.stg_t.v is 'one more';
grant select on public.stg_t to {role} with grant option;
grant select, update (v) on public.second to public;
revoke insert on public.third from {user};
alter view public.second owner to {role};
"""
FACTS = """
select relname::text, pg_get_userbyid(relowner)::text, reloptions,
    (select array_agg(acl::text order by acl::text) from unnest(relacl) as acl), attacl::text,
    pg_get_viewdef(rel.oid), obj_description(rel.oid, 'pg_class'), attname::text,
    col_description(rel.oid, attnum)
from pg_class as rel inner join pg_attribute on attrelid = rel.oid
where relnamespace = 'public'::regnamespace and relkind = 'v' order by relname, attnum
"""


def test_views_on_a_widened_column_stay_with_rights_owners_and_comments(harness: Harness) -> None:
    role = f"{harness.warehouse.database}_viewer"
    harness.run(harness.full("t", {"K": "integer", "V": "smallint"}, ["K"], [[1, 1]]))
    harness.sql(VIEWS.format(role=role, user=harness.warehouse.user))
    try:
        harness.sql(
            f"grant create on schema public to {role}; grant usage on schema raw to {role};"
            f"grant select on raw.t to {role};"
            "alter default privileges in schema public grant delete on tables to public"
        )
        before = harness.sql(FACTS)
        columns = {"K": "integer", "V": "integer", "New": "text"}
        result = harness.run(harness.full("t", columns, ["K"], [[1, 70000, "x"]]))
        after = harness.sql(FACTS)
        assert result.code == 0, result.log
        assert types_of(harness, "t") == columns
        assert after == before
        assert len(before) == 5
        assert harness.sql("select * from public.third") == [(70001,)]
    finally:
        harness.sql(f"drop owned by {role} cascade; drop role {role}")


@pytest.mark.parametrize(
    "special",
    [
        "create materialized view public.m as select v from public.stg_t",
        "create rule r as on insert to public.stg_t do instead nothing",
        "create function public.f(public.stg_t) returns int language sql as 'select 1'",
    ],
    ids=["materialized", "rule", "function"],
)
def test_what_cannot_be_put_back_stops_that_table_alone(harness: Harness, special: str) -> None:
    harness.run(harness.full("t", {"K": "integer", "V": "smallint"}, ["K"], [[1, 1]]))
    harness.sql(f'create view public.stg_t as select "V" as v from raw.t; {special}')
    result = harness.run(
        [
            *harness.full("t", {"K": "integer", "V": "integer"}, ["K"], [[1, 70000]]),
            *harness.full("good", {"K": "integer"}, ["K"], [[5]]),
        ]
    )
    assert result.code == 1
    assert "raw.t: " in result.log
    assert harness.sql("select v from public.stg_t") == [(1,)]
    assert types_of(harness, "t")["V"] == "smallint"
    assert harness.sql('select "K" from raw.good') == [(5,)]


def test_a_changed_key_stops_the_table(harness: Harness) -> None:
    harness.run(harness.full("t", {"A": "integer", "B": "integer"}, ["A"], [[1, 1]]))
    result = harness.run(harness.full("t", {"A": "integer", "B": "integer"}, ["A", "B"], [[1, 2]]))
    assert result.code == 1
    assert "has the key (A), the source now has (A, B)" in result.log


def test_a_table_without_a_key_gets_one(harness: Harness) -> None:
    harness.sql('create schema raw; create table raw.t ("A" integer)')
    assert harness.run(harness.full("t", {"A": "integer"}, ["A"], [[1]])).code == 0
    assert harness.run(harness.full("t", {"A": "integer"}, ["A"], [[1]])).code == 0
    assert harness.sql('select "A" from raw.t') == [(1,)]


@pytest.mark.parametrize("name", ["x" * 64, "ä" * 32])
def test_a_name_that_postgres_would_cut_is_refused(harness: Harness, name: str) -> None:
    result = harness.run(
        [
            *harness.full("t", {"A": "integer", name: "integer"}, ["A"], [[1, 1]]),
            *harness.full("good", {"x" * 63: "integer"}, ["x" * 63], [[1]]),
        ]
    )
    assert result.code == 1
    assert f"the name of column {name} has 64 bytes" in result.log
    assert harness.sql("select count(*) from raw.good") == [(1,)]


def test_a_type_that_is_no_type_is_refused(harness: Harness) -> None:
    result = harness.run(harness.full("t", {"A": "text); drop table raw.x; --"}, ["A"], []))
    assert result.code == 1
    assert "which is none" in result.log


def test_the_raw_schema_file_is_executed_once_and_again_when_needed(harness: Harness) -> None:
    file = harness.folder / "raw_schema.sql"
    file.write_text(
        "create schema if not exists raw;\n"
        'create table if not exists raw.staged ("A" bigint primary key);\n'
        "create table if not exists public.calls (at timestamp);\n"
        "insert into public.calls values (now());"
    )
    setting = {"raw_schema_file": str(file)}
    for _ in range(3):
        messages = harness.full("t", {"A": "integer"}, ["A"], [])
        assert harness.run(messages, **setting).code == 0
    assert harness.sql("select count(*) from public.calls") == [(1,)]
    harness.sql("drop table raw.staged")
    harness.run(harness.full("t", {"A": "integer"}, ["A"], []), **setting)
    assert harness.sql("select count(*) from public.calls, raw.staged") == [(0,)]
    file.write_text(file.read_text() + "-- changed")
    harness.run(harness.full("t", {"A": "integer"}, ["A"], []), **setting)
    assert harness.sql("select count(*) from public.calls") == [(3,)]
    assert types_of(harness, "staged") == {"A": "bigint"}


@given(st.sampled_from(TYPES), st.sampled_from(TYPES))
def test_a_widened_type_holds_both(first: str, second: str) -> None:
    one, two = parse_type(first), parse_type(second)
    result = widened(one, two)
    if result is not None:
        assert holds(result, one)
        assert holds(result, two)
    assert (result is None) == (widened(two, one) is None)


@given(*[st.sampled_from(TYPES)] * 3)
def test_holding_is_transitive(first: str, second: str, third: str) -> None:
    one, two, three = map(parse_type, (first, second, third))
    if holds(one, two) and holds(two, three):
        assert holds(one, three)
