"""Source, catalog and raw part ways, as when Open Dental is upgraded: what flows, what stops."""

from pathlib import Path

import pytest
from enamel.settings import Connection
from pair import Pair

OLD = "'2020-01-01 00:00:00'"
STAMP = f"Stamp timestamp not null default {OLD} on update current_timestamp"
# table -> what the upgrade does to it
UPGRADE = {
    "same": "",
    "longer": "alter table longer modify Note varchar(90)",
    "added": "alter table added add column More int not null default 7 after Id",
    "widened": "alter table widened modify Small bigint",
    "positive": "alter table positive modify Small int unsigned",
    "dropped": "alter table dropped drop column Note",
    "renamed": "alter table renamed change Note Remark varchar(20)",
    "retyped": "alter table retyped modify Note date",
    "rekeyed": "alter table rekeyed drop primary key, add primary key (Id, Small)",
    "unkeyed": "alter table unkeyed drop primary key",
    "gone": "drop table gone",
}
STOPPED = {"widened", "positive", "dropped", "renamed", "retyped", "rekeyed", "unkeyed", "gone"}
STILL_STOPPED = {"retyped", "rekeyed"}


@pytest.fixture(params=["with a look at raw", "by time stamps alone"])
def pair(
    source_database: Connection,
    warehouse_database: Connection,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Pair:
    """Every table of `UPGRADE`, replicated, with a view on each raw table; then upgraded."""
    made = Pair(source_database, warehouse_database, tmp_path)
    made.compares = request.param == "with a look at raw"
    for name in UPGRADE:
        made.in_source(
            f"create table {name} (Id int primary key, Small int not null, Note varchar(20),"
            f" {STAMP})",
            f"insert into {name} select seq, seq % 5, '2024-01-01', {OLD} from seq_1_to_500",
        )
        made.keys[name] = "Stamp"
    del made.keys["longer"]
    made.discover()
    made.run()
    for name in UPGRADE:
        made.in_warehouse(
            f'create view public.stg_{name} as select "Id", "Small" + 1 as more, "Note" '
            f'from raw."{name}"'
        )
    for name, change in UPGRADE.items():
        if change:
            made.in_source(change)
        if name != "gone":
            made.in_source(f"insert into {name} (Id, Small, Stamp) values (9000, 1, now())")
    made.in_source("create table new (Id int primary key)", "insert into new values (1)")
    return made


def discover(pair: Pair) -> None:
    """Discover anew; a table without a key is then a full one."""
    pair.keys.pop("unkeyed", None)
    pair.discover()


def counts(pair: Pair, prefix: str = "raw.") -> dict[str, int]:
    return {
        name: pair.in_warehouse(f"select count(*) from {prefix}{name}")[0][0] for name in UPGRADE
    }


def test_an_upgrade_stops_what_no_longer_fits_and_flows_after_discovery(pair: Pair) -> None:
    before = (pair.state or {})["bookmarks"]

    said = pair.run(fails=True)

    after = (pair.state or {})["bookmarks"]
    moved = {name for name, count in counts(pair).items() if count == 501}
    assert moved == UPGRADE.keys() - STOPPED
    assert {name for name in before if before[name] != after[name]} == {"same", "added"}
    assert "Table added has new columns, not replicated yet: More" in said
    assert "new tables, not replicated yet: new" in said
    errors = [line for line in said.splitlines() if "ERROR" in line]
    for name in STOPPED:
        (line,) = [it for it in errors if f"able {name} " in it]
        assert "enamel discover" in line
    assert f"{len(STOPPED)} tables were not read" in said
    assert "Traceback" not in said

    discover(pair)
    flows_after_discovery(pair)
    loads_once_the_messages_are_followed(pair)


def flows_after_discovery(pair: Pair) -> None:
    """All that loses nothing flows, and every view stays."""
    said = pair.run(fails=True)

    for name in UPGRADE.keys() - STILL_STOPPED - {"gone"}:
        theirs, ours = pair.rows(name)
        assert ours == theirs, name
    assert pair.rows("new")[0] == pair.rows("new")[1]
    assert counts(pair)["gone"] == 500
    assert {name for name, count in counts(pair).items() if count == 500} == {
        "gone",
        *STILL_STOPPED,
    }
    assert counts(pair, "public.stg_") == counts(pair)
    types = dict(
        pair.in_warehouse(
            "select attrelid::regclass::text, format_type(atttypid, atttypmod)"
            " from pg_attribute where attname = 'Small' and attrelid in"
            " ('raw.widened'::regclass, 'raw.positive'::regclass)"
        )
    )
    assert types == {"raw.widened": "bigint", "raw.positive": "bigint"}
    for name in STILL_STOPPED:
        assert f"Table raw.{name}" in said
    assert said.count("drop the column (or the table") == 1
    assert said.count("Drop the table") == 1
    assert "Traceback" not in said


def loads_once_the_messages_are_followed(pair: Pair) -> None:
    for name in STILL_STOPPED:
        pair.in_warehouse(f"drop table raw.{name} cascade")
    pair.state = None if not pair.compares else pair.state  # --full-refresh
    pair.run()

    for name in UPGRADE.keys() - {"gone"}:
        theirs, ours = pair.rows(name)
        assert ours == theirs, name
