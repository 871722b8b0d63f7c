"""Rows of the API's own audit log."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field


class Entry(BaseModel):
    """One answer that left."""

    entry_id: int = Field(description="Grows with time.")
    at: datetime = Field(description="When, UTC.")
    request_id: str = Field(description="Names the request.")
    actor: str = Field(description="`user:<name>` or `key:<id>`.")
    role: str = Field(description="The role they acted as.")
    provider_id: int | None = Field(None, description="Whose rows, where the role sees its own.")
    clinic_ids: list[int] = Field(
        description="Which clinics' rows, where the role sees those of its own clinics."
    )
    address: str = Field(description="Network address the request came from.")
    method: str = Field(description="HTTP method.")
    endpoint: str = Field(description="Address pattern.")
    filter: dict[str, Any] = Field(description="What was asked for; no names.")
    status: int = Field(description="Status of the answer.")
    row_count: int = Field(description="Rows in the answer.")
    identifier_classes: list[str] = Field(description="Classes of identifiers it showed.")
    patient_count: int = Field(description="How many patients' rows it showed.")
    export_hash: str | None = Field(None, description="SHA-256 of an exported file.")
