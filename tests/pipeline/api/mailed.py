"""A mail server that keeps what it gets, and the sender of what is due."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from enamel.mail import deliver
from enamel_api import mailing
from enamel_api.settings import Settings

if TYPE_CHECKING:
    from datetime import datetime

PATIENCE = 60.0
"""So long a server may take to start, in seconds: on a machine that does other things besides."""


class Mailbox(Message):
    """What came, in the order it came in."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.mails: list[Any] = []

    def handle_message(self, message: Any) -> None:
        self.mails.append(message)


@contextmanager
def letterbox() -> Iterator[tuple[Mailbox, int]]:
    """Give a mail server that speaks no TLS: what it got, and its port."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=0, ready_timeout=PATIENCE)
    # It listens at a port that the system chose, and then looks for itself at the one we named.
    with suppress(OSError):
        controller.start()
    assert controller.server is not None
    try:
        yield box, controller.server.sockets[0].getsockname()[1]
    finally:
        controller.stop()


def send(
    settings: Settings, address: str, now: "datetime", hand_over: mailing.Deliver | None = None
) -> mailing.Sent:
    """Send what is due as `enamel reports send --due` does, to the server of an address.

    It has a thread of its own: an open browser keeps the event loop of this one.
    """

    def by_smtp(message: EmailMessage, needs_tls: bool) -> None:
        deliver(address, message, needs_tls=needs_tls)

    work = mailing.send_due(settings, "enamel@practice.example", hand_over or by_smtp, now)
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, work).result()
