"""Reports: sums by period, clinic and provider, each tied to Open Dental's own."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import Grain, Id, Paging, Place, Window
from enamel_api.questions import Question, by_two
from enamel_api.routers.asking import Asks
from enamel_api.schemas.collections import AtRisk, RiskEvent
from enamel_api.schemas.insurance import CarrierReceivable, InsuranceReceivable
from enamel_api.schemas.patients import ReferralSource
from enamel_api.schemas.practice import Month, ProviderPerformance, Revenue
from enamel_api.schemas.receivables import Aging, AgingTotal, Movement, ProviderBalance
from enamel_api.schemas.treatment import CaseAcceptance, Hygiene

router = APIRouter(prefix="/reports", tags=["reports"])

REVENUE = Question(
    name="revenue",
    file="practice/revenue",
    row=Revenue,
    order=("period_start_date",),
    date_basis="procedure, adjustment, payment and check date; write-offs as the variant says",
    ties_to=("production_income",),
    cell="visit_count",
    lines=(("period_start_date:month",),),
)
DASHBOARD = Question(
    name="dashboard",
    file="practice/dashboard",
    row=Month,
    order=("month_start_date",),
    date_basis="procedure, adjustment, payment and check date; receivables as of the month's end",
    ties_to=("production_goals", "production_income", "ar_aging"),
    cell="visit_count",
    variant="the practice's own write-off policy and payment plan version",
)
PROVIDERS = Question(
    name="providers",
    file="practice/providers",
    row=ProviderPerformance,
    order=("month_start_date", "provider_id", "clinic_id"),
    date_basis="procedure date",
    ties_to=("production_goals", "production_income", "hygiene"),
    cell="visit_count",
    lines=by_two("month_start_date", "provider_id", "clinic_id"),
    variant="the practice's own write-off policy",
)
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
ACCEPTANCE = Question(
    name="treatment-acceptance",
    file="treatment/acceptance",
    row=CaseAcceptance,
    order=("month_start_date", "provider_id", "clinic_id"),
    date_basis="date the treatment was planned",
    ties_to=("case_acceptance",),
    cell="presented_patient_count",
    lines=by_two("month_start_date", "provider_id", "clinic_id"),
)
HYGIENE = Question(
    name="hygiene",
    file="treatment/hygiene",
    row=Hygiene,
    order=("month_start_date", "clinic_id", "provider_id"),
    date_basis="date of the visit",
    ties_to=("hygiene",),
    cell="hygiene_visit_count",
    lines=by_two("month_start_date", "provider_id", "clinic_id"),
)
REFERRALS = Question(
    name="referrals",
    file="patients/referrals",
    row=ReferralSource,
    order=("month_start_date", "referral_id", "clinic_id"),
    date_basis="date of the first visit",
    ties_to=("new_patients",),
    cell="new_patient_count",
    lines=by_two("month_start_date", "referral_id", "clinic_id"),
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
REVENUE_TOTAL = Question(
    name="revenue-total",
    file="practice/revenue_total",
    row=Revenue,
    order=("period_start_date",),
    date_basis="procedure, adjustment, payment and check date; write-offs as the variant says",
    ties_to=("production_income",),
    cell="visit_count",
    sums_days=True,
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


class Horizon(IntEnum):
    """Days after planning within which treatment counts as accepted."""

    SAME_DAY = 0
    A_MONTH = 30
    A_QUARTER = 90


class WriteOffs(StrEnum):
    """When a write-off counts: as the practice has set it, or one of the three ways there are."""

    PRACTICE = "practice"
    PAY_DATE = "pay_date"
    PROCEDURE_DATE = "procedure_date"
    CLAIM_DATE = "claim_date"


@dataclass
class Period(Window, Place):
    """A period, at one clinic, by one provider."""

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return Window.asked(self) | Place.asked(self)


@dataclass
class ClinicPeriod(Window):
    """A period, at one clinic."""

    clinic_id: Annotated[Id | None, Query(alias="clinic", description="One clinic; 0 is none.")] = (
        None
    )

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"clinic_id": self.clinic_id}


@dataclass
class RevenuePeriod(Period):
    """A period of revenue."""

    grain: Grain = Grain.MONTH
    write_offs: Annotated[
        WriteOffs, Query(alias="variant", description="When a write-off counts.")
    ] = WriteOffs.PRACTICE

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"grain": self.grain, "write_offs": self.write_offs}


@dataclass
class AcceptancePeriod(Period):
    """A period of planning."""

    horizon_days: Annotated[
        Horizon, Query(alias="horizon", description="Accepted within so many days.")
    ] = Horizon.A_QUARTER

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"horizon_days": self.horizon_days.value}


@dataclass
class TotalPeriod(Period):
    """A period of revenue, summed."""

    write_offs: Annotated[
        WriteOffs, Query(alias="variant", description="When a write-off counts.")
    ] = WriteOffs.PRACTICE

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"write_offs": self.write_offs}


@dataclass
class MovementPeriod(Window):
    """A period of movements."""

    grain: Grain = Grain.MONTH

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"grain": self.grain}


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
class CarrierToday(OneClinic):
    """Today, of one carrier or all."""

    carrier_id: Annotated[Id | None, Query(alias="carrier", description="One carrier.")] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"carrier_id": self.carrier_id}


@dataclass
class Risks(OneClinic):
    """Which events."""

    risk: Annotated[
        str | None, Query(max_length=40, pattern=r"^[a-z_]+$", description="Why money is missing.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"risk": self.risk}


@dataclass
class CarrierPeriod(ClinicPeriod):
    """As-of dates, of one carrier."""

    carrier_id: Annotated[Id | None, Query(alias="carrier", description="One carrier.")] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"carrier_id": self.carrier_id}


Paged = Annotated[Paging, Depends()]


@router.get("/revenue/")
async def revenue(
    asks: Asks, period: Annotated[RevenuePeriod, Depends()], paging: Paged
) -> Page[Revenue]:
    """Production, write-offs, net production and income per day or month."""
    return await asks.page(
        REVENUE, period.asked(), paging, variant=f"write-offs by {period.write_offs}"
    )


@router.get("/revenue/total/")
async def revenue_total(
    asks: Asks, period: Annotated[TotalPeriod, Depends()], paging: Paged
) -> Page[Revenue]:
    """Production, write-offs, net production and income of a whole period, in one row."""
    return await asks.page(
        REVENUE_TOTAL, period.asked(), paging, variant=f"write-offs by {period.write_offs}"
    )


@router.get("/dashboard/")
async def dashboard(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[Month]:
    """What the practice made, collected, saw and is owed, month by month."""
    return await asks.page(DASHBOARD, period.asked(), paging)


@router.get("/providers/")
async def providers(
    asks: Asks, period: Annotated[Period, Depends()], paging: Paged
) -> Page[ProviderPerformance]:
    """Production, hours, visits, hygiene, acceptance and lost slots per provider and month."""
    return await asks.page(PROVIDERS, period.asked(), paging)


@router.get("/ar/")
async def receivables(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[Aging]:
    """What families owe by age: today, or at the month-ends of a period."""
    return await asks.page(AGING, period.asked(), paging)


@router.get("/treatment-acceptance/")
async def treatment_acceptance(
    asks: Asks, period: Annotated[AcceptancePeriod, Depends()], paging: Paged
) -> Page[CaseAcceptance]:
    """How much of the presented treatment was accepted within the horizon."""
    return await asks.page(
        ACCEPTANCE, period.asked(), paging, variant=f"within {period.horizon_days.value} days"
    )


@router.get("/hygiene/")
async def hygiene(asks: Asks, period: Annotated[Period, Depends()], paging: Paged) -> Page[Hygiene]:
    """Hygiene visits, reappointment, perio and charting per month and provider."""
    return await asks.page(HYGIENE, period.asked(), paging)


@router.get("/referrals/")
async def referrals(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[ReferralSource]:
    """New patients by source, and what their first year brought."""
    return await asks.page(REFERRALS, period.asked(), paging)


@router.get("/insurance/")
async def insurance(
    asks: Asks, period: Annotated[CarrierPeriod, Depends()], paging: Paged
) -> Page[InsuranceReceivable]:
    """What insurance is expected to pay, by carrier and days since the claim was sent."""
    return await asks.page(INSURANCE, period.asked(), paging)


@router.get("/ar/totals/")
async def aging_totals(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[AgingTotal]:
    """What all families owe by age: today, or at the month-ends of a period."""
    return await asks.page(AGING_TOTALS, period.asked(), paging)


@router.get("/ar/carriers/")
async def carrier_balances(
    asks: Asks, which: Annotated[CarrierToday, Depends()], paging: Paged
) -> Page[CarrierReceivable]:
    """What each carrier owes today, by days since the claim was first sent."""
    return await asks.page(CARRIERS, which.asked(), paging)


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
