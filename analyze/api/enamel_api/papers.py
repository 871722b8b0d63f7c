"""The papers that are mailed: huddle, daily close, monthly review, alerts, a report of one's own.

Subjects never say whom a paper is about, nor what somebody called it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from enamel_api.answers import Asking
from enamel_api.database import Row
from enamel_api.files import MEDIA_TYPES, as_xlsx
from enamel_api.paper import Table, as_pdf, money
from enamel_api.periods import months_before
from enamel_api.routers.alerts import alerts_of, told
from enamel_api.routers.days import CLOSE, HUDDLE
from enamel_api.routers.own_reports import find, run, stamp_of
from enamel_api.routers.patients import NAMES
from enamel_api.routers.practice import DASHBOARD
from enamel_api.schemas.kpis import KpiValue
from enamel_api.schemas.own_reports import Paper, Schedule

EVENING = time(15)
"""A close that is mailed from this hour on is of the day itself, before it of the day before."""
FLAGS = (
    ("is_new_patient", "new patient"),
    ("is_premedication_needed", "premedication"),
    ("has_medical_alert", "medical alert"),
    ("is_hygiene_due", "hygiene due"),
)


@dataclass(frozen=True)
class Letter:
    """What a mail holds.

    Args:
        subject: Says what it is; never about whom.
        text: The body.
        said: Marks of what it tells, so that the next one need not tell it again.
        file: Its attachment: name, kind, content.
        row_count: Rows shown.
        classes: Classes of identifiers shown.
        patients: Whose rows are shown.
    """

    subject: str
    text: str
    said: list[str] = field(default_factory=list)
    file: tuple[str, str, bytes] | None = None
    row_count: int = 0
    classes: frozenset[str] = frozenset()
    patients: frozenset[int] = frozenset()


async def huddle(asks: Asking, wanted: Schedule, _told: set[str]) -> Letter:
    """Return today's huddle; with names if the schedule asks for them and the role may see them."""
    today = await asks.today()
    whole = await asks.whole(
        HUDDLE, {"day": today, "clinic_id": wanted.clinic_id, "provider_id": None}
    )
    patients = frozenset(row["patient_id"] for row in whole.rows)
    names: dict[int, str] = {}
    if wanted.has_names and patients:
        found = await asks.whole(NAMES, {"patients": sorted(patients)})
        names = {row["patient_id"]: _name(row) for row in found.rows}
    columns = [("Time", 10), ("Chair", 8), ("Provider", 10), ("Planned", 40), ("Look at", 60)]
    if wanted.has_names:
        columns.insert(3, ("Patient", 24))
    rows = []
    for row in whole.rows:
        cells = [
            f"{row['scheduled_at']:%H:%M}" if row["scheduled_at"] else "",
            row["operatory_abbreviation"] or "",
            row["provider_abbreviation"] or "",
            row["procedures_planned"] or "",
            ", ".join(_look_at(row)),
        ]
        if wanted.has_names:
            cells.insert(3, names.get(row["patient_id"], ""))
        rows.append(cells)
    title = f"Huddle, {today:%A %d %B %Y}"
    booked = sum(row["scheduled_production_amount"] or 0 for row in whole.rows)
    lines = [f"{len(rows)} visits, {money(booked)} on the book."]
    pdf = as_pdf(title, _stamp(asks, whole.as_of), lines, [Table("Visits", columns, rows)])
    return Letter(
        f"Huddle {today}",
        f"{title}\n{lines[0]}\n",
        file=(f"huddle_{today}.pdf", "application/pdf", pdf),
        row_count=len(rows),
        classes=frozenset({"name", "patient_id"}) if wanted.has_names else frozenset(),
        patients=patients if wanted.has_names else frozenset(),
    )


async def close(asks: Asking, wanted: Schedule, _told: set[str]) -> Letter:
    """Return what a day took and left to do."""
    day = await asks.today()
    if time.fromisoformat(wanted.at_time) < EVENING:
        day -= timedelta(days=1)
    whole = await asks.whole(CLOSE, {"day": day, "clinic_id": wanted.clinic_id})
    columns = [
        ("What", 30),
        ("Kind", 40),
        ("Clinic", 8),
        ("Count", 10),
        ("Amount", 16),
        ("Deposited", 16),
    ]
    rows = [
        [
            row["close_line"].replace("_", " "),
            row["close_detail"],
            str(row["clinic_id"]),
            "" if row["close_item_count"] is None else str(row["close_item_count"]),
            money(row["close_amount"]),
            money(row["deposited_amount"]),
        ]
        for row in whole.rows
    ]
    open_count = sum(row["is_to_be_done"] for row in whole.rows)
    lines = [f"{open_count} of {len(rows)} lines still need somebody to look at them."]
    right = frozenset({3, 4, 5})
    pdf = as_pdf(
        f"Daily close, {day:%A %d %B %Y}",
        _stamp(asks, whole.as_of),
        lines,
        [Table("Lines", columns, rows, right)],
    )
    return Letter(
        f"Daily close {day}",
        f"Daily close of {day}.\n{lines[0]}\n",
        file=(f"close_{day}.pdf", "application/pdf", pdf),
        row_count=len(rows),
    )


async def review(asks: Asking, _wanted: Schedule, _told: set[str]) -> Letter:
    """Return the last thirteen months and the raised alerts."""
    today = await asks.today()
    last = months_before(today, 0) - timedelta(days=1)
    asked = {"from_date": months_before(today, 13), "to_date": last, "clinic_id": None}
    whole = await asks.whole(DASHBOARD, asked)
    names = (
        ("Production", "production_amount"),
        ("Net production", "net_production_amount"),
        ("Goal", "goal_amount"),
        ("Collected", "total_income_amount"),
        ("Owed", "receivable_amount"),
        ("Over 90 days", "receivable_over_90_amount"),
    )
    counts = (("Visits", "visit_count"), ("New", "new_patient_count"))
    columns = [("Month", 14), *((it, 18) for it, _ in names), *((it, 9) for it, _ in counts)]
    rows = [
        [
            f"{row['month_start_date']:%Y-%m}",
            *(money(row[name]) for _, name in names),
            *("" if row[name] is None else str(row[name]) for _, name in counts),
        ]
        for row in whole.rows
    ]
    raised = await _raised(asks)
    lines = [f"Badge of these figures: {whole.badge.status.value}.", *(_alert(it) for it in raised)]
    right = frozenset(range(1, len(columns)))
    pdf = as_pdf(
        f"Review of {last:%B %Y}",
        _stamp(asks, whole.as_of),
        lines,
        [Table("Month by month", columns, rows, right)],
    )
    return Letter(
        f"Monthly review {last:%Y-%m}",
        "\n".join([f"Review of {last:%B %Y}.", *lines, ""]),
        file=(f"review_{last:%Y-%m}.pdf", "application/pdf", pdf),
        row_count=len(rows),
    )


async def alerts(asks: Asking, _wanted: Schedule, known: set[str]) -> Letter | None:
    """Return the raised alerts that the role should know and was not told; None without any."""
    role = told(asks.identity.role)
    raised = [it for it in await _raised(asks, role) if _mark(it) not in known]
    if not raised:
        return None
    text = "\n".join([*(_alert(it) for it in raised), ""])
    return Letter(
        f"{len(raised)} key figures to look at",
        text,
        said=[_mark(it) for it in raised],
        row_count=len(raised),
    )


async def report(asks: Asking, wanted: Schedule, _told: set[str]) -> Letter:
    """Return a report of one's own as a workbook."""
    assert wanted.report_id is not None
    found = await find(asks, wanted.report_id)
    answered = await run(asks, found)
    rows = [row.model_dump() for row in answered.data]
    stamp = stamp_of(found, answered) | {
        "made for": f"{asks.identity.actor} as {asks.identity.role}"
    }
    return Letter(
        "A report you asked for",
        f"{found.title}\n{answered.from_date} to {answered.to_date}, {len(rows)} rows.\n",
        file=("report.xlsx", MEDIA_TYPES["xlsx"], as_xlsx(KpiValue, rows, stamp)),
        row_count=len(rows),
    )


PAPERS: dict[Paper, Callable[[Asking, Schedule, set[str]], Awaitable[Letter | None]]] = {
    Paper.HUDDLE: huddle,
    Paper.CLOSE: close,
    Paper.REVIEW: review,
    Paper.ALERTS: alerts,
    Paper.REPORT: report,
}


async def _raised(asks: Asking, role: str | None = None) -> list[Row]:
    question = alerts_of(await asks.readable())
    whole = await asks.whole(question, {"is_raised": True, "told_role": role})
    return whole.rows


def _mark(row: Row) -> str:
    return " ".join([row["alert_rule"], str(row["month_start_date"]), *_place(row)])


def _place(row: Row) -> list[str]:
    """Return where it is, if not the whole practice."""
    return [f"clinic {row['clinic_id']}"] if row.get("clinic_id") is not None else []


def _alert(row: Row) -> str:
    heading = " ".join([row["severity"].upper(), *_place(row)])
    return (
        f"{heading}: {row['kpi_id']} ({row['variant']}) was"
        f" {_figure(row['kpi_value'])} in {row['month_start_date']:%B %Y},"
        f" compared with {_figure(row['compared_value'])}"
        f" ({row['compared_with'].replace('_', ' ')}). {row['alert_reason']}"
    )


def _figure(value: Any) -> str:
    return "nothing" if value is None else f"{value:,.4f}".rstrip("0").rstrip(".")


def _look_at(row: Row) -> list[str]:
    """Return what the morning meeting should see, in words."""
    found = [word for name, word in FLAGS if row[name]]
    found += [] if row["is_confirmed"] else ["not confirmed"]
    if row["no_show_risk_band"] in ("high", "raised"):
        found.append(f"{row['no_show_risk_band']} risk to be missed: {row['no_show_reasons']}")
    if row["has_coverage"] and not row["is_insurance_verified"]:
        found.append("insurance not verified")
    if row["has_lab_case"] and not row["is_lab_back"]:
        found.append("lab case not back")
    if (row["family_portion_amount"] or 0) > 0:
        found.append(f"family owes {money(row['family_portion_amount'])}")
    if (row["unscheduled_amount"] or 0) > 0:
        found.append(f"{money(row['unscheduled_amount'])} planned, not booked")
    if row["broken_history"]:
        found.append(row["broken_history"])
    return found


def _name(row: Row) -> str:
    first = row["preferred_name"] or row["first_name"] or ""
    return f"{row['last_name'] or ''}, {first}".strip(", ")


def _stamp(asks: Asking, as_of: datetime | None) -> str:
    built = f"{as_of.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if as_of else "unknown"
    return f"As of {built}. Made for {asks.identity.role.removeprefix('enamel_')}."
