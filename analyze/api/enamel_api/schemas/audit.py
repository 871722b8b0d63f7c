"""Rows of Open Dental's own log."""

from datetime import date
from decimal import Decimal

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


class Finding(BaseModel):
    """One rule that found rows somebody should look at."""

    rule: str = Field(
        description="The rule that found the row, as in seeds/data_quality_rules.csv.",
    )
    severity: str = Field(
        description="high: money is wrong; medium: a figure is wrong or late; low: a figure is "
        "less telling.",
    )
    rule_meaning: str = Field(description="What the rule says is wrong, in words.")
    fixed_by: str = Field(description="The role that can mend the row.")
    fix_place: str = Field(description="Where in Open Dental it is mended.")
    distorted_kpi_ids: str = Field(description="Ids of the KPIs that the row distorts, by spaces.")
    finding_count: int | None = Field(None, description="Rows it found.")
    finding_amount: Decimal | None = Field(None, description="Money the findings are about.")
    newest_finding_date: date | None = Field(None, description="Day of the newest of them.")


class FindingRow(BaseModel):
    """One row of the source that somebody should look at."""

    rule: str = Field(
        description="The rule that found the row, as in seeds/data_quality_rules.csv.",
    )
    source_key: str = Field(
        description="Key of the row in source_table; where a rule is about a provider's day, the "
        "provider's key and the day, where it is about a slot, the slot.",
    )
    patient_id: int | None = Field(None, description="One person; for money, see guarantor_id.")
    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    severity: str = Field(
        description="high: money is wrong; medium: a figure is wrong or late; low: a figure is "
        "less telling.",
    )
    source_table: str = Field(description="Open Dental's table of the row.")
    source_key_column: str = Field(description="Open Dental's column of the key.")
    rule_meaning: str = Field(description="What the rule says is wrong, in words.")
    finding_text: str = Field(description="What is wrong with this row, in words.")
    distorted_kpi_ids: str = Field(description="Ids of the KPIs that the row distorts, by spaces.")
    fixed_by: str = Field(description="The role that can mend the row.")
    fix_place: str = Field(description="Where in Open Dental it is mended.")
    finding_amount: Decimal | None = Field(None, description="Money the finding is about.")
    finding_date: date | None = Field(None, description="Day of the row.")
    found_as_of_date: date = Field(description="The practice's day on which the rule looked.")
