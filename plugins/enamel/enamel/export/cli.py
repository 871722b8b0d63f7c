"""`enamel export`: the warehouse as files, journeys for models, marts for the group."""

from pathlib import Path
from typing import Annotated

import typer

from enamel.export.kinds import Kind

app = typer.Typer(no_args_is_help=True, help="Export the warehouse, data sets for models, marts.")


@app.callback()
def root() -> None:
    """Export the warehouse, data sets for models, marts for a group."""


@app.command()
def warehouse(
    folder: Annotated[Path, typer.Argument(help="Where they go; it must not be there yet.")],
    schema: Annotated[
        list[str] | None,
        typer.Option(help="A schema, may come several times; marts and history by default."),
    ] = None,
    kind: Annotated[Kind, typer.Option("--format", help="What the files are.")] = Kind.PARQUET,
) -> None:
    """Write every table of the warehouse as a file, with what each column means.

    All files are of one moment. Names and contact data are in the schema `identity` and leave only
    where it is named. The folder is there when all of it is written.

    Examples: `enamel export warehouse /srv/leaving`;
    `enamel export warehouse /srv/leaving --schema marts --schema identity --format csv`.
    """
    from enamel import settings
    from enamel.export.warehouse import export_warehouse
    from enamel.reconciliation.run import connect_warehouse

    with connect_warehouse(settings.warehouse()) as connection:
        rows = export_warehouse(connection, schema or ["marts", "history"], folder, kind)
    typer.echo(f"{folder}: {len(rows)} tables, {sum(rows.values()):,} rows.")


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


@app.command()
def marts(
    practice: Annotated[
        str,
        typer.Option(envvar="ENAMEL_PRACTICE", help="Its key in orchestrate/tenants.yml."),
    ],
    output: Annotated[
        Path, typer.Option(envvar="ENAMEL_GROUP_MARTS", help="The folder of all practices.")
    ] = Path("exports/group"),
) -> None:
    """Publish the marts that the group reads, as Parquet files of this practice.

    What to publish is the exposure `group_rollup`. All files are of one moment; whoever reads
    follows current.json, which moves when all are written. Content that is there is not written
    again. `enamel tenants run` calls it within the jobs `group` and `daily-group`.

    Exit code 0: published, or published before.

    Examples: `enamel tenants call southside -- enamel export marts`.
    """
    import json
    import os

    from enamel import settings
    from enamel.export.marts import export_marts, read_by_the_group
    from enamel.project import project_root
    from enamel.reconciliation.run import connect_warehouse

    name = os.environ.get("ENAMEL_PRACTICE_NAME", practice)
    clinics = json.loads(os.environ.get("ENAMEL_PRACTICE_CLINICS", "{}"))
    with connect_warehouse(settings.warehouse()) as connection:
        current, is_new = export_marts(
            connection,
            read_by_the_group(project_root()),
            output,
            practice,
            name,
            {int(number): said for number, said in clinics.items()},
        )
    typer.echo(
        f"{practice}: {sum(current.rows.values()):,} rows of {len(current.rows)} marts in "
        f"{output / practice / current.version}" + ("" if is_new else " (was there already)")
    )
