"""The app: what it is made of, in which order a request passes it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from enamel_api import pages, problems
from enamel_api.access import Door
from enamel_api.database import Database
from enamel_api.guard import Guard, Metrics, Tags
from enamel_api.limits import Limits
from enamel_api.oidc import IdentityProvider
from enamel_api.openapi import describe
from enamel_api.routers import (
    acceptance,
    alerts,
    appointments,
    audit,
    chairs,
    choices,
    claims,
    collections,
    days,
    exports,
    health,
    home,
    hygiene,
    kpis,
    oidc,
    operations,
    own_reports,
    patients,
    practice,
    predictions,
    preferences,
    receivables,
    schedules,
    session,
    sources,
    trust,
    worklists,
)
from enamel_api.settings import Settings

RESOURCES = (
    acceptance.router,
    alerts.router,
    appointments.router,
    audit.router,
    chairs.router,
    choices.router,
    claims.router,
    collections.router,
    days.router,
    exports.router,
    home.router,
    hygiene.router,
    kpis.router,
    oidc.router,
    operations.router,
    own_reports.router,
    patients.router,
    practice.router,
    predictions.router,
    preferences.router,
    receivables.router,
    schedules.router,
    session.router,
    sources.router,
    trust.router,
    worklists.router,
)


def create_app(settings: Settings) -> FastAPI:
    """Return the app; nothing is connected until it starts."""
    database = Database(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await database.open()
        yield
        await database.close()

    app = FastAPI(
        title="Enamel",
        version="1",
        description="Numbers of a dental practice with their definition, and lists to work.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=problems.answered_with(400, 401, 403, 413, 414, 422, 429, 503, 504),
    )
    app.state.settings = settings
    app.state.database = database
    app.state.door = Door(database, settings)
    app.state.limits = Limits(settings)
    app.state.identity_provider = IdentityProvider(settings.oidc) if settings.oidc else None
    app.state.metrics = Metrics()
    app.include_router(health.router)
    for router in RESOURCES:
        app.include_router(router)
    for router in RESOURCES:
        app.include_router(router, prefix="/v1", include_in_schema=False)
    pages.install(app, settings.project)
    problems.install(app)
    describe(app)
    app.add_middleware(Tags)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.origins),
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["X-API-Key", "X-CSRF-Token", "Content-Type", "If-None-Match"],
            expose_headers=["ETag", "X-Request-Id", "RateLimit-Remaining", "Retry-After"],
            allow_credentials=True,
            max_age=600,
        )
    described = app.openapi()["paths"]
    paths = frozenset(f"{version}{path}" for version in ("", "/v1") for path in described)
    app.add_middleware(Guard, settings=settings, metrics=app.state.metrics, paths=paths)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    return app
