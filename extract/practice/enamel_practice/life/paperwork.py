"""What the program and the side desks write down beside the work: allowed fees, edits, tasks."""

from datetime import timedelta

from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life.office import (
    NEVER,
    NEVER_AT,
    OWN_PATIENTS,
    RECENT_PATIENTS,
    Office,
    Row,
    some,
)
from enamel_practice.logs import COVERAGE, NO_OVERRIDE, PLAN

VERIFIED_COVER = 2
OPEN, DONE = 0, 2
ABOUT_PATIENT = 1
_COPIED = ("TaskListNum", "KeyNum", "Descript", "ObjectType", "UserNum", "TaskStatus",
           "PriorityDefNum", "DateTimeEntry", "DateTimeFinished", "ReminderGroupId")  # fmt: skip


def remember_allowed(office: Office, claim: Row) -> None:
    """Remember what a plan without a fee schedule paid, to estimate the next claim by it."""
    for line in office.ask("lines_to_remember", claim=claim["ClaimNum"]):
        office.add(
            "insbluebook", ProcCodeNum=line["CodeNum"], CarrierNum=line["CarrierNum"],
            PlanNum=line["PlanNum"], GroupNum="", InsPayAmt=line["InsPayAmt"],
            AllowedOverride=NO_OVERRIDE, ProcNum=line["ProcNum"], ProcDate=line["ProcDate"],
            ClaimType=claim["ClaimType"], ClaimNum=claim["ClaimNum"],
        )  # fmt: skip
        office.add("insbluebooklog", ClaimProcNum=line["ClaimProcNum"],
                   AllowedFee=line["FeeBilled"], Description="Allowed fee set.")  # fmt: skip


class Paperwork:
    """Rare deeds at the side desks."""

    def __init__(self, office: Office, users: list[int]) -> None:
        """Know who does them."""
        self.office, self.users = office, users

    def correct_plan(self, dice: Dice) -> None:
        """Correct the name of a plan's group; the program keeps the old one."""
        row = self._cover(dice)
        plan = self.office.get("insplan", row["PlanNum"]) if row is not None else None
        if plan is None:
            return
        old, new = plan["GroupName"] or "", f"Group {dice.integer(2, 99)}"
        self.office.change("insplan", plan, GroupName=new)
        self._edited("inseditlog", plan["PlanNum"], PLAN, ("GroupName", old, new), "Plan", dice)

    def correct_cover(self, dice: Dice) -> None:
        """Correct a patient's number at the insurer; the program keeps the old one."""
        row = self._cover(dice)
        cover = self.office.get("patplan", row["PatPlanNum"]) if row is not None else None
        if cover is None:
            return
        old, new = cover["PatID"] or "", f"S{cover['PatPlanNum']}-{dice.integer(1, 99)}"
        self.office.change("patplan", cover, PatID=new)
        self._edited("inseditpatlog", cover["PatPlanNum"], COVERAGE, ("PatID", old, new),
                     "Coverage", dice)  # fmt: skip

    def _cover(self, dice: Dice) -> Row | None:
        return some(
            self.office, dice,
            "SELECT patplan.PatPlanNum, inssub.PlanNum FROM patplan"
            " INNER JOIN inssub ON inssub.InsSubNum = patplan.InsSubNum"
            f" WHERE patplan.{OWN_PATIENTS} ORDER BY patplan.PatPlanNum DESC LIMIT 300",
        )  # fmt: skip

    def _edited(
        self, table: str, key: int, kind: int, change: tuple[str, str, str], what: str, dice: Dice
    ) -> None:
        name, old, new = change
        self.office.add(table, FKey=key, LogType=kind, FieldName=name, OldValue=old, NewValue=new,
                        UserNum=dice.pick(self.users), ParentKey=0, Description=what)  # fmt: skip

    def verify(self, dice: Dice) -> None:
        """Check a patient's enrolment with the insurer; the check before goes to the history."""
        office, row = self.office, self._cover(dice)
        if row is None:
            return
        found = office.ask(
            "SELECT * FROM insverify WHERE VerifyType = %(kind)s AND FKey = %(key)s LIMIT 1",
            kind=VERIFIED_COVER, key=row["PatPlanNum"],
        )  # fmt: skip
        user = dice.pick(self.users)
        facts = {"DateLastVerified": office.today, "UserNum": user, "DefNum": DEF["ver_done"]}
        if not found:
            office.add("insverify", VerifyType=VERIFIED_COVER, FKey=row["PatPlanNum"], Note="",
                       DateLastAssigned=NEVER, **facts)  # fmt: skip
            return
        kept = ("InsVerifyNum", "DateLastVerified", "UserNum", "VerifyType", "FKey", "DefNum",
                "Note", "DateLastAssigned", "DateTimeEntry")  # fmt: skip
        office.add("insverifyhist", VerifyUserNum=user, **{it: found[0][it] for it in kept})
        office.change("insverify", found[0], **facts)

    def open_task(self, dice: Dice) -> None:
        """Leave a colleague a task about somebody's account."""
        office = self.office
        patient = some(office, dice, RECENT_PATIENTS, day=office.today)
        if patient is None:
            return
        user, tray = dice.pick(self.users), dice.integer(1, 3)
        task = office.add(
            "task", TaskListNum=tray, KeyNum=patient["Guarantor"], ObjectType=ABOUT_PATIENT,
            Descript="Call back about the account.", UserNum=user, TaskStatus=OPEN,
            PriorityDefNum=DEF["task_normal"], DateTimeEntry=office.now,
            DateTimeFinished=NEVER_AT, ReminderGroupId="",
        )  # fmt: skip
        office.add("tasksubscription", UserNum=user, TaskListNum=tray, TaskNum=task["TaskNum"])

    def finish_task(self, dice: Dice) -> None:
        """Finish a task, with a note; how it was goes to its history."""
        office = self.office
        task = some(office, dice, "SELECT * FROM task WHERE TaskStatus < 2 ORDER BY TaskNum")
        if task is None:
            return
        user = dice.pick(self.users)
        office.add("taskhist", TaskNum=task["TaskNum"], UserNumHist=user,
                   **{it: task[it] for it in _COPIED})  # fmt: skip
        office.add("tasknote", TaskNum=task["TaskNum"], UserNum=user, Note="Done.")
        office.change("task", task, TaskStatus=DONE, DateTimeFinished=office.now)

    def warn(self, dice: Dice) -> None:
        """Have a note pop up wherever somebody's chart is opened."""
        patient = some(self.office, dice, RECENT_PATIENTS, day=self.office.today)
        if patient is not None:
            self.office.add("popup", PatNum=patient["Guarantor"], Description="Ask for the card.",
                            PopupLevel=1, UserNum=dice.pick(self.users), IsDisabled=0,
                            DateTimeEntry=self.office.now)  # fmt: skip

    def keep_card(self, dice: Dice) -> None:
        """Keep a family's card for later, its number masked."""
        patient = some(self.office, dice, RECENT_PATIENTS, day=self.office.today)
        if patient is not None:
            self.office.add("creditcard", PatNum=patient["Guarantor"], Address=patient["Address"],
                            Zip=patient["Zip"], CCNumberMasked="XXXXXXXXXXXX0000", Note="",
                            ClinicNum=patient["ClinicNum"], Procedures="")  # fmt: skip

    def grant_leave(self, dice: Dice) -> None:
        """Enter somebody's day of leave."""
        who = some(self.office, dice, "SELECT EmployeeNum FROM employee ORDER BY EmployeeNum")
        if who is not None:
            self.office.add(
                "timeadjust", EmployeeNum=who["EmployeeNum"], TimeEntry=self.office.now,
                RegHours=timedelta(0), OTimeHours=timedelta(0), Note="",
                PtoDefNum=DEF["time_vacation"], PtoHours=timedelta(hours=8),
                SecuUserNumEntry=dice.pick(self.users),
            )  # fmt: skip
