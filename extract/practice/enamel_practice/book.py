"""The appointment book: when each provider works, and what is still free.

Time is counted in the source's own unit of five minutes, from seven in the morning. A provider's
day is one integer with a bit per free unit.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from enamel_practice.config import PracticeConfig
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.rows import Rows
from enamel_practice.staff import Provider, Staff
from enamel_practice.truth.facts import Facts
from enamel_practice.truth.kinds import Pause, Shift

TOPIC = 2
UNIT = 5
FIRST_HOUR = 7
FUTURE_DAYS = 240
LUNCH = (12, 13)
EVEN = sum(1 << bit for bit in range(0, 144, 2))
HOLIDAYS = ((1, 1), (7, 4), (12, 24), (12, 25))


class Slot(NamedTuple):
    """A stretch of one provider's day."""

    provider: Provider
    day: date
    unit: int
    units: int
    clinic: int

    @property
    def start(self) -> datetime:
        """When it begins."""
        return datetime.combine(self.day, time(FIRST_HOUR)) + timedelta(minutes=self.unit * UNIT)

    @property
    def chair(self) -> int:
        """The operatory."""
        return self.provider.chairs[self.clinic]

    @property
    def mask(self) -> int:
        """Its units as bits."""
        return ((1 << self.units) - 1) << self.unit


class Book:
    """What is free."""

    def __init__(self, config: PracticeConfig) -> None:
        """Open an empty book from the first day on."""
        self.config = config
        self.first = config.start
        self.last = config.today + timedelta(days=FUTURE_DAYS)
        self._free: dict[tuple[int, date], int] = {}

    def find(
        self,
        provider: Provider,
        day: date,
        units: int,
        dice: Dice,
        clinic: int = 0,
        reach: int = 28,
    ) -> Slot | None:
        """Take the first fitting stretch from a day on, or none within reach.

        Args:
            provider: Whose time.
            day: The first day that suits.
            units: How long, in units of five minutes.
            dice: Where in the day.
            clinic: The clinic it should be at; any if 0.
            reach: How many days on to look.
        """
        for offset in range(reach):
            on = day + timedelta(days=offset)
            at = provider.clinic_on(on)
            if not at or (clinic and at != clinic) or not self.first <= on <= self.last:
                continue
            free = self._free.get((provider.num, on))
            if free is None:
                free = self._open(provider, on)
            fits, width = free & EVEN if units == 1 else free, 1
            while width < units:
                step = min(width, units - width)
                fits &= fits >> step
                width += step
            fits &= EVEN
            if fits:
                pivot = dice.integer(0, 110)
                late = fits >> pivot << pivot if dice.chance(0.5) else fits
                lowest = late or fits
                slot = Slot(provider, on, (lowest & -lowest).bit_length() - 1, units, at)
                self._free[provider.num, on] = free & ~slot.mask
                return slot
        return None

    def release(self, slot: Slot) -> None:
        """Give a stretch back."""
        self._free[slot.provider.num, slot.day] |= slot.mask

    def _open(self, provider: Provider, day: date) -> int:
        free = 0
        for start, stop in shifts(provider, day, self.config.seed):
            for hour, end in ((start, min(stop, LUNCH[0])), (max(start, LUNCH[1]), stop)):
                if end > hour:
                    low, high = (hour - FIRST_HOUR) * 12, (end - FIRST_HOUR) * 12
                    free |= ((1 << (high - low)) - 1) << low
        return free


def is_holiday(day: date) -> bool:
    """Return whether the practice is closed that day."""
    if (day.month, day.day) in HOLIDAYS:
        return True
    return day.month == 11 and day.weekday() == 3 and 22 <= day.day <= 28


def shifts(provider: Provider, day: date, seed: int) -> tuple[tuple[int, int], ...]:
    """Return a provider's shifts of a day in hours; they may overlap, as in real books."""
    if not provider.clinic_on(day) or is_holiday(day):
        return ()
    # A few days off a year, from arithmetic instead of a stream, so that any day can be asked for.
    if (day.toordinal() * 7919 + provider.num * 104729 + seed) % 53 == 0:
        return ()
    if day.weekday() == 4:
        return ((8, 14),)
    if provider.num == 1 and day.weekday() in (0, 2):
        return ((8, 14), (10, 17))
    return ((8, 17),)


def write_schedules(rows: Rows, staff: Staff, config: PracticeConfig, facts: Facts) -> None:
    """Add a team's working hours, lunch and employees' days; the first adds the holidays."""
    dice = Dice(config.seed, TOPIC, staff.team)
    made = datetime.combine(config.start - timedelta(days=30), time(9))
    for day in _days(config):
        if day.weekday() > 4:
            continue
        entered = max(made, min(config.now, datetime.combine(day, time(8)) - timedelta(days=90)))
        if is_holiday(day):
            if staff.team == 0:
                rows.add("schedule", entered, SchedDate=day, SchedType=0, Status=2, Note="Closed")
            continue
        chairs: dict[int, list[int]] = {}
        for provider in staff.providers:
            clinic = provider.clinic_on(day)
            for start, stop in shifts(provider, day, config.seed):
                chair = provider.chairs[clinic]
                number, _ = _shift(rows, entered, day, (time(start), time(stop)), [chair],
                                   SchedType=1, ProvNum=provider.num)  # fmt: skip
                facts.tell(Shift(number, day, provider.num, clinic, chair, start * 60, stop * 60))
                chairs.setdefault(clinic, []).append(chair)
        for clinic in sorted(chairs):
            there = sorted(set(chairs[clinic]))
            _, places = _shift(rows, entered, day, (time(LUNCH[0]), time(LUNCH[1])), there,
                               SchedType=2, BlockoutType=DEF["block_lunch"],
                               ClinicNum=clinic)  # fmt: skip
            for place, chair in zip(places, there, strict=True):
                facts.tell(Pause(place, day, chair, LUNCH[0] * 60, LUNCH[1] * 60))
        if day <= config.today + timedelta(days=28):
            for employee in staff.employees:
                if not dice.chance(0.06):
                    rows.add("schedule", entered, SchedDate=day, StartTime=time(8),
                             StopTime=time(17), SchedType=3, EmployeeNum=employee)  # fmt: skip


def _shift(
    rows: Rows,
    entered: datetime,
    day: date,
    hours: tuple[time, time],
    chairs: list[int],
    **facts: Any,
) -> tuple[int, list[int]]:
    number = rows.add("schedule", entered, SchedDate=day, StartTime=hours[0], StopTime=hours[1],
                      **facts)  # fmt: skip
    return number, [
        rows.add("scheduleop", entered, ScheduleNum=number, OperatoryNum=chair) for chair in chairs
    ]


def _days(config: PracticeConfig) -> Iterator[date]:
    day = config.start
    while day <= config.today + timedelta(days=FUTURE_DAYS):
        yield day
        day += timedelta(days=1)
