"""Money that came in, and money that was asked for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from enamel_api.answers import Page
from enamel_api.parameters import ClinicPeriod, Grain, OneClinic, Paging
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.money import (
    CollectionCohort,
    PlanDue,
    Received,
    StatementAnswers,
    Unearned,
)

router = APIRouter(prefix="/reports", tags=["reports"])

COHORTS = Question(
    name="collection_cohorts",
    file="payments/cohorts",
    row=CollectionCohort,
    order=("month_start_date", "horizon"),
    date_basis="date of the service; money by the days after it",
    cell="procedure_count",
    lines=(("horizon",),),
)
RECEIVED = Question(
    name="payments_received",
    file="payments/received",
    row=Received,
    order=("period_start_date", "payer", "payment_type"),
    date_basis="date of the payment or check",
    ties_to=("daily_payments",),
    cell="line_count",
    lines=(("period_start_date",), ("period_start_date", "payer")),
)
STATEMENTS = Question(
    name="statements",
    file="collections/statements",
    row=StatementAnswers,
    order=("month_start_date", "statement_mode"),
    date_basis="date the statement was sent",
    cell="statement_count",
    lines=(("month_start_date",),),
)
PLANS_DUE = Question(
    name="payment_plans_due",
    file="payments/plans_due",
    row=PlanDue,
    order=("payment_plan_due_amount", "guarantor_id"),
    date_basis="installments due today",
    is_descending=True,
)
UNEARNED = Question(
    name="unearned",
    file="payments/unearned",
    row=Unearned,
    order=("unearned_amount", "guarantor_id"),
    date_basis="as of today",
    is_descending=True,
    ties_to=("unearned_accounts",),
)


class Cut(StrEnum):
    """What money received is cut by."""

    PAYER = "payer"
    KIND = "kind"


@dataclass
class GrainedPeriod(ClinicPeriod):
    """A period in days or months."""

    grain: Grain = Grain.MONTH
    cut: Annotated[Cut, Query(description="By who paid, or by kind of payment, too.")] = Cut.PAYER

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"grain": self.grain, "cut": self.cut}


FILES: tuple[tuple[Question[Any], type], ...] = (
    (COHORTS, ClinicPeriod),
    (RECEIVED, GrainedPeriod),
    (STATEMENTS, ClinicPeriod),
    (PLANS_DUE, OneClinic),
    (UNEARNED, OneClinic),
)
Paged = Annotated[Paging, Depends()]


@router.get("/collection-cohorts/")
async def collection_cohorts(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[CollectionCohort]:
    """What was collected for the work of each month within 30, 60, 90 and more days."""
    return await asks.page(COHORTS, period.asked(), paging)


@router.get("/payments-received/")
async def payments_received(
    asks: Asks, period: Annotated[GrainedPeriod, Depends()], paging: Paged
) -> Page[Received]:
    """Money received per day or month, payer and kind of payment."""
    return await asks.page(RECEIVED, period.asked(), paging)


@router.get("/statements/")
async def statements(
    asks: Asks, period: Annotated[ClinicPeriod, Depends()], paging: Paged
) -> Page[StatementAnswers]:
    """Statements sent, and how many were answered with a payment."""
    return await asks.page(STATEMENTS, period.asked(), paging)


@router.get("/payment-plans-due/")
async def payment_plans_due(
    asks: Asks, period: Annotated[OneClinic, Depends()], paging: Paged
) -> Page[PlanDue]:
    """Families with payment plan installments due, the largest first."""
    return await asks.page(PLANS_DUE, period.asked(), paging)


@router.get("/unearned/")
async def unearned(
    asks: Asks, period: Annotated[OneClinic, Depends()], paging: Paged
) -> Page[Unearned]:
    """Families whose money no work has earned yet, the largest first."""
    return await asks.page(UNEARNED, period.asked(), paging)
