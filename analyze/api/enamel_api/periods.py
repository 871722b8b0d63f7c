"""Periods that move with the practice's today."""

from datetime import date, timedelta

from enamel_api.schemas.own_reports import Definition, Preset


def months_before(day: date, count: int) -> date:
    """Return the first day of the month so many months before a day's."""
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def period_of(definition: Definition, today: date) -> tuple[date | None, date | None]:
    """Return first and last day of what a report shows."""
    this_month, yesterday = months_before(today, 0), timedelta(days=1)
    match definition.preset:
        case None:
            return definition.from_date, definition.to_date
        case Preset.LAST_7_DAYS:
            return today - timedelta(days=6), today
        case Preset.LAST_30_DAYS:
            return today - timedelta(days=29), today
        case Preset.THIS_MONTH:
            return this_month, today
        case Preset.LAST_MONTH:
            return months_before(today, 1), this_month - yesterday
        case Preset.LAST_3_MONTHS:
            return months_before(today, 2), today
        case Preset.LAST_12_MONTHS:
            return months_before(today, 11), today
        case Preset.THIS_YEAR:
            return date(today.year, 1, 1), today
        case Preset.LAST_YEAR:
            return date(today.year - 1, 1, 1), date(today.year, 1, 1) - yesterday
