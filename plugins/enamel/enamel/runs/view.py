"""The status on a terminal, and as files for programs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enamel.printing import Format, opened, print_csv, print_json
from enamel.runs.slas import PhaseState, TableState, text

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

    from enamel.runs.status import Status

_SECONDS_BETWEEN_LOOKS = 2.0
LISTED = 10
_STYLES = {"succeeded": "green", "failed": "red", "died": "red", "running": "yellow"}


def show(found: "Status", output_format: Format, output: Path | None) -> None:
    """Print the status once."""
    with opened(output) as file:
        if output_format is Format.JSON:
            print_json(
                {
                    "at": found.at,
                    "breaches": found.breaches,
                    "phases": found.phases,
                    "runs": found.runs,
                    "tables": found.tables,
                },
                file,
            )
        elif output_format is Format.CSV:
            print_csv([_table_row(it) for it in found.tables], file)
        else:
            from rich.console import Console

            Console(file=file, highlight=False).print(screen(found))


def show_until_stopped(ask: "Callable[[], Status]", sleep: Callable[[float], None]) -> None:
    """Show the status again and again until Ctrl-C; on a terminal in place."""
    from contextlib import suppress

    from rich.console import Console
    from rich.live import Live

    console = Console(highlight=False)
    with suppress(KeyboardInterrupt):
        if not console.is_terminal:
            while True:
                console.print(screen(ask()))
                sleep(_SECONDS_BETWEEN_LOOKS)
        with Live(console=console, auto_refresh=False, screen=True) as live:
            while True:
                live.update(screen(ask()), refresh=True)
                sleep(_SECONDS_BETWEEN_LOOKS)


def screen(found: "Status") -> "Group":
    """Return everything as rich shows it."""
    from rich.console import Group
    from rich.text import Text

    parts: list[Any] = [runs_table(found.runs)]
    parts += [
        Text(f"{_clock(run['started_at'])} {run['error']} {run['next_action']}", "red")
        for run in found.runs
        if run["verdict"] in ("failed", "died")
    ]
    for record in found.running:
        done = len(record.tables) - record.count("running")
        parts.append(Text(f"Running: {done} of {len(record.tables)} tables done.", "yellow"))
    parts.append(phases_table(found.phases))
    late = [it for it in found.tables if it.late]
    if late:
        parts.append(late_table(late))
    if found.breaches:
        parts += [Text(f"✗ {it.said}", "red") for it in found.breaches]
    else:
        parts.append(Text("✓ All as orchestrate/slas.yml promises.", "green"))
    return Group(*parts)


def runs_table(runs: Iterable[Mapping[str, Any]]) -> "Table":
    """Return the runs."""
    table = _table("Runs", ["started", "took", "verdict"], ["changed", "tables", "rows", "MB"])
    table.add_column("what", overflow="ellipsis", no_wrap=True, max_width=13)
    for run in runs:
        table.add_row(
            _clock(run["started_at"]),
            "-" if run["seconds"] is None else text(timedelta(seconds=run["seconds"])),
            f"[{_STYLES[run['verdict']]}]{run['verdict']}[/]",
            f"{run['loaded_count']:,}",
            f"{run['table_count']:,}",
            f"{run['row_count']:,}",
            f"{run['byte_count'] / 1e6:,.1f}",
            run["selection"],
        )
    return table


def phases_table(phases: Iterable[PhaseState]) -> "Table":
    """Return the phases beside what is promised of them."""
    headings = ["phase", "oldest table", "promised", "last run", "promised"]
    table = _table("Phases", headings, ["tables", "late"])
    for it in phases:
        table.add_row(
            str(it.phase),
            text(it.oldest),
            text(it.freshness),
            f"[red]{text(it.took)}[/]" if it.slow else text(it.took),
            text(it.duration),
            str(it.tables),
            f"[red]{it.late}[/]" if it.late else "0",
        )
    return table


def late_table(late: list[TableState]) -> "Table":
    """Return the tables that are older than promised, the oldest first."""
    more = f", the first {LISTED} of {len(late)}" if len(late) > LISTED else ""
    table = _table(f"Late{more}", ["table", "phase", "age", "last attempt"], [])
    for it in late[:LISTED]:
        table.add_row(it.table, str(it.phase), text(it.age), it.last_verdict)
    return table


def _clock(moment: datetime) -> str:
    """Return a time by this machine's clock."""
    return f"{moment.astimezone():%d %b %H:%M}"


def _table(title: str, left: Iterable[str], right: Iterable[str]) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in left:
        table.add_column(heading, no_wrap=True, min_width=6)
    for heading in right:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _table_row(state: TableState) -> dict[str, Any]:
    return {
        "table": state.table,
        "phase": state.phase,
        "read_at": state.read_at,
        "age_seconds": state.age,
        "late": state.late,
        "last_verdict": state.last_verdict,
    }
