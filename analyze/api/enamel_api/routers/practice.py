"""What the practice and its providers made: revenue, the dashboard, scorecards."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import ClinicPeriod, Grain, Paging, Period
from enamel_api.questions import Question, by_two
from enamel_api.routers.asking import Asks
from enamel_api.schemas.practice import Month, Revenue
from enamel_api.schemas.scorecards import ProviderMonth, ProviderPerformance, ProviderScorecard

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
SCORECARD = Question(
    name="provider_scorecard",
    file="practice/scorecard",
    row=ProviderScorecard,
    order=("provider_id",),
    date_basis="procedure date, by whole months",
    ties_to=("production_goals", "production_income", "hygiene"),
    cell="visit_count",
    lines=((),),
    variant="the practice's own write-off policy",
)
PROVIDER_MONTHS = Question(
    name="provider_months",
    file="practice/provider_months",
    row=ProviderMonth,
    order=("month_start_date",),
    date_basis="procedure date",
    ties_to=("production_goals", "production_income", "hygiene"),
    cell="visit_count",
    lines=((),),
    variant="the practice's own write-off policy",
)


class WriteOffs(StrEnum):
    """When a write-off counts: as the practice has set it, or one of the three ways there are."""

    PRACTICE = "practice"
    PAY_DATE = "pay_date"
    PROCEDURE_DATE = "procedure_date"
    CLAIM_DATE = "claim_date"


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
class RevenuePeriod(TotalPeriod):
    """A period of revenue."""

    grain: Grain = Grain.MONTH

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"grain": self.grain}


FILES: tuple[tuple[Question[Any], type], ...] = (
    (REVENUE, RevenuePeriod),
    (DASHBOARD, ClinicPeriod),
    (PROVIDERS, Period),
    (SCORECARD, Period),
    (PROVIDER_MONTHS, Period),
)
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


@router.get("/provider-scorecard/")
async def provider_scorecard(
    asks: Asks, period: Annotated[Period, Depends()], paging: Paged
) -> Page[ProviderScorecard]:
    """Each provider over the whole months of a period."""
    return await asks.page(SCORECARD, period.asked(), paging)


@router.get("/provider-months/")
async def provider_months(
    asks: Asks, period: Annotated[Period, Depends()], paging: Paged
) -> Page[ProviderMonth]:
    """All providers or one, month by month."""
    return await asks.page(PROVIDER_MONTHS, period.asked(), paging)
