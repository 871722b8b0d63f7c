"""One day: the huddle in the morning, the close in the evening, and who signed it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, Field

from enamel_api.answers import Page
from enamel_api.database import query
from enamel_api.parameters import LARGEST_ID, Id, Paging, Place, invalid
from enamel_api.problems import Problem, answered_with
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.payments import ChangedLine, CloseLine, Signature
from enamel_api.schemas.scheduling import HuddleLine

router = APIRouter(tags=["days"])
MOST_LINES = 10_000

HUDDLE = Question(
    name="huddle",
    file="scheduling/huddle",
    row=HuddleLine,
    order=("scheduled_at", "appointment_id"),
    date_basis="date the appointment is for; what is known of the patient as of today",
    ties_to=("broken_appointments", "open_treatment", "recall_list"),
)
CLOSE = Question(
    name="close",
    file="payments/close",
    row=CloseLine,
    order=("close_line", "close_detail", "clinic_id"),
    date_basis="payment, deposit, procedure, adjustment and slot date",
    ties_to=("daily_payments", "insurance_follow_up.procedures_not_billed"),
    cell="close_item_count",
    lines=(("close_line",), ("close_line", "close_detail"), ("close_line", "clinic_id")),
)
SIGNATURES = Question(
    name="signatures",
    file="payments/signatures",
    row=Signature,
    order=("signature_id",),
    date_basis="the day that was signed",
    is_descending=True,
)
CHANGES = Question(
    name="changes",
    file="payments/changes",
    row=ChangedLine,
    order=("close_line", "close_detail", "clinic_id"),
    date_basis="payment, deposit, procedure, adjustment and slot date",
    variant="as signed last, beside now",
)


@dataclass
class Clinic:
    """One clinic, or all."""

    clinic_id: Annotated[Id | None, Query(alias="clinic", description="One clinic; 0 is none.")] = (
        None
    )


class NewSignature(BaseModel):
    """Whoever signs says: I have looked at this day."""

    model_config = ConfigDict(extra="forbid")
    clinic_id: int | None = Field(None, ge=0, le=LARGEST_ID, description="One clinic; null is all.")
    note: str = Field(default="", max_length=500, description="In words; no names.")


Day = Annotated[date, Path(description="The day, ISO 8601.")]
Paged = Annotated[Paging, Depends()]
OneClinic = Annotated[Clinic, Depends()]


@router.get("/huddle/{day}")
async def huddle(
    asks: Asks, day: Day, place: Annotated[Place, Depends()], paging: Paged
) -> Page[HuddleLine]:
    """Everybody who comes on a day, and what the team wants to know of them."""
    return await asks.page(HUDDLE, place.asked() | {"day": day}, paging)


@router.get("/close/{day}")
async def close(asks: Asks, day: Day, clinic: OneClinic, paging: Paged) -> Page[CloseLine]:
    """What a day took and left undone."""
    return await asks.page(CLOSE, {"clinic_id": clinic.clinic_id, "day": day}, paging)


@router.get("/close/{day}/signatures")
async def signatures(asks: Asks, day: Day, clinic: OneClinic, paging: Paged) -> Page[Signature]:
    """Who closed a day, the last one first."""
    return await asks.page(SIGNATURES, {"clinic_id": clinic.clinic_id, "day": day}, paging)


@router.post("/close/{day}/signatures", status_code=201)
async def sign(asks: Asks, day: Day, new: NewSignature) -> Signature:
    """Close a day: its figures are kept as they are now, and nothing that was kept is changed.

    A day may be signed again, for one clinic or for all; `/close/{day}/changes` compares with the
    last signature.
    """
    asked: dict[str, Any] = {"clinic_id": new.clinic_id, "day": day}
    # Both as the role: who may not see days or signatures may not sign.
    await asks.ask(SIGNATURES, SIGNATURES.page_sql(after=False), asked | {"limit": 1})
    rows, as_of, _ = await asks.ask(
        CLOSE, CLOSE.page_sql(after=False), asked | {"limit": MOST_LINES}
    )
    over, _, _ = await asks.ask(CLOSE, query("payments/day_over"), asked)
    if not over or not over[0]["has_come"]:
        raise invalid("path.day", "This day has not come yet.")
    lines = [CloseLine(**row).model_dump(mode="json") for row in rows]
    kept: dict[str, Any] = {
        "clinic_id": new.clinic_id,
        "note": new.note,
        "line_count": len(lines),
        "as_of": as_of,
        "signed_by": asks.identity.actor,
        "role": asks.identity.role,
    }
    made = await asks.database.own(
        query("payments/sign"), kept | {"day": day, "lines": Jsonb(lines)}
    )
    await asks.audit.answered(asked, len(lines), status=201)
    return Signature(report_date=day, **kept, **made[0])


@router.get("/close/{day}/changes", responses=answered_with(404))
async def changes(asks: Asks, day: Day, clinic: OneClinic, paging: Paged) -> Page[ChangedLine]:
    """A signed day beside the same day now: what somebody has changed since."""
    asked = {"clinic_id": clinic.clinic_id, "day": day}
    # The last signature may have kept no line: asked apart.
    sql = (
        f"select * from (\n{SIGNATURES.sql}) as signed"
        " where clinic_id is not distinct from %(clinic_id)s::bigint limit 1"
    )
    signed, _, _ = await asks.ask(SIGNATURES, sql, asked)
    if not signed:
        raise Problem(
            404, "not-found", "Nobody has signed this day.", "POST /close/{day}/signatures does."
        )
    return await asks.page(CHANGES, asked, paging)
