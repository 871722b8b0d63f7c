"""Rows about closed months that moved since."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field


class Restatement(BaseModel):
    """One closed month, clinic and line of the production and income report."""

    month_start_date: date = Field(description="First day of the month.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    line_type: str = Field(
        description="What the line adds to: production, adjustment, write_off_pay_date, "
        "write_off_procedure_date, write_off_claim_date, patient_income, "
        "unearned_income or insurance_income; write_off alone is that of the "
        "practice's own policy.",
    )
    frozen_amount: Decimal | None = Field(
        None,
        description="Amount when a run first saw the month closed; 0.00 for a line that came "
        "later.",
    )
    current_amount: Decimal | None = Field(
        None,
        description="Amount now; 0.00 for a line that has gone.",
    )
    difference_amount: Decimal | None = Field(
        None,
        description="Amount now less the frozen amount.",
    )
    changed_count: int | None = Field(
        None,
        description="Lines that came, went or changed since the month was frozen.",
    )
    entry_count: int | None = Field(None, description="Number of lines.")
    entered_late_amount: Decimal | None = Field(
        None,
        description="Lines entered after the month was closed.",
    )
    entered_late_count: int | None = Field(
        None,
        description="Number of lines entered after the month was closed.",
    )
    edited_late_amount: Decimal | None = Field(
        None,
        description="Lines touched after the month was closed, without their signs; the most they "
        "can have moved.",
    )
    edited_late_count: int | None = Field(
        None,
        description="Number of lines touched after the month was closed and entered before.",
    )
    is_restated: bool = Field(
        description="A line of the month came, went or changed since it was frozen.",
    )
    month_closed_date: date | None = Field(
        None,
        description="Last day before the books of the month count as closed.",
    )
    frozen_date: date | None = Field(
        None,
        description="The practice's day on which a run first saw the month closed.",
    )
    changed_at: datetime | None = Field(
        None,
        description="When a run first saw the newest change, on the warehouse's clock.",
    )
    last_entered_date: date | None = Field(
        None,
        description="Newest day on which a line was entered late.",
    )


class RestatementCause(BaseModel):
    """One line of a closed month that came, went or changed since."""

    line_type: str = Field(
        description="What the line adds to: production, adjustment, write_off_pay_date, "
        "write_off_procedure_date, write_off_claim_date, patient_income, "
        "unearned_income or insurance_income; write_off alone is that of the "
        "practice's own policy.",
    )
    line_id: int = Field(
        description="Key of the row behind the line, in the table that its type implies.",
    )
    month_start_date: date = Field(description="First day of the month.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    patient_id: int | None = Field(None, description="One person; for money, see guarantor_id.")
    change_type: str = Field(
        description="added, removed or changed since the month was frozen. A line that moved to "
        "another month, provider or clinic is removed there and added here.",
    )
    source_table: str = Field(description="Open Dental's table of the row.")
    frozen_amount: Decimal | None = Field(
        None,
        description="Amount when a run first saw the month closed; 0.00 for a line that came "
        "later.",
    )
    current_amount: Decimal | None = Field(
        None,
        description="Amount now; 0.00 for a line that has gone.",
    )
    difference_amount: Decimal | None = Field(
        None,
        description="Amount now less the frozen amount.",
    )
    entered_date: date | None = Field(None, description="Day the row was entered.")
    edited_date: date | None = Field(
        None,
        description="Day the row was last touched in Open Dental, on the office's clock; for a "
        "row that has gone, as last seen.",
    )
    frozen_date: date | None = Field(
        None,
        description="The practice's day on which a run first saw the month closed.",
    )
    changed_at: datetime | None = Field(
        None,
        description="When a run first saw the newest change, on the warehouse's clock.",
    )


class BalanceRestatement(BaseModel):
    """One closed month and clinic: what families owed at its end."""

    as_of_date: date = Field(
        description="The day the figures are for: the practice's today, by Open Dental's current "
        "rules, or a past day by its historical ones, which know only what is dated "
        "up to it.",
    )
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    frozen_balance_0_30_amount: Decimal = Field(
        description="Balance of up to 30 days at the month's end, when a run first saw "
        "the month closed.",
    )
    current_balance_0_30_amount: Decimal = Field(
        description="Balance of up to 30 days at the month's end, by the lines of today.",
    )
    frozen_balance_31_60_amount: Decimal = Field(
        description="Balance of 31 to 60 days at the month's end, when a run first saw "
        "the month closed.",
    )
    current_balance_31_60_amount: Decimal = Field(
        description="Balance of 31 to 60 days at the month's end, by the lines of today.",
    )
    frozen_balance_61_90_amount: Decimal = Field(
        description="Balance of 61 to 90 days at the month's end, when a run first saw "
        "the month closed.",
    )
    current_balance_61_90_amount: Decimal = Field(
        description="Balance of 61 to 90 days at the month's end, by the lines of today.",
    )
    frozen_balance_over_90_amount: Decimal = Field(
        description="Balance of more than 90 days at the month's end, when a run first saw "
        "the month closed.",
    )
    current_balance_over_90_amount: Decimal = Field(
        description="Balance of more than 90 days at the month's end, by the lines of today.",
    )
    frozen_balance_total_amount: Decimal = Field(
        description="Total balance at the month's end, when a run first saw the month closed.",
    )
    current_balance_total_amount: Decimal = Field(
        description="Total balance at the month's end, by the lines of today.",
    )
    difference_amount: Decimal = Field(description="Amount now less the frozen amount.")
    restated_family_count: int = Field(
        description="Families whose balance at the month's end, or its age, is another than was "
        "frozen.",
    )
    is_restated: bool = Field(
        description="A line of the month came, went or changed since it was frozen.",
    )
    frozen_date: date = Field(
        description="The practice's day on which a run first saw the month closed.",
    )


class BalanceRestatementCause(BaseModel):
    """One line of a family's account that moved a balance since its month was closed."""

    as_of_date: date = Field(
        description="The day the figures are for: the practice's today, by Open Dental's current "
        "rules, or a past day by its historical ones, which know only what is dated "
        "up to it.",
    )
    ledger_entry_id: str = Field(
        description="Source table and key of the line, as in procedurelog-123.",
    )
    guarantor_id: int = Field(
        description="The patient who answers for the family's account, as of now; history is not "
        "kept in the source.",
    )
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    source_table: str = Field(description="Open Dental's table of the row.")
    source_id: int = Field(description="Key of the row in source_table.")
    entry_type: str = Field(
        description="What the line is: procedure, insurance, adjustment, patient_payment, "
        "payment_plan_completed, payment_plan_credit, payment_plan_debit or "
        "payment_plan_link.",
    )
    balance_change_type: str = Field(
        description="added, removed, changed (its amount) or redated (the same amount from another "
        "day on, which moves the ages alone), against the balance as it was frozen.",
    )
    frozen_amount: Decimal = Field(
        description="Amount when a run first saw the month closed; 0.00 for a line that came "
        "later.",
    )
    current_amount: Decimal = Field(
        description="Amount now; 0.00 for a line that has gone.",
    )
    difference_amount: Decimal = Field(description="Amount now less the frozen amount.")
    frozen_counted_date: date | None = Field(
        None,
        description="Day from which the line counted in the frozen balance; null where it was not "
        "in it.",
    )
    current_counted_date: date | None = Field(
        None,
        description="Day from which the line counts now; null where it is no longer in the "
        "balance.",
    )
    frozen_date: date = Field(
        description="The practice's day on which a run first saw the month closed.",
    )
    changed_at: datetime | None = Field(
        None,
        description="When a run first saw the newest change, on the warehouse's clock.",
    )
