"""Each way discovery can fail: one readable sentence, a next action, nothing written."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from enamel.discovery.knowledge import Knowledge
from enamel.settings import Connection

from .conftest import Project, Result

Account = Callable[..., Connection]
Sql = Callable[..., None]
Use = Callable[[Connection], None]


def fails(project: Project) -> str:
    """Run discovery, expect a clean failure, and return what it said."""
    project.catalog_file.write_text('{"streams": []}', encoding="utf-8")
    result: Result = project("discover")
    assert result.exit_code == 1
    assert project.catalog_file.read_text(encoding="utf-8") == '{"streams": []}'
    assert len(list(project.catalog_file.parent.iterdir())) == 3, "no temporary file is left"
    assert result.err.startswith("error: ")
    assert "\n next: " in result.err
    assert "Traceback" not in result.err
    return result.err


def test_no_server(project: Project, source: Connection, use: Use) -> None:
    use(replace(source, port=1))

    said = fails(project)

    assert "No connection to a MariaDB server at 127.0.0.1:1" in said


def test_a_host_that_does_not_exist(project: Project, source: Connection, use: Use) -> None:
    use(replace(source, host="nowhere.invalid"))

    assert "No connection to a MariaDB server at nowhere.invalid" in fails(project)


def test_a_wrong_password_which_is_not_shown(
    project: Project, source: Connection, use: Use
) -> None:
    use(replace(source, password="hunter2"))

    said = fails(project)

    assert f"rejects user {source.user} with this password" in said
    assert "hunter2" not in said


def test_an_unknown_database(project: Project, source: Connection, use: Use) -> None:
    use(replace(source, database="opendentl"))

    assert "has no database opendentl" in fails(project)


def test_no_rights_on_the_database(project: Project, account: Account) -> None:
    account()

    said = fails(project)

    assert "has no rights on database" in said
    assert "GRANT SELECT ON" in said


def test_an_empty_database(project: Project, source: Connection) -> None:
    assert "has no tables" in fails(project)


@pytest.fixture
def two_tables(project: Project, sql: Sql, knowledge: Knowledge) -> None:
    """A practice of two tables; the policy reads no other that Open Dental has."""
    sql(
        "create table patient (PatNum bigint primary key)",
        "create table clinic (ClinicNum bigint primary key, Hidden int)",
    )
    others = sorted(knowledge.schema.tables.keys() - {"patient", "clinic"})
    project.write_policy(
        "release: '24.3'\noverlap_seconds: 300\ndeletes: none\nsecret_names: []\nnever:\n"
        + "".join(f"  {name}: not here\n" for name in others)
    )


@pytest.mark.usefixtures("two_tables")
def test_a_table_hidden_by_a_missing_right(
    project: Project, source: Connection, account: Account
) -> None:
    account(f"select on `{source.database}`.patient")

    said = fails(project)

    assert "may not read table clinic of" in said, "information_schema does not even show it"
    assert f"GRANT SELECT ON `{source.database}`.*" in said


@pytest.mark.usefixtures("two_tables")
def test_a_table_that_is_visible_and_not_readable(
    project: Project, source: Connection, account: Account
) -> None:
    account(f"select on `{source.database}`.patient", f"insert on `{source.database}`.clinic")

    assert "may not read table clinic of" in fails(project)


@pytest.mark.usefixtures("two_tables")
def test_a_right_on_single_columns_is_enough(
    project: Project, source: Connection, account: Account
) -> None:
    account(
        f"select on `{source.database}`.patient",
        f"select (ClinicNum) on `{source.database}`.clinic",
    )

    assert project("discover").exit_code == 0
    assert list(project.catalog["clinic"]["schema"]["properties"]) == ["ClinicNum"]


def test_a_catalog_that_is_none(project: Project, sql: Sql) -> None:
    sql("create table a (x int primary key)")
    project.catalog_file.write_text("{", encoding="utf-8")

    result = project("discover")

    assert result.exit_code == 1
    assert "extract/catalog.json is not a Singer catalog" in result.err
