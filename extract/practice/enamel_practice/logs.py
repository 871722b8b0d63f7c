"""What the program itself writes down: who made what, reminders, allowed fees, edits of plans.

Everything follows from what the family did. The draws are a stream of their own, so that whatever
is added here changes no other row. No figure rests on these rows, so no fact is told.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from enamel_practice.asking import Stand
from enamel_practice.audit import is_kept
from enamel_practice.claim import Claim
from enamel_practice.claims import Billing
from enamel_practice.dice import Dice
from enamel_practice.model import (
    NONE,
    Coverage,
    Family,
    Member,
    Visit,
    World,
    dollars,
    moment,
)

TOPIC = 37
APPOINTMENT = 0
SENT, FAILED, EMAIL = 3, 4, 2
REMINDED = (0.3, 0.6)
DAY_TICKS = 864_000_000_000
RECEIVED = "R"
PLAN, COVERAGE = 0, 0
NO_OVERRIDE = -1.0
EDITED, ADJUSTED = 0.12, 0.05


def write_logs(world: World, family: Family, billings: Sequence[Billing]) -> None:
    """Add what the program noted about the family's visits, claims and plans."""
    dice = Dice(world.config.seed, TOPIC, family.index)
    for member in family.members:
        for visit in member.visits:
            if visit.stands and is_kept(world.config, visit.made.date()):
                world.rows.add("entrylog", visit.made, UserNum=visit.user, FKeyType=APPOINTMENT,
                               FKey=visit.number, LogSource=0)  # fmt: skip
            for stand in visit.stands:
                _reminder(world, member, visit, stand, dice)
        for cover in member.covers:
            _edits(world, cover, dice)
    for billing in billings:
        for claim in billing.claims:
            _allowed(world, claim)


def _reminder(world: World, member: Member, visit: Visit, stand: Stand, dice: Dice) -> None:
    """Remind by e-mail the evening before of a time that stood then; more, by the later policy."""
    at = datetime.combine(stand.start.date() - timedelta(days=1), time(18))
    at += timedelta(seconds=dice.integer(0, 3_599))
    share = REMINDED[stand.start.date() >= world.behaviour.reminders_from]
    if dice.chance(share) and stand.stood(at) and at < world.config.now:
        world.rows.add(
            "apptremindersent", at, ApptNum=0 if visit.deleted else visit.number,
            ApptDateTime=stand.start, DateTimeSent=at, TSPrior=DAY_TICKS,
            ApptReminderRuleNum=stand.clinic, PatNum=member.number, ClinicNum=stand.clinic,
            SendStatus=SENT if dice.chance(0.98) else FAILED, MessageType=EMAIL, MessageFk=0,
            ResponseDescript="",
        )  # fmt: skip


def _allowed(world: World, claim: Claim) -> None:
    """Remember what plans without a fee schedule paid, to estimate the next claim by it."""
    plan = claim.cover.plan
    if plan.plan_type or claim.status != RECEIVED or claim.received == NONE:
        return
    at = datetime.combine(claim.received, time(15))
    for line in claim.lines:
        if line.proc is None or line.paid <= 0:
            continue
        world.rows.add(
            "insbluebook", at, ProcCodeNum=line.proc.code.num, CarrierNum=plan.carrier,
            PlanNum=plan.num, GroupNum="", InsPayAmt=dollars(line.paid),
            AllowedOverride=NO_OVERRIDE, ProcNum=line.proc.number, ProcDate=line.proc.day,
            ClaimType=claim.kind, ClaimNum=claim.number,
        )  # fmt: skip
        world.rows.add("insbluebooklog", line.made, ClaimProcNum=line.number,
                       AllowedFee=dollars(line.billed), Description="Allowed fee set.")  # fmt: skip


def _edits(world: World, cover: Coverage, dice: Dice) -> None:
    """Note a correction of the plan's benefits, and one of the patient's place in the plan."""
    day = max(cover.since, world.config.start) + timedelta(days=dice.integer(1, 300))
    at, user = moment(dice, day), dice.pick(world.staff.desk)
    corrected, moved = dice.chance(EDITED), dice.chance(ADJUSTED)
    if at >= world.config.now or at.weekday() > 4:
        return
    if corrected:
        world.rows.add(
            "inseditlog", at, FKey=cover.plan.num, LogType=PLAN, FieldName="GroupName",
            OldValue="", NewValue="Group", UserNum=user, ParentKey=0, Description="Plan",
        )  # fmt: skip
    if moved and cover.number:
        world.rows.add(
            "inseditpatlog", at, FKey=cover.number, LogType=COVERAGE, FieldName="Ordinal",
            OldValue="2", NewValue=str(cover.ordinal), UserNum=user, ParentKey=0,
            Description="Coverage",
        )  # fmt: skip
