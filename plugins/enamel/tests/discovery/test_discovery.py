"""What discovery finds in a practice and in databases it has never seen."""

from collections.abc import Callable

import pytest
from enamel.discovery.catalog import Found, Stream, build, is_selected, read, replicated_columns
from enamel.discovery.knowledge import Knowledge
from enamel.discovery.policy import load_policy, looks_secret
from enamel.settings import Connection
from enamel_tap_mysql.discovery import Table
from enamel_tap_mysql.types import Column

from .conftest import HERE, Project

Sql = Callable[..., None]
STAMP = "timestamp not null default current_timestamp on update current_timestamp"


@pytest.fixture
def discovered(
    project: Project, practice: Connection, use: Callable[[Connection], None]
) -> Project:
    use(practice)
    assert project("discover").exit_code == 0
    return project


def test_every_table_is_in_the_catalog_with_its_reasons(
    discovered: Project, knowledge: Knowledge
) -> None:
    catalog = discovered.catalog

    assert len(catalog) == 432
    assert catalog.keys() > knowledge.schema.tables.keys()
    for stream in catalog.values():
        facts = stream["x-enamel"]
        assert facts["reasons"]
        assert facts["method_reason"]
        assert facts["phase"] in (1, 2, 3, 4)
        assert facts["method"] in ("INCREMENTAL", "FULL_TABLE", "EXCLUDED")


def test_a_second_run_writes_the_same_bytes(discovered: Project) -> None:
    first = discovered.catalog_file.read_bytes()
    written = discovered.catalog_file.stat().st_mtime_ns

    again = discovered("discover")

    assert (again.exit_code, "no change" in again.out) == (0, True)
    assert discovered.catalog_file.read_bytes() == first
    assert discovered.catalog_file.stat().st_mtime_ns == written


def test_the_committed_catalog_is_what_discovery_writes(discovered: Project) -> None:
    # An empty practice says nothing of sizes and rates, nor of what follows from them.
    measured = {"importance", "phase", "phase_name", "reasons", "rows", "bytes", "changes"}

    def facts(catalog: dict[str, Stream]) -> dict[str, Stream]:
        return {
            name: {
                **stream,
                "x-enamel": {
                    key: value for key, value in stream["x-enamel"].items() if key not in measured
                },
            }
            for name, stream in catalog.items()
        }

    assert facts(read(HERE / "extract" / "catalog.json")) == facts(discovered.catalog)


def test_no_secret_column_is_selected(discovered: Project, knowledge: Knowledge) -> None:
    assert sum(map(len, knowledge.secrets().values())) > 100
    catalog = discovered.catalog
    for table, secrets in knowledge.secrets().items():
        stream = catalog[table]
        for column in secrets:
            assert not is_selected(stream, column), f"{table}.{column}"
            values = stream["x-enamel"].get("allowed_values", {})
            assert column not in replicated_columns(stream) or values[column]["names"]


def test_every_known_column_that_looks_secret_was_judged(knowledge: Knowledge) -> None:
    words = load_policy(HERE).secret_names
    harmless = {
        f"{table}.{column}"
        for table in knowledge.schema.tables
        for column in knowledge.columns(table)
        if looks_secret(column, words) and knowledge.sensitivity(table, column) != "secret"
    }

    assert harmless == {
        "apikey.APIKeyNum",
        "creditcard.PayConnectTokenExp",
        "payconnectresponseweb.ExpDateToken",
        "payconnectresponseweb.IsTokenSaved",
        "securityloghash.SecurityLogHashNum",
        "sessiontoken.SessionTokenNum",
        "sessiontoken.TokenType",
        "treatplan.SignaturePracticeText",
        "treatplan.SignatureText",
        "userod.IsPasswordResetRequired",
        "userod.MobileWebPinFailedAttempts",
        "userod.PasswordIsStrong",
        "userweb.RequirePasswordChange",
    }


def test_a_server_stamp_makes_a_table_incremental_and_nothing_else_does(
    discovered: Project, knowledge: Knowledge
) -> None:
    catalog = discovered.catalog
    for name, known in knowledge.schema.tables.items():
        stamps = {column.name for column in known.columns if column.on_update}
        stream = catalog[name]
        method = stream["x-enamel"]["method"]
        if method == "EXCLUDED":
            assert not is_selected(stream)
            assert stream["x-enamel"]["deletes"] == "none"
        elif stamps:
            assert method == stream["replication_method"] == "INCREMENTAL"
            assert stream["replication_key"] in stamps
            assert stream["x-enamel"]["overlap_seconds"] > 0
            assert stream["x-enamel"]["deletes"] == "key_comparison"
        elif name != "securitylog":
            assert method == stream["replication_method"] == "FULL_TABLE"
            assert "replication_key" not in stream
            assert stream["x-enamel"]["deletes"] == "full_table"


def test_the_key_others_point_to_counts_and_says_so(discovered: Project) -> None:
    catalog = discovered.catalog
    patient = catalog["patient"]["x-enamel"]

    assert patient["phase"] == 1
    assert patient["importance"] == max(
        stream["x-enamel"]["importance"] for stream in catalog.values()
    )
    assert any(reason.startswith("referenced by ") for reason in patient["reasons"])
    assert "the hub of the schema" in patient["reasons"]
    assert "vendor-flagged large" in patient["reasons"]
    assert "change tracking: updated_at DateTStamp, not indexed" in patient["reasons"]


def test_unknown_tables_are_selected_and_judged_by_the_rules(project: Project, sql: Sql) -> None:
    sql(
        "create table wikilist_x (xNum bigint primary key, PatNum bigint, Note text)",
        "create table patient (PatNum bigint auto_increment primary key, LName varchar(9))",
        f"create table future (A int, `b c` varchar(5), At {STAMP}, primary key (`b c`, A))",
        "create table heap (A int)",
        f"create table heapstamp (A int, At {STAMP})",
        "create table maybe (A int primary key, At timestamp null on update current_timestamp)",
        "create table local (A int primary key, At datetime on update current_timestamp)",
    )

    assert project("discover").exit_code == 0

    catalog = project.catalog
    assert all(is_selected(stream) for stream in catalog.values())
    assert "references 1 table" in catalog["wikilist_x"]["x-enamel"]["reasons"]
    assert catalog["future"]["key_properties"] == ["b c", "A"]
    assert catalog["future"]["replication_key"] == "At"
    for name in ("heap", "heapstamp", "maybe", "local", "wikilist_x"):
        assert catalog[name]["replication_method"] == "FULL_TABLE", name
    assert catalog["heapstamp"]["key_properties"] == []
    assert "no primary key" in catalog["heapstamp"]["x-enamel"]["method_reason"]


def test_an_unknown_column_with_a_secret_name_waits_for_a_decision(
    project: Project, sql: Sql
) -> None:
    sql(
        "create table wikilist_x (TokenNum bigint primary key, Portal text, PortalPassword text)",
        "create table patient (PatNum bigint primary key, LName text, SSN text, BackupPIN text)",
    )

    found = project("discover")

    x, patient = project.catalog["wikilist_x"], project.catalog["patient"]
    assert replicated_columns(x).keys() == {"TokenNum", "Portal"}
    assert replicated_columns(patient).keys() == {"PatNum", "LName"}
    assert "Column `wikilist_x.PortalPassword` is held back" in found.err
    assert "Column `patient.BackupPIN` is held back" in found.err
    assert "patient.SSN" not in found.err, "that one is decided"

    project.edit_policy("tables:\n", "tables:\n  wikilist_x: {cleared: [PortalPassword]}\n")
    project.edit_policy("tables:\n", "tables:\n  patient: {hold: [BackupPIN, LName]}\n")
    found = project("discover")

    assert "PortalPassword" in replicated_columns(project.catalog["wikilist_x"])
    assert replicated_columns(project.catalog["patient"]).keys() == {"PatNum"}
    assert "is held back" not in found.err


def test_an_append_only_table_follows_its_key_unless_keys_are_random(
    project: Project, sql: Sql
) -> None:
    sql(
        "create table securitylog (SecurityLogNum bigint auto_increment primary key, LogText text)",
        "create table preference (PrefNum int primary key, PrefName text, ValueString text)",
        "insert into preference values (1, 'RandomPrimaryKeys', '0')",
    )
    project("discover")
    by_key = project.catalog["securitylog"]
    sql("update preference set ValueString = '1' where PrefNum = 1")
    project("discover")
    whole = project.catalog["securitylog"]

    assert by_key["replication_key"] == "SecurityLogNum"
    assert by_key["x-enamel"]["deletes"] == "key_comparison"
    assert whole["replication_method"] == "FULL_TABLE"
    assert "random" in whole["x-enamel"]["method_reason"]


def test_a_table_that_grows_does_not_change_the_catalog_until_its_class_is_left(
    project: Project, sql: Sql
) -> None:
    sql(
        f"create table t (A int auto_increment primary key, At {STAMP}, key (At)) engine=myisam",
        "insert into t (At) select '2026-01-01' from seq_1_to_900",
    )
    project("discover")
    first = project.catalog_file.read_bytes()
    assert b"under 1,000 a week" in first

    sql("insert into t (At) select '2026-01-01' from seq_1_to_900")
    assert project("discover", "--dry-run").exit_code == 0, "1,800 is within a factor of two"
    sql("insert into t (At) select '2026-01-01' from seq_1_to_400")
    project("discover")
    assert project.catalog["t"]["x-enamel"]["changes"] == "1,000 or more a week"

    sql("delete from t limit 1500")
    assert project("discover", "--dry-run").exit_code == 0, "700 is within a factor of two"
    sql("delete from t limit 300")
    project("discover")
    assert project.catalog_file.read_bytes() == first


def test_only_the_week_before_the_last_change_is_busy(project: Project, sql: Sql) -> None:
    sql(
        f"create table t (A int auto_increment primary key, At {STAMP}, key (At))",
        "insert into t (At) select '2020-01-01' from seq_1_to_3000",
        "insert into t (At) values ('2026-01-01')",
    )

    project("discover")

    assert project.catalog["t"]["x-enamel"]["changes"] == "under 1,000 a week"


def test_drift_is_counted_and_named(project: Project, sql: Sql) -> None:
    sql("create table a (x int primary key, y int, z int)", "create table b (x int primary key)")
    project("discover")
    before = project.catalog_file.read_bytes()
    sql(
        "drop table b",
        "create table c (x int primary key)",
        "alter table a drop column y, add column w text, modify z bigint, modify x int first",
    )

    dry = project("discover", "--dry-run")

    assert dry.exit_code == 2
    assert "tables added: 1 (c)" in dry.out
    assert "tables removed: 1 (b)" in dry.out
    assert "columns added: 1 (a.w)" in dry.out
    assert "columns removed: 1 (a.y)" in dry.out
    assert "columns changed: 1 (a.z (int(11) → bigint(20)))" in dry.out
    assert project.catalog_file.read_bytes() == before
    wet = project("discover")
    assert (wet.exit_code, "columns added: 1 (a.w)" in wet.out) == (0, True)
    assert project("discover", "--dry-run").exit_code == 0


def test_a_column_of_a_type_without_counterpart_is_held_back() -> None:
    columns = (Column("x", "bigint(20)", nullable=False), Column("v", "vector(3)"))
    table = Table("a", False, "InnoDB", 0, 0, 0, None, None, None, "", columns, ())

    stream = build(Found({"a": table}), load_policy(HERE), Knowledge(), {})["a"]

    assert replicated_columns(stream).keys() == {"x"}
    assert stream["x-enamel"]["held_back"] == {"v": "no exact counterpart of type vector(3)"}


def test_views_are_no_tables(project: Project, sql: Sql) -> None:
    sql("create table a (x int primary key)", "create view v as select 1")

    assert project("discover").exit_code == 0
    assert project.catalog.keys() == {"a"}
