"""The API over the practice of the session, served by a real server on a free port."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import psycopg
import pytest
import uvicorn
from enamel.settings import Connection
from enamel_api import people
from enamel_api.main import create_app
from enamel_api.settings import Settings, read_settings
from harness import ROOT, Pipeline
from psycopg.rows import dict_row

from .mailed import Mailbox, letterbox

ROLES = (
    "owner",
    "manager",
    "billing",
    "front_desk",
    "provider",
    "hygienist",
    "analyst",
    "auditor",
)
MANIFEST = "target/built/manifest.json"
OWN_ROWS = ("provider", "hygienist")


@dataclass
class Served:
    """A running API, a key for each role, and the warehouse behind it.

    `providers` names the provider whose rows a key of a role with own rows sees.
    """

    address: str
    warehouse: Connection
    settings: Settings
    keys: dict[str, str] = field(default_factory=dict)
    providers: dict[str, int] = field(default_factory=dict)

    def client(self, role: str | None = None, *, key: str | None = None) -> httpx.Client:
        """Return a client with the key of a role, with another one, or without any."""
        key = self.keys[role] if role else key
        headers = {"X-API-Key": key} if key else {}
        return httpx.Client(base_url=self.address, headers=headers, timeout=30)

    def sql(self, text: str, values: Any = None) -> list[dict[str, Any]]:
        """Ask the warehouse as its owner."""
        return ask(self.warehouse, text, values)


def ask(there: Connection, text: str, values: Any = None) -> list[dict[str, Any]]:
    """Run one statement as the owner of a warehouse."""
    with psycopg.connect(
        host=there.host,
        port=there.port,
        user=there.user,
        password=there.password,
        dbname=there.database,
        row_factory=dict_row,
    ) as connection:
        cursor = connection.execute(text.encode(), values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="session")
def environment(pipeline: Pipeline) -> Iterator[dict[str, str]]:
    """The environment of whoever runs the API: the warehouse, the roles, their account."""
    values = {
        name: value for name, value in pipeline.env.items() if name.startswith("ENAMEL_WAREHOUSE_")
    } | {"ENAMEL_API_PASSWORD": secrets.token_urlsafe(24)}
    pipeline.run("enamel", "lineage", "--manifest", str(pipeline.folder / MANIFEST))
    # The account belongs to the whole server: whoever gives it a password next takes ours away.
    pipeline.run("enamel", "access", "apply", **values)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        yield values


@pytest.fixture(scope="session")
def serve(environment: dict[str, str]) -> Iterator[Callable[..., str]]:
    """Serve an app on a free port until the session ends; return its address."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(settings: Settings) -> str:
        config = uvicorn.Config(
            create_app(settings),
            port=0,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        limit = time.monotonic() + 120
        while not server.started:
            assert time.monotonic() < limit, "the server does not start"
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def settings(environment: dict[str, str]) -> Settings:
    """Settings as a user has them, with limits that these tests do not reach."""
    values = {
        **environment,
        "ENAMEL_API_PER_MINUTE": "100000",
        "ENAMEL_API_PER_HOUR": "1000000",
    }
    return read_settings(values, ROOT)


@pytest.fixture(scope="session")
def served(pipeline: Pipeline, settings: Settings, serve: Callable[..., str]) -> Served:
    """The API with a key for each role."""
    api = Served("", pipeline.warehouse, settings)
    busiest = (
        "select provider_id from marts.fct_appointments as app"
        " inner join marts.dim_providers as pro using (provider_id)"
        " where pro.is_hygienist = {} group by provider_id order by count(*) desc limit 1"
    )
    api.providers = {
        "provider": api.sql(busiest.format("false"))[0]["provider_id"],
        "hygienist": api.sql(
            "select hygienist_id from marts.fct_appointments where hygienist_id > 0"
            " group by hygienist_id order by count(*) desc limit 1"
        )[0]["hygienist_id"],
    }
    for role in ROLES:
        api.keys[role] = make_key(role, api.providers.get(role))
    api.address = serve(settings)
    return api


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    """A mail server that speaks no TLS, and its address."""
    with letterbox() as (box, port):
        yield box, f"smtp://127.0.0.1:{port}"


def make_key(role: str, provider: int | None = None, **options: Any) -> str:
    """Make a key as `enamel keys create` does."""
    asked = {"label": "test", "days": 1, "scopes": [], "per_minute": None, "per_hour": None}
    return people.create_key(role, provider, **(asked | options))
