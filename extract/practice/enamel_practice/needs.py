"""What a member needs: the codes of a visit, and what an exam finds."""

from datetime import date
from typing import Protocol

from enamel_practice.codes import CODES, Code
from enamel_practice.dice import Dice, Weighted
from enamel_practice.model import Member

# A case is what one finding leads to: its visits, and the codes of each.
Case = tuple[tuple[str, ...], ...]
CASES: Weighted[Case] = Weighted(
    [
        ((("D2391",),), 20.0),
        ((("D2392",),), 17.0),
        ((("D2393",),), 7.0),
        ((("D2330",),), 8.0),
        ((("D2331",),), 5.0),
        ((("D2140",),), 2.0),
        ((("D2950", "D2740"),), 14.0),
        ((("D2740",),), 10.0),
        ((("D2750",),), 2.0),
        ((("D3330",), ("D2950", "D2740")), 5.0),
        ((("D3310",), ("D2950", "D2740")), 1.5),
        ((("D4341", "D4341"), ("D4341", "D4341")), 2.6),
        ((("D4342", "D4342"),), 1.6),
        ((("D7140",),), 5.0),
        ((("D7210",),), 3.0),
        ((("D7240", "D7240", "D9223"),), 1.2),
        ((("D6010",), ("D6058",)), 1.8),
        ((("D9944",),), 3.0),
        ((("D9972", "D9972"),), 1.2),
        ((("D5213",),), 0.8),
        ((("D5110",),), 0.4),
    ]
)
CHILD_CASES: Weighted[Case] = Weighted(
    [
        ((("D1351", "D1351"),), 5.0),
        ((("D1351", "D1351", "D1351", "D1351"),), 3.0),
        ((("D2391",),), 5.0),
        ((("D2330",),), 2.0),
        ((("D7140",),), 1.5),
        ((("D2391", "D9230"),), 2.0),
        ((("D8080",),), 0.5),
    ]
)
FIND_RATE = {"recall": 0.4, "new": 0.68, "emergency": 0.8}
QUARTERS = ("UR", "UL", "LL", "LR")
BACK_TEETH = ("2", "3", "4", "5", "12", "13", "14", "15", "18", "19", "20", "21", "28", "29", "30",
              "31")  # fmt: skip
FRONT_TEETH = ("6", "7", "8", "9", "10", "11", "22", "23", "24", "25", "26", "27")
SURFACES = ("O", "MO", "MOD")
CHILD_AGE = 14
FILMS_DAYS, ALL_FILMS_DAYS = 340, 5 * 365


def codes_for(kind: str, member: Member, day: date, dice: Dice) -> list[str]:
    """Return the codes that a visit of a kind is booked with."""
    child = member.age(day) < CHILD_AGE
    if kind == "emergency":
        return ["D0140", "D0220", *(["D0230"] if dice.chance(0.4) else [])]
    cleaning = "D1120" if child else "D4910" if member.gum_patient else "D1110"
    if kind == "new":
        codes = ["D0180" if member.gum_patient else "D0150"]
        codes.append("D0272" if child else dice.pick(("D0210", "D0210", "D0330")))
        if member.gum_patient:
            codes.append(dice.pick(("D4355", "D4346")))
        elif dice.chance(0.75):
            codes.append(cleaning)
    else:
        codes = ["D0120", cleaning]
        if (day - member.last_all_films).days > ALL_FILMS_DAYS and not child:
            codes.append(dice.pick(("D0210", "D0330")))
        elif (day - member.last_films).days > FILMS_DAYS:
            codes.append("D0272" if child else "D0274")
    if child or dice.chance(0.28):
        codes.append("D1206" if dice.chance(0.8) else "D1208")
    return codes


class Examined(Protocol):
    """Somebody in the chair."""

    @property
    def need(self) -> float:
        """How much there is to find; 1 on average."""

    def age(self, day: date) -> int:
        """Return full years on a day."""


def find_cases(kind: str, member: Examined, day: date, dice: Dice) -> list[list[list[Code]]]:
    """Return what an exam finds: cases, each a list of visits, each a list of codes."""
    if not dice.chance(min(0.95, FIND_RATE[kind] * member.need)):
        return []
    table = CHILD_CASES if member.age(day) < CHILD_AGE else CASES
    found = [dice.weighted(table) for _ in range(dice.pick((1, 1, 1, 2, 2, 3)))]
    return [[[CODES[code] for code in visit] for visit in case] for case in found]


def place(code: Code, number: int, dice: Dice) -> tuple[str, str]:
    """Return a tooth and a surface (or quarter) for the number-th code of a case."""
    kind = code.kind
    if kind.area == 4:
        return "", QUARTERS[number % 4]
    if kind.area not in (1, 2):
        return "", ("U" if kind.area == 6 else "")
    front = kind.code in ("D2330", "D2331", "D3310")
    if kind.code == "D7240":
        return dice.pick(("1", "16", "17", "32")), ""
    tooth = dice.pick(FRONT_TEETH if front else BACK_TEETH)
    if kind.area == 2:
        return tooth, ""
    return tooth, SURFACES[min(2, int(kind.code[-1]) - 1)] if not front else "M"
