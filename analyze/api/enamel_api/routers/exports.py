"""Every list and report as a file, with the same parameters."""

import asyncio
import hashlib
from base64 import b64encode
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from enamel_api.answers import Asking
from enamel_api.files import MEDIA_TYPES, Form, as_csv, as_xlsx
from enamel_api.parameters import Place, invalid
from enamel_api.problems import Problem
from enamel_api.questions import Question
from enamel_api.routers import appointments, patients, reports, worklists
from enamel_api.routers.asking import Asks
from enamel_api.schemas.worklists import WorklistItem

router = APIRouter(prefix="/exports", tags=["exports"])


class Reason(StrEnum):
    """Why somebody takes rows of single patients with them."""

    AUDIT = "audit"
    BILLING = "billing"
    OPERATIONS = "operations"
    OUTREACH = "outreach"
    TREATMENT = "treatment"


EXPORTS: tuple[tuple[Question[Any], type], ...] = (
    (reports.REVENUE, reports.RevenuePeriod),
    (reports.DASHBOARD, reports.ClinicPeriod),
    (reports.PROVIDERS, reports.Period),
    (reports.AGING, reports.ClinicPeriod),
    (reports.ACCEPTANCE, reports.AcceptancePeriod),
    (reports.HYGIENE, reports.Period),
    (reports.REFERRALS, reports.ClinicPeriod),
    (reports.INSURANCE, reports.CarrierPeriod),
    (appointments.APPOINTMENTS, appointments.Days),
    (patients.PROFILES, patients.Patients),
    *((question, Place) for question in worklists.WORKLISTS.values()),
)


def is_of_patients(question: Question[Any]) -> bool:
    """Return whether a row is about one patient."""
    return bool(question.classes) or "patient_id" in question.row.model_fields


async def export(
    asks: Asking, question: Question[Any], asked: dict[str, Any], form: Form, reason: Reason | None
) -> Response:
    """Answer with a file; its hash goes to the audit log before it leaves."""
    if is_of_patients(question):
        if reason is None:
            raise invalid("query.reason", "Rows of single patients need a reason.")
        asked |= {"reason": reason}
    settings = asks.database.settings
    values = question.values(asked) | {"limit": settings.export_rows + 1}
    rows, as_of, badge = await asks.ask(
        question, question.page_sql(after=False), values, settings.export_seconds
    )
    if len(rows) > settings.export_rows:
        raise Problem(
            422,
            "too-many-rows",
            f"More than {settings.export_rows} rows.",
            "Ask for a shorter period or one clinic.",
        )
    hidden = asks.suppress(question, rows)
    if question.row is WorklistItem:
        rows = await worklists.with_outcomes(asks, question.name, rows)
    stamp = {
        "question": question.name,
        **{name: value for name, value in asked.items() if value is not None},
        "variant": question.variant,
        "date basis": question.date_basis,
        "as of": as_of,
        "rows": len(rows),
        "rows with figures hidden (fewer than 11 behind them)": hidden,
        "badge": badge.status,
        "checked at": badge.checked_at,
        "exported at": datetime.now(UTC).isoformat(timespec="seconds"),
        "exported by": f"{asks.identity.actor} as {asks.identity.role}",
    }
    if form is Form.CSV:
        body = await asyncio.to_thread(as_csv, question.row, rows)
    else:
        body = await asyncio.to_thread(as_xlsx, question.row, rows, stamp)
    digest = hashlib.sha256(body)
    await asks.seen(question, asked | {"format": form}, rows, digest.hexdigest())
    name = f"{question.name}_{datetime.now(UTC):%Y-%m-%d}.{form}"
    return Response(
        body,
        media_type=MEDIA_TYPES[form],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Repr-Digest": f"sha-256=:{b64encode(digest.digest()).decode()}:",
            "Cache-Control": "no-store",
        },
    )


def _register(question: Question[Any], parameters: type) -> None:
    async def endpoint(
        asks: Asks,
        asked: Annotated[Any, Depends(parameters)],
        form: Annotated[Form, Query(alias="format")] = Form.CSV,
        reason: Annotated[
            Reason | None, Query(description="Needed for rows of single patients.")
        ] = None,
    ) -> Response:
        return await export(asks, question, asked.asked(), form, reason)

    router.add_api_route(
        f"/{question.name}",
        endpoint,
        name=f"export_{question.name}",
        summary=f"Export {question.name}",
        response_class=Response,
        responses={200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}},
    )


for _question, _parameters in EXPORTS:
    _register(_question, _parameters)
