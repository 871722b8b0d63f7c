"""Rows about the practice."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field


class Verdict(BaseModel):
    """One row per report line."""

    report: str | None = Field(None, description="Report and line, as in ar_aging.balance_total.")
    window_start: date | None = Field(
        None,
        description="First day of what the report was printed for.",
    )
    window_end: date | None = Field(
        None,
        description="Last day of what the report was printed for.",
    )
    policy: str | None = Field(
        None,
        description="Write-off policy or payment plan version of the figure; empty where none "
        "matters.",
    )
    theirs: Decimal | None = Field(
        None,
        description="Open Dental's figure, computed on its database.",
    )
    ours: Decimal | None = Field(None, description="The figure of the marts.")
    difference: Decimal | None = Field(
        None,
        description="Theirs less ours; where the totals agree and single keys do not, the "
        "differences of the keys without their signs.",
    )
    checked_at: datetime | None = Field(None, description="When both databases were asked.")


class Revenue(BaseModel):
    """One row per day or month: production, write-offs and income."""

    period_start_date: date = Field(description="First day of the period.")
    production_amount: Decimal | None = Field(
        None,
        description="Completed work: fee less capitation write-off, rounded to cents; 0 in any "
        "other status.",
    )
    adjustment_amount: Decimal | None = Field(
        None,
        description="Signed amounts that raise or lower a balance, without a procedure's fee or "
        "insurance.",
    )
    write_off_amount: Decimal | None = Field(
        None,
        description="Write-offs under the policy that `variant` names, negative as printed.",
    )
    net_production_amount: Decimal | None = Field(
        None,
        description="Production plus adjustments plus write-offs.",
    )
    patient_income_amount: Decimal | None = Field(
        None,
        description="Earned patient money by the date of the split, prepayments left out.",
    )
    unearned_income_amount: Decimal | None = Field(
        None,
        description="Prepayments that are not hidden, received or (negative) used on the day.",
    )
    insurance_income_amount: Decimal | None = Field(
        None,
        description="Insurance money attached to a check, by the check's date.",
    )
    total_income_amount: Decimal | None = Field(
        None,
        description="Patient and insurance income, without prepayments.",
    )
    visit_count: int | None = Field(
        None,
        description="Visits, days of a patient with completed work.",
    )


class Month(BaseModel):
    """One row per month: made, collected, seen and owed."""

    month_start_date: date = Field(description="First day of the month.")
    production_amount: Decimal | None = Field(
        None,
        description="Completed work: fee less capitation write-off, rounded to cents; 0 in any "
        "other status.",
    )
    adjustment_amount: Decimal | None = Field(
        None,
        description="Signed amounts that raise or lower a balance, without a procedure's fee or "
        "insurance.",
    )
    write_off_policy_amount: Decimal | None = Field(
        None,
        description="Write-offs under the practice's own policy, negative as printed.",
    )
    net_production_amount: Decimal | None = Field(
        None,
        description="Production plus adjustments plus write-offs under the practice's own policy.",
    )
    goal_amount: Decimal | None = Field(
        None,
        description="Scheduled hours times the provider's hourly goal of the day.",
    )
    scheduled_production_amount: Decimal | None = Field(
        None,
        description="Fees of planned work on appointments still scheduled, less the write-offs "
        "expected on it.",
    )
    patient_income_amount: Decimal | None = Field(
        None,
        description="Earned patient money by the date of the split, prepayments left out.",
    )
    insurance_income_amount: Decimal | None = Field(
        None,
        description="Insurance money attached to a check, by the check's date.",
    )
    total_income_amount: Decimal | None = Field(
        None,
        description="Patient and insurance income, without prepayments.",
    )
    visit_count: int | None = Field(
        None,
        description="Visits, days of a patient with completed work.",
    )
    new_patient_count: int | None = Field(None, description="New patients.")
    hygiene_visit_count: int | None = Field(
        None,
        description="Days of a patient with a hygiene code.",
    )
    receivable_as_of_date: date | None = Field(
        None,
        description="Day the receivables are of: the last of the month, or today.",
    )
    receivable_amount: Decimal | None = Field(
        None,
        description="What families owe, credits taken off.",
    )
    receivable_over_90_amount: Decimal | None = Field(
        None,
        description="The part of it that is older than 90 days.",
    )


class Reconciled(BaseModel):
    """One report of Open Dental, computed again and compared."""

    report_name: str = Field(description="The report.")
    checked_count: int = Field(description="Lines, windows and policies compared.")
    different_count: int = Field(description="How many of them differ.")
    difference_amount: Decimal | None = Field(
        None, description="Sum of the differences, without their signs."
    )
    first_window_date: date | None = Field(None, description="First day it was printed for.")
    last_window_date: date | None = Field(None, description="Last day it was printed for.")
    checked_at: datetime | None = Field(None, description="When both databases were asked.")
