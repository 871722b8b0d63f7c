"""How hard the source may be worked, and when: `limits:` of extract/policy.yml."""

import re
import threading
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from enamel_tap_mysql.errors import TableError, TapError

KEY = "limits"
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_PLACE = "limits: in extract/policy.yml"


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of the day, by the source's clock; it may go past midnight."""

    text: str
    begin: timedelta
    end: timedelta

    def left(self, now: datetime) -> timedelta | None:
        """Return how long the window is still open; None if it is closed."""
        moment = timedelta(hours=now.hour, minutes=now.minute, seconds=now.second)
        day = timedelta(days=1)
        length = (self.end - self.begin) % day or day
        since = (moment - self.begin) % day
        return length - since if since < length else None


@dataclass(frozen=True, slots=True)
class Limits:
    """What the policy allows; None sets no limit."""

    connections: int | None = None
    rows_per_second: int | None = None
    hours: Hours | None = None


def parse_hours(text: str) -> Hours | None:
    """Return the window that a text like 18:30-07:00 means; None if it means none."""
    if (found := _HOURS.fullmatch(text)) is None:
        return None
    hour, minute, until_hour, until_minute = map(int, found.groups())
    return Hours(
        text,
        timedelta(hours=hour, minutes=minute),
        timedelta(hours=until_hour, minutes=until_minute),
    )


def load_limits(file: str | None) -> Limits:
    """Read the limits of a policy file; without a file, or a word in it about them, there are none.

    Raises:
        TapError: They are not understood; they are never taken for none.
    """
    if not file:
        return Limits()
    try:
        text = Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise TapError(
            f"The policy {file} cannot be read: {error.strerror}.", "Correct policy_file."
        ) from error
    # Most have none; then the quiet day does not pay for a parser of YAML.
    if not re.search(rf"^{KEY}\s*:", text, re.MULTILINE):
        return Limits()
    import yaml

    try:
        return parse_limits(yaml.safe_load(text)[KEY])
    except (yaml.YAMLError, TypeError) as error:
        raise _unreadable() from error


def parse_limits(data: Mapping[str, Any]) -> Limits:
    """Turn the parsed YAML into limits.

    Raises:
        TapError: They are not understood.
    """
    values = dict(data)
    hours = values.pop("hours", None)
    connections = values.pop("connections", None)
    rate = values.pop("rows_per_second", None)
    window = parse_hours(hours) if isinstance(hours, str) else None
    numbers = [it for it in (connections, rate) if it is not None]
    if (
        values
        or (hours is not None and window is None)
        or not all(isinstance(it, int) and it > 0 for it in numbers)
    ):
        raise _unreadable()
    return Limits(connections, rate, window)


def closed(hours: Hours, now: datetime) -> TapError:
    """Return the error for a run that comes at a time when it may not."""
    return TapError(
        f"The source may be read from {hours.text} only, and it is {now:%H:%M} there.",
        f"Run again then, or change {_PLACE}.",
    )


def out_of_hours(table: str, hours: Hours) -> TableError:
    """Return the error for a table that was not begun in time."""
    return TableError(
        f"Table {table} was not begun: the hours in which the source may be read "
        f"({hours.text}) are over.",
        f"The next run reads it; or change {_PLACE}.",
    )


class Pace:
    """Keeps all readers together below the limits; any thread may ask."""

    def __init__(self, limits: Limits, seconds_left: float | None = None) -> None:
        """Begin the clock.

        Args:
            limits: What is allowed.
            seconds_left: How long the allowed hours last.
        """
        self.hours = limits.hours
        self._rate = limits.rows_per_second
        self._until = None if seconds_left is None else time.monotonic() + seconds_left
        self._next = time.monotonic()
        self._guard = threading.Lock()

    @property
    def is_over(self) -> bool:
        """Whether no further table may be begun."""
        return self._until is not None and time.monotonic() >= self._until

    def spend(self, rows: int, stop: threading.Event) -> bool:
        """Wait until this many rows more are within the rate; the server waits with us.

        The whole thread waits: an event loop that went on would take rows from the server as fast
        as they come, and hold them all.

        Args:
            rows: How many have come.
            stop: Ends the wait.

        Returns:
            Whether it was ended.
        """
        if self._rate is None:
            return False
        with self._guard:
            now = time.monotonic()
            self._next = max(self._next, now) + rows / self._rate
            wait = self._next - now
        return stop.wait(wait)


def pace_of(limits: Limits, config: Mapping[str, Any]) -> Pace:
    """Return the pace of this run.

    Raises:
        TapError: The source may not be read now.
    """
    hours = limits.hours
    if hours is None:
        return Pace(limits)
    from enamel_tap_mysql import client

    with closing(client.connect_typed(config)) as connection, connection.cursor() as asked:
        asked.execute("SELECT NOW()")
        now = asked.fetchall()[0][0]
    left = hours.left(now)
    if left is None:
        raise closed(hours, now)
    return Pace(limits, left.total_seconds())


def _unreadable() -> TapError:
    return TapError(
        f"{_PLACE} is not understood.",
        "Write connections and rows_per_second as whole numbers, hours as in '18:30-07:00'; "
        "`enamel check` says which part is wrong.",
    )
