"""`enamel dashboard`: build the pages, serve them on this machine, take pictures of them."""

from pathlib import Path
from typing import Annotated

import typer

from enamel.project import project_root

# Everything else is imported inside: `enamel --help` needs no database driver.

app = typer.Typer(help="The dashboard on this machine.", no_args_is_help=True)


@app.command()
def build(
    force: Annotated[bool, typer.Option("--force", help="Although nothing has changed.")] = False,
    package: Annotated[
        bool, typer.Option("--package", help="Put them into the package enamel-api, for a wheel.")
    ] = False,
) -> None:
    """Build analyze/dashboard/dist, which `enamel serve` serves at /app/.

    Takes Node from this machine or, without root, from a Python package. Nothing is done twice.
    """
    from enamel.dashboard import build as building

    done = building.build(project_root(), force=force)
    if package:
        building.pack(project_root())
    typer.echo("built" if done else "up to date")


@app.command()
def check() -> None:
    """Check the pages: style, types, and what they compute, with the tools that the lock names."""
    from enamel.dashboard import build as building

    building.check(project_root())
    typer.echo("The pages are as they should be.")


@app.command()
def types() -> None:
    """Make the types of what the API answers, for an editor; `check` makes them by itself."""
    from enamel.dashboard import build as building

    typer.echo(building.types(project_root()))


@app.command()
def up() -> None:
    """Serve API and pages in the background and let one person per role sign in: for the demo.

    `enamel serve` is for practices: people there are made with `enamel users create`.
    """
    from enamel.dashboard import people, serving

    project = project_root()
    made = people.prepare(project)
    typer.echo(f"Dashboard: {serving.up(project)}")
    for person in made:
        typer.echo(f"  {person.name:<10} {person.password}")
    typer.echo(f"Names and passwords are in {people.FILE}, which only you can read.")


@app.command()
def down() -> None:
    """Stop serving."""
    from enamel.dashboard import serving

    typer.echo("stopped" if serving.down(project_root()) else "nothing was running")


@app.command()
def pictures(
    to: Annotated[
        Path | None, typer.Option(help="Folder; analyze/dashboard/pictures if left out.")
    ] = None,
    path: Annotated[str | None, typer.Option(help="One page alone, as `huddle`.")] = None,
    role: Annotated[str, typer.Option(help="Who looks at it.")] = "owner",
    width: Annotated[int, typer.Option(help="Of the window; other widths show whole pages.")] = 0,
    dark: Annotated[bool, typer.Option("--dark", help="In dark colours.")] = False,
) -> None:
    """Take the README's pictures of the demo, or look at one page: another width, dark colours.

    Needs the packages of development (`uv sync`) and takes Chromium as the tests do.
    """
    from enamel.dashboard import pictures as taking

    project = project_root()
    subjects = taking.SUBJECTS
    if path is not None:
        subjects = {path.strip("/").replace("/", "_") or "home": (path.strip("/"), role)}
    made = taking.take(
        project,
        to or project / taking.FOLDER,
        subjects,
        width=width or taking.WIDTH,
        scheme="dark" if dark else "light",
    )
    for file in made:
        typer.echo(f"{file}  {file.stat().st_size:,} bytes")
