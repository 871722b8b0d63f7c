"""The practice behaves like one: every state occurs, and the book is possible."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from enamel_practice.collect import Collected
from enamel_practice.definitions import DEF
from enamel_practice.model import NEVER, NONE

STATES = [
    ("patient", "PatStatus", range(7)),
    ("procedurelog", "ProcStatus", range(1, 9)),
    ("appointment", "AptStatus", (1, 2, 3, 5, 6, 7, 8)),
    ("histappointment", "HistApptAction", range(5)),
    ("claimproc", "Status", range(10)),
    ("claim", "ClaimStatus", "UHIWSR"),
    ("claim", "ClaimType", ("P", "S", "PreAuth", "Cap")),
    ("claim", "CorrectionType", (0, 1)),
    ("insplan", "PlanType", ("", "p", "f", "c")),
    ("patplan", "Ordinal", (1, 2)),
    ("treatplan", "TPStatus", range(3)),
    ("schedule", "SchedType", range(4)),
    ("provider", "IsSecondary", (0, 1)),
    ("provider", "IsHiddenReport", (0, 1)),
    ("provider", "ProvStatus", (0, 1)),
    ("payplan", "IsClosed", (0, 1)),
    ("payplan", "IsDynamic", (0, 1)),
    ("payplancharge", "ChargeType", (0, 1)),
    ("paysplit", "IsDiscount", (0, 1)),
    ("paysplit", "UnearnedType", (0, DEF["un_prepay"], DEF["un_hidden"])),
    ("claimpayment", "IsPartial", (0, 1)),
    ("refattach", "RefType", (0, 1)),
    ("patientlink", "LinkType", (1, 2)),
    ("commlog", "SentOrReceived", (1, 2)),
]


def minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


@pytest.mark.parametrize(("table", "column", "codes"), STATES)
def test_every_state_that_reports_read_occurs(
    practice: Collected, table: str, column: str, codes: range | tuple[int, ...] | str
) -> None:
    found = Counter(row.get(column, 0) for row in practice.own(table))
    assert set(codes) <= set(found), (table, column)


def test_rare_rows_that_reports_must_survive_occur(practice: Collected) -> None:
    lines = practice.own("claimproc")
    procs = practice.own("procedurelog")
    assert any(row["Status"] == 1 and not row["ProcNum"] for row in lines)
    assert any(row["IsTransfer"] for row in lines)
    assert any(row["PayPlanNum"] for row in lines)
    assert any(row["InsEstTotalOverride"] >= 0 for row in lines)
    assert any(
        row["Status"] in (1, 4) and row["InsPayAmt"] and not row["ClaimPaymentNum"]
        and not row["IsTransfer"] for row in lines
    )  # fmt: skip
    assert any(row["Status"] == 5 and row["ClaimPaymentNum"] for row in lines)
    assert any(row["Writeoff"] == -1 for row in practice.own("claimsnapshot"))
    assert any(row["UnitQty"] > 1 for row in procs)
    assert any(row["UnitQty"] == 0 for row in procs)
    assert any(row["BaseUnits"] > 0 for row in procs)
    assert any(row["ProcDate"] < row["SecDateEntry"].date() for row in procs
               if row["ProcStatus"] == 2)  # fmt: skip
    assert any(row["ProcDate"] < row["DateComplete"] for row in procs)
    assert any(row["ProvNum"] == 0 for row in practice.own("adjustment"))
    assert any(row["ProcNum"] == 0 for row in practice.own("paysplit"))
    assert any(row["PayAmt"] < 0 for row in practice.own("payment"))
    assert any(row["DateSent"] > row["DateSentOrig"] > NONE for row in practice.own("claim"))
    assert any(row["AmountOverride"] == 0 for row in practice.own("payplanlink"))
    assert any(row["AmountOverride"] > 0 for row in practice.own("payplanlink"))
    signs = {row["AdjAmt"] > 0 for row in practice.own("adjustment")}
    assert signs == {True, False}


def test_nobody_and_no_chair_is_booked_twice_at_a_time(practice: Collected) -> None:
    spans: dict[tuple[str, int, date], list[tuple[int, int]]] = defaultdict(list)
    for row in practice.own("appointment"):
        if row["AptStatus"] not in (1, 2):
            continue
        start = minutes(row["AptDateTime"])
        worker = row["ProvHyg"] or row["ProvNum"]
        for what, key in (("provider", worker), ("chair", row["Op"])):
            span = (start, start + 5 * len(row["Pattern"]))
            spans[what, key, row["AptDateTime"].date()].append(span)
    assert len(spans) > 500
    for found in spans.values():
        for (_, end), (begin, _) in pairwise(sorted(found)):
            assert end <= begin


def test_visits_lie_within_their_providers_shifts_in_a_chair_of_the_shift(
    practice: Collected,
) -> None:
    chairs = defaultdict(set)
    for row in practice.own("scheduleop"):
        chairs[row["ScheduleNum"]].add(row["OperatoryNum"])
    open_minutes: dict[tuple[int, date], set[int]] = defaultdict(set)
    for row in practice.own("schedule"):
        if row["SchedType"] == 1:
            for chair in chairs[row["ScheduleNum"]]:
                begin, end = row["StartTime"].hour * 60, row["StopTime"].hour * 60
                open_minutes[chair, row["SchedDate"]] |= set(range(begin, end, 5))
    for row in practice.own("appointment"):
        if row["AptStatus"] in (1, 2):
            start = minutes(row["AptDateTime"])
            taken = set(range(start, start + 5 * len(row["Pattern"]), 5))
            assert taken <= open_minutes[row["Op"], row["AptDateTime"].date()]


def test_visits_without_a_date_have_none_and_others_have_one(practice: Collected) -> None:
    for row in practice.own("appointment"):
        assert (row["AptDateTime"] == NEVER) == (row["AptStatus"] in (3, 6))


def test_planned_visits_are_linked_from_procedures_and_from_what_became_of_them(
    practice: Collected,
) -> None:
    planned = {row["AptNum"] for row in practice.own("appointment") if row["AptStatus"] == 6}
    held = {row["PlannedAptNum"] for row in practice.own("procedurelog")} - {0}
    became = {row["NextAptNum"] for row in practice.own("appointment")} - {0}
    assert planned == held
    assert became
    assert became <= planned


def test_done_work_is_dated_on_its_visit(practice: Collected) -> None:
    visits = practice.by("appointment", "AptNum")
    for row in practice.own("procedurelog"):
        if row["ProcStatus"] == 2 and row["AptNum"]:
            visit = visits[row["AptNum"]]
            assert visit["AptStatus"] == 2
            assert visit["AptDateTime"].date() == row["ProcDate"]


def test_history_begins_with_the_booking_and_survives_the_visit(practice: Collected) -> None:
    actions: dict[int, list[int]] = defaultdict(list)
    for row in practice.own("histappointment"):
        actions[row["AptNum"]].append(row["HistApptAction"])
    living = {row["AptNum"] for row in practice.own("appointment")}
    assert living <= set(actions) | {row["AptNum"] for row in practice.own("appointment")
                                     if row["AptStatus"] in (7, 8)}  # fmt: skip
    assert all(found[0] == 0 for found in actions.values())
    gone = set(actions) - living
    assert gone
    assert all(actions[number][-1] == 4 for number in gone)


def test_recalls_are_due_one_packed_interval_after_the_last_trigger(practice: Collected) -> None:
    half_year = [row for row in practice.own("recall") if row["RecallInterval"] == 393_217]
    assert half_year
    for row in half_year:
        assert 181 <= (row["DateDueCalc"] - row["DatePrevious"]).days <= 186


def test_rates_are_near_those_that_are_published(practice: Collected) -> None:
    kept = sum(row["AptStatus"] == 2 for row in practice.own("appointment"))
    lost = Counter(row["HistApptAction"] for row in practice.own("histappointment"))
    due = kept + lost[2] + lost[3]
    assert 0.02 < lost[2] / due < 0.08
    assert 0.06 < lost[3] / due < 0.18
    days = [
        (row["DateReceived"] - row["DateSentOrig"]).days
        for row in practice.own("claim")
        if row["ClaimStatus"] == "R" and row["ClaimType"] == "P"
    ]
    assert 12 < sum(days) / len(days) < 30
    fresh = practice.config.today - timedelta(days=365)
    first: dict[int, date] = {}
    for row in practice.own("procedurelog"):
        if row["ProcStatus"] == 2:
            first[row["PatNum"]] = min(first.get(row["PatNum"], date.max), row["ProcDate"])
    assert 0.05 < sum(day >= fresh for day in first.values()) / len(first) < 0.35


def test_every_bucket_holds_money_and_some_accounts_are_in_credit(practice: Collected) -> None:
    for column in ("Bal_0_30", "Bal_31_60", "Bal_61_90", "BalOver90"):
        assert sum(row[column] > 0 for row in practice.own("patient")) > 5
    assert sum(row["BalTotal"] < 0 for row in practice.own("patient")) > 5
