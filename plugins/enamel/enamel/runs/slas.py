"""`orchestrate/slas.yml`, and what breaches it. Pure but for the reading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from enamel.discovery.policy import PHASES
from enamel.discovery.reading import Place, Reader, load_yaml
from enamel.errors import EnamelError

FILE = Path("orchestrate/slas.yml")
_WRITE = "Write a number and s, m, h or d, as in 26h."
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
FRESHNESS, DURATION, FAILED = "freshness", "duration", "failed"
NAMED = 3
"""Tables that a breach names."""


@dataclass(frozen=True, slots=True)
class Sla:
    """What is promised of one phase; None promises nothing."""

    freshness: timedelta | None = None
    duration: timedelta | None = None


@dataclass(frozen=True, slots=True)
class TableState:
    """How old a table of raw is.

    Attributes:
        read_at: The moment of the source that raw shows; None if no run is known to have read it.
        late: It is older than its phase allows.
    """

    table: str
    phase: int
    read_at: datetime | None
    age: timedelta | None
    late: bool
    last_verdict: str


@dataclass(frozen=True, slots=True)
class PhaseState:
    """A phase as a whole: its oldest table, and how long it took in the last run that ended."""

    phase: int
    tables: int
    late: int
    oldest: timedelta | None
    freshness: timedelta | None
    took: timedelta | None
    duration: timedelta | None

    @property
    def slow(self) -> bool:
        """Whether the last run took longer than is promised."""
        return bool(self.took and self.duration and self.took > self.duration)


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that is not as promised; `subject` and `kind` tell it from others."""

    subject: str
    kind: str
    said: str


def load_slas(root: Path) -> dict[int, Sla]:
    """Read the file.

    Raises:
        EnamelError: It is missing, or something in it is not understood.
    """
    return parse_slas(load_yaml(root / FILE, str(FILE)))


def parse_slas(data: object) -> dict[int, Sla]:
    """Turn the parsed YAML into promises by phase.

    Raises:
        EnamelError: Something in it is not understood.
    """
    values = Reader(str(FILE)).mapping(data, (), {"phases": _phases}, required=("phases",))
    return {int(phase): sla for phase, sla in values["phases"].items()}


def table_states(
    phases: Mapping[str, int],
    read: Mapping[str, tuple[datetime | None, str]],
    slas: Mapping[int, Sla],
    now: datetime,
) -> list[TableState]:
    """Return how old every replicated table is, the oldest first.

    Args:
        phases: The phase of each replicated table.
        read: By table, the newest moment of the source that raw shows, and the last verdict.
        slas: What is promised.
        now: The time.
    """
    states = []
    for table, phase in phases.items():
        read_at, verdict = read.get(table, (None, "never"))
        age = now - read_at if read_at else None
        allowed = slas.get(phase, Sla()).freshness
        late = allowed is not None and (age is None or age > allowed)
        states.append(TableState(table, phase, read_at, age, late, verdict))
    return sorted(states, key=lambda it: (it.read_at is not None, it.read_at, it.table))


def phase_states(
    tables: Sequence[TableState], took: Mapping[int, timedelta], slas: Mapping[int, Sla]
) -> list[PhaseState]:
    """Return each phase that has tables, the most important first."""
    states = []
    for phase in sorted({it.phase for it in tables}):
        own = [it for it in tables if it.phase == phase]
        sla = slas.get(phase, Sla())
        ages = [it.age for it in own if it.age is not None]
        states.append(
            PhaseState(
                phase,
                len(own),
                sum(it.late for it in own),
                max(ages, default=None),
                sla.freshness,
                took.get(phase),
                sla.duration,
            )
        )
    return states


def breaches(
    phases: Sequence[PhaseState],
    tables: Sequence[TableState],
    last_run: tuple[str, str, str] | None,
) -> list[Breach]:
    """Return what is not as promised.

    Args:
        phases: From `phase_states`.
        tables: From `table_states`.
        last_run: Verdict, error and next action of the last run that ended.
    """
    found = []
    if last_run and last_run[0] != "succeeded":
        verdict, error, instruction = last_run
        found.append(Breach("runs", FAILED, f"The last run {verdict}. {error} {instruction}"))
    for phase in phases:
        subject = f"phase {phase.phase}"
        if phase.late:
            late = [it for it in tables if it.phase == phase.phase and it.late]
            listed = ", ".join(it.table for it in late[:NAMED])
            more = f" and {len(late) - NAMED} more" if len(late) > NAMED else ""
            oldest = f"the oldest was read {text(late[0].age)} ago" if late[0].age else "never read"
            found.append(
                Breach(
                    subject,
                    FRESHNESS,
                    f"{phase.late} of {phase.tables} tables of phase {phase.phase} are older than "
                    f"{text(phase.freshness)} ({listed}{more}; {oldest}). "
                    "See `enamel status`, then run the pipeline.",
                )
            )
        if phase.slow:
            found.append(
                Breach(
                    subject,
                    DURATION,
                    f"Phase {phase.phase} took {text(phase.took)} in the last run, "
                    f"{text(phase.duration)} are allowed. "
                    "See the slowest tables in operations.run_tables; `enamel advise` may help.",
                )
            )
    return found


def text(span: timedelta | None) -> str:
    """Return a span as people say it: 45 s, 12 min, 3 h 20 min, 2 d 4 h."""
    if span is None:
        return "-"
    seconds = max(0, round(span.total_seconds()))
    if seconds < 100:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 100:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def _phases(reader: Reader, value: object, place: Place) -> dict[Any, Any]:
    return reader.mapping(value, place, dict.fromkeys(PHASES, _sla))


def _sla(reader: Reader, value: object, place: Place) -> Sla:
    return Sla(**reader.mapping(value, place, {"freshness": _span, "duration": _span}))


def parse_span(value: str, option: str) -> timedelta:
    """Return the span that an option's text means.

    Raises:
        EnamelError: It means none.
    """
    span = _parse(value)
    if span is None:
        raise EnamelError(f"{option} {value} is no time.", _WRITE)
    return span


def _span(reader: Reader, value: object, place: Place) -> timedelta:
    span = _parse(reader.text(value, place))
    if span is None:
        reader.fail(place, f"`{value}` is no time", _WRITE)
    return span


def _parse(value: str) -> timedelta | None:
    found = re.fullmatch(r"(\d+)([smhd])", value)
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None
