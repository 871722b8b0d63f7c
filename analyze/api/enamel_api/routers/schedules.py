"""Papers that are mailed again and again; `enamel reports send --due` sends them."""

from uuid import UUID

from fastapi import APIRouter

from enamel_api.database import query
from enamel_api.parameters import invalid
from enamel_api.problems import Problem, answered_with
from enamel_api.routers.asking import Asks
from enamel_api.routers.own_reports import find
from enamel_api.schemas.own_reports import NewSchedule, Schedule

router = APIRouter(prefix="/schedules", tags=["own reports"])


@router.get("")
async def schedules(asks: Asks) -> list[Schedule]:
    """Your own schedules."""
    rows = await asks.database.own(query("service/schedules"), {"owner": asks.identity.actor})
    await asks.audit.answered({}, len(rows))
    return [Schedule(**row) for row in rows]


@router.post("", status_code=201, responses=answered_with(404))
async def create(asks: Asks, new: NewSchedule) -> Schedule:
    """Mail a paper again and again, made with your own rights, to addresses of known domains."""
    known = asks.database.settings.mail_domains
    strange = [it for it in new.recipients if it.rpartition("@")[2].lower() not in known]
    if strange:
        raise invalid(
            "body.recipients",
            "Mail goes to the domains of ENAMEL_API_MAIL_DOMAINS alone: "
            f"{', '.join(known) or 'none is set'}.",
        )
    if new.has_names and not asks.identity.sees_identifiers:
        raise Problem(403, "forbidden", "Your role may not see names, so its mail has none.")
    if new.report_id is not None:
        await find(asks, new.report_id)
    rows = await asks.database.own(
        query("service/schedule_create"), new.model_dump() | {"owner": asks.identity.actor}
    )
    if not rows:
        raise Problem(409, "too-many", "You have 50 schedules already.", "Delete one first.")
    asked = {"paper": new.paper, "has_names": new.has_names, "recipients": len(new.recipients)}
    await asks.audit.answered(asked, 1, status=201)
    return Schedule(**new.model_dump(), **rows[0])


@router.delete("/{schedule_id}", status_code=204, responses=answered_with(404))
async def delete(asks: Asks, schedule_id: UUID) -> None:
    """Mail it no more."""
    rows = await asks.database.own(
        query("service/schedule_delete"),
        {"schedule_id": schedule_id, "owner": asks.identity.actor},
    )
    if not rows:
        raise Problem(404, "not-found", "You have no such schedule.")
    await asks.audit.answered({"schedule_id": schedule_id}, 1, status=204)
