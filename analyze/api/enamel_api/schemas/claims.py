"""Claims one by one."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field


class OutstandingClaim(BaseModel):
    """One claim sent and not yet answered."""

    claim_id: int = Field(description="One claim or pre-authorization.")
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    guarantor_id: int | None = Field(
        None,
        description="The patient who answers for the family's account, as of now; history is not "
        "kept in the source.",
    )
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    insurance_plan_id: int | None = Field(
        None,
        description="One insurance plan, shared by many subscribers.",
    )
    carrier_id: int | None = Field(None, description="One insurance company.")
    carrier_name: str | None = Field(None, description="Name of the insurance company.")
    claim_type: str | None = Field(None, description="Kind of the claim.")
    service_date: date | None = Field(None, description="Day of service.")
    first_sent_date: date | None = Field(None, description="The day the claim was first sent.")
    last_sent_date: date | None = Field(
        None,
        description="The day the claim was last sent; sending it again moves it.",
    )
    age_bucket: str = Field(
        description="Days since the first sending, one of 0-30, 31-60, 61-90 or over 90 (also "
        "where no day is known).",
    )
    claim_fee_amount: Decimal | None = Field(None, description="What the claim bills.")
    insurance_estimate_amount: Decimal | None = Field(
        None,
        description="What insurance is expected to pay: on a claim its estimate, off a claim the "
        "estimate with the user's override.",
    )
    write_off_estimate_amount: Decimal | None = Field(
        None,
        description="Write-off estimate with the user's override; 0 if there is none.",
    )
    outstanding_days_count: int | None = Field(
        None,
        description="Days from the first sending to the practice's today.",
    )
    expected_line_count: int | None = Field(
        None,
        description="Lines of the claim not yet received.",
    )


class NotBilled(BaseModel):
    """One completed procedure of an insured patient that is on no claim."""

    procedure_id: int = Field(description="One charted procedure, in any status.")
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    insurance_plan_id: int | None = Field(
        None,
        description="One insurance plan, shared by many subscribers.",
    )
    carrier_id: int | None = Field(None, description="One insurance company.")
    carrier_name: str | None = Field(None, description="Name of the insurance company.")
    procedure_code: str | None = Field(None, description="The procedure's code as it is billed.")
    gross_fee_amount: Decimal | None = Field(
        None,
        description="Unit fee times units, rounded to cents.",
    )
    insurance_estimate_amount: Decimal | None = Field(
        None,
        description="What insurance is expected to pay: on a claim its estimate, off a claim the "
        "estimate with the user's override.",
    )
    waiting_days: int | None = Field(
        None,
        description="Days from the service to the practice's today.",
    )
    as_of_date: date = Field(
        description="The day the figures are for: the practice's today, by Open Dental's current "
        "rules, or a past day by its historical ones, which know only what is dated "
        "up to it.",
    )
    service_date: date | None = Field(None, description="Day of service.")


class NotSent(BaseModel):
    """One claim that was made and not sent."""

    claim_id: int = Field(description="One claim or pre-authorization.")
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    carrier_id: int | None = Field(None, description="One insurance company.")
    carrier_name: str | None = Field(None, description="Name of the insurance company.")
    claim_status_code: str | None = Field(
        None,
        description="Open Dental's letter of the claim's state.",
    )
    claim_status: str | None = Field(None, description="State of the claim.")
    claim_type: str | None = Field(None, description="Kind of the claim.")
    claim_fee_amount: Decimal | None = Field(None, description="What the claim bills.")
    pending_estimate_amount: Decimal | None = Field(
        None,
        description="What insurance is expected to pay on the claim's lines that are not received.",
    )
    waiting_days: int | None = Field(
        None,
        description="Days from the service to the practice's today.",
    )
    as_of_date: date = Field(
        description="The day the figures are for: the practice's today, by Open Dental's current "
        "rules, or a past day by its historical ones, which know only what is dated "
        "up to it.",
    )
    service_date: date | None = Field(None, description="Day of service.")


class ZeroPaidClaim(BaseModel):
    """One claim that was answered and brought nothing."""

    claim_id: int = Field(description="One claim or pre-authorization.")
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    carrier_id: int | None = Field(None, description="One insurance company.")
    claim_status: str | None = Field(None, description="State of the claim.")
    claim_type: str | None = Field(None, description="Kind of the claim.")
    claim_fee_amount: Decimal | None = Field(None, description="What the claim bills.")
    insurance_estimate_amount: Decimal | None = Field(
        None,
        description="What insurance is expected to pay: on a claim its estimate, off a claim the "
        "estimate with the user's override.",
    )
    insurance_payment_amount: Decimal | None = Field(None, description="What insurance paid.")
    write_off_amount: Decimal | None = Field(
        None,
        description="What is written off for the plan, positive as stored.",
    )
    deductible_applied_amount: Decimal | None = Field(
        None,
        description="Deductible that the payer applied.",
    )
    follow_up_count: int | None = Field(None, description="Notes of tracking on the claim.")
    turnaround_days: int | None = Field(
        None,
        description="Days from the first sending to the answer; empty while there is none, or "
        "where the dates contradict each other.",
    )
    service_date: date | None = Field(None, description="Day of service.")
    first_sent_date: date | None = Field(None, description="The day the claim was first sent.")
    received_date: date | None = Field(None, description="The day the answer was entered.")
