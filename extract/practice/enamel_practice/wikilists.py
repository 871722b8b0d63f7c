"""Lists a practice makes for itself: tables no schema file foresees.

Open Dental's wiki lets users create tables at run time. The program names them `wikilist_<name>`,
gives them a key `<name>Num` and adds whatever columns the user types.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WikiList:
    """One list: its columns with their types."""

    name: str
    columns: dict[str, str]

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
    WikiList("afterhours", {"Weekday": TEXT, "OnCall": TEXT, "Phone": TEXT}),
    WikiList("autoclave", {"TestDate": TEXT, "Result": TEXT, "order": TEXT}),
    WikiList("carrierquirks", {"Carrier": TEXT, "Quirk": TEXT, "Since": "date DEFAULT NULL"}),
    WikiList("emergencycart", {"Item": TEXT, "Quantity": "int(11) DEFAULT NULL", "Expires": TEXT}),
    WikiList("goldencodes", {"ProcCode": "varchar(15) NOT NULL", "Hint": TEXT}),
    WikiList("labturnaround", {"Laboratory": TEXT, "WorkDays": "double NOT NULL DEFAULT 0"}),
    WikiList("lockers", {"Locker": TEXT, "Who": TEXT}),
    WikiList("reminders", {"Reminder": "mediumtext NOT NULL"}),
    WikiList(
        "supplies", {"Item": TEXT, "Vendor": TEXT, "Price": "decimal(10,2) NOT NULL DEFAULT 0.00"}
    ),
    WikiList("tipps", {"Über": TEXT, "Tipp": TEXT}),
)
