"""Rows about chairs, slots and recalls."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from enamel_api.schemas.types import LocalTime


class ChairDay(BaseModel):
    """One chair on one day."""

    operatory_id: int = Field(description="One chair; 0 is none.")
    report_date: date = Field(description="Day on which the line counts in the report.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    operatory_abbreviation: str | None = Field(None, description="Short name of the operatory.")
    is_hygiene: bool | None = Field(None, description="True for a chair of hygiene.")
    appointment_count: int | None = Field(
        None,
        description="Appointments that are scheduled or complete.",
    )
    open_minutes: Decimal | None = Field(
        None,
        description="Minutes in which a provider was scheduled in the chair, without closing "
        "blockouts and holidays; overlaps count once.",
    )
    booked_minutes: Decimal | None = Field(
        None,
        description="Length of the pattern, five minutes a character.",
    )
    completed_minutes: Decimal | None = Field(
        None,
        description="Booked minutes of completed appointments.",
    )
    free_minutes: Decimal | None = Field(
        None,
        description="Open minutes that nobody booked, never below zero.",
    )
    utilisation_rate: Decimal | None = Field(
        None,
        description="Booked by open minutes; above 1 where a chair is double-booked, none where "
        "it was not open.",
    )
    is_open: bool = Field(description="True if a provider was scheduled in the chair.")


class ChairPeriod(BaseModel):
    """All chairs on one day or in one month."""

    period_start_date: date = Field(description="First day of the period.")
    open_chair_count: int | None = Field(
        None,
        description="Chairs with open hours, each day of them counted.",
    )
    appointment_count: int | None = Field(
        None,
        description="Appointments that are scheduled or complete.",
    )
    open_minutes: Decimal | None = Field(
        None,
        description="Minutes in which a provider was scheduled in the chair, without closing "
        "blockouts and holidays; overlaps count once.",
    )
    booked_minutes: Decimal | None = Field(
        None,
        description="Length of the pattern, five minutes a character.",
    )
    completed_minutes: Decimal | None = Field(
        None,
        description="Booked minutes of completed appointments.",
    )
    free_minutes: Decimal | None = Field(
        None,
        description="Open minutes that nobody booked, never below zero.",
    )
    utilisation_rate: Decimal | None = Field(
        None,
        description="Booked by open minutes; above 1 where a chair is double-booked, none where "
        "it was not open.",
    )


class SlotOutcomes(BaseModel):
    """One row per day or month."""

    period_start_date: date = Field(description="First day of the period.")
    due_slot_count: int | None = Field(
        None,
        description="Slots that somebody should have filled: completed, missed, late cancelled or "
        "broken.",
    )
    completed_slot_count: int | None = Field(
        None,
        description="Slots whose appointment was completed.",
    )
    missed_count: int | None = Field(None, description="Slots the patient did not come to.")
    late_cancelled_count: int | None = Field(
        None,
        description="Slots cancelled less than 24 hours ahead.",
    )
    broken_count: int | None = Field(
        None,
        description="Slots broken in a way that neither history nor code explains.",
    )
    cancelled_count: int | None = Field(
        None,
        description="Slots cancelled a day or more ahead; they could be filled and are not due.",
    )
    moved_count: int | None = Field(
        None,
        description="Slots given up for another time, or taken off the book.",
    )
    unresolved_count: int | None = Field(
        None,
        description="Slots of past days that are still scheduled.",
    )
    no_show_rate: Decimal | None = Field(
        None,
        description="Missed slots by all slots that were due; nothing due, no rate.",
    )
    broken_rate: Decimal | None = Field(
        None,
        description="Missed, late cancelled and otherwise broken slots by all slots that were "
        "due; nothing due, no rate.",
    )


class Slot(BaseModel):
    """One time an appointment was booked for, and what became of it."""

    appointment_slot: str | None = Field(
        None,
        description="One time an appointment was booked for; a loss that only a procedure code "
        "knows is named by the procedure.",
    )
    appointment_id: int | None = Field(
        None,
        description="One visit, also unscheduled and planned ones.",
    )
    patient_id: int | None = Field(None, description="One person; for money, see guarantor_id.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    hygienist_id: int | None = Field(None, description="Hygienist of the appointment or operatory.")
    operatory_id: int = Field(description="One chair; 0 is none.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    slot_outcome: str = Field(
        description="What became of the slot - completed, missed, late_cancelled, cancelled, "
        "broken, deleted, moved, scheduled, or unresolved if its day has passed and "
        "nothing was said.",
    )
    lead_days: int | None = Field(None, description="Days from booking to the chair.")
    booked_minutes: Decimal | None = Field(
        None,
        description="Length of the pattern, five minutes a character.",
    )
    notice_hours: Decimal | None = Field(
        None,
        description="Hours between the breaking and the slot; negative if it was broken "
        "afterwards.",
    )
    refilled_minutes: Decimal | None = Field(
        None,
        description="Minutes of the lost slot that somebody else took in the same chair.",
    )
    visit_fee_amount: Decimal | None = Field(
        None,
        description="Fees of the procedures that hang on the appointment, planned or done.",
    )
    is_hygiene: bool = Field(
        description="True if the office flags it as hygiene; the flag is often forgotten.",
    )
    is_new_patient: bool = Field(
        description="The office's own mark of a new patient's appointment.",
    )
    is_rebooked_in_7_days: bool | None = Field(
        None,
        description="True if the patient's next slot was made within 7 days of the loss.",
    )
    is_rebooked_in_30_days: bool | None = Field(
        None,
        description="True if the patient's next slot was made within 30 days of the loss.",
    )
    slot_date: date | None = Field(None, description="Day of the slot.")
    scheduled_at: LocalTime | None = Field(
        None,
        description="When the appointment is or was to begin, on the office's clock.",
    )
    rebooked_at: LocalTime | None = Field(
        None,
        description="When the patient's next slot after the loss was made.",
    )


class RecallMonth(BaseModel):
    """One row per month in which recalls fell due."""

    due_month_date: date = Field(
        description="First day of the month in which the recalls fell due.",
    )
    due_recall_count: int | None = Field(
        None,
        description="Recalls that fell due, rebuilt from the visits that set them.",
    )
    met_by_due_date_count: int | None = Field(
        None,
        description="Recalls met on or before the due date.",
    )
    met_in_30_days_count: int | None = Field(
        None,
        description="Recalls met up to 30 days after the due date.",
    )
    met_in_90_days_count: int | None = Field(
        None,
        description="Recalls met up to 90 days after the due date.",
    )
    met_in_180_days_count: int | None = Field(
        None,
        description="Recalls met up to 180 days after the due date.",
    )
    met_in_30_days_rate: Decimal | None = Field(
        None,
        description="Recalls met up to 30 days after the due date, by recalls due.",
    )
    met_in_90_days_rate: Decimal | None = Field(
        None,
        description="Recalls met up to 90 days after the due date, by recalls due.",
    )
    is_final: bool = Field(
        description="True if the horizon of every row has passed, so that the figure will not "
        "move.",
    )


class RecallType(BaseModel):
    """One row per recall type, as it stands today."""

    recall_type_id: int = Field(description="One kind of recall.")
    recall_type_name: str | None = Field(None, description="Name of the recall type.")
    recall_count: int | None = Field(
        None,
        description="Recalls of patients that are not switched off.",
    )
    scheduled_count: int | None = Field(None, description="Of them with a visit on the book.")
    due_count: int | None = Field(None, description="On the recall list and not overdue.")
    overdue_0_90_count: int | None = Field(None, description="Overdue by up to 90 days.")
    overdue_91_365_count: int | None = Field(None, description="Overdue by 91 to 365 days.")
    overdue_over_365_count: int | None = Field(None, description="Overdue by more than a year.")
    overdue_count: int | None = Field(None, description="Overdue and on no visit ahead.")
