"""One day: what is to be done, in the order of its moments."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush

from enamel_practice.dice import Dice

Act = Callable[[], object]


@dataclass
class Day:
    """The deeds of a day; doing one may lead to others."""

    on: date
    _deeds: list[tuple[datetime, int, str, Act]] = field(default_factory=list)
    _count: int = 0

    def at(self, moment: datetime, kind: str, act: Act) -> None:
        """Plan a deed."""
        self._count += 1
        heappush(self._deeds, (moment, self._count, kind, act))

    def moment(self, dice: Dice, first: int, last: int) -> datetime:
        """Return some second between two hours."""
        seconds = dice.integer(first * 3600, last * 3600 - 1)
        return datetime.combine(self.on, time(0)) + timedelta(seconds=seconds)

    def clock(self, hour: int, minute: int = 0) -> datetime:
        """Return a time of the day."""
        return datetime.combine(self.on, time(hour, minute))

    def deeds(self) -> Iterator[tuple[datetime, str, Act]]:
        """Take the deeds one after the other, those they lead to included."""
        while self._deeds:
            at, _, kind, act = heappop(self._deeds)
            yield at, kind, act
