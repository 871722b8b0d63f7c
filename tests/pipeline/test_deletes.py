"""After each run raw holds exactly the source's rows: deletes, late rows, missed rows."""

from pathlib import Path

import pytest
from enamel.settings import Connection
from pair import Pair

STAMP = "Stamp timestamp not null default current_timestamp on update current_timestamp"
OLD = "'2020-01-01 00:00:00'"


@pytest.fixture
def pair(source_database: Connection, warehouse_database: Connection, tmp_path: Path) -> Pair:
    return Pair(source_database, warehouse_database, tmp_path)


def assert_same(pair: Pair, *tables: str) -> None:
    for table in tables:
        theirs, ours = pair.rows(table)
        assert ours == theirs, table


def test_rows_deleted_anywhere_are_gone_after_the_next_run(pair: Pair) -> None:
    for name in ("a_first", "b_last", "c_middle", "d_all", "e_none"):
        pair.keys[name] = "Stamp"
        pair.in_source(
            f"create table {name} (Id bigint primary key, Note text, {STAMP})",
            f"insert into {name} (Id, Note) select seq, concat('n', seq) from seq_1_to_9000",
        )
    pair.run()
    assert_same(pair, *pair.keys)
    pair.in_source(
        "delete from a_first order by Id limit 1",
        "delete from b_last order by Id desc limit 1",
        "delete from c_middle where Id between 4000 and 4099 or Id = 7000",
        "delete from d_all",
    )
    pair.run()
    assert_same(pair, *pair.keys)
