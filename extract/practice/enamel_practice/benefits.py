"""What a plan is expected to pay for a procedure, as the office estimates it."""

from typing import NamedTuple

from enamel_practice.model import Coverage, Procedure


class Estimate(NamedTuple):
    """Expected payment and write-off in cents; -1 where the plan writes nothing off."""

    pays: int
    base: int
    write_off: int
    deductible: int
    percent: int


def estimate(cover: Coverage, proc: Procedure, other: int = 0, *, use: bool) -> Estimate:
    """Return what a plan should pay.

    Args:
        cover: The member's place in the plan.
        proc: The procedure.
        other: What a plan before this one is expected to pay and write off.
        use: Take it from the benefits left of the year.
    """
    plan, kind = cover.plan, proc.code.kind
    units = proc.units + proc.base_units
    allowed = min(proc.charge, plan.allowed(kind) * units)
    percent = plan.percents.get(kind.cover, 0)
    year = cover.year(proc.day)
    deductible = 0
    if percent and percent < 100 and plan.deductible:
        deductible = min(allowed, plan.deductible - cover.deductible_met.get(year, 0))
    base = (allowed - deductible) * percent // 100
    pays = min(base, proc.charge - other)
    if plan.yearly >= 0:
        pays = min(pays, max(0, plan.yearly - cover.used.get(year, 0)))
    pays = max(0, pays)
    if use:
        cover.used[year] = cover.used.get(year, 0) + pays
        cover.deductible_met[year] = cover.deductible_met.get(year, 0) + deductible
    writes_off = plan.plan_type in ("p", "f") and not other and kind.cover != "none"
    return Estimate(pays, base, proc.charge - allowed if writes_off else -1, deductible, percent)
