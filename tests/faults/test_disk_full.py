"""The spool folder's disk is full: the run says so, and nothing is half loaded."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from enamel.settings import Connection
from harness import Pipeline

SIZE = "1m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte: a mount of our own, or none where that is not allowed."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    try:
        yield folder
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def pipeline(
    source_database: Connection, warehouse_database: Connection, tmp_path: Path
) -> Pipeline:
    """A source with one table larger than the disk."""
    made = Pipeline(source_database, warehouse_database, tmp_path)
    made.in_source("create table account (AccountNum bigint primary key, Description text)")
    made.in_source("insert into account select seq, repeat(md5(seq), 20) from seq_1_to_20000")
    made.run("enamel", "discover", "--catalog", str(made.catalog))
    return made


def test_a_full_spool_disk_is_one_line_and_loads_nothing(
    pipeline: Pipeline, small_disk: Path
) -> None:
    batch = {
        "encoding": {"format": "pgcopy-csv", "compression": "none"},
        "storage": {"root": small_disk.as_uri()},
    }
    if not os.path.ismount(small_disk):
        # Without the right to mount, a quota that every process may set itself does as well.
        assert shutil.which("prlimit")
    limit = [] if os.path.ismount(small_disk) else ["prlimit", f"--fsize={1 << 20}"]
    result = subprocess.run(
        [
            *limit,
            str(Path(sys.executable).with_name("meltano")),
            "run",
            "tap-mysql",
            "target-postgres",
        ],
        cwd=Path(__file__).parents[2],
        env=pipeline.env | {"TAP_MYSQL_BATCH_CONFIG": json.dumps(batch)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert "Traceback" not in result.stdout
    said = [line for line in result.stdout.splitlines() if "Cannot write" in line]
    assert len(said) == 1, result.stdout
    assert str(small_disk) in said[0]
    loaded = pipeline.in_warehouse("select to_regclass('raw.account') is not null")
    if loaded == [(True,)]:
        assert pipeline.in_warehouse("select count(*) from raw.account") == [(0,)]
    assert list(small_disk.glob("tap-mysql-*")) == []
    pipeline.replicate()
    assert pipeline.in_warehouse("select count(*) from raw.account") == [(20_000,)]
