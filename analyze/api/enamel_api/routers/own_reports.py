"""Reports people compose from key figures, keep, share by their address, and take with them."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from psycopg.types.json import Jsonb
from starlette.responses import Response

from enamel_api.answers import Asking, Meta
from enamel_api.database import Row, query
from enamel_api.files import MEDIA_TYPES, Form
from enamel_api.periods import period_of
from enamel_api.problems import Problem, answered_with
from enamel_api.routers.asking import Asks
from enamel_api.routers.exports import as_file
from enamel_api.routers.kpis import question_of
from enamel_api.schemas.kpis import KpiValue
from enamel_api.schemas.own_reports import NewReport, OwnReport, ReportAnswer

router = APIRouter(prefix="/own-reports", tags=["own reports"])
MISSING = answered_with(404)
MOST_ROWS = 10_000


@router.get("")
async def own_reports(asks: Asks) -> list[OwnReport]:
    """Your own reports, by title."""
    rows = await asks.database.own(
        query("service/reports"), {"report_id": None, "owner": asks.identity.actor}
    )
    await asks.audit.answered({}, len(rows))
    return [_report(asks, row) for row in rows]


@router.post("", status_code=201)
async def create(asks: Asks, new: NewReport) -> OwnReport:
    """Keep a report."""
    rows = await asks.database.own(query("service/report_create"), _values(asks, new))
    if not rows:
        raise Problem(409, "too-many", "You keep 200 reports already.", "Delete one first.")
    await asks.audit.answered({"report_id": rows[0]["report_id"]}, 1, status=201)
    return _report(asks, rows[0])


@router.get("/{report_id}", responses=MISSING)
async def one(asks: Asks, report_id: UUID) -> OwnReport:
    """A report of yours, or one that is shared."""
    report = await find(asks, report_id)
    await asks.audit.answered({"report_id": report_id}, 1)
    return report


@router.put("/{report_id}", responses=MISSING)
async def change(asks: Asks, report_id: UUID, new: NewReport) -> OwnReport:
    """Change a report of yours."""
    rows = await asks.database.own(
        query("service/report_change"), _values(asks, new) | {"report_id": report_id}
    )
    if not rows:
        raise _no_report()
    await asks.audit.answered({"report_id": report_id}, 1)
    return _report(asks, rows[0])


@router.delete("/{report_id}", status_code=204, responses=MISSING)
async def delete(asks: Asks, report_id: UUID) -> None:
    """Delete a report of yours and its schedules."""
    rows = await asks.database.own(
        query("service/report_delete"), {"report_id": report_id, "owner": asks.identity.actor}
    )
    if not rows:
        raise _no_report()
    await asks.audit.answered({"report_id": report_id}, 1, status=204)


@router.get("/{report_id}/answer", responses=MISSING)
async def answer(asks: Asks, report_id: UUID) -> ReportAnswer:
    """What the report shows now, with the rights of whoever asks."""
    report = await find(asks, report_id)
    answered = await run(asks, report, MOST_ROWS)
    await asks.audit.answered({"report_id": report_id}, len(answered.data))
    return answered


@router.get(
    "/{report_id}/export",
    response_class=Response,
    responses=MISSING | {200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}},
)
async def export(
    asks: Asks,
    report_id: UUID,
    form: Annotated[Form, Query(alias="format")] = Form.CSV,
) -> Response:
    """What the report shows now as a file."""
    report = await find(asks, report_id)
    answered = await run(asks, report)
    rows = [row.model_dump() for row in answered.data]
    return await as_file(
        asks,
        "own_report",
        KpiValue,
        rows,
        stamp_of(report, answered),
        form,
        {"report_id": report_id},
    )


async def find(asks: Asking, report_id: UUID) -> OwnReport:
    """Return a report that is the caller's or shared.

    Raises:
        Problem: There is none.
    """
    rows = await asks.database.own(
        query("service/reports"), {"report_id": report_id, "owner": asks.identity.actor}
    )
    if not rows:
        raise _no_report()
    return _report(asks, rows[0])


async def run(asks: Asking, report: OwnReport, most: int | None = None) -> ReportAnswer:
    """Ask for each figure as the caller may see it.

    Raises:
        Problem: There are more rows than asked for, or than a file may have.
    """
    most = most or asks.database.settings.export_rows
    wanted = report.definition
    first, last = period_of(wanted, await asks.today())
    asked: dict[str, Any] = {
        "from_date": first,
        "to_date": last,
        "grain": wanted.grain,
        "by": wanted.by,
        "clinic_id": wanted.clinic_id,
        "provider_id": wanted.provider_id,
    }
    data: list[KpiValue] = []
    meta: list[Meta] = []
    for figure in wanted.figures:
        question, variant = await question_of(asks, figure.kpi_id, figure.variant)
        whole = await asks.whole(
            question, asked | {"kpi_id": figure.kpi_id, "variant": figure.variant}
        )
        said = {"as_of": whole.as_of, "badge": whole.badge.status}
        data += [KpiValue(**(row | said)) for row in whole.rows]
        if len(data) > most:
            raise Problem(
                422,
                "too-many-rows",
                f"More than {most} rows.",
                "Choose a shorter period, months instead of days, or fewer figures.",
            )
        meta.append(
            Meta(
                variant=variant,
                date_basis=question.date_basis,
                as_of=whole.as_of,
                n=len(whole.rows),
                badge=whole.badge,
                suppressed_count=whole.hidden_count,
            )
        )
    return ReportAnswer(report=report, from_date=first, to_date=last, data=data, meta=meta)


def stamp_of(report: OwnReport, answered: ReportAnswer) -> dict[str, Any]:
    """Return what a file of a report says about itself."""
    return {
        "report": report.title,
        **report.definition.model_dump(mode="json", exclude_none=True, exclude={"chart"}),
        "from": answered.from_date,
        "to": answered.to_date,
        "as of": min((it.as_of for it in answered.meta if it.as_of), default=None),
        "badges": ", ".join(sorted({it.badge.status.value for it in answered.meta})),
        "rows with figures hidden (too few behind them)": sum(
            it.suppressed_count for it in answered.meta
        ),
    }


def _values(asks: Asking, new: NewReport) -> dict[str, Any]:
    return {
        "owner": asks.identity.actor,
        "title": new.title,
        "note": new.note,
        "definition": Jsonb(new.definition.model_dump(mode="json")),
        "is_shared": new.is_shared,
    }


def _report(asks: Asking, row: Row) -> OwnReport:
    return OwnReport(**row, is_mine=row["owner"] == asks.identity.actor)


def _no_report() -> Problem:
    return Problem(404, "not-found", "There is no such report, or it is not shared.")
