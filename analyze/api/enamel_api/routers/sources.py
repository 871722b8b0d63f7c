"""Where new patients come from."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import ClinicPeriod, Id, Paging, Period
from enamel_api.questions import Question, by_two
from enamel_api.routers.asking import Asks
from enamel_api.schemas.patients import ReferralSource
from enamel_api.schemas.sources import NewPatient, Source

router = APIRouter(prefix="/reports", tags=["reports"])

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
SOURCES = Question(
    name="referral_sources",
    file="patients/sources",
    row=Source,
    order=("referral_id", "source_kind"),
    date_basis="date of the first visit",
    ties_to=("new_patients",),
    cell="new_patient_count",
    lines=((),),
)
NEW_PATIENTS = Question(
    name="new_patients",
    file="patients/new_patients",
    row=NewPatient,
    order=("first_visit_date", "patient_id"),
    date_basis="date of the first visit",
    is_descending=True,
    ties_to=("new_patients",),
)


@dataclass
class NewPatientPeriod(Period):
    """A period of first visits, of one source."""

    referral_id: Annotated[
        Id | None, Query(alias="source", description="One referral source; 0 is none.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"referral_id": self.referral_id}


FILES: tuple[tuple[Question[Any], type], ...] = (
    (REFERRALS, ClinicPeriod),
    (SOURCES, ClinicPeriod),
    (NEW_PATIENTS, NewPatientPeriod),
)
Paged = Annotated[Paging, Depends()]


@router.get("/referrals/")
async def referrals(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[ReferralSource]:
    """New patients by source, and what their first year brought."""
    return await asks.page(REFERRALS, period.asked(), paging)


@router.get("/referral-sources/")
async def referral_sources(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[Source]:
    """New patients by source over the period, and what their first year brought."""
    return await asks.page(SOURCES, period.asked(), paging)


@router.get("/new-patients/")
async def new_patients(
    asks: Asks, period: Annotated[NewPatientPeriod, Depends()], paging: Paged
) -> Page[NewPatient]:
    """Patients with a first visit in the period, the newest first; no names."""
    return await asks.page(NEW_PATIENTS, period.asked(), paging)
