"""Pay plans: what is owed moves to a plan, and comes back as instalments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enamel_practice.cashier import Cashier, Entry, Part
from enamel_practice.definitions import DEF
from enamel_practice.model import Family, Procedure, World, after, dollars, moment
from enamel_practice.truth import kinds

MONTHLY = 3


@dataclass(slots=True, eq=False)
class Instalment:
    """One debit of a plan."""

    plan: int
    charge: int
    principal: int
    interest: int
    part: Part


class Plans:
    """One family's pay plans."""

    def __init__(self, world: World, family: Family, cashier: Cashier) -> None:
        """Start with none running."""
        self.world, self.family, self.cashier = world, family, cashier
        self.dice, self.running = family.dice, False

    def start(
        self, day: date, items: Sequence[tuple[Procedure, int]]
    ) -> list[tuple[date, Instalment]]:
        """Move items to a plan; return when each instalment would be paid."""
        dice, rows, today = self.dice, self.world.rows, self.world.config.today
        self.running = True
        total = sum(cents for _, cents in items)
        months = dice.pick((3, 6, 6, 9, 12, 18))
        dynamic, rate = dice.chance(0.4), dice.pick((0, 0, 10))
        made = moment(dice, day)
        first = items[0][0]
        head = self.family.guarantor.number
        last = day + timedelta(days=31 * months)
        plan = rows.add(
            "payplan", made, PatNum=first.member.number, Guarantor=head, PayPlanDate=day,
            APR=12.0 if rate else 0.0, Note="", CompletedAmt=dollars(total),
            NumberOfPayments=0 if dynamic else months, PayAmt=dollars(total // months),
            IsClosed=int(last < today), PlanCategory=DEF["plan_internal"], IsDynamic=int(dynamic),
            ChargeFrequency=MONTHLY, DatePayPlanStart=day, IsLocked=int(dynamic),
        )  # fmt: skip
        facts = self.world.facts
        facts.tell(kinds.Plan(plan, first.member.number, head, day, total, 0, last < today))
        for proc, cents in items:
            if dynamic:
                # No amount of its own means all that is left of the work. Only untouched work goes
                # over like that: Open Dental values what is left anew each day, so any other would
                # move balances of months long past.
                untouched = not proc.lines and cents == proc.charge
                override = 0 if untouched and dice.chance(0.7) else cents
                link = rows.add("payplanlink", made, PayPlanNum=plan, LinkType=2, FKey=proc.number,
                         AmountOverride=dollars(override))  # fmt: skip
                facts.tell(kinds.Link(link, plan, proc.number, day, override))
                self.cashier.enter(day, -cents, Entry.LINK)
            else:
                credit = rows.add(
                    "payplancharge", made, PayPlanNum=plan, Guarantor=head,
                    PatNum=proc.member.number, ChargeDate=day, Principal=dollars(cents), Note="",
                    ProvNum=proc.provider, ClinicNum=proc.clinic, ChargeType=1,
                    ProcNum=proc.number,
                )  # fmt: skip
                facts.tell(kinds.Instalment(credit, plan, 1, day, cents, 0, proc.number))
                self.cashier.enter(day, -cents, Entry.PLAN_CREDIT)
        self.cashier.enter(day, -total, Entry.PLAN_DONE)
        paid: list[tuple[date, Instalment]] = []
        left = total
        for month in range(months):
            due = after(day, 30 * month)
            principal = total // months if month < months - 1 else left
            interest = left * rate // 1_000 if month else 0
            left -= principal
            if dynamic and due >= today:
                break
            charge = rows.add(
                "payplancharge", made if not dynamic else moment(dice, due), PayPlanNum=plan,
                Guarantor=head, PatNum=first.member.number, ChargeDate=due,
                Principal=dollars(principal), Interest=dollars(interest), Note="",
                ProvNum=first.provider, ClinicNum=first.clinic, ChargeType=0,
                ProcNum=first.number if dynamic else 0, FKey=first.number if dynamic else 0,
                LinkType=2 if dynamic else 0,
            )  # fmt: skip
            facts.tell(kinds.Instalment(charge, plan, 0, due, principal, interest))
            self.cashier.enter(due, principal + interest, Entry.PLAN_DEBIT)
            part = Part(0, head, first.provider, first.clinic, first.number, plan=plan,
                        charge=charge)  # fmt: skip
            if dice.chance(0.75 + 0.22 * self.family.liquidity):
                when = after(due, dice.integer(0, 6))
                paid.append((when, Instalment(plan, charge, principal, interest, part)))
        return paid

    def instalment(self, day: date, it: Instalment) -> None:
        """Pay one instalment: principal and interest apart, on the plan."""
        model = it.part
        parts = [
            Part(cents, model.member, model.provider, model.clinic,
                 proc=model.proc if kind == 1 else 0, plan=it.plan, charge=it.charge,
                 debit_type=kind)
            for cents, kind in ((it.principal, 1), (it.interest, 2))
            if cents
        ]  # fmt: skip
        if parts:
            self.cashier.pay(day, parts, note="Instalment.")
