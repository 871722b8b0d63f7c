"""Claims: sent, not sent, not billed, answered with nothing; how long and how exact."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import CarrierPeriod, CarrierToday, Id, Paging, Place
from enamel_api.questions import Question, by_two
from enamel_api.routers.asking import Asks
from enamel_api.schemas.carriers import (
    CarrierPaid,
    CarrierReceivable,
    ClaimTurnaround,
    TurnaroundCarrier,
    TurnaroundMonth,
)
from enamel_api.schemas.claims import NotBilled, NotSent, OutstandingClaim, ZeroPaidClaim

router = APIRouter(prefix="/reports", tags=["reports"])

OUTSTANDING = Question(
    name="claims_outstanding",
    file="insurance/claims_outstanding",
    row=OutstandingClaim,
    order=("outstanding_days_count", "claim_id"),
    date_basis="days since the claim was first sent",
    is_descending=True,
    ties_to=("insurance_follow_up",),
)
NOT_SENT = Question(
    name="claims_not_sent",
    file="insurance/claims_not_sent",
    row=NotSent,
    order=("waiting_days", "claim_id"),
    date_basis="days since the service",
    is_descending=True,
    ties_to=("insurance_follow_up",),
)
NOT_BILLED = Question(
    name="procedures_not_billed",
    file="insurance/procedures_not_billed",
    row=NotBilled,
    order=("waiting_days", "procedure_id"),
    date_basis="days since the service",
    is_descending=True,
    ties_to=("insurance_follow_up",),
)
ZERO_PAID = Question(
    name="claims_zero_paid",
    file="insurance/claims_zero_paid",
    row=ZeroPaidClaim,
    order=("first_sent_date", "claim_id"),
    date_basis="date the claim was first sent",
    is_descending=True,
)
TURNAROUND = Question(
    name="claim_turnaround",
    file="insurance/turnaround",
    row=ClaimTurnaround,
    order=("month_start_date", "carrier_id", "clinic_id"),
    date_basis="date the claim was first sent",
    cell="sent_claim_count",
    lines=(("carrier_id",), *by_two("month_start_date", "carrier_id", "clinic_id")),
)
TURNAROUND_MONTHS = Question(
    name="claim_turnaround_months",
    file="insurance/turnaround_by_month",
    row=TurnaroundMonth,
    order=("month_start_date",),
    date_basis="date the claim was first sent",
    cell="sent_claim_count",
    lines=((),),
)
TURNAROUND_CARRIERS = Question(
    name="claim_turnaround_carriers",
    file="insurance/turnaround_by_carrier",
    row=TurnaroundCarrier,
    order=("sent_claim_count", "carrier_id"),
    date_basis="date the claim was first sent",
    is_descending=True,
    cell="sent_claim_count",
    lines=((),),
)
RECEIVABLES = Question(
    name="insurance_carriers",
    file="insurance/receivables_by_carrier",
    row=CarrierReceivable,
    order=("insurance_estimate_amount", "carrier_id"),
    date_basis="days since the claim was first sent",
    is_descending=True,
    ties_to=("insurance_follow_up",),
    cell="claim_count",
    lines=((),),
)
CARRIERS = Question(
    name="carriers_paid",
    file="insurance/carriers_paid",
    row=CarrierPaid,
    order=("carrier_id",),
    date_basis="date of the payment",
    ties_to=("ppo_write_offs",),
    cell="line_count",
    lines=((),),
)


class Age(StrEnum):
    """How long a claim has been out, in days."""

    UP_TO_30 = "0-30"
    UP_TO_60 = "31-60"
    UP_TO_90 = "61-90"
    OVER_90 = "over 90"


@dataclass
class OpenClaims(Place):
    """Claims as they are today."""

    carrier_id: Annotated[Id | None, Query(alias="carrier", description="One carrier.")] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"carrier_id": self.carrier_id}


@dataclass
class AgedClaims(OpenClaims):
    """Claims that are out, of one age."""

    age_bucket: Annotated[Age | None, Query(alias="age", description="One age, in days.")] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"age_bucket": self.age_bucket}


@dataclass
class ProviderCarrierPeriod(CarrierPeriod):
    """A period, of one carrier and one provider."""

    provider_id: Annotated[
        Id | None, Query(alias="provider", description="One provider; 0 is none.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"provider_id": self.provider_id}


FILES: tuple[tuple[Question[Any], type], ...] = (
    (OUTSTANDING, AgedClaims),
    (NOT_SENT, OpenClaims),
    (NOT_BILLED, OpenClaims),
    (ZERO_PAID, ProviderCarrierPeriod),
    (TURNAROUND, CarrierPeriod),
    (TURNAROUND_MONTHS, CarrierPeriod),
    (TURNAROUND_CARRIERS, CarrierPeriod),
    (RECEIVABLES, CarrierToday),
    (CARRIERS, CarrierPeriod),
)
Paged = Annotated[Paging, Depends()]


@router.get("/claims-outstanding/")
async def claims_outstanding(
    asks: Asks, period: Annotated[AgedClaims, Depends()], paging: Paged
) -> Page[OutstandingClaim]:
    """Claims sent and not yet answered, the oldest first."""
    return await asks.page(OUTSTANDING, period.asked(), paging)


@router.get("/claims-not-sent/")
async def claims_not_sent(
    asks: Asks, period: Annotated[OpenClaims, Depends()], paging: Paged
) -> Page[NotSent]:
    """Claims that were made and not sent, the oldest first."""
    return await asks.page(NOT_SENT, period.asked(), paging)


@router.get("/procedures-not-billed/")
async def procedures_not_billed(
    asks: Asks, period: Annotated[OpenClaims, Depends()], paging: Paged
) -> Page[NotBilled]:
    """Completed work of insured patients that is on no claim, the oldest first."""
    return await asks.page(NOT_BILLED, period.asked(), paging)


@router.get("/claims-zero-paid/")
async def claims_zero_paid(
    asks: Asks, period: Annotated[ProviderCarrierPeriod, Depends()], paging: Paged
) -> Page[ZeroPaidClaim]:
    """Claims that were answered and brought nothing, the newest first."""
    return await asks.page(ZERO_PAID, period.asked(), paging)


@router.get("/claim-turnaround/")
async def claim_turnaround(
    asks: Asks, period: Annotated[CarrierPeriod, Depends()], paging: Paged
) -> Page[ClaimTurnaround]:
    """Claims sent, answered and refused per month, carrier and clinic, and in what time."""
    return await asks.page(TURNAROUND, period.asked(), paging)


@router.get("/claim-turnaround-months/")
async def claim_turnaround_months(
    asks: Asks, period: Annotated[CarrierPeriod, Depends()], paging: Paged
) -> Page[TurnaroundMonth]:
    """The same per month, all carriers or one."""
    return await asks.page(TURNAROUND_MONTHS, period.asked(), paging)


@router.get("/claim-turnaround-carriers/")
async def claim_turnaround_carriers(
    asks: Asks, period: Annotated[CarrierPeriod, Depends()], paging: Paged
) -> Page[TurnaroundCarrier]:
    """The same per carrier over the period, the most claims first."""
    return await asks.page(TURNAROUND_CARRIERS, period.asked(), paging)


@router.get("/insurance-carriers/")
async def insurance_carriers(
    asks: Asks, period: Annotated[CarrierToday, Depends()], paging: Paged
) -> Page[CarrierReceivable]:
    """What each carrier is expected to pay today, the most first."""
    return await asks.page(RECEIVABLES, period.asked(), paging)


@router.get("/carriers-paid/")
async def carriers_paid(
    asks: Asks, period: Annotated[CarrierPeriod, Depends()], paging: Paged
) -> Page[CarrierPaid]:
    """What preferred-provider plans were billed, wrote off and paid, by carrier."""
    return await asks.page(CARRIERS, period.asked(), paging)
