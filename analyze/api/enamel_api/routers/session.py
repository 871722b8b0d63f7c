"""Sign in and out, for the dashboard. Programs use keys."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response, Security
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from enamel_api import sessions
from enamel_api.access import Caller, Identity, session_cookie
from enamel_api.audit import Audit
from enamel_api.problems import Problem, answered_with
from enamel_api.settings import Settings

router = APIRouter(prefix="/session", tags=["session"])


class Credentials(BaseModel):
    """Who signs in."""

    model_config = ConfigDict(extra="forbid")
    user_name: str = Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._@-]+$")
    password: SecretStr = Field(min_length=1, max_length=1000)


class Who(BaseModel):
    """Somebody who is let in."""

    actor: str = Field(description="`user:<name>` or `key:<id>`.")
    role: str = Field(description="The role they act as.")
    provider_id: int | None = Field(None, description="Whose rows, where the role sees its own.")
    clinic_ids: list[int] = Field(
        description="Which clinics' rows, where the role sees those of its own clinics."
    )
    sees_identifiers: bool = Field(description="Whether the role may see names and contact data.")


class SignedIn(Who):
    """A new session; the cookies come with it."""

    csrf_token: str = Field(description=f"Send it as {sessions.CSRF_HEADER} with what changes.")
    expires_in_hours: float = Field(description="When the session ends at the latest.")


@router.post("", responses=answered_with(401))
async def sign_in(request: Request, response: Response, who: Credentials) -> SignedIn:
    """Sign in by name and password."""
    settings: Settings = request.app.state.settings
    database, door = request.app.state.database, request.app.state.door
    address = request.client.host if request.client else "unknown"
    _refuse_other_sites(request, settings)
    await request.app.state.limits.count_sign_in(address, who.user_name.lower())
    found = await sessions.sign_in(
        database, who.user_name.lower(), who.password.get_secret_value(), settings.session_hours
    )
    if found is None:
        stranger = Identity(f"user:{who.user_name.lower()}", "none", None, False)
        await Audit(database, stranger, address, "POST", "/session").refused(401)
        raise Problem(401, "unauthorized", "Name or password is wrong, or the account is closed.")
    token, csrf, user = found
    role = await door.role(user["role"])
    identity = Identity(
        f"user:{user['user_name']}",
        user["role"],
        user["provider_id"],
        role["sees_identifiers"],
        clinic_ids=tuple(user["clinic_ids"]),
    )
    await Audit(database, identity, address, "POST", "/session").answered({}, 1)
    set_cookies(response, token, csrf, settings)
    response.headers["Cache-Control"] = "no-store"
    return SignedIn(
        actor=identity.actor,
        role=identity.role,
        provider_id=identity.provider_id,
        clinic_ids=list(identity.clinic_ids),
        sees_identifiers=identity.sees_identifiers,
        csrf_token=csrf,
        expires_in_hours=settings.session_hours,
    )


@router.get("")
async def who_am_i(identity: Caller) -> Who:
    """Say who asks, by session or key."""
    return Who(
        actor=identity.actor,
        role=identity.role,
        provider_id=identity.provider_id,
        clinic_ids=list(identity.clinic_ids),
        sees_identifiers=identity.sees_identifiers,
    )


@router.delete("", status_code=204)
async def sign_out(
    request: Request,
    response: Response,
    _identity: Caller,
    token: Annotated[str | None, Security(session_cookie)],
) -> None:
    """End the session."""
    if token:
        await sessions.sign_out(request.app.state.database, token)
    for name in (sessions.COOKIE, sessions.CSRF_COOKIE):
        response.delete_cookie(name, path="/")


def set_cookies(response: Response, token: str, csrf: str, settings: Settings) -> None:
    """Give a browser its session, and what a page of ours proves itself with."""
    seconds = round(settings.session_hours * 3600)
    for name, value, hidden in (
        (sessions.COOKIE, token, True),
        (sessions.CSRF_COOKIE, csrf, False),
    ):
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path="/",
            secure=settings.cookie_secure,
            httponly=hidden,
            samesite="strict",
        )


def _refuse_other_sites(request: Request, settings: Settings) -> None:
    """Refuse a sign-in that a page of another site sends."""
    origin = request.headers.get("origin")
    if origin is None or origin in settings.origins:
        return
    if urlsplit(origin).netloc != request.headers.get("host"):
        raise Problem(403, "csrf", "The request comes from a page of another site.")
