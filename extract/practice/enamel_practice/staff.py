"""Who works where: clinics, providers with their chairs, employees and logins."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from enamel_practice import names
from enamel_practice.config import PracticeConfig
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice, Weighted
from enamel_practice.rows import Rows

TOPIC = 1
CLINICS = (
    ("North", "N"), ("South", "S"), ("Hillside", "H"), ("Harbour", "B"), ("Mill", "M"),
    ("Corner", "C"), ("Market", "K"), ("Lake", "L"), ("Grove", "G"),
)  # fmt: skip
# A team works at up to three clinics: a home, a second one, and a small one two days a week.
CLINICS_OF_TEAM = 3
SHARES = (0.55, 0.35, 0.10)
EACH = 2
PROVIDERS_OF_TEAM = 2 * EACH + 2
# Production goal in cents, dentists first.
HOURLY_GOAL = (48_000, 16_000)
HIDDEN_OPERATORY = "Store room"
CHAIRS_OF_TEAM = 10
JOBS = ("desk", "desk", "desk", "billing", "billing", "assistant", "assistant", "manager")


@dataclass(slots=True)
class Provider:
    """One provider; `clinics` is the clinic of each weekday from Monday on, 0 for a day off."""

    num: int
    abbr: str
    last: str
    first: str
    is_hygienist: bool = False
    is_specialist: bool = False
    clinics: tuple[int, ...] = (0, 0, 0, 0, 0)
    user: int = 0
    until: date | None = None
    chairs: dict[int, int] = field(default_factory=dict)

    def clinic_on(self, day: date) -> int:
        """Return the clinic the provider works at on a day, 0 for none, holidays aside."""
        weekday = day.weekday()
        if weekday > 4 or (self.until is not None and day > self.until):
            return 0
        if self.is_specialist and day.toordinal() // 7 % 2:
            return 0
        return self.clinics[weekday]


@dataclass(frozen=True, slots=True)
class Chair:
    """One operatory."""

    num: int
    name: str
    clinic: int
    dentist: int
    hygienist: int
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Login:
    """One user: what they do, and who they are."""

    num: int
    job: str
    employee: int = 0
    provider: int = 0


@dataclass(frozen=True)
class Staff:
    """Everybody of one team, its chairs, and the clinics it works at, the home first.

    A practice that does not use clinics has one place, number 1, which is stored as 0.
    """

    team: int
    places: tuple[int, ...]
    providers: tuple[Provider, ...]
    chairs: tuple[Chair, ...]
    logins: tuple[Login, ...]
    employees: tuple[int, ...]

    @cached_property
    def place_choice(self) -> Weighted[int]:
        """How many of the team's families go to each of its clinics."""
        return Weighted(zip(self.places, SHARES, strict=False))

    @cached_property
    def dentists(self) -> tuple[Provider, ...]:
        """Dentists who still work here, the specialist excepted."""
        return tuple(
            it
            for it in self.providers
            if not it.is_hygienist and not it.is_specialist and it.until is None
        )

    @cached_property
    def hygienists(self) -> tuple[Provider, ...]:
        """All hygienists."""
        return tuple(it for it in self.providers if it.is_hygienist)

    @cached_property
    def specialist(self) -> Provider:
        """The visiting specialist, hidden from reports."""
        return next(it for it in self.providers if it.is_specialist)

    @cached_property
    def former(self) -> Provider:
        """The dentist who left."""
        return next(it for it in self.providers if it.until is not None)

    @cached_property
    def heir(self) -> Provider:
        """The dentist who took over the patients of the one who left."""
        return self.dentists[0]

    @cached_property
    def desk(self) -> tuple[int, ...]:
        """Users at the front desk."""
        return tuple(it.num for it in self.logins if it.job == "desk")

    @cached_property
    def billing(self) -> tuple[int, ...]:
        """Users who bill."""
        return tuple(it.num for it in self.logins if it.job == "billing")

    @cached_property
    def user_of(self) -> dict[int, int]:
        """The user of a provider."""
        return {it.provider: it.num for it in self.logins if it.provider}

    def at_clinic(self, providers: Sequence[Provider], clinic: int) -> tuple[Provider, ...]:
        """Return those of the providers who work at a clinic, all of them if nobody does."""
        return tuple(it for it in providers if clinic in it.clinics) or tuple(providers)


def hire(config: PracticeConfig, team: int = 0) -> Staff:
    """Return a team's staff; providers, users, employees and chairs are numbered team by team."""
    dice = Dice(config.seed, TOPIC, 0, team)
    places = places_of(config, team)
    first_user = team * (len(JOBS) + PROVIDERS_OF_TEAM)
    employees = tuple(range(team * len(JOBS) + 1, (team + 1) * len(JOBS) + 1))
    providers: list[Provider] = []

    def add(title: str, **facts: object) -> Provider:
        place = len(providers) + 1
        last, num = names.last_name(dice), team * PROVIDERS_OF_TEAM + place
        it = Provider(num, f"{title}{num}", last, names.first_name(dice, place % 2),
                      user=first_user + len(JOBS) + place, **facts)  # type: ignore[arg-type]  # fmt: skip
        providers.append(it)
        return it

    home, second, small = (places[min(it, len(places) - 1)] for it in range(CLINICS_OF_TEAM))
    for hygienist in (False, True):
        add("HYG" if hygienist else "DOC", is_hygienist=hygienist, clinics=(home,) * 5)
        add("HYG" if hygienist else "DOC", is_hygienist=hygienist,
            clinics=(second, small, second, small, second))  # fmt: skip
    add("SPEC", is_specialist=True, clinics=(home, 0, second, 0, home))
    add("OLD", clinics=(home, home, 0, home, 0), until=config.start + timedelta(days=210))
    chairs = _chairs(providers, team, home)
    logins = [
        Login(first_user + place, job, employee)
        for place, (job, employee) in enumerate(zip(JOBS, employees, strict=True), start=1)
    ]
    logins += [Login(it.user, "provider", 0, it.num) for it in providers]
    return Staff(team, places, tuple(providers), tuple(chairs), tuple(logins), employees)


def places_of(config: PracticeConfig, team: int) -> tuple[int, ...]:
    """Return the clinics a team works at; teams take turns in a practice of many clinics."""
    if not config.clinics:
        return (1,)
    groups = -(-config.clinics // CLINICS_OF_TEAM)
    first = team % groups * CLINICS_OF_TEAM + 1
    return tuple(range(first, min(first + CLINICS_OF_TEAM, config.clinics + 1)))


def _chairs(providers: list[Provider], team: int, home: int) -> list[Chair]:
    chairs: list[Chair] = []
    before = team * CHAIRS_OF_TEAM
    for provider in providers:
        for clinic in sorted(set(provider.clinics) - {0}):
            num = before + len(chairs) + 1
            prefix = CLINICS[clinic - 1][1]
            dentist, hygienist = (0, provider.num) if provider.is_hygienist else (provider.num, 0)
            chairs.append(Chair(num, f"{prefix}{num}", clinic, dentist, hygienist))
            provider.chairs[clinic] = num
    num = before + len(chairs) + 1
    chairs.append(Chair(num, HIDDEN_OPERATORY, home, 0, 0, is_hidden=True))
    return chairs


def write_offices(rows: Rows, config: PracticeConfig) -> None:
    """Add clinics, and what users may do."""
    dice = Dice(config.seed, TOPIC, 2)
    at = set_up(config)
    for num, (name, abbr) in enumerate(CLINICS[: config.clinics], start=1):
        street, city, state, zip_code = names.address(dice)
        rows.add("clinic", at, ClinicNum=num, Description=f"Synthetic Dental {name}", Abbr=abbr,
                 Address=street, City=city, State=state, Zip=zip_code, Phone=names.phone(dice),
                 ItemOrder=num - 1, DefaultProv=1, InsBillingProv=1,
                 Region=DEF["region_north" if num != 2 else "region_south"],
                 BankNumber="SYNTHETIC", TimeZone="UTC")  # fmt: skip
    for group in ("Front desk", "Billing", "Clinical", "Manager"):
        rows.add("usergroup", at, Description=group)
    for number in range(1, 5):
        for permission in (1, 2, 3, 4, 5, 7, 15, 17, 22, 25, 26, 27, 42, 43)[: 6 + 2 * number]:
            rows.add("grouppermission", at, UserGroupNum=number, PermType=permission)


def set_up(config: PracticeConfig) -> datetime:
    """Return when the practice's own lists were entered."""
    return datetime.combine(config.start - timedelta(days=900), time(9))


def write_staff(rows: Rows, staff: Staff, config: PracticeConfig) -> None:
    """Add the rows of everybody in a team."""
    dice = Dice(config.seed, TOPIC, 1, staff.team)
    at = set_up(config)
    for it in staff.providers:
        specialty = "spec_general"
        if it.is_hygienist or it.is_specialist:
            specialty = "spec_hygiene" if it.is_hygienist else "spec_root"
        gone = it.until is not None
        edited = datetime.combine(it.until or config.start, time(17))
        rows.add("provider", at, edited, ProvNum=it.num, Abbr=it.abbr, ItemOrder=it.num - 1,
                 LName=it.last, FName=it.first, Suffix="RDH" if it.is_hygienist else "DDS",
                 FeeSched=1, Specialty=DEF[specialty], IsSecondary=int(it.is_hygienist),
                 IsHidden=int(gone), ProvStatus=int(gone), IsHiddenReport=int(it.is_specialist),
                 ProvColor=-16744448 - it.num * 4000, NationalProvID=f"{it.num:010}",
                 StateLicense=f"ZZ{it.num:05}", StateWhereLicensed="ZZ",
                 HourlyProdGoalAmt=HOURLY_GOAL[it.is_hygienist] / 100,
                 DateTerm=it.until or date(1, 1, 1))  # fmt: skip
        for clinic in sorted(it.chairs) if config.clinics else ():
            rows.add("providerclinic", at, ProvNum=it.num, ClinicNum=clinic,
                     StateLicense=f"ZZ{it.num:05}", StateWhereLicensed="ZZ")  # fmt: skip
    for chair in staff.chairs:
        rows.add("operatory", at, OperatoryNum=chair.num, OpName=chair.name, Abbrev=chair.name[:5],
                 ItemOrder=chair.num - 1, IsHidden=int(chair.is_hidden), ProvDentist=chair.dentist,
                 ProvHygienist=chair.hygienist, IsHygiene=int(chair.hygienist > 0),
                 ClinicNum=chair.clinic,
                 OperatoryType=DEF["op_hygiene" if chair.hygienist else "op_general"])  # fmt: skip
    _write_logins(rows, staff, at, dice, config)


def _write_logins(
    rows: Rows, staff: Staff, at: datetime, dice: Dice, config: PracticeConfig
) -> None:
    manager = staff.employees[-1]
    for num, job in zip(staff.employees, JOBS, strict=True):
        last = names.last_name(dice)
        rows.add("employee", at, EmployeeNum=num, LName=last, FName=names.first_name(dice, 1),
                 PayrollID=f"P{num:03}", ClockStatus="Home",
                 ReportsTo=0 if num == manager else manager,
                 EmailWork=f"{job}.{num}@example.com", WirelessPhone=names.phone(dice))  # fmt: skip
    group_of = {"desk": 1, "billing": 2, "assistant": 3, "provider": 3, "manager": 4}
    for place, it in enumerate(staff.logins, start=1):
        rows.add("userod", at, UserNum=it.num, UserName=f"{it.job}{it.num}",
                 UserGroupNum=group_of[it.job], EmployeeNum=it.employee, ProvNum=it.provider,
                 IsHidden=int(it.provider == staff.former.num), PasswordIsStrong=1,
                 DateTLastLogin=config.now - timedelta(hours=14 + place))  # fmt: skip
        rows.add("usergroupattach", at, UserNum=it.num, UserGroupNum=group_of[it.job])
        for clinic in staff.places if config.clinics else ():
            rows.add("userclinic", at, UserNum=it.num, ClinicNum=clinic)
