"""Patients by key. A key never stands in an address: whoever asks for one sends it as a body."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from enamel_api.answers import Asking, Page
from enamel_api.parameters import LARGEST_ID, Paging, Place, Reason, invalid
from enamel_api.problems import Problem, answered_with
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.identity import Contact, Name, Person
from enamel_api.schemas.patients import Event, PatientProfile
from enamel_api.schemas.receivables import FamilyBalance, LedgerEntry

router = APIRouter(prefix="/patients", tags=["patients"])

PROFILES = Question(
    name="patients",
    file="patients/profiles",
    row=PatientProfile,
    order=("patient_id",),
    date_basis="as of today",
    ties_to=("active_patients",),
)
BALANCE = Question(
    name="balance",
    file="patients/balance",
    row=FamilyBalance,
    order=("as_of_date",),
    date_basis="age of the charge today",
    ties_to=("ar_aging",),
    variant="the practice's own payment plan version",
)
ACCOUNT = Question(
    name="account",
    file="patients/account",
    row=LedgerEntry,
    order=("ledger_date", "ledger_entry_id"),
    date_basis="date of the entry",
    ties_to=("ar_aging",),
    variant="the practice's own payment plan version",
)
JOURNEY = Question(
    name="journey",
    file="patients/journey",
    row=Event,
    order=("happened_at", "event", "event_key"),
    date_basis="date of the event",
    is_descending=True,
)


SEARCH = Question(
    name="search",
    file="patients/search",
    row=Person,
    order=("last_name", "first_name", "patient_id"),
    date_basis="as of today",
    classes=("name", "birth_date"),
)
CONTACT = Question(
    name="contact",
    file="patients/contact",
    row=Contact,
    order=("patient_id",),
    date_basis="as of today",
    classes=("name", "phone", "email", "address"),
)
NAMES = Question(
    name="names",
    file="patients/names",
    row=Name,
    order=("patient_id",),
    date_basis="as of today",
    classes=("name",),
)


class PatientStatus(StrEnum):
    """What the office has a patient down as."""

    PATIENT = "patient"
    NON_PATIENT = "non_patient"
    INACTIVE = "inactive"
    ARCHIVED = "archived"
    DECEASED = "deceased"
    PROSPECTIVE = "prospective"


@dataclass
class Patients(Place):
    """Which patients."""

    status: PatientStatus | None = None
    is_active: Annotated[
        bool | None, Query(alias="active", description="Seen in the last 18 months.")
    ] = None
    is_recall_overdue: Annotated[
        bool | None, Query(alias="recall_overdue", description="Recall due and not scheduled.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {
            "patient_id": None,
            "status": self.status,
            "is_active": self.is_active,
            "is_recall_overdue": self.is_recall_overdue,
        }


class OnePatient(BaseModel):
    """One patient, by key."""

    model_config = ConfigDict(extra="forbid")
    patient_id: int = Field(ge=1, le=LARGEST_ID, description="Open Dental's PatNum.")


class Reveal(OnePatient):
    """One patient, and why somebody needs to reach them; both are written down."""

    purpose: Reason


class Named(BaseModel):
    """Patients of a list or page whose names it shows, and why; both are written down."""

    model_config = ConfigDict(extra="forbid")
    patient_ids: list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] = Field(
        min_length=1, max_length=500, description="Open Dental's PatNum of each."
    )
    purpose: Reason


class Search(BaseModel):
    """Whom to look for; every part that is given must fit."""

    model_config = ConfigDict(extra="forbid")
    patient_id: int | None = Field(None, ge=1, le=LARGEST_ID, description="Open Dental's PatNum.")
    last_name: str | None = Field(None, min_length=2, max_length=100, description="Its beginning.")
    first_name: str | None = Field(None, min_length=2, max_length=100, description="Its beginning.")
    phone: str | None = Field(None, pattern=r"^\d{10}$", description="Ten digits.")
    birth_date: date | None = None


Paged = Annotated[Paging, Depends()]
ONE = Paging(limit=1)


@router.get("/")
async def patients(
    asks: Asks, which: Annotated[Patients, Depends()], paging: Paged
) -> Page[PatientProfile]:
    """Patients with what is known of them today; no names."""
    return await asks.page(PROFILES, which.asked(), paging)


@router.post("/profile", responses=answered_with(404))
async def profile(asks: Asks, patient: OnePatient) -> Page[PatientProfile]:
    """One patient with what is known of them today."""
    asked = dict.fromkeys(Patients().asked()) | {"patient_id": patient.patient_id}
    return found(await asks.page(PROFILES, asked, ONE))


@router.post("/balance", responses=answered_with(404))
async def balance(asks: Asks, patient: OnePatient) -> Page[FamilyBalance]:
    """What the patient's family owes today."""
    return found(await asks.page(BALANCE, {"patient_id": patient.patient_id}, ONE))


@router.post("/account", responses=answered_with(404))
async def account(asks: Asks, patient: OnePatient, paging: Paged) -> Page[LedgerEntry]:
    """Every line that moves the balance of the patient's family."""
    await known(asks, patient)
    return await asks.page(ACCOUNT, {"patient_id": patient.patient_id}, paging)


@router.post("/journey", responses=answered_with(404))
async def journey(asks: Asks, patient: OnePatient, paging: Paged) -> Page[Event]:
    """Visits, slots, planned treatment and claims of one patient, the newest first."""
    await known(asks, patient)
    return await asks.page(JOURNEY, {"patient_id": patient.patient_id}, paging)


@router.post("/search")
async def search(asks: Asks, whom: Search, paging: Paged) -> Page[Person]:
    """People by key, name, telephone or birthday, for roles that may see names."""
    asked = whom.model_dump()
    if not any(asked.values()):
        raise invalid("body", "Give at least one part to look for.")
    return await asks.page(SEARCH, asked, paging)


@router.post("/contact", responses=answered_with(404))
async def contact(asks: Asks, patient: Reveal) -> Page[Contact]:
    """How to reach one patient, for roles that may see it; each look and its purpose is logged."""
    asked = {"patient_id": patient.patient_id, "purpose": patient.purpose}
    return found(await asks.page(CONTACT, asked, ONE))


@router.post("/names")
async def names(asks: Asks, whom: Named) -> Page[Name]:
    """Names of the patients of a list, for roles that may see them; each look is logged.

    A key that the role does not see has no row.
    """
    asked = {"patients": sorted(set(whom.patient_ids)), "purpose": whom.purpose}
    return await asks.page(NAMES, asked, Paging(limit=500))


async def known(asks: Asking, patient: OnePatient) -> None:
    """Refuse a key that the role does not see, as one that does not exist."""
    asked = dict.fromkeys(Patients().asked()) | {"patient_id": patient.patient_id}
    rows, _, _ = await asks.ask(
        PROFILES, PROFILES.page_sql(after=False), PROFILES.values(asked) | {"limit": 1}
    )
    if not rows:
        await asks.audit.answered(
            asked, 0, classes=["patient_id"], patients=[patient.patient_id], status=404
        )
        raise nobody()


def found(page: Page[Any]) -> Page[Any]:
    """Return the page, unless it is empty."""
    if not page.data:
        raise nobody()
    return page


def nobody() -> Problem:
    """Return the answer about a patient who is not there, or not for this role."""
    return Problem(404, "not-found", "Your role sees no such patient.")
