"""What happens in the chairs: the visits of the day, what is done and what is found."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from enamel_practice.behaviour.diary import Mark
from enamel_practice.chart import done_at_once
from enamel_practice.codes import CODES
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life.day import Day
from enamel_practice.life.fates import Case, Fates
from enamel_practice.life.minds import Minds
from enamel_practice.life.money import Desk
from enamel_practice.life.office import NEVER_AT, Office, Row
from enamel_practice.life.people import People, age
from enamel_practice.life.recalls import synchronise
from enamel_practice.life.visits import COMPLETE, Book, end_of
from enamel_practice.needs import find_cases, place
from enamel_practice.settings import TYPE_EMERGENCY, TYPE_NEW, TYPE_RECALL, TYPE_TREATMENT
from enamel_practice.trail import CANCELLED, CHANGED, MISSED

VISIT, SHOWS = 1, 2
CAP, CAP_ESTIMATE = 7, 8
KINDS = {TYPE_RECALL: "recall", TYPE_NEW: "new", TYPE_EMERGENCY: "emergency"}


class Chairs:
    """Runs the visits of a day."""

    def __init__(
        self, office: Office, book: Book, people: People, desk: Desk, minds: Minds, fates: Fates
    ) -> None:
        """Work with the book, the people, their minds and the desk."""
        self.office, self.book, self.people, self.desk = office, book, people, desk
        self.minds, self.fates = minds, fates

    def plan(self, day: Day) -> None:
        """Plan what becomes of each visit that is booked for the day."""
        for row in self.office.ask("visits_due", day=day.on):
            self.expect(day, row)

    def expect(self, day: Day, row: Row) -> None:
        """Plan what becomes of a visit: missed, cancelled late, or kept."""
        start, fate = row["AptDateTime"], self.fates.slot(row)
        dice = self.office.dice(VISIT, row["AptNum"])
        shows = self.office.fate(SHOWS, row["AptNum"], start.toordinal())
        page = self.minds.slot(row)
        if fate.confirm_at is not None:
            page.weigh("confirm")
            page.draws["confirm"].outcome = int(row["Confirmed"] != DEF["conf_none"])
        lead = start.date() > row["booked"].date()
        missed = page.decide("no_show", shows.uniform())
        if lead:
            page.weigh("late_cancel")
        if missed:
            at = start + timedelta(minutes=dice.integer(15, 60))
            day.at(at, "visit missed", partial(self.lose, row, page, MISSED, dice))
        elif lead and page.decide("late_cancel", shows.uniform()):
            at = max(day.clock(7, 30), start - timedelta(minutes=dice.integer(30, 300)))
            day.at(at, "visit cancelled late", partial(self.lose, row, page, CANCELLED, dice))
        else:
            day.at(end_of(row, dice), "visit completed",
                   partial(self.complete, day, row["AptNum"], dice, page))  # fmt: skip

    def lose(self, row: Row, page: Mark, action: int, dice: Dice) -> None:
        """Have a visit missed or cancelled late."""
        visit = self.book.still(row["AptNum"])
        if visit is None or visit["AptDateTime"] != row["AptDateTime"]:
            return
        self.minds.keep(row["PatNum"], page)
        self.book.lose(visit, action, dice)
        self.fell_through(row)
        synchronise(self.office, row["PatNum"])

    def fell_through(self, row: Row) -> None:
        """See whether somebody whose cleaning fell through will come back for another."""
        if row["AppointmentTypeNum"] not in (TYPE_RECALL, TYPE_NEW):
            return
        if self.book.still(row["AptNum"]) is not None:
            return
        slot, now = row["AptDateTime"], self.office.now
        page = self.minds.cleaning(row["PatNum"], row["AptNum"], slot, now, now.date(),
                                   is_new=bool(row["IsNewPatient"]))  # fmt: skip
        page.decide("come_back", self.fates.lost(row["AptNum"], slot)[0])
        self.minds.keep(row["PatNum"], page)

    def complete(self, day: Day, key: int, dice: Dice, page: Mark) -> None:
        """Complete a visit and its procedures in place."""
        office, row = self.office, self.book.still(key)
        if row is None or row["AptDateTime"].date() != day.on:
            return
        self.minds.keep(row["PatNum"], page)
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
        if any(proc["ProcStatus"] == 2 for proc in procs):
            day.at(
                office.now + timedelta(minutes=4),
                "checked out",
                partial(self.desk.check_out, patient["Guarantor"], dice),
            )
        if row["AppointmentTypeNum"] in (TYPE_RECALL, TYPE_NEW):
            self._after_cleaning(day, row, patient, dice)

    def _after_cleaning(self, day: Day, row: Row, patient: Row, dice: Dice) -> None:
        """Book the next cleaning at the desk, or not; then it is decided what comes of that."""
        now, number = self.office.now, row["PatNum"]
        person = self.minds.person(number, row["AptDateTime"])
        due = day.on + person.interval
        page = self.minds.cleaning(number, row["AptNum"], row["AptDateTime"], now, due,
                                   is_new=bool(row["IsNewPatient"]))  # fmt: skip
        at_desk, comes, _, stays_away, _ = self.fates.cleaning(number, day.on)
        page.weigh("return")
        page.weigh("attrition")
        if page.decide("reappoint", at_desk):
            at = now + timedelta(minutes=6)
            book = partial(self.book_recall, patient, due, dice)
            day.at(at, "recall booked at the desk", book)
        elif not page.decide("return", comes):
            page.decide("attrition", stays_away)
        self.minds.keep(number, page)

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
        """Plan what the exam found; some of it is booked at once."""
        office, number = self.office, patient["PatNum"]
        kind = KINDS.get(visit["AppointmentTypeNum"])
        if kind is None:
            return
        person = self.minds.person(number, visit["AptDateTime"])
        dentist = self.people.dentist(visit["ProvNum"], number)
        for case in find_cases(kind, person, office.today, dice):
            steps = []
            for step, codes in enumerate(case):
                procs = []
                for place_in, code in enumerate(codes):
                    tooth, surface = place(code, place_in, dice)
                    procs.append(self.people.chart(
                        number, code.kind.code, dentist, visit["ClinicNum"], ToothNum=tooth,
                        Surf=surface, Dx=DEF[dice.pick(("dx_decay", "dx_crack", "dx_gum"))],
                        Priority=DEF["prio_1" if step == 0 else "prio_2"],
                    ))  # fmt: skip
                steps.append(tuple(procs))
            found = Case(tuple(steps))
            page = self.minds.case(number, office.today, office.now, found.procs, len(steps), kind,
                                   dentist)  # fmt: skip
            if self.fates.accepts(found, page) == office.today:
                if done_at_once(kind, case):
                    for proc in found.procs:
                        office.change("procedurelog", proc, AptNum=visit["AptNum"])
                        self.do(proc, visit, dice, late=False)
                else:
                    self.book_case(found.steps, dice)
            self.minds.keep(number, page)

    def book_case(self, steps: Sequence[Sequence[Row]], dice: Dice) -> None:
        """Book treatment with its dentist, weeks between its steps."""
        first = self.office.today + timedelta(days=dice.integer(4, 28))
        for number, procs in enumerate(steps):
            minutes = 10 + sum(
                CODES[self.office.telling.codes[it["CodeNum"]]].kind.minutes for it in procs
            )
            units = min(24, max(4, -(-minutes // 10) * 2))
            patient = procs[0]["PatNum"]
            dentist = self.people.dentist(procs[0]["ProvNum"], patient)
            day = first + timedelta(days=28 * number)
            found = self.book.place(patient, dentist, day, units, dice)
            if found is not None:
                whole = [self.office.get("procedurelog", it["ProcNum"]) for it in procs]
                self.book.book(patient, found, dentist, 0, [it for it in whole if it is not None],
                               TYPE_TREATMENT, dice)  # fmt: skip

    def book_emergency(self, day: Day, patient: Row, dice: Dice) -> bool:
        """Book somebody in pain for today, if there is room, or for one of the next days."""
        office, number = self.office, patient["PatNum"]
        dentist = self.people.dentist(patient["PriProv"], number)
        found = self.book.place(number, dentist, office.today, 8, dice)
        if found is not None and found.start < office.now + timedelta(minutes=45):
            found = self.book.place(number, dentist, office.today + timedelta(days=1), 8, dice)
        if found is None:
            return False
        codes = ("D0140", "D0220")
        procs = [self.people.chart(number, code, dentist, found.clinic) for code in codes]
        row = self.book.book(number, found, dentist, 0, procs, TYPE_EMERGENCY, dice)
        if found.start.date() == day.on:
            self.expect(day, row | {"booked": office.now})
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
