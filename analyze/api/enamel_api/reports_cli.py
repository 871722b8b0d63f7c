"""`enamel reports send`: mails what people have scheduled."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from email.message import EmailMessage

app = typer.Typer(help="Papers and reports that are mailed on a schedule.", no_args_is_help=True)


@app.callback()
def reports() -> None:
    """Papers and reports that are mailed on a schedule."""


@app.command()
def send(
    due: Annotated[bool, typer.Option("--due", help="What is due now, each once.")] = False,
    at: Annotated[
        datetime | None,
        typer.Option(help="As if it were this moment, UTC.", formats=["%Y-%m-%dT%H:%M"]),
    ] = None,
) -> None:
    """Mail what is due: huddle, daily close, monthly review, alerts, people's own reports.

    People make schedules in the dashboard or with POST /schedules; each paper is made with the
    rights its owner has now. Goes through ENAMEL_ALERT_SMTP from ENAMEL_ALERT_FROM, to the
    domains of ENAMEL_API_MAIL_DOMAINS. Let a scheduler call it every five minutes (job `mail`).

    Exit code 0: sent, or nothing is due; 1: some could not be sent, which is tried again for six
    hours.
    """
    from enamel.errors import EnamelError
    from enamel.mail import deliver
    from enamel.project import project_root

    from enamel_api.errors import ApiError
    from enamel_api.mailing import send_due
    from enamel_api.people import environment
    from enamel_api.problems import Problem
    from enamel_api.settings import read_settings

    if not due:
        raise EnamelError("Nothing to send was named.", "Use `enamel reports send --due`.")
    values = environment()
    if not values.get("ENAMEL_API_PASSWORD"):
        typer.echo("The API is not set up here (ENAMEL_API_PASSWORD), so nothing is scheduled.")
        return
    server, sender = values.get("ENAMEL_ALERT_SMTP", ""), values.get("ENAMEL_ALERT_FROM", "")

    def hand_over(message: "EmailMessage", needs_tls: bool) -> None:
        if not server or not sender:
            raise Problem(
                503,
                "unavailable",
                "There is no mail server.",
                "Set ENAMEL_ALERT_SMTP and ENAMEL_ALERT_FROM in .env.",
            )
        deliver(server, message, needs_tls=needs_tls)

    try:
        settings = read_settings(values, project_root())
    except ApiError as error:
        raise EnamelError(error.reason, error.instruction) from error
    now = at.replace(tzinfo=UTC) if at else datetime.now(UTC)
    try:
        sent = asyncio.run(send_due(settings, sender, hand_over, now))
    except Problem as problem:
        raise EnamelError(
            f"What is due could not be read: {problem.detail}",
            "`enamel serve` prepares its tables.",
        ) from problem
    for name in sent.delivered:
        typer.echo(f"sent    {name}")
    for name in sent.silent:
        typer.echo(f"silent  {name}")
    for name, reason in sent.failed.items():
        typer.echo(f"failed  {name}: {reason}")
    if sent.failed:
        raise EnamelError(
            f"{len(sent.failed)} of the mails due could not be sent.",
            "The lines above say why; it is tried again for six hours.",
        )
    if not (sent.delivered or sent.silent):
        typer.echo("Nothing is due.")
