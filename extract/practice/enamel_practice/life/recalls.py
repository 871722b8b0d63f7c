"""Recalls kept in step with what was done and what is booked, as the program does it."""

from enamel_practice.life.office import NEVER, Office, Row
from enamel_practice.recalls import CLEANINGS, add_interval
from enamel_practice.settings import RECALL_ALL_FILMS, RECALL_FILMS, RECALL_PROPHY, RECALL_TYPES


def codes_of(kind: int) -> tuple[str, ...]:
    """Return the codes that trigger a kind of recall; the cleanings share theirs."""
    return RECALL_TYPES[kind - 1][3] if kind in (RECALL_FILMS, RECALL_ALL_FILMS) else CLEANINGS


def synchronise(office: Office, patient: int) -> None:
    """Bring a patient's recalls up to date; one that is called for and missing is made."""
    rows = office.ask(
        "SELECT * FROM recall WHERE PatNum = %(patient)s ORDER BY RecallNum", patient=patient
    )
    kinds = {row["RecallTypeNum"] for row in rows}
    for row in rows:
        _update(office, row)
    if not kinds & {1, 2, 3}:
        _make(office, patient, RECALL_PROPHY)
    if RECALL_FILMS not in kinds:
        _make(office, patient, RECALL_FILMS)


def _previous(office: Office, patient: int, kind: int) -> object:
    found = office.ask("recall_previous", patient=patient, codes=codes_of(kind))
    return found[0]["previous"]


def _scheduled(office: Office, patient: int, kind: int) -> object:
    found = office.ask("recall_scheduled", patient=patient, codes=codes_of(kind), day=office.today)
    return found[0]["scheduled"] or NEVER


def _update(office: Office, row: Row) -> None:
    patient, kind = row["PatNum"], row["RecallTypeNum"]
    previous, scheduled = _previous(office, patient, kind), _scheduled(office, patient, kind)
    changes: dict[str, object] = {}
    if scheduled != row["DateScheduled"]:
        changes["DateScheduled"] = scheduled
    if previous and previous != row["DatePrevious"]:
        due = add_interval(previous, row["RecallInterval"])  # type: ignore[arg-type]
        changes |= {"DatePrevious": previous, "DateDueCalc": due, "RecallStatus": 0,
                    "DateDue": NEVER if row["IsDisabled"] else due}  # fmt: skip
    if changes:
        office.change("recall", row, **changes)


def _make(office: Office, patient: int, kind: int) -> None:
    previous = _previous(office, patient, kind)
    if not previous:
        return
    interval = RECALL_TYPES[kind - 1][1]
    due = add_interval(previous, interval)  # type: ignore[arg-type]
    office.add(
        "recall", PatNum=patient, DateDueCalc=due, DateDue=due, DatePrevious=previous,
        RecallInterval=interval, RecallTypeNum=kind, IsDisabled=0, Note="", RecallStatus=0,
        DateScheduled=_scheduled(office, patient, kind), Priority=0,
    )  # fmt: skip
