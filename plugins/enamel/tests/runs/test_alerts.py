"""Alerts reach real receivers on this machine: once at the beginning, once at the end."""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from enamel.errors import EnamelError
from enamel.reconciliation.run import connect_warehouse
from enamel.runs import alerts
from enamel.runs.slas import Breach
from enamel.tenants.cli import app as tenants
from enamel_ledger import filing
from typer.testing import CliRunner

if TYPE_CHECKING:
    import psycopg
    from enamel.settings import Connection

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATE = Breach("phase 1", "freshness", "3 of 20 tables of phase 1 are older than 26 h.")
SLOW = Breach("phase 2", "duration", "Phase 2 took 50 min.")


class Webhook:
    """A receiver; `answers` are the status codes it gives, 200 when there are no more."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.asked = 0
        self.answers: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.asked += 1
                body = self.rfile.read(int(self.headers["content-length"]))
                code = receiver.answers.pop(0) if receiver.answers else 200
                if code == 200:
                    receiver.bodies.append(json.loads(body))
                self.send_response(code)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/hook"


class Mailbox(Message):
    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.mails: list[Any] = []

    def handle_message(self, message: Any) -> None:
        self.mails.append(message)


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    receiver = Webhook()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


@pytest.fixture
def ledger(warehouse_database: "Connection") -> "Iterator[psycopg.Connection[Any]]":
    with connect_warehouse(warehouse_database) as connection:
        connection.autocommit = True
        filing.prepare(connection)
        yield connection


def test_a_breach_is_told_once_and_its_end_once(
    ledger: "psycopg.Connection[Any]", webhook: Webhook
) -> None:
    ways = alerts.channels({"ENAMEL_ALERT_WEBHOOK": webhook.url})
    for found in ([], [LATE], [LATE], [LATE, SLOW], [SLOW], [SLOW], [], [], [LATE]):
        alerts.alert(ledger, found, ways, datetime.now(UTC))
    told = [
        ([it["subject"] for it in body["begun"]], [it["subject"] for it in body["recovered"]])
        for body in webhook.bodies
    ]
    assert told == [
        (["phase 1"], []),
        (["phase 2"], []),
        ([], ["phase 1"]),
        ([], ["phase 2"]),
        (["phase 1"], []),
    ]
    assert LATE.said in webhook.bodies[0]["text"]


def test_a_receiver_that_fails_is_tried_again(
    ledger: "psycopg.Connection[Any]", webhook: Webhook
) -> None:
    webhook.answers = [503, 500]
    alerts.alert(ledger, [LATE], alerts.channels({"ENAMEL_ALERT_WEBHOOK": webhook.url}), NOW)
    assert (webhook.asked, len(webhook.bodies)) == (3, 1)


def test_what_was_not_delivered_is_told_by_the_next_attempt(
    ledger: "psycopg.Connection[Any]", webhook: Webhook
) -> None:
    ways = alerts.channels({"ENAMEL_ALERT_WEBHOOK": webhook.url})
    webhook.answers = [404]
    with pytest.raises(EnamelError, match="could not be delivered: webhook"):
        alerts.alert(ledger, [LATE], ways, NOW)
    assert webhook.asked == 1, "a receiver that refuses is not pestered"
    assert alerts.alert(ledger, [LATE], ways, NOW).begun == [LATE]
    assert len(webhook.bodies) == 1


def test_a_mail_says_what_is_wrong_to_everybody_named(
    ledger: "psycopg.Connection[Any]",
) -> None:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=0)
    with suppress(OSError):
        controller.start()
    assert controller.server is not None
    port = controller.server.sockets[0].getsockname()[1]
    try:
        ways = alerts.channels(
            {
                "ENAMEL_ALERT_SMTP": f"smtp://127.0.0.1:{port}",
                "ENAMEL_ALERT_FROM": "enamel@practice.example",
                "ENAMEL_ALERT_TO": "owner@practice.example, it@practice.example",
            }
        )
        alerts.alert(ledger, [LATE, SLOW], ways, NOW)
    finally:
        controller.stop()
    (mail,) = box.mails
    assert mail["Subject"] == "Enamel: 2 new"
    assert mail["To"] == "owner@practice.example, it@practice.example"
    body = mail.get_payload(decode=True).decode()
    assert LATE.said in body
    assert SLOW.said in body


@pytest.mark.parametrize(
    "settings",
    [
        {"ENAMEL_ALERT_WEBHOOK": "file:///etc/passwd"},
        {"ENAMEL_ALERT_SMTP": "smtp://mail.example"},
        {"ENAMEL_ALERT_SMTP": "mail.example", "ENAMEL_ALERT_FROM": "a", "ENAMEL_ALERT_TO": "b"},
    ],
)
def test_an_address_that_is_none_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(EnamelError, match="ENAMEL_ALERT"):
        alerts.channels(settings)


def test_a_receiver_that_is_down_does_not_keep_the_next_one_from_hearing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[alerts.News] = []

    def down(_: alerts.News) -> None:
        raise ConnectionRefusedError

    def ways(_: object) -> dict[str, alerts.Channel]:
        return {"webhook": down, "e-mail": heard.append}

    monkeypatch.setattr(alerts, "channels", ways)
    told = CliRunner().invoke(tenants, ["tell", "southside", "daily-group", "failed"])
    assert isinstance(told.exception, EnamelError)
    assert told.exception.reason == "It could not be delivered: webhook (ConnectionRefusedError)."
    assert [it.text for it in heard] == [told.output.strip()]
