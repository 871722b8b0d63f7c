"""What a row is about, where many kinds of rows are about the same."""

from datetime import date

from pydantic import BaseModel, Field


class OfMonth(BaseModel):
    """A month's row."""

    month_start_date: date = Field(description="First day of the month.")


class OfProvider(BaseModel):
    """A provider's row."""

    provider_id: int = Field(description="The row's own provider; 0 in marts means unassigned.")


class OfClinic(BaseModel):
    """A clinic's row."""

    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters.",
    )
