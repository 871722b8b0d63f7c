"""Whose patient somebody is on a day, and who does their work."""

from collections.abc import Sequence
from datetime import date, timedelta

from enamel_practice.model import Member, Procedure
from enamel_practice.staff import Provider, Staff


def dentist_on(member: Member, staff: Staff, day: date) -> Provider:
    """Return somebody's dentist; of one who leaves, another takes over some weeks before."""
    until = member.dentist.until
    if until is None or day < until - timedelta(days=45):
        return member.dentist
    near = staff.at_clinic(staff.dentists, member.family.clinic)
    return near[member.number % len(near)]


def worker_for(
    member: Member, staff: Staff, procs: Sequence[Procedure], dentist: Provider, hygiene: bool
) -> Provider:
    """Return whose time a visit takes."""
    if hygiene:
        return member.hygienist
    if any(it.code.kind.specialist for it in procs):
        return staff.specialist
    return dentist
