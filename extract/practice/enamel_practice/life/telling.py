"""What a row means: the fact a change of it tells, for the tables that mean something."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from enamel_practice.definitions import DEF, DEFINITIONS
from enamel_practice.truth import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from enamel_practice.life.office import Office

Row = dict[str, Any]
SLUGS = dict(enumerate((it.slug for it in DEFINITIONS), start=1))
HIDDEN = DEF["un_hidden"]


class Telling:
    """Turns rows as they are meant into facts."""

    def __init__(self, office: "Office") -> None:
        """Know what rows only point to: codes, plans."""
        self.office = office
        self.plans = {
            row["PlanNum"]: (row["CarrierNum"], row["PlanType"])
            for row in office.ask("SELECT PlanNum, CarrierNum, PlanType FROM insplan")
        }
        self.codes = {
            row["CodeNum"]: row["ProcCode"]
            for row in office.ask("SELECT CodeNum, ProcCode FROM procedurecode")
        }
        self._tellers: dict[str, Callable[[Row, bool], kinds.Fact]] = {
            "patient": self._person,
            "refattach": self._source,
            "procedurelog": self._work,
            "claimproc": self._line,
            "claimsnapshot": self._snapshot,
            "claim": self._claim,
            "claimpayment": self._check,
            "payment": self._payment,
            "paysplit": self._split,
            "adjustment": self._adjustment,
            "payplan": self._plan,
            "payplancharge": self._instalment,
            "appointment": self._visit,
            "histappointment": self._step,
            "recall": self._recall,
            "confirmationrequest": self._asked,
            "statement": self._statement,
        }

    def tell(self, table: str, row: Row, now: datetime, *, gone: bool = False) -> None:
        """Tell what a row means now; most tables mean nothing to a report."""
        self.now = now
        teller = self._tellers.get(table)
        if teller is not None and not (table == "refattach" and row.get("RefType") != 1):
            self.office.facts.tell(teller(row, gone))

    def _person(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Person(
            row["PatNum"], row["Guarantor"], row["ClinicNum"], row["PatStatus"], row["PriProv"],
            row["Birthdate"], row.get("SecDateEntry", self.now.date()),
            row.get("PatNumCloneFrom", 0),
        )  # fmt: skip

    def _source(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Source(
            row["RefAttachNum"], row["PatNum"], row["ReferralNum"], row["ItemOrder"], gone
        )

    def _work(self, row: Row, gone: bool) -> kinds.Fact:
        units = row["UnitQty"] + row.get("BaseUnits", 0)
        made = row.get("SecDateEntry", self.now)
        return kinds.Work(
            row["ProcNum"], row["PatNum"], self.codes[row["CodeNum"]], row["ProcStatus"],
            row["ProvNum"], row["ClinicNum"], row["ProcDate"], row["DateTP"],
            row.get("DateComplete", kinds.NEVER), made.date() if isinstance(made, datetime)
            else made, _cents(row["ProcFee"]) * units, units, _cents(row.get("Discount", 0)),
            row.get("AptNum", 0), row.get("PlannedAptNum", 0), gone,
        )  # fmt: skip

    def _line(self, row: Row, gone: bool) -> kinds.Fact:
        carrier, plan_type = self.plans[row["PlanNum"]]
        return kinds.Line(
            row["ClaimProcNum"], row["PatNum"], row["ProcNum"], row["ClaimNum"],
            row["ClaimPaymentNum"], row["ProvNum"], row["ClinicNum"], row["PlanNum"], carrier,
            plan_type, row["Status"], row["ProcDate"], row["DateCP"], _cents(row["FeeBilled"]),
            _cents(row["InsPayAmt"]), _cents(row["WriteOff"]), _cents(row["InsPayEst"]),
            _unset(row["InsEstTotalOverride"]), _unset(row["WriteOffEst"]), row["PayPlanNum"],
            bool(row["IsTransfer"]), bool(row["NoBillIns"]), gone,
        )  # fmt: skip

    def _snapshot(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Snapshot(
            row["ClaimSnapshotNum"], row["ClaimProcNum"], self.now.date(), _unset(row["Writeoff"]),
            _cents(row["InsPayEst"]), gone,
        )  # fmt: skip

    def _claim(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Claim(
            row["ClaimNum"], row["PatNum"], row["ClaimType"], row["ClaimStatus"],
            row["ProvTreat"], row["ClinicNum"], row["PlanNum"], self.plans[row["PlanNum"]][0],
            row["DateService"], row["DateSent"], row["DateSentOrig"], row["DateReceived"],
            row["DateResent"], row["CorrectionType"], _cents(row["ClaimFee"]),
            _cents(row["InsPayEst"]), gone,
        )  # fmt: skip

    def _check(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Check(
            row["ClaimPaymentNum"], row["CheckDate"], row.get("carrier", 0), row["ClinicNum"],
            _cents(row["CheckAmt"]), bool(row["IsPartial"]), row["DepositNum"], gone,
        )  # fmt: skip

    def _payment(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Payment(
            row["PayNum"], row["PatNum"], row["ClinicNum"], row["PayDate"], _cents(row["PayAmt"]),
            SLUGS.get(row["PayType"], "") if row["PayType"] else "", row.get("DepositNum", 0), gone,
        )  # fmt: skip

    def _split(self, row: Row, gone: bool) -> kinds.Fact:
        kind = row["UnearnedType"]
        return kinds.Split(
            row["SplitNum"], row["PayNum"], row["PatNum"], row["ProvNum"], row["ClinicNum"],
            row["DatePay"], _cents(row["SplitAmt"]), row["ProcNum"], row.get("AdjNum", 0),
            "hidden" if kind == HIDDEN else "open" if kind else "", row.get("PayPlanNum", 0),
            bool(row.get("IsDiscount", 0)), gone,
        )  # fmt: skip

    def _adjustment(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Adjustment(
            row["AdjNum"], row["PatNum"], row["ProvNum"], row["ClinicNum"], row["AdjDate"],
            _cents(row["AdjAmt"]), SLUGS.get(row["AdjType"], ""), row["ProcNum"], gone,
        )  # fmt: skip

    def _plan(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Plan(
            row["PayPlanNum"], row["PatNum"], row["Guarantor"], row["PayPlanDate"],
            _cents(row["CompletedAmt"]), row.get("PlanNum", 0), bool(row.get("IsClosed", 0)), gone,
        )  # fmt: skip

    def _instalment(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Instalment(
            row["PayPlanChargeNum"], row["PayPlanNum"], row["ChargeType"], row["ChargeDate"],
            _cents(row["Principal"]), _cents(row["Interest"]), row.get("ProcNum", 0), gone,
        )  # fmt: skip

    def _visit(self, row: Row, gone: bool) -> kinds.Fact:
        never = kinds.NEVER_AT
        return kinds.Visit(
            row["AptNum"], row["PatNum"], row["AptStatus"], row["AptDateTime"],
            len(row["Pattern"]) * 5, row["ProvNum"], row["ProvHyg"], row["ClinicNum"], row["Op"],
            row.get("SecDateTEntry", self.now), bool(row["IsNewPatient"]),
            row["AppointmentTypeNum"], row.get("Priority", 0), row.get("DateTimeArrived", never),
            row.get("DateTimeSeated", never), row.get("DateTimeDismissed", never), gone,
        )  # fmt: skip

    def _step(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Step(
            row["AptNum"], row["PatNum"], row["HistApptAction"], self.now, row["AptDateTime"],
            row["AptStatus"], row["ProvNum"], row["ProvHyg"], row["ClinicNum"],
        )  # fmt: skip

    def _recall(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Recall(
            row["RecallNum"], row["PatNum"], row["RecallTypeNum"], row["DateDue"],
            row["DateScheduled"], bool(row["IsDisabled"]), gone,
        )  # fmt: skip

    def _asked(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Asked(
            row["ConfirmationRequestNum"], row["PatNum"], row["ClinicNum"], row["DateTimeSent"],
            row["RSVPStatus"], gone,
        )  # fmt: skip

    def _statement(self, row: Row, gone: bool) -> kinds.Fact:
        return kinds.Statement(
            row["StatementNum"], row["PatNum"], row["DateSent"], row["Mode_"],
            _cents(row["BalTotal"]), _cents(row["InsEst"]), gone,
        )  # fmt: skip


def _cents(value: float) -> int:
    return round(float(value) * 100)


def _unset(value: float) -> int:
    """Return cents; the source says that an amount is not set by -1."""
    return -1 if value == -1 else _cents(value)
