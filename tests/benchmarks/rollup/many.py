"""Published marts of as many practices as wanted, made from those of one."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import yaml
from enamel.export.marts import CURRENT, Published, read_current

LEDGER_ROWS = 500_000
"""A busy office's entries of five years; the reference practice has about a million of ten."""
FIGURE_ROWS = 100_000
"""Rows of rpt_kpi_values of such a practice, by month, provider and clinic."""


def names(count: int) -> list[str]:
    """Return the keys of the practices."""
    return [f"p{number:05d}" for number in range(count)]


def grow(template: Path, folder: Path, have: int, count: int) -> int:
    """Publish practices `have` to `count`; return the bytes of all their files.

    Every practice has amounts of its own, so that a row in the wrong place shows.
    """
    published = read_current(template)
    assert published is not None
    with duckdb.connect() as client:
        for number, name in enumerate(names(count)):
            if number >= have:
                _publish(client, template / published.version, folder / name, published, number)
    return sum(it.stat().st_size for it in folder.glob("p*/v*/*.parquet"))


def _publish(
    client: duckdb.DuckDBPyConnection,
    template: Path,
    folder: Path,
    published: Published,
    number: int,
) -> None:
    version = folder / published.version
    shutil.rmtree(folder, ignore_errors=True)
    version.mkdir(parents=True)
    rows = {}
    for source in sorted(template.glob("*.parquet")):
        target = version / source.name
        client.execute(
            f"copy ({_rows(source, folder.name, number)}) to '{target}'"
            " (format parquet, compression zstd)"
        ).fetchall()
        counted = client.execute(f"select count(*) from '{target}'").fetchall()
        rows[source.stem] = int(counted[0][0])
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    current = replace(
        published, practice=folder.name, name=folder.name, published_at=now, rows=rows
    )
    (folder / CURRENT).write_text(json.dumps(asdict(current)), encoding="utf-8")


def _rows(source: Path, name: str, number: int) -> str:
    """Return the query of a mart's rows: the template's, over and over, with other amounts."""
    kept = f"select '{name}' as practice_id, * exclude (practice_id)"
    counts = f"(select count(*) from '{source}')"
    if source.stem == "fct_ledger_entries":
        cents = f"(entry_amount + {number % 97}.01 * (again % 3))::decimal(14, 2)"
        return (
            f"{kept} exclude (again) replace (ledger_entry_id || '.' || again as ledger_entry_id,"
            f" {cents} as entry_amount)"
            f" from '{source}', range(ceil({LEDGER_ROWS} / {counts})::bigint) as copies (again)"
        ).replace("exclude (practice_id) exclude (again)", "exclude (practice_id, again)")
    if source.stem == "rpt_kpi_values":
        return (
            f"{kept} exclude (again) replace ((provider_id + again * 1000) as provider_id,"
            f" (numerator + {number % 13})::decimal(28, 10) as numerator)"
            f" from '{source}', range(ceil({FIGURE_ROWS} / {counts})::bigint) as copies (again)"
        ).replace("exclude (practice_id) exclude (again)", "exclude (practice_id, again)")
    return f"{kept} from '{source}'"


def tenants(path: Path, count: int) -> None:
    """Write the tenants file of so many practices."""
    practices: dict[str, Any] = {
        name: {
            "name": name,
            "source": f"{name.upper()}_SOURCE",
            "warehouse": f"{name.upper()}_WAREHOUSE",
            "open_dental": "24.3",
            "time_zone": "UTC",
            "schedules": {"group": "0 5 * * *"},
            "deadline": "3h",
        }
        for name in names(count)
    }
    group = {
        "warehouse": "TOGETHER",
        "schedule": "0 8 * * *",
        "time_zone": "UTC",
        "deadline": "3h",
        "stale_after": "26h",
    }
    text = yaml.safe_dump({"practices": practices, "group": group})
    path.write_text(text, encoding="utf-8")


def steps(most: int) -> Iterator[int]:
    """Yield the sizes: four times as many each, up to the most."""
    count = 1
    while count < most:
        yield count
        count *= 4
    yield most
