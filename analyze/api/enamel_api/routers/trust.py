"""Whether figures can be trusted: what was compared, what is wrong, what changed late."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import ClinicPeriod, Paging, Place, Window
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.audit import Finding, FindingRow
from enamel_api.schemas.practice import Reconciled, Verdict
from enamel_api.schemas.restatements import (
    BalanceRestatement,
    BalanceRestatementCause,
    Restatement,
    RestatementCause,
)

router = APIRouter(tags=["trust"])

RECONCILED = Question(
    name="reconciliation-reports",
    file="practice/reconciliation",
    row=Reconciled,
    order=("report_name",),
    date_basis="window of the check",
)
LINES = Question(
    name="reconciliation-lines",
    file="practice/reconciliation_lines",
    row=Verdict,
    order=("verdict_key",),
    date_basis="window of the check",
)
FINDINGS = Question(
    name="findings",
    file="audit/findings",
    row=Finding,
    order=("rule",),
    date_basis="the practice's today",
    cell="finding_count",
)
FINDING_ROWS = Question(
    name="finding-rows",
    file="audit/finding_rows",
    row=FindingRow,
    order=("rule", "source_key"),
    date_basis="the practice's today",
)
RESTATEMENTS = Question(
    name="restatements",
    file="receivables/restatements",
    row=Restatement,
    order=("month_start_date", "clinic_id", "line_type"),
    is_descending=True,
    date_basis="the month the line counts in, as the report has it",
)
CAUSES = Question(
    name="restatement-causes",
    file="receivables/restatement_causes",
    row=RestatementCause,
    order=("month_start_date", "line_type", "line_id", "clinic_id", "provider_id"),
    is_descending=True,
    date_basis="the month the line counts in, as the report has it",
)
BALANCE_RESTATEMENTS = Question(
    name="balance-restatements",
    file="receivables/balance_restatements",
    row=BalanceRestatement,
    order=("as_of_date", "clinic_id"),
    is_descending=True,
    date_basis="the end of the month",
    variant="the practice's own payment plan version",
)
BALANCE_CAUSES = Question(
    name="balance-restatement-causes",
    file="receivables/balance_restatement_causes",
    row=BalanceRestatementCause,
    order=("as_of_date", "ledger_entry_id", "guarantor_id"),
    is_descending=True,
    date_basis="the end of the month",
    variant="the practice's own payment plan version",
)


@dataclass
class Lines:
    """Which lines."""

    report: Annotated[
        str | None, Query(max_length=80, pattern=r"^[a-z_]+$", description="One report.")
    ] = None
    is_different: Annotated[
        bool, Query(alias="different", description="Only lines that differ.")
    ] = False

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return {"report": self.report, "is_different": self.is_different}


@dataclass
class Findings(Place):
    """Which findings."""

    rule: Annotated[
        str | None, Query(max_length=80, pattern=r"^[a-z_0-9]+$", description="One rule.")
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"rule": self.rule}


@dataclass
class Restated(ClinicPeriod):
    """Which closed months."""

    is_changed: Annotated[
        bool, Query(alias="changed", description="Only what came late or is another now.")
    ] = False

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"is_changed": self.is_changed}


@dataclass
class Causes(Window, Place):
    """Which changes."""

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return Window.asked(self) | Place.asked(self)


Paged = Annotated[Paging, Depends()]


@router.get("/reconciliation")
async def reconciliation(asks: Asks, paging: Paged) -> Page[Reconciled]:
    """Every report of Open Dental that was computed again, and whether ours equals it."""
    return await asks.page(RECONCILED, {}, paging)


@router.get("/reconciliation/lines")
async def lines(asks: Asks, which: Annotated[Lines, Depends()], paging: Paged) -> Page[Verdict]:
    """Open Dental's figures beside ours, line by line."""
    return await asks.page(LINES, which.asked(), paging)


@router.get("/findings")
async def findings(asks: Asks, place: Annotated[Place, Depends()], paging: Paged) -> Page[Finding]:
    """What is wrong in the source, what it distorts, who mends it where."""
    return await asks.page(FINDINGS, place.asked(), paging)


@router.get("/findings/rows")
async def finding_rows(
    asks: Asks, which: Annotated[Findings, Depends()], paging: Paged
) -> Page[FindingRow]:
    """The rows that a rule found."""
    return await asks.page(FINDING_ROWS, which.asked(), paging)


@router.get("/restatements")
async def restatements(
    asks: Asks, which: Annotated[Restated, Depends()], paging: Paged
) -> Page[Restatement]:
    """Closed months as they were first seen closed, and as they are now."""
    return await asks.page(RESTATEMENTS, which.asked(), paging)


@router.get("/restatements/causes")
async def causes(
    asks: Asks, which: Annotated[Causes, Depends()], paging: Paged
) -> Page[RestatementCause]:
    """Lines of closed months that came, went or changed since."""
    return await asks.page(CAUSES, which.asked(), paging)


@router.get("/restatements/balances")
async def balances(
    asks: Asks, which: Annotated[Restated, Depends()], paging: Paged
) -> Page[BalanceRestatement]:
    """What families owed at the end of closed months, as first seen closed and by today's lines."""
    return await asks.page(BALANCE_RESTATEMENTS, which.asked(), paging)


@router.get("/restatements/balances/causes")
async def balance_causes(
    asks: Asks, which: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[BalanceRestatementCause]:
    """Lines of families' accounts that moved those balances since."""
    return await asks.page(BALANCE_CAUSES, which.asked(), paging)
