"""Random families and everything that may stand on their accounts."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

TODAY = date(2026, 7, 15)
NONE = date(1, 1, 1)
OPEN_UNEARNED, HIDDEN_UNEARNED = 288, 289

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
