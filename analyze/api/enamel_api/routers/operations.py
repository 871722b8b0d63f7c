"""Runs and freshness."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path

from enamel_api.answers import UNCHECKED, Meta, Page
from enamel_api.parameters import Paging
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.operations import Freshness, Run, RunModel, RunTable, TableFreshness

router = APIRouter(tags=["operations"])

RUNS = Question(
    name="runs",
    file="operations/runs",
    row=Run,
    order=("started_at", "run_id"),
    date_basis="begin of the run, UTC",
    is_descending=True,
)
RUN_TABLES = Question(
    name="run_tables",
    file="operations/run_tables",
    row=RunTable,
    order=("table_name",),
    date_basis="one run",
)
RUN_MODELS = Question(
    name="run_models",
    file="operations/run_models",
    row=RunModel,
    order=("node",),
    date_basis="one run",
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
RunId = Annotated[UUID, Path(description="`run_id` of /runs.")]


@router.get("/runs")
async def runs(asks: Asks, which: Annotated[Runs, Depends()], paging: Paged) -> Page[Run]:
    """Runs of tap and target, the newest first."""
    return await asks.page(RUNS, {"verdict": which.verdict}, paging)


@router.get("/runs/{run_id}/tables")
async def run_tables(asks: Asks, run_id: RunId, paging: Paged) -> Page[RunTable]:
    """What one run did to each table, and what went wrong."""
    return await asks.page(RUN_TABLES, {"run_id": run_id}, paging)


@router.get("/runs/{run_id}/models")
async def run_models(asks: Asks, run_id: RunId, paging: Paged) -> Page[RunModel]:
    """What dbt built and tested on one run."""
    return await asks.page(RUN_MODELS, {"run_id": run_id}, paging)


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
