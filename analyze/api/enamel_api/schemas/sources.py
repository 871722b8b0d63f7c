"""Rows about where new patients come from."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field


class Source(BaseModel):
    """One row per source of new patients, over the period."""

    referral_id: int = Field(description="One referral source; 0 is unknown.")
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
    average_first_year_production_amount: Decimal | None = Field(
        None,
        description="Production of a first year that is over, on average.",
    )


class NewPatient(BaseModel):
    """One patient with a first visit, and where they came from."""

    patient_id: int | None = Field(None, description="One person; for money, see guarantor_id.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    referral_id: int = Field(description="One referral source; 0 is unknown.")
    source_kind: str | None = Field(
        None,
        description="marketing, doctor, patient, other or unknown.",
    )
    source_name: str | None = Field(
        None,
        description="Name of what is no person; people are numbers here.",
    )
    first_visit_amount: Decimal | None = Field(None, description="Production of the first visit.")
    first_year_production_amount: Decimal | None = Field(
        None,
        description="Net production, by the practice's write-off policy, of the twelve months "
        "from the first visit.",
    )
    first_year_collection_amount: Decimal | None = Field(
        None,
        description="Patient and insurance income of the twelve months from the first visit.",
    )
    has_source: bool = Field(description="True if the patient's referral is known.")
    is_first_record: bool = Field(
        description="False for a further record of the same person, merged or cloned.",
    )
    is_emergency_exam: bool = Field(description="True if an exam for one problem was done.")
    is_first_year_over: bool = Field(
        description="True if twelve months have passed since the first visit.",
    )
    first_visit_date: date = Field(
        description="As Open Dental fills it: when the first procedure was charted, so it can "
        "differ from the first completed one.",
    )
    month_start_date: date = Field(description="First day of the month.")
