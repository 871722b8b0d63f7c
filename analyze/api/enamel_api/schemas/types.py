"""Types of values that JSON has no word for."""

from datetime import datetime
from typing import Annotated

from pydantic import WithJsonSchema

LocalTime = Annotated[
    datetime,
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$",
            "description": "A time by the practice's own clock, without a zone.",
        }
    ),
]
