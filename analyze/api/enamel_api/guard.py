"""What every answer passes: request id, sizes, time, security headers, ETag, log and metrics."""

import asyncio
import hashlib
import logging
import secrets
import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from enamel_api.problems import Problem, request_id
from enamel_api.settings import Settings

LOG = logging.getLogger("enamel.api")
LONGEST_QUERY = 4096
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "API-Version": "1",
}
TLS_ONLY = "max-age=31536000; includeSubDomains"


class Metrics:
    """Counts and times by address pattern, method and status: no value of any request."""

    def __init__(self) -> None:
        """Make a registry of this app alone."""
        self.registry = CollectorRegistry()
        labels = ["method", "route", "status"]
        self.requests = Counter(
            "enamel_api_requests", "Requests answered.", labels, registry=self.registry
        )
        self.seconds = Histogram(
            "enamel_api_request_seconds",
            "How long answers took.",
            ["route"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
            registry=self.registry,
        )
        self.running = Gauge("enamel_api_running", "Requests under way.", registry=self.registry)


class Guard:
    """The outermost layer: whatever happens inside, one well-formed answer leaves."""

    def __init__(
        self, app: ASGIApp, settings: Settings, metrics: Metrics, paths: frozenset[str]
    ) -> None:
        """Wrap an app; `paths` are its addresses, with the slash at their end or without."""
        self.app = app
        self.paths = paths
        self.settings = settings
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        token = request_id.set(secrets.token_hex(8))
        started, answer = time.perf_counter(), _Answer(scope, send)
        self.metrics.running.inc()
        try:
            self._check_size(scope)
            self._mend_slash(scope)
            seconds = self.settings.request_seconds
            if "/exports/" in scope["path"]:
                seconds = self.settings.export_seconds
            async with asyncio.timeout(seconds):
                await self.app(scope, self._limited(receive), answer.send)
        except Problem as problem:
            await answer.instead(problem, receive)
        except TimeoutError:
            late = Problem(504, "too-slow", "The answer took too long.", "Ask for less.")
            await answer.instead(late, receive)
        except Exception as error:
            # The type alone: a message may quote a row.
            LOG.error("request %s failed: %s", request_id.get(), type(error).__name__)
            await answer.instead(
                Problem(500, "internal", "Something went wrong on our side."), receive
            )
        finally:
            self.metrics.running.dec()
            self._note(scope, answer, time.perf_counter() - started)
            request_id.reset(token)

    def _check_size(self, scope: Scope) -> None:
        if len(scope.get("query_string", b"")) > LONGEST_QUERY or len(scope["path"]) > 512:
            raise Problem(414, "too-long", "The address is too long.")
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > self.settings.body_bytes:
            raise self._too_large()

    def _mend_slash(self, scope: Scope) -> None:
        """Find an address with a slash too many or too few, without sending anybody elsewhere."""
        path = scope["path"]
        other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
        if path not in self.paths and other in self.paths:
            scope["path"] = other

    def _too_large(self) -> Problem:
        return Problem(
            413, "too-large", "The body is too large.", f"At most {self.settings.body_bytes} bytes."
        )

    def _limited(self, receive: Receive) -> Receive:
        seen = 0

        async def limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.settings.body_bytes:
                # FastAPI lets this through where it reads the body, and nothing else.
                raise HTTPException(413)
            return message

        return limited

    def _note(self, scope: Scope, answer: "_Answer", seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unknown")
        self.metrics.requests.labels(scope["method"], route, str(answer.status)).inc()
        self.metrics.seconds.labels(route).observe(seconds)
        LOG.info(
            "%s %s %s %d %.1f ms",
            request_id.get(),
            scope["method"],
            route,
            answer.status,
            1000 * seconds,
        )


class _Answer:
    """Sends an answer with our headers; knows whether it has begun."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self._send = send
        self.status = 500
        self.begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY.items():
                headers.setdefault(name, value)
            if self.scope.get("scheme") == "https":
                headers["Strict-Transport-Security"] = TLS_ONLY
            headers["X-Request-Id"] = request_id.get()
            # A program may keep an answer and ask whether it holds; a browser keeps none on disk.
            is_program = "x-api-key" in Headers(scope=self.scope)
            headers.setdefault("Cache-Control", "private, no-cache" if is_program else "no-store")
            for name, value in _state(self.scope, "rate_headers").items():
                headers.setdefault(name, value)
        await self._send(message)

    async def instead(self, problem: Problem, receive: Receive) -> None:
        """Answer with a problem, unless an answer has begun already."""
        if not self.begun:
            await problem.response()(self.scope, receive, self.send)


def _state(scope: Scope, name: str) -> dict[str, str]:
    found: Any = scope.get("state", {}).get(name, {})
    return dict(found)


class Tags:
    """ETags of whole answers, and 304 for who has them already."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the answer back until its tag is known."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        parts: list[bytes] = []

        async def hold(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not _is_tagged(message):
                    await send(message)
                return
            if start is None or not _is_tagged(start):
                await send(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await _send_tagged(scope, send, start, b"".join(parts))

        await self.app(scope, receive, hold)


def _is_tagged(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and kind.startswith("application/json")


async def _send_tagged(scope: Scope, send: Send, start: Message, body: bytes) -> None:
    # Weak: compression that follows changes the bytes and not the answer.
    tag = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    headers = MutableHeaders(scope=start)
    headers["ETag"] = tag
    headers.add_vary_header("X-API-Key")
    headers.add_vary_header("Cookie")
    asked = [it.strip() for it in Headers(scope=scope).get("if-none-match", "").split(",")]
    if tag in asked or tag.removeprefix("W/") in asked or asked == ["*"]:
        start["status"] = 304
        for name in ("content-length", "content-type"):
            del headers[name]
        body = b""
    await send(start)
    await send({"type": "http.response.body", "body": body})
