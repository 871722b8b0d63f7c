"""Rows about key figures."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field


class KpiDefinition(BaseModel):
    """One key figure in one variant: what it says and when it misleads."""

    kpi_id: str = Field(description="Name of the key figure.")
    variant: str = Field(
        description="Which of the figure's definitions: a date basis, a way to count, a horizon, "
        "or the thing it is cut by (a procedure code, a way of paying). `*` in the "
        "list of definitions stands for any.",
    )
    kpi_number: str = Field(description="Section and place in the list of figures, as in A1.")
    kpi_label: str = Field(description="Name of the figure in words.")
    variant_label: str = Field(description="What sets this variant apart, in words.")
    domain: str = Field(description="Part of the list the figure belongs to.")
    unit: str = Field(
        description="What the value is: `amount`, `rate` (0 to 1), `count`, `days`, `hours`, "
        "`minutes` or `per_hour` (amount an hour).",
    )
    date_basis: str | None = Field(None, description="Which date puts a row into a period.")
    meaning: str = Field(description="What the figure says, in one sentence.")
    caution: str = Field(description="When the figure misleads.")
    source_model: str | None = Field(
        None,
        description="Model of the warehouse that the figure is read from.",
    )
    decision: str | None = Field(
        None,
        description="Heading of transform/DECISIONS.md that argues for the definition.",
    )
    absence_reason: str | None = Field(
        None,
        description="Why the database cannot give the figure; none where it can.",
    )
    query_absence_reason: str | None = Field(
        None,
        description="Why no single query on Open Dental can check the figure; none where "
        "analyze/user_queries has one.",
    )
    row_count: int = Field(description="Rows of it in rpt_kpi_values.")
    is_default: bool = Field(description="True of the variant to show where only one is shown.")
    is_additive: bool = Field(description="True if days add up to months.")
    first_period_date: date | None = Field(None, description="First period with a row.")
    last_period_date: date | None = Field(None, description="Last period with a row.")


class KpiBenchmark(BaseModel):
    """What others reach: a start of a conversation, not a target."""

    benchmark_name: str = Field(description="What was measured, in the words of its source.")
    population: str = Field(description="Of whom.")
    low_value: Decimal | None = Field(None, description="Lower end, or the least advised.")
    high_value: Decimal | None = Field(None, description="Upper end, or the most advised.")
    mean_value: Decimal | None = Field(None, description="Mean of the population.")
    top_decile_value: Decimal | None = Field(None, description="Best tenth of the population.")
    unit: str = Field(
        description="`rate` (0 to 1), `times`, `days`, `months`, `count` or `amount`.",
    )
    benchmark_grade: str = Field(
        description="`A` published survey, `B` a vendor's own customers, `C` rule of thumb.",
    )
    benchmark_source: str = Field(description="Who says so.")
    caution: str | None = Field(None, description="How it differs from the key figure.")


class KpiValue(BaseModel):
    """One figure of one period, with everything needed to read it."""

    kpi_id: str = Field(description="Name of the key figure.")
    variant: str = Field(
        description="Which of the figure's definitions: a date basis, a way to count, a horizon, "
        "or the thing it is cut by (a procedure code, a way of paying). `*` in the "
        "list of definitions stands for any.",
    )
    kpi_label: str = Field(description="Name of the figure in words.")
    variant_label: str = Field(description="What sets this variant apart, in words.")
    unit: str = Field(
        description="What the value is: `amount`, `rate` (0 to 1), `count`, `days`, `hours`, "
        "`minutes` or `per_hour` (amount an hour).",
    )
    date_basis: str | None = Field(None, description="Which date puts a row into a period.")
    period_start_date: date = Field(description="First day of the period.")
    provider_id: int | None = Field(
        None,
        description="The row's own provider; 0 in marts means unassigned.",
    )
    clinic_id: int | None = Field(
        None,
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    numerator: Decimal | None = Field(
        None,
        description="The amount or count, or the upper part of a share.",
    )
    denominator: Decimal | None = Field(
        None,
        description="The lower part of a share; none where the figure is no share.",
    )
    value: Decimal | None = Field(
        None,
        description="The figure; none where there is nothing to divide by, or too few rows to "
        "show.",
    )
    n: int | None = Field(None, description="Rows of the source that were counted.")
    as_of: datetime | None = Field(
        None,
        description="When the oldest of the marts behind it was built, UTC.",
    )
    badge: str = Field(
        description="ties, differs or unchecked: what the newest reconciliation says.",
    )


class KpiAlert(BaseModel):
    """What one reviewed rule says of the newest whole month."""

    alert_rule: str = Field(description="Name of the rule in the seed alert_rules.")
    clinic_id: int | None = Field(None, description="The clinic; none is the whole practice.")
    month_start_date: date = Field(description="First day of the month.")
    kpi_id: str = Field(description="Name of the key figure.")
    variant: str = Field(description="Which of the figure's definitions.")
    comparison: str = Field(description="`below` or `above`: which side of it raises the alert.")
    compared_with: str = Field(
        description="`target`, `value`, `previous_month` or `previous_year`.",
    )
    severity: str = Field(description="`low`, `medium` or `high`.")
    told_role: str = Field(description="The role that should know, as `manager`.")
    alert_reason: str = Field(description="The rule in words.")
    kpi_value: Decimal | None = Field(None, description="The figure of the month.")
    compared_value: Decimal | None = Field(None, description="What it is compared with.")
    threshold_value: Decimal | None = Field(
        None,
        description="The value, or the share of change, from which on it matters.",
    )
    is_comparable: bool = Field(description="True if there is something to compare with.")
    is_raised: bool = Field(description="True if somebody should look.")
