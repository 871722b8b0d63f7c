"""Money adds up: payments, transfers, prepayments, checks, deposits, balances."""

from collections import defaultdict
from datetime import date
from typing import Any

import pytest
from enamel_practice.collect import Collected, collect
from enamel_practice.config import PracticeConfig
from enamel_practice.definitions import DEF

HIDDEN = DEF["un_hidden"]


def cents(value: float) -> int:
    return round(value * 100)


def test_every_amount_is_whole_cents(practice: Collected) -> None:
    money = {
        "procedurelog": ("ProcFee", "Discount"),
        "claimproc": ("InsPayAmt", "WriteOff", "InsPayEst", "FeeBilled"),
        "paysplit": ("SplitAmt",),
        "payment": ("PayAmt",),
        "adjustment": ("AdjAmt",),
        "payplancharge": ("Principal", "Interest"),
        "claimpayment": ("CheckAmt",),
    }
    for table, columns in money.items():
        for row in practice.own(table):
            for column in columns:
                assert row.get(column, 0.0) == cents(row.get(column, 0.0)) / 100, (table, column)


def test_splits_sum_to_their_payment(practice: Collected) -> None:
    sums: dict[int, int] = defaultdict(int)
    for row in practice.own("paysplit"):
        sums[row["PayNum"]] += cents(row["SplitAmt"])
    for row in practice.own("payment"):
        assert sums[row["PayNum"]] == cents(row["PayAmt"])


def test_income_transfers_move_money_and_net_to_zero(practice: Collected) -> None:
    transfers = [row for row in practice.own("payment") if row["PayType"] == 0]
    moved = {row["PayNum"] for row in transfers}
    assert len(transfers) > 20
    assert {row["PayAmt"] for row in transfers} == {0.0}
    splits = [row for row in practice.own("paysplit") if row["PayNum"] in moved]
    assert len(splits) >= 2 * len(transfers)
    assert any(row["ProvNum"] for row in splits)


def test_a_prepayment_is_applied_once_and_never_beyond_itself(practice: Collected) -> None:
    for kind in (DEF["un_prepay"], DEF["un_ortho"], HIDDEN):
        held: dict[int, int] = defaultdict(int)
        for row in practice.own("paysplit"):
            if row["UnearnedType"] == kind:
                held[row["PatNum"]] += cents(row["SplitAmt"])
        assert all(left >= 0 for left in held.values())
    applied = [
        row for row in practice.own("paysplit") if row["UnearnedType"] and row["SplitAmt"] < 0
    ]
    assert {row["UnearnedType"] for row in applied} >= {DEF["un_prepay"], HIDDEN}


def test_a_check_is_worth_its_lines_unless_it_is_partial(practice: Collected) -> None:
    sums: dict[int, int] = defaultdict(int)
    for row in practice.own("claimproc"):
        sums[row["ClaimPaymentNum"]] += cents(row["InsPayAmt"])
    partial = 0
    for row in practice.own("claimpayment"):
        if row["IsPartial"]:
            partial += 1
            assert cents(row["CheckAmt"]) != sums[row["ClaimPaymentNum"]]
        else:
            assert cents(row["CheckAmt"]) == sums[row["ClaimPaymentNum"]]
    assert partial


def test_a_deposit_is_worth_what_was_put_into_it(practice: Collected) -> None:
    sums: dict[int, int] = defaultdict(int)
    for table, column in (("payment", "PayAmt"), ("claimpayment", "CheckAmt")):
        for row in practice.own(table):
            sums[row["DepositNum"]] += cents(row[column])
    assert practice.own("deposit")
    for row in practice.own("deposit"):
        assert cents(row["Amount"]) == sums[row["DepositNum"]]


def test_moved_insurance_money_nets_to_zero_by_claim(practice: Collected) -> None:
    sums: dict[int, int] = defaultdict(int)
    for row in practice.own("claimproc"):
        if row["IsTransfer"]:
            sums[row["ClaimNum"]] += cents(row["InsPayAmt"])
    assert sums
    assert set(sums.values()) == {0}


def test_hardly_any_work_is_paid_for_twice(practice: Collected) -> None:
    left: dict[int, int] = {}
    for row in practice.own("procedurelog"):
        if row["ProcStatus"] == 2 and row["ProcFee"]:
            units = row["UnitQty"] + row["BaseUnits"]
            left[row["ProcNum"]] = cents(row["ProcFee"]) * units
    paid = {"claimproc": ("InsPayAmt", "WriteOff"), "paysplit": ("SplitAmt",)}
    for table, columns in paid.items():
        for row in practice.own(table):
            if row["ProcNum"] in left and row.get("Status", 1) in (1, 4, 5, 7):
                left[row["ProcNum"]] -= sum(cents(row[it]) for it in columns)
    for row in practice.own("adjustment"):
        if row["ProcNum"] in left:
            left[row["ProcNum"]] += cents(row["AdjAmt"])
    assert 0 < sum(it < 0 for it in left.values()) / len(left) < 0.02


def test_lines_of_a_check_are_dated_by_it(practice: Collected) -> None:
    checks = practice.by("claimpayment", "ClaimPaymentNum")
    for row in practice.own("claimproc"):
        if row["ClaimPaymentNum"]:
            assert row["DateCP"] == checks[row["ClaimPaymentNum"]]["CheckDate"]


def test_old_style_plans_have_credits_and_debits_of_one_amount(practice: Collected) -> None:
    principal: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row in practice.own("payplancharge"):
        principal[row["PayPlanNum"]][row["ChargeType"]] += cents(row["Principal"])
    plain = [
        row
        for row in practice.own("payplan")
        if not row.get("IsDynamic") and not row.get("PlanNum")
    ]
    assert plain
    for row in plain:
        debits, credits = principal[row["PayPlanNum"]]
        assert debits == credits == cents(row["CompletedAmt"])


@pytest.mark.parametrize(("version", "dirty"), [(1, 0), (2, 0), (2, 0.05), (3, 0), (4, 0)])
def test_stored_balances_equal_the_ledger_on_the_rows(version: int, dirty: float) -> None:
    made = collect(PracticeConfig(patients=600, seed=11, pay_plans_version=version, dirty=dirty))
    entries = ledger(made, version)
    today = made.config.today
    linked = {row["Guarantor"] for row in made.own("payplan") if row.get("IsDynamic")}
    for row in made.own("patient"):
        if row["Guarantor"] != row["PatNum"]:
            assert row["BalTotal"] == 0
            continue
        if row["PatNum"] in linked:
            continue
        expected = buckets(entries[row["PatNum"]], today)
        stored = [row[it] for it in ("Bal_0_30", "Bal_31_60", "Bal_61_90", "BalOver90", "BalTotal")]
        assert [cents(it) for it in stored] == expected


def ledger(made: Collected, version: int) -> dict[int, list[tuple[date, int]]]:
    """Return every account's entries, by the rules of the source's own aging."""
    heads = {row["PatNum"]: row["Guarantor"] for row in made.own("patient")}
    entries: dict[int, list[tuple[date, int]]] = defaultdict(list)

    def add(row: dict[str, Any], day: date, amount: int, who: str = "PatNum") -> None:
        if amount:
            entries[heads[row[who]]].append((day, amount))

    done = {row["ProcNum"] for row in made.own("procedurelog") if row["ProcStatus"] == 2}
    for row in made.own("procedurelog"):
        if row["ProcNum"] in done:
            add(row, row["ProcDate"], cents(row["ProcFee"]) * (row["UnitQty"] + row["BaseUnits"]))
    for row in made.own("claimproc"):
        if row["Status"] in (1, 4, 5, 7) and (row["ProcNum"] in done or not row["ProcNum"]):
            paid = 0 if row["PayPlanNum"] else cents(row["InsPayAmt"])
            add(row, row["DateCP"], -paid - cents(row["WriteOff"]))
    for row in made.own("adjustment"):
        add(row, row["AdjDate"], cents(row["AdjAmt"]))
    for row in made.own("paysplit"):
        ignored = row["PayPlanNum"] and version in (1, 3)
        if row["UnearnedType"] != HIDDEN and not ignored:
            add(row, row["DatePay"], -cents(row["SplitAmt"]))
    insured = {row["PayPlanNum"] for row in made.own("payplan") if row.get("PlanNum")}
    for row in made.own("payplan"):
        if version == 1 or (version == 4 and row["PayPlanNum"] in insured):
            add(row, row["PayPlanDate"], -cents(row["CompletedAmt"]))
    for row in made.own("payplancharge"):
        if version in (2, 3) and row["ChargeType"] == 1:
            add(row, row["ChargeDate"], -cents(row["Principal"]))
        elif version == 2 and row["PayPlanNum"] not in insured and row["ChargeType"] == 0:
            add(row, row["ChargeDate"], cents(row["Principal"]) + cents(row["Interest"]),
                "Guarantor")  # fmt: skip
    return entries


def buckets(entries: list[tuple[date, int]], today: date) -> list[int]:
    """Return four buckets and the total, credits paying the oldest first."""
    limits = ((0, 30), (31, 60), (61, 90), (91, 100_000))
    charged = [
        sum(amount for day, amount in entries if amount > 0 and low <= (today - day).days <= high)
        for low, high in limits
    ]
    credit = -sum(amount for day, amount in entries if amount < 0 and day <= today)
    for index in reversed(range(4)):
        used = min(credit, charged[index])
        charged[index] -= used
        credit -= used
    return [*charged, sum(amount for _, amount in entries)]
