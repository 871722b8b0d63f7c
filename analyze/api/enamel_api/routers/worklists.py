"""Lists people can work: what to do next, why, and what came of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from enamel_api.answers import Asking, Page
from enamel_api.database import Row, query
from enamel_api.parameters import Paging, Place, invalid
from enamel_api.problems import Problem, answered_with
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.worklists import WorklistItem

router = APIRouter(prefix="/worklists", tags=["worklists"])


class Worklist(StrEnum):
    """The lists there are; each is one file of SQL."""

    AR_CALLS = "ar_calls"
    BROKEN_NOT_RESCHEDULED = "broken_not_rescheduled"
    EXPIRING_BENEFITS = "expiring_benefits"
    INSURANCE_TO_VERIFY = "insurance_to_verify"
    LAB_CASES_DUE = "lab_cases_due"
    NEW_PATIENTS_WITHOUT_FOLLOW_UP = "new_patients_without_follow_up"
    OUTSTANDING_CLAIMS = "outstanding_claims"
    OVERDUE_HYGIENE = "overdue_hygiene"
    UNBILLED_UNSENT = "unbilled_unsent"
    UNFINALIZED_PAYMENTS = "unfinalized_payments"
    UNSCHEDULED_TREATMENT = "unscheduled_treatment"
    VISITS_AT_RISK = "visits_at_risk"


_TIES = {
    Worklist.AR_CALLS: ("ar_aging",),
    Worklist.OUTSTANDING_CLAIMS: ("insurance_follow_up.claims_outstanding",),
    Worklist.OVERDUE_HYGIENE: ("recall_list.overdue",),
    Worklist.UNBILLED_UNSENT: (
        "insurance_follow_up.claims_not_sent",
        "insurance_follow_up.procedures_not_billed",
    ),
    Worklist.UNFINALIZED_PAYMENTS: ("insurance_follow_up.payments_not_finalized",),
    Worklist.UNSCHEDULED_TREATMENT: ("open_treatment.unscheduled",),
}
WORKLISTS = {
    name: Question(
        name=name.value,
        file=f"worklists/{name.value}",
        row=WorklistItem,
        order=("priority_order", "item_key"),
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
    ASSIGNED = "assigned"
    DONE = "done"


class NewOutcome(BaseModel):
    """What came of one line of a list."""

    model_config = ConfigDict(extra="forbid")
    item_key: str = Field(min_length=1, max_length=100, description="`item_key` of the line.")
    outcome: Outcome
    note: str = Field(default="", max_length=500, description="In words; no names.")
    next_action_date: date | None = Field(default=None, description="When to come back to it.")
    assignee: str | None = Field(
        default=None,
        max_length=100,
        pattern=r"^[a-z0-9._@-]+$",
        description="Who has it in hand from now on; a name of /worklists/colleagues.",
    )


class OneItem(BaseModel):
    """One line of a list."""

    model_config = ConfigDict(extra="forbid")
    item_key: str = Field(min_length=1, max_length=100, description="`item_key` of the line.")


class PastOutcome(BaseModel):
    """One entry of what came of a line."""

    outcome_id: int
    outcome: str
    note: str
    next_action_date: date | None = None
    assignee: str | None = None
    actor: str = Field(description="Who logged it.")
    at: datetime = Field(description="When, UTC.")


class Colleague(BaseModel):
    """Somebody who may sign in."""

    user_name: str
    role: str


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


@router.get("/colleagues")
async def colleagues(asks: Asks) -> list[Colleague]:
    """Who can be given a line to work."""
    rows = await asks.database.own(query("service/colleagues"))
    await asks.audit.answered({}, len(rows))
    return [Colleague(**row) for row in rows]


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
    rows = await _line(asks, name, new.item_key)
    if new.assignee is not None:
        known = await asks.database.own(query("service/colleagues"))
        if new.assignee not in {row["user_name"] for row in known}:
            raise invalid("body.assignee", "Nobody of that name may sign in.")
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
        patients=[row["patient_id"] for row in rows if row["patient_id"]],
        status=201,
    )
    return LoggedOutcome(**logged[0])


@router.post("/{name}/history", responses=answered_with(404))
async def history(asks: Asks, name: Worklist, item: OneItem) -> list[PastOutcome]:
    """Everything that was logged of a line of today's list, the newest first."""
    rows = await _line(asks, name, item.item_key)
    past = await asks.database.own(
        query("worklists/history"), {"worklist": name.value, "item_key": item.item_key}
    )
    await asks.audit.answered(
        {},
        len(past),
        classes=["patient_id"],
        patients=[row["patient_id"] for row in rows if row["patient_id"]],
    )
    return [PastOutcome(**row) for row in past]


async def _line(asks: Asking, name: Worklist, item_key: str) -> list[Row]:
    """Return whom a line of today's list is about.

    Raises:
        Problem: The role sees no such line.
    """
    question = WORKLISTS[name]
    asked: dict[str, Any] = Place().asked() | {"item_key": item_key}
    sql = f"select patient_id from (\n{question.sql}) as list where item_key = %(item_key)s"
    rows, _, _ = await asks.ask(question, sql, question.values(asked) | {"item_key": item_key})
    if not rows:
        raise Problem(404, "not-found", "Your role sees no such line on this list today.")
    return rows


async def with_outcomes(asks: Asking, name: str, rows: list[Row]) -> list[Row]:
    """Put the last outcome beside each line; they live in the API's own schema."""
    found = await asks.database.own(
        query("worklists/outcomes"),
        {"worklist": name, "items": [row["item_key"] for row in rows]},
    )
    outcomes = {row["item_key"]: row for row in found}
    nothing = dict.fromkeys(
        (
            "last_outcome",
            "last_note",
            "last_outcome_by",
            "last_outcome_at",
            "next_action_date",
            "outcome_count",
            "assignee",
        )
    )
    return [row | nothing | outcomes.get(row["item_key"], {}) for row in rows]
