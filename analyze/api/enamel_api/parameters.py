"""Parameters that many addresses share, each with its bounds."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Query

from enamel_api.problems import FieldProblem, Problem

LARGEST_ID = 2**63 - 1
LONGEST_DAYS = 20 * 366
Id = Annotated[int, Query(ge=0, le=LARGEST_ID)]


class Grain(StrEnum):
    """How long the periods of an answer are."""

    DAY = "day"
    MONTH = "month"


class By(StrEnum):
    """What else a figure is cut by."""

    NOTHING = "none"
    PROVIDER = "provider"
    CLINIC = "clinic"


class Reason(StrEnum):
    """Why somebody looks at, or takes with them, what names single patients."""

    AUDIT = "audit"
    BILLING = "billing"
    OPERATIONS = "operations"
    OUTREACH = "outreach"
    TREATMENT = "treatment"


@dataclass
class Window:
    """A period, both days included; without `from`, the twelve months up to `to`."""

    from_date: Annotated[date | None, Query(alias="from", description="First day, ISO 8601.")] = (
        None
    )
    to_date: Annotated[
        date | None, Query(alias="to", description="Last day; the practice's today if absent.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters.

        Raises:
            Problem: The period ends before it begins, or is longer than twenty years.
        """
        if self.from_date and self.to_date:
            if self.to_date < self.from_date:
                raise invalid("query.to", "The period ends before it begins.")
            if self.to_date - self.from_date > timedelta(days=LONGEST_DAYS):
                raise invalid("query.from", "The period is longer than twenty years.")
        return {"from_date": self.from_date, "to_date": self.to_date}


@dataclass
class Place:
    """One clinic, one provider, or all."""

    clinic_id: Annotated[Id | None, Query(alias="clinic", description="One clinic; 0 is none.")] = (
        None
    )
    provider_id: Annotated[
        Id | None, Query(alias="provider", description="One provider; 0 is none.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return {"clinic_id": self.clinic_id, "provider_id": self.provider_id}


@dataclass
class Period(Window, Place):
    """A period, at one clinic, by one provider."""

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return Window.asked(self) | Place.asked(self)


@dataclass
class OneClinic:
    """One clinic, or all."""

    clinic_id: Annotated[Id | None, Query(alias="clinic", description="One clinic; 0 is none.")] = (
        None
    )

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return {"clinic_id": self.clinic_id}


@dataclass
class ClinicPeriod(OneClinic, Window):
    """A period, at one clinic."""

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return Window.asked(self) | OneClinic.asked(self)


@dataclass
class CarrierToday(OneClinic):
    """Today, of one carrier or all."""

    carrier_id: Annotated[Id | None, Query(alias="carrier", description="One carrier.")] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"carrier_id": self.carrier_id}


@dataclass
class CarrierPeriod(ClinicPeriod):
    """As-of dates, of one carrier."""

    carrier_id: Annotated[Id | None, Query(alias="carrier", description="One carrier.")] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"carrier_id": self.carrier_id}


@dataclass
class Paging:
    """Where the page begins and how long it is."""

    limit: Annotated[int, Query(ge=1, le=500, description="Rows on a page.")] = 100
    cursor: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=1000,
            pattern=r"^[A-Za-z0-9_-]+$",
            description="`next_cursor` of the page before.",
        ),
    ] = None


def invalid(where: str, what: str) -> Problem:
    """Return the answer to a parameter that cannot be."""
    return Problem(
        422, "invalid", "The request is not valid.", errors=[FieldProblem(where=where, what=what)]
    )
