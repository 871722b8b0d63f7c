"""Calls at the front desk: who books, who moves, who cancels, who is new."""

from datetime import timedelta
from functools import partial
from itertools import groupby

from enamel_practice.behaviour.diary import Mark
from enamel_practice.dice import Dice
from enamel_practice.life.chairs import Chairs
from enamel_practice.life.day import Day
from enamel_practice.life.fates import TRIES, Case, Fates
from enamel_practice.life.minds import Minds
from enamel_practice.life.office import RECENT_PATIENTS, Office, Row, some
from enamel_practice.life.recalls import synchronise
from enamel_practice.life.visits import Book

RECALL, WORK, NEW, MOVE, PAIN = 30, 31, 32, 33, 34
PAIN_A_YEAR = 0.13


class FrontDesk:
    """Takes the day's calls."""

    def __init__(
        self, office: Office, book: Book, chairs: Chairs, minds: Minds, fates: Fates
    ) -> None:
        """Work with the book, for people who know their minds."""
        self.office, self.book, self.chairs = office, book, chairs
        self.minds, self.fates = minds, fates

    def plan(self, day: Day) -> None:
        """Plan the calls of a day."""
        office = self.office
        self._recalls(day)
        self._treatment(day)
        size = office.ask("SELECT COUNT(*) AS n FROM patient WHERE PatStatus = 0")[0]["n"]
        for turn in self._times(NEW, size / 900):
            own = office.dice(NEW, turn)
            day.at(day.moment(own, 8, 17), "new patient", partial(self.arrive, own))
        for turn in self._times(PAIN, size * PAIN_A_YEAR / 255):
            own = office.dice(PAIN, turn)
            day.at(day.moment(own, 8, 12), "emergency", partial(self.in_pain, day, own))
        for row in office.ask("visits_ahead", day=day.on):
            self._ahead(day, row)

    def _times(self, kind: int, expected: float) -> range:
        return range(int(expected) + self.office.dice(kind).chance(expected % 1))

    def _recalls(self, day: Day) -> None:
        """Plan who asks for a cleaning: their day has come, and they have nothing booked yet."""
        office = self.office
        first_day = day.on == self.fates.made
        rows = office.ask("people_to_recall", day=day.on)
        rows += office.ask("newcomers_lost", day=day.on)
        for row in rows:
            began = row["lost_day"] or row["DatePrevious"]
            taken_over = first_day and began < day.on
            fate = None
            if taken_over or self.fates.may_return_on(row, day.on):
                fate = self.fates.returns(row)
            if fate is None:
                continue
            on, page, comes = fate
            if taken_over and page.key[0]:
                self.minds.keep(row["PatNum"], page)
            if comes and on <= day.on < on + TRIES:
                dice = office.dice(RECALL, row["PatNum"])
                book = self.book_recall if "RecallNum" in row else self.book_again
                day.at(day.moment(dice, 8, 17), "recall booked", partial(book, row, dice))

    def _treatment(self, day: Day) -> None:
        """Plan which treatment is booked: the day for it has come."""
        first_day = day.on == self.fates.made
        rows = self.office.ask("cases_open", day=day.on)
        for _, exam in groupby(rows, key=lambda it: (it["PatNum"], it["DateTP"])):
            for case in self.fates.cases(list(exam)):
                if not case.is_open:
                    continue
                first = case.procs[0]
                page = self.fates.case_page(case, day.clock(7))
                on = self.fates.accepts(case, page)
                if first_day and first["DateTP"] < day.on:
                    self.minds.keep(first["PatNum"], page)
                if on == day.on:
                    dice = self.office.dice(WORK, first["ProcNum"])
                    day.at(day.moment(dice, 8, 17), "treatment booked",
                           partial(self.book_case, case, dice))  # fmt: skip

    def _ahead(self, day: Day, row: Row) -> None:
        """Plan what happens to a booked time today: changed, or most often nothing."""
        fate, start = self.fates.slot(row), row["AptDateTime"]
        dice = self.office.dice(MOVE, row["AptNum"])
        if fate.change_on == day.on:
            page = self.minds.slot(row)
            page.at = day.clock(7)
            if page.decide("early_change", fate.change):
                page.at = min(day.moment(dice, 8, 17), start - timedelta(hours=24))
                kind = "visit moved" if fate.moves else "visit cancelled"
                act = partial(self.change, row, page, dice, moves=fate.moves)
                day.at(page.at, kind, act)
                return
            # It stands, and that is decided today as well, whatever its own day will bring.
            self.minds.keep(row["PatNum"], page)

    def change(self, row: Row, page: Mark, dice: Dice, *, moves: bool) -> None:
        """Move or cancel a visit in time."""
        before = self.book.change(row["AptNum"], dice, moves=moves)
        if before is not None:
            self.minds.keep(row["PatNum"], page)
            self.chairs.fell_through(before)
            synchronise(self.office, row["PatNum"])

    def book_recall(self, row: Row, dice: Dice) -> None:
        """Book somebody who is due, unless that happened meanwhile."""
        recall = self.office.get("recall", row["RecallNum"])
        if recall is not None and recall["DateScheduled"].year < 1880:
            self.chairs.book_recall(row, self.office.today + timedelta(dice.integer(2, 20)), dice)

    def book_again(self, row: Row, dice: Dice) -> None:
        """Book the first visit of somebody whose first one fell through."""
        self.chairs.book_new(row, dice)

    def book_case(self, case: Case, dice: Dice) -> None:
        """Book planned treatment: what was found together comes together, step after step."""
        self.chairs.book_case(case.steps, dice)

    def in_pain(self, day: Day, dice: Dice) -> None:
        """Have somebody with a toothache call, and come as soon as there is room."""
        patient = some(self.office, dice, RECENT_PATIENTS, day=day.on)
        if patient is not None:
            self.chairs.book_emergency(day, patient, dice)

    def arrive(self, dice: Dice) -> None:
        """Enter a new patient and book the first visit."""
        self.chairs.book_new(self.chairs.people.arrive(dice), dice)
