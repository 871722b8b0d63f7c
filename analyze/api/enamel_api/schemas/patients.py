"""Rows about patients: keys, no names."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from enamel_api.schemas.types import LocalTime


class PatientProfile(BaseModel):
    """One row per patient who is not deleted, with what is known today and no direct identifier."""

    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    person_id: int | None = Field(
        None,
        description="One person, however many records; the lowest number of those merged or "
        "cloned.",
    )
    guarantor_id: int = Field(
        description="The patient who answers for the family's account, as of now; history is not "
        "kept in the source.",
    )
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    primary_provider_id: int | None = Field(
        None,
        description="The patient's usual provider, not the one who did the work; 0 means "
        "unassigned.",
    )
    insurance_plan_id: int | None = Field(
        None,
        description="One insurance plan, shared by many subscribers.",
    )
    carrier_id: int | None = Field(None, description="One insurance company.")
    source_referral_id: int = Field(description="Referral source of the patient; 0 is unknown.")
    patient_status: str | None = Field(
        None,
        description="patient, non_patient, inactive, archived, deleted, deceased or prospective.",
    )
    coverage: str = Field(
        description="insurance if a primary plan covers today, else discount_plan, else none.",
    )
    plan_type: str | None = Field(
        None,
        description="category_percentage, ppo_percentage, flat_copay or capitation.",
    )
    visit_count: int = Field(description="Visits, days of a patient with completed work.")
    family_patient_count: int = Field(description="Members of the family with status patient.")
    family_active_count: int = Field(
        description="Members of the family seen in the last 18 months.",
    )
    lifetime_production_amount: Decimal = Field(
        description="Production of all visits, insured or not.",
    )
    unscheduled_amount: Decimal = Field(
        description="Planned procedures that are on no visit ahead, less their discounts.",
    )
    is_active_12_months: bool = Field(description="True for a patient seen in the last 12 months.")
    is_active_18_months: bool = Field(description="True for a patient seen in the last 18 months.")
    is_active_24_months: bool = Field(description="True for a patient seen in the last 24 months.")
    is_active_36_months: bool = Field(description="True for a patient seen in the last 36 months.")
    is_recall_overdue: bool = Field(description="True if any recall is overdue.")
    has_recall: bool = Field(description="True if the patient has any recall.")
    is_whole_family_active: bool = Field(
        description="True if every patient of the family was seen in the last 18 months.",
    )
    first_completed_date: date | None = Field(
        None,
        description="First completed procedure, codes of missed and cancelled visits aside.",
    )
    last_visit_date: date | None = Field(None, description="Last visit.")
    last_hygiene_date: date | None = Field(None, description="Last hygiene visit.")
    recall_due_date: date | None = Field(
        None,
        description="Earliest due date of a recall with nothing scheduled.",
    )
    next_appointment_at: LocalTime | None = Field(
        None,
        description="The patient's next appointment on the book from today on.",
    )


class ReferralSource(BaseModel):
    """One row per month."""

    month_start_date: date = Field(description="First day of the month.")
    referral_id: int = Field(description="One referral source; 0 is unknown.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    source_kind: str | None = Field(
        None,
        description="marketing, doctor, patient, other or unknown.",
    )
    source_name: str | None = Field(
        None,
        description="Name of what is no person; people are numbers here.",
    )
    new_patient_count: int | None = Field(None, description="New patients.")
    first_year_over_count: int | None = Field(
        None,
        description="New patients whose first twelve months are over.",
    )
    first_year_production_amount: Decimal | None = Field(
        None,
        description="Net production, by the practice's write-off policy, of the twelve months "
        "from the first visit.",
    )
    first_year_collection_amount: Decimal | None = Field(
        None,
        description="Patient and insurance income of the twelve months from the first visit.",
    )
    median_first_year_production_amount: Decimal | None = Field(
        None,
        description="Median net production of the first twelve months that are over.",
    )


class Event(BaseModel):
    """Something that happened between the practice and a patient."""

    event: str = Field(description="Kind: visit, slot, planned, claim.")
    happened_at: LocalTime = Field(description="When, by the practice's clock.")
    event_key: str = Field(description="Key of the row behind it.")
    detail: str | None = Field(None, description="What became of it.")
    event_amount: Decimal | None = Field(None, description="Fee or production.")
    provider_id: int | None = Field(
        None,
        description="The row's own provider; 0 in marts means unassigned.",
    )
