"""The schema file says what MariaDB says once the tables are made of it."""

import re
from pathlib import Path

import pytest
from enamel.settings import Connection
from enamel_practice.connection import connect
from enamel_practice.errors import PracticeError
from enamel_practice.schema import (
    POLYMORPHIC,
    label_of,
    load_enums,
    load_schema,
    load_sensitive,
    load_tracking,
    source_folder,
)
from enamel_practice.tables import MARK, create_statements, create_tables
from enamel_practice.wikilists import WIKI_LISTS
from server_says import said_by_schema, said_by_server

ENGINES = """
select engine, count(*)
from information_schema.tables
where table_schema = database()
group by engine
"""


def test_information_schema_equals_the_schema_file(source_database: Connection) -> None:
    with connect(source_database) as connection, connection.cursor() as cursor:
        assert create_tables(connection) == 432
        cursor.execute(ENGINES)
        assert cursor.fetchall() == (("InnoDB", 432),)
        assert said_by_server(cursor) == said_by_schema(load_schema())


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(PracticeError, match="InnoDB"):
        create_statements("Memory")


def test_a_database_with_rows_of_others_is_not_touched(source_database: Connection) -> None:
    with connect(source_database) as connection, connection.cursor() as cursor:
        cursor.execute("create table patient (PatNum bigint primary key)")
        cursor.execute("insert into patient values (1)")
        with pytest.raises(PracticeError, match="no mark"):
            create_tables(connection)
        cursor.execute("select PatNum from patient")
        assert cursor.fetchall() == ((1,),)
        cursor.execute("show tables")
        assert cursor.fetchall() == (("patient",),)


def test_a_database_with_the_synthetic_mark_is_made_anew(source_database: Connection) -> None:
    with connect(source_database) as connection, connection.cursor() as cursor:
        cursor.execute("create table preference (PrefName varchar(255))")
        cursor.execute("insert into preference values (%s)", (MARK,))
        cursor.execute("create table wikilist_later (laterNum bigint primary key)")
        cursor.execute("insert into wikilist_later values (1)")
        assert create_tables(connection, engine="MyISAM") == 432
        cursor.execute("select count(*) from preference")
        assert cursor.fetchall() == ((0,),)
        cursor.execute(r"show tables like 'wikilist\_%'")
        assert {name for (name,) in cursor.fetchall()} == {it.table for it in WIKI_LISTS}
        cursor.execute(ENGINES)
        assert cursor.fetchall() == (("MyISAM", 432),)


def test_files_are_complete_and_agree() -> None:
    tables, enums = load_schema().tables, load_enums()
    assert len(tables) == 422
    assert list(tables) == sorted(tables)
    assert list(enums) == sorted(enums, key=lambda it: (it.lower(), it))
    assert set(load_tracking()) == set(tables)
    for table in tables.values():
        for column in table.columns:
            assert column.enum is None or column.enum in enums, (table.name, column.name)
            if column.ref not in (None, POLYMORPHIC):
                to_table, to_column = str(column.ref).split(".")
                assert to_column in tables[to_table].by_name, (table.name, column.name)
        parts = {part.split("(")[0] for index in table.indexes.values() for part in index}
        assert parts | set(table.key) <= set(table.by_name), table.name


def test_sensitive_and_tracked_columns_exist() -> None:
    tables = load_schema().tables
    classes = set()
    for name, columns in load_sensitive().items():
        assert set(columns) <= set(tables[name].by_name), name
        classes |= set(columns.values())
    assert classes == {
        "secret",
        "direct_identifier",
        "quasi_identifier",
        "clinical_note",
        "financial_account",
    }
    for name, tracking in load_tracking().items():
        stamped = {it.name for it in tables[name].columns if it.on_update}
        assert stamped == ({tracking.updated} if tracking.updated else set()), name
        assert {*tracking.created, *tracking.stamped} <= set(tables[name].by_name), name
        leading = {index[0] for index in tables[name].indexes.values()}
        assert tracking.indexed == (tracking.updated in leading), name


def test_a_list_decodes_codes_into_names_and_labels() -> None:
    enums = load_enums()
    assert enums["ProcStat"].label(1) == "treatment planned"
    assert enums["ProcStat"].code("C") == 2
    assert enums["claim.ClaimStatus"].label("S") == "sent"
    assert label_of("AgeCreditsAndDebits") == "age credits and debits"
    assert label_of("WebSchedASAP") == "web sched asap"
    assert all(member.label for it in enums.values() for member in it.members)


def test_columns_and_tables_are_one_per_line_and_sorted() -> None:
    text = (source_folder() / "schema.yml").read_text(encoding="utf-8")
    names = re.findall(r"^  (\w+):$", text, flags=re.MULTILINE)
    assert names == sorted(names)
    lines = re.findall(r"^      (\S+): ", text, flags=re.MULTILINE)
    tables = load_schema().tables.values()
    assert len(lines) == sum(len(it.columns) + len(it.indexes) for it in tables)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PracticeError, match=r"schema\.yml is missing"):
        load_schema(tmp_path)


def test_the_files_are_found_from_the_project_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MELTANO_PROJECT_ROOT", str(tmp_path))
    assert source_folder() == tmp_path / "extract/opendental"
    monkeypatch.delenv("MELTANO_PROJECT_ROOT")
    (tmp_path / "meltano.yml").touch()
    (tmp_path / "deep/er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep/er")
    assert source_folder() == tmp_path / "extract/opendental"
