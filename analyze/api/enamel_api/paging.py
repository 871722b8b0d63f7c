"""Cursors: where a page ended, sealed, so that no key of a row stands in an address."""

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from enamel_api.problems import FieldProblem, Problem


class Cursors:
    """Seals and opens cursors; every process of a warehouse shares the key."""

    def __init__(self, secret: bytes) -> None:
        """Make the seal from 32 secret bytes."""
        self._fernet = Fernet(urlsafe_b64encode(secret))

    def seal(self, question: str, asked: Mapping[str, Any], last: list[Any]) -> str:
        """Return the cursor after a row whose keys are `last`."""
        text = json.dumps([_digest(question, asked), [plain(value) for value in last]])
        return self._fernet.encrypt(text.encode()).decode().rstrip("=")

    def open(self, question: str, asked: Mapping[str, Any], cursor: str) -> list[Any]:
        """Return the keys of the last row.

        Raises:
            Problem: The cursor is none of ours, or of another question.
        """
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            digest, last = json.loads(self._fernet.decrypt(padded.encode()))
        except (InvalidToken, ValueError):
            raise _wrong("is no cursor of ours") from None
        if digest != _digest(question, asked):
            raise _wrong("belongs to another question; send the same parameters with it")
        return list(last)


def _digest(question: str, asked: Mapping[str, Any]) -> str:
    text = json.dumps([question, sorted((name, str(value)) for name, value in asked.items())])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def plain(value: Any) -> Any:
    """Return a value as a cursor holds it."""
    return str(value) if isinstance(value, date | datetime | Decimal) else value


def _wrong(what: str) -> Problem:
    return Problem(
        422,
        "invalid",
        "The request is not valid.",
        errors=[FieldProblem(where="query.cursor", what=f"The cursor {what}.")],
    )
