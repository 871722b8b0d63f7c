"""`enamel validate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from enamel.printing import Format, FormatOption, OutputOption, opened, print_csv, print_json

# Everything else is imported inside: `enamel --help` needs no database driver.

if TYPE_CHECKING:
    from typing import TextIO


def validate(
    table: Annotated[
        list[str] | None, typer.Option("--table", help="Only this table; may come several times.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Send what differs through the tap and the target.")
    ] = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="Compare every row of the large tables too, not only key and time stamp."
        ),
    ] = False,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    catalog_file: Annotated[
        Path | None,
        typer.Option("--catalog", help="Another file than extract/catalog.json.", dir_okay=False),
    ] = None,
) -> None:
    """Compare raw with the source: every key and time stamp, every row where that is cheap.

    Run it after the tap and the target, or what has changed since is found to differ. Exit code
    0: all equal; 3: it was not, and is now (--fix); 4: differences remain; 1: a table, or the
    whole, could not be compared.
    """
    from enamel import settings
    from enamel.discovery.catalog import FILE
    from enamel.project import project_root
    from enamel.validation.run import validate as run
    from enamel.validation.verdicts import exit_code

    verdicts = run(
        settings.source(),
        settings.warehouse(),
        catalog_file or project_root() / FILE,
        tables=table or (),
        full=full,
        fix=fix,
    )
    rows = [verdict.row() for verdict in verdicts]
    with opened(output) as file:
        _print(rows, output_format, file)
    if code := exit_code(verdicts):
        raise typer.Exit(code)


def _print(rows: list[dict[str, Any]], output_format: Format, file: "TextIO | None") -> None:
    if output_format is Format.JSON:
        print_json(rows, file)
    elif output_format is Format.CSV:
        print_csv([{**row, "first_keys": " ".join(row["first_keys"])} for row in rows], file)
    else:
        _print_table(rows, file)


def _print_table(rows: list[dict[str, Any]], file: "TextIO | None") -> None:
    """Print the tables that are not clean; of the others, how many there are."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=file)
    told = [row for row in rows if row["verdict"] != "clean"]
    if told:
        table = Table(title="Where raw is not what the source is")
        table.add_column("table")
        for heading in ("rows", "missing", "extra", "different"):
            table.add_column(heading, justify="right")
        table.add_column("first keys")
        table.add_column("verdict")
        for row in told:
            counts = [f"{row[name]:,}" for name in ("rows", "missing", "extra", "different")]
            keys = row["trouble"] or " ".join(row["first_keys"])
            table.add_row(row["table"], *counts, keys, row["verdict"])
        console.print(table)
    clean = [row for row in rows if row["verdict"] == "clean"]
    by_content = sum(row["compared"] == "content" for row in clean)
    console.print(
        f"{len(clean)} of {len(rows)} tables are clean: {sum(row['rows'] for row in clean):,} rows "
        f"in {sum(row['ranges'] for row in clean):,} ranges, {by_content} tables by content, "
        f"{sum(row['seconds'] for row in rows):.1f} s."
    )
