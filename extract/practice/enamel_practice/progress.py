"""How far a load is: a bar on a terminal, a line per table elsewhere."""

from collections import Counter
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Task, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.text import Text

LONG = 100_000
"""A tenth of a long load, in rows."""


class Progress:
    """Counts rows in silence; the others show something."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""

    def advance(self, table: str, rows: int) -> None:
        """Note that rows of a table are loaded."""

    def note(self, text: str) -> None:
        """Say what is being done now."""


class Lines(Progress):
    """For logs: a line per tenth of a long load, and one per table when all is done."""

    def __init__(self, console: Console, total: int | None = None) -> None:
        """Write to this console."""
        self.console = console
        self.rows: Counter[str] = Counter()
        self.step = (total or 0) // 10
        self.next = self.step

    def advance(self, table: str, rows: int) -> None:
        """Add up."""
        self.rows[table] += rows
        if self.step >= LONG and (done := self.rows.total()) >= self.next:
            self.console.print(f"{done:,} rows", highlight=False)
            self.next = (done // self.step + 1) * self.step

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Print what was loaded, also when the load broke off."""
        for table, rows in sorted(self.rows.items()):
            self.console.print(f"loaded {table}: {rows:,} rows", highlight=False)


class _Rate(TextColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:,.0f} rows/s")


class Terminal(Progress):
    """A bar with the table, the rows and the rate."""

    def __init__(self, console: Console, total: int | None) -> None:
        """Draw on this console."""
        self.bar = Bar(
            TextColumn("{task.description:<24}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(""),
            TimeElapsedColumn(),
            console=console,
        )
        self.task = self.bar.add_task("loading", total=total)

    def __enter__(self) -> Self:
        """Show the bar."""
        self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the bar as it stands."""
        self.bar.stop()

    def advance(self, table: str, rows: int) -> None:
        """Move the bar."""
        self.bar.update(self.task, advance=rows, description=table)

    def note(self, text: str) -> None:
        """Show it in the table's place."""
        self.bar.update(self.task, description=text)


def progress_for(total: int | None, wanted: bool = True) -> Progress:
    """Return what suits standard error: a bar on a terminal, lines in a log."""
    console = Console(stderr=True)
    if not wanted:
        return Progress()
    return Terminal(console, total) if console.is_terminal else Lines(console, total)
