"""One day: the huddle in the morning, the close in the evening."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from enamel_api.answers import Page
from enamel_api.parameters import Id, Paging, Place
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.payments import CloseLine
from enamel_api.schemas.scheduling import HuddleLine

router = APIRouter(tags=["days"])

HUDDLE = Question(
    name="huddle",
    file="scheduling/huddle",
    row=HuddleLine,
    order=("scheduled_at", "appointment_id"),
    date_basis="date the appointment is for; what is known of the patient as of today",
    ties_to=("broken_appointments", "open_treatment", "recall_list"),
)
CLOSE = Question(
    name="close",
    file="payments/close",
    row=CloseLine,
    order=("section", "line"),
    date_basis="payment, deposit, procedure, adjustment and slot date",
    ties_to=("daily_payments", "production_income_daily", "insurance_follow_up"),
    cell="line_count",
)


@dataclass
class Clinic:
    """One clinic, or all."""

    clinic_id: Annotated[Id | None, Query(alias="clinic", description="One clinic; 0 is none.")] = (
        None
    )


Day = Annotated[date, Path(description="The day, ISO 8601.")]
Paged = Annotated[Paging, Depends()]


@router.get("/huddle/{day}")
async def huddle(
    asks: Asks, day: Day, place: Annotated[Place, Depends()], paging: Paged
) -> Page[HuddleLine]:
    """Everybody who comes on a day, and what the team wants to know of them."""
    return await asks.page(HUDDLE, place.asked() | {"day": day}, paging)


@router.get("/close/{day}")
async def close(
    asks: Asks, day: Day, clinic: Annotated[Clinic, Depends()], paging: Paged
) -> Page[CloseLine]:
    """What a day took, did and left undone."""
    return await asks.page(CLOSE, {"clinic_id": clinic.clinic_id, "day": day}, paging)
