"""Errors as `application/problem+json` (RFC 9457): with a request id, without internals."""

from collections.abc import Mapping
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"
request_id: ContextVar[str] = ContextVar("request_id", default="")


class FieldProblem(BaseModel):
    """What is wrong with one part of a request; never the value itself."""

    where: str = Field(description="The part, as `query.from` or `body.patient_id`.")
    what: str = Field(description="What is wrong with it.")


class ProblemDetails(BaseModel):
    """An error as RFC 9457 has it."""

    type: str = Field(description="Kind of problem, stable between releases.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The status code.")
    detail: str = Field(description="What happened and what to do about it.")
    request_id: str = Field(description="Names this request in our log.")
    errors: list[FieldProblem] | None = Field(None, description="Parts that are wrong.")


class Problem(Exception):  # noqa: N818 - RFC 9457's own word
    """An error to answer with; nothing in it comes from a patient's row or from the database."""

    def __init__(
        self,
        status: int,
        kind: str,
        reason: str,
        instruction: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        errors: list[FieldProblem] | None = None,
    ) -> None:
        """Keep the parts."""
        super().__init__(reason)
        self.status = status
        self.kind = kind
        self.detail = f"{reason} {instruction}".strip()
        self.headers = dict(headers or {})
        self.errors = errors

    def response(self) -> JSONResponse:
        """Return the answer."""
        details = ProblemDetails(
            type=f"urn:enamel:problem:{self.kind}",
            title=HTTPStatus(self.status).phrase,
            status=self.status,
            detail=self.detail,
            request_id=request_id.get(),
            errors=self.errors,
        )
        return JSONResponse(
            details.model_dump(mode="json", exclude_none=True),
            self.status,
            {**self.headers, "Cache-Control": "no-store"},
            MEDIA_TYPE,
        )


def answered_with(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return these statuses as OpenAPI describes them."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for status in statuses
    }


def install(app: FastAPI) -> None:
    """Answer every error of the app in this form."""

    @app.exception_handler(Problem)
    async def ours(_request: Request, error: Problem) -> JSONResponse:
        return error.response()

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return Problem(
            422,
            "invalid",
            "The request is not valid.",
            errors=[
                FieldProblem(where=".".join(str(part) for part in one["loc"]), what=str(one["msg"]))
                for one in error.errors()
            ],
        ).response()

    @app.exception_handler(HTTPException)
    async def http(_request: Request, error: HTTPException) -> JSONResponse:
        kinds = {404: "not-found", 405: "method-not-allowed", 413: "too-large"}
        reasons = {404: "There is nothing at this address.", 413: "The body is too large."}
        reason = reasons.get(error.status_code)
        return Problem(
            error.status_code,
            kinds.get(error.status_code, "refused"),
            reason or HTTPStatus(error.status_code).phrase + ".",
            headers=error.headers,
        ).response()
