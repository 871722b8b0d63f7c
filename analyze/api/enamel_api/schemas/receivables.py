"""Rows about what is owed."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field


class Aging(BaseModel):
    """One row per as-of date and clinic of the guarantor."""

    as_of_date: date = Field(
        description="The day the figures are for: the practice's today, by Open Dental's current "
        "rules, or a past day by its historical ones, which know only what is dated "
        "up to it.",
    )
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    is_today: bool = Field(description="True on the practice's today.")
    guarantor_count: int | None = Field(None, description="Families with a balance.")
    balance_0_30_amount: Decimal | None = Field(
        None,
        description="Charges of the last 30 days that credits have not paid. Credits pay the "
        "oldest charge first.",
    )
    balance_31_60_amount: Decimal | None = Field(
        None,
        description="Unpaid charges 31 to 60 days old.",
    )
    balance_61_90_amount: Decimal | None = Field(
        None,
        description="Unpaid charges 61 to 90 days old.",
    )
    balance_over_90_amount: Decimal | None = Field(
        None,
        description="Unpaid charges more than 90 days old, and those without a date.",
    )
    balance_total_amount: Decimal | None = Field(
        None,
        description="Charges less credits; negative is a credit balance. It equals the four "
        "buckets unless credits exceed charges or, today, lines lie in the future.",
    )
    insurance_estimate_amount: Decimal | None = Field(
        None,
        description="What insurance is expected to pay: on a claim its estimate, off a claim the "
        "estimate with the user's override.",
    )
    write_off_estimate_amount: Decimal | None = Field(
        None,
        description="Write-off estimate with the user's override; 0 if there is none.",
    )
    patient_portion_amount: Decimal | None = Field(
        None,
        description="The balance without what insurance is expected to pay and to have written "
        "off; may be negative.",
    )


class AgingTotal(BaseModel):
    """One row per as-of date: what all families owe by age of the charge."""

    as_of_date: date = Field(
        description="The day the figures are for: the practice's today, by Open Dental's current "
        "rules, or a past day by its historical ones, which know only what is dated "
        "up to it.",
    )
    is_today: bool = Field(description="True on the practice's today.")
    guarantor_count: int | None = Field(None, description="Families with a balance.")
    balance_0_30_amount: Decimal | None = Field(
        None,
        description="Charges of the last 30 days that credits have not paid. Credits pay the "
        "oldest charge first.",
    )
    balance_31_60_amount: Decimal | None = Field(
        None,
        description="Unpaid charges 31 to 60 days old.",
    )
    balance_61_90_amount: Decimal | None = Field(
        None,
        description="Unpaid charges 61 to 90 days old.",
    )
    balance_over_90_amount: Decimal | None = Field(
        None,
        description="Unpaid charges more than 90 days old, and those without a date.",
    )
    balance_total_amount: Decimal | None = Field(
        None,
        description="Charges less credits; negative is a credit balance. It equals the four "
        "buckets unless credits exceed charges or, today, lines lie in the future.",
    )
    insurance_estimate_amount: Decimal | None = Field(
        None,
        description="What insurance is expected to pay: on a claim its estimate, off a claim the "
        "estimate with the user's override.",
    )
    write_off_estimate_amount: Decimal | None = Field(
        None,
        description="Write-off estimate with the user's override; 0 if there is none.",
    )
    patient_portion_amount: Decimal | None = Field(
        None,
        description="The balance without what insurance is expected to pay and to have written "
        "off; may be negative.",
    )


class LedgerEntry(BaseModel):
    """One line that moves the balance of a family."""

    ledger_entry_id: str = Field(
        description="Source table and key of the line, as in procedurelog-123.",
    )
    guarantor_id: int = Field(
        description="The patient who answers for the family's account, as of now; history is not "
        "kept in the source.",
    )
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    procedure_id: int | None = Field(None, description="One charted procedure, in any status.")
    payment_plan_id: int | None = Field(None, description="One payment plan.")
    source_table: str = Field(description="Open Dental's table of the row.")
    source_id: int = Field(description="Key of the row in source_table.")
    entry_type: str = Field(
        description="What the line is: procedure, insurance, adjustment, patient_payment, "
        "payment_plan_completed, payment_plan_credit, payment_plan_debit or "
        "payment_plan_link.",
    )
    ledger_date: date = Field(
        description="Day on which the line counts; 0001-01-01 where Open Dental has none, which "
        "makes it the oldest.",
    )
    entry_amount: Decimal = Field(
        description="What the line adds to the balance (positive, a charge) or takes off it "
        "(negative, a credit). Insurance lines hold payment and write-off together.",
    )


class FamilyBalance(BaseModel):
    """What a family owes, by age of the charge."""

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
    balance_0_30_amount: Decimal = Field(
        description="Charges of the last 30 days that credits have not paid. Credits pay the "
        "oldest charge first.",
    )
    balance_31_60_amount: Decimal = Field(description="Unpaid charges 31 to 60 days old.")
    balance_61_90_amount: Decimal = Field(description="Unpaid charges 61 to 90 days old.")
    balance_over_90_amount: Decimal = Field(
        description="Unpaid charges more than 90 days old, and those without a date.",
    )
    balance_total_amount: Decimal = Field(
        description="Charges less credits; negative is a credit balance. It equals the four "
        "buckets unless credits exceed charges or, today, lines lie in the future.",
    )
    insurance_estimate_amount: Decimal = Field(
        description="What insurance is expected to pay: on a claim its estimate, off a claim the "
        "estimate with the user's override.",
    )
    write_off_estimate_amount: Decimal = Field(
        description="Write-off estimate with the user's override; 0 if there is none.",
    )
    patient_portion_amount: Decimal = Field(
        description="The balance without what insurance is expected to pay and to have written "
        "off; may be negative.",
    )
    is_today: bool = Field(description="True on the practice's today.")


class Movement(BaseModel):
    """One day or month: what moved the balances of all families."""

    period_start_date: date = Field(description="First day of the period.")
    guarantor_count: int | None = Field(None, description="Families with a line.")
    procedure_amount: Decimal | None = Field(None, description="Fees of the work done on the day.")
    adjustment_amount: Decimal | None = Field(
        None,
        description="Signed amounts that raise or lower a balance, without a procedure's fee or "
        "insurance.",
    )
    insurance_credit_amount: Decimal | None = Field(
        None,
        description="Insurance payments and write-offs of the day; negative lowers the balance.",
    )
    patient_credit_amount: Decimal | None = Field(
        None,
        description="Patients' payments of the day; negative lowers the balance.",
    )
    payment_plan_amount: Decimal | None = Field(
        None,
        description="What payment plans moved on the day.",
    )
    charged_amount: Decimal | None = Field(None, description="Lines that raise the balance.")
    credited_amount: Decimal | None = Field(
        None,
        description="Lines that lower the balance; negative.",
    )
    balance_change_amount: Decimal | None = Field(
        None,
        description="What is owed after the period less what was owed before it.",
    )


class ProviderBalance(BaseModel):
    """What of the open balances is of one provider's work."""

    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    guarantor_count: int | None = Field(None, description="Families with a line.")
    balance_total_amount: Decimal | None = Field(
        None,
        description="Charges less credits; negative is a credit balance.",
    )
    charged_amount: Decimal | None = Field(None, description="Lines that raise the balance.")
    credited_amount: Decimal | None = Field(
        None,
        description="Lines that lower the balance; negative.",
    )
