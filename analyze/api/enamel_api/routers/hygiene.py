"""Hygiene visits, reappointment, perio and charting."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from enamel_api.answers import Page
from enamel_api.parameters import Paging, Period
from enamel_api.questions import Question, by_two
from enamel_api.routers.asking import Asks
from enamel_api.schemas.hygiene import Hygiene, HygieneMonth, HygieneProvider

router = APIRouter(prefix="/reports", tags=["reports"])

HYGIENE = Question(
    name="hygiene",
    file="treatment/hygiene",
    row=Hygiene,
    order=("month_start_date", "clinic_id", "provider_id"),
    date_basis="date of the visit",
    ties_to=("hygiene",),
    cell="hygiene_visit_count",
    lines=by_two("month_start_date", "provider_id", "clinic_id"),
)
HYGIENE_MONTHS = Question(
    name="hygiene_months",
    file="treatment/hygiene_months",
    row=HygieneMonth,
    order=("month_start_date",),
    date_basis="date of the visit",
    ties_to=("hygiene",),
    cell="hygiene_visit_count",
    lines=((),),
)
HYGIENE_PROVIDERS = Question(
    name="hygiene_providers",
    file="treatment/hygiene_providers",
    row=HygieneProvider,
    order=("provider_id",),
    date_basis="date of the visit",
    ties_to=("hygiene",),
    cell="hygiene_visit_count",
    lines=((),),
)


FILES: tuple[tuple[Question[Any], type], ...] = (
    (HYGIENE, Period),
    (HYGIENE_MONTHS, Period),
    (HYGIENE_PROVIDERS, Period),
)
Paged = Annotated[Paging, Depends()]


@router.get("/hygiene/")
async def hygiene(asks: Asks, period: Annotated[Period, Depends()], paging: Paged) -> Page[Hygiene]:
    """Hygiene visits, reappointment, perio and charting per month and provider."""
    return await asks.page(HYGIENE, period.asked(), paging)


@router.get("/hygiene-months/")
async def hygiene_months(
    asks: Asks, period: Annotated[Period, Depends()], paging: Paged
) -> Page[HygieneMonth]:
    """Hygiene visits, reappointment, perio and charting per month."""
    return await asks.page(HYGIENE_MONTHS, period.asked(), paging)


@router.get("/hygiene-providers/")
async def hygiene_providers(
    asks: Asks, period: Annotated[Period, Depends()], paging: Paged
) -> Page[HygieneProvider]:
    """The same per provider."""
    return await asks.page(HYGIENE_PROVIDERS, period.asked(), paging)
