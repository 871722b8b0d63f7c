"""Messages from standard input; a broken line is reported without its content."""

import json
from typing import Any

from singer_sdk.io_base import SingerReader
from singer_sdk.singerlib.json import deserialize_json

from enamel_target_postgres.errors import TargetError


class Reader(SingerReader):
    """The stock reader, whose errors repeat no line."""

    def deserialize_json(self, line: str) -> dict[str, Any]:
        """Return the message of a line."""
        try:
            message = deserialize_json(line)
        except json.JSONDecodeError:
            message = None
        if not isinstance(message, dict):
            raise _broken("is not a JSON object")
        return message

    @staticmethod
    def assert_line_requires(line_dict: dict[str, Any], requires: set[str]) -> None:
        """Demand keys."""
        if missing := requires - set(line_dict):
            raise _broken(f"lacks {', '.join(sorted(missing))}")


def _broken(what: str) -> TargetError:
    return TargetError(
        f"A line of the input {what}.",
        "Send Singer messages, one per line; the tap may have died in the middle of one.",
        fatal=True,
    )
