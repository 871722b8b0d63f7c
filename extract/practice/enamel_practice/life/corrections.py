"""Corrections: late entries, closed months changed, what was entered wrong taken out again."""

from datetime import date, timedelta
from typing import Any

from enamel_practice.dice import Dice
from enamel_practice.life.money import Desk
from enamel_practice.life.office import OWN_PATIENTS, RECENT_PATIENTS, Office, Row, some
from enamel_practice.life.people import People
from enamel_practice.life.recalls import synchronise
from enamel_practice.life.visits import Book

PAYMENT_EDIT, ADJUSTMENT_EDIT, WORK_EDIT = 16, 18, 189


class Corrections:
    """Changes of what was entered before."""

    def __init__(self, office: Office, book: Book, people: People, desk: Desk) -> None:
        """Work with the others."""
        self.office, self.book, self.people, self.desk = office, book, people, desk

    def enter_late(self, dice: Dice) -> None:
        """Enter work that was done some days ago, and never planned."""
        patient = some(self.office, dice, RECENT_PATIENTS, day=self.office.today)
        if patient is None:
            return
        day = self.office.today - timedelta(days=dice.integer(1, 12))
        number = patient["PatNum"]
        proc = self.people.chart(
            number, dice.pick(("D0140", "D0220", "D9110")),
            self.people.dentist(patient["PriProv"], number), patient["ClinicNum"],
        )  # fmt: skip
        self.office.change("procedurelog", proc, ProcStatus=2, ProcDate=day,
                           DateComplete=self.office.today)  # fmt: skip
        for line in self.office.ask(
            "SELECT * FROM claimproc WHERE ProcNum = %(key)s", key=proc["ProcNum"]
        ):
            status = {8: 7}.get(line["Status"], line["Status"])
            facts: dict[str, Any] = {"ProcDate": day, "Status": status}
            if status == 7:
                facts |= {"WriteOff": max(line["WriteOffEst"], 0.0), "DateCP": day}
            self.office.change("claimproc", line, **facts)

    def adjust_late(self, dice: Dice) -> None:
        """Enter an adjustment that is dated weeks back."""
        day = self.office.today - timedelta(days=dice.integer(8, 40))
        work = some(self.office, dice, "untouched_work", first=day - timedelta(60), last=day)
        if work is not None:
            self.desk.adjust("adj_cash", -dice.integer(2, 10) * 100, work, on=day)

    def edit_closed_month(self, dice: Dice) -> None:
        """Change what a month that is closed says: a fee, a provider, an adjustment."""
        first, last = self._last_month()
        if dice.chance(0.4):
            row = some(self.office,
                dice, f"SELECT * FROM adjustment WHERE AdjDate BETWEEN %(first)s AND %(last)s"
                f" AND AdjAmt < 0 AND {OWN_PATIENTS} ORDER BY AdjNum LIMIT 200",
                first=first, last=last,
            )  # fmt: skip
            if row is not None:
                day = row["AdjDate"] + timedelta(days=dice.integer(0, 2))
                self.office.change("adjustment", row, AdjDate=day,
                                   AdjAmt=round(row["AdjAmt"] * 1.1, 2))  # fmt: skip
            return
        proc = some(self.office, dice, "untouched_work", first=first, last=last)
        if proc is None:
            return
        if dice.chance(0.5):
            self.office.change("procedurelog", proc, ProcFee=proc["ProcFee"] + 5)
        else:
            self.office.change("procedurelog", proc, ProvNum=dice.pick(self.people.dentists))
        self.office.log(WORK_EDIT, 1, proc["PatNum"], "Changed.", proc["ProcNum"])

    def _last_month(self) -> tuple[date, date]:
        last = self.office.today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last

    def edit_split(self, dice: Dice) -> None:
        """Give a payment to another provider, in place."""
        row = self._split(dice)
        if row is not None:
            self.office.change("paysplit", row, ProvNum=dice.pick(self.people.dentists))

    def _split(self, dice: Dice) -> Row | None:
        return some(self.office,
            dice, f"SELECT * FROM paysplit WHERE DatePay > %(day)s - INTERVAL 40 DAY"
            f" AND UnearnedType = 0 AND PayPlanNum = 0 AND AdjNum = 0 AND SplitAmt > 0"
            f" AND ProcNum <> 0 AND {OWN_PATIENTS} ORDER BY SplitNum DESC LIMIT 100",
            day=self.office.today,
        )  # fmt: skip

    def transfer(self, dice: Dice) -> None:
        """Move income to the provider who earned it, as a payment of nothing."""
        row = self._split(dice)
        if row is not None:
            self.desk.move(row, dice.pick(self.people.dentists), dice)

    def refund(self, dice: Dice) -> None:
        """Give back what was paid too much."""
        row = some(self.office,
            dice, f"SELECT PatNum FROM patient WHERE PatNum = Guarantor AND BalTotal < 0"
            f" AND {OWN_PATIENTS} ORDER BY PatNum LIMIT 100",
        )  # fmt: skip
        over = [it for it in self.desk.open_work(row["PatNum"]) if it["cents"] < 0] if row else []
        if over:
            self.desk.refund(over[0], dice)

    def delete_adjustment(self, dice: Dice) -> None:
        """Delete an adjustment that was a mistake."""
        row = some(self.office,
            dice, f"SELECT * FROM adjustment WHERE AdjDate > %(day)s - INTERVAL 30 DAY"
            f" AND AdjAmt < 0 AND {OWN_PATIENTS} ORDER BY AdjNum DESC LIMIT 60",
            day=self.office.today,
        )  # fmt: skip
        if row is not None:
            self.office.unlink("adjustment.AdjNum", row["AdjNum"])
            self.office.remove("adjustment", row)
            self.office.log(ADJUSTMENT_EDIT, 1, row["PatNum"], "Deleted.")

    def delete_payment(self, dice: Dice) -> None:
        """Delete a payment of the last days with its splits: it was entered twice."""
        row = some(self.office,
            dice, f"SELECT * FROM payment WHERE PayDate > %(day)s - INTERVAL 4 DAY"
            f" AND DepositNum = 0 AND PayAmt > 0 AND {OWN_PATIENTS}"
            f" ORDER BY PayNum DESC LIMIT 60", day=self.office.today,
        )  # fmt: skip
        if row is None:
            return
        for split in self.office.ask(
            "SELECT * FROM paysplit WHERE PayNum = %(key)s ORDER BY SplitNum", key=row["PayNum"]
        ):
            self.office.remove("paysplit", split)
        self.office.unlink("payment.PayNum", row["PayNum"])
        self.office.remove("payment", row)
        self.office.log(PAYMENT_EDIT, 1, row["PatNum"], "Deleted.")

    def delete_work(self, dice: Dice) -> None:
        """Delete planned work: its row is marked, its insurance lines go."""
        proc = some(self.office, dice, "deletable_work")
        if proc is None:
            return
        for table in ("claimproc", "treatplanattach"):
            for row in self.office.ask(
                f"SELECT * FROM {table} WHERE ProcNum = %(key)s", key=proc["ProcNum"]
            ):
                self.office.remove(table, row)
        self.office.change("procedurelog", proc, ProcStatus=6)

    def delete_note(self, dice: Dice) -> None:
        """Delete an entry of the comm log."""
        row = some(
            self.office,
            dice,
            f"SELECT * FROM commlog WHERE {OWN_PATIENTS} ORDER BY CommlogNum DESC LIMIT 80",
        )
        if row is not None:
            self.office.unlink("commlog.CommlogNum", row["CommlogNum"])
            self.office.remove("commlog", row)

    def delete_visit(self, dice: Dice) -> None:
        """Delete a visit that was booked by mistake."""
        row = some(self.office,
            dice, f"SELECT * FROM appointment WHERE AptStatus = 1"
            f" AND AptDateTime > %(day)s + INTERVAL 3 DAY AND {OWN_PATIENTS}"
            f" ORDER BY AptNum DESC LIMIT 120", day=self.office.today,
        )  # fmt: skip
        if row is not None:
            self.book.delete(row)
            synchronise(self.office, row["PatNum"])
