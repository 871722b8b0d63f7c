"""Rows about what providers did, summed over a period."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field


class ProviderScorecard(BaseModel):
    """One row per provider, over the whole months of a period."""

    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    visit_count: int | None = Field(
        None,
        description="Visits, days of a patient with completed work.",
    )
    new_patient_count: int | None = Field(None, description="New patients.")
    hygiene_visit_count: int | None = Field(
        None,
        description="Days of a patient with a hygiene code.",
    )
    due_slot_count: int | None = Field(
        None,
        description="Slots that somebody should have filled: completed, missed, late cancelled or "
        "broken.",
    )
    lost_slot_count: int | None = Field(None, description="Slots missed, late cancelled or broken.")
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
    presented_amount: Decimal | None = Field(
        None,
        description="Fees of the procedures that were presented; deleted plans are beside.",
    )
    accepted_amount: Decimal | None = Field(
        None,
        description="Fees of presented procedures that were accepted within the horizon.",
    )
    scheduled_hours: Decimal | None = Field(
        None,
        description="Hours on the schedule, overlaps counted once.",
    )
    production_per_hour_amount: Decimal | None = Field(
        None,
        description="Production by scheduled hour; none without hours.",
    )
    production_per_visit_amount: Decimal | None = Field(
        None,
        description="Production by visit; none without visits.",
    )
    goal_attainment_rate: Decimal | None = Field(
        None,
        description="Net production by goal; no goal, no rate.",
    )
    reappointment_rate: Decimal | None = Field(
        None,
        description="Reappointed by all hygiene visits.",
    )
    accepted_amount_rate: Decimal | None = Field(None, description="Accepted by presented fees.")
    broken_rate: Decimal | None = Field(
        None,
        description="Missed, late cancelled and otherwise broken slots by all slots that were "
        "due; nothing due, no rate.",
    )


class ProviderMonth(BaseModel):
    """One row per month, all providers or one."""

    month_start_date: date = Field(description="First day of the month.")
    visit_count: int | None = Field(
        None,
        description="Visits, days of a patient with completed work.",
    )
    new_patient_count: int | None = Field(None, description="New patients.")
    hygiene_visit_count: int | None = Field(
        None,
        description="Days of a patient with a hygiene code.",
    )
    due_slot_count: int | None = Field(
        None,
        description="Slots that somebody should have filled: completed, missed, late cancelled or "
        "broken.",
    )
    lost_slot_count: int | None = Field(None, description="Slots missed, late cancelled or broken.")
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
    presented_amount: Decimal | None = Field(
        None,
        description="Fees of the procedures that were presented; deleted plans are beside.",
    )
    accepted_amount: Decimal | None = Field(
        None,
        description="Fees of presented procedures that were accepted within the horizon.",
    )
    scheduled_hours: Decimal | None = Field(
        None,
        description="Hours on the schedule, overlaps counted once.",
    )
    production_per_hour_amount: Decimal | None = Field(
        None,
        description="Production by scheduled hour; none without hours.",
    )
    production_per_visit_amount: Decimal | None = Field(
        None,
        description="Production by visit; none without visits.",
    )
    goal_attainment_rate: Decimal | None = Field(
        None,
        description="Net production by goal; no goal, no rate.",
    )
    reappointment_rate: Decimal | None = Field(
        None,
        description="Reappointed by all hygiene visits.",
    )
    accepted_amount_rate: Decimal | None = Field(None, description="Accepted by presented fees.")
    broken_rate: Decimal | None = Field(
        None,
        description="Missed, late cancelled and otherwise broken slots by all slots that were "
        "due; nothing due, no rate.",
    )
