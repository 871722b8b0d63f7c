"""What a page asks first: what it can be filtered by, and its figures at once."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api import explained
from enamel_api.answers import Asking, Page
from enamel_api.badges import BadgeStatus
from enamel_api.database import Row, query
from enamel_api.parameters import Paging, Place, Window, invalid
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.choices import (
    Carrier,
    Clinic,
    PracticeChoices,
    Provider,
    Tile,
    Today,
)

router = APIRouter(tags=["pages"])
MOST_TILES = 24
MOST_CHOICES = 2000
_TILES = re.compile(r"[a-z0-9_]{1,80}(:[^:,]{1,200})?")

TODAY = Question(
    name="today", file="practice/today", row=Today, order=("today_date",), date_basis="none"
)
CLINICS = Question(
    name="clinics", file="practice/clinics", row=Clinic, order=("clinic_id",), date_basis="none"
)
PROVIDERS = Question(
    name="providers_choices",
    file="practice/provider_choices",
    row=Provider,
    order=("provider_id",),
    date_basis="none",
)
CARRIERS = Question(
    name="carriers",
    file="insurance/carriers",
    row=Carrier,
    order=("carrier_name", "carrier_id"),
    date_basis="none",
)
TILES = Question(
    name="tiles",
    file="kpis/tiles",
    row=Tile,
    order=("place",),
    date_basis="as the row says",
    cell="n_least",
    sums_days=True,
    variant="as the row says",
)


class Compare(StrEnum):
    """What a figure stands beside."""

    PREVIOUS = "previous"
    YEAR = "year"


@dataclass
class Tiles(Window, Place):
    """Which figures, over which period."""

    kpis: Annotated[
        str,
        Query(
            min_length=1,
            max_length=2000,
            description="Names with commas between; `name:variant` for another than the default.",
        ),
    ] = ""
    compare: Annotated[
        Compare, Query(description="Beside the period before, or the same a year ago.")
    ] = Compare.PREVIOUS

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        names = self.kpis.split(",")
        if len(names) > MOST_TILES or not all(_TILES.fullmatch(name) for name in names):
            raise invalid(
                "query.kpis", f"Up to {MOST_TILES} names of key figures with commas between."
            )
        parts = [name.partition(":") for name in names]
        return (
            Window.asked(self)
            | Place.asked(self)
            | {
                "kpi_ids": [kpi for kpi, _, _ in parts],
                "variants": [variant for _, _, variant in parts],
                "compare": self.compare,
            }
        )


@router.get("/practice")
async def practice(asks: Asks) -> PracticeChoices:
    """The practice's day, and the clinics, providers and carriers that your role may know."""
    settings = asks.database.settings
    readable = set(await asks.readable())
    days = await _choices(asks, TODAY, readable)
    found = PracticeChoices(
        **(days[0] if days else {}),
        locale=settings.locale,
        currency=settings.currency,
        idle_minutes=settings.idle_minutes,
        clinics=[Clinic(**row) for row in await _choices(asks, CLINICS, readable)],
        providers=[Provider(**row) for row in await _choices(asks, PROVIDERS, readable)],
        carriers=[Carrier(**row) for row in await _choices(asks, CARRIERS, readable)],
    )
    await asks.audit.answered({}, 1)
    return found


@router.get("/tiles")
async def tiles(
    asks: Asks, which: Annotated[Tiles, Depends()], paging: Annotated[Paging, Depends()]
) -> Page[Tile]:
    """Several key figures over one period, each beside the period before."""
    return await asks.page(
        TILES, which.asked(), paging, complete=lambda rows: _with_ties(asks, rows)
    )


async def _choices(asks: Asking, question: Question[Any], readable: set[str]) -> list[Row]:
    """Return all rows of a short list; none where the role may not read it."""
    if not readable.issuperset(question.marts):
        return []
    rows, _, _ = await asks.ask(question, question.page_sql(after=False), {"limit": MOST_CHOICES})
    return rows


async def _with_ties(asks: Asking, rows: list[Row]) -> list[Row]:
    """Put beside each figure what the newest reconciliation says of the lines that prove it."""
    async with asks.database.acting_as(asks.identity) as connection:
        cursor = await connection.execute(query("practice/verdicts_by_report").encode())
        verdicts = {row["report"]: row for row in await cursor.fetchall()}
    return [row | _tie(row, verdicts) for row in rows]


def _tie(row: Row, verdicts: dict[str, Row]) -> Row:
    """Return the badge of one figure."""
    proof = explained.proof().get(row["kpi_id"], {})
    lines = proof.get(row["variant"], proof.get("*", []))
    found = [
        verdict
        for report, verdict in verdicts.items()
        if any(report == line or report.startswith(f"{line}.") for line in lines)
    ]
    if not found:
        return {"tie": BadgeStatus.UNCHECKED, "tie_reports": lines}
    differs = any(verdict["different_count"] for verdict in found)
    return {
        "tie": BadgeStatus.DIFFERS if differs else BadgeStatus.TIES,
        "tie_difference_amount": sum(verdict["difference_amount"] for verdict in found),
        "tie_reports": lines,
        "tie_checked_at": max(verdict["checked_at"] for verdict in found),
    }
