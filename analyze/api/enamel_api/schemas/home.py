"""The first page: what somebody wants to know before anything else."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field

from enamel_api.answers import Meta
from enamel_api.schemas.kpis import KpiAlert


class Pacing(BaseModel):
    """One running period of all whom the role sees."""

    pacing_period: str = Field(description="today, week or month.")
    period_start_date: date = Field(description="First day of the period.")
    period_end_date: date = Field(description="Last day of the period.")
    made_amount: Decimal = Field(description="Net production up to today.")
    scheduled_amount: Decimal = Field(description="What is still on the book from today on.")
    goal_amount: Decimal = Field(description="Scheduled hours times the provider's hourly goal.")
    goal_to_date_amount: Decimal = Field(description="The part of the goal up to today.")
    left_to_make_amount: Decimal = Field(description="What is missing to the goal.")
    needed_per_day_amount: Decimal | None = Field(
        None, description="What each working day left has to bring; none without one."
    )
    remaining_working_day_count: int = Field(description="Working days left, today included.")
    goal_attainment_rate: Decimal | None = Field(None, description="Made by goal; no goal, none.")
    is_goal_on_the_book: bool = Field(description="Made and scheduled reach the goal.")


class Projection(BaseModel):
    """Where this month will end for the whole practice."""

    month_start_date: date = Field(description="First day of the month.")
    as_of_date: date = Field(description="The day from which on it is projected.")
    made_amount: Decimal | None = Field(None, description="Net production up to today.")
    projected_amount: Decimal | None = Field(None, description="Net production at the month's end.")
    low_amount: Decimal | None = Field(None, description="Lower end; 8 of 10 months stay inside.")
    high_amount: Decimal | None = Field(None, description="Upper end; 8 of 10 months stay inside.")
    tested_month_count: int | None = Field(
        None, description="Past months held against the interval of the months before them."
    )
    coverage_rate: Decimal | None = Field(
        None, description="Share of them that came out inside; 0.8 is meant."
    )
    error_rate: Decimal | None = Field(
        None, description="Mean distance between projection and month, by the month."
    )
    has_interval: bool = Field(description="True if enough months were tested for an interval.")


class BookDay(BaseModel):
    """One day of the book."""

    scheduled_date: date = Field(description="The day.")
    appointment_count: int | None = Field(None, description="Appointments on the book.")
    new_patient_count: int | None = Field(None, description="New patients.")
    unconfirmed_count: int | None = Field(None, description="Appointments nobody has confirmed.")
    unverified_count: int | None = Field(
        None, description="Insured patients whose coverage nobody has verified."
    )
    scheduled_production_amount: Decimal | None = Field(
        None, description="Fees of planned work, less the write-offs expected on it."
    )


class OpenList(BaseModel):
    """One worklist: how much there is to do."""

    worklist: str = Field(description="Name of the list, for /worklists/{name}.")
    item_count: int | None = Field(None, description="Lines on the list.")
    worklist_amount: Decimal | None = Field(None, description="Money at stake.")


class Home(BaseModel):
    """What the first page shows; a part that the role may not read is null."""

    role: str = Field(description="The role it was made for.")
    today_date: date | None = Field(
        None, description="The practice's today; null if it may not be read."
    )
    as_of: datetime | None = Field(
        None, description="When the oldest mart behind it was built, UTC."
    )
    meta: Meta = Field(description="What goals and projection rest on, and their badge.")
    pacing: list[Pacing] | None = Field(None, description="Today, this week and this month.")
    projection: list[Projection] | None = Field(
        None, description="This month's end; empty or one row."
    )
    book: list[BookDay] | None = Field(
        None, description="Today and the next day with appointments."
    )
    worklists: list[OpenList] | None = Field(None, description="The lists the role works.")
    alerts: list[KpiAlert] | None = Field(None, description="Raised alerts the role should know.")
