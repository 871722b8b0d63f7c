"""Rows of claims and their lines."""

from datetime import timedelta
from typing import Any

from enamel_practice.claim import Claim
from enamel_practice.claims import Billing
from enamel_practice.definitions import DEF
from enamel_practice.model import NONE, Line, World, after, dollars, moment

NO_VALUE = -1.0
CLAIMED = (0, 1, 2, 4, 5)


def write_billing(world: World, billing: Billing) -> None:
    """Add a member's claims and every line, those on no claim included."""
    for claim in billing.claims:
        _write_claim(world, billing, claim)
    for proc in billing.member.procs:
        for line in proc.lines:
            _write_line(world, billing, line)
    for line in billing.others:
        _write_line(world, billing, line)


def _write_claim(world: World, billing: Billing, claim: Claim) -> None:
    dice, today = billing.member.family.dice, world.config.today
    lines = [it for it in claim.lines if it.claim == claim.number]
    everything = [it for proc in billing.member.procs for it in proc.lines] + billing.others
    paid = sum(it.paid for it in everything if it.claim == claim.number)
    model = claim.lines[0]
    waiting = (today - claim.sent_first).days if claim.status == "S" else 0
    tracking = 0
    if waiting > 30 and dice.chance(0.6):
        tracking = DEF[dice.pick(("track_called", "track_papers", "track_appeal"))]
        day = after(claim.sent_first, dice.integer(20, waiting - 8))
        if day < today:
            world.rows.add(
                "claimtracking", moment(dice, day), ClaimNum=claim.number,
                TrackingType="StatusHistory", UserNum=claim.user, TrackingDefNum=tracking,
                Note="Asked again.",
            )  # fmt: skip
    primary = claim.cover if claim.kind != "S" else billing.member.covers[0]
    second = next((it for it in billing.member.covers if it is not claim.cover), None)
    world.rows.add(
        "claim", claim.made, claim.edited, ClaimNum=claim.number, PatNum=billing.member.number,
        DateService=claim.day, DateSent=claim.sent, ClaimStatus=claim.status,
        DateReceived=claim.received, PlanNum=claim.cover.plan.num,
        ProvTreat=model.provider, ProvBill=1,
        ClaimFee=dollars(sum(it.billed for it in lines)),
        InsPayEst=dollars(sum(it.estimate for it in lines)), InsPayAmt=dollars(paid),
        DedApplied=dollars(sum(it.deductible for it in lines)), ClaimType=claim.kind,
        WriteOff=dollars(sum(it.write_off for it in lines)), ClinicNum=model.clinic,
        InsSubNum=claim.cover.subscription, PatRelat=claim.cover.relation,
        PlanNum2=second.plan.num if second else 0,
        InsSubNum2=second.subscription if second else 0,
        PatRelat2=second.relation if second else 0, CustomTracking=tracking,
        DateResent=claim.resent, CorrectionType=claim.correction,
        ClaimIdentifier=f"{billing.member.number}/{claim.number}",
        SecUserNumEntry=claim.user, DateSentOrig=claim.sent_first,
        PreAuthString=f"ZZ{claim.number}" if claim.kind == "PreAuth" else "",
        ClaimNote="" if primary is claim.cover else "Primary statement attached.",
    )  # fmt: skip


def _write_line(world: World, billing: Billing, line: Line) -> None:
    proc = line.proc
    on_claim = line.status in CLAIMED
    estimated = line.status in (0, 1, 2, 6, 8)
    world.rows.add(
        "claimproc", line.made, max(line.made, line.edited), ClaimProcNum=line.number,
        ProcNum=proc.number if proc else 0, ClaimNum=line.claim, PatNum=billing.member.number,
        ProvNum=line.provider, FeeBilled=dollars(line.billed) if on_claim else 0.0,
        InsPayEst=dollars(line.estimate) if on_claim else 0.0,
        DedApplied=dollars(line.deductible) if line.status == 1 else 0.0, Status=line.status,
        InsPayAmt=dollars(line.paid), Remarks=line.remarks, ClaimPaymentNum=line.check,
        PlanNum=line.cover.plan.num, DateCP=line.date_cp,
        WriteOff=dollars(line.write_off), CodeSent=proc.code.kind.code if proc and on_claim else "",
        AllowedOverride=NO_VALUE, Percentage=line.percent, PercentOverride=-1,
        CopayAmt=NO_VALUE if line.copay < 0 else dollars(line.copay), NoBillIns=line.no_bill,
        PaidOtherIns=NO_VALUE, BaseEst=dollars(line.base), CopayOverride=NO_VALUE,
        ProcDate=line.day, DateEntry=line.entered, LineNumber=1 if on_claim and proc else 0,
        DedEst=dollars(line.deductible) if estimated else NO_VALUE, DedEstOverride=NO_VALUE,
        InsEstTotal=dollars(line.estimate),
        InsEstTotalOverride=NO_VALUE if line.override < 0 else dollars(line.override),
        PaidOtherInsOverride=NO_VALUE, EstimateNote="",
        WriteOffEst=NO_VALUE if line.write_off_estimate < 0
        else dollars(line.write_off_estimate),
        WriteOffEstOverride=NO_VALUE, ClinicNum=line.clinic, InsSubNum=line.cover.subscription,
        PayPlanNum=line.payplan, ClaimPaymentTracking=line.tracking,
        DateSuppReceived=line.supplement, DateInsFinalized=line.finalized,
        IsTransfer=line.is_transfer,
    )  # fmt: skip


def write_verifications(world: World, billing: Billing) -> None:
    """Add when a member's plan and enrolment were last checked, and the time before."""
    dice, config = billing.member.family.dice, world.config
    for cover in billing.member.covers:
        if not dice.chance(0.5):
            continue
        day = config.today - timedelta(days=dice.integer(1, 200))
        if day.weekday() > 4 or billing.member.joined >= day:
            continue
        at = moment(dice, day)
        user = dice.pick(world.staff.desk)
        facts: dict[str, Any] = {"UserNum": user, "VerifyType": 2, "FKey": cover.number,
                 "DefNum": DEF["ver_done"], "Note": ""}  # fmt: skip
        number = world.rows.add("insverify", at, DateLastVerified=day, DateLastAssigned=NONE,
                                **facts)  # fmt: skip
        earlier = day - timedelta(days=dice.integer(150, 300))
        if earlier > max(config.start, billing.member.joined):
            then = moment(dice, earlier)
            world.rows.add("insverifyhist", then, InsVerifyNum=number, DateLastVerified=earlier,
                           DateTimeEntry=then, VerifyUserNum=user, **facts)  # fmt: skip
