"""The audit trail, and the staff's hours."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from enamel_practice.book import is_holiday
from enamel_practice.claims import Billing
from enamel_practice.config import PracticeConfig
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.model import Family, World
from enamel_practice.rows import Rows
from enamel_practice.staff import Staff

TOPIC = 6
KEPT_DAYS = 365
APPT_CREATE, APPT_MOVE, APPT_DELETE = 25, 26, 237
CLAIM_SEND, PATIENT_CREATE, LOG_ON, PLAN_EDIT = 104, 106, 83, 38


def log(
    world: World, kind: int, at: datetime, user: int, patient: int, text: str, key: int = 0
) -> None:
    """Add a line to the audit trail, and its hash.

    Lines of more than a year ago are purged, unless the practice keeps full records.
    """
    if not is_kept(world.config, at.date()):
        return
    number = world.rows.add(
        "securitylog", at, PermType=kind, UserNum=user, LogText=text, PatNum=patient,
        CompName=f"SYNTH-{user % 6 + 1}", FKey=key,
    )  # fmt: skip
    world.rows.add("securityloghash", at, SecurityLogNum=number)


def is_kept(config: PracticeConfig, day: date) -> bool:
    """Return whether lines of a day are still there."""
    return config.full_records or (config.today - day).days <= KEPT_DAYS


def write_audit(world: World, family: Family, billings: Sequence[Billing]) -> None:
    """Add what the program noted while the family's records were made."""
    for member in family.members:
        made = datetime.combine(member.joined, time(8, 30))
        log(world, PATIENT_CREATE, made, world.staff.desk[0], member.number, "Created.")
        for visit in member.visits:
            # The log forgets the key of what was deleted.
            key = 0 if visit.deleted else visit.number
            log(world, APPT_CREATE, visit.made, visit.user, member.number, "Visit made.", key)
            if visit.deleted:
                log(world, APPT_DELETE, visit.edited, visit.user, member.number, "Deleted.")
            elif visit.edited > visit.made:
                log(world, APPT_MOVE, visit.edited, visit.user, member.number, "Moved.", key)
        for finding in member.findings:
            user = world.staff.user_of[finding.procs[0].provider]
            log(world, PLAN_EDIT, finding.made, user, member.number, "Plan changed.")
    for billing in billings:
        for claim in billing.claims:
            if claim.sent.year > 1:
                at = datetime.combine(claim.sent, time(17, 30))
                log(world, CLAIM_SEND, at, claim.user, billing.member.number, "Sent.",
                    claim.number)  # fmt: skip


def write_hours(rows: Rows, staff: Staff, config: PracticeConfig) -> None:
    """Add employees' clock events, corrections of hours, and log-ons."""
    manager = next(it.num for it in staff.logins if it.job == "manager")
    day = config.start
    while day < config.today:
        day += timedelta(days=1)
        if day.weekday() > 4 or is_holiday(day) or day >= config.today:
            continue
        dice = Dice(config.seed, TOPIC, day.toordinal(), staff.team)
        morning = datetime.combine(day, time(7, 50))
        for employee in staff.employees:
            if dice.chance(0.07):
                continue
            times = (0, dice.integer(0, 12), 250, 310, 550 + dice.integer(-8, 25))
            for begin, end, status in ((times[1], times[2], 1), (times[3], times[4], 0)):
                start, stop = (morning + timedelta(minutes=it) for it in (begin, end))
                rows.add("clockevent", start, EmployeeNum=employee, ClockStatus=status, Note="",
                         TimeEntered2=stop, TimeDisplayed2=stop,
                         ClinicNum=staff.places[employee % 2 % len(staff.places)])  # fmt: skip
            if dice.chance(0.004):
                rows.add("timeadjust", morning, EmployeeNum=employee, TimeEntry=morning,
                         RegHours=timedelta(0), OTimeHours=timedelta(0), Note="",
                         PtoDefNum=DEF["time_vacation"], PtoHours=timedelta(hours=8),
                         SecuUserNumEntry=manager)  # fmt: skip
        for login in staff.logins:
            gone = login.provider and login.provider == staff.former.num
            if is_kept(config, day) and not gone and dice.chance(0.85):
                number = rows.add(
                    "securitylog", morning + timedelta(seconds=login.num * 41), PermType=LOG_ON,
                    UserNum=login.num, LogText="Logged on.", CompName=f"SYNTH-{login.num % 6 + 1}",
                )  # fmt: skip
                rows.add("securityloghash", morning, SecurityLogNum=number)
