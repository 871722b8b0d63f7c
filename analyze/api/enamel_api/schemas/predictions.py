"""Rows of predictions, of the models behind them and of their measures."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, Field

from enamel_api.schemas.types import LocalTime


class _Said(BaseModel):
    """What a prediction says of anything."""

    model: str = Field(description="The model.")
    version: int | None = Field(None, description="Version of the model; none if none is in use.")
    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    provider_id: int | None = Field(
        None, description="The row's own provider; 0 in marts means unassigned."
    )
    hygienist_id: int | None = Field(None, description="Hygienist of the appointment or operatory.")
    clinic_id: int = Field(
        description="The row's own clinic; 0 in marts means unassigned or headquarters."
    )
    risk_band: str = Field(
        description="`high` is the upper tenth of the risks of a model, `raised` the next fifth, "
        "the others `usual`; `held_out` is left alone by chance."
    )
    risk_basis: str = Field(
        description="`model` where the band follows a published model, `rule` where the model "
        "missed its gate or none was trained."
    )
    reasons: str = Field(description="Facts known at the moment, in words. Never names anybody.")
    next_action: str | None = Field(
        None, description="What the office does next about it, in words."
    )
    probability_rate: Decimal | None = Field(
        None,
        description="Probability that what the model predicts happens; none where its model is "
        "not published.",
    )
    rule_rate: Decimal | None = Field(None, description="The simple rule beside the model.")
    at_stake_amount: Decimal = Field(
        description="Fee of the visit or procedure, or the family's part of it; 0 where no money "
        "is at stake yet."
    )
    is_actionable: bool = Field(description="Whether something can still be done about it.")
    is_published: bool = Field(description="Whether the model in use passed its gate.")
    is_held_out: bool = Field(
        description="Whether the patient is left alone by chance, to measure what calling does."
    )
    expected_date: date = Field(
        description="When it will be known: the day of the visit, or the end of the days in which "
        "the patient accepts, pays or comes back."
    )
    scored_at: LocalTime = Field(description="The moment of scoring; nothing later is used.")


class Prediction(_Said):
    """What one model says of one thing."""

    entity_id: int = Field(
        description="Key in Open Dental of what is scored: an appointment, a procedure, or a "
        "patient (recall_return, attrition)."
    )


class VisitPrediction(_Said):
    """What is likely to become of one visit."""

    appointment_id: int = Field(description="One visit, also unscheduled and planned ones.")


class PredictionModel(BaseModel):
    """One version of a model with its card."""

    model: str = Field(description="The model.")
    version: int = Field(description="Version of the model, counted from 1.")
    model_role: str = Field(
        description="`champion` is in use, a `challenger` is scored beside it, a `retired` version "
        "can come back."
    )
    is_published: bool = Field(description="Whether the version passed its gate.")
    verdict: str = Field(description="Whether it passed its gate, and where it did not, in words.")
    rule_in_words: str = Field(
        description="The rule that is shown in the model's place if it is not published."
    )
    auc_value: Decimal | None = Field(None, description="AUC on the untouched later months.")
    rule_auc_value: Decimal | None = Field(None, description="AUC of the rule on the same months.")
    base_rate: Decimal = Field(description="How often it happens in the test.")
    moment_count: int = Field(description="Moments scored in all windows together.")
    person_count: int = Field(description="Different patients they are about.")
    train_from_date: date = Field(description="First day of the moments it was fitted on.")
    tune_from_date: date = Field(description="First day of the months its strength was chosen on.")
    test_from_date: date = Field(description="First day of the test, looked at once.")
    test_until_date: date = Field(description="Last day of the test.")
    trained_at: datetime = Field(description="When it was fitted, UTC.")
    approved_by: str | None = Field(None, description="Who put it into use.")
    approved_at: datetime | None = Field(None, description="When it was put into use, UTC.")
    card: dict[str, Any] = Field(
        description="The card: `about`, `limits`, `use`, `is_synthetic`, `missed_gates`, "
        "`richer_model`, `strongest` features, `reliability` (said_rate, happened_rate, "
        "row_count by tenth) and `gains` (part_rate called, found_rate of those sought)."
    )


class Pictures(BaseModel):
    """The curves of the version in use."""

    model: str = Field(description="The model.")
    version: int = Field(description="Version of the model, counted from 1.")
    reliability_svg: str = Field(description="Said against happened, as SVG.")
    lift_svg: str = Field(description="Who is found by calling the first so many, as SVG.")


class PredictionMetric(BaseModel):
    """One measure of the version in use, on months it had not seen."""

    model: str = Field(description="The model.")
    version: int = Field(description="Version of the model, counted from 1.")
    segment: str = Field(
        description="`all`, or a part of the test: `clinic 1`, `provider 12`, `age 18-34`, "
        "`payer none`, `month 2026-05`, `days ahead 7`."
    )
    metric: str = Field(description="What is measured.")
    metric_value: Decimal | None = Field(None, description="The measure.")
    lower_value: Decimal | None = Field(None, description="Lower end of its interval of 95 %.")
    upper_value: Decimal | None = Field(None, description="Upper end of its interval of 95 %.")


def _part(what: str) -> Any:
    return Field(None, description=f"{what}, pulled towards the practice's by three cases.")


class PatientScore(BaseModel):
    """What a patient is likely to be like: five parts with their reasons, never one number."""

    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    primary_provider_id: int | None = Field(None, description="The patient's usual provider.")
    secondary_provider_id: int | None = Field(None, description="The patient's usual hygienist.")
    clinic_id: int | None = Field(None, description="The patient's own clinic.")
    reliability_rate: Decimal | None = _part("Share of due visits kept in two years")
    reliability_reason: str = Field(description="In words.")
    acceptance_rate: Decimal | None = _part("Share of planned procedures accepted in 90 days")
    acceptance_reason: str = Field(description="In words.")
    payment_rate: Decimal | None = _part("Share of the family's bills paid in 60 days")
    payment_reason: str = Field(description="In words.")
    engagement_rate: Decimal | None = _part("Share of hygiene visits left with the next booked")
    engagement_reason: str = Field(description="In words.")
    family_rate: Decimal | None = _part("Share of due visits that the rest of the family kept")
    family_reason: str = Field(description="In words.")


class EstimateAccuracy(BaseModel):
    """How exact what a carrier was expected to pay was, in a month of payments."""

    month_start_date: date = Field(description="The month of the insurer's payment.")
    carrier_id: int = Field(description="One carrier; 0 is unknown.")
    carrier_name: str = Field(description="The carrier.")
    line_count: int | None = Field(None, description="Claim lines answered.")
    expected_payment_amount: Decimal | None = Field(
        None, description="What they were expected to bring."
    )
    insurance_payment_amount: Decimal | None = Field(None, description="What they brought.")
    estimate_error_amount: Decimal | None = Field(None, description="Brought less expected.")
    absolute_error_amount: Decimal | None = Field(
        None, description="The same without its sign, line by line."
    )
    within_1_dollar_count: int | None = Field(None, description="Lines within one dollar.")
    within_1_dollar_rate: Decimal | None = Field(None, description="Their share.")
