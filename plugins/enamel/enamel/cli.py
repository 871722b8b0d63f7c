"""The `enamel` command: every sub-command is registered here and lives in its own module."""

import sys

import typer

from enamel.errors import EnamelError

app = typer.Typer(
    name="enamel",
    help="Open Dental to Postgres, tied out to the cent.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def root() -> None:
    """Open Dental to Postgres, tied out to the cent."""


def main() -> None:
    """Run the command; an expected failure is two lines on stderr, never a traceback."""
    try:
        app()
    except EnamelError as error:
        typer.echo(f"error: {error.reason}\n next: {error.instruction}", err=True)
        sys.exit(error.exit_code)
