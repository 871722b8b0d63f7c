"""Rows about money that is missing and may come back."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field


class AtRisk(BaseModel):
    """One reason why money is missing: what is, what will come, and how well that was foretold."""

    risk: str = Field(
        description="Why money is missing, as missed, refused, delayed or written_off.",
    )
    event_count: int | None = Field(None, description="Number of events.")
    risk_amount: Decimal | None = Field(None, description="What was expected when it went missing.")
    recovered_amount: Decimal | None = Field(
        None,
        description="What of it came back within the days of recovery, at most what was missing.",
    )
    open_amount: Decimal | None = Field(None, description="Amount that waits to be settled.")
    expected_recovery_amount: Decimal | None = Field(
        None,
        description="What events of the kind brought back, taken of this one, less what it "
        "brought already; empty where the kind has no past.",
    )
    risk_event_count: int | None = Field(None, description="Number of events.")
    recovery_rate: Decimal | None = Field(
        None,
        description="Share of the missing money that came back, of events whose days of recovery "
        "are over.",
    )
    older_recovery_rate: Decimal | None = Field(
        None,
        description="The rate of the older half of those events.",
    )
    newer_recovery_rate: Decimal | None = Field(
        None,
        description="The rate of the newer half of those events.",
    )
    foretold_amount: Decimal | None = Field(
        None,
        description="What the older half's rate foretells for the newer half.",
    )
    newer_recovered_amount: Decimal | None = Field(
        None,
        description="What really came back of the newer half.",
    )
    foretold_error_amount: Decimal | None = Field(
        None,
        description="What came of the newer half less what was foretold.",
    )


class RiskEvent(BaseModel):
    """One event after which money is missing and may come back."""

    risk: str = Field(
        description="Why money is missing, as missed, refused, delayed or written_off.",
    )
    source_id: int = Field(description="Key of the row in source_table.")
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    clinic_id: int | None = Field(
        None,
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    event_date: date | None = Field(None, description="Day on which the money went missing.")
    missing_days: int | None = Field(None, description="Days since the event.")
    risk_amount: Decimal | None = Field(None, description="What was expected when it went missing.")
    recovered_amount: Decimal | None = Field(
        None,
        description="What of it came back within the days of recovery, at most what was missing.",
    )
    open_amount: Decimal | None = Field(None, description="Amount that waits to be settled.")
    expected_recovery_amount: Decimal | None = Field(
        None,
        description="What events of the kind brought back, taken of this one, less what it "
        "brought already; empty where the kind has no past.",
    )
