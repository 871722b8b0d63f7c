"""`enamel numbers`: what a change does to the numbers."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Which numbers move when models change.")

MOVES = 4
"""Exit code when a number moves."""


@app.command()
def save(
    file: Annotated[Path, typer.Argument(help="Where they go.", dir_okay=False)],
    manifest: Annotated[
        Path | None, typer.Option(help="dbt's manifest; that of the last build by default.")
    ] = None,
) -> None:
    """Save the key figures of every month, the rows of every mart and the models' checksums.

    Nothing in the file is about a single person. Compare two builds of the same practice: a
    synthetic one of the same seed, or your own before and after.
    """
    from enamel import settings
    from enamel.numbers.taken import take
    from enamel.project import project_root
    from enamel.reconciliation.run import connect_warehouse

    path = manifest or project_root() / "transform" / "target" / "built" / "manifest.json"
    with connect_warehouse(settings.warehouse()) as connection:
        found = take(connection, path)
    found.write(file)
    typer.echo(f"{file}: {len(found.figures)} key figures, {len(found.rows)} marts.")


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="A file that `save` wrote.", dir_okay=False)],
    after: Annotated[Path, typer.Argument(help="Another one.", dir_okay=False)],
    output: Annotated[
        Path | None, typer.Option(help="Write the report here, as Markdown.", dir_okay=False)
    ] = None,
) -> None:
    """Say which models changed and which numbers moved, as a comment for a pull request.

    Exit code 0: no number moves; 4: some do.
    """
    from enamel.numbers.compared import compare as compare_numbers
    from enamel.numbers.compared import markdown
    from enamel.numbers.taken import read

    found = compare_numbers(read(before), read(after))
    text = markdown(found)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)
    if not found.is_silent:
        raise typer.Exit(MOVES)
