"""What a comparison finds, made into deletes and reads of one run."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from enamel_tap_mysql.errors import TapError
from enamel_tap_mysql.parity.descent import Differences, descend
from enamel_tap_mysql.parity.session import converse
from enamel_tap_mysql.parity.sides import Sides

if TYPE_CHECKING:
    from enamel_tap_mysql.parity.warehouse import Connection


async def compare(
    sides: Sides, rows: int, source: Any, warehouse: "Connection", since: str | None = None
) -> Differences:
    """Return the rows that differ, but for those that a condition of the source finds anyway."""
    return await converse(descend(sides, rows, since), source, warehouse)


def conditions(sides: Sides, found: Differences) -> list[str]:
    """Return the WHERE conditions that read what raw lacks."""
    return [sides.source_condition(runs) for runs in sides.chunks(found.to_read)]


async def write_gone(
    sides: Sides, found: Differences, warehouse: "Connection", write: Callable[[bytes], None]
) -> None:
    """Write the keys of what is gone, as lines of CSV, from raw itself.

    Raises:
        TapError: The warehouse cannot be read any more.
    """
    import psycopg

    try:
        async with warehouse.cursor() as cursor:
            for runs in sides.chunks(found.to_delete):
                copy = f"COPY ({sides.raw_keys(runs)}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)"
                async with cursor.copy(copy.encode()) as lines:
                    async for line in lines:
                        write(bytes(line))
    except psycopg.Error as error:
        raise TapError(
            f"The warehouse could not be read (Postgres: {type(error).__name__}).",
            "Look at its log, then run again.",
        ) from error
