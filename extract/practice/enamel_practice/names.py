"""Names, addresses and numbers that belong to nobody."""

from datetime import date

from enamel_practice.dice import Dice

_FIRST_HEADS = ("Bre", "Dal", "Fen", "Gis", "Jor", "Kel", "Lum", "Mir", "Nov", "Pel", "Quin", "Ros",
                "Sil", "Tam", "Vel", "Wil", "Xan", "Yor", "Zef", "Ori")  # fmt: skip
_FIRST_TAILS_F = ("wenna", "lia", "essa", "ina", "ora", "ette", "isa", "una")
_FIRST_TAILS_M = ("ric", "mon", "dan", "ven", "tor", "lek", "bert", "son")
_LAST_HEADS = ("Ash", "Bram", "Cors", "Dunn", "Elder", "Far", "Glim", "Hollo", "Iron", "Juni",
               "Kest", "Lark", "Mossa", "Nether", "Oaken", "Pell", "Quar", "Rill", "Stell", "Thorn",
               "Umber", "Vask", "Wind", "Yarr", "Zell")  # fmt: skip
_LAST_TAILS = ("bury", "croft", "dale", "fell", "garde", "holm", "lock", "mere", "ridge", "shade",
               "tarn", "vane", "wick", "worth", "yard", "zane")  # fmt: skip
_STREETS = ("Sample", "Model", "Placeholder", "Pattern", "Mockup", "Example", "Fixture")
_CITIES = (("Testville", "99901"), ("Samplefield", "99902"), ("Mockton", "99903"),
           ("Demoburg", "99904"), ("Placeholder Falls", "99905"))  # fmt: skip


def last_name(dice: Dice) -> str:
    """Return a family's name."""
    return dice.pick(_LAST_HEADS) + dice.pick(_LAST_TAILS)


def first_name(dice: Dice, gender: int) -> str:
    """Return a first name; gender as in patient.Gender."""
    return dice.pick(_FIRST_HEADS) + dice.pick(_FIRST_TAILS_F if gender == 1 else _FIRST_TAILS_M)


def address(dice: Dice) -> tuple[str, str, str, str]:
    """Return street, city, state and zip; the state and the zips are not in use."""
    city, zip_code = dice.pick(_CITIES)
    return f"{dice.integer(1, 9999)} {dice.pick(_STREETS)} Street", city, "ZZ", zip_code


def phone(dice: Dice) -> str:
    """Return a number of the range kept free for fiction."""
    return f"({dice.integer(201, 989)})555-01{dice.integer(0, 99):02}"


def email(first: str, last: str, number: int) -> str:
    """Return an address of a domain that receives nothing."""
    return f"{first}.{last}.{number}@example.com".lower()


def birth_date(dice: Dice, today: date, low: int, high: int) -> date:
    """Return a birth date of somebody aged low to high."""
    days = dice.integer(low * 365 + 30, high * 365 + 330)
    return date.fromordinal(today.toordinal() - days)
