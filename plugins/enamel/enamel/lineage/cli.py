"""`enamel lineage`: write down where every column comes from."""

from pathlib import Path
from typing import Annotated

import typer

BUILT = Path("transform/target/built/manifest.json")


def lineage(
    manifest: Annotated[
        Path | None,
        typer.Option(help="dbt's manifest of a whole build.", envvar="ENAMEL_MANIFEST"),
    ] = None,
) -> None:
    """Write models, edges and columns with what they are computed from into the schema lineage.

    Reads dbt's manifest of the last whole build and the SQL in it. SQL that did not change since
    the last time is not read again.
    """
    from time import monotonic

    from enamel import project, settings
    from enamel.lineage.store import read_manifest, write_lineage
    from enamel.reconciliation.run import connect_warehouse

    began = monotonic()
    nodes = read_manifest(manifest or project.project_root() / BUILT)
    with connect_warehouse(settings.warehouse()) as connection:
        count = write_lineage(connection, nodes)
    typer.echo(
        f"lineage: {count.models} models, {count.edges} edges, {count.columns} columns, "
        f"{count.sources} column sources; SQL of {count.read_again} models read "
        f"in {monotonic() - began:.1f} s."
    )
