"""Open Dental's rules of aging, for one family on one day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .aging_families import HIDDEN_UNEARNED, NONE, OPEN_UNEARNED, TODAY, Ledger, Row, cents

BILL_IN_ADVANCE_DAYS = 5
ZERO = Decimal(0)


@dataclass(frozen=True)
class Entry:
    patient: int
    day: date
    amount: Decimal
    kind: str
    procedure: int = 0
    procedure_day: date = NONE


def entries(ledger: Ledger, version: int, day: date) -> Iterator[Entry]:
    """Yield the lines of the ledger under a payment plan version."""
    complete = {row["ProcNum"] for row in ledger["procedurelog"] if row["ProcStatus"] == 2}
    for row in ledger["procedurelog"]:
        if row["ProcStatus"] == 2:
            yield Entry(row["PatNum"], row["ProcDate"], total_fee(row), "procedure")
    for row in ledger["claimproc"]:
        if row["Status"] in (1, 4, 5, 7) and (row["ProcNum"] == 0 or row["ProcNum"] in complete):
            paid = ZERO if row["PayPlanNum"] else cents(row["InsPayAmt"])
            yield Entry(row["PatNum"], row["DateCP"], -paid - cents(row["WriteOff"]), "insurance")
    for row in ledger["adjustment"]:
        yield Entry(
            row["PatNum"], row["AdjDate"], cents(row["AdjAmt"]), "adjustment",
            row["ProcNum"], row["ProcDate"],
        )  # fmt: skip
    for row in ledger["paysplit"]:
        if row["UnearnedType"] != HIDDEN_UNEARNED and (version in (2, 4) or not row["PayPlanNum"]):
            yield Entry(row["PatNum"], row["DatePay"], -cents(row["SplitAmt"]), "split")
    for row in ledger["payplan"]:
        if version == 1 or (version == 4 and row["PlanNum"]):
            yield Entry(row["PatNum"], row["PayPlanDate"], -cents(row["CompletedAmt"]), "plan")
    if version in (2, 3):
        yield from installments(ledger, version, day)
        yield from links(ledger)


def installments(ledger: Ledger, version: int, day: date) -> Iterator[Entry]:
    for row in ledger["payplancharge"]:
        plan = ledger.find("payplan", "PayPlanNum", row["PayPlanNum"])
        if plan is None or row["ChargeDate"] > day:
            continue
        if row["ChargeType"] == 1:
            tied = ledger.find("procedurelog", "ProcNum", row["ProcNum"])
            yield Entry(
                plan["PatNum"], row["ChargeDate"], -cents(row["Principal"]), "plan credit",
                row["ProcNum"], tied["ProcDate"] if tied else NONE,
            )  # fmt: skip
        elif version == 2 and plan["PlanNum"] == 0:
            owed = cents(row["Principal"]) + cents(row["Interest"])
            yield Entry(row["Guarantor"], row["ChargeDate"], owed, "plan debit")


def links(ledger: Ledger) -> Iterator[Entry]:
    for row in ledger["payplanlink"]:
        if row["LinkType"] == 2:
            target = ledger.find("procedurelog", "ProcNum", row["FKey"])
            plan = ledger.find("payplan", "PayPlanNum", row["PayPlanNum"])
            if target is None or plan is None:
                continue
            if plan["DynamicPayPlanTPOption"] == 1 and target["ProcStatus"] != 2:
                continue
            remaining, tied = open_procedure(ledger, target), target["ProcNum"]
            tied_day = target["ProcDate"]
        elif row["LinkType"] == 1:
            target = ledger.find("adjustment", "AdjNum", row["FKey"])
            if target is None:
                continue
            paid = sum(
                cents(split["SplitAmt"])
                for split in ledger["paysplit"]
                if split["AdjNum"] == target["AdjNum"] and not split["PayPlanNum"]
            )
            remaining, tied, tied_day = cents(target["AdjAmt"]) - paid, 0, NONE
        else:
            continue
        amount = cents(row["AmountOverride"]) or remaining
        yield Entry(target["PatNum"], row["SecDateTEntry"], -amount, "link", tied, tied_day)


def open_procedure(ledger: Ledger, procedure: Row) -> Decimal:
    """Return what a procedure still owes outside any plan, estimates taken off."""
    owed = total_fee(procedure)
    for row in ledger["adjustment"]:
        if all(row[key] == procedure[key] for key in ("ProcNum", "PatNum", "ProvNum", "ClinicNum")):
            owed += cents(row["AdjAmt"])
    for row in ledger["claimproc"]:
        if row["ProcNum"] != procedure["ProcNum"] or row["Status"] == 2:
            continue
        if row["Status"] in (1, 4, 7):
            owed -= cents(row["InsPayAmt"]) + cents(row["WriteOff"])
            continue
        override = row["InsEstTotalOverride"]
        owed -= cents(row["InsPayEst"] if override == -1 else override)
        for name in ("WriteOffEstOverride", "WriteOffEst"):
            if row[name] != -1:
                owed -= cents(row[name])
                break
    for row in ledger["paysplit"]:
        if row["ProcNum"] == procedure["ProcNum"] and not row["PayPlanNum"]:
            owed -= cents(row["SplitAmt"])
    return owed


def total_fee(procedure: Row) -> Decimal:
    units: int = procedure["UnitQty"] + procedure["BaseUnits"]
    return cents(procedure["ProcFee"]) * units


def net(lines: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return the lines aging leaves alone, and one line per procedure and day of the others."""
    tied: dict[tuple[int, int, date], list[Entry]] = defaultdict(list)
    single = []
    for line in lines:
        if line.kind in ("adjustment", "plan credit", "link") and line.procedure:
            tied[line.patient, line.procedure, line.day].append(line)
        else:
            single.append(line)
    netted = []
    for (patient, _, day), group in tied.items():
        amount = sum((line.amount for line in group), ZERO)
        moved = min(line.procedure_day for line in group) if amount < 0 else day
        netted.append(Entry(patient, moved, amount, "netted"))
    return single, netted


def age(ledger: Ledger, guarantor: int, version: int, day: date, lifo: bool) -> list[Decimal]:
    """Return the four buckets, youngest first, the balance and both estimates of a family."""
    family = {row["PatNum"] for row in ledger["patient"] if row["Guarantor"] == guarantor}
    lines = [line for line in entries(ledger, version, day) if line.patient in family]
    netted: list[Entry] = []
    if lifo:
        lines, netted = net(lines)

    buckets = [ZERO] * 4
    credits = ZERO
    for line in [*lines, *netted]:
        if line.day > day:
            continue
        if line.amount < 0 and line.kind != "netted":
            credits -= line.amount
            continue
        days = (day - line.day).days
        buckets[0 if days <= 30 else 1 if days <= 60 else 2 if days <= 90 else 3] += line.amount
    for index, amount in enumerate(buckets):
        if amount < 0:
            credits -= amount
            buckets[index] = ZERO
    for index in (3, 2, 1, 0):
        paid = min(credits, buckets[index])
        credits -= paid
        buckets[index] -= paid

    counted = [line for line in [*lines, *netted] if day == TODAY or line.day <= day]
    balance = sum((line.amount for line in counted), ZERO)
    return [*buckets, balance, *estimates(ledger, family, day)]


def estimates(ledger: Ledger, family: set[int], day: date) -> tuple[Decimal, Decimal]:
    complete = {row["ProcNum"] for row in ledger["procedurelog"] if row["ProcStatus"] == 2}
    insurance = write_off = ZERO
    for row in ledger["claimproc"]:
        if row["PatNum"] not in family or (row["ProcNum"] and row["ProcNum"] not in complete):
            continue
        if day == TODAY:
            is_open = row["Status"] == 0
        else:
            is_open = row["ProcDate"] <= day and (
                row["Status"] == 0 or (row["Status"] == 1 and row["DateCP"] > day)
            )
        if is_open:
            insurance += cents(row["InsPayEst"])
            write_off += cents(row["WriteOff"])
    return insurance, write_off


def unearned(ledger: Ledger, guarantor: int, day: date) -> Decimal:
    family = {row["PatNum"] for row in ledger["patient"] if row["Guarantor"] == guarantor}
    return sum(
        (
            cents(row["SplitAmt"])
            for row in ledger["paysplit"]
            if row["PatNum"] in family
            and row["UnearnedType"] == OPEN_UNEARNED
            and (day == TODAY or row["DatePay"] <= day)
        ),
        ZERO,
    )


def plan_due(ledger: Ledger, guarantor: int, version: int) -> Decimal:
    family = {row["PatNum"] for row in ledger["patient"] if row["Guarantor"] == guarantor}
    plans = {row["PayPlanNum"]: row for row in ledger["payplan"]}
    due = ZERO
    for row in ledger["payplancharge"]:
        plan = plans[row["PayPlanNum"]]
        billed = row["ChargeDate"] <= TODAY + timedelta(BILL_IN_ADVANCE_DAYS)
        is_forgotten = version == 2 and plan["IsClosed"]
        if row["ChargeType"] == 0 and billed and not plan["PlanNum"] and not is_forgotten:
            due += (row["Guarantor"] in family) * (cents(row["Principal"]) + cents(row["Interest"]))
    for row in ledger["paysplit"]:
        if row["PatNum"] in family and row["PayPlanNum"] and row["UnearnedType"] != HIDDEN_UNEARNED:
            is_forgotten = version == 2 and plans[row["PayPlanNum"]]["IsClosed"]
            due -= ZERO if is_forgotten else cents(row["SplitAmt"])
    return due
