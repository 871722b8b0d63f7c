"""Two ways to the warehouse: as a role, read only; and as the API itself, for its own schema."""

import logging
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from enamel_api.problems import Problem, request_id
from enamel_api.settings import Settings

if TYPE_CHECKING:
    from datetime import datetime

    from enamel_api.access import Identity
    from enamel_api.badges import Badge

LOG = logging.getLogger("enamel.api")
Row = dict[str, Any]
_TRUSTED_SECONDS = 2.0
QUERIES = Path(__file__).parent / "queries"
# Compiling an answer of a few hundred rows takes longer than the answer.
_ACT_AS = """
    select
        set_config('role', %(role)s, true),
        set_config('enamel.provider_id', %(provider)s, true),
        set_config('enamel.clinic_ids', %(clinics)s, true),
        set_config('statement_timeout', %(milliseconds)s, true),
        set_config('jit', 'off', true),
        set_config('search_path', 'marts, pg_catalog', true)
"""


@cache
def query(name: str) -> str:
    """Return the text of `queries/<name>.sql`."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


class Database:
    """A pool of connections of the API's own account."""

    def __init__(self, settings: Settings) -> None:
        """Prepare the pool; nothing is connected yet."""
        self.settings = settings
        self.badges: dict[tuple[str, ...], tuple[datetime | None, Badge]] = {}
        self._pool: AsyncConnectionPool[psycopg.AsyncConnection[Row]] = AsyncConnectionPool(
            settings.conninfo,
            connection_class=psycopg.AsyncConnection[Row],
            kwargs={"row_factory": dict_row, "password": settings.password, "autocommit": True},
            min_size=1,
            max_size=settings.pool_size,
            # Whoever waits so long for a connection is told so while there is time for it.
            timeout=settings.request_seconds / 5,
            max_waiting=200,
            reconnect_timeout=5.0,
            check=_check,
            open=False,
        )

    async def open(self) -> None:
        """Open the pool; a warehouse that is not there yet is no error, requests say so."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close(timeout=3.0)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[psycopg.AsyncConnection[Row]]:
        """Lend a connection; what the warehouse refuses becomes a problem without its words."""
        lent = None
        try:
            async with self._pool.connection() as lent:
                yield lent
        except PoolTimeout as error:
            raise unreachable() from error
        except psycopg.Error as error:
            # Whatever is said last on a connection that broke, that it broke is the reason.
            if lent is not None and lent.closed:
                raise unreachable() from error
            raise problem_of(error) from error

    @asynccontextmanager
    async def acting_as(
        self, identity: "Identity", seconds: float | None = None
    ) -> AsyncIterator[psycopg.AsyncConnection[Row]]:
        """Open a read-only transaction in which we have one role, and its own rows alone.

        Args:
            identity: Who asks: their role, their number as a provider, their clinics.
            seconds: How long one statement may take.
        """
        milliseconds = 1000 * (seconds or self.settings.statement_seconds)
        async with self.connection() as connection:
            await connection.set_read_only(True)
            try:
                # One round trip for the role and the questions together.
                async with connection.pipeline(), connection.transaction():
                    await connection.execute(
                        _ACT_AS,
                        {
                            "role": identity.role,
                            "provider": str(identity.provider_id or ""),
                            "clinics": ",".join(map(str, identity.clinic_ids)),
                            "milliseconds": str(round(milliseconds)),
                        },
                    )
                    yield connection
            finally:
                if not connection.closed:
                    await connection.set_read_only(None)

    async def own(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one statement on the API's own schema and return its rows."""
        async with self.connection() as connection:
            cursor = await connection.execute(sql.encode(), values)
            return await cursor.fetchall() if cursor.description else []


_checked: WeakKeyDictionary[Any, float] = WeakKeyDictionary()


async def _check(connection: "psycopg.AsyncConnection[Row]") -> None:
    """Try a connection that has been idle, so that a restarted server costs nobody an answer."""
    now = time.monotonic()
    if now - _checked.get(connection, float("-inf")) > _TRUSTED_SECONDS:
        await AsyncConnectionPool.check_connection(connection)
    _checked[connection] = now


def unreachable() -> Problem:
    """Return what is said while the warehouse does not answer."""
    return Problem(
        503,
        "unavailable",
        "The warehouse does not answer.",
        "Try again in a few seconds.",
        headers={"Retry-After": "5"},
    )


# NUL, which JSON and addresses allow and Postgres does not: refused by psycopg (which gives no
# state) in a text, by Postgres in a `jsonb`.
NOT_A_TEXT = (None, "22P05")


def problem_of(error: psycopg.Error) -> Problem:
    """Return what a refusal of the warehouse means to whoever asked."""
    match error:
        case psycopg.errors.InsufficientPrivilege():
            return Problem(403, "forbidden", "Your role may not read this.")
        case psycopg.errors.QueryCanceled():
            return Problem(
                503,
                "too-slow",
                "The question took too long.",
                "Ask for a shorter period or fewer rows.",
            )
        case psycopg.errors.UndefinedTable() | psycopg.errors.InvalidSchemaName():
            return Problem(
                503, "not-built", "What this needs is not built yet.", "Run `meltano run daily`."
            )
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return unreachable()
        case psycopg.DataError() if error.sqlstate in NOT_A_TEXT:
            return Problem(422, "invalid", "A text holds a character that cannot be kept.")
        case _:
            # Neither the message nor the statement: both may quote a row.
            LOG.error(
                "request %s: the warehouse refuses with %s (%s)",
                request_id.get(),
                type(error).__name__,
                error.sqlstate,
            )
            return Problem(500, "internal", "Something went wrong on our side.")
