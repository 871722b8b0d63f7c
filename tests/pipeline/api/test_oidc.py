"""Signing in with an identity provider: a real one, small, on this machine."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from enamel_api import people
from enamel_api.oidc import OidcSettings
from enamel_api.settings import Settings
from joserfc import jwt
from joserfc.jwk import RSAKey

from .conftest import Served

CLIENT, SECRET = "enamel", "between us"


class Provider:
    """An identity provider with one person; `claims` and `key` are what the next token has."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.signs_with = self.key
        self.claims: dict[str, Any] = {}
        self.asked: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                if parts.path == "/.well-known/openid-configuration":
                    self.say(provider.metadata)
                elif parts.path == "/keys":
                    self.say({"keys": [provider.key.as_dict(private=False)]})
                elif parts.path == "/authorize":
                    asked = {name: it[0] for name, it in parse_qs(parts.query).items()}
                    code = sha256(asked["state"].encode()).hexdigest()
                    provider.asked[code] = asked
                    back = urlencode({"code": code, "state": asked["state"]})
                    self.send_response(302)
                    self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                    self.end_headers()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                sent = {name: it[0] for name, it in parse_qs(body).items()}
                asked = provider.asked.pop(sent.get("code", ""), None)
                proof = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest())
                if asked is None or proof.decode().rstrip("=") != asked["code_challenge"]:
                    self.say({"error": "invalid_grant"}, 400)
                    return
                self.say(
                    {
                        "access_token": "x",
                        "token_type": "Bearer",
                        "id_token": provider.token(asked["nonce"]),
                    }
                )

            def say(self, what: dict[str, Any], status: int = 200) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(what).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    @property
    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def token(self, nonce: str) -> str:
        """Return an ID token: what is right, and what the test has changed of it."""
        right = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "1",
            "exp": int(time.time()) + 60,
            "nonce": nonce,
            "email": "Ada@practice.example",
            "groups": ["staff", "office"],
        }
        return jwt.encode({"alg": "RS256", "kid": "one"}, right | self.claims, self.signs_with)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Callable[[Settings], str], provider: Provider) -> str:
    """The API with this provider; where it is reached is known once it runs."""
    oidc = OidcSettings(
        issuer=provider.issuer,
        client_id=CLIENT,
        client_secret=SECRET,
        address="http://127.0.0.1:1",
        roles=(("owners", "enamel_owner"), ("office", "enamel_manager")),
    )
    return serve(replace(settings, oidc=oidc, cookie_secure=False))


@pytest.fixture(autouse=True)
def _honest(provider: Provider) -> None:
    provider.claims, provider.signs_with = {}, provider.key


@contextmanager
def signed_in(address: str, **changed: str) -> Iterator[tuple[httpx.Response, httpx.Client]]:
    """Go to the provider and come back; yield what the API says then, and the browser."""
    with httpx.Client(base_url=address) as browser:
        begun = browser.get("/session/oidc")
        assert begun.status_code == 302, begun.text
        there = httpx.get(begun.headers["location"])
        sent = parse_qs(urlsplit(there.headers["location"]).query)
        back = {name: it[0] for name, it in sent.items()}
        yield browser.get("/session/oidc/callback", params=back | changed), browser


def test_whom_the_provider_vouches_for_is_let_in_with_their_role(
    served: Served, address: str, provider: Provider
) -> None:
    with signed_in(address) as (answer, browser):
        assert (answer.status_code, answer.headers["location"]) == (302, "/app/")
        who = browser.get("/session").json()
        assert (who["actor"], who["role"]) == ("user:oidc:ada@practice.example", "enamel_manager")
        body = {"last_name": "Ma"}
        assert browser.post("/patients/search", json=body).status_code == 403
        proof = {"X-CSRF-Token": browser.cookies["enamel_csrf"]}
        assert browser.post("/patients/search", json=body, headers=proof).status_code == 200
        assert browser.get("/session/ways").json() == {"password": True, "oidc": True}
        provider.claims = {"groups": ["owners"]}
        with signed_in(address) as (_, other):
            assert other.get("/session").json()["role"] == "enamel_owner"
        people.disable_user("oidc:ada@practice.example")
        assert browser.get("/session").status_code == 401
        with signed_in(address) as (closed, _):
            assert closed.status_code == 401
        served.sql("update service.users set disabled_at = null where user_name like 'oidc:%%'")
    stored = served.sql("select password_hash from service.users where user_name like 'oidc:%%'")
    assert stored == [{"password_hash": ""}]


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"aud": "somebody else"}, 401),
        ({"iss": "https://elsewhere.example"}, 401),
        ({"exp": 1}, 401),
        ({"nonce": "replayed"}, 401),
        ({"email": "no such; name"}, 401),
        ({"email_verified": False}, 401),
        ({"groups": ["staff"]}, 403),
        ({"groups": []}, 403),
    ],
)
def test_a_token_that_is_not_for_us_opens_nothing(
    served: Served, address: str, provider: Provider, claims: dict[str, Any], status: int
) -> None:
    provider.claims = claims
    with signed_in(address) as (answer, browser):
        assert answer.status_code == status, answer.text
        assert browser.get("/session").status_code == 401


def test_another_signature_state_or_code_opens_nothing(address: str, provider: Provider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    with signed_in(address) as (answer, _):
        assert answer.status_code == 401
    provider.signs_with = provider.key
    for changed in ({"state": "x"}, {"code": "x"}):
        with signed_in(address, **changed) as (answer, _):
            assert answer.status_code == 401
    # A callback that somebody else's browser was sent to.
    assert httpx.get(f"{address}/session/oidc/callback?code=x&state=").status_code == 401


def test_it_is_off_unless_it_is_set(served: Served) -> None:
    with served.client() as client:
        assert client.get("/session/oidc").status_code == 404
        assert client.get("/session/ways").json()["oidc"] is False


def test_the_account_of_the_api_makes_no_user_with_a_password(served: Served) -> None:
    made = served.sql("select service.sign_in_elsewhere('ada', 'enamel_owner', null, '{}') as made")
    assert made == [{"made": None}]
    granted = served.sql(
        "select privilege_type from information_schema.role_table_grants"
        " where grantee = 'enamel_api' and table_schema = 'service' and table_name = 'users'"
    )
    assert {it["privilege_type"] for it in granted} <= {"SELECT"}
