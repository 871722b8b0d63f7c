"""Clinical records beside the procedures: gums, teeth, medicines, labs, referrals, forms."""

from datetime import datetime, timedelta

from enamel_practice.chart import DONE, REFERRED
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice, Weighted
from enamel_practice.model import NEVER, Family, Member, Visit, World, after, moment
from enamel_practice.needs import ALL_FILMS_DAYS
from enamel_practice.people import DELETED, NON_PATIENT
from enamel_practice.settings import (
    ALLERGIES,
    DISEASES,
    DOCTORS,
    FIELD_NAMES,
    LABS,
    MARKETING,
    MEDICATIONS,
    PATIENT_FIELDS,
    SHEETS,
)
from enamel_practice.truth.kinds import Source

DEPTHS = Weighted([(1, 8.0), (2, 40.0), (3, 38.0), (4, 9.0), (5, 3.5), (6, 1.2), (7, 0.3)])
DEEP = Weighted([(2, 20.0), (3, 30.0), (4, 22.0), (5, 16.0), (6, 8.0), (7, 3.0), (8, 1.0)])
PROBING, BLEEDING, RECESSION, SKIPPED = 4, 6, 2, 5
WISDOM = (1, 16, 17, 32)


def write_clinical(world: World, family: Family) -> None:
    """Add the family's clinical side tables."""
    for member in family.members:
        if member.status in (NON_PATIENT, DELETED) or member.role == "double":
            continue
        _history(world, member)
        for visit in member.visits:
            if visit.status == 2:
                _visit(world, member, visit)
        for proc in member.procs:
            if proc.status == REFERRED:
                world.rows.add(
                    "refattach", max(proc.made, proc.edited), PatNum=member.number, RefType=0,
                    ReferralNum=family.dice.pick(DOCTORS), RefDate=proc.edited.date(),
                    RefToStatus=family.dice.integer(0, 5), ProcNum=proc.number, ItemOrder=2,
                    ProvNum=proc.provider, Note="",
                )  # fmt: skip


def _history(world: World, member: Member) -> None:
    """Add what is asked of everybody once: source, health, missing teeth, forms."""
    dice, rows, config = member.family.dice, world.rows, world.config
    day = after(max(member.joined, config.start - timedelta(days=ALL_FILMS_DAYS)), 0)
    if day >= config.today:
        return
    made = moment(dice, day)
    if dice.chance(0.86):
        number = dice.pick(MARKETING + DOCTORS)
        if dice.chance(0.2):
            number = rows.add(
                "referral", made, LName=member.family.guarantor.last,
                FName=member.family.guarantor.first, PatNum=member.family.guarantor.number,
            )  # fmt: skip
        source = rows.add("refattach", made, ReferralNum=number, PatNum=member.number,
                          ItemOrder=1, RefDate=day, RefType=1, Note="")  # fmt: skip
        world.facts.tell(Source(source, member.number, number))
    for table, names, rate in (("allergy", ALLERGIES, 0.12), ("disease", DISEASES, 0.3)):
        if dice.chance(rate):
            number = dice.integer(1, len(names))
            if table == "allergy":
                rows.add("allergy", made, AllergyDefNum=number, PatNum=member.number,
                         Reaction="Rash", StatusIsActive=1)  # fmt: skip
            else:
                rows.add("disease", made, DiseaseDefNum=number, PatNum=member.number,
                         PatNote="", ProbStatus=dice.pick((0, 0, 1)), DateStart=day)  # fmt: skip
    if dice.chance(0.2):
        rows.add("medicationpat", made, PatNum=member.number, DateStart=day, PatNote="",
                 MedicationNum=dice.integer(1, len(MEDICATIONS)))  # fmt: skip
    if dice.chance(0.12):
        rows.add("patfield", made, PatNum=member.number, FieldName=dice.pick(PATIENT_FIELDS),
                 FieldValue="Any")  # fmt: skip
    teeth = member.age(config.today) >= 18
    for _ in range(dice.pick((0, 0, 0, 1, 2, 4)) if teeth else dice.pick((0, 2, 4))):
        rows.add("toothinitial", made, PatNum=member.number, InitialType=0 if teeth else 2,
                 ToothNum=str(dice.integer(1, 32)) if teeth else dice.pick("ABCHIJKM"),
                 Movement=0.0)  # fmt: skip
    if member.joined >= config.start and dice.chance(0.5):
        _forms(world, member, dice)


def _forms(world: World, member: Member, dice: Dice) -> None:
    first = min((it.start for it in member.visits if it.status == 2), default=NEVER)
    if first <= NEVER:
        return
    at = first - timedelta(minutes=12)
    for number, (name, kind) in enumerate(SHEETS, start=1):
        if not dice.chance(0.7):
            continue
        sheet = world.rows.add(
            "sheet", at, SheetType=kind, PatNum=member.number, DateTimeSheet=at, FontSize=9.0,
            FontName="Arial", Width=850, Height=1100, Description=name, SheetDefNum=number,
            ClinicNum=member.family.clinic, IsWebForm=int(dice.chance(0.4)), InternalNote="",
        )  # fmt: skip
        for order, field in enumerate(FIELD_NAMES):
            world.rows.add(
                "sheetfield", at, SheetNum=sheet, FieldType=9 if field == "signature" else 1,
                FieldName=field, FieldValue="" if dice.chance(0.6) else "none", FontSize=9.0,
                XPos=60, YPos=80 + 30 * order, Width=300, Height=20, TabOrder=order,
                SheetFieldDefNum=(number - 1) * len(FIELD_NAMES) + order + 1,
            )  # fmt: skip


def _visit(world: World, member: Member, visit: Visit) -> None:
    dice, rows = member.family.dice, world.rows
    procs = [it for it in member.procs if it.visit == visit.number and it.status == DONE]
    categories = {it.code.kind.category for it in procs}
    day, at = visit.start.date(), visit.edited
    grown = member.age(day) >= 18
    if visit.hygienist and grown and dice.chance(0.12 if member.gum_patient else 0.02):
        _gums(world, member, visit)
    if "proc_film" in categories and dice.chance(0.7):
        rows.add("document", at, Description="Films", DateCreated=at, DocCategory=DEF["img_films"],
                 PatNum=member.number, FileName=f"synthetic_{member.number}_{visit.number}.png",
                 ImgType=1, DegreesRotated=0.0, ToothNumbers="", Note="",
                 ProvNum=visit.provider)  # fmt: skip
    if categories & {"proc_surgery", "proc_root"} and dice.chance(0.5):
        drug = dice.integer(1, 3)
        rows.add("rxpat", at, PatNum=member.number, RxDate=day, Drug=MEDICATIONS[drug - 1],
                 Sig="One, three times a day", Disp="21", Refills="0", ProvNum=visit.provider,
                 Notes="", ClinicNum=visit.clinic, ProcNum=procs[0].number, PharmacyNum=1,
                 UserNum=world.staff.user_of[visit.provider])  # fmt: skip
    if categories & {"proc_crown", "proc_implant", "proc_denture"} and dice.chance(0.9):
        _lab(world, member, visit)


def _lab(world: World, member: Member, visit: Visit) -> None:
    dice, now = member.family.dice, world.config.now
    sent = visit.edited + timedelta(hours=1)
    if sent >= now:
        return
    back = moment(dice, after(sent.date(), dice.integer(7, 16)))
    known = back < now
    world.rows.add(
        "labcase", sent, back if known else sent, PatNum=member.number, AptNum=visit.number,
        LaboratoryNum=dice.integer(1, len(LABS)), DateTimeCreated=visit.edited, DateTimeSent=sent,
        DateTimeDue=sent + timedelta(days=12), DateTimeRecd=back if known else NEVER,
        DateTimeChecked=back if known and dice.chance(0.9) else NEVER, ProvNum=visit.provider,
        Instructions="", LabFee=float(dice.integer(90, 240)), InvoiceNum="",
    )  # fmt: skip


def _gums(world: World, member: Member, visit: Visit) -> None:
    """Add a gum exam: depths, bleeding and recession, six sites a tooth."""
    dice, rows, at = member.family.dice, world.rows, visit.edited - timedelta(minutes=10)
    exam = rows.add("perioexam", at, PatNum=member.number, ExamDate=at.date(),
                    ProvNum=visit.hygienist, Note="")  # fmt: skip
    for tooth in range(1, 33):
        if tooth in WISDOM and dice.chance(0.7):
            rows.add("periomeasure", at, PerioExamNum=exam, SequenceType=SKIPPED, IntTooth=tooth,
                     ToothValue=1, MBvalue=-1, Bvalue=-1, DBvalue=-1, MLvalue=-1, Lvalue=-1,
                     DLvalue=-1)  # fmt: skip
            continue
        depths = gum_depths(dice, member)
        _sites(world, exam, at, PROBING, tooth, depths)
        if max(depths) > 3:
            _sites(world, exam, at, BLEEDING, tooth, [int(it > 3) for it in depths])
        if max(depths) > 5:
            _sites(world, exam, at, RECESSION, tooth, [max(0, it - 5) for it in depths])


def gum_depths(dice: Dice, member: Member) -> list[int]:
    """Return the depths at a tooth's six sites."""
    table = DEEP if member.gum_patient else DEPTHS
    return [dice.weighted(table) for _ in range(6)]


def _sites(world: World, exam: int, at: datetime, kind: int, tooth: int, values: list[int]) -> None:
    world.rows.add(
        "periomeasure", at, PerioExamNum=exam, SequenceType=kind,
        IntTooth=tooth, ToothValue=-1, MBvalue=values[0], Bvalue=values[1], DBvalue=values[2],
        MLvalue=values[3], Lvalue=values[4], DLvalue=values[5],
    )  # fmt: skip
