"""What a synthetic practice is asked to be."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from enamel_practice.errors import PracticeError

TODAY = date(2026, 7, 15)
OPENING = time(7)
KEYS_PER_TEAM = 1_000_000
"""Every table's keys of team t begin after t such strides."""
NEWEST = "24.3.10.0"
_TRAP_STRIDE = 9
"""The stride that holds the keys of the trap ledger; no team takes it."""


@dataclass(frozen=True, slots=True)
class PracticeConfig:
    """The practice's size, its seed and the settings that change its reports.

    Args:
        patients: Rows of the patient table, the trap ledger's own few excepted.
        seed: Same seed, same rows.
        today: The practice's own date; its morning is the latest moment of any record.
        years: Active history before that day.
        pay_plans_version: Preference PayPlansVersion, 1 to 4.
        write_off_policy: Preference ReportsPPOwriteoffDefaultToProcDate, 0 to 2.
        coin_flip: Let patients decide by coins: one probability per target, whoever it is.
        dirty: The share of what a mistake can be made about that gets one; 0 is none.
        clinics: How many clinics; 0 is a practice that does not use them.
        team_size: Patients of a full team; a larger practice has more teams.
        open_dental: The release of Open Dental whose tables the practice has.
        full_records: Log lines, gum measures, form fields and notes in full, for all years;
            without, a sample of them.
    """

    patients: int = 5_000
    seed: int = 1
    today: date = TODAY
    years: int = 2
    pay_plans_version: int = 2
    write_off_policy: int = 1
    coin_flip: bool = False
    dirty: float = 0.0
    clinics: int = 3
    team_size: int = 2_500
    full_records: bool = False
    open_dental: str = NEWEST

    def __post_init__(self) -> None:
        """Refuse what no practice could be."""
        limits = (
            ("patients", 100, 2_000_000),
            ("seed", 0, 2**63 - 1),
            ("years", 1, 20),
            ("pay_plans_version", 1, 4),
            ("write_off_policy", 0, 2),
            ("dirty", 0, 1),
            ("clinics", 0, 9),
            ("team_size", 50, 5_000),
        )
        for name, low, high in limits:
            if not low <= getattr(self, name) <= high:
                raise PracticeError(
                    f"The practice's {name.replace('_', ' ')} is out of range.",
                    f"Choose a number from {low} to {high}.",
                )

    @property
    def teams(self) -> int:
        """How many teams share the patients."""
        return -(-self.patients // self.team_size)

    def team_patients(self, team: int) -> int:
        """Return how many patients a team has; only the last may have fewer than the others."""
        return min(self.team_size, self.patients - team * self.team_size)

    @property
    def start(self) -> date:
        """The first day of active history."""
        return self.today - timedelta(days=365 * self.years)

    @property
    def now(self) -> datetime:
        """The latest moment of any record: today, before the doors open."""
        return datetime.combine(self.today, OPENING)

    @property
    def yesterday(self) -> date:
        """The last day whose work is on the books."""
        return self.today - timedelta(days=1)


def keys_before(team: int) -> int:
    """Return the number after which a team's keys begin, in every table."""
    return (team + (team >= _TRAP_STRIDE)) * KEYS_PER_TEAM
