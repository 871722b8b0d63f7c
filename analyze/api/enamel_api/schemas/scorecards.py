"""Rows about what providers did."""

from decimal import Decimal

from pydantic import BaseModel, Field

from enamel_api.schemas.keys import OfClinic, OfMonth, OfProvider


class Work(BaseModel):
    """What was done in a period, and by how much that reached its goals."""

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


class ProviderScorecard(Work, OfProvider):
    """One row per provider, over the whole months of a period."""


class ProviderMonth(Work, OfMonth):
    """One row per month, all providers or one."""


class ProviderPerformance(Work, OfClinic, OfProvider, OfMonth):
    """One row per month."""

    reappointed_count: int | None = Field(
        None,
        description="Hygiene visits the patient left with a later hygiene slot already booked, "
        "whatever became of it.",
    )
