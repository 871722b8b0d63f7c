"""Tells what no family does: the practice's own settings, and the trap ledger."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from enamel_practice.config import PracticeConfig
from enamel_practice.staff import HOURLY_GOAL, Staff
from enamel_practice.traps import OFFSET, SET_UP_ON, trap_rows
from enamel_practice.truth import kinds
from enamel_practice.truth.facts import Facts

# The traps' own definitions (in traps.yml): what they are for.
_UNEARNED = {0: "", 288: "open", 289: "hidden"}
# Types of their own; the office's list of bad debts does not name the second.
_ADJUSTMENTS = {10: "trap_senior", 11: "trap_bad_debt"}
_CARRIER = 1

Row = Mapping[str, Any]


def tell_staff(facts: Facts, staff: Staff) -> None:
    """Tell who treats."""
    for it in staff.providers:
        facts.tell(kinds.Provider(it.num, it.is_hygienist, HOURLY_GOAL[it.is_hygienist]))


def practice_fact(config: PracticeConfig) -> kinds.Practice:
    """Return what a practice's figures depend on beside its events."""
    return kinds.Practice(1, config.today, config.write_off_policy, config.pay_plans_version, True)


def tell_traps(facts: Facts) -> None:
    """Tell the trap ledger's events; their rows stand in traps.yml, one event a line."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for table, lines in trap_rows().items():
        rows[table] += lines
    for tell in (_people, _work, _insurance, _money, _book):
        for fact in tell(rows):
            facts.tell(fact)


def _people(rows: Mapping[str, list[Row]]) -> Iterator[kinds.Fact]:
    for it in rows["provider"]:
        yield kinds.Provider(_id(it, "ProvNum"), bool(it.get("IsSecondary", 0)), 0)
    for it in rows["patient"]:
        yield kinds.Person(
            _id(it, "PatNum"), _id(it, "Guarantor"), _id(it, "ClinicNum"), it["PatStatus"],
            _id(it, "PriProv"), it.get("Birthdate", kinds.NEVER), _made(it),
        )  # fmt: skip
    for it in rows["refattach"]:
        yield kinds.Source(
            _id(it, "RefAttachNum"), _id(it, "PatNum"), _id(it, "ReferralNum"), it["ItemOrder"]
        )
    for it in rows["recall"]:
        yield kinds.Recall(
            _id(it, "RecallNum"), _id(it, "PatNum"), _id(it, "RecallTypeNum"), it["DateDue"],
            it.get("DateScheduled", kinds.NEVER), False,
        )  # fmt: skip
    for it in rows["statement"]:
        yield kinds.Statement(
            _id(it, "StatementNum"), _id(it, "PatNum"), it["DateSent"], 0,
            _cents(it, "BalTotal"), _cents(it, "InsEst"),
        )  # fmt: skip


def _work(rows: Mapping[str, list[Row]]) -> Iterator[kinds.Fact]:
    for it in rows["procedurelog"]:
        units = it["UnitQty"] + it.get("BaseUnits", 0)
        yield kinds.Work(
            _id(it, "ProcNum"), _id(it, "PatNum"), it["CodeNum"], it["ProcStatus"],
            _id(it, "ProvNum"), _id(it, "ClinicNum"), it["ProcDate"],
            it.get("DateTP", kinds.NEVER), it.get("DateComplete", kinds.NEVER), _made(it),
            _cents(it, "ProcFee") * units, units, _cents(it, "Discount"), _id(it, "AptNum"),
        )  # fmt: skip


def _insurance(rows: Mapping[str, list[Row]]) -> Iterator[kinds.Fact]:
    types = {it["PlanNum"]: it["PlanType"] for it in rows["insplan"]}
    for it in rows["claim"]:
        yield kinds.Claim(
            _id(it, "ClaimNum"), _id(it, "PatNum"), it["ClaimType"], it["ClaimStatus"],
            _id(it, "ProvTreat"), _id(it, "ClinicNum"), _id(it, "PlanNum"), _CARRIER + OFFSET,
            it["DateService"], it["DateSent"], it["DateSentOrig"],
            it.get("DateReceived", kinds.NEVER), kinds.NEVER, 0, _cents(it, "ClaimFee"),
            _cents(it, "InsPayEst"),
        )  # fmt: skip
    for it in rows["claimproc"]:
        yield kinds.Line(
            _id(it, "ClaimProcNum"), _id(it, "PatNum"), _id(it, "ProcNum"), _id(it, "ClaimNum"),
            _id(it, "ClaimPaymentNum"), _id(it, "ProvNum"), _id(it, "ClinicNum"),
            _id(it, "PlanNum"), _CARRIER + OFFSET, types[it["PlanNum"]], it["Status"],
            it["ProcDate"], it.get("DateCP", kinds.NEVER), _cents(it, "FeeBilled"),
            _cents(it, "InsPayAmt"), _cents(it, "WriteOff"), _cents(it, "InsPayEst"),
        )  # fmt: skip
    for it in rows["claimsnapshot"]:
        yield kinds.Snapshot(
            _id(it, "ClaimSnapshotNum"), _id(it, "ClaimProcNum"), _day(it["DateTEntry"]),
            -1 if it["Writeoff"] == -1 else _cents(it, "Writeoff"), _cents(it, "InsPayEst"),
        )  # fmt: skip
    for it in rows["claimpayment"]:
        yield kinds.Check(
            _id(it, "ClaimPaymentNum"), it["CheckDate"], _CARRIER + OFFSET,
            _id(it, "ClinicNum"), _cents(it, "CheckAmt"), False, 0,
        )  # fmt: skip


def _money(rows: Mapping[str, list[Row]]) -> Iterator[kinds.Fact]:
    for it in rows["payment"]:
        yield kinds.Payment(
            _id(it, "PayNum"), _id(it, "PatNum"), _id(it, "ClinicNum"), it["PayDate"],
            _cents(it, "PayAmt"), "pay_check" if it["PayType"] else "",
        )  # fmt: skip
    for it in rows["paysplit"]:
        yield kinds.Split(
            _id(it, "SplitNum"), _id(it, "PayNum"), _id(it, "PatNum"), _id(it, "ProvNum"),
            _id(it, "ClinicNum"), it["DatePay"], _cents(it, "SplitAmt"), _id(it, "ProcNum"), 0,
            _UNEARNED[it.get("UnearnedType", 0)],
        )  # fmt: skip
    for it in rows["adjustment"]:
        yield kinds.Adjustment(
            _id(it, "AdjNum"), _id(it, "PatNum"), _id(it, "ProvNum"), _id(it, "ClinicNum"),
            it["AdjDate"], _cents(it, "AdjAmt"), _ADJUSTMENTS[it["AdjType"]], _id(it, "ProcNum"),
        )  # fmt: skip


def _book(rows: Mapping[str, list[Row]]) -> Iterator[kinds.Fact]:
    for it in rows["appointment"]:
        yield kinds.Visit(
            _id(it, "AptNum"), _id(it, "PatNum"), it["AptStatus"],
            _moment(it.get("AptDateTime", kinds.NEVER_AT)), len(it["Pattern"]) * 5,
            _id(it, "ProvNum"), _id(it, "ProvHyg"), _id(it, "ClinicNum"), _id(it, "Op"),
            datetime.combine(_made(it), time(17)), bool(it.get("IsNewPatient", 0)), 0,
        )  # fmt: skip
    for it in rows["histappointment"]:
        yield kinds.Step(
            _id(it, "AptNum"), _id(it, "PatNum"), it["HistApptAction"],
            datetime.combine(_made(it), time(17)), _moment(it["AptDateTime"]), it["AptStatus"],
            _id(it, "ProvNum"), _id(it, "ProvHyg"), _id(it, "ClinicNum"),
        )  # fmt: skip
    chairs = {it["ScheduleNum"]: it["OperatoryNum"] for it in rows["scheduleop"]}
    clinics = {it["OperatoryNum"]: it["ClinicNum"] for it in rows["operatory"]}
    for it in rows["schedule"]:
        chair = chairs[it["ScheduleNum"]]
        yield kinds.Shift(
            _id(it, "ScheduleNum"), it["SchedDate"], _id(it, "ProvNum"), clinics[chair] + OFFSET,
            chair + OFFSET, _minutes(it["StartTime"]), _minutes(it["StopTime"]),
        )  # fmt: skip


def _id(row: Row, name: str) -> int:
    number: int = row.get(name, 0)
    return number + OFFSET if number else 0


def _cents(row: Row, name: str) -> int:
    cents: int = round(row.get(name, 0) * 100)
    return cents


def _made(row: Row) -> date:
    day: date = row.get("_on", SET_UP_ON)
    return day


def _moment(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _day(value: datetime | str) -> date:
    return _moment(value).date()


def _minutes(text: str) -> int:
    hours, minutes, _ = text.split(":")
    return int(hours) * 60 + int(minutes)
