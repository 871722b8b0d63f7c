"""Plans that pay by the head: what of the fee is written off, and the claims that tell of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from enamel_practice.answers import attach
from enamel_practice.claim import CAP, CAP_CLAIM, Receipt
from enamel_practice.model import Coverage, Procedure, after, moment
from enamel_practice.plans import schedule_fee

if TYPE_CHECKING:
    from enamel_practice.claims import Billing


def capitate(
    billing: "Billing", cover: Coverage, day: date, procs: Sequence[Procedure], made: datetime
) -> None:
    """Write off all but the copay of each procedure; now and then a claim tells of the work."""
    dice = billing.member.family.dice
    lines = []
    for proc in procs:
        copay = min(proc.charge, schedule_fee(6, proc.code.kind) * (proc.units or 1))
        if proc.code.kind.cover == "none":
            copay = proc.charge
        line = billing.line(cover, proc, day, made)
        line.status, line.write_off, line.copay = CAP, proc.charge - copay, copay
        line.date_cp = line.entered = day
        billing.shares[proc] = copay
        billing.receipts.append(Receipt(day, ((proc, proc.charge - copay),)))
    if not dice.chance(0.15):
        return
    for proc in procs[:2]:
        line = billing.line(cover, proc, day, made)
        line.write_off_estimate = -1
        lines.append(line)
    claim = billing.claim(cover, "Cap", day, made, lines)
    sent, received = after(day, 1), after(day, 20)
    if received >= billing.world.config.today:
        for line in lines:
            line.status = CAP_CLAIM
        return
    claim.status, claim.sent, claim.sent_first, claim.received = "R", sent, sent, received
    claim.edited = moment(dice, received)
    for line in lines:
        line.status, line.date_cp, line.entered = CAP_CLAIM, received, received
        line.edited = claim.edited
        if dice.chance(0.3) and line.proc is not None:
            line.paid = min(500, billing.shares.get(line.proc, 0))
            attach(billing, line, cover.plan.carrier, received)
            billing.receipts.append(Receipt(received, ((line.proc, line.paid),)))
