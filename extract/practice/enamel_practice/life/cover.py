"""What plans are expected to pay for planned work: the estimate lines of a procedure."""

from typing import Any

from enamel_practice.codes import CODES
from enamel_practice.life.office import NEVER, Office, Row, cents

ESTIMATE, CAP_ESTIMATE = 6, 8
UNSET = -1.0


class Cover:
    """Reads plans, benefits and fees once, and estimates from them."""

    def __init__(self, office: Office) -> None:
        """Read what plans pay."""
        self.office = office
        self.percents: dict[tuple[int, str], int] = {
            (row["PlanNum"], row["cover"]): row["Percent"] for row in office.ask("percents")
        }
        self.forget_fees()

    def forget_fees(self) -> None:
        """Read the fees anew; some changed."""
        rows = self.office.ask(
            "SELECT FeeSched, CodeNum, Amount FROM fee WHERE ClinicNum = 0 AND ProvNum = 0"
        )
        self.fees = {(row["FeeSched"], row["CodeNum"]): cents(row["Amount"]) for row in rows}

    def fee(self, code: str) -> int:
        """Return the office's own fee of a code."""
        kind = CODES[code]
        return self.fees.get((1, kind.num), kind.kind.cents)

    def estimate(self, proc: Row) -> list[Row]:
        """Add a line per plan of the patient to a planned procedure."""
        kind = CODES[self.office.telling.codes[proc["CodeNum"]]].kind
        if kind.no_bill:
            return []
        charge = cents(proc["ProcFee"]) * (proc["UnitQty"] + proc["BaseUnits"])
        lines, before = [], 0
        for plan in self.office.ask("coverage", patient=proc["PatNum"], day=self.office.today)[:2]:
            facts = self._expect(plan, proc, kind.cover, charge, before)
            before += cents(facts["InsEstTotal"]) + max(0, cents(facts["WriteOffEst"]))
            lines.append(self.line(proc, plan, **facts))
        return lines

    def line(self, proc: Row, plan: Row, **facts: Any) -> Row:
        """Add a line of a plan to a procedure."""
        return self.office.add("claimproc", **(_EMPTY | {
            "ProcNum": proc["ProcNum"], "PatNum": proc["PatNum"], "ProvNum": proc["ProvNum"],
            "ClinicNum": proc["ClinicNum"], "ProcDate": proc["ProcDate"],
            "PlanNum": plan["PlanNum"], "InsSubNum": plan["InsSubNum"],
        } | facts))  # fmt: skip

    def _expect(self, plan: Row, proc: Row, cover: str, charge: int, before: int) -> dict[str, Any]:
        units = proc["UnitQty"] + proc["BaseUnits"]
        if plan["PlanType"] == "c":
            copay = self.fees.get((plan["CopayFeeSched"], proc["CodeNum"]), 0) * units
            copay = charge if cover == "none" else min(charge, copay)
            return {"Status": CAP_ESTIMATE, "WriteOffEst": (charge - copay) / 100,
                    "CopayAmt": copay / 100, "InsEstTotal": 0.0, "BaseEst": 0.0}  # fmt: skip
        allowed = charge
        if plan["FeeSched"] and cover != "none":
            fee = self.fees.get((plan["FeeSched"], proc["CodeNum"]))
            allowed = charge if fee is None else min(charge, fee * units)
        whole = plan["PlanType"] == "f" and cover != "none"
        percent = 100 if whole else self.percents.get((plan["PlanNum"], cover), 0)
        base = allowed * percent // 100
        left = self.office.ask(
            "benefit_left", patient=proc["PatNum"], plan=plan["PlanNum"], day=self.office.today
        )[0]
        pays = max(0, min(base, charge - before))
        if left["yearly"] is not None:
            pays = max(0, min(pays, cents(left["yearly"]) - cents(left["used"])))
        writes_off = plan["PlanType"] in ("p", "f") and not before and cover != "none"
        return {
            "Status": ESTIMATE, "InsEstTotal": pays / 100, "BaseEst": base / 100,
            "WriteOffEst": (charge - allowed) / 100 if writes_off else UNSET,
            "Percentage": percent,
        }  # fmt: skip


_EMPTY: dict[str, Any] = {
    "ClaimNum": 0, "FeeBilled": 0.0, "InsPayEst": 0.0, "DedApplied": 0.0, "InsPayAmt": 0.0,
    "Remarks": "", "ClaimPaymentNum": 0, "DateCP": NEVER, "WriteOff": 0.0, "CodeSent": "",
    "AllowedOverride": UNSET, "Percentage": -1, "PercentOverride": -1, "CopayAmt": UNSET,
    "NoBillIns": 0, "PaidOtherIns": UNSET, "BaseEst": 0.0, "CopayOverride": UNSET,
    "DateEntry": NEVER, "LineNumber": 0, "DedEst": 0.0, "DedEstOverride": UNSET,
    "InsEstTotal": 0.0, "InsEstTotalOverride": UNSET, "PaidOtherInsOverride": UNSET,
    "EstimateNote": "", "WriteOffEst": UNSET, "WriteOffEstOverride": UNSET, "PayPlanNum": 0,
    "ClaimPaymentTracking": 0, "DateSuppReceived": NEVER, "DateInsFinalized": NEVER,
    "IsTransfer": 0,
}  # fmt: skip
