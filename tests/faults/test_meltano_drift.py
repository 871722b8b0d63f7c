"""A table that drifted, under Meltano: the others arrive, their state is kept, the run fails."""

import sqlite3
from pathlib import Path

from enamel.settings import Connection
from harness import Pipeline


def test_the_other_tables_of_a_failed_run_arrive_and_keep_their_state(
    source_database: Connection, warehouse_database: Connection, tmp_path: Path
) -> None:
    pipeline = Pipeline(source_database, warehouse_database, tmp_path)
    for name in ("other", "spare"):
        pipeline.in_source(
            f"create table {name} (Id bigint primary key auto_increment, Note text,"
            " DateTStamp timestamp not null default current_timestamp on update current_timestamp)"
        )
        pipeline.in_source(f"insert into {name} (Note) select seq from seq_1_to_5000")
    pipeline.run("enamel", "discover", "--catalog", str(pipeline.catalog))
    pipeline.in_source("alter table spare drop column Note")

    result = pipeline.run("meltano", "run", "tap-mysql", "target-postgres", check=False)

    assert result.returncode != 0
    assert "Table spare has no column Note" in result.stdout
    assert "1 table was not read: spare" in result.stdout
    assert "Traceback" not in result.stdout
    assert pipeline.in_warehouse("select count(*) from raw.other") == [(5000,)]
    with sqlite3.connect(tmp_path / "meltano.db") as connection:
        (state,) = connection.execute("select completed_state from state").fetchone()
    assert '"other"' in state
    assert '"spare"' not in state
