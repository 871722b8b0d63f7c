"""Creates the source's tables in a database and fills them with a synthetic practice."""

import hashlib
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pymysql

from enamel_practice.behaviour.summary import write_summary
from enamel_practice.config import PracticeConfig
from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.generate import behaviour_of, generate
from enamel_practice.load import bulk_load
from enamel_practice.schema import source_folder
from enamel_practice.sidecar import divert
from enamel_practice.tables import create_tables
from enamel_practice.truth.facts import FACTS, Facts, begin

# Measured; they only scale the progress bar.
ROWS_PER_PATIENT = 88
FIXED_ROWS = 32_000

RECIPE = "SyntheticPracticeRecipe"
"""Preference written last of all: what the practice was made from."""


class Filled(NamedTuple):
    """What a fill did: tables created, rows loaded per table, seconds taken."""

    created: int
    rows: dict[str, int]
    seconds: float


def fill(
    settings: ConnectionSettings,
    config: PracticeConfig,
    *,
    sidecar: Path | None = None,
    progress: bool = True,
) -> Filled:
    """Create every table anew and load a practice.

    Args:
        settings: The database.
        config: What the practice is to be.
        sidecar: Folder for what was meant and what was likely; what it holds of an earlier practice
            goes. Without it, that is dropped.
        progress: Report on the terminal.

    Raises:
        PracticeError: The database holds rows that are not ours, or does not take them.
    """
    begun = perf_counter()
    with connect(settings) as connection:
        created = create_tables(connection)
    with begin(sidecar / FACTS) if sidecar else nullcontext(Facts()) as facts:
        rows = bulk_load(
            settings, divert(generate(config, facts), sidecar), stamped_at=config.now,
            progress=progress, total_rows=config.patients * ROWS_PER_PATIENT + FIXED_ROWS,
        )  # fmt: skip
    if sidecar is not None:
        write_summary(sidecar, behaviour_of(config), config.today, coin_flip=config.coin_flip)
    with connect(settings) as connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO preference (PrefName, ValueString, Comments) VALUES (%s, %s, '')",
            (RECIPE, recipe(config)),
        )
    return Filled(created, rows, perf_counter() - begun)


def holds(settings: ConnectionSettings, config: PracticeConfig) -> bool:
    """Return whether the database was filled, to the end, with this practice by this generator.

    What was done in it since does not matter.
    """
    with connect(settings) as connection, connection.cursor() as cursor:
        try:
            cursor.execute("SELECT ValueString FROM preference WHERE PrefName = %s", (RECIPE,))
        except pymysql.err.ProgrammingError:
            return False
        return (recipe(config),) in cursor.fetchall()


def recipe(config: PracticeConfig) -> str:
    """Return the configuration and a fingerprint of the generator and its data files."""
    made_by = hashlib.sha256()
    for folder, kinds in ((Path(__file__).parent, (".py", ".yml")), (source_folder(), (".yml",))):
        for file in sorted(folder.rglob("*")):
            if file.suffix in kinds:
                made_by.update(file.read_bytes())
    return f"{config} by {made_by.hexdigest()[:16]}"
