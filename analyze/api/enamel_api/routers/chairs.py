"""Chairs, slots and recalls."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import ClinicPeriod, Grain, Id, Paging, Period, Place
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.chairs import (
    ChairDay,
    ChairPeriod,
    RecallMonth,
    RecallType,
    Slot,
    SlotOutcomes,
)

router = APIRouter(prefix="/reports", tags=["reports"])

CHAIRS = Question(
    name="chairs",
    file="scheduling/chairs",
    row=ChairDay,
    order=("report_date", "operatory_id"),
    date_basis="day of the book",
)
CHAIR_PERIODS = Question(
    name="chair_periods",
    file="scheduling/chair_days",
    row=ChairPeriod,
    order=("period_start_date",),
    date_basis="day of the book",
)
OUTCOMES = Question(
    name="slot_outcomes",
    file="scheduling/slot_outcomes",
    row=SlotOutcomes,
    order=("period_start_date",),
    date_basis="date the slot was for",
    ties_to=("broken_appointments",),
    cell="due_slot_count",
    lines=(("period_start_date:month",),),
    variant="one outcome per slot",
)
SLOTS = Question(
    name="slots",
    file="scheduling/slots",
    row=Slot,
    order=("slot_date", "appointment_slot"),
    date_basis="date the slot was for",
    is_descending=True,
    variant="one outcome per slot",
)
RECALL_MONTHS = Question(
    name="recall_months",
    file="scheduling/recall_months",
    row=RecallMonth,
    order=("due_month_date",),
    date_basis="date the recall fell due",
    cell="due_recall_count",
    lines=((),),
)
RECALL_TYPES = Question(
    name="recall_types",
    file="scheduling/recall_types",
    row=RecallType,
    order=("recall_type_id",),
    date_basis="as of today",
    ties_to=("recall_list",),
    cell="recall_count",
    lines=((),),
)


class Outcome(StrEnum):
    """What became of a slot."""

    COMPLETED = "completed"
    MISSED = "missed"
    LATE_CANCELLED = "late_cancelled"
    BROKEN = "broken"
    CANCELLED = "cancelled"
    MOVED = "moved"


@dataclass
class ChairDays(ClinicPeriod):
    """Days of the book; without any, the two weeks that begin today."""

    grain: Grain = Grain.DAY

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"grain": self.grain}


@dataclass
class SlotPeriod(Period):
    """A period of slots in days or months."""

    grain: Grain = Grain.MONTH

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"grain": self.grain}


@dataclass
class EndedSlots(Period):
    """Slots of a period that ended in one way."""

    slot_outcome: Annotated[
        Outcome | None,
        Query(alias="outcome", description="One outcome; without it, every slot that was lost."),
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"slot_outcome": self.slot_outcome}


@dataclass
class RecallPeriod(ClinicPeriod):
    """Months in which recalls fell due."""

    recall_type_id: Annotated[
        Id | None, Query(alias="recall_type", description="One recall type.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"recall_type_id": self.recall_type_id}


FILES: tuple[tuple[Question[Any], type], ...] = (
    (CHAIRS, ClinicPeriod),
    (CHAIR_PERIODS, ChairDays),
    (OUTCOMES, SlotPeriod),
    (SLOTS, EndedSlots),
    (RECALL_MONTHS, RecallPeriod),
    (RECALL_TYPES, Place),
)
Paged = Annotated[Paging, Depends()]


@router.get("/chairs/")
async def chairs(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[ChairDay]:
    """Each chair by day: open, booked and free minutes."""
    return await asks.page(CHAIRS, period.asked(), paging)


@router.get("/chair-periods/")
async def chair_periods(
    asks: Asks, period: Annotated[ChairDays, Depends()], paging: Paged
) -> Page[ChairPeriod]:
    """All chairs together per day or month."""
    return await asks.page(CHAIR_PERIODS, period.asked(), paging)


@router.get("/slot-outcomes/")
async def slot_outcomes(
    asks: Asks, period: Annotated[SlotPeriod, Depends()], paging: Paged
) -> Page[SlotOutcomes]:
    """What became of the slots of each day or month."""
    return await asks.page(OUTCOMES, period.asked(), paging)


@router.get("/slots/")
async def slots(asks: Asks, period: Annotated[EndedSlots, Depends()], paging: Paged) -> Page[Slot]:
    """Slots one by one, the newest first."""
    return await asks.page(SLOTS, period.asked(), paging)


@router.get("/recall-months/")
async def recall_months(
    asks: Asks, period: Annotated[RecallPeriod, Depends()], paging: Paged
) -> Page[RecallMonth]:
    """Recalls by the month they fell due, and how many were met in time."""
    return await asks.page(RECALL_MONTHS, period.asked(), paging)


@router.get("/recall-types/")
async def recall_types(
    asks: Asks, period: Annotated[Place, Depends()], paging: Paged
) -> Page[RecallType]:
    """Where recalls stand today, by type."""
    return await asks.page(RECALL_TYPES, period.asked(), paging)
