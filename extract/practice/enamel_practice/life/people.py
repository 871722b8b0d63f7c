"""Who works here and who comes: providers for a patient, charting, new families."""

from datetime import date, timedelta
from typing import Any

from enamel_practice import names
from enamel_practice.audit import PATIENT_CREATE
from enamel_practice.codes import CODES
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.life.cover import Cover
from enamel_practice.life.office import NEVER, NEVER_AT, Office, Row
from enamel_practice.settings import MARKETING

TP = 1


class People:
    """Providers and patients."""

    def __init__(self, office: Office, cover: Cover) -> None:
        """Read who works here."""
        self.office, self.cover = office, cover
        rows = office.ask(
            "SELECT ProvNum, IsSecondary, IsHidden FROM provider"
            " WHERE ProvNum NOT BETWEEN %(first_trap)s AND %(last_trap)s"
            " AND IsHiddenReport = 0 AND IsHidden = 0 ORDER BY ProvNum"
        )
        self.dentists: list[int] = [row["ProvNum"] for row in rows if not row["IsSecondary"]]
        self.hygienists: list[int] = [row["ProvNum"] for row in rows if row["IsSecondary"]]
        self.clinic_of: dict[int, int] = {
            row["ProvNum"]: row["ClinicNum"]
            for row in office.ask(
                "SELECT ProvNum, MIN(ClinicNum) AS ClinicNum FROM providerclinic GROUP BY ProvNum"
            )
        }

    def dentist(self, number: int, patient: int) -> int:
        """Return a patient's dentist, or somebody for one who left."""
        if number in self.dentists:
            return number
        return self.dentists[patient % len(self.dentists)]

    def hygienist(self, number: int, patient: int) -> int:
        """Return a patient's hygienist."""
        if number in self.hygienists:
            return number
        return self.hygienists[patient % len(self.hygienists)]

    def chart(self, patient: int, code: str, provider: int, clinic: int, **facts: Any) -> Row:
        """Chart a planned procedure, with what insurance is expected to pay."""
        office, kind = self.office, CODES[code]
        values: dict[str, Any] = {
            "PatNum": patient, "AptNum": 0, "PlannedAptNum": 0, "ProcDate": office.today,
            "ProcFee": self.cover.fee(code) / 100, "Surf": "", "ToothNum": "", "ProcStatus": TP,
            "ProvNum": provider, "ClinicNum": clinic, "CodeNum": kind.num, "UnitQty": 1,
            "BaseUnits": kind.kind.base_units, "DateTP": office.today, "DateComplete": NEVER,
            "Priority": DEF["prio_1"], "Dx": 0, "Discount": 0.0, "SecUserNumEntry": 1,
            "Prosthesis": "",
        }  # fmt: skip
        row = office.add("procedurelog", **(values | facts))
        row["SecDateEntry"] = office.now
        self.cover.estimate(row)
        return row

    def arrive(self, dice: Dice) -> Row:
        """Enter a new family of one or two; return the one who asks for a visit."""
        office = self.office
        last, phone = names.last_name(dice), names.phone(dice)
        street, city, state, zip_code = names.address(dice)
        dentist, hygienist = dice.pick(self.dentists), dice.pick(self.hygienists)
        clinic = self.clinic_of.get(dentist, 0)
        head = 0
        rows = []
        for place in range(2 if dice.chance(0.3) else 1):
            gender = dice.integer(0, 1)
            birth = names.birth_date(dice, office.today, *((23, 70), (3, 16))[place])
            first = names.first_name(dice, gender)
            key = office.next_key("patient")
            head = head or key
            row = office.add(
                "patient", PatNum=key, LName=last, FName=first, Preferred="", PatStatus=0,
                Gender=gender, Position=2 if place else 0, Birthdate=birth, Address=street,
                City=city, State=state, Zip=zip_code, HmPhone=phone, WirelessPhone="",
                Guarantor=head, Email="" if place else names.email(first, last, key),
                PriProv=dentist, SecProv=hygienist, BillingType=DEF["bill_standard"],
                ClinicNum=clinic, HasIns="", ChartNumber="", DateFirstVisit=NEVER,
                Language="eng", EmployerNum=0, SecUserNumEntry=1, County="Placeholder",
                DateTimeDeceased=NEVER_AT, PatNumCloneFrom=0,
            )  # fmt: skip
            row["SecDateEntry"] = office.now.date()
            office.add("patientnote", PatNum=key, FamFinancial="", Medical="")
            if dice.chance(0.85):
                office.add("refattach", ReferralNum=dice.pick(MARKETING), PatNum=key, ItemOrder=1,
                           RefDate=office.today, RefType=1, Note="")  # fmt: skip
            office.log(PATIENT_CREATE, 1, key, "Created.", key)
            rows.append(row)
        if dice.chance(0.6):
            self._insure(rows, dice)
        elif dice.chance(0.15):
            for row in rows:
                office.add("discountplansub", DiscountPlanNum=1, PatNum=row["PatNum"],
                           DateEffective=office.today, DateTerm=NEVER, SubNote="")  # fmt: skip
        return rows[0]

    def _insure(self, rows: list[Row], dice: Dice) -> None:
        office = self.office
        plans = office.ask(
            "SELECT PlanNum FROM insplan WHERE IsHidden = 0"
            " AND PlanNum NOT BETWEEN %(first_trap)s AND %(last_trap)s ORDER BY PlanNum"
        )
        plan = dice.pick(plans)["PlanNum"]
        head = rows[0]["PatNum"]
        subscription = office.add(
            "inssub", PlanNum=plan, Subscriber=head, DateEffective=office.today - timedelta(90),
            DateTerm=NEVER, ReleaseInfo=1, AssignBen=1, SubscriberID=f"ZZ{head:08}",
        )["InsSubNum"]  # fmt: skip
        for place, row in enumerate(rows):
            office.add("patplan", PatNum=row["PatNum"], Ordinal=1, Relationship=2 * place,
                       InsSubNum=subscription)  # fmt: skip
            office.change("patient", row, HasIns="I")


def age(birth: date, today: date) -> int:
    """Return full years; an unknown birth date is a grown-up's."""
    if birth.year < 1880:
        return 40
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
