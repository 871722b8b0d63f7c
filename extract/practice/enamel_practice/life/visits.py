"""Visits in the book: booked, confirmed, moved, cancelled, missed, deleted."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from enamel_practice import contact
from enamel_practice.audit import APPT_CREATE, APPT_DELETE, APPT_MOVE
from enamel_practice.codes import CODES
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life.diary import Diary, Place
from enamel_practice.life.office import NEVER_AT, Office, Row
from enamel_practice.trail import CANCELLED, CHANGED, CREATED, DELETED, MISSED

SCHEDULED, COMPLETE, UNSCHEDULED, BROKEN = 1, 2, 3, 5
MISSED_FEE = 25.0
_COPIED = (
    "AptNum", "PatNum", "AptStatus", "Pattern", "Confirmed", "Op", "ProvNum", "ProvHyg",
    "AptDateTime", "NextAptNum", "UnschedStatus", "IsNewPatient", "ProcDescript", "ClinicNum",
    "IsHygiene", "DateTimeArrived", "DateTimeSeated", "DateTimeDismissed", "InsPlan1", "InsPlan2",
    "AppointmentTypeNum", "SecUserNumEntry", "Priority",
)  # fmt: skip


class Book:
    """Changes visits, each change with its copy in the history and its line in the log."""

    def __init__(self, office: Office) -> None:
        """Open the book."""
        self.office, self.diary = office, Diary(office)
        self.desk = [
            row["UserNum"]
            for row in office.ask(
                "SELECT UserNum FROM userod WHERE EmployeeNum <> 0 ORDER BY UserNum LIMIT 3"
            )
        ] or [1]

    def busy(self, patient: int) -> set[date]:
        """Return the days a patient already comes on."""
        rows = self.office.ask(
            "SELECT AptDateTime FROM appointment"
            " WHERE PatNum = %(patient)s AND AptStatus IN (1, 2, 7)",
            patient=patient,
        )
        return {row["AptDateTime"].date() for row in rows}

    def place(self, patient: int, worker: int, day: date, units: int, dice: Dice) -> Place | None:
        """Return a stretch of the worker's time that suits a patient."""
        return self.diary.find(worker, day, units, dice, self.busy(patient))

    def book(
        self, patient: int, place: Place, provider: int, hygienist: int, procs: Sequence[Row],
        kind: int, dice: Dice, *, is_new: bool = False,
    ) -> Row:  # fmt: skip
        """Book a visit for planned procedures."""
        office = self.office
        row = office.add(
            "appointment", PatNum=patient, AptStatus=SCHEDULED, Pattern=pattern(place.units),
            Confirmed=DEF["conf_none"], Op=place.chair, ProvNum=provider, ProvHyg=hygienist,
            IsHygiene=int(hygienist > 0), AptDateTime=place.start, NextAptNum=0, UnschedStatus=0,
            IsNewPatient=int(is_new), ClinicNum=place.clinic, AppointmentTypeNum=kind,
            ProcDescript=self._describe(procs), SecUserNumEntry=dice.pick(self.desk), Priority=0,
            DateTimeArrived=NEVER_AT, DateTimeSeated=NEVER_AT, DateTimeDismissed=NEVER_AT,
            InsPlan1=0, InsPlan2=0,
        )  # fmt: skip
        row["SecDateTEntry"] = office.now
        for proc in procs:
            office.change("procedurelog", proc, AptNum=row["AptNum"])
        self.note(row, CREATED)
        office.add(
            "entrylog", UserNum=row["SecUserNumEntry"], FKeyType=0, FKey=row["AptNum"], LogSource=0
        )
        office.log(APPT_CREATE, row["SecUserNumEntry"], patient, "Visit made.", row["AptNum"])
        self.diary.forget(place.start.date())
        return row

    def note(self, row: Row, action: int) -> None:
        """Leave a copy of a visit in the history."""
        self.office.add(
            "histappointment", HistUserNum=row["SecUserNumEntry"], HistApptAction=action,
            SecDateTEntry=row["SecDateTEntry"], **{name: row[name] for name in _COPIED},
        )  # fmt: skip

    def confirm(self, row: Row, slug: str) -> None:
        """Confirm a visit ahead."""
        self.office.change("appointment", row, Confirmed=DEF[slug])
        self.note(row, CHANGED)

    def still(self, key: int, status: int = SCHEDULED) -> Row | None:
        """Return a visit if it still stands as it was when the deed was planned."""
        row = self.office.get("appointment", key)
        return row if row is not None and row["AptStatus"] == status else None

    def change(self, key: int, dice: Dice, *, moves: bool) -> Row | None:
        """Change a visit a day ahead or more: move it, or cancel it, as where no time is found."""
        row = self.still(key)
        if row is None:
            return None
        before = dict(row)
        if not (moves and self.move(row, dice)):
            self.lose(row, CANCELLED, dice)
        return before

    def move(self, row: Row, dice: Dice) -> bool:
        """Move a visit to another day; return whether one was found."""
        worker = row["ProvHyg"] if row["IsHygiene"] else row["ProvNum"]
        first = max(row["AptDateTime"].date(), self.office.today) + timedelta(dice.integer(1, 25))
        place = self.place(row["PatNum"], worker, first, len(row["Pattern"]), dice)
        if place is None:
            return False
        self._seat(row, place)
        self.office.log(APPT_MOVE, row["SecUserNumEntry"], row["PatNum"], "Moved.", row["AptNum"])
        return True

    def _seat(self, row: Row, place: Place) -> None:
        before = row["AptDateTime"].date()
        self._close_request(row)
        self.office.change(
            "appointment", row, AptStatus=SCHEDULED, AptDateTime=place.start, Op=place.chair,
            ClinicNum=place.clinic, Confirmed=DEF["conf_none"], UnschedStatus=0,
        )  # fmt: skip
        self.note(row, CHANGED)
        self.diary.forget(before, place.start.date())

    def _close_request(self, row: Row) -> None:
        """Have nobody answer a request for a time that was given up before it came."""
        if row["AptDateTime"] > self.office.now:
            for asked in self.office.ask(
                "SELECT * FROM confirmationrequest"
                " WHERE ApptNum = %(key)s AND RSVPStatus = %(open)s",
                key=row["AptNum"], open=contact.PENDING,
            ):  # fmt: skip
                self.office.change("confirmationrequest", asked, RSVPStatus=contact.CHANGED)

    def lose(self, row: Row, action: int, dice: Dice) -> bool:
        """Have a visit missed or cancelled; return whether it has another time already."""
        office = self.office
        day = row["AptDateTime"].date()
        self._close_request(row)
        office.change("appointment", row, AptStatus=BROKEN)
        self.note(row, action)
        if dice.chance(0.85):
            self._post(row, action, dice)
        draw = dice.uniform()
        if draw < 0.5:
            worker = row["ProvHyg"] if row["IsHygiene"] else row["ProvNum"]
            first = max(day, office.today) + timedelta(days=dice.integer(1, 25))
            place = self.place(row["PatNum"], worker, first, len(row["Pattern"]), dice)
            if place is not None:
                self._seat(row, place)
                return True
        if draw < 0.72:
            self.diary.forget(day)
        elif draw < 0.92:
            self.unschedule(row)
        else:
            self.delete(row)
        return False

    def _post(self, row: Row, action: int, dice: Dice) -> None:
        """Post the code of a missed or cancelled visit."""
        missed, office = action == MISSED, self.office
        office.add(
            "procedurelog", PatNum=row["PatNum"], AptNum=0, PlannedAptNum=0, ProcDate=office.today,
            ProcFee=MISSED_FEE if missed and dice.chance(0.12) else 0.0, Surf="", ToothNum="",
            ProcStatus=2, ProvNum=row["ProvHyg"] or row["ProvNum"], ClinicNum=row["ClinicNum"],
            CodeNum=CODES["D9986" if missed else "D9987"].num, UnitQty=1, BaseUnits=0,
            DateTP=date(1, 1, 1), DateComplete=office.today, Priority=0, Dx=0, Discount=0.0,
            SecUserNumEntry=row["SecUserNumEntry"], Prosthesis="",
        )  # fmt: skip

    def unschedule(self, row: Row) -> None:
        """Put a visit on the list of those to be booked again."""
        day = row["AptDateTime"].date()
        self.office.change("appointment", row, AptStatus=UNSCHEDULED, AptDateTime=NEVER_AT, Op=0,
                           UnschedStatus=DEF["unsched_wait"])  # fmt: skip
        self.note(row, CHANGED)
        self.diary.forget(day)

    def delete(self, row: Row) -> None:
        """Delete a visit: its row goes, its history stays, its procedures are free again."""
        office, key = self.office, row["AptNum"]
        self._close_request(row)
        self.note(row, DELETED)
        for proc in office.ask(
            "SELECT * FROM procedurelog WHERE AptNum = %(key)s ORDER BY ProcNum", key=key
        ):
            office.change("procedurelog", proc, AptNum=0)
        for field in office.ask("SELECT * FROM apptfield WHERE AptNum = %(key)s", key=key):
            office.remove("apptfield", field)
        office.unlink("appointment.AptNum", key)
        office.remove("appointment", row)
        # The log forgets the key of what was deleted.
        office.run(
            "UPDATE securitylog SET FKey = 0 WHERE FKey = %(key)s AND PermType IN (25, 26)"
            " AND PatNum = %(patient)s",
            key=key, patient=row["PatNum"],
        )  # fmt: skip
        office.log(APPT_DELETE, row["SecUserNumEntry"], row["PatNum"], "Deleted.")
        self.diary.forget(row["AptDateTime"].date())

    def _describe(self, procs: Sequence[Row]) -> str:
        names = [self.office.telling.codes[proc["CodeNum"]] for proc in procs]
        return ", ".join(CODES[name].kind.short for name in names if name in CODES)


def pattern(units: int) -> str:
    """Return the chair time of a visit as the source writes it."""
    return "/" + "X" * (units - 2) + "/"


def minutes_of(row: Row) -> timedelta:
    """Return how long a visit takes."""
    return timedelta(minutes=5 * len(row["Pattern"]))


def end_of(row: Row, dice: Dice) -> datetime:
    """Return when a visit is over."""
    start: datetime = row["AptDateTime"]
    return start + minutes_of(row) + timedelta(minutes=dice.integer(-5, 15))
