"""The tools whose values are compared; each reads all types that MariaDB has."""

import sys
from collections.abc import Sequence
from pathlib import Path

from enamel.reconciliation.run import connect_source
from enamel_tap_mysql.catalog import catalog_entry
from enamel_tap_mysql.discovery import read_tables

from ..tools import (
    Outcome,
    Place,
    Tool,
    dlt,
    pgloader,
    pipe,
    sling,
    source_settings,
    stock,
    target_settings,
)

PROGRAMS = Path(sys.executable).parent


def enamel(place: Place, tables: Sequence[str]) -> Outcome:
    """Our tap and target, with the settings of the project's `meltano.yml`."""
    with connect_source(place.source) as connection:
        found = read_tables(connection, place.source.database)
    settings = {
        **source_settings(place),
        "database": place.source.database,
        "batch_config": {
            "encoding": {"format": "pgcopy-csv", "compression": "none"},
            "storage": {"root": (place.folder / "spool").as_uri()},
        },
    }
    catalog = {"streams": [catalog_entry(table) for table in found if table.name in tables]}
    tap = [str(PROGRAMS / "enamel-tap-mysql"), "--config", place.file("tap.json", settings)]
    tap += ["--catalog", place.file("catalog.json", catalog)]
    target = [str(PROGRAMS / "enamel-target-postgres"), "--config"]
    return pipe(place, tap, [*target, place.file("target.json", target_settings(place))])


TOOLS = (
    Tool("enamel", "this project", {}, enamel),
    Tool(
        "stock pair",
        "pipelinewise-tap-mysql 1.6.0, meltanolabs-target-postgres 0.8.1",
        {
            "stock-tap": ["pipelinewise-tap-mysql==1.6.0"],
            "stock-target": ["meltanolabs-target-postgres==0.8.1"],
        },
        stock,
    ),
    Tool("pgloader", "the distribution's (3.6 in Debian 12)", {"pgloader": ["pgloader"]}, pgloader),
    Tool("sling", "1.4.11", {"sling": ["sling-linux-amd64==1.4.11"]}, sling),
    Tool(
        "dlt",
        "1.31.0, `sql_database` with SQLAlchemy and PyMySQL",
        {"dlt": ["dlt[sql_database,postgres]==1.31.0", "pymysql"]},
        dlt,
    ),
)
