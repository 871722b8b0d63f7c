"""Rows about carriers: what they owe, how long they take, what they pay."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field


class ClaimTurnaround(BaseModel):
    """One row per month of first sending, carrier and clinic of the claim."""

    month_start_date: date = Field(description="First day of the month.")
    carrier_id: int = Field(description="One insurance company.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    carrier_name: str | None = Field(None, description="Name of the insurance company.")
    sent_claim_count: int | None = Field(None, description="Claims first sent in the month.")
    received_count: int | None = Field(None, description="Those of them that were answered.")
    open_claim_count: int | None = Field(None, description="Those of them that wait for an answer.")
    observed_30_days_count: int | None = Field(
        None,
        description="Claims sent at least 30 days ago, so that an answer within 30 days is known "
        "to have come or not.",
    )
    received_in_30_days_count: int | None = Field(
        None,
        description="Those of them answered within 30 days.",
    )
    expected_to_pay_count: int | None = Field(
        None,
        description="Answered claims of which money was expected.",
    )
    zero_paid_count: int | None = Field(None, description="Those of them that brought nothing.")
    paid_first_pass_count: int | None = Field(
        None,
        description="Answered claims that were paid without being sent again, corrected or paid "
        "on top.",
    )
    total_turnaround_days: int | None = Field(
        None,
        description="Days from first sending to answer, added over the answered claims.",
    )
    median_turnaround_days: int | None = Field(
        None,
        description="Days in which half of the answered claims were answered.",
    )
    slow_turnaround_days: int | None = Field(
        None,
        description="Days in which nine of ten answered claims were answered.",
    )
    zero_paid_rate: Decimal | None = Field(
        None,
        description="Share of the answered claims with money expected that brought nothing.",
    )
    first_pass_rate: Decimal | None = Field(
        None,
        description="Share of the answered claims paid without being sent again, corrected or "
        "paid on top.",
    )


class TurnaroundMonth(BaseModel):
    """One row per month of first sending, all carriers or one."""

    month_start_date: date = Field(description="First day of the month.")
    sent_claim_count: int | None = Field(None, description="Claims first sent in the month.")
    received_count: int | None = Field(None, description="Those of them that were answered.")
    open_claim_count: int | None = Field(None, description="Those of them that wait for an answer.")
    zero_paid_count: int | None = Field(None, description="Those of them that brought nothing.")
    average_turnaround_days: Decimal | None = Field(
        None,
        description="Days from first sending to the answer, on average.",
    )
    received_in_30_days_rate: Decimal | None = Field(
        None,
        description="Answered within 30 days, of the claims sent at least 30 days ago.",
    )
    zero_paid_rate: Decimal | None = Field(
        None,
        description="Share of the answered claims with money expected that brought nothing.",
    )
    first_pass_rate: Decimal | None = Field(
        None,
        description="Share of the answered claims paid without being sent again, corrected or "
        "paid on top.",
    )


class CarrierReceivable(BaseModel):
    """What one carrier is expected to pay today."""

    carrier_id: int = Field(description="One insurance company.")
    carrier_name: str | None = Field(None, description="Name of the insurance company.")
    claim_count: int | None = Field(None, description="Number of claims.")
    insurance_estimate_amount: Decimal | None = Field(
        None,
        description="What insurance is expected to pay: on a claim its estimate, off a claim the "
        "estimate with the user's override.",
    )
    estimate_0_30_amount: Decimal | None = Field(
        None,
        description="Expected from insurance on claims first sent in the last 30 days.",
    )
    estimate_31_60_amount: Decimal | None = Field(
        None,
        description="Expected from insurance on claims first sent 31 to 60 days ago.",
    )
    estimate_61_90_amount: Decimal | None = Field(
        None,
        description="Expected from insurance on claims first sent 61 to 90 days ago.",
    )
    estimate_over_90_amount: Decimal | None = Field(
        None,
        description="Expected from insurance on claims first sent more than 90 days ago, or on no "
        "known day.",
    )


class TurnaroundCarrier(BaseModel):
    """One row per carrier, over the months of a period."""

    carrier_id: int = Field(description="One insurance company.")
    carrier_name: str | None = Field(None, description="Name of the insurance company.")
    sent_claim_count: int | None = Field(None, description="Claims first sent in the month.")
    received_count: int | None = Field(None, description="Those of them that were answered.")
    open_claim_count: int | None = Field(None, description="Those of them that wait for an answer.")
    zero_paid_count: int | None = Field(None, description="Those of them that brought nothing.")
    average_turnaround_days: Decimal | None = Field(
        None,
        description="Days from first sending to the answer, on average.",
    )
    received_in_30_days_rate: Decimal | None = Field(
        None,
        description="Answered within 30 days, of the claims sent at least 30 days ago.",
    )
    zero_paid_rate: Decimal | None = Field(
        None,
        description="Share of the answered claims with money expected that brought nothing.",
    )
    first_pass_rate: Decimal | None = Field(
        None,
        description="Share of the answered claims paid without being sent again, corrected or "
        "paid on top.",
    )


class CarrierPaid(BaseModel):
    """One row per carrier, over the period."""

    carrier_id: int = Field(description="One insurance company.")
    carrier_name: str | None = Field(None, description="Name of the insurance company.")
    line_count: int | None = Field(None, description="Number of claim lines.")
    fee_billed_amount: Decimal | None = Field(None, description="Fee put on the claim.")
    write_off_amount: Decimal | None = Field(
        None,
        description="What is written off for the plan, positive as stored.",
    )
    insurance_payment_amount: Decimal | None = Field(None, description="What insurance paid.")
    write_off_rate: Decimal | None = Field(
        None,
        description="Share of the fee billed that was written off.",
    )
