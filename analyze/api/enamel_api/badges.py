"""How old a figure is, and whether it is Open Dental's own."""

from datetime import UTC, datetime
from enum import StrEnum

from psycopg import AsyncConnection, AsyncCursor
from pydantic import BaseModel, Field

from enamel_api.database import Row, query


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


async def ask_built(connection: AsyncConnection[Row], marts: list[str]) -> AsyncCursor[Row] | None:
    """Ask when the oldest of these marts was built; all rows of a mart share that time."""
    built = [name for name in marts if name != "rpt_reconciliation"]
    if not built:
        return None
    each = " union all ".join(f"(select _built_at from marts.{name} limit 1)" for name in built)
    return await connection.execute(
        f"select min(_built_at) as as_of from ({each}) as built".encode()
    )


async def as_of_built(cursor: AsyncCursor[Row] | None) -> datetime | None:
    """Return what `ask_built` asked for, UTC."""
    row = await cursor.fetchone() if cursor else None
    return row["as_of"].replace(tzinfo=UTC) if row and row["as_of"] else None


async def ask_check(
    connection: AsyncConnection[Row], reports: tuple[str, ...]
) -> AsyncCursor[Row] | None:
    """Ask when both databases were compared last: every row of the newest check says so."""
    if not reports:
        return None
    return await connection.execute(b"select checked_at from marts.rpt_reconciliation limit 1")


async def badge_of(
    connection: AsyncConnection[Row],
    check: AsyncCursor[Row] | None,
    reports: tuple[str, ...],
    kept: dict[tuple[str, ...], tuple[datetime | None, Badge]],
) -> Badge:
    """Return what the newest check says about these reports.

    Args:
        connection: Acting as whoever asks.
        check: What `ask_check` asked.
        reports: Reports, or single lines of them.
        kept: Badges read before, with their check; each holds until there is another check.
    """
    row = await check.fetchone() if check else None
    if row is None:
        return UNCHECKED.model_copy(update={"reports": list(reports)})
    at, known = kept.get(reports, (None, UNCHECKED))
    if at != row["checked_at"]:
        cursor = await connection.execute(
            query("practice/badge").encode(), {"reports": list(reports)}
        )
        known = _badge(await cursor.fetchone(), reports)
        kept[reports] = (row["checked_at"], known)
    return known


def _badge(found: Row | None, reports: tuple[str, ...]) -> Badge:
    if not found or not found["checked_count"]:
        return UNCHECKED.model_copy(update={"reports": list(reports)})
    status = BadgeStatus.DIFFERS if found["different_count"] else BadgeStatus.TIES
    return Badge(status=status, reports=list(reports), **found)
