"""Sending what is due: each schedule's newest slot once, made with the rights its owner has now."""

import asyncio
import hashlib
import secrets
import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from psycopg.types.json import Jsonb
from starlette.datastructures import State

from enamel_api.access import Door, Identity
from enamel_api.answers import Asking
from enamel_api.audit import Audit
from enamel_api.database import Database, query
from enamel_api.papers import PAPERS, Letter
from enamel_api.problems import Problem, request_id
from enamel_api.schemas.own_reports import Every, Schedule
from enamel_api.settings import Settings

LATEST = timedelta(hours=6)
"""A paper that could not be sent for so long is not sent any more: the next one is."""
_LOCK = 8_436_011_277
Deliver = Callable[[EmailMessage, bool], None]


@dataclass
class Sent:
    """What happened: whose mail left, who had nothing to say, and what failed and why."""

    delivered: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def newest_slot(every: Every, at_time: str, now: datetime) -> datetime | None:
    """Return when the mail was due last, if that was not too long ago.

    Args:
        every: How often.
        at_time: When, by the office's clock.
        now: Now, in the office's time zone.
    """
    for back in (0, 1):
        day = now.date() - timedelta(days=back)
        slot = datetime.combine(day, time.fromisoformat(at_time), now.tzinfo)
        if _fits(every, day) and slot <= now:
            return slot if now - slot <= LATEST else None
    return None


def _fits(every: Every, day: date) -> bool:
    match every:
        case Every.DAY:
            return True
        case Every.WORKDAY:
            return day.weekday() < 5
        case Every.WEEK:
            return day.weekday() == 0
        case Every.MONTH:
            return day.day == 1


async def send_due(settings: Settings, sender: str, deliver: Deliver, now: datetime) -> Sent:
    """Send what is due and note it; one process at a time.

    Args:
        settings: The API's.
        sender: Whom mails come from.
        deliver: Hands a mail over, encrypted only if its second argument says so.
        now: Now, with a time zone.
    """
    database = Database(settings)
    await database.open()
    sent = Sent()
    try:
        async with database.connection() as lock:
            got = await lock.execute("select pg_try_advisory_lock(%s) as got", [_LOCK])
            row = await got.fetchone()
            if row is None or not row["got"]:
                return sent
            local = now.astimezone(await _office_zone(database))
            for each in await database.own(query("service/schedules"), {"owner": None}):
                await _one(database, Schedule(**each), sender, deliver, local, sent)
    finally:
        await database.close()
    return sent


async def _office_zone(database: Database) -> ZoneInfo:
    """Return whose clock schedules follow: the one that "today" follows in every model."""
    name = (await database.own(query("service/time_zone")))[0]["time_zone"]
    try:
        return ZoneInfo(name or "")
    except (ZoneInfoNotFoundError, ValueError):
        raise Problem(
            503,
            "not-built",
            "The warehouse names no time zone that is known here.",
            "Write ENAMEL_TIME_ZONE as America/Denver, then run `meltano run daily`.",
        ) from None


async def _one(
    database: Database,
    wanted: Schedule,
    sender: str,
    deliver: Deliver,
    now: datetime,
    sent: Sent,
) -> None:
    slot = newest_slot(wanted.every, wanted.at_time, now)
    if slot is None or slot < wanted.created_at:
        return
    key = {"schedule_id": wanted.schedule_id, "slot_at": slot}
    if await database.own(query("service/schedule_sent"), key):
        return
    name = f"{wanted.paper} {wanted.schedule_id}"
    token = request_id.set(secrets.token_hex(8))
    try:
        letter = await _written(database, wanted)
        if letter is not None:
            message = _mail(letter, sender, wanted.recipients)
            await asyncio.to_thread(deliver, message, wanted.has_names)
        await database.own(
            query("service/mail_note"),
            key
            | {
                "recipient_count": len(wanted.recipients) if letter else 0,
                "said": Jsonb(letter.said if letter else []),
                "file_hash": _hash(letter),
            },
        )
        (sent.delivered if letter else sent.silent).append(name)
    except Problem as problem:
        sent.failed[name] = problem.detail
    except (smtplib.SMTPException, OSError) as error:
        # Its words may quote an address.
        sent.failed[name] = f"The mail server does not take it ({type(error).__name__})."
    finally:
        request_id.reset(token)


async def _written(database: Database, wanted: Schedule) -> Letter | None:
    """Write the paper as its owner may see it now, and log it before it leaves."""
    rows = await database.own(query("service/owner"), {"actor": wanted.owner})
    if not rows:
        raise Problem(403, "forbidden", "Who made this schedule is let in no more.", "Delete it.")
    strange = {it.rpartition("@")[2].lower() for it in wanted.recipients}
    if not strange.issubset(database.settings.mail_domains):
        raise Problem(403, "forbidden", "A recipient's domain is not allowed any more.")
    state = State({"database": database, "door": Door(database, database.settings)})
    role = await state.door.role(rows[0]["role"])
    if wanted.has_names and not role["sees_identifiers"]:
        raise Problem(403, "forbidden", "The role of the owner may not see names any more.")
    identity = Identity(
        wanted.owner,
        rows[0]["role"],
        rows[0]["provider_id"],
        role["sees_identifiers"],
        clinic_ids=tuple(rows[0]["clinic_ids"]),
    )
    audit = Audit(database, identity, "schedule", "MAIL", f"/schedules/{wanted.paper}")
    told = await database.own(query("service/mail_told"), {"schedule_id": wanted.schedule_id})
    letter = await PAPERS[wanted.paper](
        Asking(state, audit, identity), wanted, {row["said"] for row in told}
    )
    if letter is not None:
        asked = {"schedule_id": wanted.schedule_id, "recipients": len(wanted.recipients)}
        await audit.answered(
            asked,
            letter.row_count,
            classes=letter.classes,
            patients=letter.patients,
            export_hash=_hash(letter),
        )
    return letter


def _hash(letter: Letter | None) -> str | None:
    return hashlib.sha256(letter.file[2]).hexdigest() if letter and letter.file else None


def _mail(letter: Letter, sender: str, recipients: list[str]) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = letter.subject, sender
    message["To"] = ", ".join(recipients)
    message.set_content(letter.text)
    if letter.file:
        name, kind, content = letter.file
        main, _, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message
