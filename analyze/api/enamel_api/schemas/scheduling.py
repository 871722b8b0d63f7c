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
    """One visit of the day, with what the morning meeting asks about it."""

    appointment_id: int = Field(description="One visit, also unscheduled and planned ones.")
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    guarantor_id: int | None = Field(
        None,
        description="The patient who answers for the family's account, as of now; history is not "
        "kept in the source.",
    )
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    hygienist_id: int | None = Field(None, description="Hygienist of the appointment or operatory.")
    operatory_id: int | None = Field(None, description="One chair; 0 is none.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    provider_abbreviation: str | None = Field(
        None,
        description="Short name by which the office knows the provider.",
    )
    operatory_abbreviation: str | None = Field(None, description="Short name of the operatory.")
    appointment_status: str | None = Field(
        None,
        description="Where the appointment stands now; planned and unscheduled are not on the "
        "book.",
    )
    confirmation_status: str | None = Field(
        None,
        description="The office's own word for how far the appointment is confirmed.",
    )
    procedures_planned: str | None = Field(
        None,
        description="Codes of the procedures on the appointment, each with its fee, dearest first.",
    )
    broken_history: str | None = Field(
        None,
        description="How often the patient missed or cancelled late among the last five slots "
        "before this one; none where it never happened.",
    )
    no_show_risk_band: str | None = Field(
        None,
        description="`high`, `raised` or `usual` beside other visits, `held_out` if left alone by "
        "chance; none more than a week ahead.",
    )
    no_show_risk_basis: str | None = Field(
        None, description="`model`, or `rule` while the model is not published."
    )
    no_show_reasons: str | None = Field(None, description="Facts behind the band, in words.")
    no_show_probability_rate: Decimal | None = Field(
        None, description="Probability that the visit is missed; none without a published model."
    )
    booked_minutes: Decimal | None = Field(
        None,
        description="Length of the pattern, five minutes a character.",
    )
    visit_fee_amount: Decimal | None = Field(
        None,
        description="Fees of the procedures that hang on the appointment, planned or done.",
    )
    scheduled_production_amount: Decimal | None = Field(
        None,
        description="Fees of planned work on appointments still scheduled, less the write-offs "
        "expected on it.",
    )
    family_balance_amount: Decimal | None = Field(None, description="Balance of the family today.")
    family_portion_amount: Decimal | None = Field(
        None,
        description="What of the family's balance insurance is not expected to pay.",
    )
    unscheduled_amount: Decimal | None = Field(
        None,
        description="Planned procedures that are on no visit ahead, less their discounts.",
    )
    family_unscheduled_amount: Decimal | None = Field(
        None,
        description="Planned treatment of the whole family that is on no visit ahead.",
    )
    benefits_remaining_amount: Decimal | None = Field(
        None,
        description="What is left of the primary coverage's annual maximum after payments and "
        "what is pending; none where no maximum is known.",
    )
    broken_slot_count: int | None = Field(
        None,
        description="Slots in the time looked at that were missed or cancelled late.",
    )
    past_slot_count: int | None = Field(
        None,
        description="Slots in the time looked at that came to an end, kept or lost.",
    )
    family_hygiene_due_count: int | None = Field(
        None,
        description="Other members of the family who are due for hygiene by that day and not "
        "booked for it.",
    )
    is_new_patient: bool = Field(
        description="The office's own mark of a new patient's appointment.",
    )
    is_hygiene: bool = Field(
        description="True if the office flags it as hygiene; the flag is often forgotten.",
    )
    is_hygiene_due: bool = Field(
        description="The patient is due for hygiene by that day and not booked for it.",
    )
    is_confirmed: bool = Field(description="The patient confirmed.")
    has_coverage: bool = Field(description="True if a primary coverage is in force.")
    is_insurance_verified: bool = Field(
        description="Every coverage in force has a verification that still holds.",
    )
    has_lab_case: bool = Field(description="A lab case hangs on the appointment.")
    is_lab_back: bool = Field(description="All lab cases of the appointment have been received.")
    is_premedication_needed: bool = Field(
        description="The patient has to take medicine before treatment.",
    )
    has_medical_alert: bool = Field(
        description="The chart has an active problem, an active allergy or an urgent medical note.",
    )
    scheduled_date: date | None = Field(None, description="Day it is booked for.")
    scheduled_at: LocalTime | None = Field(
        None,
        description="When the appointment is or was to begin, on the office's clock.",
    )
    hygiene_due_date: date | None = Field(None, description="Since when hygiene is due.")
