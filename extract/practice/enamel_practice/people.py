"""Families: who is in them, where they live, what insures them."""

from datetime import date, datetime, time, timedelta

from enamel_practice import names
from enamel_practice.behaviour.traits import draw_traits, leanings
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice, Weighted
from enamel_practice.model import NONE, Coverage, Family, Member, World, moment

TOPIC = 10
PATIENT, NON_PATIENT, INACTIVE, ARCHIVED, DELETED, DECEASED, PROSPECTIVE = range(7)
SHAPES = Weighted(
    [(("adult",), 44.0), (("adult", "spouse"), 24.0), (("adult", "spouse", "child"), 8.0),
     (("adult", "spouse", "child", "child"), 8.0), (("adult", "child"), 6.0),
     (("adult", "child", "child"), 4.0), (("adult", "spouse", "child", "child", "child"), 2.5),
     (("payer", "child"), 3.0), (("payer", "child", "child"), 1.0)]
)  # fmt: skip
STATUSES = Weighted(
    [(PATIENT, 88.0), (INACTIVE, 5.5), (ARCHIVED, 2.5), (DECEASED, 1.5), (PROSPECTIVE, 2.0),
     (DELETED, 0.7)]
)  # fmt: skip
BILLING = Weighted([("bill_standard", 70.0), ("bill_email", 25.0), ("bill_excluded", 2.0)])
LIQUIDITY = 3
LANGUAGES = ("eng", "eng", "eng", "eng", "spa")


def make_family(world: World, index: int, room: int) -> Family:
    """Return a family of at most `room` members, with keys, before anything happened to it."""
    config, staff = world.config, world.staff
    dice = Dice(config.seed, TOPIC, index)
    family = Family(index, dice, dice.weighted(staff.place_choice))
    family.address, family.phone = names.address(dice), names.phone(dice)
    family.billing = DEF[dice.weighted(BILLING)]
    family.cycle = dice.integer(1, 28)
    last = names.last_name(dice)
    elder = dice.integer(23, 78)
    if dice.chance(0.42):
        joined = config.start - timedelta(days=dice.integer(30, 2_400))
    else:
        joined = config.start + timedelta(days=dice.integer(0, 365 * config.years - 8))
    until = None
    if dice.chance(0.08):
        left = max(joined, config.start) + timedelta(days=dice.integer(120, 1_100))
        until = left if left < config.today else None
    dentist = dice.pick(staff.at_clinic(staff.dentists, family.clinic))
    if dice.chance(0.12) and joined < config.start:
        dentist = staff.former
    hygienist = dice.pick(staff.at_clinic(staff.hygienists, family.clinic))
    for role in dice.weighted(SHAPES)[:room]:
        family.members.append(_member(world, family, role, last, joined, until, elder))
        family.members[-1].dentist, family.members[-1].hygienist = dentist, hygienist
    if dice.chance(0.006) and len(family.members) < room:
        _add_double(world, family)
    _give_traits(world, family)
    return family


def _give_traits(world: World, family: Family) -> None:
    behaviour, members = world.behaviour, family.members
    drawn = draw_traits(world.config.seed, family.index, len(members), behaviour.family_share)
    for place, (member, traits) in enumerate(zip(members, drawn, strict=True)):
        member.place, member.leanings = place, leanings(behaviour, traits)
    # What is left of the account's ease to pay, for matters the stated model does not speak of.
    family.liquidity = min(1.0, max(0.05, 0.72 + 0.24 * drawn[0][LIQUIDITY]))


def _member(
    world: World, family: Family, role: str, last: str, joined: date, until: date | None,
    elder: int,
) -> Member:  # fmt: skip
    dice, today = family.dice, world.config.today
    gender = int(dice.chance(0.52)) if role != "spouse" else int(family.members[0].gender != 1)
    if dice.chance(0.01):
        gender = dice.integer(2, 3)
    if role == "child":
        low, high = 2, max(3, min(17, elder - 19))
        birth = names.birth_date(dice, today, low, high)
    else:
        low = max(19, elder - 4) if role == "spouse" else elder
        birth = names.birth_date(dice, today, low, low + 3)
    adult_position = 1 if role == "spouse" else dice.pick((0, 0, 1, 3, 4))
    status = NON_PATIENT if role == "payer" else dice.weighted(STATUSES)
    if status == DECEASED and role == "child":
        status = PATIENT
    if status in (INACTIVE, ARCHIVED, DECEASED) and until is None:
        first = max(joined, world.config.start - timedelta(days=400))
        span = (world.config.today - first).days
        until = first + timedelta(days=dice.integer(1, max(2, span - 5)))
    member = Member(
        number=world.rows.key("patient"),
        family=family,
        role=role,
        last=last,
        first=names.first_name(dice, gender),
        gender=gender,
        birth=birth,
        position=2 if role == "child" else adult_position,
        status=status,
        joined=joined,
        until=until,
        dentist=world.staff.dentists[0],
        hygienist=world.staff.hygienists[0],
        need=max(0.1, dice.normal(1.0, 0.4)),
        gum_patient=role != "child" and dice.chance(0.09),
    )
    if status == DECEASED and until is not None:
        member.deceased = datetime.combine(until, time(0))
    return member


def _add_double(world: World, family: Family) -> None:
    """Add a clone of a member, or the row a merge left behind."""
    dice, model = family.dice, family.members[-1]
    merged = dice.chance(0.5)
    double = Member(
        world.rows.key("patient"), family, "double", model.last, model.first, model.gender,
        model.birth, model.position, DELETED if merged else PATIENT, model.joined, model.until,
        model.dentist, model.hygienist, clone_of=0 if merged else model.number,
    )  # fmt: skip
    family.members.append(double)
    day = min(max(world.config.start, model.joined) + timedelta(days=3), world.config.yesterday)
    pair = (double.number, model.number) if merged else (model.number, double.number)
    world.rows.add("patientlink", moment(dice, day), PatNumFrom=pair[0], PatNumTo=pair[1],
                   LinkType=1 if merged else 2)  # fmt: skip


def insure(world: World, family: Family) -> None:
    """Give the family its plans: one of the guarantor's, at times a second of the spouse's."""
    dice = family.dice
    if not dice.chance(0.64):
        return
    subscribers = [it for it in family.members if it.role in ("adult", "payer")]
    subscribers += [it for it in family.members if it.role == "spouse" and dice.chance(0.16)]
    for subscriber in subscribers:
        plan = dice.weighted(world.plan_choice)
        since = max(subscriber.joined, date(2015, 1, 1)) - timedelta(days=dice.integer(0, 700))
        ended = dice.chance(0.06)
        until = world.config.today - timedelta(days=dice.integer(10, 500)) if ended else None
        shown = world.dirt.early_end(since, until, world) or until
        made = moment(dice, max(subscriber.joined, world.config.start - timedelta(days=2_400)))
        subscription = world.rows.add(
            "inssub", made, PlanNum=plan.num, Subscriber=subscriber.number, DateEffective=since,
            DateTerm=shown or NONE, ReleaseInfo=1, AssignBen=int(dice.chance(0.95)),
            SubscriberID=f"ZZ{subscriber.number:08}",
        )  # fmt: skip
        for member in family.members:
            if member.role in ("payer", "double") or member.status == DELETED:
                continue
            if plan.plan_type == "c" and any(it.plan.plan_type == "c" for it in member.covers):
                continue
            relation = 0 if member is subscriber else 2 if member.role == "child" else 1
            cover = Coverage(
                len(member.covers) + 1, plan, subscription, relation, since, until, shown
            )  # fmt: skip
            cover.number = world.rows.add(
                "patplan", made, PatNum=member.number, Ordinal=cover.ordinal,
                Relationship=relation, InsSubNum=subscription,
            )  # fmt: skip
            member.covers.append(cover)


def write_members(world: World, family: Family, aging: tuple[float, ...]) -> None:
    """Add the family's patient rows; the account's balances stand on the guarantor alone.

    Args:
        world: The practice.
        family: The family, its history made.
        aging: The four buckets, the total, insurance expected and plan due, in dollars.
    """
    dice, config, rows = family.dice, world.config, world.rows
    street, city, state, zip_code = family.address
    for member in family.members:
        head = member is family.guarantor
        money = aging if head else (0.0,) * 7
        made = moment(dice, min(member.joined, config.yesterday))
        edited = max(made, member.edited)
        if head:
            # The nightly aging run rewrites the guarantor's row.
            edited = datetime.combine(config.today, time(1, 30))
        rows.add(
            "patient", made, edited, PatNum=member.number, LName=member.last, FName=member.first,
            Preferred="", PatStatus=member.status, Gender=member.gender, Position=member.position,
            Birthdate=NONE if member.birth_unknown else member.birth, Address=street, City=city,
            State=state, Zip=zip_code, HmPhone=family.phone,
            WirelessPhone="" if member.role == "child" else names.phone(dice),
            Guarantor=family.guarantor.number,
            Email="" if member.role == "child" or dice.chance(0.25)
            else names.email(member.first, member.last, member.number),
            PriProv=member.own_dentist(world.staff.heir).num,
            SecProv=member.hygienist.num, BillingType=family.billing, ClinicNum=family.clinic,
            FeeSched=0, HasIns="I" if member.covers else "", ChartNumber="",
            Bal_0_30=money[0], Bal_31_60=money[1], Bal_61_90=money[2], BalOver90=money[3],
            BalTotal=money[4], InsEst=money[5], PayPlanDue=money[6],
            DateFirstVisit=member.first_visit, Language=dice.pick(LANGUAGES),
            TxtMsgOk=dice.pick((0, 1, 1, 1, 2)), PreferRecallMethod=dice.pick((0, 3, 8)),
            PreferConfirmMethod=dice.pick((0, 8)), PreferContactMethod=dice.pick((0, 4)),
            EmployerNum=dice.integer(0, 12), Premed=int(dice.chance(0.02)),
            PatNumCloneFrom=member.clone_of, DateTimeDeceased=member.deceased,
            SecUserNumEntry=dice.pick(world.staff.desk), County="Placeholder",
        )  # fmt: skip
        rows.add("patientnote", made, PatNum=member.number,
                 FamFinancial="Pays on time." if head and family.liquidity > 0.8 else "",
                 Medical="" if dice.chance(0.8) else "Asked about blood pressure.",
                 ICEName="", ICEPhone="")  # fmt: skip
        if member.status != NON_PATIENT and dice.chance(0.6):
            rows.add("patientrace", made, PatNum=member.number,
                     Race=dice.pick((9, 9, 9, 1, 3, 6, 7, 4)))  # fmt: skip
