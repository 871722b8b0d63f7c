"""Treatment planned, presented, accepted, and referred to others."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import Paging, Period, Window
from enamel_api.questions import Question, by_two
from enamel_api.routers.asking import Asks
from enamel_api.schemas.acceptance import (
    AcceptanceMonth,
    AcceptanceProvider,
    CaseAcceptance,
    FunnelStep,
    Presenter,
    PresenterName,
    ReferredOut,
)

router = APIRouter(prefix="/reports", tags=["reports"])

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
PRESENTER_NAMES = Question(
    name="presenter_names",
    file="treatment/presenter_names",
    row=PresenterName,
    order=("presenter_user_id",),
    date_basis="as of today",
    classes=("user_name",),
)
REFERRED_OUT = Question(
    name="referred_out",
    file="treatment/referred_out",
    row=ReferredOut,
    order=("referral_date", "referral_link_id"),
    date_basis="date of the referral",
    is_descending=True,
)


class Horizon(IntEnum):
    """Days after planning within which treatment counts as accepted."""

    SAME_DAY = 0
    A_MONTH = 30
    A_QUARTER = 90


class Presentation(StrEnum):
    """Which presentation of a procedure counts."""

    FIRST = "first"
    LAST = "last"


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
    (ACCEPTANCE, AcceptancePeriod),
    (MONTHS, AcceptancePeriod),
    (BY_PROVIDER, AcceptancePeriod),
    (FUNNEL, Period),
    (PRESENTERS, PresentedPeriod),
    (REFERRED_OUT, ReferredPeriod),
)
Paged = Annotated[Paging, Depends()]


@router.get("/treatment-acceptance/")
async def treatment_acceptance(
    asks: Asks, period: Annotated[AcceptancePeriod, Depends()], paging: Paged
) -> Page[CaseAcceptance]:
    """How much of the presented treatment was accepted within the horizon."""
    return await asks.page(
        ACCEPTANCE, period.asked(), paging, variant=f"within {period.horizon_days.value} days"
    )


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


@router.get("/presenters/names/")
async def presenter_names(asks: Asks, paging: Paged) -> Page[PresenterName]:
    """What the users behind `presenter_user_id` log in as."""
    return await asks.page(PRESENTER_NAMES, {}, paging)


@router.get("/referred-out/")
async def referred_out(
    asks: Asks, period: Annotated[ReferredPeriod, Depends()], paging: Paged
) -> Page[ReferredOut]:
    """Patients and procedures referred to somebody else, the newest first."""
    return await asks.page(REFERRED_OUT, period.asked(), paging)
