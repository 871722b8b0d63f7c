"""Rows about payments: the close of a day, who signed it, and what has changed since."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field

CLINIC = "The row's own clinic; 0 in marts means unassigned or headquarters."
LINE = (
    "payments, deposits (of no clinic), completed_without_claim, broken_not_rescheduled (by the "
    "day of the slot), large_adjustments (adjustment_alert_amount and more), "
    "completed_without_note."
)
DETAIL = "Kind of payment or adjustment, outcome of a slot, whether a deposit adds up."
COUNT = "Payment lines, deposits, procedures, slots or adjustments."
MONEY = "Money of them; of work and slots their fee."
DEPOSITED = (
    "Of payments, what is on a deposit; of deposits, what payments and checks explain; else 0."
)


class CloseLine(BaseModel):
    """One line of what a day must explain."""

    clinic_id: int = Field(description=CLINIC)
    close_line: str = Field(description=LINE)
    close_detail: str = Field(description=DETAIL)
    close_item_count: int | None = Field(None, description=COUNT)
    close_amount: Decimal | None = Field(None, description=MONEY)
    deposited_amount: Decimal | None = Field(None, description=DEPOSITED)
    is_to_be_done: bool = Field(
        description="Somebody has to look at it before the day is closed.",
    )


class Signature(BaseModel):
    """Somebody closed a day: from then on its figures are kept as they were."""

    signature_id: int = Field(description="Grows with time; the last one of a day counts.")
    report_date: date = Field(description="The day.")
    clinic_id: int | None = Field(None, description="The clinic that was closed; null for all.")
    note: str = Field(description="In the words of whoever signed.")
    line_count: int = Field(description="Lines that were kept.")
    as_of: datetime | None = Field(None, description="When the figures were built, UTC.")
    signed_by: str = Field(description="`user:<name>` or `key:<id>`.")
    role: str = Field(description="The role they acted as.")
    signed_at: datetime = Field(description="When, UTC.")


class ChangedLine(BaseModel):
    """One line of a signed day: as it was, as it is, and the difference."""

    clinic_id: int = Field(description=CLINIC)
    close_line: str = Field(description=LINE)
    close_detail: str = Field(description=DETAIL)
    signed_item_count: int | None = Field(None, description="The count as it was signed.")
    signed_amount: Decimal | None = Field(None, description="The money as it was signed.")
    signed_deposited_amount: Decimal | None = Field(
        None, description="What was on a deposit when it was signed."
    )
    close_item_count: int | None = Field(None, description=COUNT)
    close_amount: Decimal | None = Field(None, description=MONEY)
    deposited_amount: Decimal | None = Field(None, description=DEPOSITED)
    difference_item_count: int = Field(description="Count now less count signed.")
    difference_amount: Decimal = Field(description="Money now less money signed.")
    difference_deposited_amount: Decimal = Field(
        description="Deposited now less deposited when signed."
    )
    has_changed: bool = Field(description="True if any figure of the line is another one now.")
