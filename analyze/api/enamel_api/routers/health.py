"""For machines that watch: alive, able to answer, and how much. No key, no patient data."""

from typing import Literal

from fastapi import APIRouter, Request
from prometheus_client import generate_latest
from pydantic import BaseModel
from starlette.responses import Response

from enamel_api.problems import answered_with

router = APIRouter(tags=["health"], include_in_schema=True)
METRICS = "text/plain; version=0.0.4; charset=utf-8"


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


@router.get("/health")
async def health() -> Health:
    """The process is alive, whatever the warehouse does."""
    return Health()


@router.get("/ready", responses=answered_with(503))
async def ready(request: Request) -> Health:
    """The warehouse answers, and the API's own tables are there."""
    await request.app.state.database.own("select 1 as one from service.secrets limit 1")
    return Health()


@router.get("/metrics", response_class=Response, responses={200: {"content": {METRICS: {}}}})
async def metrics(request: Request) -> Response:
    """Requests and times for Prometheus, by address pattern."""
    registry = request.app.state.metrics.registry
    return Response(generate_latest(registry), media_type=METRICS)
