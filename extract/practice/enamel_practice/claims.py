"""Claims: what is billed to insurers, when, and what is never billed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import exp

from enamel_practice.answers import receive
from enamel_practice.benefits import estimate
from enamel_practice.capitation import capitate
from enamel_practice.checks import Checks
from enamel_practice.claim import (
    BENEFIT,
    CAP_ESTIMATE,
    HISTORY,
    PREAUTH,
    SENT,
    Claim,
    Receipt,
)
from enamel_practice.definitions import DEF
from enamel_practice.model import (
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

FORGOTTEN = 0.012
LEFT, NEVER_BILLED = 0.02, 0.25
MULTI_VISIT = ("D2740", "D2750")


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

    def line(self, cover: Coverage, proc: Procedure | None, day: date, made: datetime) -> Line:
        """Add a line of a plan, about a procedure or about none."""
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
            capitate(self, first, day, procs, made)
            return
        for proc in procs:
            line = self.line(first, proc, day, made)
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
        claim = self.claim(first, "P", day, at, lines)
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

    def claim(
        self, cover: Coverage, kind: str, day: date, at: datetime, lines: list[Line]
    ) -> Claim:
        """Make a claim of lines, with a copy of what was expected then."""
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
            receive(self, claim, received)

    def _secondary(self, cover: Coverage, first: Claim, procs: Sequence[Procedure]) -> None:
        lines = []
        for proc in procs:
            before = proc.lines[0]
            line = self.line(cover, proc, first.day, first.made)
            self._fill(line, proc, before.estimate + max(0, before.write_off_estimate), use=True)
            line.write_off_estimate = -1
            lines.append(line)
        claim = self.claim(cover, "S", first.day, first.made, lines)
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

    def _estimate_planned(self) -> None:
        """Estimate what is planned; ask for leave in advance for some of the costly work."""
        dice, config = self.member.family.dice, self.world.config
        covers = [cover for cover in self.member.covers if cover.in_force(config.yesterday)]
        for proc in self.member.procs:
            if proc.status not in (1, 8) or proc.code.kind.no_bill:
                continue
            for cover in covers:
                line = self.line(cover, proc, proc.day, proc.made)
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
                line = self.line(first, proc, finding.day, finding.made)
                self._fill(line, proc, 0, use=False)
                lines.append(line)
            claim = self.claim(first, "PreAuth", finding.day, finding.made, lines)
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
                line = self.line(cover, None, day, made)
                line.status, line.paid = BENEFIT, dice.integer(5, 60) * 1_000
                line.date_cp = line.entered = day
            for proc in self.member.procs:
                if proc.status == 4 and dice.chance(0.1):
                    line = self.line(cover, proc, proc.day, proc.made)
                    line.status, line.billed, line.date_cp = HISTORY, 0, proc.day
