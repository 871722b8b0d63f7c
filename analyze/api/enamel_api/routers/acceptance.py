"""Treatment presented and accepted, hygiene, and providers over a period."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import Paging, Window
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.routers.reports import AcceptancePeriod, Period
from enamel_api.schemas.acceptance import (
    AcceptanceMonth,
    AcceptanceProvider,
    FunnelStep,
    HygieneMonth,
    HygieneProvider,
    Presenter,
    ReferredOut,
)
from enamel_api.schemas.scorecards import ProviderMonth, ProviderScorecard

router = APIRouter(prefix="/reports", tags=["reports"])

MONTHS = Question(
    name="acceptance_months",
    file="treatment/acceptance_months",
    row=AcceptanceMonth,
    order=("month_start_date",),
    date_basis="date the treatment was planned",
    ties_to=("case_acceptance",),
    cell="presented_count",
    lines=((),),
)
BY_PROVIDER = Question(
    name="acceptance_providers",
    file="treatment/acceptance_providers",
    row=AcceptanceProvider,
    order=("provider_id",),
    date_basis="date the treatment was planned",
    ties_to=("case_acceptance",),
    cell="presented_count",
    lines=((),),
)
FUNNEL = Question(
    name="treatment_funnel",
    file="treatment/funnel",
    row=FunnelStep,
    order=("step_number",),
    date_basis="date the treatment was planned",
    cell="planned_count",
)
PRESENTERS = Question(
    name="presenters",
    file="treatment/presenters",
    row=Presenter,
    order=("presenter_user_id",),
    date_basis="date the plan was saved",
    ties_to=("treatment_presentations",),
    cell="presented_count",
    lines=((),),
)
REFERRED_OUT = Question(
    name="referred_out",
    file="treatment/referred_out",
    row=ReferredOut,
    order=("referral_date", "referral_link_id"),
    date_basis="date of the referral",
    is_descending=True,
)
HYGIENE_MONTHS = Question(
    name="hygiene_months",
    file="treatment/hygiene_months",
    row=HygieneMonth,
    order=("month_start_date",),
    date_basis="date of the visit",
    ties_to=("hygiene",),
    cell="hygiene_visit_count",
    lines=((),),
)
HYGIENE_PROVIDERS = Question(
    name="hygiene_providers",
    file="treatment/hygiene_providers",
    row=HygieneProvider,
    order=("provider_id",),
    date_basis="date of the visit",
    ties_to=("hygiene",),
    cell="hygiene_visit_count",
    lines=((),),
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


class Presentation(StrEnum):
    """Which presentation of a procedure counts."""

    FIRST = "first"
    LAST = "last"


@dataclass
class PresentedPeriod(Window):
    """A period of saved plans."""

    presentation: Annotated[
        Presentation, Query(description="The first or the last plan that has a procedure.")
    ] = Presentation.FIRST

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"presentation": self.presentation}


@dataclass
class ReferredPeriod(Period):
    """A period of referrals to others."""

    is_done: Annotated[
        bool | None, Query(alias="done", description="Come back done, or still open.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"is_done": self.is_done}


FILES: tuple[tuple[Question[Any], type], ...] = (
    (MONTHS, AcceptancePeriod),
    (BY_PROVIDER, AcceptancePeriod),
    (FUNNEL, Period),
    (PRESENTERS, PresentedPeriod),
    (REFERRED_OUT, ReferredPeriod),
    (HYGIENE_MONTHS, Period),
    (HYGIENE_PROVIDERS, Period),
    (SCORECARD, Period),
    (PROVIDER_MONTHS, Period),
)
Paged = Annotated[Paging, Depends()]


@router.get("/acceptance-months/")
async def acceptance_months(
    asks: Asks, period: Annotated[AcceptancePeriod, Depends()], paging: Paged
) -> Page[AcceptanceMonth]:
    """Presented and accepted treatment per month of planning."""
    return await asks.page(
        MONTHS, period.asked(), paging, variant=f"within {period.horizon_days.value} days"
    )


@router.get("/acceptance-providers/")
async def acceptance_providers(
    asks: Asks, period: Annotated[AcceptancePeriod, Depends()], paging: Paged
) -> Page[AcceptanceProvider]:
    """Presented and accepted treatment per provider."""
    return await asks.page(
        BY_PROVIDER, period.asked(), paging, variant=f"within {period.horizon_days.value} days"
    )


@router.get("/treatment-funnel/")
async def treatment_funnel(
    asks: Asks, period: Annotated[Period, Depends()], paging: Paged
) -> Page[FunnelStep]:
    """How far the treatment planned in a period has come, step by step."""
    return await asks.page(FUNNEL, period.asked(), paging)


@router.get("/presenters/")
async def presenters(
    asks: Asks, period: Annotated[PresentedPeriod, Depends()], paging: Paged
) -> Page[Presenter]:
    """Saved plans by who presented them."""
    return await asks.page(
        PRESENTERS, period.asked(), paging, variant=f"{period.presentation} presentation"
    )


@router.get("/referred-out/")
async def referred_out(
    asks: Asks, period: Annotated[ReferredPeriod, Depends()], paging: Paged
) -> Page[ReferredOut]:
    """Patients and procedures referred to somebody else, the newest first."""
    return await asks.page(REFERRED_OUT, period.asked(), paging)


@router.get("/hygiene-months/")
async def hygiene_months(
    asks: Asks, period: Annotated[Period, Depends()], paging: Paged
) -> Page[HygieneMonth]:
    """Hygiene visits, reappointment, perio and charting per month."""
    return await asks.page(HYGIENE_MONTHS, period.asked(), paging)


@router.get("/hygiene-providers/")
async def hygiene_providers(
    asks: Asks, period: Annotated[Period, Depends()], paging: Paged
) -> Page[HygieneProvider]:
    """The same per provider."""
    return await asks.page(HYGIENE_PROVIDERS, period.asked(), paging)


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
