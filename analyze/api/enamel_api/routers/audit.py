"""Who saw what: the API's own log, and Open Dental's."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from enamel_api.answers import Page
from enamel_api.parameters import LARGEST_ID, Paging, Window, invalid
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.audit import UserActivity
from enamel_api.schemas.log import Entry

router = APIRouter(prefix="/audit", tags=["audit"])

LOG = Question(
    name="log",
    file="audit/log",
    row=Entry,
    order=("entry_id",),
    date_basis="when the answer left, UTC",
    is_descending=True,
)
USERS = Question(
    name="users",
    file="audit/users",
    row=UserActivity,
    order=("report_date", "user_id"),
    date_basis="date of the entry in Open Dental's log",
    is_descending=True,
)


@dataclass
class LogPeriod(Window):
    """Which entries."""

    actor: Annotated[
        str | None,
        Query(max_length=110, pattern=r"^(user|key):[A-Za-z0-9._@:-]+$", description="One caller."),
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"actor": self.actor, "patient_id": None}


@dataclass
class UserPeriod(Window):
    """Which days of Open Dental's users."""

    is_unusual: Annotated[
        bool, Query(alias="unusual", description="Only days far above the user's usual.")
    ] = False

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"is_unusual": self.is_unusual}


class AccessReport(BaseModel):
    """Who saw rows of one patient, and when."""

    model_config = ConfigDict(extra="forbid")
    patient_id: int = Field(ge=1, le=LARGEST_ID, description="Open Dental's PatNum.")
    from_date: date | None = Field(None, description="First day.")
    to_date: date | None = Field(None, description="Last day.")


Paged = Annotated[Paging, Depends()]


@router.get("/log")
async def log(asks: Asks, period: Annotated[LogPeriod, Depends()], paging: Paged) -> Page[Entry]:
    """Answers of this API, the newest first."""
    return await asks.page(LOG, period.asked(), paging)


@router.post("/log/search")
async def search(asks: Asks, report: AccessReport, paging: Paged) -> Page[Entry]:
    """Every answer that showed rows of one patient."""
    if report.from_date and report.to_date and report.to_date < report.from_date:
        raise invalid("body.to_date", "The period ends before it begins.")
    asked = report.model_dump() | {"actor": None}
    return await asks.page(LOG, asked, paging)


@router.get("/users")
async def users(
    asks: Asks, period: Annotated[UserPeriod, Depends()], paging: Paged
) -> Page[UserActivity]:
    """What each user of Open Dental did, beside their usual day."""
    return await asks.page(USERS, period.asked(), paging)
