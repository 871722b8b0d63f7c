"""What other programs and the office's side desks leave: transmissions, memberships, braces, links.

Everything follows from what the family did. The draws are a stream of their own, so that whatever
is added here changes no other row.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from enamel_practice.accounts import Account
from enamel_practice.chart import DONE
from enamel_practice.claim import Claim
from enamel_practice.claims import Billing
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.model import (
    NONE,
    Coverage,
    Family,
    Member,
    Procedure,
    World,
    dollars,
    moment,
)
from enamel_practice.people import PATIENT
from enamel_practice.recalls import cycles, is_booked

TOPIC = 31
CLAIM_SENT, CLAIM_PRINTED, INQUIRY, ANSWER = 0, 1, 24, 25
FATHER, MOTHER = 0, 1
WOMAN = 1
BANDING, SCHEDULE = 0, 0
PLACED, AGENCY, FRIENDLY, NOTHING = 4, 1, 0, -1
NO_BOOKING = 1
AWAY = timedelta(days=180)
FILMED = ("D2740", "D2750", "D4341", "D6058")


def write_traces(
    world: World, family: Family, billings: Sequence[Billing], account: Account
) -> None:
    """Add the family's transmissions, memberships, courses of braces and links."""
    dice = Dice(world.config.seed, TOPIC, family.index)
    for billing in billings:
        for claim in billing.claims:
            _transmissions(world, billing.member, claim, dice)
        _inquiry(world, billing.member, dice)
    for member in family.members:
        if member.role == "double":
            continue
        _guardians(world, family, member)
        _reactivation(world, member, dice)
        for proc in member.procs:
            if proc.code.kind.code == "D8080" and proc.status == DONE and not proc.is_old:
                _braces(world, member, proc)
        if account.has_membership and member.first_visit != NONE:
            _membership(world, member, dice)
    if account.given_up:
        _placement(world, family, *account.given_up)


def _transmissions(world: World, member: Member, claim: Claim, dice: Dice) -> None:
    """Add what the clearing house was sent; a claim that had to go again was rejected first."""
    printed = dice.chance(0.08)
    for day in dict.fromkeys((claim.sent_first, claim.resent)):
        if day == NONE or day >= world.config.today:
            continue
        code = "R" if day < claim.resent else "A" if dice.chance(0.95) else ""
        world.rows.add(
            "etrans", _evening(day, dice), DateTimeTrans=_evening(day, dice),
            Etype=CLAIM_PRINTED if printed else CLAIM_SENT, ClaimNum=claim.number,
            CarrierNum=claim.cover.plan.carrier, PatNum=member.number,
            BatchNumber=day.toordinal() % 10_000, AckCode="" if printed else code,
            PlanNum=claim.cover.plan.num, InsSubNum=claim.cover.subscription, Note="",
            UserNum=claim.user,
        )  # fmt: skip
    if claim.sent != NONE and any(
        it.proc is not None and it.proc.code.kind.code in FILMED for it in claim.lines
    ):
        world.rows.add("claimattach", claim.made, ClaimNum=claim.number,
                       DisplayedFileName="film.jpg",
                       ActualFileName=f"Z{claim.number}.jpg")  # fmt: skip


def _evening(day: date, dice: Dice) -> datetime:
    return datetime.combine(day, time(17)) + timedelta(seconds=dice.integer(0, 3_599))


def _inquiry(world: World, member: Member, dice: Dice) -> None:
    """Add the last question to an insurer about what a plan covers, and its answer."""
    cover: Coverage | None = member.covers[0] if member.covers else None
    if cover is None or not dice.chance(0.35):
        return
    at = moment(dice, world.config.yesterday - timedelta(days=dice.integer(0, 120)))
    if at.weekday() > 4 or at.date() <= member.joined:
        return
    facts: dict[str, Any] = {
        "CarrierNum": cover.plan.carrier, "PatNum": member.number, "PlanNum": cover.plan.num,
        "InsSubNum": cover.subscription, "Note": "", "UserNum": dice.pick(world.staff.desk),
    }  # fmt: skip
    then = at + timedelta(seconds=dice.integer(2, 20))
    answer = world.rows.add("etrans", then, DateTimeTrans=then, Etype=ANSWER, AckCode="", **facts)
    world.rows.add("etrans", at, DateTimeTrans=at, Etype=INQUIRY, AckCode="A", AckEtransNum=answer,
                   **facts)  # fmt: skip


def _guardians(world: World, family: Family, member: Member) -> None:
    if member.role != "child":
        return
    for elder in family.members:
        if elder.role in ("adult", "payer", "spouse"):
            world.rows.add(
                "guardian", moment_of(member), PatNumChild=member.number, IsGuardian=1,
                PatNumGuardian=elder.number,
                Relationship=MOTHER if elder.gender == WOMAN else FATHER,
            )  # fmt: skip


def moment_of(member: Member) -> datetime:
    """Return when somebody was entered."""
    return datetime.combine(member.joined, time(9))


def _reactivation(world: World, member: Member, dice: Dice) -> None:
    """List who stayed away for long, to be won back, whether they came or not.

    Some ask to be left alone.
    """
    if member.status != PATIENT:
        return
    now = world.config.now
    missed = [(datetime.combine(due + AWAY, time(10)), end) for due, end in cycles(member, now)]
    away = [at for at, end in missed if at < end and not is_booked(member, at)]
    if not away or not dice.chance(0.7):
        return
    # Who came back after that may be called again.
    is_away = away[-1] == missed[-1][0] and not is_booked(member, now)
    left_alone = dice.chance(0.04) and is_away
    slug = dice.pick(("recall_card", "recall_called", "recall_texted"))
    world.rows.add(
        "reactivation", away[-1], PatNum=member.number, ReactivationStatus=DEF[slug],
        DoNotContact=int(left_alone),
        ReactivationNote="Asks not to be called." if left_alone else "",
    )  # fmt: skip
    if left_alone:
        world.rows.add("patrestriction", away[-1], PatNum=member.number,
                       PatRestrictType=NO_BOOKING)  # fmt: skip


def _braces(world: World, member: Member, proc: Procedure) -> None:
    """Add the course that a charge for braces begins, with its schedule of two years."""
    rows, made = world.rows, proc.edited
    insured = min(proc.charge, sum(it.estimate for it in proc.lines if it.status != 2))
    case = rows.add(
        "orthocase", made, PatNum=member.number, ProvNum=proc.provider, ClinicNum=proc.clinic,
        Fee=dollars(proc.charge), FeeInsPrimary=dollars(insured), FeeInsSecondary=0.0,
        FeePat=dollars(proc.charge - insured), BandingDate=proc.day, DebondDate=NONE,
        DebondDateExpected=proc.day + timedelta(days=730), IsTransfer=0, IsActive=1,
        SecUserNumEntry=proc.user,
    )  # fmt: skip
    schedule = rows.add("orthoschedule", made, BandingDateOverride=NONE, DebondDateOverride=NONE,
                        BandingAmount=dollars(proc.charge), VisitAmount=0.0, DebondAmount=0.0,
                        IsActive=1)  # fmt: skip
    rows.add("orthoplanlink", made, OrthoCaseNum=case, LinkType=SCHEDULE, FKey=schedule,
             IsActive=1, SecUserNumEntry=proc.user)  # fmt: skip
    rows.add("orthoproclink", made, OrthoCaseNum=case, ProcNum=proc.number, ProcLinkType=BANDING,
             SecUserNumEntry=proc.user)  # fmt: skip


def _membership(world: World, member: Member, dice: Dice) -> None:
    """Add a member's place in the house plan, in force while its discounts were given."""
    since = max(member.joined, world.config.start - timedelta(days=2_400))
    gone = member.until if member.status != PATIENT else None
    world.rows.add(
        "discountplansub", datetime.combine(since, time(9)), DiscountPlanNum=1,
        PatNum=member.number, DateEffective=min(since, member.first_visit),
        DateTerm=gone or NONE, SubNote="" if dice.chance(0.9) else "Paid for the year.",
    )  # fmt: skip


def _placement(world: World, family: Family, day: date, cents: int) -> None:
    """Add what the agency was told when an account was given up."""
    at = datetime.combine(day, time(16, 30))
    world.rows.add(
        "tsitranslog", at, PatNum=family.guarantor.number, UserNum=world.staff.desk[0],
        TransType=PLACED, TransDateTime=at, ServiceType=AGENCY, ServiceCode=FRIENDLY,
        TransAmt=dollars(cents), AccountBalance=dollars(cents), FKeyType=NOTHING, FKey=0,
        ClinicNum=family.clinic, AggTransLogNum=0,
    )  # fmt: skip
