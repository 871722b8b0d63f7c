"""Takes what the practices have published, as of one moment, into one snapshot for both engines.

<folder>/.snapshots/<moment>/<mart>/<practice>.parquet
<folder>/.snapshots/<moment>/practices/practices.parquet
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from enamel.errors import EnamelError
from enamel.export.marts import Published, read_current
from enamel.tenants.file import Tenants

SNAPSHOTS = ".snapshots"
KEPT = 2
PRACTICES = "practices"
_COLUMNS = (
    "practice_id varchar, practice_name varchar, open_dental_release varchar, time_zone varchar,"
    " version varchar, today_date date, published_at timestamp"
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a roll-up reads.

    Attributes:
        current: What each practice has published; None if it never did.
    """

    folder: Path
    marts: tuple[str, ...]
    current: Mapping[str, Published | None]


def collect(tenants: Tenants, marts: list[str], folder: Path) -> Snapshot:
    """Link what stands of every practice into a new snapshot; drop the oldest.

    A practice that never published is a row of `practices` without a version, and has no other row.

    Raises:
        EnamelError: Nobody has published anything, or a file is missing.
    """
    current = {it: read_current(folder / it) for it in tenants.practices}
    if not any(current.values()):
        raise EnamelError(
            f"No practice has published anything in {folder}.",
            "Run one: `enamel tenants run ID group`.",
        )
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    made = folder / SNAPSHOTS / f".{moment}"
    for mart in (*marts, PRACTICES):
        (made / mart).mkdir(parents=True)
    for practice, published in current.items():
        for mart in marts if published else []:
            assert published is not None
            file = folder / practice / published.version / f"{mart}.parquet"
            _link(file, made / mart / f"{practice}.parquet")
    _write_practices(tenants, current, made / PRACTICES / f"{PRACTICES}.parquet")
    there = made.with_name(moment)
    made.rename(there)
    for old in sorted((folder / SNAPSHOTS).glob("[0-9]*"))[:-KEPT]:
        shutil.rmtree(old)
    return Snapshot(there, tuple(marts), current)


def _link(file: Path, there: Path) -> None:
    """Link a file where links can be, copy it where not."""
    try:
        os.link(file, there)
    except FileNotFoundError as error:
        raise EnamelError(
            f"{file} is missing: that practice was published by another release of Enamel.",
            "Publish it again: `enamel tenants run ID group`.",
        ) from error
    except OSError:
        shutil.copyfile(file, there)


def _write_practices(tenants: Tenants, current: Mapping[str, Published | None], path: Path) -> None:
    with duckdb.connect() as client:
        client.execute(f"create table practices ({_COLUMNS})").fetchall()
        for it in tenants.practices.values():
            published = current[it.id]
            client.execute(
                "insert into practices values (?, ?, ?, ?, ?, ?, ?)",
                [
                    it.id,
                    it.name,
                    published.open_dental if published else None,
                    it.time_zone,
                    published.version if published else None,
                    published.today_date if published else None,
                    published.published_at if published else None,
                ],
            ).fetchall()
        target = str(path).replace("'", "''")
        client.execute(
            f"copy (select * from practices order by practice_id) to '{target}' (format parquet)"
        ).fetchall()
