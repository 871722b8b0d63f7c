"""Telling people: once when something is not as promised, once when it is again.

What was told is remembered in `operations.alerts`, so that any machine may ask any number of
times. What could not be delivered counts as not told, and is told by the next attempt.
"""

import smtplib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import backoff
import requests

from enamel.errors import EnamelError
from enamel.mail import TIMEOUT, deliver
from enamel.runs.slas import Breach

if TYPE_CHECKING:
    import psycopg

WEBHOOK, SMTP = "ENAMEL_ALERT_WEBHOOK", "ENAMEL_ALERT_SMTP"
SENDER, RECIPIENTS = "ENAMEL_ALERT_FROM", "ENAMEL_ALERT_TO"
_LOCK = 8_436_011_276
ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class News:
    """What has changed since somebody was told last."""

    begun: list[Breach]
    recovered: list[Breach]

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.begun or self.recovered)

    @property
    def title(self) -> str:
        """One line."""
        parts = [f"{len(self.begun)} new"] if self.begun else []
        parts += [f"{len(self.recovered)} over"] if self.recovered else []
        return f"Enamel: {', '.join(parts)}"

    @property
    def text(self) -> str:
        """All of it, in lines."""
        lines = [f"NEW   {it.said}" for it in self.begun]
        lines += [f"OVER  {it.said}" for it in self.recovered]
        return "\n".join(lines)


Channel = Callable[[News], None]


def alert(
    connection: "psycopg.Connection[Any]",
    found: Iterable[Breach],
    channels: Mapping[str, Channel],
    now: datetime,
) -> News:
    """Tell every channel what has begun and what is over, and remember it.

    Without a channel nobody is told, so nothing is remembered.

    Raises:
        EnamelError: A channel did not take it; it will be told again next time.
    """
    with connection.transaction():
        # Two that look at the same time would both tell.
        connection.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        known = {
            (subject, kind): Breach(subject, kind, said)
            for subject, kind, said in connection.execute(
                "select subject, breach, said from operations.alerts where recovered_at is null"
            )
        }
        breached = {(it.subject, it.kind): it for it in found}
        news = News(
            [it for key, it in breached.items() if key not in known],
            [it for key, it in known.items() if key not in breached],
        )
        if not news or not channels:
            return news
        if failures := tell(channels, news):
            raise EnamelError(
                f"The alert could not be delivered: {', '.join(failures)}.",
                f"Check {WEBHOOK} and {SMTP} in .env; it is tried again next time.",
            )
        for it in news.begun:
            connection.execute(
                "insert into operations.alerts (subject, breach, since, said, told_at)"
                " values (%s, %s, %s, %s, now())",
                [it.subject, it.kind, now, it.said],
            )
        for it in news.recovered:
            connection.execute(
                "update operations.alerts set recovered_at = %s"
                " where subject = %s and breach = %s and recovered_at is null",
                [now, it.subject, it.kind],
            )
    return news


def channels(settings: Mapping[str, str]) -> dict[str, Channel]:
    """Return the ways to tell somebody that the settings name.

    Raises:
        EnamelError: A setting is no address.
    """
    found: dict[str, Channel] = {}
    if hook := settings.get(WEBHOOK):
        if urlsplit(hook).scheme not in ("http", "https"):
            raise EnamelError(f"{WEBHOOK} is no http(s) address.", "Correct it in .env.")
        found["webhook"] = lambda news: post(hook, news)
    if server := settings.get(SMTP):
        sender, recipients = settings.get(SENDER, ""), settings.get(RECIPIENTS, "")
        if urlsplit(server).scheme not in ("smtp", "smtps") or not sender or not recipients:
            raise EnamelError(
                f"{SMTP} needs an address as in smtp://user:password@host:587, and {SENDER} and "
                f"{RECIPIENTS} beside it.",
                "Correct them in .env.",
            )
        found["e-mail"] = lambda news: mail(server, sender, recipients.split(","), news)
    return found


def tell(channels: Mapping[str, Channel], news: News) -> list[str]:
    """Tell every channel, whatever becomes of the others; return those that did not take it."""
    return [
        f"{name} ({type(error).__name__})"
        for name, send in channels.items()
        if (error := _try(send, news))
    ]


def _try(send: Channel, news: News) -> Exception | None:
    try:
        send(news)
    except (requests.RequestException, smtplib.SMTPException, OSError) as error:
        return error
    return None


def _is_final(error: Exception) -> bool:
    """Whether trying again is of no use: somebody has understood, and has refused."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return 400 <= error.response.status_code < 500 and error.response.status_code != 429
    return isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPRecipientsRefused)


@backoff.on_exception(
    backoff.expo, requests.RequestException, max_tries=ATTEMPTS, giveup=_is_final, factor=0.5
)
def post(url: str, news: News) -> None:
    """Send the news as JSON; `text` is what chat programs show."""
    response = requests.post(
        url,
        json={
            "text": f"{news.title}\n{news.text}",
            "begun": [_facts(it) for it in news.begun],
            "recovered": [_facts(it) for it in news.recovered],
        },
        timeout=TIMEOUT,
    )
    response.raise_for_status()


@backoff.on_exception(
    backoff.expo,
    (smtplib.SMTPException, OSError),
    max_tries=ATTEMPTS,
    giveup=_is_final,
    factor=0.5,
)
def mail(url: str, sender: str, recipients: list[str], news: News) -> None:
    """Send the news as a mail; `smtp://` uses STARTTLS where the server offers it."""
    message = EmailMessage()
    message["Subject"], message["From"] = news.title, sender
    message["To"] = ", ".join(it.strip() for it in recipients)
    message.set_content(news.text)
    deliver(url, message)


def _facts(breach: Breach) -> dict[str, str]:
    return {"subject": breach.subject, "breach": breach.kind, "said": breach.said}
