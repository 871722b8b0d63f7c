"""Rows about payments."""

from decimal import Decimal

from pydantic import BaseModel, Field


class CloseLine(BaseModel):
    """One line of what a day must explain."""

    section: str = Field(description="payments, deposits, production, adjustments or undone.")
    line: str = Field(description="What it is about.")
    line_count: int | None = Field(None, description="How many.")
    line_amount: Decimal | None = Field(None, description="How much.")
