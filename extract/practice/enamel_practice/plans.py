"""Insurers, their plans and what they cover; fee schedules."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from enamel_practice import names
from enamel_practice.codes import CODES, COVER_SPANS, KINDS, Kind
from enamel_practice.config import PracticeConfig
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice, Weighted
from enamel_practice.rows import Rows
from enamel_practice.staff import Staff

if TYPE_CHECKING:
    from enamel_practice.dirt.plant import Dirt

TOPIC = 3
UCR = 1
UNLIMITED = -1
PLANS_EACH = 2


class Carrier(NamedTuple):
    """An insurer: what kind of plans it sells, how fast it pays, how often it refuses."""

    name: str
    plan_type: str
    weight: float
    days: float
    refusal: float


CARRIERS = (
    Carrier("Fabled Dental Mutual", "p", 22, 14, 0.03),
    Carrier("Placebo Health PPO", "p", 16, 17, 0.04),
    Carrier("Sample States Dental", "p", 14, 21, 0.05),
    Carrier("Mock Union Benefits", "p", 8, 12, 0.02),
    Carrier("Invented Life", "", 8, 24, 0.05),
    Carrier("Nowhere Indemnity", "", 6, 28, 0.07),
    Carrier("Pattern Employers Trust", "", 4, 19, 0.03),
    Carrier("Example Medical Aid", "f", 7, 33, 0.08),
    Carrier("Example Child Aid", "f", 4, 30, 0.06),
    Carrier("Dummy Dental HMO", "c", 7, 20, 0.0),
    Carrier("Fixture Managed Dental", "c", 4, 20, 0.0),
    Carrier("Obsolete Assurance", "", 1, 45, 0.15),
)
PERCENTS = {"diag": 100, "xray": 100, "prev": 100, "basic": 80, "perio": 80, "endo": 80,
            "surgery": 80, "major": 50, "ortho": 50}  # fmt: skip
DEDUCTIBLE_FREE = ("diag", "xray", "prev")
COVER_ORDER = tuple(COVER_SPANS)
# Coverage categories by what they cover; the first is for everything.
CATEGORY = {cover: order for order, cover in enumerate(("", *COVER_ORDER), start=1)}


@dataclass(frozen=True, slots=True)
class Plan:
    """One insurance plan; amounts in cents."""

    num: int
    carrier: int
    plan_type: str
    schedule: int
    percents: dict[str, int]
    yearly: int
    deductible: int
    renew_month: int

    def allowed(self, kind: Kind) -> int:
        """Return the most the plan recognises for a code, the full fee outside its cover."""
        if self.plan_type == "" or kind.cover == "none":
            return kind.cents
        return schedule_fee(self.schedule, kind)


SCHEDULES = ("Standard fees", "PPO A", "PPO B", "PPO C", "Medical aid", "HMO copayments")
SCHEDULE_RATE = {1: 1.0, 2: 0.74, 3: 0.66, 4: 0.81, 5: 0.48, 6: 0.22}


def schedule_fee(schedule: int, kind: Kind) -> int:
    """Return a schedule's fee in cents, whole dollars save for the standard one."""
    if schedule == UCR:
        return kind.cents
    if schedule == 6 and kind.cover in DEDUCTIBLE_FREE:
        return 0
    return round(kind.cents * SCHEDULE_RATE[schedule] / 100) * 100


def make_plans(config: PracticeConfig, team: int = 0) -> tuple[Plan, ...]:
    """Return the plans a team's patients have."""
    dice = Dice(config.seed, TOPIC, 0, team)
    plans: list[Plan] = []
    before = team * PLANS_EACH * len(CARRIERS)
    for number, carrier in enumerate(CARRIERS, start=1):
        for _ in range(PLANS_EACH):
            schedule = {"": UCR, "p": dice.integer(2, 4), "f": 5, "c": 6}[carrier.plan_type]
            generous = dice.pick((0, 0, 0, 10, -20))
            percents = {
                cover: 100 if carrier.plan_type in "fc" and carrier.plan_type
                else percent if percent == 100 else percent + generous
                for cover, percent in PERCENTS.items()
            }  # fmt: skip
            yearly = dice.pick((100_000, 150_000, 150_000, 200_000))
            plans.append(
                Plan(before + len(plans) + 1, number, carrier.plan_type, schedule, percents,
                     UNLIMITED if carrier.plan_type in ("f", "c") else yearly,
                     0 if carrier.plan_type in ("f", "c") else 5_000,
                     dice.pick((0, 0, 0, 0, 0, 0, 7, 10)))
            )  # fmt: skip
    return tuple(plans)


def plan_choice(plans: tuple[Plan, ...]) -> Weighted[Plan]:
    """Return how often each plan is met: its insurer's share, parted among the insurer's plans."""
    sold = [plan.carrier for plan in plans]
    return Weighted(
        (plan, CARRIERS[plan.carrier - 1].weight / sold.count(plan.carrier)) for plan in plans
    )


def write_carriers(rows: Rows, config: PracticeConfig, dirt: "Dirt") -> None:
    """Add insurers, employers, coverage categories, fee schedules and fees."""
    dice = Dice(config.seed, TOPIC, 1)
    at = _set_up(config)
    for number, (name, schedule_type) in enumerate(
        zip(SCHEDULES, (0, 0, 0, 0, 0, 1), strict=True), start=1
    ):
        rows.add("feesched", at, FeeSchedNum=number, Description=name, ItemOrder=number - 1,
                 FeeSchedType=schedule_type, IsGlobal=int(number > 1))  # fmt: skip
        for kind in KINDS:
            if kind.cents and (number == UCR or kind.cover != "none"):
                rows.add("fee", at, Amount=schedule_fee(number, kind) / 100, FeeSched=number,
                         CodeNum=CODES[kind.code].num)  # fmt: skip
    for kind in KINDS[:20] if config.clinics > 1 else ():
        rows.add("fee", at, Amount=kind.cents * 105 // 100 / 100, FeeSched=UCR, ClinicNum=2,
                 CodeNum=CODES[kind.code].num)  # fmt: skip
    if config.clinics > 1:
        rows.add("feeschedgroup", at, Description="North and South", FeeSchedNum=2,
                 ClinicNums="1,2")  # fmt: skip
    rows.add("covcat", at, CovCatNum=1, Description="General", CovOrder=0, EbenefitCat=1)
    ebenefit = {"diag": 2, "xray": 13, "prev": 12, "basic": 4, "major": 7, "endo": 5, "perio": 3,
                "surgery": 11, "ortho": 9}  # fmt: skip
    rows.add("covspan", at, CovCatNum=1, FromCode="D0000", ToCode="D7999")
    for order, (cover, span) in enumerate(COVER_SPANS.items(), start=1):
        rows.add("covcat", at, CovCatNum=order + 1, Description=cover.capitalize(), CovOrder=order,
                 DefaultPercent=PERCENTS[cover], EbenefitCat=ebenefit[cover])  # fmt: skip
        rows.add("covspan", at, CovCatNum=order + 1, FromCode=span[0], ToCode=span[1])
    for number, carrier in enumerate(CARRIERS, start=1):
        street, city, state, zip_code = names.address(dice)
        rows.add("carrier", at, CarrierNum=number, CarrierName=carrier.name, Address=street,
                 City=city, State=state, Zip=zip_code, Phone=names.phone(dice),
                 ElectID=f"ZZ{number:03}", IsHidden=int(number == len(CARRIERS)),
                 CarrierGroupName=DEF["carrier_group"])  # fmt: skip
    dirt.second_carriers(rows, at)
    for number in range(1, 13):
        rows.add("employer", at, EmployerNum=number, EmpName=f"Example Works {number}")


def write_plans(
    rows: Rows, plans: tuple[Plan, ...], config: PracticeConfig, staff: Staff, dirt: "Dirt"
) -> None:
    """Add a team's plans and what they cover."""
    dice = Dice(config.seed, TOPIC, 1, staff.team)
    for plan in plans:
        at = _set_up(config) + timedelta(days=plan.num % 300)
        _write_plan(rows, plan, at, dice, dice.pick(staff.billing))
    for copy, model in dirt.second_plans(plans, staff.team):
        at = _set_up(config) + timedelta(days=300 + model.num % 90)
        _write_plan(rows, copy, at, dice, dice.pick(staff.billing), group=model.num)


def _set_up(config: PracticeConfig) -> datetime:
    return datetime.combine(config.start, datetime.min.time()) - timedelta(days=400, hours=-9)


def _write_plan(
    rows: Rows, plan: Plan, at: datetime, dice: Dice, user: int, group: int = 0
) -> None:
    copay = 6 if plan.plan_type == "c" else 0
    rows.add("insplan", at, PlanNum=plan.num, GroupName=f"Group {group or plan.num}",
             GroupNum=f"G{group or plan.num:05}", PlanType=plan.plan_type, CarrierNum=plan.carrier,
             FeeSched=0 if plan.schedule in (UCR, 6) else plan.schedule, CopayFeeSched=copay,
             EmployerNum=dice.integer(1, 12), MonthRenew=plan.renew_month, FilingCode=1,
             IsHidden=int(dice.chance(0.03)), ClaimsUseUCR=int(dice.chance(0.5)))  # fmt: skip
    rows.add("insverify", at, DateLastVerified=at.date(), VerifyType=1, FKey=plan.num,
             UserNum=user, DefNum=DEF["ver_done"], Note="")  # fmt: skip

    def benefit(cover: str, **facts: Any) -> None:
        rows.add("benefit", at, PlanNum=plan.num, CovCatNum=CATEGORY.get(cover, 0), **facts)

    period = 1 if plan.renew_month else 2
    if plan.plan_type in ("p", ""):
        for cover, percent in plan.percents.items():
            benefit(cover, BenefitType=1, Percent=percent, TimePeriod=period, CoverageLevel=0,
                    MonetaryAmt=-1.0)  # fmt: skip
        benefit("", BenefitType=2, Percent=-1, MonetaryAmt=plan.deductible / 100,
                TimePeriod=period, CoverageLevel=1)  # fmt: skip
        for cover in DEDUCTIBLE_FREE:
            benefit(cover, BenefitType=2, Percent=-1, MonetaryAmt=0.0, TimePeriod=period,
                    CoverageLevel=1)  # fmt: skip
        benefit("none", BenefitType=5, Percent=-1, MonetaryAmt=plan.yearly / 100,
                TimePeriod=period, CoverageLevel=1)  # fmt: skip
    benefit("none", BenefitType=5, Percent=-1, MonetaryAmt=-1.0, TimePeriod=period,
            QuantityQualifier=1, Quantity=2, CoverageLevel=1,
            CodeNum=CODES["D1110"].num)  # fmt: skip
