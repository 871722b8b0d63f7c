"""Practices of older releases: their tables, their rows, and their upgrade."""

from typing import Any

import pymysql
import pytest
from enamel.settings import Connection
from enamel_practice.collect import collect
from enamel_practice.config import NEWEST, PracticeConfig
from enamel_practice.connection import connect
from enamel_practice.errors import PracticeError
from enamel_practice.fill import fill
from enamel_practice.integrity import violations
from enamel_practice.releases import FILE, full_version, known_releases, load_release
from enamel_practice.schema import load_schema, read_facts, source_folder
from enamel_practice.tables import quote
from enamel_practice.upgrade import upgrade
from server_says import said_by_schema, said_by_server

OLD = "21.1.9.0"
SMALL = {"patients": 100, "seed": 4, "years": 1}


def rows_of(cursor: pymysql.cursors.Cursor, tables: list[str]) -> dict[str, int]:
    """Return how many rows each table has."""
    counts = {}
    for table in tables:
        cursor.execute(f"select count(*) from {quote(table)}")
        counts[table] = cursor.fetchall()[0][0]
    return counts


def test_an_old_practice_loads_and_becomes_a_new_one(source_database: Connection) -> None:
    old, new = load_release(OLD), load_schema()
    filled = fill(source_database, PracticeConfig(**SMALL, open_dental=OLD), progress=False)
    with connect(source_database) as connection, connection.cursor() as cursor:
        assert said_by_server(cursor) == said_by_schema(old)
        assert {it.table for it in violations(connection, old)} == {"histappointment"}
        shared = sorted(set(old.tables) & set(new.tables) - {"preference", "updatehistory"})
        before = rows_of(cursor, shared)
        assert filled.rows["plannedappt"] > 0
        cursor.execute("select AptNum, DateTStamp from appointment order by AptNum")
        visits = cursor.fetchall()

        done = upgrade(source_database, NEWEST)
        assert (done.before, done.after) == (OLD, NEWEST)
        assert said_by_server(cursor) == said_by_schema(new)
        assert rows_of(cursor, shared) == before
        assert {it.table for it in violations(connection, new)} == {"histappointment"}
        # Nobody's hand was on the rows: their time stamps stay.
        cursor.execute("select AptNum, DateTStamp from appointment order by AptNum")
        assert cursor.fetchall() == visits
        cursor.execute("select ValueString from preference where PrefName like '%aBaseVersion'")
        assert cursor.fetchall() == ((NEWEST,),)
        cursor.execute("select ProgramVersion from updatehistory")
        assert cursor.fetchall() == ((NEWEST,),)
        assert upgrade(source_database, NEWEST).statements == 0
    with pytest.raises(PracticeError, match="later than"):
        upgrade(source_database, OLD)


def test_two_releases_differ_by_exactly_what_is_listed() -> None:
    listed = read_facts(source_folder() / FILE)["releases"][OLD]
    old, new = load_release(OLD).tables, load_schema().tables
    assert set(new) - set(old) == set(listed["without_tables"])
    assert set(old) - set(new) == set(listed["tables"])
    differences: dict[str, dict[str, Any]] = {}
    for name in set(old) & set(new):
        was, now = old[name].by_name, new[name].by_name
        found = {
            "without": [it for it in now if it not in was],
            "with": {it: was[it].type for it in was if it not in now},
            "types": {it: was[it].type for it in was if it in now and was[it].type != now[it].type},
        }
        if found := {kind: it for kind, it in found.items() if it}:
            differences[name] = found
    for change in listed["columns"].values():
        if "with" in change:
            change["with"] = {
                name: it if isinstance(it, str) else it["type"]
                for name, it in change["with"].items()
            }
        if "without" in change:
            change["without"].sort()
    for change in differences.values():
        if "without" in change:
            change["without"].sort()
    assert differences == listed["columns"]


def test_the_rows_of_two_releases_are_the_same_where_both_have_them() -> None:
    old, new = (collect(PracticeConfig(**SMALL, open_dental=it)) for it in (OLD, NEWEST))
    schema = load_release(OLD).tables
    changed = read_facts(source_folder() / FILE)["releases"][OLD]["columns"]
    assert set(old.tables) - set(new.tables) == {"plannedappt"}
    for name in sorted(set(old.tables) & set(new.tables) - {"preference"}):
        types = changed.get(name, {}).get("types", {})
        for was, now in zip(old.tables[name], new.tables[name], strict=True):
            assert set(was) <= set(schema[name].by_name), name
            same = {it: now[it] for it in now if it in was and it not in types}
            assert same == {it: was[it] for it in was if it not in types}, name


def test_a_release_is_named_by_its_first_numbers() -> None:
    assert known_releases() == (OLD, NEWEST)
    assert full_version("21.1") == OLD
    assert full_version(NEWEST) == NEWEST
    with pytest.raises(PracticeError, match="are not known"):
        full_version("2")


def test_a_database_without_the_mark_is_not_upgraded(source_database: Connection) -> None:
    with connect(source_database) as connection, connection.cursor() as cursor:
        cursor.execute("create table preference (PrefName varchar(255), ValueString text)")
        cursor.execute("insert into preference values ('DataBaseVersion', %s)", (OLD,))
        with pytest.raises(PracticeError, match="no mark"):
            upgrade(source_database, NEWEST)
        cursor.execute("show tables")
        assert cursor.fetchall() == (("preference",),)
