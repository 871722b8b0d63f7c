"""Who asks for another cleaning: at the desk, when it is due, late, after one fell through."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from enamel_practice.asking import Due
from enamel_practice.behaviour.diary import Mark
from enamel_practice.behaviour.features import recall_features
from enamel_practice.behaviour.write import mark
from enamel_practice.book import Slot
from enamel_practice.model import Member, Visit, World

CLEANINGS = ("new", "recall")
CLEANING_DAYS, GUM_DAYS = 184, 122


class Returns:
    """One member's wishes for another cleaning."""

    def __init__(self, world: World, member: Member, wish: Callable[[date, date, str], None]):
        """Note wishes with a function of the day wished for, the day they are told, and a kind."""
        self.world, self.member, self.wish = world, member, wish
        self.dice = member.family.dice

    def ask_again(self, kind: str, day: date) -> None:
        """Have a cleaning for which no time was found asked for again some weeks later."""
        if kind in CLEANINGS and self.dice.chance(0.85):
            self._soon(day + timedelta(days=self.dice.integer(10, 40)), kind)

    def come_back(self, visit: Visit, slot: Slot, when: datetime, kind: str) -> None:
        """Let somebody whose cleaning fell through ask for another one, or not."""
        if kind in CLEANINGS and self._page(visit, slot, when, when.date()).draw("come_back"):
            self._soon(when.date() + timedelta(days=self.dice.integer(10, 150)), kind)

    def after_cleaning(self, visit: Visit, slot: Slot, end: datetime) -> None:
        """Book the next cleaning at the desk, or be asked later, or stay away for long or good."""
        dice, member = self.dice, self.member
        due = slot.day + timedelta(days=GUM_DAYS if member.gum_patient else CLEANING_DAYS)
        member.dues.append(Due(due, end))
        page = self._page(visit, slot, end, due)
        page.weigh("return")
        page.weigh("attrition")
        if page.draw("reappoint"):
            self.wish(due + timedelta(days=dice.integer(-6, 14)), slot.day, "recall")
        elif page.draw("return"):
            self._soon(due + timedelta(days=dice.integer(-20, 80)), "recall")
        elif not page.draw("attrition"):
            self._soon(due + timedelta(days=dice.integer(95, 270)), "recall")

    def _soon(self, booked: date, kind: str) -> None:
        """Wish for a day soon after the one on which it is asked for."""
        self.wish(booked + timedelta(days=self.dice.integer(2, 25)), booked, kind)

    def _page(self, visit: Visit, slot: Slot, at: datetime, due: date) -> Mark:
        behaviour, member = self.world.behaviour, self.member
        features = recall_features(
            member, slot.day, is_new=visit.is_new > 0,
            provider=behaviour.provider(behaviour.recall, member.hygienist.num),
        )  # fmt: skip
        key = (visit.number, slot.start, member.number, due)
        return mark(member, behaviour.recall, at, key, features)
