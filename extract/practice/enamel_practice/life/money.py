"""Money of patients: paid at the desk, after bills and on plans; moved, given back, given up."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from enamel_practice.cashier import METHODS
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life import payplans
from enamel_practice.life.day import Day
from enamel_practice.life.fates import Fates
from enamel_practice.life.minds import PAID_WITHIN, Minds
from enamel_practice.life.office import Office, Row, cents
from enamel_practice.traces import AGENCY, FRIENDLY, NOTHING, PLACED

BILL, ANSWER, INSTALMENT, MOVE, SHARE = 10, 11, 12, 13, 14
SMALL = 500
ANSWERS_A_DAY = 0.05
LONG_OVER = 95


class Desk:
    """Writes payments with their splits, adjustments and bills."""

    def __init__(self, office: Office, minds: Minds, fates: Fates) -> None:
        """Open the till."""
        self.office, self.minds, self.fates = office, minds, fates
        self.unseen: set[int] = set()

    def plan(self, day: Day) -> None:
        """Plan bills, their answers and instalments."""
        office = self.office
        for row in office.ask("families_to_bill", cycle=(day.on.day - 1) % 28 + 1):
            dice = office.dice(BILL, row["PatNum"])
            day.at(day.moment(dice, 9, 12), "bill sent", partial(self.bill, row, dice))
        for row in office.ask("bills_unanswered", day=day.on):
            dice = office.dice(ANSWER, row["PatNum"])
            if dice.chance(ANSWERS_A_DAY):
                day.at(
                    day.moment(dice, 9, 16), "bill paid", partial(self.answer, row["PatNum"], dice)
                )
        self._shares_due(day)
        for row in payplans.due_today(office):
            day.at(day.clock(7, 40), "instalment asked for", partial(payplans.ask, office, row))
        for row in office.ask("instalments_due", day=day.on):
            dice = office.dice(INSTALMENT, row["PayPlanChargeNum"])
            if dice.chance(0.85):
                day.at(
                    day.moment(dice, 9, 16), "instalment paid", partial(self.instalment, row, dice)
                )

    def _shares_due(self, day: Day) -> None:
        """Plan which days' work is paid today, in time or after all."""
        first_day = day.on == self.fates.made
        for row in self.office.ask("days_of_work", day=day.on):
            family, when = row["Guarantor"], row["ProcDate"]
            taken_over = first_day and (day.on - when).days <= PAID_WITHIN
            if not taken_over and not self.fates.may_pay_on(family, when, day.on):
                continue
            work = self._work_of(family, when)
            fate = self.fates.pays(family, when) if work else None
            if fate is None:
                continue
            _, on, page = fate
            if taken_over and page.draws:
                self.minds.keep(family, page)
            if on == day.on:
                dice = self.office.dice(SHARE, family, when.toordinal())
                day.at(day.moment(dice, 9, 16), "share paid",
                       partial(self.pay_share, family, when, dice))  # fmt: skip

    def _work_of(self, family: int, day: date) -> list[Row]:
        return [it for it in self.open_work(family) if it["ProcDate"] == day and it["cents"] > 0]

    def pay_share(self, family: int, day: date, dice: Dice) -> None:
        """Have a family pay its share of a day's work."""
        self.settle(family, self._work_of(family, day), 1.0, dice)

    def pay(
        self, family: int, splits: list[dict[str, Any]], dice: Dice, *, method: str = "",
        note: str = "", on: date | None = None,
    ) -> Row:  # fmt: skip
        """Enter a payment and its splits; splits name cents, patient, provider, clinic, work."""
        office, day = self.office, on or self.office.today
        slug = method or dice.weighted(METHODS)
        moves = slug == "transfer"
        payment = office.add(
            "payment", PayType=0 if moves else DEF[slug], PayDate=day, PayNote=note,
            PayAmt=sum(it["cents"] for it in splits) / 100, PatNum=family, DepositNum=0,
            IsSplit=int(len(splits) > 1), ClinicNum=splits[0]["clinic"], SecUserNumEntry=1,
            CheckNum=f"{dice.integer(100, 9999)}" if slug == "pay_check" else "",
            ProcessStatus=int(slug == "pay_online"),
        )  # fmt: skip
        for it in splits:
            office.add(
                "paysplit", SplitAmt=it["cents"] / 100, PatNum=it["patient"],
                PayNum=payment["PayNum"], ProvNum=it["provider"], ClinicNum=it["clinic"],
                DatePay=day, ProcDate=day, ProcNum=it.get("work", 0), AdjNum=0,
                UnearnedType=it.get("unearned", 0), PayPlanNum=it.get("plan", 0),
                PayPlanChargeNum=it.get("charge", 0), PayPlanDebitType=it.get("debit", 0),
                IsDiscount=0, SecUserNumEntry=1,
            )  # fmt: skip
        return payment

    def adjust(
        self, slug: str, amount: int, work: Row | None, *, patient: int = 0, provider: int = 0,
        clinic: int = 0, on: date | None = None,
    ) -> Row:  # fmt: skip
        """Enter an adjustment, on work or on the account."""
        office = self.office
        if work is not None:
            patient, provider, clinic = work["PatNum"], work["ProvNum"], work["ClinicNum"]
        return office.add(
            "adjustment", AdjDate=on or office.today, AdjAmt=amount / 100, PatNum=patient,
            AdjType=DEF[slug], ProvNum=provider, AdjNote="", ClinicNum=clinic,
            ProcDate=work["ProcDate"] if work else on or office.today,
            ProcNum=work["ProcNum"] if work else 0, SecUserNumEntry=1,
        )  # fmt: skip

    def open_work(self, family: int) -> list[Row]:
        """Return a family's work with what is left to pay on it, in cents; what is over, too."""
        rows = self.office.ask("open_work", family=family)
        for row in rows:
            row["cents"] = int(row["cents"])
        return rows

    def settle(self, family: int, work: list[Row], share: float, dice: Dice, **rest: Any) -> None:
        """Pay work wholly or in part; at times more than that, at times not by work."""
        left = round(sum(it["cents"] for it in work) * share)
        splits: list[dict[str, Any]] = []
        for it in work:
            paid = min(it["cents"], left)
            if paid > 0:
                splits.append(part(it, paid))
                left -= paid
        if not splits:
            return
        draw = dice.uniform()
        if draw < 0.05:
            for split in splits:
                split["work"] = 0
        elif draw < 0.09:
            first = splits[0]
            splits.append({"cents": dice.integer(2, 16) * 500, "patient": family, "provider": 0,
                           "clinic": first["clinic"], "unearned": DEF["un_prepay"]})  # fmt: skip
        self.pay(family, splits, dice, **rest)

    def check_out(self, family: int, dice: Dice) -> None:
        """Settle the day's work with a family at its last visit: paid at once, promised, or not."""
        office, today = self.office, self.office.today
        self.unseen.add(family)
        if office.ask(
            "SELECT 1 FROM appointment INNER JOIN patient ON patient.PatNum = appointment.PatNum"
            " WHERE patient.Guarantor = %(family)s AND appointment.AptStatus = 1"
            " AND appointment.AptDateTime >= %(day)s"
            " AND appointment.AptDateTime < %(day)s + INTERVAL 1 DAY LIMIT 1",
            family=family, day=today,
        ):  # fmt: skip
            return
        self.unseen.discard(family)
        work = self._work_of(family, today)
        if work and dice.chance(0.05):
            amount = work[0]["cents"] // 10
            if amount:
                self.adjust("adj_cash", -amount, work[0])
                work[0]["cents"] -= amount
        if work and dice.chance(0.12):
            self._apply_prepayment(family, work, dice)
        fate = self.fates.pays(family, today)
        if fate is None:
            return
        in_time, later, page = fate
        self.minds.keep(family, page)
        if in_time and later is None:
            self.settle(family, [it for it in work if it["cents"] > 0], 1.0, dice)
        elif not in_time and dice.chance(0.12):
            self.settle(family, [it for it in work if it["cents"] > 0], 0.5, dice)

    def check_out_rest(self) -> None:
        """Settle with those whose later visit of the day fell through."""
        for family in sorted(self.unseen):
            self.check_out(family, self.office.dice(SHARE, family))

    def _apply_prepayment(self, family: int, work: list[Row], dice: Dice) -> None:
        """Move what was paid in advance to the work it was for."""
        held = self.office.ask(
            "SELECT ROUND(100 * SUM(SplitAmt)) AS cents, MAX(ClinicNum) AS clinic FROM paysplit"
            " WHERE PatNum = %(family)s AND UnearnedType = %(kind)s",
            family=family, kind=DEF["un_prepay"],
        )[0]  # fmt: skip
        amount = min(int(held["cents"] or 0), work[0]["cents"])
        if amount > 0:
            back = {"cents": -amount, "patient": family, "provider": 0, "clinic": held["clinic"],
                    "unearned": DEF["un_prepay"]}  # fmt: skip
            self.pay(family, [back, part(work[0], amount)], dice, method="transfer",
                     note="Applied.")  # fmt: skip
            work[0]["cents"] -= amount

    def bill(self, row: Row, dice: Dice) -> None:
        """Send a family its bill; clear what is hardly worth one, charge or give up the old."""
        office, family = self.office, row["PatNum"]
        work = [it for it in self.open_work(family) if it["cents"] > 0]
        owed = sum(it["cents"] for it in work)
        if work and owed < SMALL:
            for it in work:
                self.adjust("adj_small", -it["cents"], it)
            return
        oldest = (office.today - work[0]["ProcDate"]).days if work else 0
        if oldest > 200 and dice.chance(0.25):
            for it in work:
                self.adjust("adj_bad_debt", -it["cents"], it)
            patient = office.get("patient", family)
            if patient is not None:
                office.change("patient", patient, BillingType=DEF["bill_collect"])
            office.add(
                "tsitranslog", PatNum=family, UserNum=1, TransType=PLACED, TransAmt=owed / 100,
                TransDateTime=office.now, ServiceType=AGENCY, ServiceCode=FRIENDLY,
                AccountBalance=owed / 100, FKeyType=NOTHING, FKey=0,
                ClinicNum=work[0]["ClinicNum"], AggTransLogNum=0,
            )  # fmt: skip
            return
        free = [it for it in work if not self._promised(family, it["ProcDate"])]
        large = sum(it["cents"] for it in free) >= payplans.LEAST
        if large and oldest > 10 and dice.chance(0.2):
            payplans.start(office, family, free, dice)
            return
        if oldest > 60 and dice.chance(0.08):
            self.adjust("adj_finance", max(150, owed * 15 // 1_000), None, patient=family,
                        provider=work[0]["ProvNum"], clinic=work[0]["ClinicNum"])  # fmt: skip
        office.add(
            "statement", PatNum=family, DateSent=office.today,
            DateRangeFrom=office.today - timedelta(90), DateRangeTo=office.today, Note="",
            NoteBold="", Mode_=2 if row["BillingType"] == DEF["bill_email"] else 0,
            Intermingled=1, IsSent=1, IsBalValid=1, BalTotal=row["BalTotal"],
            InsEst=max(0.0, row["InsEst"]), StatementType="NotSet",
        )  # fmt: skip

    def _promised(self, family: int, day: date) -> bool:
        """Return whether a family is going to pay its share of a day's work in time."""
        if (self.office.today - day).days > PAID_WITHIN:
            return False
        fate = self.fates.pays(family, day)
        return fate is not None and fate[0]

    def answer(self, family: int, dice: Dice) -> None:
        """Have a family pay what is left of work that is long over."""
        old = self.office.today - timedelta(days=LONG_OVER)
        work = [it for it in self.open_work(family) if it["cents"] > 0 and it["ProcDate"] < old]
        self.settle(family, work, dice.pick((1.0, 1.0, 1.0, 0.5)), dice)

    def instalment(self, row: Row, dice: Dice) -> None:
        """Have an instalment paid: principal and interest apart, on the plan."""
        splits = [
            {"cents": amount, "patient": row["Guarantor"], "provider": row["ProvNum"],
             "clinic": row["ClinicNum"], "plan": row["PayPlanNum"],
             "charge": row["PayPlanChargeNum"], "debit": kind}
            for amount, kind in ((cents(row["Principal"]), 1), (cents(row["Interest"]), 2))
            if amount
        ]  # fmt: skip
        if splits:
            self.pay(row["Guarantor"], splits, dice, note="Instalment.")

    def move(self, split: Row, provider: int, dice: Dice) -> None:
        """Move a payment to the provider who did the work: nothing comes in or goes out."""
        family = self.office.get("payment", split["PayNum"])
        if family is None:
            return
        amount = cents(split["SplitAmt"])
        model = {"patient": split["PatNum"], "clinic": split["ClinicNum"], "work": split["ProcNum"]}
        self.pay(family["PatNum"], [
            {**model, "cents": -amount, "provider": split["ProvNum"]},
            {**model, "cents": amount, "provider": provider},
        ], dice, method="transfer", note="Moved.")  # fmt: skip

    def refund(self, work: Row, dice: Dice) -> None:
        """Give back what was paid too much on work."""
        self.pay(work["PatNum"], [part(work, work["cents"])], dice, method="pay_refund",
                 note="Refund.")  # fmt: skip

    def deposit(self) -> None:
        """Bring the day's checks to the bank."""
        office = self.office
        for table, amount, day in (("payment", "PayAmt", "PayDate"),
                                   ("claimpayment", "CheckAmt", "CheckDate")):  # fmt: skip
            slug = "pay_check" if table == "payment" else "ins_check"
            rows = office.ask(
                f"SELECT * FROM {table} WHERE {day} = %(day)s AND DepositNum = 0"
                f" AND PayType = %(kind)s ORDER BY 1",
                day=office.today, kind=DEF[slug],
            )  # fmt: skip
            total = sum(cents(row[amount]) for row in rows)
            if not rows:
                continue
            number = office.add(
                "deposit", DateDeposit=office.today, Amount=total / 100, Memo="",
                BankAccountInfo="SYNTHETIC", DepositAccountNum=DEF["deposit_main"],
            )["DepositNum"]  # fmt: skip
            for row in rows:
                office.change(table, row, DepositNum=number)


def part(work: Row, amount: int) -> dict[str, Any]:
    """Return the split that pays for work."""
    return {"cents": amount, "patient": work["PatNum"], "provider": work["ProvNum"],
            "clinic": work["ClinicNum"], "work": work["ProcNum"]}  # fmt: skip
