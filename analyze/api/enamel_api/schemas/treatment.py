"""Rows about treatment and hygiene."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field


class CaseAcceptance(BaseModel):
    """One row per month."""

    month_start_date: date = Field(description="First day of the month.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    horizon_days: int | None = Field(None, description="Days a patient had to accept.")
    presented_count: int | None = Field(None, description="Procedures that were presented.")
    accepted_count: int | None = Field(
        None,
        description="Presented procedures that were accepted within the horizon, that is "
        "completed or attached to an appointment on the book.",
    )
    completed_count: int | None = Field(None, description="Procedures that were completed.")
    withdrawn_count: int | None = Field(
        None,
        description="Plans deleted since; beside the rate, not in it.",
    )
    presented_patient_count: int | None = Field(
        None,
        description="Patients who were presented anything.",
    )
    accepted_patient_count: int | None = Field(
        None,
        description="Patients who accepted at least one of them.",
    )
    presented_amount: Decimal | None = Field(
        None,
        description="Fees of the procedures that were presented; deleted plans are beside.",
    )
    accepted_amount: Decimal | None = Field(
        None,
        description="Fees of presented procedures that were accepted within the horizon.",
    )
    completed_amount: Decimal | None = Field(
        None,
        description="Fees of presented procedures that were completed within the horizon.",
    )
    withdrawn_amount: Decimal | None = Field(
        None,
        description="Fees of plans deleted since; beside the rate, not in it.",
    )
    accepted_amount_rate: Decimal | None = Field(None, description="Accepted by presented fees.")
    accepted_count_rate: Decimal | None = Field(
        None,
        description="Accepted by presented procedures.",
    )
    accepted_patient_rate: Decimal | None = Field(
        None,
        description="Patients who accepted at least one procedure, by patients who were presented "
        "any; flattering, never shown alone.",
    )
    is_final: bool = Field(
        description="True if the horizon of every row has passed, so that the figure will not "
        "move.",
    )


class Hygiene(BaseModel):
    """One row per month, clinic and provider with hygiene visits."""

    month_start_date: date = Field(description="First day of the month.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    hygiene_visit_count: int | None = Field(
        None,
        description="Days of a patient with a hygiene code.",
    )
    perio_visit_count: int | None = Field(None, description="Hygiene visits with gum treatment.")
    reappointed_count: int | None = Field(
        None,
        description="Hygiene visits the patient left with a later hygiene slot already booked, "
        "whatever became of it.",
    )
    reappointed_on_the_book_count: int | None = Field(
        None,
        description="The same as the book shows it today, without slots deleted or unscheduled "
        "since.",
    )
    perio_charted_count: int | None = Field(
        None,
        description="Hygiene visits with a charted perio exam on the day or in the year before.",
    )
    fluoride_count: int | None = Field(None, description="Hygiene visits with fluoride.")
    bitewing_count: int | None = Field(None, description="Hygiene visits with bitewings.")
    production_amount: Decimal | None = Field(
        None,
        description="Completed work: fee less capitation write-off, rounded to cents; 0 in any "
        "other status.",
    )
    reappointment_rate: Decimal | None = Field(
        None,
        description="Reappointed by all hygiene visits.",
    )
    perio_rate: Decimal | None = Field(
        None,
        description="Hygiene visits with gum treatment, by hygiene visits; visits, not quadrants.",
    )
    perio_charted_rate: Decimal | None = Field(
        None,
        description="Hygiene visits with a charted perio exam in the year, by hygiene visits.",
    )
