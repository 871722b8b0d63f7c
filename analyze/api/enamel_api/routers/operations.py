"""Runs and freshness."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends

from enamel_api.answers import UNCHECKED, Meta, Page
from enamel_api.parameters import Paging
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.operations import Freshness, Run, TableFreshness

router = APIRouter(tags=["operations"])

RUNS = Question(
    name="runs",
    file="operations/runs",
    row=Run,
    order=("started_at", "run_id"),
    date_basis="begin of the run, UTC",
    is_descending=True,
)
TABLES = Question(
    name="tables",
    file="operations/tables",
    row=TableFreshness,
    order=("table_name",),
    date_basis="moment of the source, UTC",
)
MARTS = Question(
    name="freshness",
    file="operations/marts",
    row=Freshness,
    order=("mart",),
    date_basis="begin of the build, UTC",
)


class Verdict(StrEnum):
    """How a run ended."""

    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    DIED = "died"


@dataclass
class Runs:
    """Which runs."""

    verdict: Verdict | None = None


Paged = Annotated[Paging, Depends()]


@router.get("/runs")
async def runs(asks: Asks, which: Annotated[Runs, Depends()], paging: Paged) -> Page[Run]:
    """Runs of tap and target, the newest first."""
    return await asks.page(RUNS, {"verdict": which.verdict}, paging)


@router.get("/freshness/tables")
async def tables(asks: Asks, paging: Paged) -> Page[TableFreshness]:
    """Per source table, the moment of Open Dental that the warehouse shows."""
    return await asks.page(TABLES, {}, paging)


@router.get("/freshness")
async def freshness(asks: Asks) -> Page[Freshness]:
    """When each mart was built that your role may read."""
    rows = [Freshness(**row) for row in await asks.freshness()]
    await asks.audit.answered({}, len(rows))
    return Page(
        data=rows,
        meta=Meta(
            variant="all marts of the role",
            date_basis=MARTS.date_basis,
            as_of=min((it.built_at for it in rows if it.built_at), default=None),
            n=len(rows),
            badge=UNCHECKED,
        ),
    )
