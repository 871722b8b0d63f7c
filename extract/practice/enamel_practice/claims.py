"""Claims: what is billed to insurers, what they answer, and what is never billed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import exp

from enamel_practice.benefits import estimate
from enamel_practice.checks import Checks
from enamel_practice.definitions import DEF
from enamel_practice.model import (
    NEVER,
    NONE,
    Coverage,
    Line,
    Member,
    Procedure,
    World,
    after,
    dollars,
    moment,
)
from enamel_practice.plans import CARRIERS, schedule_fee
from enamel_practice.truth import kinds

SENT, RECEIVED, PREAUTH, BENEFIT, SUPPLEMENT, CAP_CLAIM, ESTIMATE, CAP, CAP_ESTIMATE, HISTORY = (
    range(10)
)
FORGOTTEN = 0.012
LEFT, NEVER_BILLED = 0.02, 0.25
MULTI_VISIT = ("D2740", "D2750")


@dataclass(slots=True, eq=False)
class Claim:
    """One claim as it stands."""

    number: int
    cover: Coverage
    kind: str
    day: date
    made: datetime
    lines: list[Line]
    status: str = "U"
    sent: date = NONE
    sent_first: date = NONE
    resent: date = NONE
    received: date = NONE
    correction: int = 0
    tracking: int = 0
    edited: datetime = NEVER
    user: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money from an insurer, or written off for one, on a day: cents by procedure."""

    day: date
    parts: tuple[tuple[Procedure, int], ...]


@dataclass(slots=True)
class Billing:
    """Bills one member's insurers.

    `receipts` is what came in, for the account; `others` are lines that stand on no procedure;
    `ins_plans` are claims an insurer pays in instalments.
    """

    world: World
    member: Member
    checks: Checks
    claims: list[Claim] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    ins_plans: list[tuple[Claim, int]] = field(default_factory=list)
    shares: dict[Procedure, int] = field(default_factory=dict)

    def run(self) -> None:
        """Go through the member's finished work by day, then estimate what is still planned."""
        member = self.member
        by_day: dict[date, list[Procedure]] = {}
        for proc in member.procs:
            billable = proc.status == 2 and proc.charge and not proc.code.kind.no_bill
            if billable and not proc.is_old:
                by_day.setdefault(proc.day, []).append(proc)
        for day in sorted(by_day):
            covers = [cover for cover in member.covers if cover.in_force(day)]
            if covers:
                self._bill(day, by_day[day], covers)
        self._estimate_planned()
        self._odd_lines()

    def _line(self, cover: Coverage, proc: Procedure | None, day: date, made: datetime) -> Line:
        line = Line(self.world.rows.key("claimproc"), cover, proc, made=made, edited=made, day=day)
        if proc is not None:
            proc.lines.append(line)
            line.billed, line.provider, line.clinic = proc.charge, proc.provider, proc.clinic
        else:
            line.provider, line.clinic = self.member.dentist.num, self.member.family.clinic
            self.others.append(line)
        return line

    def _bill(self, day: date, procs: Sequence[Procedure], covers: Sequence[Coverage]) -> None:
        dice, today = self.member.family.dice, self.world.config.today
        made = max(proc.edited for proc in procs)
        first = covers[0]
        if first.plan.plan_type == "c":
            self._capitation(first, day, procs, made)
            return
        for proc in procs:
            line = self._line(first, proc, day, made)
            self._fill(line, proc, 0, use=True)
        created = day if dice.chance(0.9) else after(day, dice.integer(1, 3))
        if dice.chance(LEFT):
            # Nobody billed it, until it stood in the report of work that nobody had billed; some of
            # it nobody finds there either.
            if dice.chance(NEVER_BILLED):
                return
            created = after(day, dice.integer(20, 75))
        if created >= today:
            return
        at = max(made, moment(dice, created)) if created > day else made
        lines = [proc.lines[-1] for proc in procs]
        claim = self._claim(first, "P", day, at, lines)
        self._send(claim, created, hold=any(
            proc.code.kind.code in MULTI_VISIT and (today - day).days < 40 for proc in procs
        ))  # fmt: skip
        if len(covers) > 1 and covers[1].plan.plan_type != "c":
            self._secondary(covers[1], claim, procs)
        total = sum(line.estimate for line in lines)
        if total > 45_000 and dice.chance(0.04):
            self._instalments(claim, lines)

    def _fill(self, line: Line, proc: Procedure, other: int, *, use: bool) -> None:
        it = estimate(line.cover, proc, other, use=use)
        line.estimate, line.base, line.percent = it.pays, it.base, it.percent
        line.write_off_estimate, line.deductible = it.write_off, it.deductible
        if self.member.family.dice.chance(0.02):
            line.override = it.pays
        share = self.shares.get(proc, proc.charge)
        self.shares[proc] = max(0, share - it.pays - max(0, it.write_off))

    def _claim(
        self, cover: Coverage, kind: str, day: date, at: datetime, lines: list[Line]
    ) -> Claim:
        dice = self.member.family.dice
        number = self.world.rows.key("claim")
        claim = Claim(number, cover, kind, day, at, lines, edited=at,
                      user=dice.pick(self.world.staff.billing))  # fmt: skip
        for line in lines:
            line.claim, line.edited = number, max(line.edited, at)
            if kind == "PreAuth":
                line.status = PREAUTH
                continue
            line.status, line.write_off = SENT, max(0, line.write_off_estimate)
            if line.proc is not None and dice.chance(0.96):
                snapshot = self.world.rows.add(
                    "claimsnapshot", at, ProcNum=line.proc.number, ClaimType=kind,
                    Writeoff=-1.0 if line.write_off_estimate < 0
                    else dollars(line.write_off_estimate),
                    InsPayEst=dollars(line.estimate), Fee=dollars(line.proc.fee),
                    ClaimProcNum=line.number, SnapshotTrigger=0,
                )  # fmt: skip
                self.world.facts.tell(kinds.Snapshot(snapshot, line.number, at.date(),
                                                     line.write_off_estimate,
                                                     line.estimate))  # fmt: skip
        self.claims.append(claim)
        return claim

    def _send(self, claim: Claim, created: date, *, hold: bool) -> None:
        dice, today = self.member.family.dice, self.world.config.today
        if hold and dice.chance(0.6):
            claim.status = "I"
            first = claim.lines[0].proc
            if first is not None:
                number = self.world.rows.key("procmultivisit")
                self.world.rows.add(
                    "procmultivisit", claim.made, ProcMultiVisitNum=number,
                    GroupProcMultiVisitNum=number, ProcNum=first.number, ProcStatus=2,
                    IsInProcess=1, PatNum=self.member.number,
                )  # fmt: skip
            return
        sent = after(created, dice.pick((0, 0, 0, 1, 2, 4)))
        if sent >= today or dice.chance(0.004):
            claim.status = "W" if dice.chance(0.7) else "U"
            return
        claim.status, claim.sent, claim.sent_first = "S", sent, sent
        claim.edited = max(claim.edited, moment(dice, sent, 17, 18))
        again = after(sent, dice.integer(21, 60))
        if dice.chance(0.05) and again < today:
            claim.sent = claim.resent = again
            claim.correction = int(dice.chance(0.4))
            claim.edited = moment(dice, again, 17, 18)
        carrier = CARRIERS[claim.cover.plan.carrier - 1]
        wait = max(3, round(carrier.days * exp(dice.normal(-0.1, 0.45))))
        if dice.chance(FORGOTTEN):
            # The insurer has lost it; most are found out by whoever works the open claims.
            if dice.chance(0.2):
                return
            wait += dice.integer(50, 90)
        received = after(claim.sent, wait)
        if received < today:
            self._receive(claim, received)

    def _receive(self, claim: Claim, received: date) -> None:
        dice, today = self.member.family.dice, self.world.config.today
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
                self._attach(line, carrier, day)
        if by_total:
            self._by_total(claim, sum(round(it.estimate * factor) for it in claim.lines), day,
                           open_end=open_end)  # fmt: skip
        self.receipts.append(Receipt(day, tuple(parts)))
        if factor < 1 and not by_total and claim.kind == "P" and dice.chance(0.35):
            self._supplement(claim, day, factor)

    def _attach(self, line: Line, carrier: int, day: date) -> None:
        line.check = self.checks.pay(day, carrier, line.clinic, line.paid)
        line.finalized = day

    def _by_total(self, claim: Claim, cents: int, day: date, *, open_end: bool) -> None:
        """Enter a payment for the claim as a whole; at times it is parted later."""
        dice = self.member.family.dice
        made = moment(dice, day)
        model = claim.lines[0]
        total = self._line(claim.cover, None, claim.day, made)
        total.claim, total.status, total.paid = claim.number, RECEIVED, cents
        total.date_cp, total.entered, total.clinic = day, day, model.clinic
        total.provider = model.provider
        if not open_end:
            self._attach(total, claim.cover.plan.carrier, day)
        later = after(day, dice.integer(5, 30))
        if later >= self.world.config.today or not dice.chance(0.6):
            return
        target = model.proc
        if target is None:
            return
        for proc, amount in ((None, -cents), (target, cents)):
            line = self._line(claim.cover, proc, claim.day, moment(dice, later))
            line.claim, line.status, line.paid, line.is_transfer = (
                claim.number, SUPPLEMENT, amount, 1
            )  # fmt: skip
            line.date_cp = line.entered = later
            line.provider, line.clinic, line.billed = model.provider, model.clinic, 0

    def _supplement(self, claim: Claim, day: date, factor: float) -> None:
        """Have the insurer pay the rest after all."""
        dice = self.member.family.dice
        later = after(day, dice.integer(14, 45))
        if later >= self.world.config.today:
            return
        parts = []
        for model in list(claim.lines):
            cents = model.estimate - round(model.estimate * factor)
            if cents <= 0 or model.proc is None:
                continue
            line = self._line(claim.cover, model.proc, claim.day, moment(dice, later))
            line.claim, line.status, line.paid, line.billed = claim.number, SUPPLEMENT, cents, 0
            line.date_cp = line.entered = line.supplement = later
            self._attach(line, claim.cover.plan.carrier, later)
            parts.append((model.proc, cents))
        claim.edited = max(claim.edited, moment(dice, later))
        if parts:
            self.receipts.append(Receipt(later, tuple(parts)))

    def _secondary(self, cover: Coverage, first: Claim, procs: Sequence[Procedure]) -> None:
        lines = []
        for proc in procs:
            before = proc.lines[0]
            line = self._line(cover, proc, first.day, first.made)
            self._fill(line, proc, before.estimate + max(0, before.write_off_estimate), use=True)
            line.write_off_estimate = -1
            lines.append(line)
        claim = self._claim(cover, "S", first.day, first.made, lines)
        claim.status = "H"
        if first.status == "R":
            self._send(claim, after(first.received, 1), hold=False)

    def _instalments(self, claim: Claim, lines: Sequence[Line]) -> None:
        """Let the insurer pay a claim by instalments: the account owes the plan, not the work."""
        rows, family, made = self.world.rows, self.member.family, claim.made
        cents = sum(line.estimate for line in lines)
        plan = rows.add(
            "payplan", made, PatNum=self.member.number, Guarantor=family.guarantor.number,
            PayPlanDate=claim.day, PlanNum=claim.cover.plan.num, CompletedAmt=dollars(cents),
            InsSubNum=claim.cover.subscription, Note="Insurer pays by instalments.",
            DatePayPlanStart=claim.day, PlanCategory=DEF["plan_internal"],
        )  # fmt: skip
        work = lines[0].proc.number if lines[0].proc else 0
        credit = rows.add(
            "payplancharge", made, PayPlanNum=plan, Guarantor=family.guarantor.number,
            PatNum=self.member.number, ChargeDate=claim.day, Principal=dollars(cents),
            ChargeType=1, ProvNum=lines[0].provider, ClinicNum=lines[0].clinic,
            ProcNum=work, Note="",
        )  # fmt: skip
        self.world.facts.tell(kinds.Plan(plan, self.member.number, family.guarantor.number,
                                         claim.day, cents, claim.cover.plan.num))  # fmt: skip
        self.world.facts.tell(kinds.Instalment(credit, plan, 1, claim.day, cents, 0, work))
        for line in lines:
            line.payplan = plan
        self.ins_plans.append((claim, cents))

    def _capitation(
        self, cover: Coverage, day: date, procs: Sequence[Procedure], made: datetime
    ) -> None:
        dice = self.member.family.dice
        lines = []
        for proc in procs:
            copay = min(proc.charge, schedule_fee(6, proc.code.kind) * (proc.units or 1))
            if proc.code.kind.cover == "none":
                copay = proc.charge
            line = self._line(cover, proc, day, made)
            line.status, line.write_off, line.copay = CAP, proc.charge - copay, copay
            line.date_cp = line.entered = day
            self.shares[proc] = copay
            self.receipts.append(Receipt(day, ((proc, proc.charge - copay),)))
        if not dice.chance(0.15):
            return
        for proc in procs[:2]:
            line = self._line(cover, proc, day, made)
            line.write_off_estimate = -1
            lines.append(line)
        claim = self._claim(cover, "Cap", day, made, lines)
        sent, received = after(day, 1), after(day, 20)
        if received >= self.world.config.today:
            for line in lines:
                line.status = CAP_CLAIM
            return
        claim.status, claim.sent, claim.sent_first, claim.received = "R", sent, sent, received
        claim.edited = moment(dice, received)
        for line in lines:
            line.status, line.date_cp, line.entered = CAP_CLAIM, received, received
            line.edited = claim.edited
            if dice.chance(0.3) and line.proc is not None:
                line.paid = min(500, self.shares.get(line.proc, 0))
                self._attach(line, cover.plan.carrier, received)
                self.receipts.append(Receipt(received, ((line.proc, line.paid),)))

    def _estimate_planned(self) -> None:
        """Estimate what is planned; ask for leave in advance for some of the costly work."""
        dice, config = self.member.family.dice, self.world.config
        covers = [cover for cover in self.member.covers if cover.in_force(config.yesterday)]
        for proc in self.member.procs:
            if proc.status not in (1, 8) or proc.code.kind.no_bill:
                continue
            for cover in covers:
                line = self._line(cover, proc, proc.day, proc.made)
                line.edited = max(proc.made, proc.edited)
                if cover.plan.plan_type == "c":
                    line.status = CAP_ESTIMATE
                    copay = min(proc.charge, schedule_fee(6, proc.code.kind) * proc.units)
                    line.write_off_estimate, line.copay = proc.charge - copay, copay
                else:
                    self._fill(line, proc, 0, use=False)
        first = next((cover for cover in self.member.covers if cover.plan.plan_type != "c"), None)
        if first is None:
            return
        for finding in self.member.findings:
            asked = [it for it in finding.procs if it.code.kind.cover == "major"]
            if not asked or not dice.chance(0.25) or not first.in_force(finding.day):
                continue
            lines = []
            for proc in asked:
                line = self._line(first, proc, finding.day, finding.made)
                self._fill(line, proc, 0, use=False)
                lines.append(line)
            claim = self._claim(first, "PreAuth", finding.day, finding.made, lines)
            self._send(claim, finding.day, hold=False)

    def _odd_lines(self) -> None:
        """Enter benefits used elsewhere, and work other offices did."""
        dice, config = self.member.family.dice, self.world.config
        for cover in self.member.covers:
            day = max(cover.since, self.member.joined, config.start)
            if day >= config.today:
                continue
            made = moment(dice, day)
            if cover.plan.plan_type != "c" and dice.chance(0.03):
                line = self._line(cover, None, day, made)
                line.status, line.paid = BENEFIT, dice.integer(5, 60) * 1_000
                line.date_cp = line.entered = day
            for proc in self.member.procs:
                if proc.status == 4 and dice.chance(0.1):
                    line = self._line(cover, proc, proc.day, proc.made)
                    line.status, line.billed, line.date_cp = HISTORY, 0, proc.day
