"""Calls at the front desk: who books, who moves, who cancels, who is new."""

from datetime import timedelta
from functools import partial

from enamel_practice.dice import Dice
from enamel_practice.life.chairs import Chairs
from enamel_practice.life.day import Day
from enamel_practice.life.office import Office, Row
from enamel_practice.life.recalls import synchronise
from enamel_practice.life.visits import Book
from enamel_practice.trail import CANCELLED

RECALL, WORK, NEW, MOVE, CONFIRM = 30, 31, 32, 33, 34


class FrontDesk:
    """Takes the day's calls."""

    def __init__(self, office: Office, book: Book, chairs: Chairs) -> None:
        """Work with the book."""
        self.office, self.book, self.chairs = office, book, chairs

    def plan(self, day: Day) -> None:
        """Plan the calls of a day."""
        office = self.office
        for row in office.ask("people_to_recall", day=day.on):
            dice = office.dice(RECALL, row["PatNum"])
            if dice.chance(0.02):
                day.at(
                    day.moment(dice, 8, 17), "recall booked", partial(self.book_recall, row, dice)
                )
        for row in office.ask("work_to_book", day=day.on):
            dice = office.dice(WORK, row["PatNum"])
            if dice.chance(0.012):
                day.at(
                    day.moment(dice, 8, 17), "treatment booked", partial(self.book_work, row, dice)
                )
        size = office.ask("SELECT COUNT(*) AS n FROM patient WHERE PatStatus = 0")[0]["n"]
        expected = size / 900
        dice = office.dice(NEW)
        for turn in range(int(expected) + dice.chance(expected % 1)):
            own = office.dice(NEW, turn)
            day.at(day.moment(own, 8, 17), "new patient", partial(self.arrive, own))
        for row in office.ask("visits_ahead", day=day.on):
            self._ahead(day, row)

    def _ahead(self, day: Day, row: Row) -> None:
        key, start = row["AptNum"], row["AptDateTime"]
        dice = self.office.dice(MOVE, key)
        draw = dice.uniform()
        if draw < 0.004:
            day.at(day.moment(dice, 8, 17), "visit moved", partial(self.move, row, dice))
        elif draw < 0.008:
            day.at(day.moment(dice, 8, 17), "visit cancelled", partial(self.cancel, row, dice))
        elif day.on + timedelta(days=2) == start.date() and dice.chance(0.6):
            day.at(
                day.clock(9, dice.integer(0, 59)),
                "visit confirmed",
                partial(self.book.confirm, key, dice),
            )

    def move(self, row: Row, dice: Dice) -> None:
        """Move a visit."""
        self.book.move(row["AptNum"], dice)
        synchronise(self.office, row["PatNum"])

    def cancel(self, row: Row, dice: Dice) -> None:
        """Cancel a visit."""
        self.book.lose(row["AptNum"], CANCELLED, dice)
        synchronise(self.office, row["PatNum"])

    def book_recall(self, row: Row, dice: Dice) -> None:
        """Book somebody who is due, unless that happened meanwhile."""
        recall = self.office.get("recall", row["RecallNum"])
        if recall is not None and recall["DateScheduled"].year < 1880:
            self.chairs.book_recall(row, self.office.today + timedelta(dice.integer(2, 20)), dice)

    def book_work(self, row: Row, dice: Dice) -> None:
        """Book planned treatment: what was found together comes together."""
        procs = self.office.ask(
            "SELECT * FROM procedurelog WHERE PatNum = %(patient)s AND ProcStatus = 1"
            " AND AptNum = 0 AND PlannedAptNum = 0 AND Dx <> 0 ORDER BY DateTP DESC, ProcNum",
            patient=row["PatNum"],
        )  # fmt: skip
        if procs:
            together = [it for it in procs if it["DateTP"] == procs[0]["DateTP"]][:3]
            self.chairs.book_work(row, together, dice)

    def arrive(self, dice: Dice) -> None:
        """Enter a new patient and book the first visit."""
        self.chairs.book_new(self.chairs.people.arrive(dice), dice)
