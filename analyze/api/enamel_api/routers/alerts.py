"""Alerts: what the reviewed rules (seed alert_rules) say of the newest whole month."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import OneClinic, Paging, invalid
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
CLINIC_ALERTS = Question(
    name="clinic-alerts",
    file="kpis/clinic_alerts",
    row=KpiAlert,
    order=("alert_rule", "clinic_id"),
    date_basis="the newest whole month; each figure by its own date",
    variant="as the row says",
)


@dataclass
class Alerts(OneClinic):
    """Which alerts."""

    is_raised: Annotated[
        bool | None, Query(alias="raised", description="Only those raised, or only the others.")
    ] = None
    is_mine: Annotated[
        bool, Query(alias="mine", description="Only those your role should know.")
    ] = False

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"is_raised": self.is_raised}


def alerts_of(readable: Collection[str]) -> Question[KpiAlert]:
    """Return what to ask for: the practice's alerts; each clinic's, of who sees clinics alone."""
    seen = set(readable)
    is_of_clinics = seen.issuperset(CLINIC_ALERTS.marts) and not seen.issuperset(ALERTS.marts)
    return CLINIC_ALERTS if is_of_clinics else ALERTS


def told(role: str) -> str:
    """Return the role as rules name it, with or without clinics of its own."""
    return role.removeprefix("enamel_").removeprefix("clinic_")


@router.get("")
async def alerts(
    asks: Asks, which: Annotated[Alerts, Depends()], paging: Annotated[Paging, Depends()]
) -> Page[KpiAlert]:
    """What each rule says, raised or not, and why: of the practice, or of a clinic."""
    question = alerts_of(await asks.readable())
    if which.clinic_id is not None:
        if not asks.identity.sees_identifiers:
            raise invalid("query.clinic", "Your role sees alerts of the whole practice.")
        question = CLINIC_ALERTS
    role = told(asks.identity.role) if which.is_mine else None
    return await asks.page(question, which.asked() | {"told_role": role}, paging)
