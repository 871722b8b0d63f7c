"""What an office of many years has most rows of: log lines, gum measures, form fields, notes.

A small practice has a sample of each, written where it arises. `PracticeConfig.full_records` asks
for all of it: everything here hangs on a visit that took place, and points to that visit, to its
procedures, or to the exam or form made there.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from enamel_practice.audit import log
from enamel_practice.chart import DONE
from enamel_practice.clinical import PROBING, gum_depths
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.model import Family, Member, Procedure, Visit, World
from enamel_practice.settings import FIELD_NAMES, SHEETS

TOPIC = 9
MODULES = (1, 3, 5)
NOTE_FULL, COMPLETED, CONFIRM_EDIT, VISIT_DONE = 53, 23, 120, 96
VIEWED, SHEET_EDIT, PERIO_EDIT = 70, 42, 45
MARGIN, BLEEDING = 2, 6
MEDICAL = 2
"""The second of the office's forms: the health questions, asked again every year."""
QUESTIONS = 30
STATIC, CHECK_BOX = 2, 8
NOTES = (
    "Anaesthetic given, area isolated, work finished without trouble; after-care explained.",
    "Looked at with the patient and explained. Nothing to watch until the next visit.",
    "Cleaned and polished; advice on brushing between the teeth. Tolerated well.",
)


def write_records(world: World, family: Family) -> None:
    """Add the full records of a family's visits."""
    dice = Dice(world.config.seed, TOPIC, family.index)
    for member in family.members:
        by_visit: dict[int, list[Procedure]] = {}
        for proc in member.procs:
            if proc.status == DONE and proc.visit:
                by_visit.setdefault(proc.visit, []).append(proc)
        asked = examined = 0
        for visit in member.visits:
            if visit.status != DONE:
                continue
            _log_visit(world, dice, member, visit, by_visit.get(visit.number, ()))
            year = visit.start.year
            if asked < year:
                _form(world, dice, member, visit)
                asked = year
            if visit.hygienist and examined < year and member.age(visit.start.date()) >= 18:
                examined = year
                if dice.chance(0.7):
                    _gums(world, dice, member, visit)
            if dice.chance(0.6):
                _call(world, dice, member, visit)


def _log_visit(
    world: World, dice: Dice, member: Member, visit: Visit, procs: Sequence[Procedure]
) -> None:
    """Add the audit lines of one visit, and the clinical note of each procedure."""
    patient, desk, at = member.number, visit.user, visit.start
    user = world.staff.user_of[visit.hygienist or visit.provider]
    log(world, CONFIRM_EDIT, at, desk, patient, "Arrived.", visit.number)
    log(world, CONFIRM_EDIT, at + timedelta(minutes=3), desk, patient, "Seated.", visit.number)
    log(world, VIEWED, at + timedelta(minutes=4), user, patient, "Health questions viewed.")
    for module in MODULES:
        opened = at + timedelta(seconds=dice.integer(240, 1_500))
        log(world, module, opened, user if module > 2 else desk, patient, "Opened.")
    for step, proc in enumerate(procs):
        done = at + timedelta(minutes=6 + step)
        log(world, COMPLETED, done, user, patient, f"{proc.code.kind.code} set complete.",
            proc.number)  # fmt: skip
        log(world, NOTE_FULL, done, user, patient, "Note written.", proc.number)
        world.rows.add("procnote", done, PatNum=patient, ProcNum=proc.number, UserNum=user,
                       EntryDateTime=done, Note=dice.pick(NOTES), Signature="")  # fmt: skip
    log(world, VISIT_DONE, visit.edited, desk, patient, "Set complete.", visit.number)


def _form(world: World, dice: Dice, member: Member, visit: Visit) -> None:
    """Add the yearly form with its questions, texts and signature."""
    at = visit.start - timedelta(minutes=12)
    rows, (name, kind) = world.rows, SHEETS[MEDICAL - 1]
    sheet = rows.add(
        "sheet", at, SheetType=kind, PatNum=member.number, DateTimeSheet=at, FontSize=9.0,
        FontName="Arial", Width=850, Height=1100, Description=name, SheetDefNum=MEDICAL,
        ClinicNum=member.family.clinic, IsWebForm=0, InternalNote="",
    )  # fmt: skip
    for order in range(QUESTIONS):
        box = order % 2
        rows.add(
            "sheetfield", at, SheetNum=sheet, FieldType=CHECK_BOX if box else STATIC,
            FieldName=f"question {order // 2 + 1}",
            FieldValue=("X" if dice.chance(0.1) else "") if box else "Do you have, or had you?",
            FontSize=9.0, XPos=60 + 300 * box, YPos=80 + 20 * order, Width=260, Height=18,
            TabOrder=order, SheetFieldDefNum=(MEDICAL - 1) * len(FIELD_NAMES) + 1 if box else 0,
        )  # fmt: skip
    log(world, SHEET_EDIT, at, visit.user, member.number, f"{name} filled.", sheet)


def _gums(world: World, dice: Dice, member: Member, visit: Visit) -> None:
    """Add a whole gum exam: margin, depth and bleeding of every tooth."""
    rows, at = world.rows, visit.edited - timedelta(minutes=10)
    exam = rows.add("perioexam", at, PatNum=member.number, ExamDate=at.date(),
                    ProvNum=visit.hygienist, Note="")  # fmt: skip
    for tooth in range(1, 33):
        depths = gum_depths(dice, member)
        _measure(world, exam, at, PROBING, tooth, depths)
        _measure(world, exam, at, MARGIN, tooth, [int(it > 4) for it in depths])
        if max(depths) > 3:
            _measure(world, exam, at, BLEEDING, tooth, [int(it > 3) for it in depths])
    log(world, PERIO_EDIT, at, world.staff.user_of[visit.hygienist], member.number,
        "Gum exam entered.", exam)  # fmt: skip


def _measure(
    world: World, exam: int, at: datetime, kind: int, tooth: int, values: Sequence[int]
) -> None:
    world.rows.add(
        "periomeasure", at, PerioExamNum=exam, SequenceType=kind, IntTooth=tooth, ToothValue=-1,
        MBvalue=values[0], Bvalue=values[1], DBvalue=values[2], MLvalue=values[3],
        Lvalue=values[4], DLvalue=values[5],
    )  # fmt: skip


def _call(world: World, dice: Dice, member: Member, visit: Visit) -> None:
    """Add a call about how the visit went."""
    at = visit.edited + timedelta(minutes=dice.integer(5, 90))
    if at < world.config.now:
        world.rows.add(
            "commlog", at, PatNum=member.number, CommDateTime=at, CommType=DEF["comm_misc"],
            Note="Asked how it went.", Mode_=3, SentOrReceived=1, UserNum=visit.user, CommSource=0,
        )  # fmt: skip
