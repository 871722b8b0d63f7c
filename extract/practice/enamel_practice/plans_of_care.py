"""Treatment plans as saved, live and parked; notes on what was done."""

from datetime import date, datetime, timedelta

from enamel_practice.chart import DONE, PARKED, TP
from enamel_practice.definitions import DEF
from enamel_practice.model import (
    NEVER,
    Family,
    Finding,
    Member,
    Procedure,
    World,
    after,
    dollars,
    moment,
)
from enamel_practice.truth.kinds import Proposal, Proposed

SAVED, ACTIVE, INACTIVE = range(3)
HEADINGS = {SAVED: "Proposed treatment", ACTIVE: "Active treatment plan", INACTIVE: "Alternative"}


def write_treatment(world: World, family: Family) -> None:
    """Add the family's treatment plans and procedure notes."""
    for member in family.members:
        for finding in member.findings:
            if family.dice.chance(0.55):
                _save(world, member, finding, finding.day, finding.made)
                again = after(finding.day, family.dice.integer(20, 60))
                if again < world.config.today and family.dice.chance(0.15):
                    _save(world, member, finding, again, moment(family.dice, again))
        for plan_status, status in ((ACTIVE, TP), (INACTIVE, PARKED)):
            # Routine work booked with a visit is not what a plan is made for.
            procs = [it for it in member.procs if it.status == status and it.dx]
            if procs:
                _live(world, member, plan_status, procs)
        _write_notes(world, member)


def _save(world: World, member: Member, finding: Finding, day: date, made: datetime) -> None:
    """Freeze a copy of a plan, as it was shown."""
    dice, rows = member.family.dice, world.rows
    signed = made + timedelta(minutes=3) if dice.chance(0.5) else NEVER
    dentist = world.staff.user_of[finding.procs[0].provider]
    presenter = dice.pick((dentist, dentist, 0, world.staff.desk[0]))
    plan = rows.add(
        "treatplan", made, max(made, signed), PatNum=member.number, DateTP=day,
        Heading=HEADINGS[SAVED], Note="", TPStatus=SAVED, SecUserNumEntry=dentist,
        UserNumPresenter=presenter,
        DateTSigned=signed, SignatureText=member.first if signed > NEVER else "",
        ResponsParty=member.family.guarantor.number,
    )  # fmt: skip
    world.facts.tell(Proposal(plan, member.number, day, presenter or dentist, signed > NEVER))
    for order, proc in enumerate(finding.procs):
        line = proc.lines[0] if proc.lines else None
        insured = line.estimate if line and line.cover.plan.plan_type != "c" else 0
        off = max(0, line.write_off_estimate) if line else 0
        kind = proc.code.kind
        number = rows.add(
            "proctp", made, TreatPlanNum=plan, PatNum=member.number, ProcNumOrig=proc.number,
            ItemOrder=order, Priority=DEF["prio_1"], ToothNumTP=proc.tooth, Surf=proc.surface,
            ProcCode=kind.code, Descript=kind.text, ProcAbbr=kind.short,
            FeeAmt=dollars(proc.charge), PriInsAmt=dollars(insured), SecInsAmt=0.0,
            PatAmt=dollars(max(0, proc.charge - insured - off - proc.discount)),
            Discount=dollars(proc.discount), FeeAllowed=dollars(proc.charge - off),
            ProvNum=proc.provider, DateTP=finding.day, ClinicNum=member.family.clinic,
            CatPercUCR=dollars(kind.cents),
        )  # fmt: skip
        world.facts.tell(Proposed(number, plan, proc.number))
    rows.add("treatplanparam", made, PatNum=member.number, TreatPlanNum=plan, ShowFees=1,
             ShowTotals=1, ShowIns=1, ShowSubTotals=1)  # fmt: skip


def _live(world: World, member: Member, status: int, procs: list[Procedure]) -> None:
    made = min(it.made for it in procs)
    edited = max(max(it.made, it.edited) for it in procs)
    plan = world.rows.add(
        "treatplan", made, edited, PatNum=member.number, DateTP=made.date(),
        Heading=HEADINGS[status], Note="", TPStatus=status, SecUserNumEntry=procs[0].user,
    )  # fmt: skip
    for proc in procs:
        world.rows.add("treatplanattach", made, TreatPlanNum=plan, ProcNum=proc.number,
                       Priority=proc.priority)  # fmt: skip


def _write_notes(world: World, member: Member) -> None:
    dice, rows = member.family.dice, world.rows
    for proc in member.procs:
        if proc.status != DONE or proc.is_old or not proc.charge or not dice.chance(0.22):
            continue
        user = world.staff.user_of[proc.provider]
        at = proc.edited
        text = f"{proc.code.kind.text}, as planned."
        rows.add("procnote", at, PatNum=member.number, ProcNum=proc.number, UserNum=user,
                 Note=text)  # fmt: skip
        if dice.chance(0.08) and at + timedelta(minutes=40) < world.config.now:
            rows.add("procnote", at + timedelta(minutes=40), PatNum=member.number,
                     ProcNum=proc.number, UserNum=user, Note=text + " No trouble.")  # fmt: skip
