"""What somebody will do and has not done yet: the same whenever it is asked, and written nowhere.

A fate is drawn from the seed and the thing it is about, so that no row has to remember it (a row
could be read by whoever is to predict it). Its day comes once; until then it can be asked again.
What the practice was made with and left open is taken over on the first day lived: the chance is
then the model's among those who have not acted until that day.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from enamel_practice.asking import DAYS_AHEAD, Request, plan_request
from enamel_practice.behaviour.diary import Mark
from enamel_practice.book import is_holiday
from enamel_practice.config import OPENING
from enamel_practice.life.minds import Minds
from enamel_practice.life.office import Office, Row
from enamel_practice.model import after, workday
from enamel_practice.needs import CASES, CHILD_CASES
from enamel_practice.returns import CLEANING_DAYS, GUM_DAYS
from enamel_practice.settings import TYPE_EMERGENCY, TYPE_NEW
from enamel_practice.visits import MOVED

SLOT, CASE, CLEANING, LOST, BILL, REQUEST = 60, 61, 62, 63, 64, 65
NOTICE_HOURS = 24
CONFIRMED_DAYS = 1
RETURN_DAYS, LATE_DAYS, BACK_DAYS = (-20, 80), (95, 270), (10, 150)
SOON_DAYS, LATER_DAYS, AT_ONCE = (1, 27), (31, 86), 0.6
AT_DESK, PROMISE_DAYS, PAID_AFTER, OVERDUE_DAYS = 0.72, (3, 54), 0.82, (0, 24)
TRIES = timedelta(days=14)
_SHAPES = sorted({case for table in (CASES, CHILD_CASES) for case in table.items},
                 key=lambda case: (-sum(map(len, case)), case))  # fmt: skip


class Slot(NamedTuple):
    """What becomes of a booked time before its day, and the request to confirm it."""

    change_on: date | None
    change: float
    moves: bool
    confirm_at: datetime | None
    confirm: float
    request: Request | None


class Case(NamedTuple):
    """Treatment found together: its steps, each with its procedures."""

    steps: tuple[tuple[Row, ...], ...]

    @property
    def procs(self) -> list[Row]:
        """All procedures."""
        return [proc for step in self.steps for proc in step]

    @property
    def is_open(self) -> bool:
        """Whether none of it is booked, done or given up."""
        return all(
            it["ProcStatus"] == 1 and not it["AptNum"] and not it["PlannedAptNum"]
            for it in self.procs
        )


class Fates:
    """Asks what will be."""

    def __init__(self, office: Office, minds: Minds) -> None:
        """Ask in an office whose patients' minds are known."""
        self.office, self.minds = office, minds
        self.made = minds.config.today
        self.coin_flip = minds.config.coin_flip

    def slot(self, row: Row) -> Slot:
        """Return what becomes of a booked time: changed a day ahead or more, confirmed, neither."""
        start: datetime = row["AptDateTime"]
        booked: date = min(row["booked"], start).date()
        first = workday(max(booked + timedelta(days=1), self.made))
        dice = self.office.fate(
            SLOT, row["AptNum"], start.toordinal(), start.hour * 60 + start.minute
        )
        change, confirm, moves = dice.uniform(), dice.uniform(), dice.chance(MOVED)
        request = self._request(row, start)
        last = start.date() - timedelta(days=1)
        answer = request.answer if request and not request.calls else None
        if first > last:
            return Slot(None, change, moves, answer, confirm, request)
        span = (start.date() - max(booked, self.made)).days
        notice = timedelta(hours=dice.integer(NOTICE_HOURS, NOTICE_HOURS * max(1, span)))
        change_on = None
        if (start.date() - booked).days > 1:
            change_on = max(first, _open_day((start - notice).date()))
        days = dice.integer(1, DAYS_AHEAD if request else 3)
        call_on = max(first, _open_day(start.date() - timedelta(days=days)))
        # Whoever was sent a request calls after that.
        call = datetime.combine(call_on, _CALLS) + timedelta(minutes=dice.integer(0, 59))
        # What was booked before the practice was made and is near was asked about by then.
        asked = booked < self.made and (start.date() - self.made).days <= CONFIRMED_DAYS
        return Slot(change_on, change, moves, None if asked else answer or call, confirm, request)

    def _request(self, row: Row, start: datetime) -> Request | None:
        """Return the request to confirm a time, if it is sent in life and was booked by then."""
        dice = self.office.fate(
            REQUEST, row["AptNum"], start.toordinal(), start.hour * 60 + start.minute
        )
        reminders = start.date() >= self.minds.behaviour.reminders_from
        request = plan_request(dice, start, reminders=reminders)
        if request is None or request.at.date() < self.made:
            return None
        return request if row["booked"].date() < request.at.date() else None

    def cases(self, rows: list[Row]) -> Iterator[Case]:
        """Take apart what one exam planned, as it was put together."""
        codes = [self.office.telling.codes[row["CodeNum"]] for row in rows]
        at = 0
        while at < len(rows):
            steps = next(
                (it for it in _SHAPES if [code for step in it for code in step]
                 == codes[at : at + sum(map(len, it))]),
                ((codes[at],),),
            )  # fmt: skip
            found = []
            for step in steps:
                found.append(tuple(rows[at : at + len(step)]))
                at += len(step)
            yield Case(tuple(found))

    def case_page(self, case: Case, at: datetime) -> Mark:
        """Return the page of a case that was found earlier."""
        first = case.procs[0]
        rows = self.office.ask("exam_of", patient=first["PatNum"], day=first["DateTP"])
        kind = rows[0]["AppointmentTypeNum"] if rows else 0
        name = {TYPE_NEW: "new", TYPE_EMERGENCY: "emergency"}.get(kind, "recall")
        return self.minds.case(first["PatNum"], first["DateTP"], at, case.procs, len(case.steps),
                               name, first["ProvNum"])  # fmt: skip

    def accepts(self, case: Case, page: Mark) -> date | None:
        """Return the day on which a case will be booked, having noted that on its page."""
        first = case.procs[0]
        day: date = first["DateTP"]
        known = max(0, (self.made - day).days)
        dice = self.office.fate(CASE, first["ProcNum"])
        soon, later, at_once = dice.uniform(), dice.uniform(), dice.chance(AT_ONCE)
        soon_days, soon_left = _rest(SOON_DAYS, known)
        later_days, later_left = _rest(LATER_DAYS, known)
        if known:
            soon_left *= 1 - AT_ONCE
        in_month, after_month = page.weigh("accept_30"), page.weigh("accept_later")
        if known:
            never = 1 - after_month + after_month * later_left
            self._reweigh(page, "accept_30", in_month, soon_left, (1 - in_month) * never)
            self._reweigh(page, "accept_later", after_month, later_left, 1 - after_month)
        soon_day = 0 if at_once and not known else dice.integer(*soon_days)
        later_day = dice.integer(*later_days)
        if soon_left and page.decide("accept_30", soon):
            return workday(day + timedelta(days=soon_day))
        if later_left and page.decide("accept_later", later):
            return workday(day + timedelta(days=later_day))
        return None

    def may_return_on(self, row: Row, today: date) -> bool:
        """Return whether somebody with nothing booked might ask for a cleaning today."""
        return any(on <= today < on + TRIES for on in self._days_of_return(row))

    def _days_of_return(self, row: Row) -> tuple[date, ...]:
        """Return the days that are open: after a loss one, else one soon and one late."""
        if row["lost_visit"]:
            day: date = row["lost_day"]
            days, left = _rest(BACK_DAYS, (self.made - day).days)
            _, when = self.lost(row["lost_visit"], row["lost_slot"])
            return (workday(day + timedelta(days=_within(when, days))),) if left else ()
        _, _, soon, _, late = self.cleaning(row["PatNum"], row["DatePrevious"])
        due, known = self._due(row)
        soon_days, soon_left = _rest(RETURN_DAYS, known)
        late_days, late_left = _rest(LATE_DAYS, known)
        if not soon_left and not late_left:
            return ()
        return (workday(due + timedelta(days=_within(soon, soon_days))),
                workday(due + timedelta(days=_within(late, late_days))))  # fmt: skip

    def _due(self, row: Row) -> tuple[date, int]:
        """Return when a cleaning is due, and how many days of that had passed for the maker."""
        day: date = row["DatePrevious"]
        due = day + timedelta(days=GUM_DAYS if row["RecallTypeNum"] == 3 else CLEANING_DAYS)
        return due, (self.made - due).days if day < self.made else RETURN_DAYS[0]

    def returns(self, row: Row) -> tuple[date, Mark, bool] | None:
        """Return when somebody with nothing booked may ask for a cleaning, and the page of it.

        The flag says whether they will. None where nothing is left to be decided.
        """
        days = self._days_of_return(row)
        if not days:
            return None
        if row["lost_visit"]:
            return self._comes_back(row, days[0])
        day, number, (soon_on, late_on) = row["DatePrevious"], row["PatNum"], days
        rows = self.office.ask("cleaning_of", patient=number, day=day)
        none: Row = {"AptNum": 0, "IsNewPatient": 0, "AptDateTime": datetime.combine(day, OPENING)}
        visit = rows[0] if rows else none
        _, comes_soon, _, comes_late, _ = self.cleaning(number, day)
        due, known = self._due(row)
        soon_left, late_left = _rest(RETURN_DAYS, known)[1], _rest(LATE_DAYS, known)[1]
        page = self.minds.cleaning(
            number, visit["AptNum"], visit["AptDateTime"], self._morning(), due,
            is_new=bool(visit["IsNewPatient"]),
        )  # fmt: skip
        does, leaves = page.weigh("return"), page.weigh("attrition")
        if day < self.made:
            stays = (1 - leaves) * late_left
            self._reweigh(page, "return", does, soon_left, (1 - does) * (leaves + stays))
            if leaves + stays:
                self._reweigh(page, "attrition", leaves, 1.0, stays)
        if soon_left and page.decide("return", comes_soon):
            return soon_on, page, True
        gone = page.decide("attrition", comes_late)
        return late_on, page, bool(late_left) and not gone

    def cleaning(self, number: int, day: date) -> tuple[float, float, float, float, float]:
        """Return what decides after a cleaning: reappoints, returns, when; leaves, or when."""
        dice = self.office.fate(CLEANING, number, day.toordinal())
        return dice.uniform(), dice.uniform(), dice.uniform(), dice.uniform(), dice.uniform()

    def lost(self, visit: int, slot: datetime) -> tuple[float, float]:
        """Return what decides after a cleaning that fell through: comes back, and when."""
        dice = self.office.fate(LOST, visit, slot.toordinal())
        return dice.uniform(), dice.uniform()

    def _comes_back(self, row: Row, on: date) -> tuple[date, Mark, bool]:
        comes, _ = self.lost(row["lost_visit"], row["lost_slot"])
        day: date = row["lost_day"]
        page = self.minds.cleaning(
            row["PatNum"], row["lost_visit"], row["lost_slot"], self._morning(), day,
            is_new=bool(row["lost_first"]),
        )  # fmt: skip
        does = page.weigh("come_back")
        if day < self.made:
            left = _rest(BACK_DAYS, (self.made - day).days)[1]
            self._reweigh(page, "come_back", does, left, 1 - does)
        return on, page, page.decide("come_back", comes)

    def pays(self, family: int, day: date) -> tuple[bool, date | None, Mark] | None:
        """Return whether a day's share is paid in time, when (None: at once or never), the page."""
        at = self._morning() if day < self.made else datetime.combine(day, _CLOSES)
        page = self.minds.bill(family, day, at)
        if page is None:
            return None
        dice = self.office.fate(BILL, family, day.toordinal())
        in_time, at_desk, promised = dice.uniform(), dice.chance(AT_DESK), dice.uniform()
        after_all, overdue = dice.chance(PAID_AFTER), dice.uniform()
        known = (self.made - day).days
        days, left = _rest(PROMISE_DAYS, known)
        late_days, _ = _rest(OVERDUE_DAYS, known - 61)
        does = page.weigh("paid_60")
        if day < self.made:
            left *= 1 - AT_DESK
            self._reweigh(page, "paid_60", does, left, 1 - does)
            at_desk = False
        if left and page.decide("paid_60", in_time):
            return True, None if at_desk else after(day, _within(promised, days)), page
        if not left:
            page.draws.clear()
        return False, after(day, 61 + _within(overdue, late_days)) if after_all else None, page

    def may_pay_on(self, family: int, day: date, today: date) -> bool:
        """Return whether today could be the day on which a day's share is paid."""
        dice = self.office.fate(BILL, family, day.toordinal())
        _, _, promised = dice.uniform(), dice.uniform(), dice.uniform()
        _, overdue = dice.uniform(), dice.uniform()
        known = (self.made - day).days
        days, _ = _rest(PROMISE_DAYS, known)
        late_days, _ = _rest(OVERDUE_DAYS, known - 61)
        return today in (after(day, _within(promised, days)),
                         after(day, 61 + _within(overdue, late_days)))  # fmt: skip

    def _morning(self) -> datetime:
        """Return the moment at which what was left open is taken over."""
        return datetime.combine(self.made, OPENING)

    def _reweigh(self, page: Mark, name: str, plain: float, left: float, other: float) -> None:
        """Give a page the chance among those who have not acted yet; a coin has no memory.

        Args:
            page: The page.
            name: The target.
            plain: Its probability when everything lay ahead.
            left: The share of its days that are still to come.
            other: The probability of every other way that is still open.
        """
        ahead = plain * left
        if not self.coin_flip and ahead + other:
            page.weigh_as(name, ahead / (ahead + other))


def _rest(days: tuple[int, int], known: int) -> tuple[tuple[int, int], float]:
    """Return what is left of a span of days when so many have passed, and what share that is."""
    first, last = max(days[0], known), days[1]
    if first > last:
        return (last, last), 0.0
    return (first, last), (last - first + 1) / (days[1] - days[0] + 1)


def _within(drawn: float, days: tuple[int, int]) -> int:
    return days[0] + int(drawn * (days[1] - days[0] + 1))


def _open_day(day: date) -> date:
    """Return the day, or the last one before it on which the office was open."""
    while day.weekday() > 4 or is_holiday(day):
        day -= timedelta(days=1)
    return day


_CALLS, _CLOSES = time(11), time(17)
