"""Both sides are asked at the same time, and their numbers are read."""

import asyncio
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from enamel_tap_mysql import client
from enamel_tap_mysql.errors import TapError
from enamel_tap_mysql.parity.sides import Answer, Ask, Rows

if TYPE_CHECKING:
    from enamel_tap_mysql.parity.warehouse import Connection

Found = TypeVar("Found")


async def converse(
    questions: Generator[Ask, Answer, Found], source: Any, warehouse: "Connection"
) -> Found:
    """Answer a generator's questions until it has its result."""
    try:
        asked = next(questions)
        while True:
            asked = questions.send(await answer(asked, source, warehouse))
    except StopIteration as finished:
        found: Found = finished.value
        return found


async def answer(asked: Ask, source: Any, warehouse: "Connection") -> Answer:
    """Ask both sides at once."""
    ours = asyncio.ensure_future(ask_warehouse(asked.warehouse, warehouse))
    try:
        theirs = await ask_source(asked.source, source)
    except BaseException:
        ours.cancel()
        await asyncio.gather(ours, return_exceptions=True)
        raise
    return theirs, await ours


async def ask_source(sql: str, source: Any) -> Rows:
    """Return the numbers of a query to MariaDB."""
    if not sql:
        return []
    found: list[tuple[int | None, ...]] = []
    async for rows in client.stream(source, sql):
        found += [tuple(None if part is None else int(part) for part in row) for row in rows]
    return found


async def ask_warehouse(sql: str, warehouse: "Connection") -> Rows:
    """Return the numbers of a query to Postgres.

    Raises:
        TapError: The warehouse refuses the query, or is gone.
    """
    import psycopg

    if not sql:
        return []
    try:
        cursor = await warehouse.execute(sql.encode())
        rows: Sequence[tuple[Any, ...]] = await cursor.fetchall()
    except psycopg.Error as error:
        raise TapError(
            f"The warehouse could not be compared (Postgres: {type(error).__name__}).",
            "Look at its log; the account needs SELECT on every raw table.",
        ) from error
    return [tuple(None if part is None else int(part) for part in row) for row in rows]
