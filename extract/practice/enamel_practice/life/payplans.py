"""Pay plans: started from a bill too large to pay, asked for by the month, closed at the end."""

from datetime import date

from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life.office import Office, Row
from enamel_practice.model import after
from enamel_practice.payplans import MONTHLY

LEAST = 60_000
MONTHS = (3, 6, 6, 12)
CREDIT, DEBIT = 1, 0


def start(office: Office, family: int, work: list[Row], dice: Dice) -> None:
    """Move open work to a new plan, with all its instalments."""
    total, months, first = sum(it["cents"] for it in work), dice.pick(MONTHS), work[0]
    plan = office.add(
        "payplan", PatNum=first["PatNum"], Guarantor=family, PayPlanDate=office.today, APR=0.0,
        Note="", CompletedAmt=total / 100, NumberOfPayments=months, PayAmt=total // months / 100,
        IsClosed=0, PlanCategory=DEF["plan_internal"], IsDynamic=0, ChargeFrequency=MONTHLY,
        DatePayPlanStart=office.today, IsLocked=0, PlanNum=0,
    )["PayPlanNum"]  # fmt: skip
    for it in work:
        charge(office, plan, family, it, CREDIT, it["cents"], office.today, ProcNum=it["ProcNum"])
    left = total
    for month in range(months):
        principal = total // months if month < months - 1 else left
        left -= principal
        due = after(office.today, 30 * month + 1)
        charge(office, plan, family, first, DEBIT, principal, due, ProcNum=0)


def ask(office: Office, row: Row) -> None:
    """Make the next instalment of a dynamic plan; the last one closes it."""
    left = int(row["cents_left"])
    amount = min(left, max(100, round(row["PayAmt"] * 100)))
    charge(office, row["PayPlanNum"], row["Guarantor"], row, DEBIT, amount, office.today,
           ProcNum=row["work"], FKey=row["work"], LinkType=2)  # fmt: skip
    plan = office.get("payplan", row["PayPlanNum"])
    if amount == left and plan is not None:
        office.change("payplan", plan, IsClosed=1)


def charge(
    office: Office, plan: int, family: int, model: Row, kind: int, cents: int, due: date,
    **facts: int,
) -> None:  # fmt: skip
    """Add a credit or a debit to a plan."""
    office.add(
        "payplancharge", PayPlanNum=plan, Guarantor=family, PatNum=model["PatNum"],
        ChargeDate=due, Principal=cents / 100, Interest=0.0, Note="", ProvNum=model["ProvNum"],
        ClinicNum=model["ClinicNum"], ChargeType=kind, **facts,
    )  # fmt: skip


def due_today(office: Office) -> list[Row]:
    """Return dynamic plans that ask today; those of a weekend ask on Monday."""
    days = 3 if office.today.weekday() == 0 else 1
    return office.ask("dynamic_plans_due", day=office.today, days=days)
