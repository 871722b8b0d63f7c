"""Alerts: what the reviewed rules (seed alert_rules) say of the newest whole month."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import Paging
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.kpis import KpiAlert

router = APIRouter(prefix="/alerts", tags=["alerts"])

ALERTS = Question(
    name="alerts",
    file="kpis/alerts",
    row=KpiAlert,
    order=("alert_rule",),
    date_basis="the newest whole month; each figure by its own date",
    variant="as the row says",
)


@dataclass
class Alerts:
    """Which alerts."""

    is_raised: Annotated[
        bool | None, Query(alias="raised", description="Only those raised, or only the others.")
    ] = None
    is_mine: Annotated[
        bool, Query(alias="mine", description="Only those your role should know.")
    ] = False


@router.get("")
async def alerts(
    asks: Asks, which: Annotated[Alerts, Depends()], paging: Annotated[Paging, Depends()]
) -> Page[KpiAlert]:
    """What each rule says, raised or not, and why."""
    told = asks.identity.role.removeprefix("enamel_") if which.is_mine else None
    return await asks.page(ALERTS, {"is_raised": which.is_raised, "told_role": told}, paging)
