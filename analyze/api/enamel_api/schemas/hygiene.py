"""Rows about hygiene."""

from decimal import Decimal

from pydantic import BaseModel, Field

from enamel_api.schemas.keys import OfClinic, OfMonth, OfProvider


class HygieneVisits(BaseModel):
    """Hygiene visits, and what was done at them."""

    hygiene_visit_count: int | None = Field(
        None,
        description="Days of a patient with a hygiene code.",
    )
    perio_visit_count: int | None = Field(None, description="Hygiene visits with gum treatment.")
    reappointed_count: int | None = Field(
        None,
        description="Hygiene visits the patient left with a later hygiene slot already booked, "
        "whatever became of it.",
    )
    perio_charted_count: int | None = Field(
        None,
        description="Hygiene visits with a charted perio exam on the day or in the year before.",
    )
    fluoride_count: int | None = Field(None, description="Hygiene visits with fluoride.")
    bitewing_count: int | None = Field(None, description="Hygiene visits with bitewings.")
    production_amount: Decimal | None = Field(
        None,
        description="Completed work: fee less capitation write-off, rounded to cents; 0 in any "
        "other status.",
    )
    reappointment_rate: Decimal | None = Field(
        None,
        description="Reappointed by all hygiene visits.",
    )
    perio_rate: Decimal | None = Field(
        None,
        description="Hygiene visits with gum treatment, by hygiene visits; visits, not quadrants.",
    )
    perio_charted_rate: Decimal | None = Field(
        None,
        description="Hygiene visits with a charted perio exam in the year, by hygiene visits.",
    )


class Hygiene(HygieneVisits, OfProvider, OfClinic, OfMonth):
    """One row per month, clinic and provider with hygiene visits."""

    reappointed_on_the_book_count: int | None = Field(
        None,
        description="The same as the book shows it today, without slots deleted or unscheduled "
        "since.",
    )


class HygieneMonth(HygieneVisits, OfMonth):
    """One row per month with hygiene visits."""


class HygieneProvider(HygieneVisits, OfProvider):
    """One row per provider with hygiene visits, over the period."""
