"""Rows of worklists."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field


class WorklistItem(BaseModel):
    """One thing to do, and what came of it so far."""

    item: str = Field(description="Names the line; outcomes are logged under it.")
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    clinic_id: int | None = Field(
        None,
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    provider_id: int | None = Field(
        None,
        description="The row's own provider; 0 in marts means unassigned.",
    )
    priority: int = Field(description="1 is first.")
    since_date: date | None = Field(None, description="Since when it waits.")
    open_days: int | None = Field(None, description="For how long.")
    open_amount: Decimal | None = Field(None, description="What it is about, in money.")
    reason: str | None = Field(None, description="Why it is on the list.")
    last_outcome: str | None = Field(None, description="What came of it last.")
    last_outcome_at: datetime | None = Field(None, description="When that was logged, UTC.")
    next_action_date: date | None = Field(None, description="When to come back to it.")
