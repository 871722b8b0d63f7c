"""The first page in one answer: each part read as the role, parts it may not read left out."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from enamel_api.answers import Meta
from enamel_api.parameters import Place
from enamel_api.questions import Question
from enamel_api.routers.alerts import alerts_of, told
from enamel_api.routers.asking import Asks
from enamel_api.routers.worklists import WORKLISTS
from enamel_api.schemas.home import BookDay, Home, Pacing, Projection

router = APIRouter(prefix="/home", tags=["home"])


def _part(name: str, row: type[BaseModel], order: str) -> Question[Any]:
    return Question(
        name=name, file=f"home/{name}", row=row, order=(order,), date_basis="the practice's today"
    )


PARTS = (
    _part("pacing", Pacing, "period_end_date"),
    _part("projection", Projection, "month_start_date"),
    _part("book", BookDay, "scheduled_date"),
)
TIES = ("production_goals", "production_income")
CELLS = {"book": "appointment_count", "worklists": "item_count"}


@router.get("")
async def home(asks: Asks) -> Home:
    """What your role wants to know first: goals, the book, what to do, what is out of line."""
    readable = set(await asks.readable())
    role = asks.identity.role
    asked: dict[str, tuple[str, dict[str, Any]]] = {}
    marts: set[str] = set()
    if "dim_dates" in readable:
        asked["today"] = ("select calendar_date from marts.dim_dates where is_today", {})
    mine = {"is_raised": True, "told_role": told(role), "clinic_id": None, "limit": 100}
    for name, part in (*((it.name, it) for it in PARTS), ("alerts", alerts_of(readable))):
        if readable.issuperset(part.marts):
            marts.update(part.marts)
            asked[name] = (part.page_sql(after=False), mine)
    lists = [it for it in WORKLISTS.values() if readable.issuperset(it.marts)]
    if lists:
        marts.update(*(it.marts for it in lists))
        asked["worklists"] = (_counted(lists), Place().asked())
    ties_to = TIES if "rpt_reconciliation" in readable and "pacing" in asked else ()
    rows, as_of, badge = await asks.ask_together(asked, sorted(marts), ties_to)
    if not asks.identity.sees_identifiers:
        for name, cell in CELLS.items():
            for row in rows.get(name, ()):
                if row[cell] < asks.small_cell:
                    row |= {it: None for it in row if it.endswith(("_count", "_amount"))}
    await asks.audit.answered({}, sum(map(len, rows.values())))
    today = rows.pop("today", [])
    said = {"role": role, "today_date": today[0]["calendar_date"] if today else None}
    meta = Meta(
        variant="the practice's own write-off policy",
        date_basis="procedure, adjustment and appointment date, up to the practice's today",
        as_of=as_of,
        n=sum(map(len, rows.values())),
        badge=badge,
    )
    return Home.model_validate(said | {"as_of": as_of, "meta": meta} | rows)


def _counted(lists: list[Question[Any]]) -> str:
    """Return the SQL that counts the lines of each list."""
    return "\nunion all\n".join(
        f"select '{it.name}' as worklist, count(*) as item_count,"
        f" sum(worklist_amount) as worklist_amount from (\n{it.sql}) as list"
        for it in lists
    )
