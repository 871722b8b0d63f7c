"""A backup restored is the warehouse it was taken of, and the next run goes on from there."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from enamel.settings import Connection
from harness import Pipeline

TABLES = (
    "select nspname || '.' || relname from pg_class"
    " inner join pg_namespace on relnamespace = pg_namespace.oid where relkind = 'r'"
    " and nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public') order by 1"
)


def contents(saved: Pipeline) -> dict[str, str]:
    """A checksum of each table's rows, whatever their order."""
    tables = [row[0] for row in saved.in_warehouse(TABLES)]
    asked = " union all ".join(
        f"select '{it}', coalesce(sum(hashtextextended(t::text, 0)), 0)::text"
        f" from {'.'.join(f'{chr(34)}{part}{chr(34)}' for part in it.split('.', 1))} as t"
        for it in tables
    )
    return dict(saved.in_warehouse(asked))


@pytest.fixture(scope="module")
def warehouse(
    databases: Callable[[str], tuple[Connection, Connection]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Pipeline:
    """A small practice, replicated, with a model of each layer, a history and the rights."""
    made = Pipeline(*databases("saved"), tmp_path_factory.mktemp("saved"))
    made.run("enamel", "practice", "generate", "--patients", "100", "--seed", "5")
    made.replicate()
    made.run("meltano", "invoke", "dbt-postgres:refresh", "-s", "+dim_clinics", "+patient_versions")
    made.run("enamel", "access", "apply")
    return made


@pytest.fixture(scope="module")
def taken(warehouse: Pipeline) -> Path:
    folder = warehouse.folder / "backups"
    warehouse.run("enamel", "backup", "--folder", str(folder))
    (only,) = folder.iterdir()
    return only


def test_a_restored_warehouse_has_every_row_every_right_and_goes_on_where_it_was(
    warehouse: Pipeline,
    taken: Path,
    databases: Callable[[str], tuple[Connection, Connection]],
) -> None:
    before = contents(warehouse)
    _, empty = databases("restored")
    restored = replace(warehouse, warehouse=empty)
    restored.run("enamel", "restore", str(taken))
    assert contents(restored) == before
    assert "agrees with the file" in restored.run("enamel", "access", "check").stdout
    # The bookmarks are those of the rows: nothing is read again, nothing is missing.
    restored.in_source("update patient set Preferred = 'changed' where PatNum = 1")
    restored.replicate()
    assert restored.in_warehouse("select count(*) from raw.patient") == [
        (restored.in_source("select count(*) from patient")[0][0],)
    ]
    checked = restored.run("enamel", "validate", "--full").stdout
    assert re.match(r"(\d+) of \1 tables are clean", checked), checked


def test_a_warehouse_that_is_not_empty_is_not_overwritten_unasked(
    warehouse: Pipeline, taken: Path
) -> None:
    before = contents(warehouse)
    refused = warehouse.run("enamel", "restore", str(taken), check=False)
    assert refused.returncode == 1
    assert "not empty" in refused.stdout
    assert contents(warehouse) == before


def test_a_damaged_backup_is_refused_before_anything_is_touched(
    warehouse: Pipeline, taken: Path, tmp_path: Path
) -> None:
    spoilt = tmp_path / "spoilt"
    spoilt.mkdir()
    for file in taken.iterdir():
        (spoilt / file.name).write_bytes(file.read_bytes())
    with (spoilt / "warehouse.dump").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x00" if file.read(1) != b"\x00" else b"\x01")
    before = contents(warehouse)
    refused = warehouse.run("enamel", "restore", str(spoilt), "--replace", check=False)
    assert refused.returncode == 1
    assert "missing or damaged" in refused.stdout
    assert contents(warehouse) == before


def test_replacing_brings_back_what_was_there(warehouse: Pipeline, taken: Path) -> None:
    before = json.loads((taken / "manifest.json").read_text(encoding="utf-8"))["rows"]
    warehouse.in_warehouse("truncate raw.patient")
    warehouse.in_warehouse("create schema stray; create table stray.thing (a int)")
    warehouse.run("enamel", "restore", str(taken), "--replace")
    assert warehouse.in_warehouse("select count(*) from raw.patient") == [(before["raw.patient"],)]
    assert warehouse.in_warehouse("select to_regclass('stray.thing') is null") == [(True,)]


def test_nobody_else_can_read_a_backup_and_old_ones_go(warehouse: Pipeline, taken: Path) -> None:
    assert taken.parent.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in taken.iterdir())
    warehouse.run("enamel", "backup", "--folder", str(taken.parent), "--keep", "1")
    assert not taken.exists()
    assert len(list(taken.parent.iterdir())) == 1
