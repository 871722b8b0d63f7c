"""Creates the source's tables in a database and fills them with a synthetic practice."""

from time import perf_counter
from typing import NamedTuple

from enamel_practice.config import PracticeConfig
from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.generate import generate
from enamel_practice.load import bulk_load
from enamel_practice.tables import create_tables

# Measured; they only scale the progress bar.
ROWS_PER_PATIENT = 88
FIXED_ROWS = 32_000


class Filled(NamedTuple):
    """What a fill did: tables created, rows loaded per table, seconds taken."""

    created: int
    rows: dict[str, int]
    seconds: float


def fill(settings: ConnectionSettings, config: PracticeConfig, *, progress: bool = True) -> Filled:
    """Create every table anew and load a practice.

    Raises:
        PracticeError: The database holds rows that are not ours, or does not take them.
    """
    begun = perf_counter()
    with connect(settings) as connection:
        created = create_tables(connection)
    rows = bulk_load(
        settings, generate(config), stamped_at=config.now, progress=progress,
        total_rows=config.patients * ROWS_PER_PATIENT + FIXED_ROWS,
    )  # fmt: skip
    return Filled(created, rows, perf_counter() - begun)
