"""Rows about treatment that was planned, presented, accepted and referred out."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from enamel_api.schemas.keys import OfClinic, OfMonth, OfProvider


class Acceptance(BaseModel):
    """What was presented, and what became of it within the horizon."""

    presented_count: int | None = Field(None, description="Procedures that were presented.")
    accepted_count: int | None = Field(
        None,
        description="Presented procedures that were accepted within the horizon, that is "
        "completed or attached to an appointment on the book.",
    )
    completed_count: int | None = Field(None, description="Procedures that were completed.")
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
    accepted_amount_rate: Decimal | None = Field(None, description="Accepted by presented fees.")
    accepted_count_rate: Decimal | None = Field(
        None,
        description="Accepted by presented procedures.",
    )
    is_final: bool = Field(
        description="True if the horizon of every row has passed, so that the figure will not "
        "move.",
    )


class CaseAcceptance(Acceptance, OfClinic, OfProvider, OfMonth):
    """One row per month."""

    horizon_days: int | None = Field(None, description="Days a patient had to accept.")
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
    withdrawn_amount: Decimal | None = Field(
        None,
        description="Fees of plans deleted since; beside the rate, not in it.",
    )
    accepted_patient_rate: Decimal | None = Field(
        None,
        description="Patients who accepted at least one procedure, by patients who were presented "
        "any; flattering, never shown alone.",
    )


class AcceptanceMonth(Acceptance, OfMonth):
    """One row per month of planning."""


class AcceptanceProvider(Acceptance, OfProvider):
    """One row per provider, over the period."""


class FunnelStep(BaseModel):
    """One step from planned to paid in full."""

    step_number: int | None = Field(None, description="Order of the steps.")
    step: str = Field(description="How far a planned procedure came.")
    planned_count: int | None = Field(None, description="Procedures planned in the month.")
    reached_count: int | None = Field(None, description="Procedures that reached the step.")
    planned_amount: Decimal | None = Field(
        None,
        description="Fees of the procedures planned in the month.",
    )
    reached_amount: Decimal | None = Field(
        None,
        description="Fees of the procedures that reached the step.",
    )
    reached_rate: Decimal | None = Field(
        None,
        description="Procedures that reached the step, by procedures planned.",
    )


class Presenter(BaseModel):
    """One row per user who presented plans, over the period."""

    presenter_user_id: int = Field(
        description="User who presented the plan, else who entered it; 0 is nobody.",
    )
    presented_count: int | None = Field(None, description="Procedures that were presented.")
    scheduled_count: int | None = Field(
        None,
        description="Presented procedures that are on the book.",
    )
    completed_count: int | None = Field(None, description="Procedures that were completed.")
    presented_net_amount: Decimal | None = Field(
        None,
        description="Gross less write-offs, done or expected, plus adjustments made to the "
        "procedures.",
    )
    scheduled_net_amount: Decimal | None = Field(
        None,
        description="Net of presented procedures that are on the book.",
    )
    completed_net_amount: Decimal | None = Field(
        None,
        description="Net of presented procedures that are complete.",
    )
    accepted_count_rate: Decimal | None = Field(
        None,
        description="Accepted by presented procedures.",
    )


class PresenterName(BaseModel):
    """What one user of Open Dental logs in as."""

    presenter_user_id: int = Field(description="The user.")
    user_name: str | None = Field(None, description="Name the user logs in to Open Dental with.")


class ReferredOut(BaseModel):
    """One referral of a patient or procedure to somebody else."""

    referral_link_id: int = Field(description="One link between a patient and a referral.")
    patient_id: int | None = Field(None, description="One person; for money, see guarantor_id.")
    referral_id: int | None = Field(None, description="One referral source; 0 is unknown.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    referral_to_status: str | None = Field(
        None,
        description="What became of the referral, as the office noted it.",
    )
    specialty: str | None = Field(
        None,
        description="The provider's specialty, as the office names it.",
    )
    procedure_code: str | None = Field(None, description="The procedure's code as it is billed.")
    procedure_status: str | None = Field(
        None,
        description="Only complete is done work; deleted rows keep their fee.",
    )
    gross_fee_amount: Decimal | None = Field(
        None,
        description="Unit fee times units, rounded to cents.",
    )
    open_days: int | None = Field(None, description="Days since then.")
    is_done: bool = Field(description="Noted as done, by its day or its status.")
    referral_date: date | None = Field(None, description="Day of the referral.")
    procedure_completed_date: date | None = Field(
        None,
        description="Day on which the office noted that the referred work was done.",
    )
