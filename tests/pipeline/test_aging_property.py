"""Aging in SQL equals aging in Python, for many random families at once.

Hypothesis draws families, all of them become rows of raw tables, dbt builds once, and every family
is compared on several days under every payment plan version. The Python below states Open Dental's
rules for one family on one day; the SQL works with running totals over all of them.
"""

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from enamel.project import project_root
from enamel.settings import Connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg import sql

TODAY = date(2026, 7, 15)
NONE = date(1, 1, 1)
FAMILIES = 600
VERSIONS = (1, 2, 3, 4)
BILL_IN_ADVANCE_DAYS = 5
# Today, and days on which some random line stands on either side of every edge.
AS_OF_DATES = [TODAY - timedelta(days) for days in (0, 1, 15, 30, 31, 45, 61, 76, 91, 92, 121, 149)]
OPEN_UNEARNED, HIDDEN_UNEARNED = 288, 289
ZERO = Decimal(0)

Row = dict[str, Any]


@dataclass
class Ledger:
    """The raw rows of a few related families, keyed by source table."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def __getitem__(self, table: str) -> list[Row]:
        return self.rows[table]

    def find(self, table: str, key: str, value: int) -> Row | None:
        return next((row for row in self.rows[table] if row[key] == value), None)


def cents(amount: float) -> Decimal:
    return Decimal(repr(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP)


# ---------------------------------------------------------------------------------------------
# Random families


OFFSETS = (0, 1, 2, 14, 15, 16, 29, 30, 31, 32, 45, 46, 59, 60, 61, 62, 75, 76)
DAYS = st.sampled_from(
    [TODAY - timedelta(days) for days in (*OFFSETS, 89, 90, 91, 92, 106, 120, 121, 149, -1, -4, -9)]
)
MONEY = st.integers(-40_000, 40_000).map(lambda value: value / 100)
POSITIVE = st.integers(0, 40_000).map(lambda value: value / 100)
UNSET = st.one_of(st.just(-1.0), POSITIVE)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Up to four patients of two families, and everything that may stand on their accounts.

    Ids start at 1 within a ledger; `number` makes them unique.
    """
    ledger = Ledger()
    patients = range(1, draw(st.integers(1, 4)) + 1)
    patient = st.sampled_from(list(patients))
    owner = st.sampled_from([0, 1])
    for number in patients:
        guarantor = 1 if number == 1 else draw(st.sampled_from([1, 2]))
        ledger["patient"].append({"PatNum": number, "Guarantor": guarantor, "ClinicNum": 1})
    for number in range(1, draw(st.integers(0, 4)) + 1):
        ledger["procedurelog"].append(
            {
                "ProcNum": number,
                "PatNum": draw(patient),
                "ProvNum": draw(owner),
                "ClinicNum": draw(owner),
                "ProcStatus": draw(st.sampled_from([2, 2, 2, 1, 6])),
                "ProcDate": draw(DAYS),
                "ProcFee": draw(POSITIVE),
                "UnitQty": draw(st.sampled_from([1, 1, 1, 2, 0])),
                "BaseUnits": draw(st.sampled_from([0, 0, 1])),
            }
        )
    procedure = st.sampled_from([0, *(row["ProcNum"] for row in ledger["procedurelog"])])
    for number in range(1, draw(st.integers(0, 2)) + 1):
        ledger["payplan"].append(
            {
                "PayPlanNum": number,
                "PatNum": draw(patient),
                "Guarantor": draw(patient),
                "PayPlanDate": draw(DAYS),
                "PlanNum": draw(st.sampled_from([0, 0, 7])),
                "CompletedAmt": draw(POSITIVE),
                "IsClosed": draw(st.sampled_from([0, 1])),
                "IsDynamic": draw(st.sampled_from([0, 1])),
                "DynamicPayPlanTPOption": draw(st.sampled_from([0, 1, 2])),
            }
        )
    plan = st.sampled_from([0, *(row["PayPlanNum"] for row in ledger["payplan"])])
    for number in range(1, draw(st.integers(0, 3)) + 1):
        tied = ledger.find("procedurelog", "ProcNum", draw(procedure))
        ledger["adjustment"].append(
            {
                "AdjNum": number,
                "PatNum": tied["PatNum"] if tied else draw(patient),
                "ProvNum": draw(owner),
                "ClinicNum": draw(owner),
                "ProcNum": tied["ProcNum"] if tied else 0,
                "ProcDate": tied["ProcDate"] if tied else NONE,
                "AdjDate": draw(DAYS),
                "AdjAmt": draw(MONEY),
            }
        )
    adjustment = st.sampled_from([0, *(row["AdjNum"] for row in ledger["adjustment"])])
    for number in range(1, draw(st.integers(0, 4)) + 1):
        ledger["claimproc"].append(
            {
                "ClaimProcNum": number,
                "ProcNum": draw(procedure),
                "PatNum": draw(patient),
                "Status": draw(st.sampled_from([0, 0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9])),
                "DateCP": draw(st.one_of(DAYS, st.just(NONE))),
                "ProcDate": draw(DAYS),
                "InsPayAmt": draw(POSITIVE),
                "InsPayEst": draw(POSITIVE),
                "InsEstTotalOverride": draw(UNSET),
                "WriteOff": draw(POSITIVE),
                "WriteOffEst": draw(UNSET),
                "WriteOffEstOverride": draw(UNSET),
                "PayPlanNum": draw(plan),
            }
        )
    if ledger["payplan"]:
        for number in range(1, draw(st.integers(0, 6)) + 1):
            ledger["payplancharge"].append(
                {
                    "PayPlanChargeNum": number,
                    "PayPlanNum": draw(plan.filter(bool)),
                    "PatNum": draw(patient),
                    "Guarantor": draw(patient),
                    "ProcNum": draw(procedure),
                    "ChargeDate": draw(DAYS),
                    "Principal": draw(POSITIVE),
                    "Interest": draw(POSITIVE),
                    "ChargeType": draw(st.sampled_from([0, 1])),
                }
            )
        for number in range(1, draw(st.integers(0, 2)) + 1):
            kind = draw(st.sampled_from([1, 2, 2, 3]))
            ledger["payplanlink"].append(
                {
                    "PayPlanLinkNum": number,
                    "PayPlanNum": draw(plan.filter(bool)),
                    "LinkType": kind,
                    "FKey": draw(adjustment if kind == 1 else procedure),
                    "AmountOverride": draw(st.one_of(st.just(0.0), POSITIVE)),
                    "SecDateTEntry": draw(DAYS),
                }
            )
    for number in range(1, draw(st.integers(0, 5)) + 1):
        ledger["paysplit"].append(
            {
                "SplitNum": number,
                "PatNum": draw(patient),
                "ProcNum": draw(procedure),
                "AdjNum": draw(adjustment),
                "PayPlanNum": draw(plan),
                "UnearnedType": draw(st.sampled_from([0, 0, 0, OPEN_UNEARNED, HIDDEN_UNEARNED])),
                "DatePay": draw(DAYS),
                "SplitAmt": draw(MONEY),
            }
        )
    return ledger


KEYS = {
    "PatNum", "Guarantor", "ProcNum", "AdjNum", "PayPlanNum", "ClaimProcNum", "PayPlanChargeNum",
    "PayPlanLinkNum", "SplitNum", "FKey",
}  # fmt: skip


def number(ledger: Ledger, offset: int) -> Ledger:
    """Shift every id of the ledger, so that thousands of ledgers share one database."""
    moved = Ledger()
    for table, rows in ledger.rows.items():
        for row in rows:
            moved[table].append(
                {
                    key: value + offset if key in KEYS and value else value
                    for key, value in row.items()
                }
            )
    return moved


@cache
def draw_ledgers(count: int) -> list[Ledger]:
    """Return `count` random ledgers, the same ones in every run."""
    drawn: list[Ledger] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(ledgers())
    def collect(ledger: Ledger) -> None:
        drawn.append(number(ledger, 100 * (len(drawn) + 1)))

    collect()
    return drawn


# ---------------------------------------------------------------------------------------------
# The rules, for one family on one day


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


# ---------------------------------------------------------------------------------------------
# The warehouse


def load(connection: psycopg.Connection, drawn: list[Ledger], preferences: dict[str, str]) -> None:
    """Write the ledgers as raw rows; columns that aging does not read stay null."""
    connection.execute((project_root() / "load" / "raw_schema.sql").read_text())
    tables: dict[str, list[Row]] = defaultdict(list)
    for ledger in drawn:
        for table, rows in ledger.rows.items():
            tables[table] += rows
    tables["preference"] = [
        {"PrefNum": index, "PrefName": name, "ValueString": value}
        for index, (name, value) in enumerate(sorted(preferences.items()), start=1)
    ]
    tables["definition"] = [
        {"DefNum": OPEN_UNEARNED, "Category": 29, "ItemValue": ""},
        {"DefNum": HIDDEN_UNEARNED, "Category": 29, "ItemValue": "X"},
    ]
    for table, rows in tables.items():
        if not rows:
            continue
        copy = sql.SQL("copy {} ({}) from stdin").format(
            sql.Identifier("raw", table), sql.SQL(", ").join(map(sql.Identifier, rows[0]))
        )
        with connection.cursor().copy(copy) as stream:
            for row in rows:
                stream.write_row(tuple(row.values()))
    connection.commit()


def build(warehouse: Connection, artifacts: Path) -> None:
    """Build what aging needs, every day of the practice as an as-of date."""
    environment = {
        **os.environ,
        "ENAMEL_WAREHOUSE_HOST": warehouse.host,
        "ENAMEL_WAREHOUSE_PORT": str(warehouse.port),
        "ENAMEL_WAREHOUSE_USER": warehouse.user,
        "ENAMEL_WAREHOUSE_PASSWORD": warehouse.password,
        "ENAMEL_WAREHOUSE_DATABASE": warehouse.database,
    }
    command = [
        str(Path(sys.executable).with_name("dbt")), "run", "--quiet",
        "--project-dir", str(project_root() / "transform"),
        "--profiles-dir", str(project_root() / "transform"),
        "--target-path", str(artifacts / "target"), "--log-path", str(artifacts / "logs"),
        "--vars", "as_of_every_day: true",
        "--select", "+rpt_ar_aging", "+rpt_ar_aging_by_pay_plan_version", "+rpt_unearned_balances",
        "+rpt_payment_plans_due",
    ]  # fmt: skip
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("own_version", "lifo"), [(2, False), (1, True)], ids=["oldest first", "by procedure"]
)
def test_every_random_family_ages_as_open_dental_ages_it(
    warehouse_database: Connection, tmp_path: Path, own_version: int, lifo: bool
) -> None:
    drawn = draw_ledgers(FAMILIES)
    preferences = {
        "SyntheticPracticeToday": TODAY.isoformat(),
        "PayPlansVersion": str(own_version),
        "PayPlansBillInAdvanceDays": str(BILL_IN_ADVANCE_DAYS),
        "AgingProcLifo": str(int(lifo)),
    }
    with psycopg.connect(
        host=warehouse_database.host,
        port=warehouse_database.port,
        user=warehouse_database.user,
        password=warehouse_database.password,
        dbname=warehouse_database.database,
    ) as connection:
        load(connection, drawn, preferences)
        build(warehouse_database, tmp_path)
        actual = read_results(connection)

    wrong: list[tuple[int, str]] = []
    for ledger in drawn:
        for guarantor in {row["Guarantor"] for row in ledger["patient"]}:
            size = sum(map(len, ledger.rows.values()))
            wrong += [
                (size, f"{found}\n{dict(ledger.rows)}")
                for found in differences(ledger, guarantor, own_version, lifo, actual)
            ]
    assert not wrong, f"{len(wrong)} differences; the one with fewest rows: {min(wrong)[1]}"


def differences(
    ledger: Ledger, guarantor: int, own_version: int, lifo: bool, actual: dict[Any, list[Decimal]]
) -> Iterator[str]:
    """Yield a sentence for each figure that differs; a family without a row owes nothing."""
    expected: dict[Any, list[Decimal]] = {
        ("due", guarantor): [plan_due(ledger, guarantor, own_version)]
    }
    for day in AS_OF_DATES:
        expected["unearned", guarantor, day] = [unearned(ledger, guarantor, day)]
        for version in VERSIONS:
            aged = age(ledger, guarantor, version, day, lifo)
            expected["aging", guarantor, day, version] = aged
            if version == own_version:
                expected["own", guarantor, day] = aged
    for key, figures in expected.items():
        got = actual.get(key, [ZERO] * len(figures))
        if got != figures:
            yield f"{key}: SQL {list(map(str, got))}, expected {list(map(str, figures))}"


def read_results(connection: psycopg.Connection) -> dict[Any, list[Decimal]]:
    figures = """
        balance_0_30_amount, balance_31_60_amount, balance_61_90_amount, balance_over_90_amount,
        balance_total_amount, insurance_estimate_amount, write_off_estimate_amount
    """
    queries = {
        "aging": f"""
            select guarantor_id, as_of_date, pay_plan_version, {figures}
            from marts.rpt_ar_aging_by_pay_plan_version where as_of_date = any(%s)
        """,
        "own": f"""
            select guarantor_id, as_of_date, {figures}
            from marts.rpt_ar_aging where as_of_date = any(%s)
        """,
        "unearned": """
            select guarantor_id, as_of_date, unearned_amount
            from marts.rpt_unearned_balances where as_of_date = any(%s)
        """,
        "due": """
            select guarantor_id, payment_plan_due_amount
            from marts.rpt_payment_plans_due where as_of_date = any(%s)
        """,
    }
    keys = {"aging": 3, "own": 2, "unearned": 2, "due": 1}
    results: dict[Any, list[Decimal]] = {}
    for name, query in queries.items():
        for row in connection.execute(query, [AS_OF_DATES]):
            results[name, *row[: keys[name]]] = list(row[keys[name] :])
    assert results, "The build left no rows; nothing was compared."
    return results
