"""The appointment book as the database has it: who is free when, in units of five minutes."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from enamel_practice.book import EVEN, FIRST_HOUR, LUNCH, UNIT
from enamel_practice.dice import Dice
from enamel_practice.life.office import Office

Free = dict[tuple[int, int], int]


class Place(NamedTuple):
    """A stretch of a provider's day in a chair."""

    start: datetime
    chair: int
    clinic: int
    provider: int
    units: int


class Diary:
    """Reads a provider's day when it is asked for, and remembers it."""

    def __init__(self, office: Office) -> None:
        """Know nothing yet."""
        self.office = office
        self._free: dict[tuple[int, date], Free] = {}

    def find(
        self, provider: int, day: date, units: int, dice: Dice, avoid: Collection[date] = (),
        reach: int = 45,
    ) -> Place | None:  # fmt: skip
        """Return a free stretch from a day on, on no day to be avoided; it is not taken yet."""
        for offset in range(reach):
            on = day + timedelta(days=offset)
            if on.weekday() > 4 or on in avoid:
                continue
            for (chair, clinic), free in sorted(self._day(provider, on).items()):
                fits, width = free, 1
                while width < units:
                    step = min(width, units - width)
                    fits &= fits >> step
                    width += step
                fits &= EVEN
                if fits:
                    pivot = dice.integer(0, 110)
                    late = fits >> pivot << pivot if dice.chance(0.5) else fits
                    lowest = late or fits
                    unit = (lowest & -lowest).bit_length() - 1
                    start = datetime.combine(on, time(FIRST_HOUR)) + timedelta(minutes=unit * UNIT)
                    return Place(start, chair, clinic, provider, units)
        return None

    def forget(self, *days: date) -> None:
        """Read these days anew when they are asked for: something on them changed."""
        for key in [key for key in self._free if key[1] in days]:
            del self._free[key]

    def _day(self, provider: int, day: date) -> Free:
        key = (provider, day)
        if key not in self._free:
            self._free[key] = self._read(provider, day)
        return self._free[key]

    def _read(self, provider: int, day: date) -> Free:
        shifts = self.office.ask("shifts", provider=provider, day=day)
        if not shifts:
            return {}
        free: Free = {}
        for it in shifts:
            chair = (it["OperatoryNum"], it["ClinicNum"])
            for low, high in ((it["start"], LUNCH[0] * 60), (LUNCH[1] * 60, it["stop"])):
                low, high = max(low, it["start"]), min(high, it["stop"])
                if low < high:
                    free[chair] = free.get(chair, 0) | _mask(low, high)
        chairs = [chair for chair, _ in free]
        taken = self.office.ask("taken", provider=provider, day=day, chairs=chairs)
        for it in taken:
            mask = _mask(it["start"], it["start"] + it["units"] * UNIT)
            free = {chair: left & ~mask for chair, left in free.items()}
        return free


def _mask(low: int, high: int) -> int:
    first, last = (low - FIRST_HOUR * 60) // UNIT, -(-(high - FIRST_HOUR * 60) // UNIT)
    first = max(first, 0)
    return ((1 << max(last - first, 0)) - 1) << first
