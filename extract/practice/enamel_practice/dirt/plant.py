"""Plants data-quality findings, and notes each in the sidecar so that a detector can be scored.

Everything is drawn from streams of its own, keyed by seed, family or day: a dirty practice is the
clean one but for what was planted and what follows from it. Mistakes about money are made before
the account is run, or by the cashier, so that balances still follow from the rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from enamel_practice.cashier import Cashier, Part
from enamel_practice.dice import Dice
from enamel_practice.model import Family, Procedure, World, after
from enamel_practice.plans import CARRIERS, Plan
from enamel_practice.rows import Rows
from enamel_practice.sidecar import Sidecar

if TYPE_CHECKING:
    from enamel_practice.claims import Billing

FILE = "dirt/dirt"
COLUMNS = ("rule", "table", "column", "key", "detail")
TOPIC = 30
PLAN_OFFSET = 500_000
PLANNED, DONE, BROKEN = 1, 2, 5
PAID = (1, 4, 5)
WRONG_SURFACES = ("X", "MZ", "0", "MOQ", "ODP")


class Dirt:
    """The mistakes of one team; at rate 0 there are none."""

    def __init__(self, seed: int, rate: float, sidecar: Sidecar) -> None:
        """Begin clean.

        Args:
            seed: The practice's.
            rate: The share of whatever a mistake can be made about.
            sidecar: Where mistakes are noted.
        """
        self.seed, self.rate, self.sidecar = seed, rate, sidecar
        self.dice = Dice(seed, TOPIC)

    def note(self, rule: str, table: str, column: str, key: int, detail: str = "") -> None:
        """Note a mistake."""
        self.sidecar.add(FILE, COLUMNS, [(rule, table, column, key, detail)])

    def begin(self, family: Family) -> None:
        """Turn to a family."""
        if self.rate:
            self.dice = Dice(self.seed, TOPIC, 1, family.index)

    def early_end(self, since: date, until: date | None, world: World) -> date | None:
        """Return a day before a coverage's end which the desk enters as its end, or None."""
        if not self.rate or not self.dice.chance(self.rate):
            return None
        config = world.config
        day = config.start + timedelta(days=self.dice.integer(120, 365 * config.years - 90))
        return day if day > since and (until is None or day < until) else None

    def spoil_history(self, family: Family) -> None:
        """Make mistakes in charts and the book, before anything is billed."""
        if not self.rate:
            return
        dice = self.dice
        for member in family.members:
            if dice.chance(self.rate):
                member.birth_unknown = True
                self.note("missing_birth_date", "patient", "Birthdate", member.number)
            for proc in member.procs:
                if dice.chance(self.rate):
                    self._spoil_work(proc)
            for visit in member.visits:
                if visit.status == BROKEN and not visit.deleted and dice.chance(self.rate * 10):
                    self._empty(visit.number, member.procs)

    def spoil_account(self, world: World, family: Family, cashier: Cashier) -> None:
        """Make mistakes at the desk, when everything else is paid or left."""
        if not self.rate:
            return
        dice, today = self.dice, world.config.today
        for member in family.members:
            for proc in member.procs:
                if proc.status != DONE or proc.is_old:
                    continue
                day = after(proc.day, dice.integer(1, 30))
                if day >= today or day < world.config.start or not dice.chance(self.rate):
                    continue
                if not proc.charge:
                    cashier.adjust(day, -dice.integer(5, 60) * 100, "adj_cash", proc)
                    self.note("credit_on_zero_fee", "procedurelog", "ProcFee", proc.number)
                elif dice.chance(0.2):
                    self._lopsided(cashier, proc, day)

    def note_ended(self, billings: Iterable["Billing"]) -> None:
        """Note the payments for work after what the office has as the coverage's end."""
        if not self.rate:
            return
        for billing in billings:
            lines = [line for proc in billing.member.procs for line in proc.lines]
            for line in (*lines, *billing.others):
                end = line.cover.shown_until
                if end and line.day > end and line.paid > 0 and line.status in PAID:
                    self.note("payment_after_coverage_end", "claimproc", "InsPayAmt", line.number)

    def deposit_error(self, number: int, day: date) -> int:
        """Return by how many cents the slip of a deposit is wrong."""
        if not self.rate:
            return 0
        dice = Dice(self.seed, TOPIC, 2, number)
        if not dice.chance(self.rate):
            return 0
        cents = dice.pick((-1, 1)) * dice.integer(1, 400) * 25
        self.note("deposit_does_not_add_up", "deposit", "Amount", number, f"{cents / 100:+.2f}")
        return cents

    def second_plans(self, plans: Sequence[Plan], team: int) -> list[tuple[Plan, Plan]]:
        """Return plans to be entered twice: the copy, under a number of its own, and the model."""
        if not self.rate:
            return []
        dice = Dice(self.seed, TOPIC, 3, team)
        found = [it for it in plans if dice.chance(self.rate)]
        if not found and team == 0:
            found = [dice.pick(plans)]
        for it in found:
            self.note("duplicate_plan", "insplan", "GroupNum", it.num + PLAN_OFFSET, f"{it.num}")
        return [(replace(it, num=it.num + PLAN_OFFSET), it) for it in found]

    def second_carriers(self, rows: Rows, at: datetime) -> None:
        """Enter insurers a second time, spelled a little otherwise."""
        if not self.rate:
            return
        dice, number = Dice(self.seed, TOPIC, 4), len(CARRIERS)
        chosen = [it for it, _ in enumerate(CARRIERS) if dice.chance(self.rate)]
        for place in chosen or [dice.integer(0, len(CARRIERS) - 1)]:
            number += 1
            name = CARRIERS[place].name
            rows.add("carrier", at + timedelta(days=dice.integer(20, 300)), CarrierNum=number,
                     CarrierName=dice.pick((name.upper(), f"{name} ", f"{name}.")),
                     ElectID=f"ZZ{place + 1:03}", State="ZZ")  # fmt: skip
            self.note("duplicate_carrier", "carrier", "ElectID", number, f"{place + 1}")

    def _spoil_work(self, proc: Procedure) -> None:
        dice = self.dice
        if proc.surface and proc.code.kind.area == 1:
            proc.surface = dice.pick(WRONG_SURFACES)
            self.note("invalid_surface", "procedurelog", "Surf", proc.number, proc.surface)
        elif proc.fee and not proc.is_old and proc.code.kind.code.startswith("D"):
            loose = proc.status == PLANNED and not proc.visit
            # Of finished work only what no insurer is billed for: an insurer would refuse it.
            if loose or (proc.status == DONE and not proc.member.covers and dice.chance(0.3)):
                factor = dice.pick((100, 1_000)) if loose else 100
                proc.fee *= factor
                self.note("fee_typo", "procedurelog", "ProcFee", proc.number, f"x{factor}")

    def _empty(self, visit: int, procs: Iterable[Procedure]) -> None:
        """Take the work off a broken visit."""
        for proc in procs:
            if proc.visit == visit:
                proc.visit = 0
            if proc.planned_visit == visit:
                proc.planned_visit = 0
        self.note("broken_visit_without_work", "appointment", "AptStatus", visit)

    def _lopsided(self, cashier: Cashier, proc: Procedure, day: date) -> None:
        """Move income between providers so that some of it gets lost or is made."""
        cents = self.dice.integer(20, 90) * 100
        lost = self.dice.pick((-500, 500, 1_000))
        who = proc.member.number
        number = cashier.pay(day, [
            Part(-cents, who, proc.provider, proc.clinic, proc.number),
            Part(cents + lost, who, proc.member.dentist.num, proc.clinic, proc.number),
        ], "transfer", "Moved.")  # fmt: skip
        self.note("transfer_does_not_net", "payment", "PayAmt", number, f"{lost / 100:+.2f}")
