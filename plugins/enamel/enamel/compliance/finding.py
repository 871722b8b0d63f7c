"""What a check found."""

from dataclasses import dataclass

OK, WARNING, FAILURE, UNKNOWN = "ok", "warning", "failure", "unknown"
SEVERITY = (FAILURE, WARNING, UNKNOWN, OK)


@dataclass(frozen=True)
class Finding:
    """One line of the report; it never holds a secret or a patient's value.

    Args:
        area: What was looked at, as `access rights`.
        status: `ok`, `warning`, `failure`, or `unknown` where it could not be told.
        said: What was found.
        next_action: What to do about it; empty if nothing.
    """

    area: str
    status: str
    said: str
    next_action: str = ""
