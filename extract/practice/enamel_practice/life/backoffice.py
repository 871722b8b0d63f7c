"""What else an office does: log-ons, fees, hours; and how often the rare things happen."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from enamel_practice.audit import LOG_ON
from enamel_practice.book import FUTURE_DAYS, is_holiday
from enamel_practice.dice import Dice
from enamel_practice.life.corrections import Corrections
from enamel_practice.life.day import Day
from enamel_practice.life.money import Desk
from enamel_practice.life.office import NEVER_AT, OWN_PATIENTS, Office, Row, some
from enamel_practice.life.paperwork import Paperwork
from enamel_practice.life.people import People
from enamel_practice.life.records import Records
from enamel_practice.life.visits import Book
from enamel_practice.truth import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

RARE = 40
NOON = timedelta(hours=12)
BLOCKOUT = 2


class BackOffice:
    """Rare deeds; how many a day follows the practice's size."""

    def __init__(self, office: Office, book: Book, people: People, desk: Desk) -> None:
        """Work with the others."""
        self.office, self.book, self.people, self.desk = office, book, people, desk

    def plan(self, day: Day) -> None:
        """Plan the log-ons of the morning and what comes up once in a while."""
        day.at(day.clock(7, 50), "staff at work", self._log_on)
        day.at(day.clock(8, 10), "schedule extended", self.extend_schedule)
        corrections = Corrections(self.office, self.book, self.people, self.desk)
        records = Records(self.office, self.desk)
        paperwork = Paperwork(self.office, self.book.desk)
        size = self.office.ask("SELECT COUNT(*) AS n FROM patient WHERE PatStatus = 0")[0]["n"]
        deeds: tuple[tuple[str, float, Callable[[Dice], None]], ...] = (
            ("work entered late", 2.0, corrections.enter_late),
            ("adjustment entered late", 1.0, corrections.adjust_late),
            ("closed month edited", 1.2, corrections.edit_closed_month),
            ("split edited", 0.6, corrections.edit_split),
            ("adjustment deleted", 0.8, corrections.delete_adjustment),
            ("payment deleted", 0.5, corrections.delete_payment),
            ("planned work deleted", 1.5, corrections.delete_work),
            ("note deleted", 0.7, corrections.delete_note),
            ("visit deleted", 0.7, corrections.delete_visit),
            ("plan dropped", 0.3, records.drop_plan),
            ("patients merged", 0.25, records.merge),
            ("status changed", 1.2, records.change_status),
            ("plan parked", 1.0, records.park_work),
            ("income transferred", 1.5, corrections.transfer),
            ("refund given", 0.5, corrections.refund),
            ("plan corrected", 0.4, paperwork.correct_plan),
            ("cover corrected", 0.2, paperwork.correct_cover),
            ("cover checked", 6.0, paperwork.verify),
            ("task left", 0.5, paperwork.open_task),
            ("task finished", 0.5, paperwork.finish_task),
            ("warning left", 0.15, paperwork.warn),
            ("card kept", 0.15, paperwork.keep_card),
            ("leave granted", 0.1, paperwork.grant_leave),
            ("fee changed", 0.5, self.change_fee),
            ("schedule changed", 0.6, self.change_schedule),
        )
        for number, (kind, rate, act) in enumerate(deeds):
            dice = self.office.dice(RARE, number)
            expected = rate * max(0.35, size / 2_500)
            times = int(expected) + dice.chance(expected % 1)
            for turn in range(times):
                own = self.office.dice(RARE, number, turn)
                day.at(day.moment(own, 9, 17), kind, partial(act, own))
        if day.on.day <= 7 and day.on.weekday() == 0:
            day.at(day.clock(8, 5), "fees raised", self.raise_fees)

    def _log_on(self) -> None:
        users = self.office.ask("SELECT * FROM userod WHERE IsHidden = 0 ORDER BY UserNum")
        for user in users:
            if self.office.dice(RARE, 99, user["UserNum"]).chance(0.85):
                self.office.log(LOG_ON, user["UserNum"], 0, "Logged on.")
                self.office.change("userod", user, DateTLastLogin=self.office.now)
            if user["EmployeeNum"]:
                self.office.add(
                    "clockevent", EmployeeNum=user["EmployeeNum"], ClockStatus=0, Note="",
                    TimeEntered2=NEVER_AT, TimeDisplayed2=NEVER_AT, ClinicNum=0,
                )  # fmt: skip

    def change_fee(self, dice: Dice) -> None:
        """Change one fee, and the planned work that carries it."""
        rows = self.office.ask(
            "SELECT * FROM fee WHERE FeeSched = 1 AND ClinicNum = 0 AND ProvNum = 0"
            " AND CodeNum < %(first_trap)s ORDER BY FeeNum"
        )
        if rows:
            self._set_fee(dice.pick(rows), 1.02)

    def raise_fees(self) -> None:
        """Raise the fees of the month's first Monday: some codes, in the office's own schedule."""
        dice = self.office.dice(RARE, 98)
        for row in self.office.ask(
            "SELECT * FROM fee WHERE FeeSched = 1 AND ClinicNum = 0 AND ProvNum = 0 ORDER BY FeeNum"
        ):
            if dice.chance(0.15):
                self._set_fee(row, 1.03)

    def _set_fee(self, row: Row, factor: float) -> None:
        self.office.change("fee", row, Amount=float(round(row["Amount"] * factor)))
        for proc in self.office.ask(
            f"SELECT * FROM procedurelog WHERE ProcStatus = 1 AND CodeNum = %(code)s"
            f" AND AptNum = 0 AND {OWN_PATIENTS} ORDER BY ProcNum DESC LIMIT 20",
            code=row["CodeNum"],
        ):  # fmt: skip
            self.office.change("procedurelog", proc, ProcFee=row["Amount"])
        self.people.cover.forget_fees()

    def change_schedule(self, dice: Dice) -> None:
        """Give a provider a day off, or let one leave early, where nobody is booked."""
        row = some(self.office,
            dice, "SELECT * FROM schedule WHERE SchedType = 1 AND ProvNum NOT BETWEEN"
            " %(first_trap)s AND %(last_trap)s AND SchedDate BETWEEN %(day)s + INTERVAL 150 DAY"
            " AND %(day)s + INTERVAL 230 DAY ORDER BY ScheduleNum LIMIT 400",
            day=self.office.today,
        )  # fmt: skip
        if row is None:
            return
        day = row["SchedDate"]
        places = self.office.ask("places", shift=row["ScheduleNum"])
        if self.office.ask(
            "SELECT 1 FROM appointment WHERE AptStatus = 1 AND AptDateTime >= %(day)s"
            " AND AptDateTime < %(day)s + INTERVAL 1 DAY"
            " AND (ProvNum = %(who)s OR ProvHyg = %(who)s) LIMIT 1",
            day=day, who=row["ProvNum"],
        ):  # fmt: skip
            self.office.change("schedule", row, Note="Asked for.")
            return
        if dice.chance(0.5):
            for place in places:
                self.office.remove("scheduleop", place)
            self.office.remove("schedule", row)
            self._tell_shift(row, places, gone=True)
        elif row["StartTime"] < NOON:
            self.office.change("schedule", row, StopTime=NOON)
            self._tell_shift(row, places)
        self.book.diary.forget(day)

    def extend_schedule(self) -> None:
        """Open the book up to its usual reach, with the hours of a fortnight before."""
        office = self.office
        opened: date = office.ask(
            "SELECT MAX(SchedDate) AS day FROM schedule WHERE SchedType = 1"
            " AND ProvNum NOT BETWEEN %(first_trap)s AND %(last_trap)s"
        )[0]["day"]
        while opened <= office.today + timedelta(days=FUTURE_DAYS):
            opened += timedelta(days=1)
            if opened.weekday() < 5 and not is_holiday(opened):
                self._copy_hours(opened)

    def _copy_hours(self, day: date) -> None:
        office = self.office
        for row in office.ask(
            "SELECT * FROM schedule WHERE SchedDate = %(day)s AND SchedType IN (1, 2)"
            " AND ProvNum NOT BETWEEN %(first_trap)s AND %(last_trap)s ORDER BY ScheduleNum",
            day=day - timedelta(days=14),
        ):
            places = office.ask("places", shift=row["ScheduleNum"])
            kept = ("StartTime", "StopTime", "SchedType", "ProvNum", "BlockoutType", "Status",
                    "EmployeeNum", "ClinicNum")  # fmt: skip
            new = office.add("schedule", SchedDate=day, Note="", **{it: row[it] for it in kept})
            for place in places:
                added = office.add("scheduleop", ScheduleNum=new["ScheduleNum"],
                                   OperatoryNum=place["OperatoryNum"])  # fmt: skip
                if row["SchedType"] == BLOCKOUT:
                    office.facts.tell(kinds.Pause(
                        added["ScheduleOpNum"], day, place["OperatoryNum"], *_minutes(new)
                    ))  # fmt: skip
            if row["SchedType"] != BLOCKOUT:
                self._tell_shift(new, places)

    def _tell_shift(self, row: Row, places: list[Row], *, gone: bool = False) -> None:
        place = places[0] if places else {"ClinicNum": 0, "OperatoryNum": 0}
        start, stop = _minutes(row)
        self.office.facts.tell(kinds.Shift(
            row["ScheduleNum"], row["SchedDate"], row["ProvNum"], place["ClinicNum"],
            place["OperatoryNum"], start, stop, gone,
        ))  # fmt: skip


def _minutes(row: Row) -> tuple[int, int]:
    """Return the start and the end of a schedule row in minutes of the day."""
    start, stop = (int(row[it].total_seconds()) // 60 for it in ("StartTime", "StopTime"))
    return start, stop
