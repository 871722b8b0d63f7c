"""What insurers answer to claims: paid, in part, refused, paid after all."""

from datetime import date
from typing import TYPE_CHECKING

from enamel_practice.claim import RECEIVED, SUPPLEMENT, Claim, Receipt
from enamel_practice.definitions import DEF
from enamel_practice.model import Line, Procedure, after, moment
from enamel_practice.plans import CARRIERS

if TYPE_CHECKING:
    from enamel_practice.claims import Billing


def receive(billing: "Billing", claim: Claim, received: date) -> None:
    """Enter what an insurer answers: paid, in part, refused; the check may come later."""
    dice, today = billing.member.family.dice, billing.world.config.today
    at = moment(dice, received)
    claim.status, claim.received, claim.edited = "R", received, max(claim.edited, at)
    if claim.kind == "PreAuth":
        for line in claim.lines:
            line.edited = max(line.edited, at)
        return
    carrier = claim.cover.plan.carrier
    refused = dice.chance(CARRIERS[carrier - 1].refusal)
    factor = 0.0 if refused else 1.0 if dice.chance(0.84) else 0.4 + 0.6 * dice.uniform()
    check_day = received if dice.chance(0.7) else after(received, 1)
    recent = (today - received).days < 6 and dice.chance(0.5)
    open_end = check_day >= today or recent or dice.chance(0.007)
    day = received if open_end else check_day
    parts: list[tuple[Procedure, int]] = []
    by_total = not refused and len(claim.lines) > 1 and dice.chance(0.025)
    for line in claim.lines:
        pays = round(line.estimate * factor)
        line.status, line.entered, line.date_cp = RECEIVED, received, day
        line.edited = moment(dice, day) if day > received else max(line.edited, at)
        if refused:
            line.tracking, line.remarks = DEF["line_denied"], "Not covered."
            line.write_off = 0 if dice.chance(0.5) else line.write_off
        line.paid = 0 if by_total else pays
        if line.proc is not None:
            parts.append((line.proc, pays + line.write_off))
        if not open_end and (pays or line.write_off) and not by_total:
            attach(billing, line, carrier, day)
    if by_total:
        total = sum(round(it.estimate * factor) for it in claim.lines)
        _by_total(billing, claim, total, day, open_end=open_end)
    billing.receipts.append(Receipt(day, tuple(parts)))
    if factor < 1 and not by_total and claim.kind == "P" and dice.chance(0.35):
        _supplement(billing, claim, day, factor)


def attach(billing: "Billing", line: Line, carrier: int, day: date) -> None:
    """Put a paid line on the insurer's check of a day."""
    line.check = billing.checks.pay(day, carrier, line.clinic, line.paid)
    line.finalized = day


def _by_total(billing: "Billing", claim: Claim, cents: int, day: date, *, open_end: bool) -> None:
    """Enter a payment for the claim as a whole; at times it is parted later."""
    dice = billing.member.family.dice
    made = moment(dice, day)
    model = claim.lines[0]
    total = billing.line(claim.cover, None, claim.day, made)
    total.claim, total.status, total.paid = claim.number, RECEIVED, cents
    total.date_cp, total.entered, total.clinic = day, day, model.clinic
    total.provider = model.provider
    if not open_end:
        attach(billing, total, claim.cover.plan.carrier, day)
    later = after(day, dice.integer(5, 30))
    if later >= billing.world.config.today or not dice.chance(0.6):
        return
    target = model.proc
    if target is None:
        return
    for proc, amount in ((None, -cents), (target, cents)):
        line = billing.line(claim.cover, proc, claim.day, moment(dice, later))
        line.claim, line.status, line.paid, line.is_transfer = (
            claim.number, SUPPLEMENT, amount, 1
        )  # fmt: skip
        line.date_cp = line.entered = later
        line.provider, line.clinic, line.billed = model.provider, model.clinic, 0


def _supplement(billing: "Billing", claim: Claim, day: date, factor: float) -> None:
    """Have the insurer pay the rest after all."""
    dice = billing.member.family.dice
    later = after(day, dice.integer(14, 45))
    if later >= billing.world.config.today:
        return
    parts = []
    for model in list(claim.lines):
        cents = model.estimate - round(model.estimate * factor)
        if cents <= 0 or model.proc is None:
            continue
        line = billing.line(claim.cover, model.proc, claim.day, moment(dice, later))
        line.claim, line.status, line.paid, line.billed = claim.number, SUPPLEMENT, cents, 0
        line.date_cp = line.entered = line.supplement = later
        attach(billing, line, claim.cover.plan.carrier, later)
        parts.append((model.proc, cents))
    claim.edited = max(claim.edited, moment(dice, later))
    if parts:
        billing.receipts.append(Receipt(later, tuple(parts)))
