"""What pages are filtered by, and the figures of a page at once."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field

from enamel_api.badges import BadgeStatus


class Clinic(BaseModel):
    """A clinic one can look at alone."""

    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
    clinic_abbreviation: str | None = Field(None, description="Short name of the clinic.")
    clinic_name: str | None = Field(None, description="Name of the clinic.")
    is_hidden: bool = Field(description="No longer in use.")


class Provider(BaseModel):
    """A provider one can look at alone; no name."""

    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")
    provider_abbreviation: str | None = Field(
        None,
        description="Short name by which the office knows the provider.",
    )
    is_hygienist: bool = Field(description="True for a hygienist.")
    is_hidden: bool = Field(description="No longer in use.")


class Carrier(BaseModel):
    """An insurance company one can look at alone."""

    carrier_id: int = Field(description="One insurance company.")
    carrier_name: str | None = Field(None, description="Name of the insurance company.")


class Today(BaseModel):
    """The practice's own day."""

    today_date: date | None = Field(None, description="The practice's today.")
    previous_working_date: date | None = Field(None, description="The working day before it.")
    next_working_date: date | None = Field(None, description="The working day after it.")


class PracticeChoices(Today):
    """What a page needs before it asks: the day, how to write money, what to filter by."""

    locale: str = Field(description="How the practice writes dates and numbers, BCP 47.")
    currency: str = Field(description="What its amounts are in, ISO 4217.")
    idle_minutes: float = Field(description="Minutes without a request after which a session ends.")
    clinics: list[Clinic] = Field(description="Empty where the role may not read them.")
    providers: list[Provider] = Field(description="Empty where the role may not read them.")
    carriers: list[Carrier] = Field(description="Empty where the role may not read them.")


class TrendPoint(BaseModel):
    """One month of a key figure."""

    period_start_date: date = Field(description="First day of the period.")
    value: Decimal | None = Field(None, description="The figure of the month.")


class Tile(BaseModel):
    """One key figure over a period, beside the period before."""

    kpi_id: str = Field(description="Name of the key figure.")
    variant: str = Field(
        description="Which of the figure's definitions: a date basis, a way to count, a horizon, "
        "or the thing it is cut by (a procedure code, a way of paying). `*` in the "
        "list of definitions stands for any.",
    )
    kpi_number: str = Field(description="Section and place in the list of figures, as in A1.")
    kpi_label: str = Field(description="Name of the figure in words.")
    variant_label: str = Field(description="What sets this variant apart, in words.")
    unit: str = Field(
        description="What the value is: `amount`, `rate` (0 to 1), `count`, `days`, `hours`, "
        "`minutes` or `per_hour` (amount an hour).",
    )
    date_basis: str | None = Field(None, description="Which date puts a row into a period.")
    meaning: str = Field(description="What the figure says, in one sentence.")
    is_additive: bool = Field(
        description="True if it sums the period's days; else it is that of the last month.",
    )
    from_date: date = Field(description="First day of the period.")
    to_date: date = Field(description="Last day of the period.")
    previous_from_date: date = Field(description="First day of the period before.")
    previous_to_date: date = Field(description="Last day of the period before.")
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
    n_least: int | None = Field(None, description="Fewest rows behind any figure of the tile.")
    previous_value: Decimal | None = Field(None, description="The figure of the period before.")
    change_value: Decimal | None = Field(None, description="The figure less the one before.")
    change_rate: Decimal | None = Field(None, description="That, by the size of the one before.")
    trend: list[TrendPoint] | None = Field(None, description="Its last thirteen months.")
    tie: BadgeStatus = Field(
        BadgeStatus.UNCHECKED,
        description="What the newest reconciliation says of the variant.",
    )
    tie_difference_amount: Decimal | None = Field(
        None,
        description="Sum of the differences found, without their signs; none where unchecked.",
    )
    tie_reports: list[str] = Field(
        [], description="Lines of Open Dental's reports that prove the variant."
    )
    tie_checked_at: datetime | None = Field(
        None, description="When both databases were asked, UTC."
    )
