"""Rows of worklists."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field


class WorklistItem(BaseModel):
    """One thing to do, why, and what came of it so far."""

    item_key: str = Field(
        description="What the item is about and its key in Open Dental; names one item of one "
        "list for good.",
    )
    patient_id: int | None = Field(None, description="One person; for money, see guarantor_id.")
    provider_id: int | None = Field(
        None,
        description="The row's own provider; 0 in marts means unassigned.",
    )
    clinic_id: int | None = Field(
        None,
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    reason: str | None = Field(
        None,
        description="Why the item is on the list, in words. Never names anybody.",
    )
    next_action: str | None = Field(
        None,
        description="What the office does next about it, in words.",
    )
    worklist_amount: Decimal | None = Field(
        None,
        description="Money at stake: what is planned, owed, claimed or may be lost; of overdue "
        "hygiene, the production of the last such visit.",
    )
    priority_order: int = Field(description="Place in the list, 1 first.")
    waiting_since_date: date | None = Field(None, description="Since when the item waits.")
    last_contact_mode: str | None = Field(
        None,
        description="How the last contact was made; of a claim, its last follow-up.",
    )
    last_contact_date: date | None = Field(
        None,
        description="Day of the last contact with the patient in either direction; of a claim, of "
        "its last follow-up.",
    )
    last_outcome: str | None = Field(None, description="What was logged of it last.")
    last_note: str | None = Field(None, description="What was written beside it.")
    last_outcome_by: str | None = Field(None, description="Who logged it.")
    last_outcome_at: datetime | None = Field(None, description="When that was logged, UTC.")
    next_action_date: date | None = Field(None, description="When to come back to it.")
    outcome_count: int | None = Field(None, description="How often something was logged of it.")
    assignee: str | None = Field(None, description="Who has it in hand: whoever was named last.")
