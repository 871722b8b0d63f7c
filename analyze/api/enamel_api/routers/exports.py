"""Every list and report as a file, with the same parameters."""

import asyncio
import hashlib
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.responses import Response

from enamel_api.answers import Asking
from enamel_api.database import Row
from enamel_api.files import MEDIA_TYPES, Form, as_csv, as_xlsx
from enamel_api.parameters import Place, Reason, invalid
from enamel_api.questions import Question
from enamel_api.routers import (
    acceptance,
    appointments,
    chairs,
    claims,
    collections,
    hygiene,
    patients,
    practice,
    receivables,
    sources,
    worklists,
)
from enamel_api.routers.asking import Asks
from enamel_api.schemas.worklists import WorklistItem

router = APIRouter(prefix="/exports", tags=["exports"])


EXPORTS: tuple[tuple[Question[Any], type], ...] = (
    *acceptance.FILES,
    *chairs.FILES,
    *claims.FILES,
    *collections.FILES,
    *hygiene.FILES,
    *practice.FILES,
    *receivables.FILES,
    *sources.FILES,
    (appointments.APPOINTMENTS, appointments.Days),
    (patients.PROFILES, patients.Patients),
    *((question, Place) for question in worklists.WORKLISTS.values()),
)


def is_of_patients(question: Question[Any]) -> bool:
    """Return whether a row is about one patient."""
    return bool(question.classes) or not {"patient_id", "guarantor_id"}.isdisjoint(
        question.row.model_fields
    )


async def export(
    asks: Asking, question: Question[Any], asked: dict[str, Any], form: Form, reason: Reason | None
) -> Response:
    """Answer with a file; its hash goes to the audit log before it leaves."""
    if is_of_patients(question):
        if reason is None:
            raise invalid("query.reason", "Rows of single patients need a reason.")
        asked |= {"reason": reason}
    settings = asks.database.settings
    whole = await asks.whole(question, asked, settings.export_seconds)
    rows, as_of, badge = whole.rows, whole.as_of, whole.badge
    if question.row is WorklistItem:
        rows = await worklists.with_outcomes(asks, question.name, rows)
    stamp = {
        "question": question.name,
        **{name: value for name, value in asked.items() if value is not None},
        "variant": question.variant,
        "date basis": question.date_basis,
        "as of": as_of,
        "rows with figures hidden (too few behind them)": whole.hidden_count,
        "badge": badge.status,
        "checked at": badge.checked_at,
    }
    return await as_file(
        asks, question.name, question.row, rows, stamp, form, asked, question.classes
    )


async def as_file(
    asks: Asking,
    name: str,
    kind: type[BaseModel],
    rows: list[Row],
    stamp: dict[str, Any],
    form: Form,
    asked: Mapping[str, Any],
    classes: tuple[str, ...] = (),
) -> Response:
    """Answer with rows as a file, once its hash is in the audit log."""
    stamp |= {
        "rows": len(rows),
        "exported at": datetime.now(UTC).isoformat(timespec="seconds"),
        "exported by": f"{asks.identity.actor} as {asks.identity.role}",
    }
    if form is Form.CSV:
        body = await asyncio.to_thread(as_csv, kind, rows)
    else:
        body = await asyncio.to_thread(as_xlsx, kind, rows, stamp)
    digest = hashlib.sha256(body)
    file_name = f"{name}_{datetime.now(UTC):%Y-%m-%d}.{form}"
    await asks.seen(classes, {**asked, "format": form}, rows, digest.hexdigest())
    return Response(
        body,
        media_type=MEDIA_TYPES[form],
        headers={
            "Content-Disposition": f'attachment; filename="{file_name}"',
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
