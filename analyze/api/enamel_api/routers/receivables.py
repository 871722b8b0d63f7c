"""What is owed: by families, by carriers, by age, and what is at risk."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import (
    CarrierPeriod,
    CarrierToday,
    ClinicPeriod,
    Grain,
    OneClinic,
    Paging,
    Place,
    Window,
)
from enamel_api.questions import Question, by_two
from enamel_api.routers.asking import Asks
from enamel_api.schemas.collections import AtRisk, RiskEvent
from enamel_api.schemas.insurance import CarrierReceivable, InsuranceReceivable
from enamel_api.schemas.receivables import Aging, AgingTotal, Movement, ProviderBalance

router = APIRouter(prefix="/reports", tags=["reports"])

AGING = Question(
    name="ar",
    file="receivables/aging",
    row=Aging,
    order=("as_of_date", "clinic_id"),
    date_basis="age of the charge on the as-of date, credits on the oldest charge first",
    ties_to=("ar_aging",),
    cell="guarantor_count",
    lines=(("as_of_date",),),
    variant="the practice's own payment plan version",
)
AGING_TOTALS = Question(
    name="ar-totals",
    file="receivables/totals",
    row=AgingTotal,
    order=("as_of_date",),
    date_basis="age of the charge on the as-of date, credits on the oldest charge first",
    ties_to=("ar_aging",),
    cell="guarantor_count",
    variant="the practice's own payment plan version",
)
MOVEMENT = Question(
    name="ar-movement",
    file="receivables/movement",
    row=Movement,
    order=("period_start_date",),
    date_basis="day on which each line counts",
    ties_to=("ar_aging",),
    cell="guarantor_count",
    lines=(("period_start_date:month",),),
    variant="the practice's own payment plan version",
)
PROVIDER_BALANCES = Question(
    name="ar-providers",
    file="receivables/by_provider",
    row=ProviderBalance,
    order=("provider_id",),
    date_basis="every counted line up to today, by its own provider",
    ties_to=("ar_aging",),
    cell="guarantor_count",
    lines=((),),
    variant="the practice's own payment plan version",
)
INSURANCE = Question(
    name="insurance",
    file="insurance/receivables",
    row=InsuranceReceivable,
    order=("as_of_date", "carrier_id", "clinic_id"),
    date_basis="days since the claim was first sent",
    ties_to=("insurance_follow_up",),
    cell="claim_count",
    lines=by_two("as_of_date", "carrier_id", "clinic_id"),
)
CARRIERS = Question(
    name="ar-carriers",
    file="insurance/by_carrier",
    row=CarrierReceivable,
    order=("carrier_id",),
    date_basis="days since the claim was first sent",
    ties_to=("insurance_follow_up",),
    cell="claim_count",
    lines=((),),
)
AT_RISK = Question(
    name="at-risk",
    file="collections/at_risk",
    row=AtRisk,
    order=("risk",),
    date_basis="day on which the money went missing",
    cell="event_count",
)
RISK_EVENTS = Question(
    name="at-risk-events",
    file="collections/at_risk_events",
    row=RiskEvent,
    order=("risk", "source_id", "clinic_id"),
    date_basis="day on which the money went missing",
)


@dataclass
class MovementPeriod(Window):
    """A period of movements."""

    grain: Grain = Grain.MONTH

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"grain": self.grain}


@dataclass
class Risks(OneClinic):
    """Which events."""

    risk: Annotated[
        str | None, Query(max_length=40, pattern=r"^[a-z_]+$", description="Why money is missing.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"risk": self.risk}


FILES: tuple[tuple[Question[Any], type], ...] = (
    (AGING, ClinicPeriod),
    (INSURANCE, CarrierPeriod),
)
Paged = Annotated[Paging, Depends()]


@router.get("/ar/")
async def receivables(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[Aging]:
    """What families owe by age: today, or at the month-ends of a period."""
    return await asks.page(AGING, period.asked(), paging)


@router.get("/ar/totals/")
async def aging_totals(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[AgingTotal]:
    """What all families owe by age: today, or at the month-ends of a period."""
    return await asks.page(AGING_TOTALS, period.asked(), paging)


@router.get("/ar/movement/")
async def movement(
    asks: Asks, period: Annotated[MovementPeriod, Depends()], paging: Paged
) -> Page[Movement]:
    """What moved the balances of all families, by day or month."""
    return await asks.page(MOVEMENT, period.asked(), paging)


@router.get("/ar/providers/")
async def provider_balances(
    asks: Asks, place: Annotated[Place, Depends()], paging: Paged
) -> Page[ProviderBalance]:
    """Whose work the open balances are of, today."""
    return await asks.page(PROVIDER_BALANCES, place.asked(), paging)


@router.get("/ar/carriers/")
async def carrier_balances(
    asks: Asks, which: Annotated[CarrierToday, Depends()], paging: Paged
) -> Page[CarrierReceivable]:
    """What each carrier owes today, by days since the claim was first sent."""
    return await asks.page(CARRIERS, which.asked(), paging)


@router.get("/insurance/")
async def insurance(
    asks: Asks, period: Annotated[CarrierPeriod, Depends()], paging: Paged
) -> Page[InsuranceReceivable]:
    """What insurance is expected to pay, by carrier and days since the claim was sent."""
    return await asks.page(INSURANCE, period.asked(), paging)


@router.get("/at-risk/")
async def at_risk(
    asks: Asks, clinic: Annotated[OneClinic, Depends()], paging: Paged
) -> Page[AtRisk]:
    """Money that is missing and may come back, and how well that was foretold."""
    return await asks.page(AT_RISK, clinic.asked(), paging)


@router.get("/at-risk/events/")
async def risk_events(
    asks: Asks, which: Annotated[Risks, Depends()], paging: Paged
) -> Page[RiskEvent]:
    """Every event after which money is missing."""
    return await asks.page(RISK_EVENTS, which.asked(), paging)
