"""Writes what moves an account, payments with their splits and adjustments, and keeps its ledger.

The ledger is the list of entries the source would age: date, cents, and what kind it is, because
the pay plan version decides which kinds count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from enamel_practice.checks import Deposits
from enamel_practice.definitions import DEF
from enamel_practice.dice import Weighted
from enamel_practice.model import Family, Procedure, World, dollars, moment
from enamel_practice.truth import kinds

METHODS = Weighted([("pay_card", 55.0), ("pay_check", 20.0), ("pay_cash", 12.0),
                    ("pay_online", 9.0), ("pay_finance", 4.0)])  # fmt: skip
UNEARNED = {"un_prepay": True, "un_ortho": True, "un_hidden": False}


class Entry(Enum):
    """What a ledger entry is, where that decides whether it counts."""

    ORDINARY = "counts in every version"
    PLAN_SPLIT = "a payment on a pay plan"
    PLAN_CREDIT = "work moved to a pay plan"
    PLAN_DEBIT = "an instalment fallen due"
    PLAN_DONE = "a pay plan's completed amount"
    LINK = "work moved to a dynamic plan"
    INSURANCE_PLAN = "work moved to an insurer's plan"


COUNTED = {
    1: {Entry.ORDINARY, Entry.PLAN_DONE, Entry.INSURANCE_PLAN},
    2: {Entry.ORDINARY, Entry.PLAN_SPLIT, Entry.PLAN_CREDIT, Entry.PLAN_DEBIT, Entry.LINK,
        Entry.INSURANCE_PLAN},
    3: {Entry.ORDINARY, Entry.PLAN_CREDIT, Entry.LINK, Entry.INSURANCE_PLAN},
    4: {Entry.ORDINARY, Entry.PLAN_SPLIT, Entry.INSURANCE_PLAN},
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Extra:
    """A charge that is no procedure: an adjustment that raises the balance."""

    number: int
    member: int
    provider: int
    clinic: int
    day: date


@dataclass(slots=True)
class Part:
    """One split to be: cents, and what for."""

    cents: int
    member: int
    provider: int = 0
    clinic: int = 0
    proc: int = 0
    adjustment: int = 0
    unearned: str = ""
    plan: int = 0
    charge: int = 0
    debit_type: int = 0
    discount: int = 0


def part_for(item: Procedure | Extra, cents: int) -> Part:
    """Return the split that pays an item."""
    if isinstance(item, Extra):
        return Part(cents, item.member, item.provider, item.clinic, adjustment=item.number)
    return Part(cents, item.member.number, item.provider, item.clinic, proc=item.number)


class Cashier:
    """Writes one family's money rows."""

    def __init__(self, world: World, family: Family, deposits: Deposits, payer: int) -> None:
        """Know whose account it is; `payer` is a guarantor next door who pays once in a while."""
        self.world, self.family, self.deposits, self.payer = world, family, deposits, payer
        self.dice = family.dice
        self.entries: list[tuple[date, int, Entry]] = []
        self.user = self.dice.pick(world.staff.desk)

    def enter(self, day: date, cents: int, kind: Entry = Entry.ORDINARY) -> None:
        """Add a ledger entry."""
        if cents:
            self.entries.append((day, cents, kind))

    def pay(self, day: date, parts: Sequence[Part], method: str = "", note: str = "") -> int:
        """Write a payment and its splits; return its number.

        Args:
            day: When it came in.
            parts: The splits.
            method: A payment type's slug; drawn if empty; `transfer` for money that only moves.
            note: What the desk wrote.
        """
        dice, rows, family = self.dice, self.world.rows, self.family
        slug = method or dice.weighted(METHODS)
        cents = sum(part.cents for part in parts)
        entered = moment(dice, day)
        if method == "" and dice.chance(0.01):
            late = entered + timedelta(days=dice.integer(1, 3))
            entered = late if late < self.world.config.now and late.weekday() < 5 else entered
        edited = entered
        deposit = 0
        if slug == "pay_check" and day < self.world.config.today - timedelta(days=2):
            deposit = self.deposits.put(day, family.clinic, cents)
        stranger = method == "" and self.payer and dice.chance(0.002)
        payer = self.payer if stranger else family.guarantor.number
        number = rows.add(
            "payment", entered, edited, PayType=0 if slug == "transfer" else DEF[slug],
            PayDate=day, PayAmt=dollars(cents), CheckNum=f"{dice.integer(100, 9999)}"
            if slug == "pay_check" else "", PayNote=note, IsSplit=int(len(parts) > 1),
            PatNum=payer, ClinicNum=family.clinic,
            DepositNum=deposit, SecUserNumEntry=self.user,
            ProcessStatus=int(slug == "pay_online"),
        )  # fmt: skip
        shown = "" if slug == "transfer" else slug
        self.world.facts.tell(
            kinds.Payment(number, payer, family.clinic, day, cents, shown, deposit)
        )
        for part in parts:
            kind = Entry.PLAN_SPLIT if part.plan else Entry.ORDINARY
            if not part.unearned or UNEARNED[part.unearned]:
                self.enter(day, -part.cents, kind)
            split = rows.add(
                "paysplit", entered, edited, SplitAmt=dollars(part.cents), PatNum=part.member,
                PayNum=number, ProvNum=part.provider, ClinicNum=part.clinic, DatePay=day,
                ProcDate=day, ProcNum=part.proc, AdjNum=part.adjustment,
                UnearnedType=DEF[part.unearned] if part.unearned else 0, PayPlanNum=part.plan,
                PayPlanChargeNum=part.charge, PayPlanDebitType=part.debit_type,
                IsDiscount=part.discount, SecUserNumEntry=self.user,
            )  # fmt: skip
            shown = "open" if UNEARNED.get(part.unearned) else "hidden" if part.unearned else ""
            self.world.facts.tell(kinds.Split(
                split, number, part.member, part.provider, part.clinic, day, part.cents, part.proc,
                part.adjustment, shown, part.plan, bool(part.discount),
            ))  # fmt: skip
        return number

    def adjust(
        self, day: date, cents: int, slug: str, item: Procedure | None, *, provider: int = 0,
        member: int = 0, clinic: int = 0,
    ) -> int:  # fmt: skip
        """Write an adjustment, on a procedure or on the account; return its number."""
        entered = moment(self.dice, day)
        if item is not None:
            member, clinic = item.member.number, item.clinic
            provider = item.provider if provider >= 0 else 0
        self.enter(day, cents)
        number = self.world.rows.add(
            "adjustment", entered, AdjDate=day, AdjAmt=dollars(cents), PatNum=member,
            AdjType=DEF[slug], ProvNum=max(provider, 0), AdjNote="", ClinicNum=clinic,
            ProcDate=item.day if item else day, ProcNum=item.number if item else 0,
            SecUserNumEntry=self.user,
        )  # fmt: skip
        self.world.facts.tell(kinds.Adjustment(number, member, max(provider, 0), clinic, day, cents,
                                               slug, item.number if item else 0))  # fmt: skip
        return number


def age(
    entries: Sequence[tuple[date, int, Entry]], today: date, version: int
) -> tuple[int, int, int, int, int]:
    """Return an account's buckets and total in cents, as the source ages it."""
    counted = COUNTED[version]
    buckets, credits, total = [0, 0, 0, 0], 0, 0
    for day, cents, kind in entries:
        if kind not in counted:
            continue
        total += cents
        if cents < 0:
            credits -= cents * (day <= today)
            continue
        days = (today - day).days
        if days >= 0:
            buckets[0 if days <= 30 else 1 if days <= 60 else 2 if days <= 90 else 3] += cents
    for index in (3, 2, 1, 0):
        used = min(buckets[index], credits)
        buckets[index] -= used
        credits -= used
    return buckets[0], buckets[1], buckets[2], buckets[3], total
