"""Who works where: clinics, providers with their chairs, employees and logins."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from enamel_practice import names
from enamel_practice.config import PracticeConfig
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.rows import Rows

TOPIC = 1
CLINICS = (("North", "N", 0.55), ("South", "S", 0.35), ("Hillside", "H", 0.10))
SMALL_CLINIC = 3
PATIENTS_PER_PROVIDER = 1_250
# Production goal in cents, dentists first.
HOURLY_GOAL = (48_000, 16_000)
HIDDEN_OPERATORY = "Store room"
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
    """Everybody, and the chairs."""

    providers: tuple[Provider, ...]
    chairs: tuple[Chair, ...]
    logins: tuple[Login, ...]
    employees: int

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


def hire(config: PracticeConfig) -> Staff:
    """Return the staff that a practice of this size needs."""
    dice = Dice(config.seed, TOPIC)
    each = max(2, round(config.patients / PATIENTS_PER_PROVIDER))
    providers: list[Provider] = []

    def add(title: str, **facts: object) -> Provider:
        last, num = names.last_name(dice), len(providers) + 1
        it = Provider(num, f"{title}{num}", last, names.first_name(dice, num % 2), **facts)  # type: ignore[arg-type]
        providers.append(it)
        return it

    for hygienist in (False, True):
        for number in range(each):
            add("HYG" if hygienist else "DOC", is_hygienist=hygienist, clinics=_week(number, each))
    add("SPEC", is_specialist=True, clinics=(1, 0, 2, 0, 1))
    add("OLD", clinics=(1, 1, 0, 1, 0), until=config.start + timedelta(days=210))
    chairs = _chairs(providers)
    logins = [Login(num, job, num, 0) for num, job in enumerate(JOBS, start=1)]
    logins += [Login(len(JOBS) + it.num, "provider", 0, it.num) for it in providers]
    return Staff(tuple(providers), tuple(chairs), tuple(logins), len(JOBS))


def _week(number: int, each: int) -> tuple[int, ...]:
    """Return a provider's week; the last one serves the small clinic two days."""
    if number == each - 1:
        return (2, SMALL_CLINIC, 2, SMALL_CLINIC, 2)
    home = 1 if number % 3 != 2 else 2
    return (home,) * 5


def _chairs(providers: list[Provider]) -> list[Chair]:
    chairs: list[Chair] = []
    for provider in providers:
        for clinic in sorted(set(provider.clinics) - {0}):
            num = len(chairs) + 1
            prefix = CLINICS[clinic - 1][1]
            dentist, hygienist = (0, provider.num) if provider.is_hygienist else (provider.num, 0)
            chairs.append(Chair(num, f"{prefix}{num}", clinic, dentist, hygienist))
            provider.chairs[clinic] = num
    chairs.append(Chair(len(chairs) + 1, HIDDEN_OPERATORY, 1, 0, 0, is_hidden=True))
    return chairs


def write_staff(rows: Rows, staff: Staff, config: PracticeConfig) -> None:
    """Add the rows of everybody who works here."""
    dice = Dice(config.seed, TOPIC, 1)
    at = datetime.combine(config.start - timedelta(days=900), time(9))
    for num, (name, abbr, _) in enumerate(CLINICS, start=1):
        street, city, state, zip_code = names.address(dice)
        rows.add("clinic", at, ClinicNum=num, Description=f"Synthetic Dental {name}", Abbr=abbr,
                 Address=street, City=city, State=state, Zip=zip_code, Phone=names.phone(dice),
                 ItemOrder=num - 1, DefaultProv=1, InsBillingProv=1,
                 Region=DEF["region_north" if num != 2 else "region_south"],
                 BankNumber="SYNTHETIC", TimeZone="UTC")  # fmt: skip
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
                 ProvColor=-16744448 - it.num * 4000, NationalProvID=f"00000000{it.num:02}",
                 StateLicense=f"ZZ{it.num:05}", StateWhereLicensed="ZZ",
                 HourlyProdGoalAmt=HOURLY_GOAL[it.is_hygienist] / 100,
                 DateTerm=it.until or date(1, 1, 1))  # fmt: skip
        for clinic in sorted(it.chairs):
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
    for num, job in enumerate(JOBS, start=1):
        last = names.last_name(dice)
        rows.add("employee", at, EmployeeNum=num, LName=last, FName=names.first_name(dice, 1),
                 PayrollID=f"P{num:03}", ClockStatus="Home", ReportsTo=0 if num == 8 else 8,
                 EmailWork=f"{job}.{num}@example.com", WirelessPhone=names.phone(dice))  # fmt: skip
    for group in ("Front desk", "Billing", "Clinical", "Manager"):
        rows.add("usergroup", at, Description=group)
    group_of = {"desk": 1, "billing": 2, "assistant": 3, "provider": 3, "manager": 4}
    for it in staff.logins:
        rows.add("userod", at, UserNum=it.num, UserName=f"{it.job}{it.num}",
                 UserGroupNum=group_of[it.job], EmployeeNum=it.employee, ProvNum=it.provider,
                 IsHidden=int(it.provider == staff.former.num), PasswordIsStrong=1,
                 DateTLastLogin=config.now - timedelta(hours=14 + it.num))  # fmt: skip
        rows.add("usergroupattach", at, UserNum=it.num, UserGroupNum=group_of[it.job])
        for clinic in range(1, len(CLINICS) + 1):
            rows.add("userclinic", at, UserNum=it.num, ClinicNum=clinic)
    for number in range(1, 5):
        for permission in (1, 2, 3, 4, 5, 7, 15, 17, 22, 25, 26, 27, 42, 43)[: 6 + 2 * number]:
            rows.add("grouppermission", at, UserGroupNum=number, PermType=permission)
