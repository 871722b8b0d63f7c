"""The book."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import Paging, Place, Window, invalid
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.scheduling import Appointment

router = APIRouter(prefix="/appointments", tags=["appointments"])

APPOINTMENTS = Question(
    name="appointments",
    file="scheduling/appointments",
    row=Appointment,
    order=("scheduled_at", "appointment_id"),
    date_basis="date the appointment is for",
    ties_to=("broken_appointments",),
)


class Status(StrEnum):
    """What became of an appointment, in Open Dental's words."""

    SCHEDULED = "scheduled"
    COMPLETE = "complete"
    UNSCHEDULED_LIST = "unscheduled_list"
    ASAP = "asap"
    BROKEN = "broken"
    PLANNED = "planned"
    PATIENT_NOTE = "patient_note"
    PATIENT_NOTE_COMPLETED = "patient_note_completed"


@dataclass
class Days(Window, Place):
    """Days of the book; without any, the practice's today."""

    day: Annotated[date | None, Query(alias="date", description="One day.")] = None
    status: Annotated[
        Status | None, Query(description="One status; without it, what is on the book.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        asked = Window.asked(self) | Place.asked(self) | {"status": self.status}
        if self.day:
            if self.from_date or self.to_date:
                raise invalid("query.date", "Ask for one day or for a period, not for both.")
            asked |= {"from_date": self.day, "to_date": self.day}
        return asked


@router.get("/")
async def appointments(
    asks: Asks, days: Annotated[Days, Depends()], paging: Annotated[Paging, Depends()]
) -> Page[Appointment]:
    """Appointments of a day or a period, by provider, clinic and status."""
    return await asks.page(APPOINTMENTS, days.asked(), paging)
