"""Another try where it is safe: nothing that was lost had been handed over."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import backoff

from enamel_tap_mysql.errors import LostConnectionError

DEFAULT_SECONDS = 10
_LONGEST_PAUSE = 10
_READS = 3
Work = TypeVar("Work", bound=Callable[..., Any])

_logger = logging.getLogger("tap-mysql")


def connecting(config: Mapping[str, Any]) -> Callable[[Work], Work]:
    """Return a decorator that tries for `retry_seconds` to open a connection."""
    return backoff.on_exception(
        backoff.expo,
        LostConnectionError,
        max_time=float(config.get("retry_seconds", DEFAULT_SECONDS)),
        factor=0.5,
        max_value=_LONGEST_PAUSE,
        on_backoff=_say,
        logger=None,
    )


def reading(
    config: Mapping[str, Any], *, is_too_late: Callable[[], bool]
) -> Callable[[Work], Work]:
    """Return a decorator that reads a table again whose connection was lost.

    Args:
        config: The tap's settings; `retry_seconds: 0` means never.
        is_too_late: Whether a part of the table is with the target already.
    """
    return backoff.on_exception(
        backoff.expo,
        LostConnectionError,
        max_tries=_READS if config.get("retry_seconds", DEFAULT_SECONDS) else 1,
        giveup=lambda _: is_too_late(),
        on_backoff=_say,
        logger=None,
    )


def _say(details: Any) -> None:
    error = details["exception"]
    _logger.warning("%s Trying again in %.1f s.", error.reason, details["wait"])
