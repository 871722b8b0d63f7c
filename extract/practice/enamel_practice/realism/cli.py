"""`enamel practice report`: how real a synthetic practice is."""

from pathlib import Path
from typing import Annotated

import typer

from enamel_practice.truth.cli import Format


def report(
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option(help="Write a page with plots to this folder as well.")
    ] = None,
) -> None:
    """Compare the synthetic practice in ENAMEL_SOURCE_* with what is published of real ones."""
    from enamel.errors import EnamelError
    from enamel.settings import source
    from rich.console import Console

    from enamel_practice.errors import PracticeError
    from enamel_practice.realism import page
    from enamel_practice.realism.figures import read_report

    try:
        found = read_report(source())
    except PracticeError as error:
        raise EnamelError(error.reason, error.instruction, exit_code=error.exit_code) from error
    if form is Format.TABLE:
        Console(highlight=False).print(page.as_table(found))
    else:
        typer.echo(page.as_json(found) if form is Format.JSON else page.as_csv(found), nl=False)
    if output is not None:
        for path in page.write(found, output):
            typer.echo(f"wrote {path}", err=True)
