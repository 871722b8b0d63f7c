"""`enamel export journeys`: treatment journeys as a versioned Parquet file."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Export data sets for models.")


@app.callback()
def root() -> None:
    """Export data sets for models."""


@app.command()
def journeys(
    output: Annotated[Path, typer.Option(help="The folder of all versions.")] = Path("exports"),
) -> None:
    """Write treatment journeys as Parquet, with a quality report and statistics of the data.

    A version is a folder named by the practice's day and the content; what is there already is not
    written again. Patients and procedures are hashed with a salt that nobody keeps.
    """
    from enamel import settings
    from enamel.export.journeys import export_journeys
    from enamel.reconciliation.run import connect_warehouse

    with connect_warehouse(settings.warehouse()) as connection:
        version = export_journeys(connection, output)
    typer.echo(
        f"journeys: {version.rows} rows, {version.columns} columns in {version.folder}"
        + ("" if version.is_new else " (was there already)")
    )
    for line in version.findings:
        typer.echo(f"  {line}")
