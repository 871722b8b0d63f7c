"""Signing in with the practice's own identity provider: OpenID Connect, code flow with PKCE.

Off unless ENAMEL_API_OIDC_ISSUER is set. Authlib speaks to the provider, joserfc checks what it
signs.
"""

import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from enamel_api.errors import ApiError
from enamel_api.problems import Problem

SECONDS = 5
LEEWAY = 60
METADATA_SECONDS = 3600.0
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
_NAME = re.compile(r"[a-z0-9._@-]{1,100}")


@dataclass(frozen=True)
class OidcSettings:
    """The provider, who we are there, and what its claims mean here."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    address: str
    roles: tuple[tuple[str, str], ...]
    role_claim: str = "groups"
    name_claim: str = "email"
    provider_claim: str | None = None
    clinic_claim: str | None = None

    @property
    def callback(self) -> str:
        """Where the provider sends people back to."""
        return f"{self.address.rstrip('/')}/session/oidc/callback"


@dataclass(frozen=True)
class Errand:
    """What we keep in a sealed cookie while somebody is at the provider."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Found:
    """Who came back, with the role their claims give them."""

    user_name: str
    role: str
    provider_id: int | None
    clinic_ids: tuple[int, ...] = ()


def read_oidc(values: Mapping[str, str]) -> OidcSettings | None:
    """Return the provider from `ENAMEL_API_OIDC_*`; None if there is none.

    Raises:
        ApiError: A setting is missing or cannot be.
    """
    prefix = "ENAMEL_API_OIDC_"
    if not values.get(f"{prefix}ISSUER"):
        return None
    wanted = ("CLIENT_ID", "CLIENT_SECRET", "ADDRESS", "ROLES")
    if missing := [prefix + name for name in wanted if not values.get(prefix + name)]:
        raise ApiError(f"Settings are missing: {', '.join(missing)}.", "Fill them in in .env.")
    for name in ("ISSUER", "ADDRESS"):
        parts = urlsplit(values[prefix + name])
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ApiError(f"{prefix}{name} must begin with https://.", "Correct it in .env.")
    pairs = [it.partition("=") for it in values[f"{prefix}ROLES"].split(",") if it.strip()]
    if not pairs or not all(claim.strip() and role.strip() for claim, _, role in pairs):
        raise ApiError(
            f"{prefix}ROLES cannot be read.", "Write group=role with commas between, best first."
        )
    return OidcSettings(
        issuer=values[f"{prefix}ISSUER"].rstrip("/"),
        client_id=values[f"{prefix}CLIENT_ID"],
        client_secret=values[f"{prefix}CLIENT_SECRET"],
        address=values[f"{prefix}ADDRESS"],
        roles=tuple(
            (claim.strip(), f"enamel_{role.strip().removeprefix('enamel_')}")
            for claim, _, role in pairs
        ),
        role_claim=values.get(f"{prefix}ROLE_CLAIM") or "groups",
        name_claim=values.get(f"{prefix}NAME_CLAIM") or "email",
        provider_claim=values.get(f"{prefix}PROVIDER_CLAIM") or None,
        clinic_claim=values.get(f"{prefix}CLINIC_CLAIM") or None,
    )


class IdentityProvider:
    """The provider; its methods wait for it, so call them in a thread."""

    def __init__(self, settings: OidcSettings) -> None:
        """Keep the settings; nothing is asked yet."""
        self.settings = settings
        self._metadata: dict[str, Any] = {}
        self._read_at = float("-inf")

    def begin(self) -> tuple[str, Errand]:
        """Return where to send somebody, and what to remember until they are back.

        Raises:
            Problem: The provider does not answer.
        """
        errand = Errand(*(secrets.token_urlsafe(32) for _ in range(3)))
        with self._session() as session:
            address, _ = session.create_authorization_url(
                self._known()["authorization_endpoint"],
                state=errand.state,
                nonce=errand.nonce,
                code_verifier=errand.verifier,
            )
        return str(address), errand

    def finish(self, errand: Errand, code: str) -> Found:
        """Return who came back with a code.

        Raises:
            Problem: The provider does not vouch for them, or gives them no role of ours.
        """
        known = self._known()
        try:
            with self._session() as session:
                token = session.fetch_token(
                    known["token_endpoint"],
                    code=code,
                    code_verifier=errand.verifier,
                    grant_type="authorization_code",
                    timeout=SECONDS,
                )
                keys = session.get(known["jwks_uri"], withhold_token=True, timeout=SECONDS)
            keys.raise_for_status()
            claims = self._checked(token["id_token"], KeySet.import_key_set(keys.json()), errand)
        except requests.RequestException as error:
            raise _silent() from error
        except (AuthlibBaseError, JoseError, KeyError, ValueError, TypeError) as error:
            raise _not_vouched_for() from error
        return self._found(claims)

    def _checked(self, text: str, keys: KeySet, errand: Errand) -> dict[str, Any]:
        """Return the claims of an ID token: signed by the provider, for us, now, and for this."""
        token = jwt.decode(text, keys, algorithms=list(ALGORITHMS))
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.settings.issuer},
            aud={"essential": True, "value": self.settings.client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": errand.nonce},
        ).validate(token.claims)
        return dict(token.claims)

    def _found(self, claims: dict[str, Any]) -> Found:
        """Return the name and the first role of ours that the claims give."""
        name = str(claims.get(self.settings.name_claim, "")).lower()
        if not _NAME.fullmatch(name) or claims.get("email_verified") is False:
            raise _not_vouched_for()
        given = claims.get(self.settings.role_claim, [])
        groups = {given} if isinstance(given, str) else set(map(str, given))
        role = next((role for claim, role in self.settings.roles if claim in groups), None)
        if role is None:
            raise Problem(
                403,
                "forbidden",
                "Your account has no role here.",
                "Ask for one of the groups of ENAMEL_API_OIDC_ROLES.",
            )
        provider = claims.get(self.settings.provider_claim or "")
        number = str(provider) if provider is not None else ""
        clinics = claims.get(self.settings.clinic_claim or "") or []
        listed = map(str, clinics if isinstance(clinics, list) else str(clinics).split(","))
        return Found(
            f"oidc:{name}",
            role,
            int(number) if number.isdecimal() else None,
            tuple(int(it) for it in listed if it.strip().isdecimal()),
        )

    def _session(self) -> OAuth2Session:
        return OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret,
            scope="openid email profile",
            redirect_uri=self.settings.callback,
            code_challenge_method="S256",
        )

    def _known(self) -> dict[str, Any]:
        """Return the provider's description of itself, read once an hour."""
        if time.monotonic() - self._read_at > METADATA_SECONDS:
            address = f"{self.settings.issuer}/.well-known/openid-configuration"
            try:
                answer = requests.get(address, timeout=SECONDS)
                answer.raise_for_status()
                found = answer.json()
            except (requests.RequestException, ValueError) as error:
                raise _silent() from error
            if found.get("issuer", "").rstrip("/") != self.settings.issuer:
                raise _not_vouched_for()
            self._metadata, self._read_at = found, time.monotonic()
        return self._metadata


def _silent() -> Problem:
    return Problem(
        503,
        "unavailable",
        "The identity provider does not answer.",
        "Try again, or use a password.",
    )


def _not_vouched_for() -> Problem:
    return Problem(401, "unauthorized", "The identity provider does not vouch for you.")
