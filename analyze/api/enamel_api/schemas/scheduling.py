"""Rows of the book."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field

from enamel_api.schemas.types import LocalTime


class Appointment(BaseModel):
    """One row per appointment as it is now, in any status, planned ones and notes included."""

    appointment_id: int = Field(description="One visit, also unscheduled and planned ones.")
    patient_id: int | None = Field(None, description="One person; for money, see guarantor_id.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    hygienist_id: int | None = Field(None, description="Hygienist of the appointment or operatory.")
    operatory_id: int = Field(description="One chair; 0 is none.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    appointment_type_id: int = Field(description="One appointment type; 0 is none.")
    planned_appointment_id: int | None = Field(
        None,
        description="The planned visit, which is never on the calendar.",
    )
    appointment_status_code: int | None = Field(
        None,
        description="Open Dental's own code of appointment_status.",
    )
    appointment_status: str | None = Field(
        None,
        description="Where the appointment stands now; planned and unscheduled are not on the "
        "book.",
    )
    confirmation_status: str | None = Field(
        None,
        description="The office's own word for how far the appointment is confirmed.",
    )
    unscheduled_status: str | None = Field(
        None,
        description="The office's own word for why it is on the unscheduled list.",
    )
    appointment_priority: str | None = Field(
        None,
        description="asap if the patient wants to come earlier, else normal.",
    )
    lead_days: int | None = Field(None, description="Days from booking to the chair.")
    procedure_count: int = Field(description="Procedures, planned or complete.")
    booked_minutes: Decimal | None = Field(
        None,
        description="Length of the pattern, five minutes a character.",
    )
    provider_minutes: Decimal | None = Field(
        None,
        description="Minutes of the pattern that need the provider (X).",
    )
    waiting_minutes: Decimal | None = Field(None, description="From arriving to being seated.")
    chair_minutes: Decimal | None = Field(None, description="From being seated to being dismissed.")
    visit_fee_amount: Decimal = Field(
        description="Fees of the procedures that hang on the appointment, planned or done.",
    )
    scheduled_production_amount: Decimal = Field(
        description="Fees of planned work on appointments still scheduled, less the write-offs "
        "expected on it.",
    )
    scheduled_adjustment_amount: Decimal = Field(
        description="Discounts of planned work on appointments still scheduled; negative.",
    )
    production_amount: Decimal = Field(
        description="Completed work: fee less capitation write-off, rounded to cents; 0 in any "
        "other status.",
    )
    is_on_the_book: bool = Field(
        description="True if scheduled, complete or broken; planned appointments, the unscheduled "
        "list and notes are not.",
    )
    is_hygiene: bool = Field(
        description="True if the office flags it as hygiene; the flag is often forgotten.",
    )
    is_new_patient: bool = Field(
        description="The office's own mark of a new patient's appointment.",
    )
    is_emergency: bool = Field(
        description="True if an exam for one problem hangs on the appointment.",
    )
    has_procedures: bool = Field(
        description="True if a planned or completed procedure hangs on the appointment.",
    )
    is_asap: bool = Field(description="True if the patient wants to come earlier.")
    scheduled_date: date | None = Field(None, description="Day it is booked for.")
    scheduled_at: LocalTime | None = Field(
        None,
        description="When the appointment is or was to begin, on the office's clock.",
    )
    arrived_at: LocalTime | None = Field(
        None,
        description="When the patient arrived, on the day of the appointment.",
    )
    seated_at: LocalTime | None = Field(
        None,
        description="When the patient was seated, on the day of the appointment.",
    )
    dismissed_at: LocalTime | None = Field(
        None,
        description="When the patient was dismissed, on the day of the appointment.",
    )
    source_created_at: LocalTime | None = Field(
        None,
        description="When Open Dental first stored the row; null in rows older than the stamp.",
    )
    source_updated_at: datetime | None = Field(
        None,
        description="When the row last changed in Open Dental, also by recalculations that no "
        "user started.",
    )


class HuddleLine(BaseModel):
    """One visit of the day, with what the team wants to know."""

    appointment_id: int = Field(description="One visit, also unscheduled and planned ones.")
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    provider_id: int | None = Field(
        None,
        description="The row's own provider; 0 in marts means unassigned.",
    )
    hygienist_id: int | None = Field(None, description="Hygienist of the appointment or operatory.")
    clinic_id: int | None = Field(
        None,
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    operatory_id: int | None = Field(None, description="One chair; 0 is none.")
    appointment_status: str | None = Field(
        None,
        description="Where the appointment stands now; planned and unscheduled are not on the "
        "book.",
    )
    confirmation_status: str | None = Field(
        None,
        description="The office's own word for how far the appointment is confirmed.",
    )
    booked_minutes: Decimal | None = Field(
        None,
        description="Length of the pattern, five minutes a character.",
    )
    procedure_count: int | None = Field(None, description="Procedures, planned or complete.")
    scheduled_production_amount: Decimal | None = Field(
        None,
        description="Fees of planned work on appointments still scheduled, less the write-offs "
        "expected on it.",
    )
    coverage: str | None = Field(
        None,
        description="insurance if a primary plan covers today, else discount_plan, else none.",
    )
    unscheduled_amount: Decimal | None = Field(
        None,
        description="Planned procedures that are on no visit ahead, less their discounts.",
    )
    family_patient_count: int | None = Field(
        None,
        description="Members of the family with status patient.",
    )
    family_active_count: int | None = Field(
        None,
        description="Members of the family seen in the last 18 months.",
    )
    is_hygiene: bool | None = Field(
        None,
        description="True if the office flags it as hygiene; the flag is often forgotten.",
    )
    is_new_patient: bool | None = Field(
        None,
        description="The office's own mark of a new patient's appointment.",
    )
    is_recall_overdue: bool | None = Field(None, description="True if any recall is overdue.")
    last_visit_date: date | None = Field(None, description="Last visit.")
    last_hygiene_date: date | None = Field(None, description="Last hygiene visit.")
    recall_due_date: date | None = Field(
        None,
        description="Earliest due date of a recall with nothing scheduled.",
    )
    scheduled_at: LocalTime = Field(
        description="When the appointment is or was to begin, on the office's clock.",
    )
