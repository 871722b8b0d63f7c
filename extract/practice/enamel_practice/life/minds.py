"""Patients as the stated model knows them: traits found again, features as the rows show them."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from enamel_practice.behaviour.diary import Mark
from enamel_practice.behaviour.features import (
    bill_features,
    case_features,
    recall_features,
    slot_features,
)
from enamel_practice.behaviour.model import Behaviour, Domain, behave
from enamel_practice.behaviour.traits import Leanings, draw_traits, leanings
from enamel_practice.config import KEYS_PER_TEAM, PracticeConfig, keys_before
from enamel_practice.definitions import DEF
from enamel_practice.life.office import Office, Row
from enamel_practice.life.people import age
from enamel_practice.returns import CLEANING_DAYS, GUM_DAYS

ARRIVED = 1_000_000_000_000
"""A family that came in life has this plus its guarantor's number for its index."""
NEED = 50
PAID_WITHIN = 60
PAID_UP = 0.95


@dataclass(frozen=True, slots=True)
class Person:
    """A patient at a moment."""

    number: int
    index: int
    place: int
    leanings: Leanings
    birth: date
    plan_type: str | None
    gum_patient: bool
    joined: date
    hygienist: int
    need: float
    stood: list[bool]
    declined_cases: int

    def age(self, day: date) -> int:
        """Return full years on a day."""
        return age(self.birth, day)

    @property
    def interval(self) -> timedelta:
        """How long after a cleaning the next one is due."""
        return timedelta(days=GUM_DAYS if self.gum_patient else CLEANING_DAYS)


class Minds:
    """Opens pages of the families' diaries and keeps those of the day."""

    def __init__(self, office: Office, config: PracticeConfig) -> None:
        """Know the model, and which family each patient was made with.

        Args:
            office: Where the rows are.
            config: What the practice was made from.
        """
        self.office, self.config = office, config
        self.behaviour: Behaviour = behave(
            config.seed, config.start, config.today, coin_flip=config.coin_flip
        )
        self.kept: list[tuple[int, Mark]] = []
        # Pages that were decided earlier need dice no more.
        self.nobody = office.fate(0)
        self._heads: dict[int, list[int]] = defaultdict(list)
        self._people: dict[tuple[int, datetime], Person] = {}
        for row in office.ask("SELECT DISTINCT Guarantor FROM patient ORDER BY Guarantor"):
            team = self._team(row["Guarantor"])
            if team is not None:
                self._heads[team].append(row["Guarantor"])

    def _team(self, number: int) -> int | None:
        """Return the team that a patient was made with; None for one who came since."""
        stride = (number - 1) // KEYS_PER_TEAM
        for team in (stride, stride - 1):
            if 0 <= team < self.config.teams and keys_before(team) == stride * KEYS_PER_TEAM:
                made = number - keys_before(team) <= self.config.team_patients(team)
                return team if made else None
        return None

    def family(self, number: int, guarantor: int) -> tuple[int, int]:
        """Return the index of a patient's family and their place in it, as they were made."""
        team = self._team(number)
        if team is None:
            return ARRIVED + guarantor, max(0, number - guarantor)
        heads = self._heads[team]
        rank = bisect_right(heads, number) - 1
        return team * KEYS_PER_TEAM + rank, number - heads[rank]

    def leanings(self, index: int, place: int) -> Leanings:
        """Return somebody's trait of each domain."""
        share = self.behaviour.family_share
        return leanings(
            self.behaviour, draw_traits(self.config.seed, index, place + 1, share)[place]
        )

    def person(self, number: int, until: datetime) -> Person:
        """Return a patient as known at a moment; the same person all day long."""
        key = (number, until)
        if key not in self._people:
            self._people[key] = self._read(number, until)
        return self._people[key]

    def forget(self) -> None:
        """Read people anew; a day has passed."""
        self._people.clear()

    def _read(self, number: int, until: datetime) -> Person:
        row = self.office.ask("person", patient=number, day=until.date())[0]
        index, place = self.family(number, row["Guarantor"])
        stood = self.office.ask("slots_stood", patient=number, until=until)
        return Person(
            number, index, place, self.leanings(index, place), row["Birthdate"], row["plan_type"],
            bool(row["gum_patient"]), row["SecDateEntry"], row["SecProv"],
            max(0.1, self.office.fate(NEED, number).normal(1.0, 0.4)),
            [bool(it["broken"]) for it in stood], row["declined_cases"],
        )  # fmt: skip

    def _page(
        self, person: Person, domain: Domain, at: datetime, key: tuple[object, ...],
        features: list[float],
    ) -> Mark:  # fmt: skip
        leaning = person.leanings[domain.topic]
        dice = self.office.fate(domain.topic, person.number)
        return Mark(dice, domain, person.place, leaning, at, key, features)

    def where(self, number: int) -> tuple[int, int]:
        """Return the index of a patient's family and their place in it."""
        if self._team(number) is not None:
            return self.family(number, 0)
        rows = self.office.ask(
            "SELECT Guarantor FROM patient WHERE PatNum = %(number)s", number=number
        )
        return self.family(number, rows[0]["Guarantor"] if rows else number)

    def keep(self, number: int, page: Mark) -> None:
        """Keep a page that came true for the night."""
        self.kept.append((self.where(number)[0], page))

    def slot(self, row: Row) -> Mark:
        """Return the page of a visit's time; `booked` is in the row."""
        start: datetime = row["AptDateTime"]
        domain = self.behaviour.attendance
        person = self.person(row["PatNum"], start)
        features = slot_features(
            person, start, min(row["booked"], start).date(), is_new=bool(row["IsNewPatient"]),
            hygiene=bool(row["ProvHyg"]), reminders=start.date() >= self.behaviour.reminders_from,
            provider=self.behaviour.provider(domain, worker_of(row)),
        )  # fmt: skip
        lead = start.date() > row["booked"].date()
        confirmed = int(lead and row["Confirmed"] != DEF["conf_none"])
        features[domain.features.index("confirmed")] = confirmed
        key = (row["AptNum"], start, row["PatNum"], row["booked"])
        return self._page(person, domain, start, key, features)

    def case(
        self, number: int, day: date, at: datetime, procs: list[Row], visits: int, kind: str,
        dentist: int,
    ) -> Mark:  # fmt: skip
        """Return the page of a case found at an exam."""
        domain = self.behaviour.acceptance
        person = self.person(number, datetime.combine(day, datetime.min.time()))
        cents = sum(
            round(float(it["ProcFee"]) * (it["UnitQty"] + it["BaseUnits"]) * 100) for it in procs
        )
        features = case_features(
            person, day, cents, visits, kind, self.behaviour.provider(domain, dentist)
        )
        return self._page(person, domain, at, (procs[0]["ProcNum"], day, number, len(procs)),
                          features)  # fmt: skip

    def cleaning(
        self, number: int, visit: int, slot: datetime, at: datetime, due: date, *, is_new: bool
    ) -> Mark:
        """Return the page of a cleaning that was done, or that fell through."""
        domain = self.behaviour.recall
        morrow = datetime.combine(slot.date() + timedelta(days=1), datetime.min.time())
        person = self.person(number, morrow)
        features = recall_features(
            person, slot.date(), is_new=is_new,
            provider=self.behaviour.provider(domain, person.hygienist),
        )  # fmt: skip
        return self._page(person, domain, at, (visit, slot, number, due), features)

    def bill(self, family: int, day: date, at: datetime) -> Mark | None:
        """Return the page of a family's share of a day's work; None where it has none."""
        domain = self.behaviour.payment
        rows = self.office.ask("bills", family=family, day=day)
        mine = next((row for row in rows if row["ProcDate"] == day), None)
        if mine is None or mine["cents"] <= 0:
            return None
        known = day - timedelta(days=PAID_WITHIN)
        history = [
            row["paid"] < PAID_UP * row["cents"]
            for row in rows
            if row["ProcDate"] < known and row["cents"] > 0
        ]
        person = self.person(family, datetime.combine(day, datetime.min.time()))
        features = bill_features(
            person, day, mine["cents"], insured=bool(mine["insured"]), history=history
        )
        key = (family, day, mine["first_work"], mine["cents"])
        return self._page(person, domain, at, key, features)


def worker_of(row: Row) -> int:
    """Return whose time a visit takes."""
    number: int = row["ProvHyg"] if row["IsHygiene"] else row["ProvNum"]
    return number
