"""`enamel run`."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from enamel.printing import Format, FormatOption, OutputOption, opened, print_rows
from enamel.runs.cli import CatalogOption

# Everything else is imported inside: `enamel --help` needs no database driver.

if TYPE_CHECKING:
    from enamel_ledger.record import RunRecord

    from enamel.runs.estimating import Estimate
    from enamel.runs.running import Ended

LISTED = 25
STOPPED = (130, 143)
"""Exit codes of a run that somebody has stopped, as a shell gives them: no log says more."""


def run(
    phase: Annotated[
        list[int] | None,
        typer.Option(
            "--phase", help="Only tables of this phase; may come several times.", min=1, max=4
        ),
    ] = None,
    tables: Annotated[
        str | None, typer.Option("--tables", help="Only these tables, separated by commas.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be read, and touch nothing.")
    ] = False,
    full_refresh: Annotated[
        bool, typer.Option("--full-refresh", help="Read from the beginning, whatever was read.")
    ] = False,
    build: Annotated[
        bool, typer.Option("--build", help="Then build and test every model with dbt.")
    ] = False,
    validate_after: Annotated[
        bool, typer.Option("--validate-after", help="Then compare raw with the source, key by key.")
    ] = False,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    catalog: CatalogOption = None,
) -> None:
    """Plan a run, call `meltano run tap-mysql target-postgres`, and show how far it is.

    Without a choice it reads what the daily job reads. Phases are the importance that discovery
    has given each table (1 critical to 4 reference). A choice of tables leaves the bookmarks of
    the others where they are. On a terminal you see tables, rows, rate and time left; in a pipe,
    Meltano's own lines. The log is kept in .enamel/logs. With --format json or csv, or --output,
    standard output (the file) holds a row per table that was looked at, everything else goes to
    standard error.

    Exit code: Meltano's; 130 and 143: stopped by Ctrl-C or SIGTERM; with --validate-after also
    that of `enamel validate` (3, 4).

    Examples: `enamel run --phase 1 --dry-run`; `enamel run --tables patient,claim --full-refresh`.
    """
    from enamel.discovery.catalog import FILE, read
    from enamel.errors import EnamelError
    from enamel.project import project_root
    from enamel.runs.estimating import estimate
    from enamel.runs.selecting import describe, narrowed, select

    streams = read(catalog or project_root() / FILE)
    named = [it.strip() for it in (tables or "").split(",") if it.strip()]
    if tables is not None and not named:
        raise EnamelError("--tables names no table.", "Name some, or leave the option out for all.")
    chosen = select(streams, phase or [], named)
    named_environment = environment()
    if dry_run:
        found = estimate(streams, chosen, named_environment, full_refresh=full_refresh)
        _print_estimates(found, output_format, output)
        return
    # Meltano would refuse for five minutes after a run was killed. The target's own lock keeps two
    # runs apart, and says which one is in the way.
    command = ["--environment", named_environment, "run", "--force"]
    command += ["--full-refresh"] if full_refresh else []
    whole = not phase and not named
    if not whole:
        # Meltano would keep only the bookmarks of the tables that were read.
        command.append("--state-strategy=merge")
    command += ["tap-mysql", "target-postgres", *(["dbt-postgres:build"] if build else [])]
    title = describe(phase or [], named, full_refresh=full_refresh)
    derived = None if whole and catalog is None else narrowed(streams, chosen)
    as_rows = output is not None or output_format is not Format.TABLE
    say = partial(typer.echo, err=as_rows)
    ended = _call(command, title, derived, say)
    _conclude(ended, say)
    if ended.record and as_rows:
        with opened(output) as file:
            print_rows(_table_rows(ended.record), output_format, file)
    code = ended.code
    if not code and validate_after:
        code = _validate(chosen if not whole else [], catalog)
    if code:
        raise typer.Exit(code)


def _call(
    command: list[str], title: str, catalog: dict[str, Any] | None, say: Callable[[str], None]
) -> "Ended":
    from rich.console import Console

    from enamel.runs.progress import Progress
    from enamel.runs.running import run as call

    console = Console(highlight=False, stderr=True)
    if not console.is_terminal:
        return call(command, title, catalog=catalog, watch=None, say=say)
    with Progress(console, title) as progress:
        return call(command, title, catalog=catalog, watch=progress, say=None)


def _table_rows(record: "RunRecord") -> list[dict[str, Any]]:
    """Return what became of each table, those that failed first, then the largest."""
    found = sorted(
        record.tables.values(),
        key=lambda it: (it.verdict in ("loaded", "unchanged"), -it.rows, it.table),
    )
    return [
        {
            "table": it.table,
            "verdict": it.verdict,
            "rows": it.rows,
            "written": it.written,
            "deleted": it.deleted,
            "bytes": it.bytes,
            "error": it.error,
            "next_action": it.next_action,
        }
        for it in found
    ]


def _conclude(ended: "Ended", say: Callable[[str], None]) -> None:
    """File the run, and say how it ended."""
    from enamel import settings
    from enamel.errors import EnamelError
    from enamel.reconciliation.run import connect_warehouse
    from enamel.runs import models
    from enamel.runs.status import file_what_is_over

    there = settings.warehouse()
    try:
        with connect_warehouse(there) as connection:
            connection.autocommit = True
            file_what_is_over(connection, f"{there.host}:{there.port}/{there.database}")
            models.file_all(connection)
    except EnamelError as error:
        typer.echo(f"The run is not in the ledger yet: {error.reason}", err=True)
    record = ended.record
    shown = not sys.stderr.isatty()  # as it came
    if ended.code and ended.code not in STOPPED and not shown:
        tail = ended.log.read_text(encoding="utf-8").splitlines()[-10:]
        typer.echo("\n".join(tail), err=True)
    if record is None:
        return
    loaded = [it for it in record.tables.values() if it.verdict == "loaded"]
    rows = sum(it.written + it.deleted for it in loaded)
    say(
        f"{record.verdict}: {len(loaded)} of {len(record.tables)} tables changed, {rows:,} rows. "
        f"{record.error} {record.next_action}".rstrip()
    )
    say(f"Log: {ended.log}")


def _validate(tables: list[str], catalog: Path | None) -> int:
    import subprocess

    from enamel.project import project_root
    from enamel.runs.running import program

    command = [program("enamel"), "validate"]
    for table in tables:
        command += ["--table", table]
    command += ["--catalog", str(catalog)] if catalog else []
    return subprocess.run(command, cwd=project_root(), check=False).returncode


def environment() -> str:
    """Return Meltano's environment: the one that is told, or the project's default."""
    if told := os.environ.get("MELTANO_ENVIRONMENT"):
        return told
    from enamel.discovery.reading import load_yaml
    from enamel.project import project_root

    data = load_yaml(project_root() / "meltano.yml", "meltano.yml")
    return str(data.get("default_environment", "dev")) if isinstance(data, dict) else "dev"


def _print_estimates(found: "list[Estimate]", output_format: Format, output: Path | None) -> None:
    from dataclasses import asdict

    from enamel.printing import print_csv, print_json

    with opened(output) as file:
        if output_format is Format.JSON:
            print_json(found, file)
            return
        if output_format is Format.CSV:
            print_csv([asdict(it) for it in found], file)
            return
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table

        table = Table(title="Would be read", title_justify="left", box=SIMPLE_HEAD)
        for heading in ("table", "phase", "how"):
            table.add_column(heading, no_wrap=True)
        for heading in ("rows at most", "MB at most"):
            table.add_column(heading, justify="right", no_wrap=True)
        table.add_column("because", overflow="fold")
        for it in found[:LISTED]:
            size = f"{it.bytes / 1e6:,.1f}"
            table.add_row(it.table, str(it.phase), it.how, f"{it.rows:,}", size, it.why)
        console = Console(file=file, highlight=False)
        console.print(table)
        more = f" ({len(found) - LISTED} smaller ones not shown)" if len(found) > LISTED else ""
        console.print(
            f"{len(found)} tables{more}: at most {sum(it.rows for it in found):,} rows, "
            f"{sum(it.bytes for it in found) / 1e6:,.1f} MB. The source looks at "
            f"{sum(it.scanned_rows for it in found):,} rows. Nothing was touched."
        )
