"""The main job, as a user types it: what arrives in raw, and what a second run moves."""

import json
from pathlib import Path

from enamel.discovery.staging import staged_tables
from harness import ROOT, Pipeline


def selected_tables() -> dict[str, list[str]]:
    """Return the tables the catalog replicates, with their primary keys."""
    catalog = json.loads((ROOT / "extract" / "catalog.json").read_text(encoding="utf-8"))
    return {
        stream["tap_stream_id"]: stream["key_properties"]
        for stream in catalog["streams"]
        for entry in stream["metadata"]
        if not entry["breadcrumb"] and entry["metadata"].get("selected")
    }


def test_every_replicated_table_holds_the_rows_of_its_source(pipeline: Pipeline) -> None:
    tables = sorted(selected_tables())
    theirs = pipeline.in_source(
        " union all ".join(f"select '{name}', count(*) from `{name}`" for name in tables)
    )
    ours = pipeline.in_warehouse(
        " union all ".join(f"select '{name}', count(*) from raw.\"{name}\"" for name in tables)
    )
    assert dict(ours) == dict(theirs)
    assert len(tables) > 300
    assert sum(1 for _, rows in theirs if rows) >= 54


def test_keys_are_the_source_s_keys(pipeline: Pipeline) -> None:
    for name, keys in selected_tables().items():
        if len(keys) != 1:
            continue
        key = keys[0]
        theirs = pipeline.in_source(f"select cast(`{key}` as char) from `{name}`")
        ours = pipeline.in_warehouse(f'select "{key}"::text from raw."{name}"')
        assert sorted(ours) == sorted(theirs), name


def test_postgres_holds_the_key_of_every_staged_table(pipeline: Pipeline) -> None:
    """Staging does not test its keys again: a constraint cannot be passed by."""
    held = pipeline.in_warehouse(
        "select relname::text from pg_constraint"
        " inner join pg_class on pg_class.oid = conrelid"
        " where contype = 'p' and connamespace = 'raw'::regnamespace and convalidated"
    )
    assert set(staged_tables(ROOT)) <= {name for (name,) in held}


def test_a_second_run_moves_only_what_changed(pipeline: Pipeline) -> None:
    loaded = 'select max(_sdc_batched_at), count(*) from raw."{}"'
    names = ("patient", "procedurelog", "definition", "claimproc", "wikilist_labs")
    tables = selected_tables()
    names = tuple(name for name in names if name in tables)
    pipeline.replicate()
    before = {name: pipeline.in_warehouse(loaded.format(name)) for name in names}
    pipeline.in_source(
        "update patient set Preferred = 'changed' where PatNum = (select min(PatNum) from claim)"
    )
    pipeline.replicate()
    after = {name: pipeline.in_warehouse(loaded.format(name)) for name in names}
    changed = pipeline.in_warehouse(
        f"select count(*) from raw.\"patient\" where _sdc_batched_at > '{before['patient'][0][0]}' "
    )
    assert changed == [(1,)]
    assert {name for name in names if before[name] != after[name]} == {"patient"}


def test_a_warehouse_that_was_lost_is_filled_again(pipeline: Pipeline) -> None:
    """Meltano's state outlives the warehouse; believing it would leave every old row out."""
    pipeline.replicate()
    counted = 'select count(*) from raw."procedurelog"'
    before = pipeline.in_warehouse(counted)
    pipeline.in_warehouse("alter schema raw rename to lost")
    try:
        pipeline.replicate()
        assert pipeline.in_warehouse(counted) == before
    finally:
        pipeline.in_warehouse("drop schema raw cascade")
        pipeline.in_warehouse("alter schema lost rename to raw")


def test_a_table_nobody_foresaw_is_replicated_after_discovery(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    pipeline.in_source("create table `wikilist_new idea` (`Wish` varchar(50), `Rank` int)")
    pipeline.in_source("insert into `wikilist_new idea` values ('a quiet compressor', 1)")
    catalog = tmp_path / "catalog.json"
    try:
        pipeline.run("enamel", "discover", "--catalog", str(catalog))
        pipeline.run(
            "meltano", "run", "tap-mysql", "target-postgres", TAP_MYSQL__CATALOG=str(catalog)
        )
        assert pipeline.in_warehouse('select "Wish", "Rank" from raw."wikilist_new idea"') == [
            ("a quiet compressor", 1)
        ]
    finally:
        pipeline.in_source("drop table `wikilist_new idea`")
