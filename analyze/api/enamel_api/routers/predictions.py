"""What is likely, why in words, and how good the models are that say so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from enamel_api.answers import Page
from enamel_api.parameters import Id, Paging, Place, Window
from enamel_api.problems import Problem, answered_with
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.routers.patients import OnePatient
from enamel_api.schemas.predictions import (
    EstimateAccuracy,
    PatientScore,
    Pictures,
    Prediction,
    PredictionMetric,
    PredictionModel,
    VisitPrediction,
)

router = APIRouter(prefix="/predictions", tags=["predictions"])

BASIS = "as known at scored_at, the moment of scoring"
TESTED = "moments of the test, which the model had not seen"
PREDICTIONS = Question(
    name="predictions",
    file="predictions/list",
    row=Prediction,
    order=("expected_date", "entity_id"),
    date_basis=BASIS,
)
VISITS = Question(
    name="visit-predictions",
    file="predictions/appointments",
    row=VisitPrediction,
    order=("appointment_id", "model"),
    date_basis=BASIS,
)
MODELS = Question(
    name="prediction-models",
    file="predictions/models",
    row=PredictionModel,
    order=("model", "version"),
    date_basis=TESTED,
)
PICTURES = Question(
    name="prediction-pictures",
    file="predictions/pictures",
    row=Pictures,
    order=("model", "version"),
    date_basis=TESTED,
)
METRICS = Question(
    name="prediction-metrics",
    file="predictions/metrics",
    row=PredictionMetric,
    order=("segment", "metric"),
    date_basis=TESTED,
)
PATIENT = Question(
    name="patient-score",
    file="predictions/patient",
    row=PatientScore,
    order=("patient_id",),
    date_basis="the last two years, as of today",
)
ESTIMATES = Question(
    name="estimate-accuracy",
    file="predictions/estimates",
    row=EstimateAccuracy,
    order=("month_start_date", "carrier_id"),
    date_basis="date of the insurer's payment",
    cell="line_count",
)


class Model(StrEnum):
    """What is predicted."""

    NO_SHOW = "no_show"
    LATE_CANCEL = "late_cancel"
    TREATMENT_ACCEPTANCE = "treatment_acceptance"
    TREATMENT_ACCEPTANCE_30 = "treatment_acceptance_30"
    PAID_IN_60_DAYS = "paid_in_60_days"
    RECALL_RETURN = "recall_return"
    ATTRITION = "attrition"


class Band(StrEnum):
    """How large a risk is beside the others of its model."""

    HIGH = "high"
    RAISED = "raised"
    USUAL = "usual"
    HELD_OUT = "held_out"


@dataclass
class Which(Place):
    """Which predictions."""

    day: Annotated[
        date | None,
        Query(alias="date", description="Known on this day, for instance visits of it."),
    ] = None
    band: Annotated[Band | None, Query(description="Of one band.")] = None
    is_actionable: Annotated[
        bool | None,
        Query(alias="actionable", description="Whether something can still be done about it."),
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {
            "day": self.day,
            "band": self.band,
            "is_actionable": self.is_actionable,
        }


@dataclass
class CarrierMonths(Window):
    """Months of payments, of one carrier."""

    carrier_id: Annotated[Id | None, Query(alias="carrier", description="One carrier.")] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return super().asked() | {"carrier_id": self.carrier_id}


Paged = Annotated[Paging, Depends()]
ONE = Paging(limit=1)


@router.get("/models")
async def models(
    asks: Asks,
    paging: Paged,
    is_every_version: Annotated[
        bool, Query(alias="every_version", description="Also those that are not in use.")
    ] = False,
) -> Page[PredictionModel]:
    """The card of each model in use: what it is for, how good it is, whether it may be shown."""
    return await asks.page(MODELS, {"model": None, "is_every_version": is_every_version}, paging)


@router.get("/models/{model}", responses=answered_with(404))
async def model_card(asks: Asks, model: Model) -> Page[PredictionModel]:
    """The card of one model in use."""
    page = await asks.page(MODELS, {"model": model, "is_every_version": False}, ONE)
    if not page.data:
        raise _not_trained(model)
    return page


@router.get("/models/{model}/pictures", responses=answered_with(404))
async def pictures(asks: Asks, model: Model) -> Page[Pictures]:
    """The curves of one model in use: said against happened, and who is found by calling."""
    page = await asks.page(PICTURES, {"model": model}, ONE)
    if not page.data:
        raise _not_trained(model)
    return page


@router.get("/models/{model}/metrics")
async def metrics(
    asks: Asks,
    model: Model,
    paging: Paged,
    segment: Annotated[
        str | None,
        Query(max_length=100, pattern=r"^[\w .+-]+$", description="One part of the test; all."),
    ] = None,
) -> Page[PredictionMetric]:
    """What one model in use measured, whole and in parts, each with its interval."""
    return await asks.page(METRICS, {"model": model, "segment": segment}, paging)


@router.get("/appointments/{day}")
async def visits(
    asks: Asks,
    day: Annotated[date, Path(description="The day, ISO 8601.")],
    place: Annotated[Place, Depends()],
    paging: Paged,
) -> Page[VisitPrediction]:
    """The visits of a day, up to a week ahead, with the risk that each is missed or cancelled."""
    return await asks.page(VISITS, place.asked() | {"day": day}, paging)


@router.get("/estimates")
async def estimates(
    asks: Asks, months: Annotated[CarrierMonths, Depends()], paging: Paged
) -> Page[EstimateAccuracy]:
    """How exact what insurance was expected to pay was."""
    return await asks.page(ESTIMATES, months.asked(), paging)


@router.post("/patient", responses=answered_with(404))
async def patient(asks: Asks, patient: OnePatient) -> Page[PatientScore]:
    """Reliability, acceptance, payment, engagement and family of one patient, with reasons."""
    page = await asks.page(PATIENT, {"patient_id": patient.patient_id}, ONE)
    if not page.data:
        raise Problem(404, "not-found", "Your role sees no such patient with a visit in two years.")
    return page


@router.get("/{model}")
async def predictions(
    asks: Asks, model: Model, which: Annotated[Which, Depends()], paging: Paged
) -> Page[Prediction]:
    """What one model says of everything it was asked about last."""
    return await asks.page(PREDICTIONS, which.asked() | {"model": model}, paging)


def _not_trained(model: Model) -> Problem:
    return Problem(404, "not-found", f"No version of {model} is in use: enamel ml train.")
