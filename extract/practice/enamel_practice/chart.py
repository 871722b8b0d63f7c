"""The chart of a member: procedures planned, done, broken, noted and struck out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from enamel_practice import trail
from enamel_practice.behaviour.diary import Mark
from enamel_practice.behaviour.features import case_features
from enamel_practice.behaviour.write import mark
from enamel_practice.codes import CODES, Code
from enamel_practice.definitions import DEF
from enamel_practice.model import (
    NONE,
    Family,
    Finding,
    Member,
    Procedure,
    Visit,
    World,
    after,
    dollars,
    moment,
)
from enamel_practice.needs import place
from enamel_practice.staff import Provider

if TYPE_CHECKING:
    from enamel_practice.visits import Wish

TP, DONE, EXISTING, EXISTING_ELSEWHERE, REFERRED, STRUCK, CONDITION, PARKED = range(1, 9)
FATES = ((0.62, TP), (0.82, PARKED), (0.9, STRUCK), (1.0, REFERRED))
MISSED_FEE = 2_500
AT_ONCE = ("D2330", "D2331", "D2391", "D2392", "D7140")
"""What somebody in pain gets done at the very visit that found it."""


@dataclass(frozen=True, slots=True)
class Later:
    """Treatment somebody said yes to: what, asked for when, wanted from when."""

    procs: tuple[Procedure, ...]
    booked: date
    day: date
    planned: int


class Chart:
    """Makes and changes the procedures of one member."""

    def __init__(self, world: World, member: Member) -> None:
        """Start an empty chart."""
        self.world, self.member = world, member
        self.dice, self.config = member.family.dice, world.config
        self.declined: list[Procedure] = []

    def add(
        self, code: Code, status: int, day: date, made: datetime, provider: int, **facts: object
    ) -> Procedure:
        """Chart one procedure."""
        base = code.kind.base_units
        proc = Procedure(
            self.world.rows.key("procedurelog"), self.member, code, status, provider,
            self.member.family.clinic, day, made, made, day, code.kind.cents, base_units=base,
            user=self.dice.pick(self.world.staff.desk), **facts,  # type: ignore[arg-type]
        )  # fmt: skip
        self.member.procs.append(proc)
        return proc

    def plan(
        self, codes: Sequence[str], day: date, made: datetime, dentist: Provider, worker: Provider
    ) -> tuple[Procedure, ...]:
        """Chart the codes a visit is booked with."""
        procs = []
        for code in (CODES[name] for name in codes):
            by_worker = worker.is_hygienist and (code.kind.hygiene or code.kind.cover == "xray")
            num = worker.num if by_worker else dentist.num
            proc = self.add(code, TP, day, made, num, priority=DEF["prio_1"])
            if code.kind.code == "D0230":
                proc.units = self.dice.integer(1, 3)
            if code.kind.area == 2:
                proc.tooth = place(code, 0, self.dice)[0]
            procs.append(proc)
        return tuple(procs)

    def forget(self, procs: Sequence[Procedure], wish: "Wish") -> None:
        """Take back what was charted for a visit that found no place."""
        if not wish.procs:
            self.member.procs = [it for it in self.member.procs if it not in procs]

    def convert(self) -> None:
        """Chart what was done before the active history began, as brought over from before."""
        dice, member, start = self.dice, self.member, self.config.start
        day = after(max(member.joined, start - timedelta(days=dice.integer(20, 260))), 0)
        if member.until is not None and day > member.until:
            return
        made = moment(dice, day)
        cleaning = "D1120" if member.age(day) < 14 else "D4910" if member.gum_patient else "D1110"
        for code in ("D0120", cleaning, *(["D0274"] if dice.chance(0.5) else [])):
            proc = self.add(CODES[code], DONE, day, made, member.dentist.num, completed=day)
            proc.is_old = True
            if dice.chance(0.02):
                proc.units = 0
        member.first_visit = day if member.joined > start else max(member.joined, date(2012, 1, 3))
        member.last_films = day
        member.last_all_films = day - timedelta(days=dice.integer(0, 2_200))
        self._existing(day, made, 0.25)

    def _existing(self, day: date, made: datetime, own: float) -> None:
        """Chart old work and conditions, as found when somebody is first seen."""
        dice, member = self.dice, self.member
        if member.age(day) < 16:
            return
        work = ("D2391", "D2740", "D7140", "D3330", "D0210")
        for _ in range(dice.pick((0, 0, 0, 1, 2, 3))):
            code = CODES[dice.pick(work)]
            status = EXISTING if dice.chance(own) else EXISTING_ELSEWHERE
            tooth, surface = place(code, 0, dice)
            old = day - timedelta(days=dice.integer(30, 3_000))
            proc = self.add(code, status, day, made, member.dentist.num, tooth=tooth,
                            surface=surface)  # fmt: skip
            proc.day, proc.planned = old, NONE
        if dice.chance(0.12):
            code = CODES["Z9002"]
            self.add(code, CONDITION, day, made, member.dentist.num, tooth=place(code, 0, dice)[0])

    def done(self, visit: Visit, procs: Sequence[Procedure], day: date, end: datetime) -> None:
        """Complete a visit's procedures in place; some are entered or completed days late."""
        dice, member = self.dice, self.member
        late = moment(dice, after(day, dice.integer(1, 6))) if dice.chance(0.015) else end
        stamp = late if late < self.config.now else end
        shown = visit.hygienist and dice.chance(0.85)
        finished = []
        for proc in procs:
            if len(procs) > 1 and dice.chance(0.015):
                proc.visit = 0
                continue
            own = proc.code.kind.hygiene or proc.code.kind.cover == "xray"
            proc.provider = visit.hygienist if own and shown else visit.provider
            proc.status, proc.day, proc.clinic = DONE, day, visit.clinic
            proc.completed, proc.edited = stamp.date(), stamp
            finished.append(proc)
            if proc.code.kind.hygiene:
                member.last_cleaning = day
            if proc.code.kind.code in ("D0272", "D0274", "D0210"):
                member.last_films = day
            if proc.code.kind.code in ("D0210", "D0330"):
                member.last_all_films = day
            if proc.code.kind.code == "D4341":
                member.gum_patient = True
        if dice.chance(0.03):
            self._sale(visit, day, end)
        if visit.is_new:
            self._existing(day, end, 0.0)
        if finished and dice.chance(0.06):
            group = self.add(CODES["~GRP~"], EXISTING, day, end, visit.provider)
            for proc in finished:
                self.world.rows.add("procgroupitem", end, ProcNum=proc.number,
                                    GroupNum=group.number)  # fmt: skip

    def _sale(self, visit: Visit, day: date, end: datetime) -> None:
        made = moment(self.dice, after(day, self.dice.integer(1, 9)))
        if made >= self.config.now or self.dice.chance(0.5):
            made = end
        proc = self.add(CODES["Z9001"], DONE, day, made, visit.provider, completed=made.date())
        proc.units, proc.clinic, proc.planned = self.dice.integer(1, 3), visit.clinic, made.date()

    def diagnose(
        self, cases: list[list[list[Code]]], visit: Visit, day: date, end: datetime,
        dentist: Provider, kind: str,
    ) -> list[Later]:  # fmt: skip
        """Plan what an exam found; return what the member said yes to and comes again for."""
        dice, accepted = self.dice, []
        made = end - timedelta(minutes=5)
        found: list[Procedure] = []
        for case in cases:
            cost = sum(code.kind.cents for visit in case for code in visit)
            page = self._page(day, end, cost, len(case), kind, dentist)
            page.weigh("accept_later")
            first = day if dice.chance(0.6) else day + timedelta(days=dice.integer(1, 27))
            yes = page.draw("accept_30")
            if not yes and page.draw("accept_later"):
                yes, first = True, day + timedelta(days=dice.integer(31, 86))
            self.member.declined_cases += not yes
            number, shown = 0, list[Procedure]()
            for step, codes in enumerate(case):
                procs = []
                tooth, surface = place(codes[0], 0, dice)
                for code in codes:
                    if code.kind.area == 4:
                        tooth, surface = place(code, number, dice)
                    number += 1
                    who = self.world.staff.specialist if code.kind.specialist else dentist
                    if code.kind.hygiene:
                        who = self.member.hygienist
                    proc = self.add(code, TP, day, made, who.num, tooth=tooth, surface=surface,
                                    dx=DEF[dice.pick(("dx_decay", "dx_crack", "dx_gum"))],
                                    priority=DEF["prio_1" if step == 0 else "prio_2"])  # fmt: skip
                    if code.kind.code == "D9223":
                        proc.units = dice.integer(1, 3)
                    if dice.chance(0.04):
                        proc.discount = round(proc.charge * 0.1)
                    procs.append(proc)
                found += procs
                shown += procs
                waits = dice.chance(0.25) and not (yes and done_at_once(kind, case))
                planned = self._planned(procs, made, dentist) if waits else 0
                if yes and first == day and done_at_once(kind, case):
                    self._treat(procs, visit, day, end)
                elif yes:
                    wanted = first + timedelta(days=dice.integer(4, 28) + step * 28)
                    accepted.append(Later(tuple(procs), first, wanted, planned))
                else:
                    self.declined += procs
            key = (shown[0].number, day, self.member.number, len(shown))
            page.key = key
        if found:
            self.member.findings.append(Finding(day, made, tuple(found)))
        return accepted

    def _treat(self, procs: Sequence[Procedure], visit: Visit, day: date, end: datetime) -> None:
        """Do work at the visit that found it."""
        for proc in procs:
            proc.status, proc.day, proc.visit, proc.clinic = DONE, day, visit.number, visit.clinic
            proc.completed, proc.edited, proc.provider = end.date(), end, visit.provider

    def _page(
        self, day: date, end: datetime, cost: int, visits: int, kind: str, dentist: Provider
    ) -> Mark:
        behaviour = self.world.behaviour
        features = case_features(
            self.member, day, cost, visits, kind,
            behaviour.provider(behaviour.acceptance, dentist.num),
        )  # fmt: skip
        return mark(self.member, behaviour.acceptance, end, (), features)

    def _planned(self, procs: list[Procedure], made: datetime, dentist: Provider) -> int:
        """Make a visit to be booked some time: planned, without a date or a chair."""
        units = max(4, sum(it.code.kind.minutes for it in procs) // 10 * 2)
        visit = Visit(
            self.world.rows.key("appointment"), self.member, None, units, dentist.num, 0, made,
            3, procs[0].user, status=6, edited=made, clinic=self.member.family.clinic,
            text=", ".join(it.code.kind.short for it in procs),
        )  # fmt: skip
        self.member.visits.append(visit)
        trail.note(self.world, visit, trail.CREATED, made)
        for proc in procs:
            proc.planned_visit = visit.number
        return visit.number

    def broken(self, visit: Visit, action: int, when: datetime) -> None:
        """Post the code of a missed or cancelled visit; the desk forgets it at times."""
        if not self.dice.chance(0.85):
            return
        missed = action == trail.MISSED
        who = visit.hygienist or visit.provider
        code = CODES["D9986" if missed else "D9987"]
        proc = self.add(code, DONE, when.date(), when, who, completed=when.date())
        proc.clinic, proc.planned = visit.clinic, NONE
        proc.fee = MISSED_FEE if missed and self.dice.chance(0.12) else 0

    def drop(self, procs: Sequence[Procedure], when: datetime) -> None:
        """Free the procedures of a visit that was deleted; most routine ones are struck out."""
        for proc in procs:
            proc.visit, proc.edited = 0, when
            if proc.code.kind.category in ("proc_exam", "proc_film", "proc_clean"):
                proc.status = STRUCK

    def close(self) -> None:
        """Decide what became of the treatment nobody booked."""
        dice = self.dice
        for proc in self.declined:
            draw = dice.uniform()
            proc.status = next(status for limit, status in FATES if draw < limit)
            if proc.status != TP:
                at = moment(dice, after(proc.day, dice.integer(1, 200)))
                if at < self.config.now:
                    proc.edited = max(proc.edited, at)
                else:
                    proc.status = TP


def done_at_once(kind: str, case: Sequence[Sequence[Code]]) -> bool:
    """Return whether a case is small and somebody in pain waits for it."""
    codes = [code.kind.code for step in case for code in step]
    return kind == "emergency" and len(case) == 1 and all(code in AT_ONCE for code in codes)


def write_procedures(world: World, family: Family) -> None:
    """Add the family's procedures as they stand."""
    for member in family.members:
        for proc in member.procs:
            kind = proc.code.kind
            world.rows.add(
                "procedurelog", proc.made, max(proc.made, proc.edited), ProcNum=proc.number,
                PatNum=member.number, AptNum=proc.visit, PlannedAptNum=proc.planned_visit,
                ProcDate=proc.day, ProcFee=dollars(proc.fee), Surf=proc.surface,
                ToothNum=proc.tooth, ProcStatus=proc.status, ProvNum=proc.provider,
                ClinicNum=proc.clinic, CodeNum=proc.code.num, UnitQty=proc.units,
                BaseUnits=proc.base_units, DateTP=proc.planned, DateComplete=proc.completed,
                DateEntryC=proc.made.date(), Priority=proc.priority, Dx=proc.dx,
                Discount=dollars(proc.discount), SecUserNumEntry=proc.user, DrugQty=0.0,
                Prosthesis="I" if kind.cover == "major" and kind.area == 2 else "",
            )  # fmt: skip
