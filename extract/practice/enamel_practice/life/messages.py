"""What is sent to patients: requests to confirm, reminders, thanks, calls back to a recall.

The program sends on every day; whoever has to be at the phone works when the office is open.
"""

from datetime import timedelta
from functools import partial

from enamel_practice import names
from enamel_practice.asking import DAYS_AHEAD, Request
from enamel_practice.contact import (
    BY_EMAIL,
    BY_TEXT,
    CALL_BACK,
    CONFIRMATION_TEXT,
    DAY_TICKS,
    DELIVERED,
    EXPIRED,
    MAIL,
    NEGATIVE,
    PENDING,
    PHONE,
    POSITIVE,
    RECALL_TEXT,
    RECEIVED,
    SENT,
    SENT_WELL,
    TEXT,
)
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life.day import Day
from enamel_practice.life.fates import Fates
from enamel_practice.life.minds import Minds
from enamel_practice.life.office import NEVER_AT, Office, Row
from enamel_practice.life.visits import Book
from enamel_practice.logs import EMAIL, REMINDED
from enamel_practice.model import after

NEAR, REMIND, THANK, ASK_BACK = 70, 71, 72, 73
THANKED = 0.08


class Messages:
    """Sends what is due, and enters what comes back."""

    def __init__(self, office: Office, book: Book, minds: Minds, fates: Fates) -> None:
        """Work with the book, for people who know their minds."""
        self.office, self.book, self.minds, self.fates = office, book, minds, fates

    def plan(self, day: Day, *, is_open: bool) -> None:
        """Plan the messages of a day; on a closed one only those that need nobody."""
        day.at(day.clock(7, 5), "requests expired", self.expire)
        for row in self.office.ask("visits_near", day=day.on):
            self._near(day, row)
        day.at(day.clock(18, 45), "thanks sent", self.thank)
        if is_open:
            for row in self.office.ask("people_to_ask", day=day.on):
                self._ask_back(day, row)

    def _near(self, day: Day, row: Row) -> None:
        """Plan what is sent about a visit of the next days, and what its patient answers."""
        fate, start = self.fates.slot(row), row["AptDateTime"]
        dice = self.office.dice(NEAR, row["AptNum"])
        request = fate.request
        if request and request.at.date() == day.on:
            day.at(request.at, "request sent", partial(self.ask, row, request, dice))
        if fate.confirm_at and fate.confirm_at.date() == day.on:
            if self.minds.slot(row).decide("confirm", fate.confirm):
                day.at(fate.confirm_at, "visit confirmed",
                       partial(self.confirm, row, request, dice))  # fmt: skip
            elif request and request.declines and not request.calls:
                day.at(request.answer, "request declined", partial(self.decline, row, dice))
        if start.date() == day.on + timedelta(days=1):
            own = self.office.fate(REMIND, row["AptNum"], start.toordinal())
            at = day.clock(18) + timedelta(seconds=own.integer(0, 3_599))
            if own.chance(REMINDED[start.date() >= self.minds.behaviour.reminders_from]):
                day.at(at, "reminder sent", partial(self.remind, row))

    def _standing(self, row: Row) -> Row | None:
        """Return a visit as it is now, if it still has the time that the message is about."""
        now = self.book.still(row["AptNum"])
        return now if now is not None and now["AptDateTime"] == row["AptDateTime"] else None

    def ask(self, row: Row, request: Request, dice: Dice) -> None:
        """Send a request to confirm a visit, unless that was done meanwhile."""
        visit = self._standing(row)
        if visit is None or visit["Confirmed"] != DEF["conf_none"]:
            return
        now, clinic = self.office.now, visit["ClinicNum"]
        sms = self._text(visit["PatNum"], clinic, CONFIRMATION_TEXT, "Please confirm your visit.",
                         dice) if request.by_text else 0  # fmt: skip
        self.office.add(
            "confirmationrequest", ClinicNum=clinic, PatNum=visit["PatNum"],
            ApptNum=visit["AptNum"], DateTimeConfirmExpire=visit["AptDateTime"],
            DateTimeRSVP=NEVER_AT, DateTimeConfirmTransmit=now, RSVPStatus=PENDING,
            ApptDateTime=visit["AptDateTime"], ResponseDescript="", GuidMessageFromMobile="",
            TSPrior=DAYS_AHEAD * DAY_TICKS, SendStatus=SENT_WELL, ApptReminderRuleNum=clinic,
            MessageType=BY_TEXT if request.by_text else BY_EMAIL, MessageFk=sms, DateTimeSent=now,
        )  # fmt: skip

    def _open(self, visit: Row) -> Row | None:
        rows = self.office.ask(
            "SELECT * FROM confirmationrequest WHERE ApptNum = %(key)s AND RSVPStatus = %(open)s"
            " AND ApptDateTime = %(start)s ORDER BY ConfirmationRequestNum DESC LIMIT 1",
            key=visit["AptNum"], start=visit["AptDateTime"], open=PENDING,
        )  # fmt: skip
        return rows[0] if rows else None

    def confirm(self, row: Row, request: Request | None, dice: Dice) -> None:
        """Have a visit confirmed: by the answer to a request, or by phone."""
        visit = self._standing(row)
        if visit is None:
            return
        asked = self._open(visit) if request and not request.calls else None
        if asked is None:
            self.book.confirm(visit, dice.pick(("conf_yes", "conf_left")))
            self._note(visit, DEF["comm_appt"], "Visit confirmed.", PHONE, SENT)
            return
        self.book.confirm(visit, "conf_sms" if asked["MessageType"] == BY_TEXT else "conf_yes")
        self._answer(visit, asked, POSITIVE, dice)

    def decline(self, row: Row, dice: Dice) -> None:
        """Have a request answered by somebody who does not confirm."""
        visit = self._standing(row)
        asked = self._open(visit) if visit is not None else None
        if visit is not None and asked is not None:
            self._answer(visit, asked, dice.pick((NEGATIVE, CALL_BACK)), dice)

    def _answer(self, visit: Row, asked: Row, status: int, dice: Dice) -> None:
        office, now = self.office, self.office.now.replace(microsecond=0)
        office.change("confirmationrequest", asked, RSVPStatus=status, DateTimeRSVP=now)
        if asked["MessageType"] != BY_TEXT:
            return
        log = self._note(visit, DEF["comm_text"], "Answered by text.", TEXT, RECEIVED, source=4)
        office.add(
            "smsfrommobile", PatNum=visit["PatNum"], ClinicNum=visit["ClinicNum"], CommlogNum=log,
            MsgText="C" if status == POSITIVE else "Please call.", DateTimeReceived=now,
            GuidMessage="", SmsPhoneNumber=f"155555501{visit['ClinicNum']:02}", MsgPart=1,
            MsgTotal=1, MobilePhoneNumber=names.phone(dice), SmsStatus=1, MatchCount=1,
        )  # fmt: skip

    def _note(
        self, visit: Row, kind: int, text: str, mode: int, direction: int, *, source: int = 0
    ) -> int:
        user = 0 if source else visit["SecUserNumEntry"]
        row = self.office.add(
            "commlog", PatNum=visit["PatNum"], CommDateTime=self.office.now, CommType=kind,
            Note=text, Mode_=mode, SentOrReceived=direction, UserNum=user, CommSource=source,
        )  # fmt: skip
        return int(row["CommlogNum"])

    def _text(self, patient: int, clinic: int, kind: int, text: str, dice: Dice) -> int:
        now = self.office.now
        row = self.office.add(
            "smstomobile", PatNum=patient, MsgType=kind, MsgText=text, MsgParts=1,
            GuidMessage=f"synthetic-{patient}-{now:%y%m%d%H%M}", SmsStatus=DELIVERED,
            SmsPhoneNumber=f"155555501{clinic:02}", ClinicNum=clinic,
            MobilePhoneNumber=names.phone(dice), DateTimeSent=now, DateTimeTerminated=now,
            MsgChargeUSD=0.04, MsgDiscountUSD=0.0,
        )  # fmt: skip
        return int(row["SmsToMobileNum"])

    def remind(self, row: Row) -> None:
        """Remind of a visit by e-mail the evening before."""
        visit = self._standing(row)
        if visit is None:
            return
        self.office.add(
            "apptremindersent", ApptNum=visit["AptNum"], ApptDateTime=visit["AptDateTime"],
            DateTimeSent=self.office.now, TSPrior=DAY_TICKS, PatNum=visit["PatNum"],
            ApptReminderRuleNum=visit["ClinicNum"], ClinicNum=visit["ClinicNum"],
            SendStatus=SENT_WELL, MessageType=EMAIL, MessageFk=0, ResponseDescript="",
        )  # fmt: skip

    def expire(self) -> None:
        """Close the requests whose visit's time has come without an answer."""
        for row in self.office.ask(
            "SELECT * FROM confirmationrequest WHERE RSVPStatus = %(open)s"
            " AND DateTimeConfirmExpire < %(now)s ORDER BY ConfirmationRequestNum",
            open=PENDING, now=self.office.now,
        ):  # fmt: skip
            self.office.change("confirmationrequest", row, RSVPStatus=EXPIRED)

    def thank(self) -> None:
        """Thank some who came today, by e-mail."""
        for row in self.office.ask("visits_kept", day=self.office.today):
            if self.office.dice(THANK, row["AptNum"]).chance(THANKED):
                self.office.add(
                    "emailmessage", PatNum=row["PatNum"], PatNumSubj=row["PatNum"],
                    ToAddress=names.email(row["FName"], row["LName"], row["PatNum"]),
                    FromAddress="desk@example.com", Subject="Thank you", BodyText="Thank you.",
                    MsgDateTime=self.office.now, SentOrReceived=SENT, CcAddress="", BccAddress="",
                    AptNum=row["AptNum"], UserNum=row["SecUserNumEntry"], MsgType="ThankYou",
                )  # fmt: skip

    def _ask_back(self, day: Day, row: Row) -> None:
        """Plan to ask back somebody who is due and not booked, one to three times."""
        due = row["DateDue"]
        own = self.office.fate(ASK_BACK, row["PatNum"], due.toordinal())
        steps = [after(due, 14 + step * own.integer(20, 60)) for step in range(own.integer(1, 3))]
        if day.on in steps:
            dice = self.office.dice(ASK_BACK, row["PatNum"])
            late = (day.on - due).days > 150
            day.at(day.moment(dice, 8, 17), "patient asked back",
                   partial(self.ask_back, row, dice, late=late))  # fmt: skip

    def ask_back(self, row: Row, dice: Dice, *, late: bool) -> None:
        """Ask somebody to book a cleaning, unless they have."""
        recall = self.office.get("recall", row["RecallNum"])
        if recall is None or recall["DateScheduled"].year > 1880:
            return
        mode = dice.pick((MAIL, PHONE, TEXT))
        if mode == TEXT:
            self._text(row["PatNum"], row["ClinicNum"], RECALL_TEXT, "Time for your cleaning.",
                       dice)  # fmt: skip
        visit = {"PatNum": row["PatNum"], "SecUserNumEntry": dice.pick(self.book.desk)}
        kind = DEF["comm_react" if late else "comm_recall"]
        self._note(visit, kind, "Asked to book.", mode, SENT)
