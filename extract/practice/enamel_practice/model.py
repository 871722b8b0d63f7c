"""People and things while a family's history is being made; amounts are cents."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from enamel_practice.asking import Due, Stand
from enamel_practice.behaviour.diary import Mark
from enamel_practice.behaviour.model import Behaviour
from enamel_practice.behaviour.traits import NO_LEANING, Leanings
from enamel_practice.book import Book, Slot, is_holiday
from enamel_practice.codes import Code
from enamel_practice.config import PracticeConfig
from enamel_practice.dice import Dice, Weighted
from enamel_practice.plans import Plan
from enamel_practice.rows import Rows
from enamel_practice.sidecar import Sidecar
from enamel_practice.staff import Provider, Staff
from enamel_practice.truth.facts import Facts

if TYPE_CHECKING:
    from enamel_practice.dirt.plant import Dirt

NONE = date(1, 1, 1)
NEVER = datetime(1, 1, 1)


@dataclass(frozen=True, slots=True)
class World:
    """What every family of a team finds in place."""

    config: PracticeConfig
    rows: Rows
    staff: Staff
    book: Book
    plan_choice: Weighted[Plan]
    behaviour: Behaviour
    sidecar: Sidecar
    dirt: "Dirt"
    facts: Facts = field(default_factory=Facts)


@dataclass(slots=True, eq=False)
class Coverage:
    """A member's place in a plan, with what was used of each benefit year."""

    ordinal: int
    plan: Plan
    subscription: int
    relation: int
    since: date
    until: date | None
    shown_until: date | None = None
    number: int = 0
    used: dict[int, int] = field(default_factory=dict)
    deductible_met: dict[int, int] = field(default_factory=dict)

    def in_force(self, day: date) -> bool:
        """Return whether the plan covers a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def year(self, day: date) -> int:
        """Return the benefit year of a day."""
        return day.year - int(day.month < (self.plan.renew_month or 1))


@dataclass(slots=True, eq=False)
class Line:
    """A claimproc: what one plan has to do with one procedure, or with none (`proc` is None)."""

    number: int
    cover: Coverage
    proc: "Procedure | None"
    status: int = 6
    claim: int = 0
    billed: int = 0
    estimate: int = 0
    base: int = 0
    deductible: int = 0
    write_off_estimate: int = -1
    paid: int = 0
    write_off: int = 0
    percent: int = -1
    copay: int = -1
    override: int = -1
    date_cp: date = NONE
    entered: date = NONE
    check: int = 0
    payplan: int = 0
    tracking: int = 0
    is_transfer: int = 0
    supplement: date = NONE
    finalized: date = NONE
    no_bill: int = 0
    remarks: str = ""
    made: datetime = NEVER
    edited: datetime = NEVER
    day: date = NONE
    provider: int = 0
    clinic: int = 0


@dataclass(slots=True, eq=False)
class Procedure:
    """A charted procedure and the money on it."""

    number: int
    member: "Member"
    code: Code
    status: int
    provider: int
    clinic: int
    planned: date
    made: datetime
    edited: datetime
    day: date
    fee: int
    units: int = 1
    base_units: int = 0
    completed: date = NONE
    visit: int = 0
    planned_visit: int = 0
    tooth: str = ""
    surface: str = ""
    dx: int = 0
    priority: int = 0
    discount: int = 0
    user: int = 0
    lines: list[Line] = field(default_factory=list)
    adjusted: int = 0
    paid: int = 0
    on_plan: int = 0
    is_old: bool = False

    @property
    def charge(self) -> int:
        """Fee times units, as the source's reports multiply."""
        return self.fee * (self.units + self.base_units)

    def insured(self) -> int:
        """What insurance has paid and written off."""
        return sum(
            line.paid * (line.payplan == 0) + line.write_off
            for line in self.lines
            if line.status in (1, 4, 5, 7)
        )

    def pending(self) -> int:
        """What insurance is expected to pay and write off."""
        return sum(
            line.estimate + max(line.write_off, 0) for line in self.lines if line.status == 0
        )

    def owed(self) -> int:
        """What is left on the account, insurance yet to come included."""
        if self.status != 2:
            return 0
        return self.charge + self.adjusted - self.insured() - self.paid - self.on_plan


@dataclass(slots=True, eq=False)
class Visit:
    """An appointment as it stands now."""

    number: int
    member: "Member"
    slot: Slot | None
    units: int
    provider: int
    hygienist: int
    made: datetime
    kind: int
    user: int
    status: int = 1
    start: datetime = NEVER
    chair: int = 0
    clinic: int = 0
    edited: datetime = NEVER
    confirmed: int = 0
    is_new: int = 0
    from_planned: int = 0
    priority: int = 0
    unscheduled: int = 0
    arrived: datetime = NEVER
    seated: datetime = NEVER
    left: datetime = NEVER
    text: str = ""
    deleted: bool = False
    stands: list[Stand] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one exam led to, for the treatment plans."""

    day: date
    made: datetime
    procs: tuple[Procedure, ...]


@dataclass(slots=True, eq=False)
class Member:
    """One person."""

    number: int
    family: "Family"
    role: str
    last: str
    first: str
    gender: int
    birth: date
    position: int
    status: int
    joined: date
    until: date | None
    dentist: Provider
    hygienist: Provider
    place: int = 0
    leanings: Leanings = NO_LEANING
    stood: list[bool] = field(default_factory=list)
    declined_cases: int = 0
    need: float = 1.0
    gum_patient: bool = False
    covers: list[Coverage] = field(default_factory=list)
    procs: list[Procedure] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    last_cleaning: date = NONE
    last_films: date = NONE
    last_all_films: date = NONE
    dues: list[Due] = field(default_factory=list)
    first_visit: date = NONE
    edited: datetime = NEVER
    clone_of: int = 0
    deceased: datetime = NEVER
    birth_unknown: bool = False
    findings: list[Finding] = field(default_factory=list)

    def age(self, day: date) -> int:
        """Return full years on a day."""
        return (
            day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))
        )

    @property
    def plan_type(self) -> str | None:
        """The type of the first plan; None without a plan."""
        return self.covers[0].plan.plan_type if self.covers else None

    def own_dentist(self, heir: Provider) -> Provider:
        """Return whose patient this is today: the own dentist, or who took over after them."""
        return self.dentist if self.dentist.until is None else heir


@dataclass(slots=True, eq=False)
class Family:
    """Members who share an account."""

    index: int
    dice: Dice
    clinic: int
    members: list[Member] = field(default_factory=list)
    address: tuple[str, str, str, str] = ("", "", "", "")
    phone: str = ""
    billing: int = 0
    liquidity: float = 0.5
    diary: dict[str, list[Mark]] = field(default_factory=dict)
    cycle: int = 1
    plan_due: int = 0

    @property
    def guarantor(self) -> Member:
        """The member who answers for the account."""
        return self.members[0]


def moment(dice: Dice, day: date, low: int = 8, high: int = 17) -> datetime:
    """Return some second of a day's office hours."""
    return datetime.combine(day, time(low)) + timedelta(
        seconds=dice.integer(0, (high - low) * 3600 - 1)
    )


def workday(day: date) -> date:
    """Return the day, or the next one the office is open."""
    while day.weekday() > 4 or is_holiday(day):
        day += timedelta(days=1)
    return day


def after(day: date, days: int) -> date:
    """Return the working day at least so many days later."""
    return workday(day + timedelta(days=days))


def dollars(cents: int) -> float:
    """Return cents as the source keeps money."""
    return cents / 100
