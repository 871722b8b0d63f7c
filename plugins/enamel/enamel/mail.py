"""Handing a mail to a server: the one place that speaks SMTP."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

TIMEOUT = 10


def deliver(url: str, message: EmailMessage, *, needs_tls: bool = False) -> None:
    """Hand a mail to the server of an address as smtp://user:password@host:587.

    `smtps://` speaks TLS from the start; `smtp://` uses STARTTLS where the server offers it. The
    server's certificate is checked against the machine's authorities (SSL_CERT_FILE names others).

    Args:
        url: The server.
        message: What to send, to whom.
        needs_tls: Whether it may go out encrypted only.

    Raises:
        smtplib.SMTPException: The server refuses it, or offers no TLS where that is needed.
        OSError: The server cannot be reached, or its certificate is not to be trusted.
    """
    parts = urlsplit(url)
    context = ssl.create_default_context()
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
    with server:
        server.ehlo()
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        elif parts.scheme == "smtp" and (needs_tls or parts.username):
            raise smtplib.SMTPNotSupportedError("The server offers no STARTTLS.")
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
