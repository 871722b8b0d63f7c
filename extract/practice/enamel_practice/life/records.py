"""Records of patients: merged, set inactive, plans dropped and put aside."""

from datetime import date, datetime

from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life.money import Desk
from enamel_practice.life.office import NEVER_AT, OWN_PATIENTS, RECENT_PATIENTS, Office, some
from enamel_practice.schema import load_schema
from enamel_practice.tables import quote

PATIENT_MERGE = 94
DELETED, INACTIVE, ARCHIVED, DECEASED = 4, 2, 3, 5
_PATIENT_KEPT = {("patient", "PatNum"), ("patientlink", "PatNumFrom"), ("patientlink", "PatNumTo")}


class Records:
    """Changes of who a patient is and what covers them."""

    def __init__(self, office: Office, desk: Desk) -> None:
        """Work with the desk."""
        self.office, self.desk = office, desk

    def drop_plan(self, dice: Dice) -> None:
        """Take an insurance plan off a patient; nothing was billed to it since."""
        row = some(self.office,
            dice, f"SELECT * FROM patplan WHERE Ordinal = 2 AND {OWN_PATIENTS}"
            f" AND NOT EXISTS (SELECT 1 FROM claimproc WHERE claimproc.PatNum = patplan.PatNum"
            f" AND claimproc.InsSubNum = patplan.InsSubNum AND claimproc.Status IN (0, 2))"
            f" ORDER BY PatPlanNum LIMIT 100",
        )  # fmt: skip
        if row is None:
            return
        for line in self.office.ask(
            "SELECT * FROM claimproc WHERE PatNum = %(patient)s AND InsSubNum = %(subscription)s"
            " AND Status IN (6, 8) AND ClaimNum = 0",
            patient=row["PatNum"], subscription=row["InsSubNum"],
        ):  # fmt: skip
            self.office.remove("claimproc", line)
        self.office.unlink("patplan.PatPlanNum", row["PatPlanNum"])
        self.office.remove("patplan", row)

    def merge(self, dice: Dice) -> None:
        """Enter somebody a second time by mistake, with a call, and merge the two."""
        office = self.office
        right = some(self.office, dice, RECENT_PATIENTS, day=office.today)
        if right is None or right["PatNum"] == right["Guarantor"]:
            return
        copied = ("LName", "FName", "Birthdate", "Gender", "Address", "City", "State", "Zip",
                  "HmPhone", "PriProv", "SecProv", "BillingType", "ClinicNum")  # fmt: skip
        key = office.next_key("patient")
        wrong = office.add(
            "patient", PatNum=key, Guarantor=key, PatStatus=0, Position=right["Position"],
            Preferred="", HasIns="", ChartNumber="", DateFirstVisit=date(1, 1, 1), EmployerNum=0,
            DateTimeDeceased=NEVER_AT, PatNumCloneFrom=0, SecUserNumEntry=1,
            **{name: right[name] for name in copied},
        )  # fmt: skip
        wrong["SecDateEntry"] = office.now.date()
        self.desk.adjust("adj_late", 1_500, None, patient=key, provider=right["PriProv"],
                         clinic=right["ClinicNum"])  # fmt: skip
        office.add("commlog", PatNum=key, CommDateTime=office.now, CommType=DEF["comm_misc"],
                   Note="Called.", Mode_=3, SentOrReceived=2, UserNum=1, CommSource=0)  # fmt: skip
        self._move_rows(key, right["PatNum"])
        office.change("patient", wrong, PatStatus=DELETED, Guarantor=right["Guarantor"])
        office.add("patientlink", PatNumFrom=key, PatNumTo=right["PatNum"], LinkType=1)
        office.log(PATIENT_MERGE, 1, right["PatNum"], "Merged.")

    def _move_rows(self, wrong: int, right: int) -> None:
        """Rewrite the patient's number in every table, as a merge does."""
        meant = ("adjustment",)
        for table in load_schema().tables.values():
            for column in table.columns:
                if column.ref != "patient.PatNum" or (table.name, column.name) in _PATIENT_KEPT:
                    continue
                if table.name in meant and column.name == "PatNum":
                    for row in self.office.ask(
                        f"SELECT * FROM {quote(table.name)} WHERE PatNum = %(wrong)s", wrong=wrong
                    ):
                        self.office.change(table.name, row, PatNum=right)
                    continue
                name = quote(column.name)
                self.office.run(
                    f"UPDATE {quote(table.name)} SET {name} = %(right)s WHERE {name} = %(wrong)s",
                    right=right, wrong=wrong,
                )  # fmt: skip

    def change_status(self, dice: Dice) -> None:
        """Set a patient who stays away inactive; some moved, some died."""
        row = some(self.office, dice, "patients_gone", day=self.office.today)
        if row is None:
            return
        status = dice.pick((INACTIVE, INACTIVE, INACTIVE, ARCHIVED, DECEASED))
        died = datetime.combine(self.office.today, datetime.min.time())
        self.office.change("patient", row, PatStatus=status,
                           DateTimeDeceased=died if status == DECEASED else NEVER_AT)  # fmt: skip
        for recall in self.office.ask(
            "SELECT * FROM recall WHERE PatNum = %(key)s", key=row["PatNum"]
        ):
            self.office.remove("recall", recall)

    def park_work(self, dice: Dice) -> None:
        """Put declined treatment on an inactive plan."""
        proc = some(self.office, dice, "deletable_work")
        if proc is not None and proc["Dx"]:
            self.office.change("procedurelog", proc, ProcStatus=8)
