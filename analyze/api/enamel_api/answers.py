"""Answers: rows with their variant, date basis, as-of time, n and badge."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, Field
from starlette.datastructures import State

from enamel_api.access import Identity
from enamel_api.badges import UNCHECKED, Badge, as_of_built, ask_built, ask_check, badge_of
from enamel_api.database import Database, Row, query
from enamel_api.paging import Cursors, plain
from enamel_api.parameters import Paging
from enamel_api.problems import Problem
from enamel_api.questions import Question
from enamel_api.suppression import check_window, hide, lift_filters

if TYPE_CHECKING:
    from enamel_api.audit import Audit

__all__ = ["UNCHECKED", "Asking", "Badge", "Meta", "Page", "Whole"]
RowT = TypeVar("RowT", bound=BaseModel)


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


@dataclass(frozen=True)
class Whole:
    """Every row of an answer; of `hidden_count` rows the figures are hidden."""

    rows: list[Row]
    as_of: datetime | None
    badge: Badge
    hidden_count: int


class Asking:
    """Answers questions as the role of whoever asks, and writes each answer down."""

    def __init__(self, state: State, audit: "Audit", identity: Identity) -> None:
        """Keep who asks and where answers come from.

        Args:
            state: The app's: `database` and `door`.
            audit: Where answers are written down.
            identity: Who asks.
        """
        self.identity = identity
        self.state = state
        self.database: Database = state.database
        self.audit = audit
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
        last: list[Any] | None = None
        if cursor is not None:
            last = (await self.cursors()).open(question.name, asked, cursor)
        hidden = 0
        if self.guards(question):
            whole = await self.whole(question, asked)
            rows, as_of, badge = whole.rows, whole.as_of, whole.badge
            if last is not None:
                rows = following_rows(question, rows, last)
            hidden = hidden_in(question, rows[:limit])
        else:
            values = question.values(asked) | {"limit": limit + 1}
            values |= {f"after_{number}": value for number, value in enumerate(last or ())}
            rows, as_of, badge = await self.ask(
                question, question.page_sql(after=last is not None), values
            )
        more, rows = len(rows) > limit, rows[:limit]
        following = None
        if more:
            following = (await self.cursors()).seal(
                question.name, asked, [rows[-1][name] for name in question.order]
            )
        if complete is not None and rows:
            rows = await complete(rows)
        if "badge" in question.row.model_fields:
            rows = [row | {"as_of": as_of, "badge": badge.status} for row in rows]
        await self.seen(question.classes, asked, rows)
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
            async with self.database.acting_as(self.identity, seconds) as connection:
                # All are sent before the first is read.
                cursor = await connection.execute(sql.encode(), values)
                built = await ask_built(connection, question.marts)
                check = await ask_check(connection, question.ties_to)
                rows = await cursor.fetchall()
                as_of = await as_of_built(built)
                badge = await badge_of(connection, check, question.ties_to, self.database.badges)
        except Exception as error:
            await self.note_refusal(error)
            raise
        return rows, as_of, badge

    async def ask_together(
        self,
        parts: Mapping[str, tuple[str, Mapping[str, Any]]],
        marts: list[str],
        ties_to: tuple[str, ...],
    ) -> tuple[dict[str, list[Row]], datetime | None, Badge]:
        """Return the rows of several statements, the age of their marts, and a badge."""
        try:
            async with self.database.acting_as(self.identity) as connection:
                cursors = {
                    name: await connection.execute(sql.encode(), values)
                    for name, (sql, values) in parts.items()
                }
                built = await ask_built(connection, marts)
                check = await ask_check(connection, ties_to)
                rows = {name: await cursor.fetchall() for name, cursor in cursors.items()}
                as_of = await as_of_built(built)
                badge = await badge_of(connection, check, ties_to, self.database.badges)
        except Exception as error:
            await self.note_refusal(error)
            raise
        return rows, as_of, badge

    async def note_refusal(self, error: Exception) -> None:
        """Write down what the warehouse refused to this role."""
        if getattr(error, "status", None) == 403:
            await self.audit.refused(403)

    def guards(self, question: Question[Any]) -> bool:
        """Return whether figures of few people must be hidden from whoever asks."""
        return question.cell is not None and not self.identity.sees_identifiers

    async def whole(
        self, question: Question[RowT], asked: dict[str, Any], seconds: float | None = None
    ) -> Whole:
        """Return every row of an answer, figures of few people hidden.

        Raises:
            Problem: There are more than a file may have, or the role may not cut it so.
        """
        most = self.database.settings.export_rows
        wanted, keep = dict(asked), None
        if self.guards(question):
            wanted, keep = lift_filters(question, asked)
            if question.sums_days:
                check_window(asked, await self.today())
        values = question.values(wanted) | {"limit": most + 1}
        sql = question.page_sql(after=False)
        rows, as_of, badge = await self.ask(question, sql, values, seconds)
        if len(rows) > most:
            raise Problem(
                422,
                "too-many-rows",
                f"More than {most} rows.",
                "Ask for a shorter period or one clinic.",
            )
        if keep is not None:
            hide(question, rows, self.small_cell)
            rows = [row for row in rows if keep(row)]
        return Whole(rows, as_of, badge, hidden_in(question, rows) if keep else 0)

    async def today(self) -> date:
        """Return the practice's own today."""
        async with self.database.acting_as(self.identity) as connection:
            cursor = await connection.execute(query("home/today").encode())
            row = await cursor.fetchone()
        if row is None:
            raise Problem(503, "not-built", "The calendar is empty.", "Run `meltano run daily`.")
        found: date = row["today_date"]
        return found

    async def seen(
        self,
        classes: tuple[str, ...],
        asked: Mapping[str, Any],
        rows: list[Row],
        export_hash: str | None = None,
    ) -> None:
        """Write an answer down."""
        columns = {name for name in ("patient_id", "guarantor_id") if rows and name in rows[0]}
        await self.audit.answered(
            asked,
            len(rows),
            classes={*classes, *columns},
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
        async with self.database.acting_as(self.identity) as connection:
            cursor = await connection.execute(each.encode())
            return await cursor.fetchall()

    async def cursors(self) -> Cursors:
        """Return the seal of this warehouse's cursors, reading its key once."""
        if getattr(self.state, "cursors", None) is None:
            rows = await self.database.own(query("service/secret"), {"name": "cursor"})
            self.state.cursors = Cursors(bytes(rows[0]["secret"]))
        sealed: Cursors = self.state.cursors
        return sealed


def hidden_in(question: Question[Any], rows: list[Row]) -> int:
    """Return of how many rows the figures are hidden."""
    return 0 if question.cell is None else sum(row[question.cell] is None for row in rows)


def following_rows(question: Question[Any], rows: list[Row], last: list[Any]) -> list[Row]:
    """Return the rows after one, as the SQL of a page would."""
    for number, row in enumerate(rows):
        if [plain(row[name]) for name in question.order] == last:
            return rows[number + 1 :]
    return []
