"""Tells what a family's history meant, from the history itself: its people, work and claims."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from enamel_practice.model import Family, Line, Member, Procedure, Visit
from enamel_practice.truth import kinds

if TYPE_CHECKING:
    from enamel_practice.claim import Claim
    from enamel_practice.claims import Billing
    from enamel_practice.staff import Provider
    from enamel_practice.truth.facts import Facts


def tell_family(
    facts: "Facts", family: Family, billings: Iterable["Billing"], heir: "Provider"
) -> None:
    """Tell everything of a family that is not told as it happens."""
    for member in family.members:
        facts.tell(_person(member, heir))
        for proc in member.procs:
            facts.tell(_work(proc))
        for visit in member.visits:
            if not visit.deleted:
                facts.tell(_visit(visit))
    for billing in billings:
        for claim in billing.claims:
            facts.tell(_claim(billing.member, claim))
        for proc in billing.member.procs:
            for line in proc.lines:
                facts.tell(_line(billing.member, line))
        for line in billing.others:
            facts.tell(_line(billing.member, line))


def _person(member: Member, heir: "Provider") -> kinds.Person:
    return kinds.Person(
        member.number, member.family.guarantor.number, member.family.clinic, member.status,
        member.own_dentist(heir).num, member.birth, member.joined, member.clone_of,
    )  # fmt: skip


def _work(proc: Procedure) -> kinds.Work:
    return kinds.Work(
        proc.number, proc.member.number, proc.code.kind.code, proc.status, proc.provider,
        proc.clinic, proc.day, proc.planned, proc.completed, proc.made.date(), proc.charge,
        proc.units + proc.base_units, proc.discount, proc.visit, proc.planned_visit,
    )  # fmt: skip


def _visit(visit: Visit) -> kinds.Visit:
    return kinds.Visit(
        visit.number, visit.member.number, visit.status, visit.start, visit.units * 5,
        visit.provider, visit.hygienist, visit.clinic, visit.chair, visit.made,
        bool(visit.is_new), visit.kind, visit.priority, visit.arrived, visit.seated, visit.left,
    )  # fmt: skip


def _claim(member: Member, claim: "Claim") -> kinds.Claim:
    model, plan = claim.lines[0], claim.cover.plan
    lines = [line for line in claim.lines if line.claim == claim.number]
    return kinds.Claim(
        claim.number, member.number, claim.kind, claim.status, model.provider, model.clinic,
        plan.num, plan.carrier, claim.day, claim.sent, claim.sent_first, claim.received,
        claim.resent, claim.correction, sum(line.billed for line in lines),
        sum(line.estimate for line in lines),
    )  # fmt: skip


def _line(member: Member, line: Line) -> kinds.Line:
    plan = line.cover.plan
    return kinds.Line(
        line.number, member.number, line.proc.number if line.proc else 0, line.claim, line.check,
        line.provider, line.clinic, plan.num, plan.carrier, plan.plan_type, line.status, line.day,
        line.date_cp, line.billed, line.paid, line.write_off, line.estimate, line.override,
        line.write_off_estimate, line.payplan, bool(line.is_transfer), bool(line.no_bill),
    )  # fmt: skip
