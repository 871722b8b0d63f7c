"""The life of a member in the practice: bookings, what became of them, what was found."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from typing import NamedTuple

from enamel_practice import asking, trail
from enamel_practice.asking import Stand, plan_request
from enamel_practice.behaviour.diary import Mark
from enamel_practice.behaviour.features import slot_features
from enamel_practice.behaviour.write import mark
from enamel_practice.book import Slot
from enamel_practice.chart import Chart
from enamel_practice.confirming import confirm
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.model import NEVER, NONE, Member, Procedure, Visit, World, moment
from enamel_practice.needs import codes_for, find_cases
from enamel_practice.people import DELETED, NON_PATIENT, PROSPECTIVE
from enamel_practice.returns import Returns
from enamel_practice.settings import TYPE_EMERGENCY, TYPE_NEW, TYPE_RECALL, TYPE_TREATMENT
from enamel_practice.workers import dentist_on, worker_for

TYPES = {"recall": TYPE_RECALL, "new": TYPE_NEW, "treat": TYPE_TREATMENT,
         "emergency": TYPE_EMERGENCY}  # fmt: skip
UNSCHEDULED, BROKEN, PLANNED, NOTE, NOTE_DONE = 3, 5, 6, 7, 8
MOVED = 0.47
MOST_SLOTS = 7
AHEAD = 0.5
MOST_UNITS = 24


class Wish(NamedTuple):
    """A visit somebody will ask for."""

    day: date
    order: int
    kind: str
    booked: date
    procs: tuple[Procedure, ...] = ()
    planned: int = 0


class Due(NamedTuple):
    """A visit whose day has come, as it was last booked."""

    day: date
    order: int
    visit: Visit
    procs: tuple[Procedure, ...]
    wish: Wish
    booked: datetime
    attempt: int


class Life:
    """One member's visits, in the order of their days."""

    def __init__(self, world: World, member: Member) -> None:
        """Start with nothing wished for."""
        self.world, self.member = world, member
        self.dice, self.config = member.family.dice, world.config
        self.chart = Chart(world, member)
        self.asking = Dice(world.config.seed, asking.TOPIC, member.family.index, member.place)
        self.wishes: list[Wish | Due] = []
        self.confirmed = world.behaviour.attendance.features.index("confirmed")
        self.count = 0
        self.returns = Returns(world, member, self.wish)

    def wish(self, day: date, booked: date, kind: str, **rest: object) -> None:
        """Note a visit to be asked for on one day and held from another on."""
        self.count += 1
        heappush(self.wishes, Wish(day, self.count, kind, min(booked, day), **rest))  # type: ignore[arg-type]

    def run(self) -> None:
        """Make the member's whole history."""
        member, dice, config = self.member, self.dice, self.config
        if member.status in (NON_PATIENT, DELETED) or member.role == "double":
            return
        if member.status == PROSPECTIVE:
            booked = config.today - timedelta(days=dice.integer(1, 15))
            self.wish(config.today + timedelta(days=dice.integer(0, 20)), booked, "new")
        elif member.joined >= config.start:
            lead = int(abs(dice.normal(0, 34))) + 1
            self.wish(member.joined + timedelta(days=lead), member.joined, "new")
        else:
            self.chart.convert()
            due = config.start + timedelta(days=dice.integer(0, 190))
            self.wish(due, due - timedelta(days=dice.integer(3, 170)), "recall")
        first = max(config.start, member.joined) + timedelta(days=30)
        for _ in range(config.years):
            span = (config.today - first).days + 6
            if span > 0 and dice.chance(0.13 * member.need) and member.status != PROSPECTIVE:
                day = first + timedelta(days=dice.integer(0, span))
                self.wish(day, day - timedelta(days=dice.integer(0, 3)), "emergency")
        while self.wishes:
            wish = heappop(self.wishes)
            if isinstance(wish, Due):
                self._attend(wish)
                continue
            gone = member.until is not None and wish.day > member.until
            if wish.booked < config.today and not gone:
                self.book(wish)
        if dice.chance(0.012):
            self._remind()
        self.chart.close()

    def _remind(self) -> None:
        """Put a note about the patient in the book, among the visits."""
        dice, config = self.dice, self.config
        made = moment(dice, config.today - timedelta(days=dice.integer(3, 200)))
        day = made.date() + timedelta(days=dice.integer(1, 120))
        slot = self.world.book.find(dentist_on(self.member, self.world.staff, day), day, 2, dice)
        if slot is None or made.date() < self.member.joined:
            return
        past = slot.start < config.now
        visit = Visit(
            self.world.rows.key("appointment"), self.member, slot, 2, slot.provider.num, 0, made,
            0, dice.pick(self.world.staff.desk), status=NOTE_DONE if past else NOTE, edited=made,
            text="Ask for the new address.",
        )  # fmt: skip
        self.member.visits.append(visit)
        self._sit(visit, slot)
        trail.note(self.world, visit, trail.CREATED, made, status=NOTE)

    def book(self, wish: Wish) -> None:
        """Put a wish in the book and see what becomes of it."""
        dice, member, book = self.dice, self.member, self.world.book
        made = moment(dice, wish.booked)
        if made >= self.config.now:
            return
        dentist = dentist_on(self.member, self.world.staff, wish.day)
        codes = [] if wish.procs else codes_for(wish.kind, member, wish.day, dice)
        hygiene = wish.kind in ("new", "recall") or (
            bool(wish.procs) and all(it.code.kind.hygiene for it in wish.procs)
        )
        worker = worker_for(member, self.world.staff, wish.procs, dentist, hygiene)
        procs = wish.procs or self.chart.plan(codes, wish.booked, made, dentist, worker)
        minutes = sum(it.code.kind.minutes * max(1, it.units) for it in procs) + 10
        units = min(MOST_UNITS, max(4, -(-minutes // 10) * 2))
        clinic = member.family.clinic if not procs[0].code.kind.specialist else 0
        slot = book.find(worker, wish.day, units, dice, clinic)
        slot = slot or book.find(worker, wish.day, units, dice, reach=60)
        if slot is None or (slot.start < made):
            self.chart.forget(procs, wish)
            self.returns.ask_again(wish.kind, wish.day)
            return
        visit = Visit(
            self.world.rows.key("appointment"), member, slot, units, dentist.num,
            worker.num if hygiene else 0, made, TYPES[wish.kind],
            dice.pick(self.world.staff.desk), is_new=int(wish.kind == "new"),
            from_planned=wish.planned, edited=made, confirmed=DEF["conf_none"],
            text=", ".join(it.code.kind.short for it in procs),
        )  # fmt: skip
        if worker.is_specialist:
            visit.provider = worker.num
        member.visits.append(visit)
        self._sit(visit, slot)
        for proc in procs:
            proc.visit = visit.number
            proc.edited = max(proc.edited, made)
        trail.note(self.world, visit, trail.CREATED, made)
        self._hold(visit, procs, wish, made, 0)

    def _hold(
        self, visit: Visit, procs: tuple[Procedure, ...], wish: Wish, booked: datetime, attempt: int
    ) -> None:  # fmt: skip
        """Wait for a visit's day: what happens until then is looked at in the order of days."""
        slot = visit.slot
        if slot is not None:
            # A time got by moving is noted two minutes after the old one was lost.
            noted = booked + timedelta(minutes=2 * (attempt > 0))
            reminders = slot.day >= self.world.behaviour.reminders_from
            request = plan_request(self.asking, slot.start, reminders=reminders)
            visit.stands.append(Stand(slot.start, noted, slot.clinic, request))
            self.count += 1
            due = Due(slot.day, self.count, visit, procs, wish, booked, attempt)
            heappush(self.wishes, due)

    def _attend(self, due: Due) -> None:
        """See what became of a slot: changed in time, missed, cancelled late, or kept."""
        dice, visit, slot = self.dice, due.visit, due.visit.slot
        if slot is None:
            return
        if slot.start >= self.config.now:
            near = slot.day <= self.config.today + timedelta(days=1)
            confirm(self.world, visit, due.booked, dice.chance(AHEAD) and near)
            return
        page = self._page(visit, slot, due.booked)
        noted = visit.stands[-1].since
        lead = (slot.day - due.booked.date()).days
        if lead > 1 and page.draw("early_change"):
            notice = dice.integer(24, 24 * lead)
            when = max(noted, slot.start - timedelta(hours=notice)) + timedelta(minutes=1)
            action = trail.CHANGED if dice.chance(MOVED) else trail.CANCELLED
            self._lose(due, slot, action, when)
            return
        known = due.booked
        if lead:
            known = confirm(self.world, visit, known, page.draw("confirm"))
            page.features[self.confirmed] = int(visit.confirmed != DEF["conf_none"])
        missed = page.draw("no_show")
        if lead:
            page.weigh("late_cancel")
        late = page.draw("late_cancel") if lead and not missed else False
        self.member.stood.append(missed or late)
        if missed:
            when = slot.start + timedelta(minutes=dice.integer(15, 90))
            self._lose(due, slot, trail.MISSED, when)
        elif late:
            when = max(known, noted, slot.start - timedelta(hours=dice.integer(1, 20)))
            self._lose(due, slot, trail.CANCELLED, when + timedelta(minutes=1))
        else:
            self._complete(visit, due.procs, due.wish.kind)

    def _page(self, visit: Visit, slot: Slot, booked: datetime) -> Mark:
        behaviour, member = self.world.behaviour, self.member
        features = slot_features(
            member, slot.start, booked.date(), is_new=visit.is_new > 0,
            hygiene=visit.hygienist > 0, reminders=slot.day >= behaviour.reminders_from,
            provider=behaviour.provider(behaviour.attendance, slot.provider.num),
        )  # fmt: skip
        key = (visit.number, slot.start, member.number, booked)
        return mark(member, behaviour.attendance, slot.start, key, features)

    def _lose(self, due: Due, slot: Slot, action: int, when: datetime) -> None:
        """Break or move a visit; then it is booked again, or left in one of three ways."""
        dice, visit, book = self.dice, due.visit, self.world.book
        visit.stands[-1].until = when
        if action != trail.MISSED:
            book.release(slot)
        if action != trail.CHANGED:
            self.chart.broken(visit, action, when)
            trail.note(self.world, visit, action, when, status=BROKEN)
            if self._leave(visit, due.procs, when):
                self.returns.come_back(visit, slot, when, due.wish.kind)
                return
        again = None
        if due.attempt < MOST_SLOTS:
            first = max(slot.day, when.date()) + timedelta(days=dice.integer(1, 25))
            again = book.find(slot.provider, first, visit.units, dice, reach=60)
        if again is None or when >= self.config.now:
            self._unschedule(visit, when)
            self.returns.come_back(visit, slot, when, due.wish.kind)
            return
        self._sit(visit, again)
        visit.status, visit.edited = 1, when
        visit.confirmed = DEF["conf_none"]
        trail.note(self.world, visit, trail.CHANGED, when + timedelta(minutes=2))
        self._hold(visit, due.procs, due.wish, when, due.attempt + 1)

    def _leave(self, visit: Visit, procs: Sequence[Procedure], when: datetime) -> bool:
        """Decide whether a broken visit stays as it is; the others are booked again."""
        draw = self.dice.uniform()
        if draw < 0.5:
            return False
        if draw < 0.72:
            visit.status, visit.edited, visit.slot = BROKEN, when, None
        elif draw < 0.9:
            self._unschedule(visit, when)
        else:
            visit.deleted, visit.slot = True, None
            trail.note(self.world, visit, trail.DELETED, when + timedelta(minutes=3))
            self.chart.drop(procs, when)
        return True

    def _unschedule(self, visit: Visit, when: datetime) -> None:
        visit.status, visit.edited, visit.slot = UNSCHEDULED, when, None
        visit.start, visit.chair = NEVER, 0
        visit.unscheduled = DEF["unsched_wait"]
        trail.note(self.world, visit, trail.CHANGED, when + timedelta(minutes=1))

    def _complete(self, visit: Visit, procs: Sequence[Procedure], kind: str) -> None:
        dice, slot, member = self.dice, visit.slot, self.member
        if slot is None:
            return
        end = slot.start + timedelta(minutes=5 * visit.units + dice.integer(-5, 15))
        visit.status, visit.edited, visit.confirmed = 2, end, DEF["conf_done"]
        if dice.chance(0.8):
            visit.arrived = slot.start - timedelta(minutes=dice.integer(-10, 15))
            visit.seated = max(visit.arrived, slot.start) + timedelta(minutes=dice.integer(0, 14))
            visit.left = end
        trail.note(self.world, visit, trail.CHANGED, end)
        self.chart.done(visit, procs, slot.day, end)
        if member.first_visit == NONE or member.first_visit > slot.day:
            member.first_visit = slot.day
        if kind != "treat":
            cases = find_cases(kind, member, slot.day, dice)
            dentist = dentist_on(self.member, self.world.staff, slot.day)
            for later in self.chart.diagnose(cases, visit, slot.day, end, dentist, kind):
                self.wish(later.day, later.booked, "treat", procs=later.procs,
                          planned=later.planned)  # fmt: skip
        if kind in ("new", "recall"):
            self.returns.after_cleaning(visit, slot, end)

    def _sit(self, visit: Visit, slot: Slot) -> None:
        visit.slot, visit.start = slot, slot.start
        visit.chair, visit.clinic = slot.chair, slot.clinic
