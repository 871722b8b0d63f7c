"""Rows about insurance."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field


class InsuranceReceivable(BaseModel):
    """One row per as-of date."""

    as_of_date: date = Field(
        description="The day the figures are for: the practice's today, by Open Dental's current "
        "rules, or a past day by its historical ones, which know only what is dated "
        "up to it.",
    )
    carrier_id: int = Field(description="One insurance company.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
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
    is_today: bool = Field(description="True on the practice's today.")


class CarrierReceivable(BaseModel):
    """What one carrier owes today."""

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
