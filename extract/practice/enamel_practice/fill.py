"""Creates the source's tables in a database and fills them with a synthetic practice."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pymysql

from enamel_practice.batch import Batch
from enamel_practice.behaviour.summary import write_summary
from enamel_practice.config import PracticeConfig
from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.generate import behaviour_of, closing, opening
from enamel_practice.load import bulk_load
from enamel_practice.parallel import Task, load_teams, processors
from enamel_practice.progress import Progress, progress_for
from enamel_practice.releases import load_release
from enamel_practice.schema import Schema, source_folder
from enamel_practice.sidecar import join
from enamel_practice.tables import create_tables, key_statement
from enamel_practice.truth.facts import FACTS, Facts, begin

BULK = (
    "securitylog", "claimproc", "procedurelog", "histappointment", "periomeasure", "sheetfield",
    "appointment", "securityloghash", "commlog", "paysplit", "proctp", "payment", "patientnote",
    "confirmationrequest", "smstomobile", "statement", "patient", "recall", "claim", "scheduleop",
    "schedule", "treatplan", "smsfrommobile", "clockevent", "procnote", "toothinitial",
    "claimsnapshot", "adjustment", "refattach", "treatplanattach", "sheet", "document", "patplan",
    "etrans", "eobattach",
)  # fmt: skip
"""Tables of many rows per patient, those with the most first."""

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
    workers: int | None = None,
) -> Filled:
    """Create every table anew and load a practice.

    Args:
        settings: The database.
        config: What the practice is to be.
        sidecar: Folder for what was meant and what was likely; what it holds of an earlier practice
            goes. Without it, that is dropped.
        progress: Report on the terminal; plain lines where there is none.
        workers: How many processes; by default as many as there are processors. The bytes are
            the same.

    Raises:
        PracticeError: The database holds rows that are not ours, or does not take them.
    """
    begun = perf_counter()
    # Several teams load into the same tables: the large ones get their keys when all is in.
    unkeyed = frozenset(BULK if config.teams > 1 else ())
    with connect(settings) as connection:
        created = create_tables(
            connection, schema=load_release(config.open_dental), unkeyed=unkeyed
        )
    task = Task(settings, config, sidecar, keeps_keys=config.teams > 1)
    told = progress_for(expected_rows(config), wanted=progress)
    workers = workers or processors()
    with begin(sidecar / FACTS) if sidecar else nullcontext(Facts()) as facts, told:
        rows = _load_shared(task, opening(config, facts), told)
        rows.update(load_teams(task, workers, told))
        rows.update(_load_shared(task, closing(config, facts), told))
        add_keys(settings, load_release(config.open_dental), unkeyed, workers, told)
    if sidecar is not None:
        join([part for team in range(config.teams) if (part := task.part(team))], sidecar)
    if sidecar is not None:
        write_summary(sidecar, behaviour_of(config), config.today, coin_flip=config.coin_flip)
    with connect(settings) as connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO preference (PrefName, ValueString, Comments) VALUES (%s, %s, '')",
            (RECIPE, recipe(config)),
        )
    return Filled(created, dict(sorted(rows.items())), perf_counter() - begun)


def _load_shared(task: Task, batches: Iterable[Batch], progress: Progress) -> Counter[str]:
    return Counter(
        bulk_load(
            task.settings, batches, stamped_at=task.config.now, progress=progress,
            keeps_keys=task.keeps_keys,
        )
    )  # fmt: skip


def add_keys(
    settings: ConnectionSettings,
    schema: Schema,
    tables: Iterable[str],
    workers: int,
    progress: Progress,
) -> None:
    """Add the secondary keys of tables that were filled without them, several at a time."""

    def add(table: str) -> None:
        if statement := key_statement(schema.tables[table]):
            progress.note(f"keys of {table}")
            with connect(settings) as connection, connection.cursor() as cursor:
                cursor.execute(statement)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(add, sorted(tables, key=BULK.index)))


def expected_rows(config: PracticeConfig) -> int:
    """Return about how many rows a practice has, as measured; it only scales the progress bar."""
    each = 88 * config.years if config.full_records else 67 + 17 * config.years
    return config.teams * 15_000 * config.years + config.patients * each


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
