"""From journals to what is said of a run. Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

RUNNING, SUCCEEDED, FAILED, DIED = "running", "succeeded", "failed", "died"
LOADED, UNCHANGED, UNFINISHED = "loaded", "unchanged", "unfinished"
_AGAIN = "Run again: nothing is half loaded."
Event = Mapping[str, Any]


@dataclass(slots=True)
class TableRecord:
    """What happened to one table.

    Attributes:
        expected_rows: About how many rows were to be read, as the source estimated it.
        rows: Rows that were sent.
        written: Rows that differed, and so were written.
        read_at: The moment of the source that raw now shows.
        lag_seconds: How old that was when raw showed it.
    """

    table: str
    expected_rows: int = 0
    rows: int = 0
    bytes: int = 0
    written: int = 0
    deleted: int = 0
    seconds: float = 0.0
    read_at: datetime | None = None
    lag_seconds: float | None = None
    verdict: str = RUNNING
    error: str = ""
    next_action: str = ""


@dataclass(slots=True)
class RunRecord:
    """What happened in one run."""

    run_id: str
    started_at: datetime
    ended_at: datetime | None = None
    verdict: str = RUNNING
    environment: str = ""
    host: str = ""
    warehouse: str = ""
    target_schema: str = ""
    selection: str = "all"
    log: str = ""
    error: str = ""
    next_action: str = ""
    tables: dict[str, TableRecord] = field(default_factory=dict)

    def count(self, *verdicts: str) -> int:
        """Return how many tables have one of these verdicts."""
        return sum(it.verdict in verdicts for it in self.tables.values())


@dataclass(frozen=True, slots=True)
class Notes:
    """A journal as it was found."""

    program: str
    events: Sequence[Event]
    alive: bool

    @property
    def ended(self) -> Event | None:
        """The last word, if it was said."""
        last = self.events[-1] if self.events else None
        return last if last and last["event"] == "ended" else None


def summarize(run_id: str, journals: Iterable[Notes], *, over: bool) -> RunRecord | None:
    """Return what the journals of one run say together; None if they say nothing.

    Args:
        run_id: The run.
        journals: What each program noted.
        over: Nobody will note more.
    """
    notes = {it.program: it for it in journals if it.events}
    if not notes:
        return None
    record = RunRecord(run_id, min(_time(it.events[0]) for it in notes.values()))
    for name in ("tap", "target", "run"):
        if name in notes:
            _take_facts(record, notes[name].events)
    for program in ("tap", "target"):
        for event in notes[program].events if program in notes else ():
            _take(record, event)
    if not over:
        return record
    record.ended_at = max(_time(it.events[-1]) for it in notes.values())
    target = notes.get("target")
    for table in record.tables.values():
        _judge(table, target_succeeded=bool(target and target.ended and not target.ended["code"]))
    record.verdict, record.error, record.next_action = _verdict(record, notes)
    return record


def _take_facts(record: RunRecord, events: Iterable[Event]) -> None:
    for event in events:
        if event["event"] == "begun":
            for name in ("environment", "host", "warehouse", "target_schema", "selection", "log"):
                if value := event.get(name):
                    setattr(record, name, value)


def _take(record: RunRecord, event: Event) -> None:
    """Take one line of tap or target."""
    kind = event["event"]
    if kind == "plan":
        for name, rows in event["tables"].items():
            record.tables[name] = TableRecord(name, expected_rows=rows)
    elif kind == "same":
        for name in event["tables"]:
            table = _table(record, name)
            table.verdict = UNCHANGED
            table.read_at, table.lag_seconds = _time(event), 0.0
    elif kind in ("read", "copied", "loaded", "stopped"):
        _take_table(_table(record, event["table"]), event)


def _take_table(table: TableRecord, event: Event) -> None:
    kind = event["event"]
    if kind == "read":
        table.rows = max(table.rows, event["rows"])
        table.bytes, table.seconds = event["bytes"], event["seconds"]
        table.read_at = datetime.fromisoformat(event["read_at"])
        if not event["files"] and not event["rows"]:
            table.verdict, table.lag_seconds = UNCHANGED, _since(table.read_at, event)
    elif kind == "copied":
        table.rows = event["rows"]
    elif kind == "loaded":
        table.written, table.deleted = event["written"], event["deleted"]
        table.rows = event["rows"]
        table.verdict = LOADED if table.written or table.deleted else UNCHANGED
        if table.read_at:
            # Of a table that is still read when it is loaded, only the load's time is known.
            table.lag_seconds = _since(table.read_at, event)
            table.seconds = max(table.seconds, table.lag_seconds)
        else:
            table.seconds = event["seconds"]
    else:
        table.verdict, table.error, table.next_action = FAILED, event["error"], event["next"]


def _judge(table: TableRecord, *, target_succeeded: bool) -> None:
    if table.verdict != RUNNING:
        return
    # A table whose rows came as records is in raw when the target says that all is well.
    table.verdict = LOADED if table.read_at and target_succeeded else UNFINISHED


def _verdict(record: RunRecord, notes: Mapping[str, Notes]) -> tuple[str, str, str]:
    dead = sorted(program for program, it in notes.items() if it.ended is None)
    if dead:
        who = " and ".join(f"the {_NAMES[program]}" for program in dead)
        return DIED, f"{who[0].upper()}{who[1:]} ended without a word.", _LOOK
    words = [it.ended for name in ("target", "tap", "run") if (it := notes.get(name)) and it.ended]
    bad = [it for it in words if it["code"]]
    failed = sorted(it.table for it in record.tables.values() if it.verdict == FAILED)
    if not bad and not failed:
        if not record.tables and "tap" not in notes:
            return FAILED, "The tap sent nothing and left no word.", "Read the log of the run."
        return SUCCEEDED, "", ""
    for word in bad:
        if word["error"]:
            return FAILED, word["error"], word["next"]
    if failed:
        first = record.tables[failed[0]]
        return FAILED, f"{len(failed)} tables failed, first {first.error}", first.next_action
    return FAILED, "A program failed and did not say why.", "Read the log of the run."


_NAMES = {"tap": "tap", "target": "target", "run": "runner"}
_LOOK = f"Look for a kill, a full memory or a power cut on that machine. {_AGAIN}"


def _table(record: RunRecord, name: str) -> TableRecord:
    return record.tables.setdefault(name, TableRecord(name))


def _time(event: Event) -> datetime:
    return datetime.fromisoformat(event["at"]).astimezone(UTC)


def _since(then: datetime, event: Event) -> float:
    return max(0.0, round((_time(event) - then).total_seconds(), 3))
