"""`enamel group`: the roll-up of all practices."""

from typing import TYPE_CHECKING, Annotated

import typer

from enamel.errors import EnamelError
from enamel.group.engines import Engine

if TYPE_CHECKING:
    from enamel.group.collect import Snapshot

# Everything else is imported inside: `enamel --help` needs no database driver.

app = typer.Typer(no_args_is_help=True, help="The roll-up of all practices.")


@app.callback()
def root() -> None:
    """The roll-up of all practices."""


@app.command()
def build(
    engine: Annotated[
        Engine, typer.Option(help="Postgres for a small group, Spark for a large one.")
    ] = Engine.POSTGRES,
) -> None:
    """Build the group's marts from what the practices have published, as of now.

    Reads the folder ENAMEL_GROUP_MARTS. Postgres: the database that orchestrate/tenants.yml names
    under `group` gets the schemas practices and group_marts. Spark: the cluster ENAMEL_SPARK_MASTER
    (`local[*]` by default) reads the Parquet files where they are and writes Parquet, below
    ENAMEL_GROUP_STATE. Both run the same SQL, transform/group.

    A practice that has not published for long is in dim_group_practices with is_stale; its last
    figures count.

    Exit code: dbt's.

    Examples: `ENAMEL_SPARK_MASTER=spark://10.0.0.4:7077 enamel group build --engine spark`.
    """
    from enamel.group import build as building
    from enamel.group.load import load
    from enamel.project import project_root
    from enamel.reconciliation.run import connect_warehouse
    from enamel.tenants import isolation
    from enamel.tenants.file import FILE, load_tenants

    project = project_root()
    tenants = load_tenants(project)
    if tenants.group is None:
        raise EnamelError(f"{FILE} has no group.", "Say there where the practices come together.")
    snapshot = _collect()
    env, there = isolation.this_environment(), None
    if engine is Engine.POSTGRES:
        there = isolation.group_warehouse(project, tenants, env)
        with connect_warehouse(there) as connection:
            loaded = load(connection, snapshot)
        typer.echo(f"Loaded: {', '.join(loaded) or 'nothing has changed'}")
    hours = int(tenants.group.stale_after.total_seconds() // 3600)
    if code := building.build(project, engine, snapshot.folder, there, hours, env):
        raise typer.Exit(code)


@app.command()
def collect() -> None:
    """Take what every practice has published into one snapshot, without building anything.

    Exit code 0.

    Examples: `enamel group collect` prints the snapshot's folder.
    """
    typer.echo(_collect().folder)


def _collect() -> "Snapshot":
    from enamel.export.marts import read_by_the_group
    from enamel.group.build import marts_folder
    from enamel.group.collect import collect as take
    from enamel.project import project_root
    from enamel.tenants.file import load_tenants

    project = project_root()
    snapshot = take(load_tenants(project), read_by_the_group(project), marts_folder().resolve())
    absent = [name for name, published in snapshot.current.items() if published is None]
    if absent:
        typer.echo(f"notice: never published: {', '.join(absent)}", err=True)
    return snapshot
