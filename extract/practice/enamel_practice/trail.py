"""Appointment rows, and the copy of one that every change of it leaves behind."""

from datetime import datetime
from typing import Any

from enamel_practice.model import Family, Visit, World
from enamel_practice.truth.kinds import Step

PLANNED = 6
CREATED, CHANGED, MISSED, CANCELLED, DELETED = range(5)


def note(world: World, visit: Visit, action: int, when: datetime, status: int = 0) -> None:
    """Add a history row of a visit as it stands."""
    facts = _facts(visit)
    facts["AptStatus"] = status or visit.status
    world.facts.tell(Step(visit.number, visit.member.number, action, when, visit.start,
                          status or visit.status, visit.provider, visit.hygienist,
                          visit.clinic))  # fmt: skip
    world.rows.add(
        "histappointment", when, AptNum=visit.number, HistUserNum=visit.user,
        HistApptAction=action, DateTStamp=when, SecDateTEntry=visit.made, **facts,
    )  # fmt: skip


def write_visits(world: World, family: Family) -> None:
    """Add the appointments that still exist."""
    for member in family.members:
        for visit in member.visits:
            if not visit.deleted:
                world.rows.add("appointment", visit.made, max(visit.made, visit.edited),
                               AptNum=visit.number, **_facts(visit))  # fmt: skip
                if visit.status == PLANNED:
                    # Releases that keep planned visits in a list of their own.
                    world.rows.add("plannedappt", visit.made, PatNum=member.number,
                                   AptNum=visit.number)  # fmt: skip


def _facts(visit: Visit) -> dict[str, Any]:
    pattern = "/" + "X" * (visit.units - 2) + "/" if visit.units > 2 else "X" * visit.units
    plans = [cover.plan.num for cover in visit.member.covers[:2]] + [0, 0]
    return {
        "PatNum": visit.member.number,
        "AptStatus": visit.status,
        "Pattern": pattern,
        "Confirmed": visit.confirmed,
        "Op": visit.chair,
        "ProvNum": visit.provider,
        "ProvHyg": visit.hygienist,
        "IsHygiene": int(visit.hygienist > 0),
        "AptDateTime": visit.start,
        "NextAptNum": visit.from_planned,
        "UnschedStatus": visit.unscheduled,
        "IsNewPatient": visit.is_new,
        "ProcDescript": visit.text,
        "ClinicNum": visit.clinic,
        "DateTimeArrived": visit.arrived,
        "DateTimeSeated": visit.seated,
        "DateTimeDismissed": visit.left,
        "InsPlan1": plans[0],
        "InsPlan2": plans[1],
        "AppointmentTypeNum": visit.kind,
        "SecUserNumEntry": visit.user,
        "Priority": visit.priority,
    }
