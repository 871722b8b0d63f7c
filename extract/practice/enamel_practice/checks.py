"""Money that gathers across families: insurers' checks and the bank's deposits.

Every team has its own. Both get their number from what they are, so that numbers rise with days.
"""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from enamel_practice.book import is_holiday
from enamel_practice.config import PracticeConfig, keys_before
from enamel_practice.definitions import DEF
from enamel_practice.dice import Dice
from enamel_practice.model import dollars
from enamel_practice.plans import CARRIERS
from enamel_practice.rows import Rows
from enamel_practice.staff import CLINICS_OF_TEAM, Staff
from enamel_practice.truth.facts import Facts
from enamel_practice.truth.kinds import Check

if TYPE_CHECKING:
    from enamel_practice.dirt.plant import Dirt

TOPIC = 5
EPOCH = date(2000, 1, 1).toordinal()
PARTIAL_EXCESS = 12_500
REMITTANCE = 27


class Checks:
    """Insurers' checks: one per insurer, day and clinic."""

    def __init__(self, staff: Staff) -> None:
        """Start with none."""
        self._staff = staff
        self.sums: dict[tuple[date, int, int], int] = {}

    def pay(self, day: date, carrier: int, clinic: int, cents: int) -> int:
        """Add a line to the check of an insurer, day and clinic; return the check's number."""
        key = (day, carrier, clinic)
        self.sums[key] = self.sums.get(key, 0) + cents
        days = day.toordinal() - EPOCH
        order = (days * len(CARRIERS) + carrier - 1) * CLINICS_OF_TEAM
        return _number(self._staff, order, clinic)


class Deposits:
    """What is brought to the bank: one deposit per day and clinic."""

    def __init__(self, staff: Staff) -> None:
        """Start with none."""
        self._staff = staff
        self.sums: dict[tuple[date, int], int] = {}

    def put(self, day: date, clinic: int, cents: int) -> int:
        """Add an amount to the deposit of a day and clinic; return its number."""
        self.sums[day, clinic] = self.sums.get((day, clinic), 0) + cents
        return _number(self._staff, (day.toordinal() - EPOCH) * CLINICS_OF_TEAM, clinic)


def _number(staff: Staff, order: int, clinic: int) -> int:
    return keys_before(staff.team) + order + staff.places.index(clinic) + 1


def write_checks(
    rows: Rows,
    config: PracticeConfig,
    checks: Checks,
    deposits: Deposits,
    team: int,
    facts: Facts,
    dirt: "Dirt",
) -> None:
    """Add the checks and deposits that a team's families together brought in."""
    for day, carrier, clinic in sorted(checks.sums):
        cents = checks.sums[day, carrier, clinic]
        dice = Dice(config.seed, TOPIC, day.toordinal(), carrier, clinic, team)
        number = checks.pay(day, carrier, clinic, 0)
        by_wire = dice.chance(0.6)
        partial = dice.chance(0.012)
        deposited = not by_wire and not partial and day < config.today - timedelta(days=2)
        at = datetime.combine(day, time(10)) + timedelta(seconds=dice.integer(0, 20_000))
        issued = day - timedelta(days=dice.integer(1, 9))
        deposit = deposits.put(day, clinic, cents) if deposited else 0
        amount = cents + partial * PARTIAL_EXCESS
        facts.tell(Check(number, day, carrier, clinic, amount, partial, deposit))
        rows.add(
            "claimpayment", at, ClaimPaymentNum=number, CheckDate=day,
            CheckAmt=dollars(amount), IsPartial=int(partial),
            CheckNum=f"Z{number}", ClinicNum=clinic, CarrierName=CARRIERS[carrier - 1].name,
            DateIssued=issued, DepositNum=deposit,
            PayType=DEF["ins_eft" if by_wire else "ins_check"],
            PayGroup=DEF["group_main" if by_wire else "group_paper"],
            Note="More lines to come." if partial else "",
        )  # fmt: skip
        _explain(rows, dice, at, number, carrier, clinic, by_wire=by_wire)
    for day, clinic in sorted(deposits.sums):
        at = datetime.combine(day, time(17, 5))
        number = deposits.put(day, clinic, 0)
        cents = deposits.sums[day, clinic] + dirt.deposit_error(number, day)
        rows.add(
            "deposit", at, DepositNum=number, DateDeposit=day, Amount=dollars(cents),
            Memo="Closed early." if is_holiday(day) else "", DepositAccountNum=DEF["deposit_main"],
            BankAccountInfo="SYNTHETIC",
        )  # fmt: skip


def _explain(
    rows: Rows, dice: Dice, at: datetime, number: int, carrier: int, clinic: int, *, by_wire: bool
) -> None:
    """Add what explains a check: a remittance by wire, or a scan of the paper; at times neither."""
    if by_wire and dice.chance(0.7):
        rows.add(
            "etrans", at, DateTimeTrans=at - timedelta(hours=2), Etype=REMITTANCE, ClaimNum=0,
            CarrierNum=carrier, CarrierNameRaw=CARRIERS[carrier - 1].name, AckCode="Recd",
            TranSetId835=f"{number % 10_000:04}", Note="",
        )  # fmt: skip
    elif dice.chance(0.8):
        rows.add("eobattach", at + timedelta(minutes=9), ClaimPaymentNum=number,
                 FileName=f"eob{number}.pdf", DateTCreated=at + timedelta(minutes=9))  # fmt: skip
