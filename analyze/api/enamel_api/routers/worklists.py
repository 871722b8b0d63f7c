"""Lists people can work: what to do next, why, and what came of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from enamel_api.answers import Asking, Page
from enamel_api.database import Row, query
from enamel_api.parameters import Paging, Place
from enamel_api.problems import Problem, answered_with
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.worklists import WorklistItem

router = APIRouter(prefix="/worklists", tags=["worklists"])


class Worklist(StrEnum):
    """The lists there are; each is one file of SQL."""

    BROKEN_APPOINTMENTS = "broken_appointments"
    CLAIMS_NOT_SENT = "claims_not_sent"
    CLAIMS_OUTSTANDING = "claims_outstanding"
    PROCEDURES_NOT_BILLED = "procedures_not_billed"
    RECALL_OVERDUE = "recall_overdue"
    UNSCHEDULED_TREATMENT = "unscheduled_treatment"


_TIES = {
    Worklist.CLAIMS_NOT_SENT: ("insurance_follow_up.claims_not_sent",),
    Worklist.CLAIMS_OUTSTANDING: ("insurance_follow_up.claims_outstanding",),
    Worklist.PROCEDURES_NOT_BILLED: ("insurance_follow_up.procedures_not_billed",),
    Worklist.RECALL_OVERDUE: ("recall_list.overdue",),
    Worklist.UNSCHEDULED_TREATMENT: ("open_treatment.unscheduled",),
}
WORKLISTS = {
    name: Question(
        name=name.value,
        file=f"worklists/{name.value}",
        row=WorklistItem,
        order=("priority",),
        date_basis="as of today",
        ties_to=_TIES.get(name, ()),
    )
    for name in Worklist
}


class Outcome(StrEnum):
    """What came of a line."""

    ATTEMPTED = "attempted"
    LEFT_MESSAGE = "left_message"
    SCHEDULED = "scheduled"
    PROMISED = "promised"
    DECLINED = "declined"
    SENT = "sent"
    SNOOZED = "snoozed"
    DONE = "done"


class NewOutcome(BaseModel):
    """What came of one line of a list."""

    model_config = ConfigDict(extra="forbid")
    item: str = Field(min_length=1, max_length=100, description="`item` of the line.")
    outcome: Outcome
    note: str = Field(default="", max_length=500, description="In words; no names.")
    next_action_date: date | None = Field(default=None, description="When to come back to it.")


class LoggedOutcome(BaseModel):
    """An outcome that was written down."""

    outcome_id: int
    at: datetime = Field(description="When, UTC.")


@router.get("")
async def worklists(asks: Asks) -> list[Worklist]:
    """Names of the lists whose marts your role may read."""
    readable = set(await asks.readable())
    names = [name for name, question in WORKLISTS.items() if readable.issuperset(question.marts)]
    await asks.audit.answered({}, len(names))
    return names


@router.get("/{name}")
async def worklist(
    asks: Asks,
    name: Worklist,
    place: Annotated[Place, Depends()],
    paging: Annotated[Paging, Depends()],
) -> Page[WorklistItem]:
    """A list with the last outcome of each line, the first to do first."""
    return await asks.page(
        WORKLISTS[name],
        place.asked(),
        paging,
        complete=lambda rows: with_outcomes(asks, name.value, rows),
    )


@router.post("/{name}/outcomes", status_code=201, responses=answered_with(404))
async def log_outcome(asks: Asks, name: Worklist, new: NewOutcome) -> LoggedOutcome:
    """Write down what came of a line of today's list; nothing that was written is changed."""
    question = WORKLISTS[name]
    asked: dict[str, Any] = Place().asked() | {"item": new.item}
    sql = f"select patient_id from (\n{question.sql}) as list where item = %(item)s"
    rows, _, _ = await asks.ask(question, sql, question.values(asked) | {"item": new.item})
    if not rows:
        raise Problem(404, "not-found", "Your role sees no such line on this list today.")
    logged = await asks.database.own(
        query("worklists/log"),
        {
            **new.model_dump(),
            "worklist": name.value,
            "actor": asks.identity.actor,
            "role": asks.identity.role,
        },
    )
    await asks.audit.answered(
        {"outcome": new.outcome.value},
        1,
        classes=["patient_id"],
        patients=[rows[0]["patient_id"]],
        status=201,
    )
    return LoggedOutcome(**logged[0])


async def with_outcomes(asks: Asking, name: str, rows: list[Row]) -> list[Row]:
    """Put the last outcome beside each line; they live in the API's own schema."""
    found = await asks.database.own(
        query("worklists/outcomes"),
        {"worklist": name, "items": [row["item"] for row in rows]},
    )
    outcomes = {row["item"]: row for row in found}
    nothing = {"last_outcome": None, "last_outcome_at": None, "next_action_date": None}
    return [row | nothing | outcomes.get(row["item"], {}) for row in rows]
