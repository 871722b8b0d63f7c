"""Tables an office fills once: settings, lists, catalogues."""

from datetime import date, datetime, timedelta

from enamel_practice import names
from enamel_practice.codes import CODES, KINDS
from enamel_practice.config import PracticeConfig
from enamel_practice.definitions import DEF, DEFINITIONS
from enamel_practice.dice import Dice
from enamel_practice.rows import Rows
from enamel_practice.staff import set_up
from enamel_practice.tables import MARK

TOPIC = 4


def pack_interval(years: int = 0, months: int = 0, weeks: int = 0, days: int = 0) -> int:
    """Return an interval as the source stores it, a byte each, days lowest."""
    return years << 24 | months << 16 | weeks << 8 | days


RECALL_PROPHY, RECALL_CHILD, RECALL_PERIO, RECALL_FILMS, RECALL_ALL_FILMS = range(1, 6)
RECALL_TYPES = (
    ("Cleaning", pack_interval(months=6, days=1), "D0120,D1110", ("D1110",), 60),
    ("Cleaning, child", pack_interval(months=6, days=1), "D0120,D1120", ("D1120",), 40),
    ("Gum maintenance", pack_interval(months=4), "D4910", ("D4910", "D4341"), 60),
    ("Bite films", pack_interval(years=1), "D0274", ("D0274", "D0272"), 10),
    ("All films", pack_interval(years=5), "D0210", ("D0210", "D0330"), 20),
)
APPOINTMENT_TYPES = (
    ("Recall", 12, "D0120,D1110"),
    ("New patient", 16, "D0150,D0210,D1110"),
    ("Treatment", 12, ""),
    ("Emergency", 6, "D0140"),
)
TYPE_RECALL, TYPE_NEW, TYPE_TREATMENT, TYPE_EMERGENCY = range(1, 5)
REFERRALS = (
    ("Search engine", "", 0, 1), ("Mailer", "", 0, 1), ("Sign outside", "", 0, 1),
    ("Insurer's list", "", 0, 1), ("Social network", "", 0, 1), ("Wickfell", "Tamric", 1, 0),
    ("Oakenmere", "Lumina", 1, 0), ("Rillworth", "Peldan", 1, 0),
)  # fmt: skip
MARKETING, DOCTORS = (1, 2, 3, 4, 5), (6, 7, 8)
MEDICATIONS = (
    "Pain tablet",
    "Antibiotic capsule",
    "Mouth rinse",
    "Pressure tablet",
    "Thyroid pill",
)
ALLERGIES = ("Penicillins", "Latex", "Local anaesthetic", "Sulfa drugs")
DISEASES = ("High blood pressure", "Diabetes", "Asthma", "Heart valve", "Pregnancy", "Smoking")
LABS = ("Example Ceramics", "Mock Dental Lab")
PATIENT_FIELDS = ("Nickname on card", "Preferred day")
SHEETS = (("Patient form", 9), ("Medical history", 11), ("Consent", 6))
FIELD_NAMES = ("Address", "HmPhone", "allergies", "problems", "medications", "signature")


def preferences(config: PracticeConfig) -> dict[str, str]:
    """Return the settings by name; the first is the mark that the data are invented."""
    return {
        MARK: config.today.isoformat(),
        "PracticeTitle": "Synthetic Dental (no real patient)",
        "PracticePhone": "5555550100",
        "PracticeAddress": "1 Sample Street",
        "DataBaseVersion": config.open_dental,
        "ProgramVersion": config.open_dental,
        "EasyNoClinics": str(int(not config.clinics)),
        "PracticeDefaultProv": "1",
        "RandomPrimaryKeys": "0",
        "PayPlansVersion": str(config.pay_plans_version),
        "PayPlansBillInAdvanceDays": "10",
        "ReportsPPOwriteoffDefaultToProcDate": str(config.write_off_policy),
        "ReportPandIschedProdSubtractsWO": "1",
        "ClaimSnapshotEnabled": "1",
        "ClaimSnapshotTriggerType": "ClaimCreate",
        "BrokenApptProcedure": "3",
        "BrokenApptAdjustment": "0",
        "BrokenAppointmentAdjustmentType": "0",
        "BadDebtAdjustmentTypes": str(DEF["adj_bad_debt"]),
        "PrepaymentUnearnedType": str(DEF["un_prepay"]),
        "TpUnearnedType": str(DEF["un_hidden"]),
        "TpPrePayIsNonRefundable": "0",
        "RecallTypeSpecialProphy": str(RECALL_PROPHY),
        "RecallTypeSpecialPerio": str(RECALL_PERIO),
        "RecallTypeSpecialChildProphy": str(RECALL_CHILD),
        "RecallTypesShowingInList": f"{RECALL_PROPHY},{RECALL_CHILD},{RECALL_PERIO}",
        "AgingCalculatedMonthlyInsteadOfDaily": "0",
        "AgingProcLifo": "0",
        "AgingIsEnterprise": "0",
        "DateLastAging": config.today.isoformat(),
        "AppointmentTimeIncrement": "10",
        "LanguageAndRegion": "en-US",
        "ConfirmStatusEmailed": str(DEF["conf_left"]),
        "ConfirmStatusTextMessaged": str(DEF["conf_sms"]),
        "AppointmentTimeArrivedTrigger": str(DEF["conf_arrived"]),
        "AppointmentTimeDismissedTrigger": str(DEF["conf_done"]),
        "RecallDaysPast": "365",
        "RecallDaysFuture": "30",
        "FinanceChargeAdjustmentType": str(DEF["adj_finance"]),
        "BillingChargeAdjustmentType": str(DEF["adj_late"]),
        "ProductionCheckedDate": "1",
    }


def write_preferences(rows: Rows, config: PracticeConfig) -> None:
    """Add the office's settings; the synthetic mark comes first."""
    for name, value in preferences(config).items():
        rows.add("preference", set_up(config), PrefName=name, ValueString=value)


def write_settings(rows: Rows, config: PracticeConfig) -> None:
    """Add definitions and catalogues."""
    at = set_up(config)
    order: dict[int, int] = {}
    for num, it in enumerate(DEFINITIONS, start=1):
        order[it.category] = order.get(it.category, -1) + 1
        rows.add("definition", at, DefNum=num, Category=it.category, ItemOrder=order[it.category],
                 ItemName=it.name, ItemValue=it.value, IsHidden=int(it.hidden))  # fmt: skip
    for kind in KINDS:
        rows.add("procedurecode", at, CodeNum=CODES[kind.code].num, ProcCode=kind.code,
                 Descript=kind.text, AbbrDesc=kind.short, LaymanTerm=kind.text,
                 ProcTime="X" * max(1, kind.minutes // 5), ProcCat=DEF[kind.category],
                 TreatArea=kind.area, NoBillIns=int(kind.no_bill), IsHygiene=int(kind.hygiene),
                 IsProsth=int(kind.cover == "major" and kind.minutes >= 60),
                 BaseUnits=kind.base_units, IsRadiology=int(kind.cover == "xray"),
                 IsMultiVisit=int(kind.code in ("D2740", "D2750")))  # fmt: skip
    for num, (text, interval, codes, triggers, minutes) in enumerate(RECALL_TYPES, start=1):
        rows.add("recalltype", at, RecallTypeNum=num, Description=text, DefaultInterval=interval,
                 TimePattern="X" * (minutes // 5), Procedures=codes)  # fmt: skip
        for code in triggers:
            rows.add("recalltrigger", at, RecallTypeNum=num, CodeNum=CODES[code].num)
    for num, (text, units, codes) in enumerate(APPOINTMENT_TYPES, start=1):
        rows.add("appointmenttype", at, AppointmentTypeNum=num, AppointmentTypeName=text,
                 ItemOrder=num - 1, Pattern="X" * units, CodeStr=codes)  # fmt: skip
    _write_catalogues(rows, at, config)


def _write_catalogues(rows: Rows, at: datetime, config: PracticeConfig) -> None:
    dice = Dice(config.seed, TOPIC)
    for last, first, is_doctor, is_marketing in REFERRALS:
        rows.add("referral", at, LName=last, FName=first, IsDoctor=is_doctor,
                 NotPerson=is_marketing, Telephone="5555550100")  # fmt: skip
    for name in MEDICATIONS:
        number = rows.key("medication")
        rows.add("medication", at, MedicationNum=number, MedName=name, GenericNum=number)
        rows.add("rxdef", at, Drug=name, Sig="One, three times a day", Disp="21", Refills="0")
    for name in ALLERGIES:
        rows.add("allergydef", at, Description=name)
    for order, name in enumerate(DISEASES):
        rows.add("diseasedef", at, DiseaseName=name, ItemOrder=order)
    for name in LABS:
        number = rows.add("laboratory", at, Description=name, Phone=names.phone(dice))
        for text, days in (("Crown", 10), ("Denture", 14)):
            rows.add("labturnaround", at, LaboratoryNum=number, Description=text,
                     DaysPublished=days, DaysActual=days + 1)  # fmt: skip
    for order, name in enumerate(PATIENT_FIELDS):
        rows.add("patfielddef", at, FieldName=name, ItemOrder=order)
    rows.add("apptfielddef", at, FieldName="Interpreter")
    for name, kind in SHEETS:
        number = rows.add("sheetdef", at, Description=name, SheetType=kind, Width=850, Height=1100)
        for field in FIELD_NAMES:
            rows.add("sheetfielddef", at, SheetDefNum=number, FieldType=1, FieldName=field)
    rows.add("insfilingcode", at, Descript="Commercial", EclaimCode="CI", ItemOrder=0)
    rows.add("pharmacy", at, StoreName="Example Pharmacy", Phone=names.phone(dice))
    rows.add("site", at, Description="Mock School", PlaceService=8)
    rows.add("county", at, CountyName="Placeholder", CountyCode="ZZ")
    rows.add("claimform", at, Description="Paper form", UniqueID="ZZ1")
    for number in range(1, 7):
        rows.add("computer", at, CompName=f"SYNTH-{number}", LastHeartBeat=config.now)
    for digits, city in (("99901", "Testville"), ("99902", "Samplefield"), ("99903", "Mockton")):
        rows.add("zipcode", at, ZipCodeDigits=digits, City=city, State="ZZ", IsFrequent=1)
    rows.add("emailaddress", at, SMTPserver="smtp.example.com", EmailUsername="desk@example.com",
             SenderAddress="desk@example.com", ServerPort=587, UseSSL=1)  # fmt: skip
    for clinic in range(1, max(1, config.clinics) + 1):
        rows.add("smsphone", at, ClinicNum=clinic, PhoneNumber=f"155555501{clinic:02}",
                 DateTimeActive=at, CountryCode="US")  # fmt: skip
        if config.clinics:
            rows.add("clinicpref", at, ClinicNum=clinic, PrefName="IsConfirmEnabled",
                     ValueString="1")  # fmt: skip
        rows.add("apptreminderrule", at, TypeCur=1, TSPrior=1_728_000_000_000, SendOrder="1,2",
                 ClinicNum=clinic, IsEnabled=1, TemplateSMS="See you soon")  # fmt: skip
    rows.add("discountplan", at, Description="House membership", FeeSchedNum=2,
             DefNum=DEF["adj_plan"])  # fmt: skip
    number = rows.add(
        "program", at, ProgName="ExampleImaging", ProgDesc="Invented bridge", Enabled=1
    )
    rows.add("programproperty", at, ProgramNum=number, PropertyDesc="Key")
    for name in ("Front desk", "Billing", "Clinical"):
        rows.add("tasklist", at, Descript=name, DateTL=date(1, 1, 1))
    for name in ("Bite films", "Cleanings"):
        rows.add("codegroup", at, GroupName=name, ItemOrder=0,
                 ProcCodes="D0272,D0274" if name == "Bite films" else "D1110,D1120")  # fmt: skip
    for clinic in range(1, config.clinics + 1):
        rows.add("deflink", at, DefNum=DEF["clinic_family"], FKey=clinic, LinkType=0)
    day = config.start
    while day < config.today:
        rows.add("payperiod", at, DateStart=day, DateStop=day + timedelta(days=13),
                 DatePaycheck=day + timedelta(days=18))  # fmt: skip
        day += timedelta(days=14)
