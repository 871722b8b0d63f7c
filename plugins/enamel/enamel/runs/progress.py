"""How far a run is: table, rows, rate and time left, on a terminal."""

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from enamel_ledger.record import RUNNING, RunRecord, TableRecord

from enamel.runs.slas import text

if TYPE_CHECKING:
    from rich.console import Console, Group

SHOWN = 6


class Progress:
    """A screen that is redrawn in place; `with` shows it, calling it moves it on."""

    def __init__(self, console: "Console", title: str) -> None:
        """Show nothing yet."""
        from rich.live import Live

        self._title = title
        self._began = time.monotonic()
        self._first: dict[str, tuple[float, int]] = {}
        self._live: Live = Live(console=console, auto_refresh=False, transient=True)

    def __enter__(self) -> "Progress":
        """Begin to show."""
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the terminal as it was."""
        self._live.stop()

    def __call__(self, record: RunRecord) -> None:
        """Show how far the run is now."""
        self._live.update(self._screen(record), refresh=True)

    def _screen(self, record: RunRecord) -> "Group":
        from rich.box import SIMPLE_HEAD
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        now = time.monotonic()
        done, total, rows, left = totals(record)
        rate = rows / (now - self._began)
        line = Table.grid(padding=(0, 2))
        line.add_row(
            ProgressBar(total=max(1, total), completed=done, width=24),
            f"{done:,} of {total:,} tables" if total else "starting",
            f"{rows:,} rows",
            f"{rate:,.0f} rows/s",
            f"{text(remaining(left, rate))} left" if left and rate else "",
        )
        table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
        table.add_column("table", no_wrap=True)
        for heading in ("rows", "of about", "rows/s", "left"):
            table.add_column(heading, justify="right", no_wrap=True)
        for it in active(record)[:SHOWN]:
            first, already = self._first.setdefault(it.table, (now, it.rows))
            own = (it.rows - already) / (now - first) if now > first else 0.0
            rest = max(0, it.expected_rows - it.rows)
            table.add_row(
                it.table,
                f"{it.rows:,}",
                f"{it.expected_rows:,}" if it.expected_rows else "-",
                f"{own:,.0f}" if own else "-",
                text(remaining(rest, own)) if own and rest else "-",
            )
        return Group(Text(self._title), line, table)


def totals(record: RunRecord) -> tuple[int, int, int, int]:
    """Return tables done, tables, rows so far, and rows expected yet."""
    tables = record.tables.values()
    done = sum(it.verdict != RUNNING for it in tables)
    left = sum(max(0, it.expected_rows - it.rows) for it in tables if it.verdict == RUNNING)
    return done, len(tables), sum(it.rows for it in tables), left


def active(record: RunRecord) -> list[TableRecord]:
    """Return the tables that are under way, the largest first."""
    found = [it for it in record.tables.values() if it.verdict == RUNNING and it.rows]
    return sorted(found, key=lambda it: -max(it.expected_rows, it.rows))


def remaining(rows: int, rate: float) -> timedelta:
    """Return how long some rows will take."""
    return timedelta(seconds=rows / rate) if rate else timedelta()
