"""What happens in the chairs: the visits of the day, what is done and what is found."""

from datetime import date, timedelta
from functools import partial

from enamel_practice.codes import CODES
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life.day import Day
from enamel_practice.life.money import Desk
from enamel_practice.life.office import NEVER_AT, Office, Row
from enamel_practice.life.people import People, age
from enamel_practice.life.recalls import synchronise
from enamel_practice.life.visits import COMPLETE, Book, end_of
from enamel_practice.needs import CASES, CHILD_CASES, place
from enamel_practice.settings import TYPE_NEW, TYPE_RECALL, TYPE_TREATMENT
from enamel_practice.trail import CANCELLED, CHANGED, MISSED

VISIT, FINDING = 1, 2
MISS_RATE, CANCEL_RATE, MOVE_RATE = 0.045, 0.05, 0.02
CAP, CAP_ESTIMATE = 7, 8


class Chairs:
    """Runs the visits of a day."""

    def __init__(self, office: Office, book: Book, people: People, desk: Desk) -> None:
        """Work with the book, the people and the desk."""
        self.office, self.book, self.people, self.desk = office, book, people, desk

    def plan(self, day: Day) -> None:
        """Plan what becomes of each visit that is booked for the day."""
        for row in self.office.ask("visits_due", day=day.on):
            key = row["AptNum"]
            dice = self.office.dice(VISIT, key)
            draw, start = dice.uniform(), row["AptDateTime"]
            if draw < MISS_RATE:
                day.at(
                    start + timedelta(minutes=dice.integer(15, 60)),
                    "visit missed",
                    partial(self.book.lose, key, MISSED, dice),
                )
            elif draw < MISS_RATE + CANCEL_RATE:
                at = max(day.clock(7, 30), start - timedelta(minutes=dice.integer(30, 300)))
                day.at(at, "visit cancelled late", partial(self.book.lose, key, CANCELLED, dice))
            elif draw < MISS_RATE + CANCEL_RATE + MOVE_RATE:
                day.at(day.clock(7, 45), "visit moved", partial(self.book.move, key, dice))
            else:
                day.at(end_of(row, dice), "visit completed", partial(self.complete, day, key, dice))

    def complete(self, day: Day, key: int, dice: Dice) -> None:
        """Complete a visit and its procedures in place."""
        office, row = self.office, self.book.still(key)
        if row is None or row["AptDateTime"].date() != day.on:
            return
        start = row["AptDateTime"]
        used = dice.chance(0.8)
        office.change(
            "appointment", row, AptStatus=COMPLETE, Confirmed=DEF["conf_done"],
            DateTimeArrived=start - timedelta(minutes=dice.integer(-5, 12)) if used else NEVER_AT,
            DateTimeSeated=start + timedelta(minutes=dice.integer(5, 14)) if used else NEVER_AT,
            DateTimeDismissed=office.now.replace(microsecond=0) if used else NEVER_AT,
        )  # fmt: skip
        self.book.note(row, CHANGED)
        # One in a while is entered a day or more after it was done.
        late = dice.chance(0.01)
        procs = office.ask(
            "SELECT * FROM procedurelog WHERE AptNum = %(key)s AND ProcStatus = 1 ORDER BY ProcNum",
            key=key,
        )
        for proc in procs:
            if len(procs) > 1 and dice.chance(0.015):
                office.change("procedurelog", proc, AptNum=0)
                continue
            self.do(proc, row, dice, late=late)
        patient = office.get("patient", row["PatNum"])
        if patient is None:
            return
        if patient["DateFirstVisit"].year < 1880:
            office.change("patient", patient, DateFirstVisit=day.on)
        self._find(row, patient, dice)
        synchronise(office, patient["PatNum"])
        done = [proc["ProcNum"] for proc in procs if proc["ProcStatus"] == 2]
        if done and dice.chance(0.6):
            day.at(
                office.now + timedelta(minutes=4),
                "paid at the desk",
                partial(self.desk.at_visit, patient, done, dice),
            )
        if row["AppointmentTypeNum"] in (TYPE_RECALL, TYPE_NEW) and dice.chance(0.72):
            day.at(
                office.now + timedelta(minutes=6),
                "recall booked at the desk",
                partial(self.book_recall, patient, day.on + timedelta(days=184), dice),
            )

    def do(self, proc: Row, visit: Row, dice: Dice, *, late: bool) -> None:
        """Set a planned procedure complete, and its insurance lines with it."""
        office = self.office
        kind = CODES[office.telling.codes[proc["CodeNum"]]].kind
        own = kind.hygiene or kind.cover == "xray"
        provider = visit["ProvHyg"] if own and visit["ProvHyg"] else visit["ProvNum"]
        day = office.today
        office.change(
            "procedurelog", proc, ProcStatus=2, ProcDate=day - timedelta(days=1) if late else day,
            DateComplete=day, ProvNum=provider, ClinicNum=visit["ClinicNum"],
        )  # fmt: skip
        for line in office.ask(
            "SELECT * FROM claimproc WHERE ProcNum = %(key)s AND Status IN (6, 8)"
            " ORDER BY ClaimProcNum",
            key=proc["ProcNum"],
        ):
            facts = {"ProcDate": proc["ProcDate"], "ProvNum": provider,
                     "ClinicNum": visit["ClinicNum"]}  # fmt: skip
            if line["Status"] == CAP_ESTIMATE:
                facts |= {"Status": CAP, "WriteOff": max(line["WriteOffEst"], 0.0),
                          "DateCP": day, "DateEntry": day}  # fmt: skip
            office.change("claimproc", line, **facts)
        if dice.chance(0.2):
            office.add(
                "procnote",
                PatNum=proc["PatNum"],
                ProcNum=proc["ProcNum"],
                UserNum=visit["SecUserNumEntry"],
                Note=f"{kind.text}, as planned.",
            )

    def _find(self, visit: Row, patient: Row, dice: Dice) -> None:
        """Plan what the exam found; who says yes books at once."""
        office = self.office
        if visit["AppointmentTypeNum"] == TYPE_TREATMENT or not dice.chance(0.28):
            return
        child = age(patient["Birthdate"], office.today) < 14
        case = dice.weighted(CHILD_CASES if child else CASES)
        dentist = self.people.dentist(visit["ProvNum"], patient["PatNum"])
        for step, codes in enumerate(case):
            procs = []
            for number, code in enumerate(codes):
                tooth, surface = place(CODES[code], number, dice)
                procs.append(self.people.chart(
                    patient["PatNum"], code, dentist, visit["ClinicNum"], ToothNum=tooth,
                    Surf=surface, Dx=DEF["dx_decay"],
                    Priority=DEF["prio_1" if step == 0 else "prio_2"],
                ))  # fmt: skip
            if step == 0 and dice.chance(0.5):
                self.book_work(patient, procs, dice)

    def book_work(self, patient: Row, procs: list[Row], dice: Dice) -> bool:
        """Book planned treatment with its dentist; return whether there was room."""
        minutes = 10 + sum(
            CODES[self.office.telling.codes[it["CodeNum"]]].kind.minutes for it in procs
        )
        units = min(24, max(4, -(-minutes // 10) * 2))
        dentist = self.people.dentist(procs[0]["ProvNum"], patient["PatNum"])
        first = self.office.today + timedelta(days=dice.integer(3, 24))
        found = self.book.place(patient["PatNum"], dentist, first, units, dice)
        if found is None:
            return False
        self.book.book(patient["PatNum"], found, dentist, 0, procs, TYPE_TREATMENT, dice)
        return True

    def book_recall(self, patient: Row, around: date, dice: Dice) -> bool:
        """Book a cleaning with an exam; return whether there was room."""
        office, number = self.office, patient["PatNum"]
        hygienist = self.people.hygienist(patient["SecProv"], number)
        dentist = self.people.dentist(patient["PriProv"], number)
        first = around + timedelta(days=dice.integer(-6, 10))
        found = self.book.place(
            number, hygienist, max(first, office.today + timedelta(1)), 12, dice
        )
        if found is None:
            return False
        child = age(patient["Birthdate"], office.today) < 14
        codes = [("D0120", dentist), ("D1120" if child else "D1110", hygienist)]
        if dice.chance(0.5):
            codes.append(("D0272" if child else "D0274", hygienist))
        procs = [self.people.chart(number, code, who, found.clinic) for code, who in codes]
        self.book.book(number, found, dentist, hygienist, procs, TYPE_RECALL, dice)
        synchronise(office, number)
        return True

    def book_new(self, patient: Row, dice: Dice) -> bool:
        """Book a first visit."""
        number = patient["PatNum"]
        hygienist = self.people.hygienist(patient["SecProv"], number)
        dentist = self.people.dentist(patient["PriProv"], number)
        first = self.office.today + timedelta(days=dice.integer(1, 25))
        found = self.book.place(number, hygienist, first, 16, dice)
        if found is None:
            return False
        codes = (("D0150", dentist), ("D0210", hygienist), ("D1110", hygienist))
        procs = [self.people.chart(number, code, who, found.clinic) for code, who in codes]
        self.book.book(number, found, dentist, hygienist, procs, TYPE_NEW, dice, is_new=True)
        return True
