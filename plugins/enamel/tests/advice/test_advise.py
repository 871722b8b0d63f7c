"""Advice is true, can be undone, and never touches a production source."""

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from enamel.advice import account, indexes, warehouse
from enamel.advice.cli import statements
from enamel.cli import app
from enamel.discovery.source import connect
from enamel.errors import EnamelError
from enamel.reconciliation.run import connect_warehouse
from enamel_ledger import filing
from enamel_tap_mysql.catalog import catalog_entry
from enamel_tap_mysql.discovery import read_tables
from typer.testing import CliRunner

if TYPE_CHECKING:
    from enamel.settings import Connection

ROWS = 20_000
MARK = {"visit": {"replication_key_value": "2026-01-04T00:00:00+00:00"}}
PROJECT = Path(__file__).parents[4]


@pytest.fixture
def source(source_database: "Connection") -> "Connection":
    """A table whose newest 100 of 20,000 rows are new, without an index to tell."""
    with connect(source_database) as connection, connection.cursor() as cursor:
        cursor.execute(
            "create table visit (Id int primary key, At timestamp not null default '2020-01-01',"
            " Note varchar(200), key note (Note(10)))"
        )
        cursor.execute(
            "insert into visit select seq, if(seq > 19900, '2026-01-05', '2025-01-05'),"
            f" repeat('x', 100) from seq_1_to_{ROWS}"
        )
        cursor.execute("analyze table visit")
        connection.commit()
    return source_database


def catalog_and_tables(source: "Connection") -> tuple[dict[str, Any], dict[str, Any]]:
    with connect(source) as connection:
        tables = {it.name: it for it in read_tables(connection, source.database)}
    return {"visit": catalog_entry(tables["visit"], replication_key="At")}, tables


def index_names(source: "Connection") -> set[str]:
    return {it.name for it in catalog_and_tables(source)[1]["visit"].indexes}


def test_the_gain_is_measured_the_index_made_and_dropped_again(source: "Connection") -> None:
    before = index_names(source)
    with connect(source) as connection:
        (lack,) = indexes.lacks(*catalog_and_tables(source), MARK)
        (advice,) = indexes.advise(connection, [lack], execute=True)
        assert "with the index 100" in advice.measured
        assert indexes.cost(connection, lack, execute=True).looked_at == ROWS
        indexes.apply(connection, [lack], "copy")
        assert indexes.cost(connection, lack, execute=True).looked_at <= 110
    assert index_names(source) == before | {"enamel_At"}
    assert not indexes.lacks(*catalog_and_tables(source), MARK)
    with connect(source) as connection:
        indexes.undo(connection, catalog_and_tables(source)[1], "replica")
    assert index_names(source) == before


def test_small_tables_need_no_index(source: "Connection") -> None:
    assert not indexes.lacks(*catalog_and_tables(source), MARK, ROWS * 2)


def test_looking_is_no_measuring(source: "Connection") -> None:
    with connect(source) as connection:
        (lack,) = indexes.lacks(*catalog_and_tables(source), MARK)
        assert indexes.cost(connection, lack, execute=False).milliseconds is None


@pytest.mark.parametrize("flag", ["--apply", "--undo"])
def test_a_production_source_is_never_changed(
    source: "Connection", monkeypatch: pytest.MonkeyPatch, tmp_path: Path, flag: str
) -> None:
    """By the command itself, with an account that could."""
    project = project_of(tmp_path, source, monkeypatch, role=None)
    with connect(source) as connection, connection.cursor() as cursor:
        cursor.execute("create index enamel_Note on visit (Note)")
    before = index_names(source)
    result = CliRunner().invoke(app, ["advise", flag, "--least-rows", "0"])
    assert isinstance(result.exception, EnamelError)
    assert "marked `production`" in result.exception.reason
    assert index_names(source) == before
    policy = project / "extract" / "policy.yml"
    policy.write_text(policy.read_text().replace("source_role: production\n", ""))
    again = CliRunner().invoke(app, ["advise", flag])
    assert isinstance(again.exception, EnamelError), "what is not marked is production"
    assert index_names(source) == before


def project_of(
    folder: Path, source: "Connection", monkeypatch: pytest.MonkeyPatch, role: str | None
) -> Path:
    """Make a project of the policy and a catalog alone, and point the command at it."""
    project = folder / "project"
    (project / "extract").mkdir(parents=True)
    for name in ("meltano.yml", "extract/policy.yml"):
        shutil.copy(PROJECT / name, project / name)
    catalog, _ = catalog_and_tables(source)
    streams = {"streams": list(catalog.values())}
    (project / "extract" / "catalog.json").write_text(json.dumps(streams))
    policy = project / "extract" / "policy.yml"
    if role:
        policy.write_text(
            policy.read_text().replace("source_role: production", f"source_role: {role}")
        )
    monkeypatch.setenv("MELTANO_PROJECT_ROOT", str(project))
    for part in ("host", "port", "user", "password", "database"):
        monkeypatch.setenv(f"ENAMEL_SOURCE_{part.upper()}", str(getattr(source, part)))
    return project


@pytest.mark.parametrize("role", ["production", "", "Replica"])
def test_only_the_two_words_allow_a_change(role: str) -> None:
    with pytest.raises(EnamelError, match="never changes it"):
        indexes.refuse_production(role)


def test_rights_beyond_reading_are_named() -> None:
    assert not account.surplus(["GRANT USAGE ON *.* TO `r`@`%`", "GRANT SELECT ON `o`.* TO `r`"])
    found = account.surplus(
        [
            "GRANT SELECT, INSERT ON `opendental`.* TO `e`@`%`",
            "GRANT SELECT (`FName`, `LName`) ON `opendental`.`patient` TO `e`@`%`",
            "GRANT ALL PRIVILEGES ON *.* TO `e`@`%` WITH GRANT OPTION",
        ]
    )
    assert found == {
        "`opendental`.*": {"INSERT"},
        "*.*": {"ALL PRIVILEGES", "GRANT OPTION"},
    }


def test_what_changes_the_meaning_of_values_is_warned_of() -> None:
    modes = account.of_modes("ERROR_FOR_DIVISION_BY_ZERO,EMPTY_STRING_IS_NULL")
    assert [it.subject for it in modes] == ["EMPTY_STRING_IS_NULL"]
    assert account.of_clock("SYSTEM", "UTC")
    assert not account.of_clock("SYSTEM", "PST")
    assert not account.of_clock("America/Denver", "UTC")
    assert account.of_tls("db.practice.example", "")
    assert not account.of_tls("db.practice.example", "TLS_AES_256_GCM_SHA384")
    assert not account.of_tls("127.0.0.1", "")


def test_a_real_account_is_judged(source: "Connection") -> None:
    with connect(source) as connection:
        found = account.advise(connection, source.host, source.database)
    assert "too many rights" in {it.kind for it in found}  # the sandbox's owner


def test_the_warehouse_tells_what_is_unused_bloated_and_slow(
    warehouse_database: "Connection", tmp_path: Path
) -> None:
    with connect_warehouse(warehouse_database) as connection:
        connection.autocommit = True
        filing.prepare(connection)
        for statement in (
            "create table big (id int primary key, note text)",
            "alter table big set (autovacuum_enabled = false)",
            "create index never_read on big (note)",
            "insert into big select n, repeat('x', 50) from generate_series(1, 3000) as n",
            "delete from big where id <= 1500",
            "insert into operations.run_models values (gen_random_uuid(), 'fct_visits', null,"
            " 'model', 'success', 9.5, 10, null, now())",
        ):
            connection.execute(statement.encode())
        connection.execute("select pg_stat_force_next_flush()")
        results = tmp_path / "run_results.json"
        compiled = "select count(*) from big where note like 'a%'"
        results.write_text(
            json.dumps(
                {"results": [{"unique_id": "model.enamel.fct_visits", "compiled_code": compiled}]}
            )
        )
        found = warehouse.advise(connection, [results], least_bytes=0, least_rows=1000)
        by_kind = {it.kind: it for it in found}
        assert by_kind["unused index"].sql == "drop index concurrently public.never_read;"
        assert "CREATE INDEX never_read" in by_kind["unused index"].undo
        assert "1,500 dead" in by_kind["bloat"].measured
        assert by_kind["slow model"].subject == "fct_visits"
        assert "Seq Scan on big" in by_kind["slow model"].plan
        text = statements(found)
        assert "-- undo: CREATE INDEX never_read" in text
        for line in text.splitlines():
            if line.startswith("vacuum"):
                connection.execute(line.encode())
        after = warehouse.advise(connection, [results], least_bytes=0, least_rows=1000)
        assert "bloat" not in {it.kind for it in after}


def test_a_plan_that_cannot_be_had_is_left_out(
    warehouse_database: "Connection", tmp_path: Path
) -> None:
    with connect_warehouse(warehouse_database) as connection:
        connection.autocommit = True
        assert warehouse._plan(connection, "select * from nowhere") == ""
        assert connection.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
        assert warehouse.advise(connection, [tmp_path / "none.json"]) == []
