"""Reports that people compose, and when they are mailed. None of it holds a row of the practice."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from enamel_api.answers import Meta
from enamel_api.parameters import LARGEST_ID, By, Grain
from enamel_api.schemas.kpis import KpiValue


class Chart(StrEnum):
    """How a report is drawn; each has its table."""

    TABLE = "table"
    LINE = "line"
    BAR = "bar"
    STACKED_BAR = "stacked_bar"
    AREA = "area"


class Preset(StrEnum):
    """A period that moves with the practice's today."""

    LAST_7_DAYS = "last_7_days"
    LAST_30_DAYS = "last_30_days"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    LAST_3_MONTHS = "last_3_months"
    LAST_12_MONTHS = "last_12_months"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"


class Figure(BaseModel):
    """One key figure in one variant."""

    model_config = ConfigDict(extra="forbid")
    kpi_id: str = Field(pattern=r"^[a-z0-9_]{1,80}$", description="Name of the key figure.")
    variant: str | None = Field(
        None, min_length=1, max_length=200, description="Which definition; null for the default."
    )


class Definition(BaseModel):
    """What a report shows."""

    model_config = ConfigDict(extra="forbid")
    figures: list[Figure] = Field(min_length=1, max_length=12)
    grain: Grain = Grain.MONTH
    by: By = By.NOTHING
    preset: Preset | None = Field(None, description="A moving period; else `from_date` and on.")
    from_date: date | None = Field(None, description="First day.")
    to_date: date | None = Field(None, description="Last day.")
    clinic_id: int | None = Field(None, ge=0, le=LARGEST_ID, description="One clinic.")
    provider_id: int | None = Field(None, ge=0, le=LARGEST_ID, description="One provider.")
    chart: Chart = Chart.TABLE

    @model_validator(mode="after")
    def has_one_period(self) -> Self:
        """Refuse a period that is both fixed and moving, or ends before it begins."""
        if self.preset and (self.from_date or self.to_date):
            raise ValueError("Give a preset or two days, not both.")
        if self.from_date and self.to_date and self.to_date < self.from_date:
            raise ValueError("The period ends before it begins.")
        return self


class NewReport(BaseModel):
    """A report to keep."""

    model_config = ConfigDict(extra="forbid")
    title: str = Field(min_length=1, max_length=120, description="No patient's name.")
    note: str = Field(default="", max_length=500, description="In words; no patient's name.")
    definition: Definition
    is_shared: bool = Field(
        default=False, description="Whoever knows its address may see it, with their own rights."
    )


class OwnReport(NewReport):
    """A report that is kept."""

    report_id: UUID = Field(description="Names it in its address; cannot be guessed.")
    owner: str = Field(description="`user:<name>` or `key:<id>`.")
    is_mine: bool = Field(description="True if you may change it.")
    created_at: datetime = Field(description="When, UTC.")
    changed_at: datetime = Field(description="When it was last changed, UTC.")


class ReportAnswer(BaseModel):
    """What a report shows now, to whoever asks."""

    report: OwnReport
    from_date: date | None = Field(None, description="First day of the period.")
    to_date: date | None = Field(None, description="Last day of the period.")
    data: list[KpiValue] = Field(description="Each figure's periods and parts.")
    meta: list[Meta] = Field(description="One per figure, in their order.")


Address = Annotated[str, Field(max_length=254, pattern=r"^[^\s@<>,;\"]+@[A-Za-z0-9.-]+$")]


class Paper(StrEnum):
    """What can be mailed."""

    HUDDLE = "huddle"
    CLOSE = "close"
    REVIEW = "monthly_review"
    ALERTS = "alerts"
    REPORT = "report"


class Every(StrEnum):
    """How often; a month's mail goes out on its first day, a week's on Monday."""

    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"


class NewSchedule(BaseModel):
    """A paper to mail again and again."""

    model_config = ConfigDict(extra="forbid")
    paper: Paper
    report_id: UUID | None = Field(None, description="Of a report that is yours or shared.")
    clinic_id: int | None = Field(None, ge=0, le=LARGEST_ID, description="One clinic.")
    has_names: bool = Field(
        default=False, description="Names of patients on the huddle, if your role may see them."
    )
    recipients: list[Address] = Field(min_length=1, max_length=20)
    every: Every
    at_time: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="By the office's clock.")

    @model_validator(mode="after")
    def fits(self) -> Self:
        """Refuse what does not belong together."""
        if (self.paper is Paper.REPORT) != (self.report_id is not None):
            raise ValueError("report_id belongs to the paper `report`, and to no other.")
        if self.has_names and self.paper is not Paper.HUDDLE:
            raise ValueError("Only the huddle names patients.")
        return self


class Schedule(NewSchedule):
    """A paper that is mailed again and again."""

    schedule_id: UUID
    owner: str = Field(description="Whose rights the paper is made with.")
    created_at: datetime = Field(description="When, UTC.")
    last_sent_at: datetime | None = Field(None, description="When it was last delivered, UTC.")
