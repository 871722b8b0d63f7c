"""`enamel access`: who may read which rows and columns."""

from pathlib import Path
from typing import Annotated

import typer

from enamel.printing import Format, FormatOption, OutputOption, opened, print_rows

app = typer.Typer(help="Who may read which rows and columns, from load/roles.yml.")

DEPARTS = 4
"""Exit code when the warehouse departs from the file."""


@app.command("apply")
def apply_rights() -> None:
    """Create the roles of load/roles.yml and give each table the rights of the file.

    Safe to run again: what is right already is not touched. From then on every build gives a table
    its rights in the moment it puts it in its place.
    """
    from enamel import settings
    from enamel.access.apply import apply
    from enamel.access.login import give_password
    from enamel.access.policy import read
    from enamel.reconciliation.run import connect_warehouse

    wanted, warehouse = read(), settings.warehouse()
    with connect_warehouse(warehouse) as connection:
        connection.autocommit = True
        touched = apply(connection, wanted)
        has_password = give_password(connection, wanted.login)
    typer.echo(f"{len(wanted.roles)} roles; {touched} tables and views given their rights.")
    if not has_password:
        typer.echo(
            f"{wanted.login} has no password from here: set ENAMEL_API_PASSWORD in .env and run "
            "this again before the API connects."
        )


@app.command("check")
def check_rights(output_format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Say where the warehouse departs from load/roles.yml; change nothing.

    Exit code 0: it does not; 4: it does.
    """
    from enamel import settings
    from enamel.access.apply import check
    from enamel.access.policy import read
    from enamel.reconciliation.run import connect_warehouse

    with connect_warehouse(settings.warehouse()) as connection:
        found = check(connection, read())
    rows = [{"subject": it.subject, "role": it.role, "departure": it.departure} for it in found]
    _print(rows, output_format, output, "The warehouse agrees with the file.")
    if output_format is Format.TABLE and found:
        typer.echo(f"{len(found)} departures.")
    if found:
        raise typer.Exit(DEPARTS)


@app.command("show")
def show_rights(
    as_sql: Annotated[
        bool,
        typer.Option("--sql", help="Print what an administrator has to run for the roles instead."),
    ] = False,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show which role may read which table, which rows and which columns of it."""
    from enamel import settings
    from enamel.access.apply import granted
    from enamel.access.policy import read
    from enamel.access.roles import missing_statements
    from enamel.errors import EnamelError
    from enamel.reconciliation.run import connect_warehouse

    with connect_warehouse(settings.warehouse()) as connection:
        if as_sql:
            for statement in missing_statements(connection, read()):
                typer.echo(f"{statement};")
            return
        found = connection.execute("select to_regclass('access.rights') is not null").fetchone()
        if not (found and found[0]):
            raise EnamelError(
                "load/roles.yml has not been applied to this warehouse.",
                "Run `uv run enamel access apply`.",
            )
        rows = [
            dict(zip(("table", "role", "rows", "columns"), it, strict=True))
            for it in granted(connection)
        ]
    _print(rows, output_format, output)


@app.command("scan")
def scan_values(output_format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Look at every value outside of raw and identity for the people of this practice.

    Names, telephones, addresses, e-mail addresses, numbers and birth dates are looked for, and the
    table, column and kind printed, never a value. Exit code 0: nobody is named; 4: somebody is.
    """
    from dataclasses import asdict

    from enamel import settings
    from enamel.access.scan import scan
    from enamel.reconciliation.run import connect_warehouse

    with connect_warehouse(settings.warehouse()) as connection:
        found = scan(connection)
    rows = [{name: str(it) for name, it in asdict(row).items()} for row in found]
    _print(rows, output_format, output, "Nobody is named.")
    if output_format is Format.TABLE and found:
        typer.echo(f"{len(found)} columns name somebody.")
    if found:
        raise typer.Exit(DEPARTS)


def _print(
    rows: list[dict[str, str]], output_format: Format, output: Path | None, none: str = "Nothing."
) -> None:
    with opened(output) as file:
        print_rows(rows, output_format, file, none=none)
