"""What was said and sent: comm log, texts, confirmations, e-mail, tasks, popups.

Whoever was asked or called was so by what stood in the book at that moment, never by what came
after it: a message must not tell the outcome of what it is about. The draws are a stream of their
own.
"""

from datetime import datetime, timedelta

from enamel_practice import names
from enamel_practice.asking import DAYS_AHEAD, SPREAD_SECONDS, Request, Stand, ask_ahead
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.model import NEVER, Family, Member, Visit, World, after, moment
from enamel_practice.people import DELETED, NON_PATIENT
from enamel_practice.recalls import cycles, is_booked
from enamel_practice.truth import kinds

TOPIC = 39
COMPLETE = 2
MAIL, PHONE, TEXT = 2, 3, 5
SENT, RECEIVED = 1, 2
DELIVERED, UNSURE, FAILED = 2, 3, 5
CONFIRMATION_TEXT, REMINDER_TEXT, RECALL_TEXT = 6, 3, 7
PENDING, POSITIVE, NEGATIVE, CALL_BACK, EXPIRED, _, CHANGED = range(1, 8)
BY_TEXT, BY_EMAIL, SENT_WELL = 1, 2, 3
DAY_TICKS = 864_000_000_000


def write_contacts(world: World, family: Family) -> None:
    """Add the family's messages, calls and notes to self."""
    dice, rows = Dice(world.config.seed, TOPIC, family.index), world.rows
    for member in family.members:
        if member.status in (NON_PATIENT, DELETED) or member.role == "double":
            continue
        for visit in member.visits:
            if visit.stands:
                _visit(world, member, visit, dice)
        _recalls(world, member, dice)
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
        _popup(world, family, dice)
    if dice.chance(0.12):
        _task(world, family, dice)
    if dice.chance(0.05):
        at = moment(dice, after(max(head.joined, world.config.start), 1))
        if at < world.config.now:
            rows.add("creditcard", at, PatNum=head.number, Address=family.address[0],
                     Zip=family.address[3], CCNumberMasked="XXXXXXXXXXXX0000", Note="",
                     ClinicNum=family.clinic, Procedures="")  # fmt: skip


def _visit(world: World, member: Member, visit: Visit, dice: Dice) -> None:
    """Ask to confirm each time the visit had, whatever became of it; thank for the visit."""
    # The messages let go of a visit that was deleted.
    key = 0 if visit.deleted else visit.number
    for stand in visit.stands:
        if stand.sent and stand.sent.at < world.config.now:
            _request(world, member, stand, stand.sent, key, dice)
        else:
            _call(world, member, stand, dice)
    if visit.status == COMPLETE and dice.chance(0.08):
        later = visit.edited + timedelta(hours=1)
        world.rows.add(
            "emailmessage", later, PatNum=member.number, PatNumSubj=member.number,
            ToAddress=names.email(member.first, member.last, member.number),
            FromAddress="desk@example.com", Subject="Thank you", BodyText="Thank you.",
            MsgDateTime=later, SentOrReceived=SENT, CcAddress="", BccAddress="",
            AptNum=visit.number, UserNum=visit.user, MsgType="ThankYou",
        )  # fmt: skip
    if dice.chance(0.01) and key:
        world.rows.add("apptfield", visit.made, AptNum=key, FieldName="Interpreter",
                       FieldValue="Needed")  # fmt: skip


def _request(
    world: World, member: Member, stand: Stand, request: Request, key: int, dice: Dice
) -> None:
    """Send a request to confirm, and note what came back while the time stood."""
    rows, now, answer, status = world.rows, world.config.now, NEVER, PENDING
    sms = 0
    if request.by_text:
        sms = _sms(world, member, request.at, CONFIRMATION_TEXT, "Please confirm your visit.", dice)
    could_answer = request.answer < now and stand.stood(request.answer)
    if stand.confirmed == request.answer:
        answer, status = request.answer, POSITIVE
    elif request.declines and stand.confirmed is None and could_answer:
        answer, status = request.answer, dice.pick((NEGATIVE, CALL_BACK))
    elif stand.until is not None and stand.until < stand.start:
        status = CHANGED
    elif stand.start < now:
        status = EXPIRED
    number = rows.add(
        "confirmationrequest", request.at, ClinicNum=stand.clinic, PatNum=member.number,
        ApptNum=key, DateTimeConfirmExpire=stand.start, DateTimeRSVP=answer,
        DateTimeConfirmTransmit=request.at, RSVPStatus=status, ApptDateTime=stand.start,
        ResponseDescript="", GuidMessageFromMobile="", TSPrior=DAYS_AHEAD * DAY_TICKS,
        SendStatus=SENT_WELL, ApptReminderRuleNum=stand.clinic,
        MessageType=BY_TEXT if request.by_text else BY_EMAIL, MessageFk=sms,
        DateTimeSent=request.at,
    )  # fmt: skip
    world.facts.tell(kinds.Asked(number, member.number, stand.clinic, request.at, status))
    if answer > NEVER and request.by_text:
        log = rows.add(
            "commlog", answer, PatNum=member.number, CommDateTime=answer,
            CommType=DEF["comm_text"], Note="Answered by text.", Mode_=TEXT,
            SentOrReceived=RECEIVED, UserNum=0, CommSource=4,
        )  # fmt: skip
        rows.add(
            "smsfrommobile", answer, PatNum=member.number, ClinicNum=stand.clinic,
            CommlogNum=log, MsgText="C" if status == POSITIVE else "Please call.",
            DateTimeReceived=answer, GuidMessage="",
            SmsPhoneNumber=f"155555501{stand.clinic:02}", MsgPart=1, MsgTotal=1,
            MobilePhoneNumber=names.phone(dice), SmsStatus=1, MatchCount=1,
        )  # fmt: skip
    elif stand.confirmed and request.calls:
        _confirmed(world, member, stand.confirmed, dice)


def _call(world: World, member: Member, stand: Stand, dice: Dice) -> None:
    """Call about a time that no request was sent for, at times in vain."""
    at = ask_ahead(stand.start) + timedelta(seconds=dice.integer(0, SPREAD_SECONDS))
    is_open = stand.stood(at) and not (stand.confirmed and stand.confirmed <= at)
    if is_open and at < world.config.now and dice.chance(0.25):
        world.rows.add(
            "commlog", at, PatNum=member.number, CommDateTime=at, CommType=DEF["comm_appt"],
            Note="Called about the visit.", Mode_=PHONE, SentOrReceived=SENT,
            UserNum=dice.pick(world.staff.desk), CommSource=0,
        )  # fmt: skip
    if stand.confirmed:
        _confirmed(world, member, stand.confirmed, dice)


def _confirmed(world: World, member: Member, at: datetime, dice: Dice) -> None:
    world.rows.add(
        "commlog", at, PatNum=member.number, CommDateTime=at, CommType=DEF["comm_appt"],
        Note="Visit confirmed.", Mode_=PHONE, SentOrReceived=SENT,
        UserNum=dice.pick(world.staff.desk), CommSource=0,
    )  # fmt: skip


def _sms(world: World, member: Member, at: datetime, kind: int, text: str, dice: Dice) -> int:
    status = DELIVERED if dice.chance(0.93) else dice.pick((UNSURE, FAILED))
    done = min(at + timedelta(seconds=dice.integer(2, 90)), world.config.now)
    return world.rows.add(
        "smstomobile", at, done, PatNum=member.number, MsgType=kind, MsgText=text, MsgParts=1,
        GuidMessage=f"synthetic-{member.number}-{at:%y%m%d%H%M}", SmsStatus=status,
        SmsPhoneNumber=f"155555501{member.family.clinic:02}", ClinicNum=member.family.clinic,
        MobilePhoneNumber=names.phone(dice), DateTimeSent=at, DateTimeTerminated=done,
        MsgChargeUSD=0.04, MsgDiscountUSD=0.0,
    )  # fmt: skip


def _recalls(world: World, member: Member, dice: Dice) -> None:
    """Ask back whoever is due and not booked at that moment, whether they come after it or not."""
    rows = world.rows
    for due, end in cycles(member, world.config.now):
        for step in range(dice.integer(1, 3)):
            day = after(due, 14 + step * dice.integer(20, 60))
            at = moment(dice, day)
            if at >= end or NEVER < member.deceased <= at:
                break
            if is_booked(member, at):
                continue
            mode = dice.pick((MAIL, PHONE, TEXT))
            if mode == TEXT:
                _sms(world, member, at, RECALL_TEXT, "Time for your cleaning.", dice)
            kind = "comm_react" if (day - due).days > 150 else "comm_recall"
            rows.add(
                "commlog", at, PatNum=member.number, CommDateTime=at, CommType=DEF[kind],
                Note="Asked to book.", Mode_=mode, SentOrReceived=SENT,
                UserNum=dice.pick(world.staff.desk), CommSource=0,
            )  # fmt: skip


def _popup(world: World, family: Family, dice: Dice) -> None:
    at = moment(dice, after(max(family.guarantor.joined, world.config.start), 5))
    if at < world.config.now:
        world.rows.add("popup", at, PatNum=family.guarantor.number, Description="Ask for the card.",
                       PopupLevel=1, UserNum=dice.pick(world.staff.desk),
                       IsDisabled=int(dice.chance(0.3)))  # fmt: skip


def _task(world: World, family: Family, dice: Dice) -> None:
    rows = world.rows
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
