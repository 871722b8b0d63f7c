"""Staging follows the source, or `enamel check` says where it does not."""

from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest
from enamel.discovery.staging import columns_named
from enamel.settings import Connection

from .conftest import HERE, Project, execute

Sql = Callable[..., None]
POLICY = """\
release: '24.3'
overlap_seconds: 300
deletes: key_comparison
secret_names: [password]
"""
IGNORED = POLICY + "ignored: {recall: {Note: free text}}\n"
ALL = (
    *("RecallNum", "PatNum", "DateDueCalc", "DateDue", "DatePrevious", "RecallInterval"),
    *("RecallStatus", "IsDisabled", "DateTStamp", "RecallTypeNum", "DisableUntilBalance"),
    *("DisableUntilDate", "DateScheduled", "Priority", "TimePatternOverride"),
)


def model(*columns: str) -> str:
    """Return a staging model that names these columns, and traps for a careless reader."""
    named = ",\n        ".join(f'nullif("{name}", 0) as my_{name.lower()}' for name in columns)
    return f"""with
source as (
    select * from {{{{ source('opendental', 'recall') }}}}  -- "Comment" is no column
),
renamed as (
    select
        {named},
        '"Text"' as quoted, /* neither is "This" */
        _sdc_batched_at as _loaded_at
    from source
)
select * from renamed
"""


@pytest.fixture
def checked(project: Project, source: Connection) -> Iterator[Project]:
    """A project with one staged table that fits its source."""
    from enamel_practice.tables import create_statements

    execute(source, *(it for it in create_statements() if "TABLE `recall` (" in it))
    project.write_policy(IGNORED)
    project.stage("recall", model(*ALL))
    assert project("discover").exit_code == 0
    assert project("raw-schema").exit_code == 0
    assert project("check").err == ""
    yield project


def test_staging_that_fits_passes(checked: Project) -> None:
    result = checked("check")

    assert (result.exit_code, result.out) == (0, "Staging models that follow the source: 1\n")


def test_a_new_column_of_the_source_is_named(checked: Project, sql: Sql) -> None:
    sql("alter table recall add column Colour int, add column colour2 int")
    assert checked("check").exit_code == 0, "the catalog is reviewed first"
    checked("discover")

    result = checked("check")

    assert result.exit_code == 1
    assert (
        "Table `recall` has new column `Colour`. Map it in stg_opendental__recall.sql "
        "or add it to `ignored:` in extract/policy.yml.\n"
    ) in result.err
    assert "error: 2 places where staging does not follow the source." in result.err


def test_an_ignored_column_needs_no_mapping(checked: Project, sql: Sql) -> None:
    sql("alter table recall add column Colour int, add column colour2 int")
    checked("discover")
    checked.write_policy(IGNORED.replace("Note:", "Colour: a colour, Note:"))
    checked.stage("recall", model(*ALL).replace("'\"Text\"'", "colour2"))

    assert checked("check").err == ""


def test_a_column_held_back_needs_no_mapping(checked: Project, sql: Sql) -> None:
    sql("alter table recall add column PortalPassword text")
    checked("discover")

    assert checked("check").err == ""


def test_a_column_the_model_leaves_out_is_named(checked: Project) -> None:
    checked.stage("recall", model(*ALL[:-1]))

    assert "Table `recall` has column `TimePatternOverride`. Map it in" in checked("check").err


def test_a_column_that_is_gone_is_named(checked: Project, sql: Sql) -> None:
    sql("alter table recall drop column Priority, drop column Note")
    checked("discover")

    said = checked("check").err

    assert "Table `recall` has no column `Priority` any more, which stg_opendental__r" in said
    assert "Table `recall` has no column `Note` to ignore." in said


def test_an_older_release_may_lack_columns_and_tables(checked: Project, sql: Sql) -> None:
    sql("alter table recall drop column Priority, drop column Note")
    checked.stage("transaction", 'select "TransactionNum", "DateTimeEntry", "UserNum" from source')
    checked.write_policy(IGNORED.replace("24.3", "21.1"))
    checked("discover")
    checked("raw-schema")

    assert checked("check").err == ""


def test_a_column_nobody_knows_is_named_in_any_release(checked: Project) -> None:
    checked.write_policy(IGNORED.replace("24.3", "21.1"))
    checked.stage("recall", model(*ALL, "RecalNum"))

    assert "has no column `RecalNum` any more" in checked("check").err


def test_a_model_that_names_a_secret_is_told_so(checked: Project, sql: Sql) -> None:
    sql("create table patient (PatNum bigint primary key, SSN varchar(9))")
    checked.stage("patient", 'select "PatNum", "SSN" from source')
    checked("discover")
    checked("raw-schema")

    assert "Table `patient` holds back column `SSN`, which stg_opendental__patient.sql n" in (
        checked("check").err
    )


def test_a_staged_table_that_is_gone_or_never_read_is_named(checked: Project, sql: Sql) -> None:
    checked.stage("patient", 'select "PatNum" from source')
    checked("raw-schema")
    assert "Table `patient` of stg_opendental__patient.sql is gone" in checked("check").err

    checked.write_policy(IGNORED + "never: {patient: a test}\n")
    checked("raw-schema")
    assert "Table `patient` is staged and never read." in checked("check").err


def test_an_entry_of_the_policy_that_says_nothing_is_named(checked: Project) -> None:
    checked.write_policy(IGNORED.replace("Note:", "Priority: also mapped, Note:"))

    assert "Table `recall` ignores column `Priority`, which" in checked("check").err


def test_a_raw_schema_that_is_old_is_named(checked: Project) -> None:
    checked.stage("clinic", 'select "ClinicNum" from source')

    assert "load/raw_schema.sql does not fit the staging models" in checked("check").err


def test_no_catalog_is_said_at_once(project: Project) -> None:
    result = project("check")

    assert result.exit_code == 1
    assert "error: extract/catalog.json is missing.\n next: Run `uv run enamel discover`." in (
        result.err
    )


def test_quotes_in_comments_literals_and_jinja_are_no_columns() -> None:
    quoted, bare = columns_named(
        """{# "a" #} select "B", '"c"' as c, 'it''s "d"', "E -- F", "g'h", lower /* "i" */
        -- "j"
        from {{ source("k", "l") }} where "m" = '--' and "N" > 0"""
    )

    assert quoted == {"B", "E -- F", "g'h", "m", "N"}
    assert "lower" in bare
    assert "c" not in bare


def test_the_raw_schema_builds_twice_and_holds_no_secret(
    warehouse_database: Connection,
) -> None:
    text = (HERE / "load" / "raw_schema.sql").read_text(encoding="utf-8")
    assert '"SSN"' not in text

    with closing(
        psycopg.connect(
            warehouse_database.url.set(drivername="postgresql").render_as_string(
                hide_password=False
            ),
            autocommit=True,
        )
    ) as wh:
        states = []
        for _ in range(2):
            wh.execute(text.encode())
            states.append(
                wh.execute(
                    "select table_name, column_name, data_type, is_nullable"
                    " from information_schema.columns where table_schema = 'raw' order by 1, 2"
                ).fetchall()
            )
        wh.execute('insert into raw."preference" ("PrefNum") values (1)')
        stamp = wh.execute('select _sdc_batched_at is not null from raw."preference"').fetchone()

    assert states[0] == states[1]
    assert stamp == (True,)
    assert ("preference", "PrefNum", "bigint", "NO") in states[0]
    assert ("preference", "ValueString", "text", "YES") in states[0]


def test_raw_tables_of_an_older_release_get_the_columns_they_lack(
    warehouse_database: Connection,
) -> None:
    text = (HERE / "load" / "raw_schema.sql").read_text(encoding="utf-8")
    url = warehouse_database.url.set(drivername="postgresql")
    with closing(psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)) as wh:
        wh.execute("create schema raw")
        wh.execute('create table raw."preference" ("PrefNum" bigint primary key, "Mine" text)')
        wh.execute(text.encode())
        names = wh.execute(
            "select column_name from information_schema.columns where table_name = 'preference'"
        ).fetchall()

    assert {name for (name,) in names} >= {"Mine", "PrefName", "ValueString"}
