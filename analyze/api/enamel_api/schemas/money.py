"""Rows about money that came in and money that was asked for."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field


class CollectionCohort(BaseModel):
    """One row per month of service and horizon."""

    month_start_date: date = Field(description="First day of the month.")
    horizon: int = Field(description="Days after the service up to which money counts.")
    collectible_amount: Decimal | None = Field(
        None,
        description="Fees and adjustments less write-offs, expected ones among them.",
    )
    patient_payment_amount: Decimal | None = Field(
        None,
        description="Patients' money matched to the work.",
    )
    insurance_payment_amount: Decimal | None = Field(None, description="What insurance paid.")
    collected_to_date_amount: Decimal | None = Field(
        None,
        description="Patient and insurance money matched to the work until now.",
    )
    procedure_count: int | None = Field(None, description="Procedures, planned or complete.")
    collection_rate: Decimal | None = Field(
        None,
        description="Share of the collectible amount that was collected within the horizon.",
    )
    is_final: bool = Field(
        description="True if the horizon of every row has passed, so that the figure will not "
        "move.",
    )


class Received(BaseModel):
    """One row per day or month, payer and kind of payment."""

    period_start_date: date = Field(description="First day of the period.")
    payer: str = Field(description="Who paid, patient or insurance.")
    payment_type: str = Field(description="Open Dental's kind of payment; empty where it has none.")
    payment_amount: Decimal | None = Field(
        None,
        description="Money paid; negative where it went back.",
    )
    line_count: int | None = Field(None, description="Number of claim lines.")


class PlanDue(BaseModel):
    """One guarantor with payment plan installments due or paid."""

    as_of_date: date = Field(
        description="The day the figures are for: the practice's today, by Open Dental's current "
        "rules, or a past day by its historical ones, which know only what is dated "
        "up to it.",
    )
    guarantor_id: int = Field(
        description="The patient who answers for the family's account, as of now; history is not "
        "kept in the source.",
    )
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    charge_amount: Decimal | None = Field(
        None,
        description="Installments due, with interest, billed in advance as the practice bills.",
    )
    payment_amount: Decimal | None = Field(
        None,
        description="Money paid; negative where it went back.",
    )
    payment_plan_due_amount: Decimal | None = Field(
        None,
        description="Installments due less what was paid to the plans; negative when paid ahead.",
    )


class Unearned(BaseModel):
    """One guarantor with money that no work has earned yet."""

    as_of_date: date = Field(
        description="The day the figures are for: the practice's today, by Open Dental's current "
        "rules, or a past day by its historical ones, which know only what is dated "
        "up to it.",
    )
    guarantor_id: int = Field(
        description="The patient who answers for the family's account, as of now; history is not "
        "kept in the source.",
    )
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    unearned_amount: Decimal | None = Field(
        None,
        description="What was prepaid and not yet used; of a period, what it moved by.",
    )
    is_today: bool = Field(description="True on the practice's today.")


class StatementAnswers(BaseModel):
    """One row per month and way of sending."""

    month_start_date: date = Field(description="First day of the month.")
    statement_mode: str = Field(description="How the statement was sent.")
    statement_count: int | None = Field(None, description="Number of statements.")
    final_statement_count: int | None = Field(
        None,
        description="Statements whose days of an answer are over.",
    )
    answered_statement_count: int | None = Field(
        None,
        description="Those of them that were answered with a payment.",
    )
    asked_amount: Decimal | None = Field(
        None,
        description="Balance on the statement less what insurance was expected to pay.",
    )
    answered_amount: Decimal | None = Field(
        None,
        description="Cash of the family after the statement, up to the next one and within the "
        "days of an answer.",
    )
    answer_rate: Decimal | None = Field(
        None,
        description="Share of the statements, whose days of an answer are over, that were "
        "answered with a payment.",
    )
