"""Rows of Open Dental's own log."""

from datetime import date

from pydantic import BaseModel, Field


class UserActivity(BaseModel):
    """One row per user and day with any entry in the security log."""

    user_id: int | None = Field(
        None,
        description="Key of the Open Dental user; null where a program acted.",
    )
    report_date: date | None = Field(
        None,
        description="Day on which the line counts in the report.",
    )
    event_count: int = Field(description="Entries in the security log.")
    patient_count: int = Field(description="Different patients the rows are about.")
    usual_patient_count: int | None = Field(
        None,
        description="Average of patient_count over the user's 60 days in the log before; null on "
        "the first.",
    )
    disclosure_count: int = Field(description="Log entries of looking at, printing or exporting.")
    money_event_count: int = Field(description="Log entries about money.")
    after_hours_count: int = Field(description="Log entries outside working hours.")
    edit_after_month_end_count: int = Field(
        description="Changes of ledger lines of an earlier month.",
    )
    is_unusual_volume: bool = Field(
        description="More than three times the user's usual number of patients, at least 20, once "
        "20 days are known.",
    )
