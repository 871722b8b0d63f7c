"""Answers: rows with their variant, date basis, as-of time, n and badge."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from fastapi import Request
from psycopg import AsyncConnection, AsyncCursor
from pydantic import BaseModel, Field

from enamel_api.access import Identity
from enamel_api.database import Database, Row, query
from enamel_api.paging import Cursors
from enamel_api.parameters import Paging
from enamel_api.questions import Question

if TYPE_CHECKING:
    from enamel_api.audit import Audit

RowT = TypeVar("RowT", bound=BaseModel)


class BadgeStatus(StrEnum):
    """Whether a figure is Open Dental's own."""

    TIES = "ties"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"


class Badge(BaseModel):
    """What the newest reconciliation says about the reports behind a figure."""

    status: BadgeStatus = Field(description="`ties`: every line, window and key to 0.00.")
    reports: list[str] = Field(description="Open Dental's reports it is compared with.")
    checked_count: int = Field(description="Lines, windows and policies compared.")
    different_count: int = Field(description="How many of them differ.")
    checked_at: datetime | None = Field(description="When both databases were asked, UTC.")


UNCHECKED = Badge(
    status=BadgeStatus.UNCHECKED, reports=[], checked_count=0, different_count=0, checked_at=None
)


class Meta(BaseModel):
    """What every value of an answer carries."""

    variant: str = Field(description="Which of several accepted definitions.")
    date_basis: str = Field(description="Which date places a row in a period.")
    as_of: datetime | None = Field(
        description="When the oldest of the marts behind it was built, UTC."
    )
    n: int = Field(description="Rows on this page.")
    badge: Badge
    suppressed_count: int = Field(
        default=0,
        description="Rows whose figures are hidden: fewer than 11 behind them.",
    )
    next_cursor: str | None = Field(default=None, description="Send as `cursor` for the next page.")


class Page(BaseModel, Generic[RowT]):
    """One page of an answer."""

    data: list[RowT]
    meta: Meta


class Asking:
    """Answers questions as the role of whoever asks, and writes each answer down."""

    def __init__(self, request: Request, identity: Identity) -> None:
        """Keep who asks and where answers come from."""
        self.identity = identity
        self.database: Database = request.app.state.database
        self.state = request.app.state
        self.audit: Audit = request.state.audit
        self.small_cell = self.database.settings.small_cell

    async def page(
        self,
        question: Question[RowT],
        asked: dict[str, Any],
        paging: Paging,
        *,
        variant: str | None = None,
        complete: Callable[[list[Row]], Awaitable[list[Row]]] | None = None,
    ) -> Page[RowT]:
        """Return one page of the answer.

        Args:
            question: What is asked.
            asked: The parameters.
            paging: Where the page begins.
            variant: Which definition was asked for; the question's own if None.
            complete: Adds to the rows what the API itself keeps about them.
        """
        limit, cursor = paging.limit, paging.cursor
        values = question.values(asked) | {"limit": limit + 1}
        if cursor is not None:
            last = (await self.cursors()).open(question.name, asked, cursor)
            values |= {f"after_{number}": value for number, value in enumerate(last)}
        rows, as_of, badge = await self.ask(
            question, question.page_sql(after=cursor is not None), values
        )
        more, rows = len(rows) > limit, rows[:limit]
        following = None
        if more:
            following = (await self.cursors()).seal(
                question.name, asked, [rows[-1][name] for name in question.order]
            )
        hidden = self.suppress(question, rows)
        if complete is not None and rows:
            rows = await complete(rows)
        if "badge" in question.row.model_fields:
            rows = [row | {"as_of": as_of, "badge": badge.status} for row in rows]
        await self.seen(question, asked, rows)
        return Page[question.row](  # type: ignore[name-defined]
            data=rows,
            meta=Meta(
                variant=variant or question.variant,
                date_basis=question.date_basis,
                as_of=as_of,
                n=len(rows),
                badge=badge,
                suppressed_count=hidden,
                next_cursor=following,
            ),
        )

    async def ask(
        self,
        question: Question[Any],
        sql: str,
        values: Mapping[str, Any],
        seconds: float | None = None,
    ) -> tuple[list[Row], datetime | None, Badge]:
        """Return rows, the age of the oldest mart behind them, and the badge."""
        try:
            async with self.database.acting_as(
                self.identity.role, self.identity.provider_id, seconds
            ) as connection:
                # All are sent before the first is read.
                cursor = await connection.execute(sql.encode(), values)
                built = await _ask_built(connection, question.marts)
                verdict = await _ask_verdict(connection, question.ties_to)
                rows = await cursor.fetchall()
                as_of = await _as_of(built)
                badge = await _badge(verdict, question.ties_to)
        except Exception as error:
            await self.note_refusal(error)
            raise
        return rows, as_of, badge

    async def note_refusal(self, error: Exception) -> None:
        """Write down what the warehouse refused to this role."""
        if getattr(error, "status", None) == 403:
            await self.audit.refused(403)

    def suppress(self, question: Question[Any], rows: list[Row]) -> int:
        """Hide the figures of rows with too few people behind; return how many rows."""
        if self.identity.sees_identifiers or question.cell is None:
            return 0
        small = [row for row in rows if (row[question.cell] or 0) < self.small_cell]
        for row in small:
            row |= dict.fromkeys(question.measures)
        return len(small)

    async def seen(
        self,
        question: Question[Any],
        asked: Mapping[str, Any],
        rows: list[Row],
        export_hash: str | None = None,
    ) -> None:
        """Write an answer down."""
        columns = {name for name in ("patient_id", "guarantor_id") if rows and name in rows[0]}
        await self.audit.answered(
            asked,
            len(rows),
            classes={*question.classes, *columns},
            patients={row[name] for name in columns for row in rows if row[name]},
            export_hash=export_hash,
        )

    async def readable(self) -> list[str]:
        """Return the marts that the role may read."""
        return list((await self.state.door.role(self.identity.role))["readable"])

    async def freshness(self) -> list[Row]:
        """Return when each mart was built that the role may read; all its rows share that time."""
        each = " union all ".join(
            f"(select '{name}' as mart, _built_at at time zone 'utc' as built_at"
            f" from marts.{name} limit 1)"
            for name in sorted(await self.readable())
            if name != "rpt_reconciliation"
        )
        if not each:
            return []
        async with self.database.acting_as(
            self.identity.role, self.identity.provider_id
        ) as connection:
            cursor = await connection.execute(each.encode())
            return await cursor.fetchall()

    async def cursors(self) -> Cursors:
        """Return the seal of this warehouse's cursors, reading its key once."""
        if getattr(self.state, "cursors", None) is None:
            rows = await self.database.own(query("service/secret"), {"name": "cursor"})
            self.state.cursors = Cursors(bytes(rows[0]["secret"]))
        sealed: Cursors = self.state.cursors
        return sealed


async def _ask_built(connection: AsyncConnection[Row], marts: list[str]) -> AsyncCursor[Row] | None:
    """Ask when the oldest of these marts was built; all rows of a mart share that time."""
    built = [name for name in marts if name != "rpt_reconciliation"]
    if not built:
        return None
    each = " union all ".join(f"(select _built_at from marts.{name} limit 1)" for name in built)
    return await connection.execute(
        f"select min(_built_at) as as_of from ({each}) as built".encode()
    )


async def _as_of(cursor: AsyncCursor[Row] | None) -> datetime | None:
    row = await cursor.fetchone() if cursor else None
    return row["as_of"].replace(tzinfo=UTC) if row and row["as_of"] else None


async def _ask_verdict(
    connection: AsyncConnection[Row], reports: tuple[str, ...]
) -> AsyncCursor[Row] | None:
    """Ask what the newest reconciliation says about these reports."""
    if not reports:
        return None
    return await connection.execute(query("practice/badge").encode(), {"reports": list(reports)})


async def _badge(cursor: AsyncCursor[Row] | None, reports: tuple[str, ...]) -> Badge:
    row = await cursor.fetchone() if cursor else None
    if not row or not row["checked_count"]:
        return UNCHECKED.model_copy(update={"reports": list(reports)})
    status = BadgeStatus.DIFFERS if row["different_count"] else BadgeStatus.TIES
    return Badge(status=status, reports=list(reports), **row)
