"""Claims: made, sent, answered, paid, refused, corrected, paid after all, taken back."""

from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import Any

from enamel_practice.audit import CLAIM_SEND
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life.day import Day
from enamel_practice.life.office import NEVER, Office, Row, cents
from enamel_practice.life.paperwork import remember_allowed
from enamel_practice.traces import CLAIM_SENT

ANSWER, AFTER, ATTACH, CLAIM, TRACK = 20, 21, 22, 23, 24
SENT, RECEIVED, SUPPLEMENT = 0, 1, 4
REFUSAL = 0.045
SPLITS_A_DAY = 0.004


class Insurers:
    """Everything between the office and those who insure."""

    def __init__(self, office: Office) -> None:
        """Know who bills."""
        self.office = office
        self.user = (office.ask(
            "SELECT UserNum FROM userod WHERE UserGroupNum = 2 ORDER BY UserNum LIMIT 1"
        ) or [{"UserNum": 1}])[0]["UserNum"]  # fmt: skip

    def plan(self, day: Day) -> None:
        """Plan what insurers answer today, what is corrected, and the day's claims."""
        out = [
            row for row in self.office.ask("claims_out", day=day.on)
            if self.office.dice(ANSWER, row["ClaimNum"]).chance(0.09)
        ]  # fmt: skip
        for payer, claims in groupby(out, key=_payer):
            dice = self.office.dice(ANSWER, *payer)
            day.at(
                day.moment(dice, 10, 15),
                "claims answered",
                partial(self.answer, list(claims), dice),
            )
        for row in self.office.ask("claims_out", day=day.on):
            dice = self.office.dice(TRACK, row["ClaimNum"])
            if (day.on - row["DateSent"]).days > 30 and dice.chance(0.03):
                day.at(
                    day.moment(dice, 9, 16),
                    "insurer asked again",
                    partial(self.ask_again, row, dice),
                )
            elif dice.chance(SPLITS_A_DAY):
                day.at(day.moment(dice, 8, 9), "claim split", partial(self.split, row))
        for row in self.office.ask("claims_answered", day=day.on):
            dice = self.office.dice(AFTER, row["ClaimNum"])
            draw, short = dice.uniform(), cents(row["expected"]) - cents(row["paid"])
            at = day.moment(dice, 10, 16)
            plain = not row["has_transfer"] and not row["on_plan"] and row["least_work"]
            if not row["paid"] and draw < 0.05 and row["expected"] and plain:
                day.at(at, "claim corrected", partial(self.correct, row))
            elif row["paid"] and short > 0 and draw < 0.03 and not row["has_supplement"]:
                day.at(at, "claim paid after all", partial(self.supplement, row, dice))
            elif row["paid"] and plain and draw < 0.003 and not row["has_supplement"]:
                day.at(at, "payment taken back", partial(self.take_back, row, dice))
        rows = self.office.ask("lines_unattached", day=day.on)
        for payer, unpaid in groupby(rows, key=_payer):
            dice = self.office.dice(ATTACH, *payer)
            if dice.chance(0.4):
                day.at(
                    day.moment(dice, 11, 16),
                    "payment finalized",
                    partial(self.attach, list(unpaid), dice),
                )
        day.at(day.clock(17, 45), "claims made", partial(self.make, day))
        day.at(day.clock(18, 0), "claims sent", self.send)

    def check(self, row: Row, total: int, dice: Dice) -> int:
        """Enter an insurer's check; return its number."""
        number = self.office.add(
            "claimpayment", CheckDate=self.office.today, CheckAmt=total / 100, IsPartial=0,
            CheckNum="", ClinicNum=row["ClinicNum"], CarrierName=row["CarrierName"],
            DateIssued=self.office.today - timedelta(days=dice.integer(1, 9)), DepositNum=0,
            PayType=DEF["ins_eft" if dice.chance(0.6) else "ins_check"],
            PayGroup=DEF["group_main"], Note="", carrier=row["CarrierNum"],
        )["ClaimPaymentNum"]  # fmt: skip
        if dice.chance(0.6):
            self.office.add("eobattach", ClaimPaymentNum=number, FileName=f"eob{number}.pdf",
                            DateTCreated=self.office.now)  # fmt: skip
        return int(number)

    def lines(self, claim: int, *statuses: int) -> list[Row]:
        """Return a claim's lines of some statuses."""
        return self.office.ask(
            "SELECT * FROM claimproc WHERE ClaimNum = %(claim)s AND Status IN %(statuses)s"
            " ORDER BY ClaimProcNum",
            claim=claim, statuses=statuses,
        )  # fmt: skip

    def answer(self, claims: list[Row], dice: Dice) -> None:
        """Enter an insurer's answers to several claims, on one check."""
        today, paid = self.office.today, []
        for claim in claims:
            if claim["ClaimType"] == "PreAuth":
                self._receive(claim)
                continue
            draw = dice.uniform()
            refused = draw < REFUSAL
            factor = 0.0 if refused else 0.4 + 0.6 * dice.uniform() if draw < 0.2 else 1.0
            for line in self.lines(claim["ClaimNum"], SENT):
                amount = round(cents(line["InsPayEst"]) * factor)
                facts: dict[str, Any] = {
                    "Status": RECEIVED, "InsPayAmt": amount / 100, "DateCP": today,
                    "DateEntry": today,
                }  # fmt: skip
                if refused:
                    facts |= {"ClaimPaymentTracking": DEF["line_denied"], "Remarks": "Not covered."}
                    if dice.chance(0.5):
                        facts["WriteOff"] = 0.0
                paid.append((line, facts))
            self._receive(claim)
        total = sum(cents(facts["InsPayAmt"]) for _, facts in paid)
        # A check may come later; until then the payment is not final.
        is_final = total and not dice.chance(0.1)
        self._enter(paid, self.check(claims[0], total, dice) if is_final else 0)
        for claim in claims:
            self._total(claim)
            remember_allowed(self.office, claim)

    def _enter(self, paid: list[tuple[Row, dict[str, Any]]], number: int) -> None:
        for line, facts in paid:
            on_check = number and (facts["InsPayAmt"] or facts.get("WriteOff", line["WriteOff"]))
            if on_check:
                facts |= {"ClaimPaymentNum": number, "DateInsFinalized": self.office.today}
            self.office.change("claimproc", line, **facts)

    def _receive(self, claim: Row) -> None:
        self.office.change("claim", claim, ClaimStatus="R", DateReceived=self.office.today)
        for second in self.office.ask(
            "SELECT * FROM claim WHERE PatNum = %(patient)s AND DateService = %(day)s"
            " AND ClaimStatus = 'H' AND ClaimType = 'S' ORDER BY ClaimNum",
            patient=claim["PatNum"], day=claim["DateService"],
        ):  # fmt: skip
            self.office.change("claim", second, ClaimStatus="W")

    def _total(self, claim: Row) -> None:
        """Copy the lines' totals onto the claim, as the program does."""
        lines = self.lines(claim["ClaimNum"], SENT, RECEIVED, SUPPLEMENT)
        self.office.change(
            "claim", claim, InsPayAmt=sum(cents(it["InsPayAmt"]) for it in lines) / 100,
            WriteOff=sum(cents(it["WriteOff"]) for it in lines) / 100,
        )  # fmt: skip

    def attach(self, lines: list[Row], dice: Dice) -> None:
        """Attach paid lines to the check that came; they are dated by it from then on."""
        total = sum(cents(it["InsPayAmt"]) for it in lines)
        number = self.check(lines[0], total, dice)
        for line in lines:
            self.office.change(
                "claimproc",
                line,
                ClaimPaymentNum=number,
                DateCP=self.office.today,
                DateInsFinalized=self.office.today,
            )

    def correct(self, claim: Row) -> None:
        """Send a refused claim again, corrected: its lines are open once more."""
        today = self.office.today
        self.office.change(
            "claim", claim, ClaimStatus="S", DateReceived=NEVER, DateSent=today, DateResent=today,
            CorrectionType=1,
        )  # fmt: skip
        for line in self.lines(claim["ClaimNum"], RECEIVED):
            self.office.change(
                "claimproc", line, Status=SENT, DateCP=NEVER, DateEntry=NEVER, ClaimPaymentNum=0,
                DateInsFinalized=NEVER, WriteOff=max(line["WriteOffEst"], 0.0),
            )  # fmt: skip
        self.office.log(CLAIM_SEND, self.user, claim["PatNum"], "Sent again.", claim["ClaimNum"])
        self._transmit(claim)

    def split(self, claim: Row) -> None:
        """Move the latter half of a claim's lines to a claim of their own, to be answered apart."""
        lines = self.lines(claim["ClaimNum"], SENT)
        if len(lines) < 2 or any(it["PayPlanNum"] for it in lines):
            return
        kept = {name: value for name, value in claim.items() if name not in _CLAIMS_OWN}
        other = self.office.add("claim", **kept)
        self.office.change("claim", other,
                           ClaimIdentifier=f"{claim['PatNum']}/{other['ClaimNum']}")  # fmt: skip
        for line in lines[len(lines) // 2 :]:
            self.office.change("claimproc", line, ClaimNum=other["ClaimNum"])
        for it in (claim, other):
            mine = self.lines(it["ClaimNum"], SENT)
            self.office.change(
                "claim", it, **{total: sum(cents(line[name]) for line in mine) / 100
                                for total, name in _TOTALS.items()},
            )  # fmt: skip

    def supplement(self, claim: Row, dice: Dice) -> None:
        """Have the insurer pay the rest after all."""
        short = [
            (line, cents(line["InsPayEst"]) - cents(line["InsPayAmt"]))
            for line in self.lines(claim["ClaimNum"], RECEIVED)
            if line["ProcNum"]
        ]
        short = [(line, amount) for line, amount in short if amount > 0]
        if short:
            number = self.check(claim, sum(amount for _, amount in short), dice)
            for line, amount in short:
                self._line_like(line, amount, number)
            self._total(claim)

    def take_back(self, claim: Row, dice: Dice) -> None:
        """Have the insurer take its payment back, and pay less."""
        lines = [it for it in self.lines(claim["ClaimNum"], RECEIVED) if it["InsPayAmt"]]
        parts = [(it, -cents(it["InsPayAmt"])) for it in lines]
        parts += [(it, cents(it["InsPayAmt"]) // 2) for it in lines]
        number = self.check(claim, sum(amount for _, amount in parts), dice)
        for line, amount in parts:
            self._line_like(line, amount, number)
        self._total(claim)

    def _line_like(self, model: Row, amount: int, number: int) -> None:
        """Add a supplemental line beside a received one."""
        today = self.office.today
        kept = {name: value for name, value in model.items() if name not in _OWN}
        self.office.add("claimproc", **(kept | {
            "Status": SUPPLEMENT, "InsPayAmt": amount / 100, "WriteOff": 0.0, "FeeBilled": 0.0,
            "InsPayEst": 0.0, "InsEstTotal": 0.0, "BaseEst": 0.0, "DedApplied": 0.0,
            "WriteOffEst": -1.0, "DateCP": today, "DateEntry": today, "DateSuppReceived": today,
            "DateInsFinalized": today, "ClaimPaymentNum": number, "InsEstTotalOverride": -1.0,
        }))  # fmt: skip

    def ask_again(self, claim: Row, dice: Dice) -> None:
        """Note that an insurer was asked what became of a claim."""
        number = DEF[dice.pick(("track_called", "track_papers", "track_appeal"))]
        self.office.add("claimtracking", ClaimNum=claim["ClaimNum"], TrackingType="StatusHistory",
                        UserNum=self.user, TrackingDefNum=number, Note="Asked again.")  # fmt: skip
        self.office.change("claim", claim, CustomTracking=number)

    def make(self, day: Day) -> None:
        """Make claims for what was finished today; a few are forgotten."""
        rows = self.office.ask("lines_to_bill", day=day.on)
        for key, group in groupby(rows, key=lambda it: (it["PatNum"], it["Ordinal"])):
            dice = self.office.dice(CLAIM, *key)
            if not dice.chance(0.03):
                self._claim(list(group))

    def _claim(self, lines: list[Row]) -> None:
        office, model = self.office, lines[0]
        first = model["Ordinal"] == 1
        for line in lines:
            line["off"] = max(cents(line["WriteOffEst"]), 0)
            line["billed"] = self._billed(line)
        claim = office.add(
            "claim", PatNum=model["PatNum"], DateService=model["ProcDate"], DateSent=NEVER,
            ClaimStatus="W" if first else "H", DateReceived=NEVER, PlanNum=model["PlanNum"],
            ProvTreat=model["ProvNum"], ProvBill=1,
            ClaimFee=sum(it["billed"] for it in lines) / 100,
            InsPayEst=sum(cents(it["InsEstTotal"]) for it in lines) / 100, InsPayAmt=0.0,
            DedApplied=0.0, ClaimType="P" if first else "S", CorrectionType=0, DateResent=NEVER,
            WriteOff=sum(it["off"] for it in lines) / 100, ClinicNum=model["ClinicNum"],
            InsSubNum=model["InsSubNum"], PatRelat=model["Relationship"], DateSentOrig=NEVER,
            SecUserNumEntry=self.user, ClaimNote="", CustomTracking=0,
        )  # fmt: skip
        office.change("claim", claim, ClaimIdentifier=f"{model['PatNum']}/{claim['ClaimNum']}")
        for line in lines:
            office.change(
                "claimproc", line, ClaimNum=claim["ClaimNum"], Status=SENT,
                FeeBilled=line["billed"] / 100, InsPayEst=line["InsEstTotal"],
                WriteOff=line["off"] / 100, CodeSent=line["ProcCode"], LineNumber=1,
            )  # fmt: skip
            office.add(
                "claimsnapshot", ProcNum=line["ProcNum"], ClaimType=claim["ClaimType"],
                Writeoff=line["WriteOffEst"], InsPayEst=line["InsPayEst"], Fee=line["ProcFee"],
                ClaimProcNum=line["ClaimProcNum"], SnapshotTrigger=0,
            )  # fmt: skip

    def _billed(self, line: Row) -> int:
        proc = self.office.get("procedurelog", line["ProcNum"])
        return cents(line["ProcFee"]) * (proc["UnitQty"] + proc["BaseUnits"]) if proc else 0

    def send(self) -> None:
        """Send every claim that waits."""
        rows = self.office.ask(
            "SELECT * FROM claim WHERE ClaimStatus = 'W'"
            " AND PatNum NOT BETWEEN %(first_trap)s AND %(last_trap)s ORDER BY ClaimNum"
        )
        for row in rows:
            first = row["DateSentOrig"] if row["DateSentOrig"].year > 1880 else self.office.today
            self.office.change("claim", row, ClaimStatus="S", DateSent=self.office.today,
                               DateSentOrig=first)  # fmt: skip
            self.office.log(CLAIM_SEND, self.user, row["PatNum"], "Sent.", row["ClaimNum"])
            self._transmit(row)

    def _transmit(self, claim: Row) -> None:
        """Note what went to the clearing house."""
        self.office.add(
            "etrans", DateTimeTrans=self.office.now, Etype=CLAIM_SENT, ClaimNum=claim["ClaimNum"],
            CarrierNum=self.office.telling.plans[claim["PlanNum"]][0], PatNum=claim["PatNum"],
            PlanNum=claim["PlanNum"], InsSubNum=claim["InsSubNum"], AckCode="A", Note="",
            UserNum=self.user, BatchNumber=self.office.today.toordinal() % 10_000,
        )  # fmt: skip


_TOTALS = {"ClaimFee": "FeeBilled", "InsPayEst": "InsPayEst", "DedApplied": "DedApplied",
           "WriteOff": "WriteOff"}  # fmt: skip
_CLAIMS_OWN = ("ClaimNum", "SecDateEntry", "SecDateTEdit", "SecurityHash", "CarrierNum",
               "CarrierName")  # fmt: skip
_OWN = ("ClaimProcNum", "SecDateEntry", "SecDateTEdit", "SecurityHash", "SecUserNumEntry")


def _payer(row: Row) -> tuple[int, int]:
    return row["CarrierNum"], row["ClinicNum"]
