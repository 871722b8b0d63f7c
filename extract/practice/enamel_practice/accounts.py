"""A family's account from day to day: what is charged, expected, paid, sent and given up."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from typing import Any

from enamel_practice.behaviour.diary import Mark
from enamel_practice.behaviour.features import bill_features
from enamel_practice.behaviour.write import mark
from enamel_practice.cashier import Cashier, Entry, Extra, Part, part_for
from enamel_practice.checks import Deposits
from enamel_practice.claims import Billing
from enamel_practice.definitions import DEF
from enamel_practice.model import Family, Procedure, World, after, dollars, moment
from enamel_practice.payplans import Plans
from enamel_practice.truth.kinds import Statement

Item = Procedure | Extra
SMALL = 500
PLAN_LEAST = 60_000
LATER = 1_000_000
PAID_WITHIN = 60
AT_DESK = 0.72
LATE_BUT_PAID = 0.82


class Account:
    """Runs one family's account over its events, in order of their days."""

    def __init__(
        self, world: World, family: Family, billings: Sequence[Billing], deposits: Deposits,
        payer: int,
    ) -> None:  # fmt: skip
        """Collect what happened outside the account: visits, and insurers' answers."""
        self.world, self.family, self.dice = world, family, family.dice
        self.today = world.config.today
        self.cashier = Cashier(world, family, deposits, payer)
        self.plans = Plans(world, family, self.cashier)
        self.events: list[tuple[date, int, str, Any]] = []
        self.count = 0
        self.due: dict[Item, int] = {}
        self.share: dict[Procedure, int] = {}
        self.settled: set[Item] = set()
        self.held: dict[Procedure, tuple[int, str]] = {}
        self.promised: set[Item] = set()
        self.late_until: dict[Item, date] = {}
        self.bills: list[tuple[date, bool]] = []
        self.sent = 0
        self.given_up: tuple[date, int] | None = None
        self.is_staff = self.dice.chance(0.008)
        self.has_membership = not any(it.covers for it in family.members) and self.dice.chance(0.08)
        self._collect(billings)

    def _later(self, day: date, kind: str, payload: Any = None) -> None:
        self.count += 1
        if day < self.today:
            # What was done comes before what is paid for it on the same day.
            order = self.count + (0 if kind == "visit" else LATER)
            heappush(self.events, (day, order, kind, payload))

    def _collect(self, billings: Sequence[Billing]) -> None:
        by_day: dict[date, list[Procedure]] = {}
        for billing in billings:
            for proc in billing.member.procs:
                if proc.status == 2 and proc.charge:
                    by_day.setdefault(proc.day, []).append(proc)
                    self.share[proc] = billing.shares.get(proc, proc.charge)
                    if not proc.lines:
                        self.settled.add(proc)
                elif proc.status == 1 and proc.visit and proc.code.kind.cents > 80_000:
                    self._deposit(proc, self.today)
            for receipt in billing.receipts:
                self._later(receipt.day, "insurance", receipt.parts)
            for claim, cents in billing.ins_plans:
                self._later(claim.day, "insurance plan", (claim, cents))
        if not by_day:
            return
        for day in sorted(by_day):
            self._later(day, "visit", by_day[day])
            for proc in by_day[day]:
                if self.share[proc] > 25_000 and (day - proc.planned).days > 6:
                    self._deposit(proc, day)
        first = max(min(by_day), self.world.config.start)
        month = first.replace(day=1)
        while month < self.today:
            self._later(after(month.replace(day=self.family.cycle), 0), "statement")
            month = (month + timedelta(days=32)).replace(day=1)

    def _deposit(self, proc: Procedure, before: date) -> None:
        """Have a part of costly work paid before it is done."""
        if not self.dice.chance(0.22 * self.family.liquidity):
            return
        day = after(before - timedelta(days=self.dice.integer(2, 12)), 0)
        if proc.planned <= day < min(before, self.today):
            slug = "un_hidden" if self.dice.chance(0.35) else "un_prepay"
            if proc.code.kind.cover == "ortho":
                slug = "un_ortho"
            cents = round(self.share.get(proc, proc.charge) * self.dice.pick((0.25, 0.5, 1.0)))
            self._later(day, "deposit", (proc, cents, slug))

    def run(self) -> None:
        """Take every event in turn."""
        while self.events:
            day, _, kind, payload = heappop(self.events)
            if kind == "visit":
                self._visit(day, payload)
            elif kind == "insurance":
                for proc, cents in payload:
                    self.due[proc] = self.due.get(proc, 0) - cents
                    self.settled.add(proc)
            elif kind == "insurance plan":
                _, cents = payload
                self.cashier.enter(day, -cents, Entry.INSURANCE_PLAN)
            elif kind == "deposit":
                proc, cents, slug = payload
                self.held[proc] = (cents, slug)
                self.cashier.pay(day, [Part(cents, proc.member.number, unearned=slug,
                                            clinic=proc.clinic,
                                            proc=proc.number if slug == "un_hidden" else 0)],
                                 note="Toward planned work.")  # fmt: skip
            elif kind == "statement":
                self._statement(day)
            elif kind == "promise":
                self._keep(day, payload)
            elif kind == "answer":
                self._answer(day, payload)
            elif kind == "instalment":
                self.plans.instalment(day, payload)

    def _owed(self) -> list[tuple[Item, int]]:
        """Return what the family itself owes now, oldest first, insurance left out."""
        found = []
        for item, cents in self.due.items():
            if item not in self.settled and isinstance(item, Procedure):
                cents = min(cents, self.share[item])
            if cents > 0:
                found.append((item, cents))
        return found

    def _visit(self, day: date, procs: Sequence[Procedure]) -> None:
        dice, cashier = self.dice, self.cashier
        for proc in procs:
            cashier.enter(day, proc.charge)
            self.due[proc] = self.due.get(proc, 0) + proc.charge
            if proc in self.held:
                cents, slug = self.held.pop(proc)
                cents = min(cents, proc.charge)
                back = Part(-cents, proc.member.number, unearned=slug, clinic=proc.clinic,
                            proc=proc.number if slug == "un_hidden" else 0)  # fmt: skip
                cashier.pay(day, [back, part_for(proc, cents)], "transfer", "Applied.")
                self._reduce(proc, cents)
        self._discount(day, procs)
        todays = [(it, min(self.due[it], self.share[it])) for it in procs]
        todays = [(it, cents) for it, cents in todays if cents > 0]
        if not todays:
            return
        old = procs[0].is_old
        if old:
            self._settle(day, todays, 1.0, "pay_cash")
            return
        paid = self._bill(day, todays).draw("paid_60")
        self.bills.append((day, not paid))
        if paid:
            if dice.chance(AT_DESK):
                self._settle(day, todays, 1.0)
            else:
                self.promised.update(it for it, _ in todays)
                self._later(after(day, dice.integer(3, 54)), "promise", [it for it, _ in todays])
        else:
            over = day + timedelta(days=PAID_WITHIN + 1)
            self.late_until.update((it, over) for it, _ in todays)
            if dice.chance(0.12):
                self._settle(day, todays, 0.5)
            if dice.chance(LATE_BUT_PAID):
                self._later(after(over, dice.integer(0, 24)), "promise", [it for it, _ in todays])

    def _bill(self, day: date, items: Sequence[tuple[Procedure, int]]) -> Mark:
        """Return the page on which it is drawn whether a day's share is paid in time."""
        behaviour, head = self.world.behaviour, self.family.guarantor
        cents = sum(it for _, it in items)
        known = day - timedelta(days=PAID_WITHIN)
        features = bill_features(
            head, day, cents, insured=any(it.lines for it, _ in items),
            history=[late for billed, late in self.bills if billed < known],
        )  # fmt: skip
        at = datetime.combine(day, time(17))
        key = (head.number, day, items[0][0].number, cents)
        return mark(head, behaviour.payment, at, key, features)

    def _discount(self, day: date, procs: Sequence[Procedure]) -> None:
        dice = self.dice
        for proc in procs:
            if proc.is_old or proc.code.kind.code in ("D9986", "Z9001"):
                continue
            slug, rate = "", 0.0
            if self.is_staff:
                slug, rate = "adj_staff", 0.25
            elif self.has_membership:
                slug, rate = "adj_plan", 0.15
            elif proc.member.age(day) >= 67 and not proc.lines and dice.chance(0.3):
                slug, rate = "adj_senior", 0.1
            elif not proc.lines and dice.chance(0.06):
                slug, rate = "adj_cash", 0.05
            cents = round(min(self.due[proc], self.share[proc]) * rate)
            if slug and cents > 0:
                # Some are entered without the provider, as the source lets its users do.
                who = -1 if dice.chance(0.05) else 0
                self.cashier.adjust(day, -cents, slug, proc, provider=who)
                self._reduce(proc, cents)

    def _reduce(self, item: Item, cents: int) -> None:
        self.due[item] -= cents
        if isinstance(item, Procedure):
            self.share[item] = max(0, self.share[item] - cents)

    def _settle(
        self, day: date, items: Sequence[tuple[Item, int]], portion: float, method: str = ""
    ) -> None:
        """Pay items, wholly or in part; the splits are made as offices make them."""
        dice, left = self.dice, round(sum(cents for _, cents in items) * portion)
        parts: list[Part] = []
        for item, cents in items:
            paid = min(cents, left)
            if paid <= 0:
                break
            left -= paid
            self._reduce(item, paid)
            parts.append(part_for(item, paid))
        if not parts:
            return
        draw = dice.uniform()
        if draw < 0.06:
            whole = parts[0]
            parts = [Part(sum(it.cents for it in parts), whole.member, whole.provider,
                          whole.clinic)]  # fmt: skip
        elif draw < 0.075:
            extra = dice.integer(2, 16) * 500
            parts.append(Part(extra, self.family.guarantor.number, unearned="un_prepay",
                              clinic=self.family.clinic))  # fmt: skip
        elif method == "pay_cash" and draw < 0.085 and parts[0].cents > 1_000:
            parts[0].cents -= 500
            rest = Part(500, parts[0].member, parts[0].provider, parts[0].clinic, discount=1)
            parts.append(rest)
        self.cashier.pay(day, parts, method)
        first = parts[0]
        later = after(day, dice.integer(1, 25))
        if first.proc and dice.chance(0.015) and later < self.today:
            # The wrong provider got the money; it is moved, and nothing comes in or goes out.
            right = dice.pick(self.world.staff.dentists).num
            cents = first.cents
            self.cashier.pay(later, [
                Part(-cents, first.member, first.provider, first.clinic, first.proc),
                Part(cents, first.member, right, first.clinic, first.proc),
            ], "transfer", "Moved.")  # fmt: skip

    def _statement(self, day: date) -> None:
        dice, cashier = self.dice, self.cashier
        self._credits(day)
        owed = self._owed()
        cents = sum(amount for _, amount in owed)
        if cents <= 0:
            self.sent = 0
            return
        if cents < SMALL and self.sent > 0:
            for item, amount in self._ready(day, owed):
                if isinstance(item, Procedure):
                    cashier.adjust(day, -amount, "adj_small", item)
                    self._reduce(item, amount)
            return
        oldest = (day - owed[0][0].day).days
        if self.sent >= 2 and oldest > 95 and dice.chance(0.85):
            self._give_up(day, self._ready(day, owed))
            return
        free = [(it, amount) for it, amount in owed if it not in self.promised]
        large = sum(amount for _, amount in free) >= PLAN_LEAST
        if large and oldest > 10 and dice.chance(0.3) and not self.plans.running:
            self._start_plan(day, free)
            return
        if oldest > 60 and dice.chance(0.06):
            self._finance_charge(day, owed[0][0], max(150, cents * 15 // 1_000))
        if self.sent and dice.chance(0.15):
            return
        self.sent += 1
        self._write_statement(day, owed)
        if dice.chance(0.2 + 0.62 * self.family.liquidity - 0.04 * self.sent):
            self._later(after(day, dice.integer(3, 24)), "answer", dice.pick((1.0, 1.0, 1.0, 0.5)))

    def _keep(self, day: date, items: Sequence[Procedure]) -> None:
        """Pay what was to be paid in time."""
        self.promised.difference_update(items)
        owed = [(it, cents) for it, cents in self._owed() if it in items]
        if owed:
            self._settle(day, owed, 1.0)

    def _ready(self, day: date, owed: Sequence[tuple[Item, int]]) -> list[tuple[Item, int]]:
        """Return what may be paid, moved or given up now: nothing promised, nothing held back."""
        return [
            (item, cents)
            for item, cents in owed
            if item not in self.promised and self.late_until.get(item, day) <= day
        ]

    def _answer(self, day: date, portion: float) -> None:
        owed = self._ready(day, self._owed())
        if owed:
            self._settle(day, owed, portion)

    def _credits(self, day: date) -> None:
        """Refund what was paid too much; often it is only left standing."""
        dice = self.dice
        for item, cents in list(self.due.items()):
            if cents >= 0 or not isinstance(item, Procedure) or item not in self.settled:
                continue
            if dice.chance(0.12):
                self.due[item] = 0
                if dice.chance(0.5):
                    self.cashier.pay(day, [part_for(item, cents)], "pay_refund", "Refund.")
                else:
                    self.cashier.adjust(day, -cents, "adj_refund", item)

    def _give_up(self, day: date, owed: Sequence[tuple[Item, int]]) -> None:
        self.family.billing = DEF["bill_collect"]
        self.given_up = day, sum(cents for _, cents in owed)
        for item, cents in owed:
            if isinstance(item, Procedure):
                who = -1 if self.dice.chance(0.3) else 0
                self.cashier.adjust(day, -cents, "adj_bad_debt", item, provider=who)
            else:
                self.cashier.adjust(day, -cents, "adj_bad_debt", None, provider=item.provider,
                                    member=item.member, clinic=item.clinic)  # fmt: skip
            self._reduce(item, cents)

    def _finance_charge(self, day: date, model: Item, cents: int) -> None:
        head = self.family.guarantor.number
        slug = self.dice.pick(("adj_finance", "adj_finance", "adj_late", "adj_returned"))
        who = 0 if self.dice.chance(0.4) else model.provider
        number = self.cashier.adjust(day, cents, slug, None, provider=who, member=head,
                                     clinic=model.clinic)  # fmt: skip
        extra = Extra(number, head, who, model.clinic, day)
        self.due[extra] = cents
        self.settled.add(extra)

    def _start_plan(self, day: date, owed: Sequence[tuple[Item, int]]) -> None:
        items = [(it, cents) for it, cents in owed if isinstance(it, Procedure)]
        if sum(cents for _, cents in items) < PLAN_LEAST:
            return
        for proc, cents in items:
            self._reduce(proc, cents)
        for when, instalment in self.plans.start(day, items):
            self._later(when, "instalment", instalment)

    def _write_statement(self, day: date, owed: Sequence[tuple[Item, int]]) -> None:
        dice, rows = self.dice, self.world.rows
        balance = sum(self.due.values())
        waiting = balance - sum(cents for _, cents in owed)
        at = datetime.combine(day, moment(dice, day, 9, 16).time())
        mode = 2 if self.family.billing == DEF["bill_email"] else dice.pick((0, 0, 0, 3))
        number = rows.add(
            "statement", at, PatNum=self.family.guarantor.number, DateSent=day,
            DateRangeFrom=day - timedelta(days=90), DateRangeTo=day, Note="", NoteBold="",
            Mode_=mode,
            Intermingled=1, IsSent=1, IsBalValid=1, BalTotal=dollars(balance),
            InsEst=dollars(max(0, waiting)), StatementType="NotSet",
        )  # fmt: skip
        self.world.facts.tell(Statement(number, self.family.guarantor.number, day, mode, balance,
                                        max(0, waiting)))  # fmt: skip
        if dice.chance(0.25):
            for item, _ in owed[:6]:
                is_adjustment = isinstance(item, Extra)
                rows.add("statementprod", at, StatementNum=number, FKey=item.number,
                         ProdType=int(is_adjustment))  # fmt: skip
