"""Lists a practice makes for itself: tables no schema file foresees.

Open Dental's wiki lets users create tables at run time. The program names them `wikilist_<name>`,
gives them a key `<name>Num` and adds whatever columns the user types.
"""

from dataclasses import dataclass

from enamel_practice.batch import Batch

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class WikiList:
    """One list: its columns with their types, and a few rows."""

    name: str
    columns: dict[str, str]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def table(self) -> str:
        """The table's name."""
        return f"wikilist_{self.name}"

    @property
    def key(self) -> str:
        """The key column's name, as the program forms it."""
        return f"{self.name}Num"


TEXT = "text NOT NULL"

WIKI_LISTS = (
    WikiList(
        "afterhours",
        {"Weekday": TEXT, "OnCall": TEXT, "Phone": TEXT},
        ((1, "Saturday", "Dr. Sample", "555-0101"), (2, "Sunday", "Dr. Example", "555-0102")),
    ),
    WikiList(
        "autoclave",
        {"TestDate": TEXT, "Result": TEXT, "order": TEXT},
        ((1, "2026-07-06", "pass", "1"), (2, "2026-07-13", "pass", "2")),
    ),
    WikiList(
        "carrierquirks",
        {"Carrier": TEXT, "Quirk": TEXT, "Since": "date DEFAULT NULL"},
        (
            (1, "Synthetic Dental North", "wants x-rays with every crown", "2025-02-01"),
            (2, "Synthetic Dental South", "counts bitewings per benefit year", None),
        ),
    ),
    WikiList(
        "emergencycart",
        {"Item": TEXT, "Quantity": "int(11) DEFAULT NULL", "Expires": TEXT},
        ((1, "Glucose tablets", 12, "2027-03"), (2, "Oxygen mask", 2, "")),
    ),
    WikiList(
        "goldencodes",
        {"ProcCode": "varchar(15) NOT NULL", "Hint": TEXT},
        ((1, "D0120", "not within five months of a D0150"), (2, "D1110", "check the age")),
    ),
    WikiList(
        "labturnaround",
        {"Laboratory": TEXT, "WorkDays": "double NOT NULL DEFAULT 0"},
        ((1, "Synthetic Lab One", 8), (2, "Synthetic Lab Two", 12)),
    ),
    WikiList(
        "lockers",
        {"Locker": TEXT, "Who": TEXT},
        ((1, "A1", "front desk"), (2, "A2", "")),
    ),
    WikiList(
        "reminders",
        {"Reminder": "mediumtext NOT NULL"},
        ((1, "Nothing secret belongs on this list.\nAsk the office manager."),),
    ),
    WikiList(
        "supplies",
        {"Item": TEXT, "Vendor": TEXT, "Price": "decimal(10,2) NOT NULL DEFAULT 0.00"},
        ((1, "Gloves, medium", "Synthetic Supply", "8.95"), (2, "Bibs\tblue", "", "0.00")),
    ),
    WikiList(
        "tipps",
        {"Über": TEXT, "Tipp": TEXT},
        ((1, "Schienen", "zuerst wässern"), (2, "Kronen", "Farbe bei Tageslicht")),
    ),
)


def wiki_batches() -> list[Batch]:
    """Return the rows of every list."""
    return [Batch(wiki.table, (wiki.key, *wiki.columns), wiki.rows) for wiki in WIKI_LISTS]
