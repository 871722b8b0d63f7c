"""What was said and sent: comm log, texts, confirmations, e-mail, tasks, popups."""

from datetime import datetime, time, timedelta

from enamel_practice import names
from enamel_practice.definitions import DEF
from enamel_practice.model import NEVER, Family, Member, Visit, World, after, moment
from enamel_practice.people import DELETED, NON_PATIENT

MAIL, PHONE, TEXT = 2, 3, 5
SENT, RECEIVED = 1, 2
DELIVERED, UNSURE, FAILED = 2, 3, 5
CONFIRMATION_TEXT, REMINDER_TEXT, RECALL_TEXT = 6, 3, 7
# The share of visits reminded of, before and after the change of policy.
REMINDED = (0.4, 0.85)
DAY_TICKS = 864_000_000_000


def write_contacts(world: World, family: Family) -> None:
    """Add the family's messages, calls and notes to self."""
    dice, rows = family.dice, world.rows
    for member in family.members:
        if member.status in (NON_PATIENT, DELETED) or member.role == "double":
            continue
        for visit in member.visits:
            if visit.start > NEVER and not visit.deleted and visit.status in (1, 2, 5):
                _visit(world, member, visit)
        _recall(world, member)
    head = family.guarantor
    for _ in range(dice.pick((0, 0, 0, 1, 2))):
        day = world.config.start + timedelta(days=dice.integer(0, 365 * world.config.years - 4))
        day = after(day, 0)
        if head.joined < day < world.config.today:
            at = moment(dice, day)
            rows.add(
                "commlog", at, PatNum=head.number, CommDateTime=at, Mode_=PHONE,
                CommType=DEF[dice.pick(("comm_money", "comm_money", "comm_misc", "comm_ins"))],
                Note="Asked about the account.", SentOrReceived=dice.pick((SENT, RECEIVED)),
                UserNum=dice.pick(world.staff.desk), DateTimeEnd=at + timedelta(minutes=4),
                CommSource=0,
            )  # fmt: skip
    if dice.chance(0.04):
        _popup(world, family)
    if dice.chance(0.12):
        _task(world, family)
    if dice.chance(0.05):
        at = moment(dice, after(max(head.joined, world.config.start), 1))
        if at < world.config.now:
            rows.add("creditcard", at, PatNum=head.number, Address=family.address[0],
                     Zip=family.address[3], CCNumberMasked="XXXXXXXXXXXX0000", Note="",
                     ClinicNum=family.clinic, Procedures="")  # fmt: skip


def _visit(world: World, member: Member, visit: Visit) -> None:
    """Confirm a visit ahead, by text or by phone, and thank for it by e-mail."""
    dice, rows, now = member.family.dice, world.rows, world.config.now
    at = datetime.combine(visit.start.date() - timedelta(days=2), time(9))
    at += timedelta(seconds=dice.integer(0, 7_000))
    turn = world.behaviour.reminders_from
    if visit.made < at < now and dice.chance(REMINDED[visit.start.date() >= turn]):
        text = dice.chance(0.8)
        answer = at + timedelta(minutes=dice.integer(2, 600)) if dice.chance(0.6) else NEVER
        if answer >= now:
            answer = NEVER
        sms = 0
        if text:
            sms = _sms(world, member, at, CONFIRMATION_TEXT, "Please confirm your visit.")
        status = 5 if visit.start < now else 1
        if answer > NEVER:
            status = 2 if dice.chance(0.93) else dice.pick((3, 4))
        rows.add(
            "confirmationrequest", at, ClinicNum=visit.clinic, PatNum=member.number,
            ApptNum=visit.number, DateTimeConfirmExpire=visit.start, DateTimeRSVP=answer,
            DateTimeConfirmTransmit=at, RSVPStatus=status, ApptDateTime=visit.start,
            ResponseDescript="", GuidMessageFromMobile="",
            TSPrior=2 * DAY_TICKS, SendStatus=3, ApptReminderRuleNum=visit.clinic,
            MessageType=1 if text else 2, MessageFk=sms, DateTimeSent=at,
        )  # fmt: skip
        if answer > NEVER and text:
            log = rows.add(
                "commlog", answer, PatNum=member.number, CommDateTime=answer,
                CommType=DEF["comm_text"], Note="Answered by text.", Mode_=TEXT,
                SentOrReceived=RECEIVED, UserNum=0, CommSource=4,
            )  # fmt: skip
            rows.add(
                "smsfrommobile", answer, PatNum=member.number, ClinicNum=visit.clinic,
                CommlogNum=log, MsgText="C", DateTimeReceived=answer, GuidMessage="",
                SmsPhoneNumber=f"155555501{visit.clinic:02}", MsgPart=1, MsgTotal=1,
                MobilePhoneNumber=names.phone(dice), SmsStatus=1, MatchCount=1,
            )  # fmt: skip
    elif visit.made < at < now and dice.chance(0.25):
        rows.add(
            "commlog", at, PatNum=member.number, CommDateTime=at, CommType=DEF["comm_appt"],
            Note="Called about the visit.", Mode_=PHONE, SentOrReceived=SENT,
            UserNum=dice.pick(world.staff.desk), CommSource=0,
        )  # fmt: skip
    if visit.status == 2 and dice.chance(0.08):
        later = visit.edited + timedelta(hours=1)
        rows.add(
            "emailmessage", later, PatNum=member.number, PatNumSubj=member.number,
            ToAddress=names.email(member.first, member.last, member.number),
            FromAddress="desk@example.com", Subject="Thank you", BodyText="Thank you.",
            MsgDateTime=later, SentOrReceived=SENT, CcAddress="", BccAddress="",
            AptNum=visit.number, UserNum=visit.user, MsgType="ThankYou",
        )  # fmt: skip
    if dice.chance(0.01):
        rows.add("apptfield", visit.made, AptNum=visit.number, FieldName="Interpreter",
                 FieldValue="Needed")  # fmt: skip


def _sms(world: World, member: Member, at: datetime, kind: int, text: str) -> int:
    dice = member.family.dice
    status = DELIVERED if dice.chance(0.93) else dice.pick((UNSURE, FAILED))
    done = min(at + timedelta(seconds=dice.integer(2, 90)), world.config.now)
    return world.rows.add(
        "smstomobile", at, done, PatNum=member.number, MsgType=kind, MsgText=text, MsgParts=1,
        GuidMessage=f"synthetic-{member.number}-{at:%y%m%d%H%M}", SmsStatus=status,
        SmsPhoneNumber=f"155555501{member.family.clinic:02}", ClinicNum=member.family.clinic,
        MobilePhoneNumber=names.phone(dice), DateTimeSent=at, DateTimeTerminated=done,
        MsgChargeUSD=0.04, MsgDiscountUSD=0.0,
    )  # fmt: skip


def _recall(world: World, member: Member) -> None:
    """Ask back whoever is due and not booked, and now and then who stayed away long."""
    dice, rows, today = member.family.dice, world.rows, world.config.today
    due = member.next_cleaning
    booked = any(it.status == 1 and it.start.date() >= today for it in member.visits)
    if due.year < 2000 or due >= today or booked:
        return
    for step in range(dice.integer(1, 3)):
        day = after(due, 14 + step * dice.integer(20, 60))
        if day >= today:
            return
        at = moment(dice, day)
        mode = dice.pick((MAIL, PHONE, TEXT))
        if mode == TEXT:
            _sms(world, member, at, RECALL_TEXT, "Time for your cleaning.")
        kind = "comm_react" if (day - due).days > 150 else "comm_recall"
        rows.add(
            "commlog", at, PatNum=member.number, CommDateTime=at, CommType=DEF[kind],
            Note="Asked to book.", Mode_=mode, SentOrReceived=SENT,
            UserNum=dice.pick(world.staff.desk), CommSource=0,
        )  # fmt: skip


def _popup(world: World, family: Family) -> None:
    dice = family.dice
    at = moment(dice, after(max(family.guarantor.joined, world.config.start), 5))
    if at < world.config.now:
        world.rows.add("popup", at, PatNum=family.guarantor.number, Description="Ask for the card.",
                       PopupLevel=1, UserNum=dice.pick(world.staff.desk),
                       IsDisabled=int(dice.chance(0.3)))  # fmt: skip


def _task(world: World, family: Family) -> None:
    dice, rows = family.dice, world.rows
    day = after(world.config.start, dice.integer(0, 365 * world.config.years - 20))
    at = moment(dice, day)
    if at >= world.config.now or day <= family.guarantor.joined:
        return
    done = at + timedelta(days=dice.integer(0, 9), hours=1)
    finished = done < world.config.now and dice.chance(0.9)
    user = dice.pick(world.staff.desk)
    facts = {
        "TaskListNum": dice.integer(1, 3), "KeyNum": family.guarantor.number,
        "Descript": "Call back about the account.", "ObjectType": 1, "UserNum": user,
        "TaskStatus": 2 if finished else dice.integer(0, 1),
        "PriorityDefNum": DEF["task_normal"], "DateTimeEntry": at,
        "DateTimeFinished": done if finished else NEVER, "ReminderGroupId": "",
    }  # fmt: skip
    number = rows.add("task", at, done if finished else at, **facts)
    rows.add("taskhist", at, at, TaskNum=number, UserNumHist=user,
             **{**facts, "TaskStatus": 0, "DateTimeFinished": NEVER})  # fmt: skip
    if finished:
        rows.add("tasknote", done, TaskNum=number, UserNum=user, Note="Done.")
    rows.add("tasksubscription", at, UserNum=user, TaskListNum=facts["TaskListNum"])
