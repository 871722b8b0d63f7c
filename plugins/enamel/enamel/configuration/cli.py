"""`enamel config`: are the settings right, and which are in effect?"""

from dataclasses import asdict
from typing import Annotated

import typer

from enamel.printing import Format, FormatOption, OutputOption, opened, print_rows

app = typer.Typer(
    help="The settings: are they right, and which are in effect?", no_args_is_help=True
)
WRONG = 4
"""Exit code when a file is wrong."""


@app.command("validate")
def validate_settings(
    connect: Annotated[
        bool, typer.Option("--connect", help="Ask both servers to let us in, too.")
    ] = False,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Read every file that people write, hold them to each other, and say what is wrong.

    .env, meltano.yml with its jobs and schedules, extract/policy.yml, extract/catalog.json,
    load/roles.yml, orchestrate/slas.yml, orchestrate/tenants.yml. A setting that .env.template does
    not have, in .env or in the environment, is a typing error and refused. Whether staging follows
    them is `enamel check`; whether the source is what the catalog says, `enamel schema drift`.

    Exit code 0: all are right; 4: one is not.

    Examples: `enamel config validate --connect` after filling in .env.
    """
    from enamel.configuration.checks import FAILURE, validate
    from enamel.project import project_root

    found = validate(project_root(), connect=connect)
    with opened(output) as file:
        print_rows([asdict(it) for it in found], output_format, file)
    if any(it.status == FAILURE for it in found):
        raise typer.Exit(WRONG)


@app.command("show")
def show_settings(output_format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show every setting, its value, and whether the environment or .env has set it.

    Passwords, keys and addresses that hold them are named and never shown. What the extractor, the
    loader and dbt have beyond that: `meltano config list tap-mysql`.

    Exit code 0.

    Examples: `enamel config show --format json --output settings.json` for a support request.
    """
    from enamel.configuration.effective import effective
    from enamel.project import project_root

    rows = [asdict(it) for it in effective(project_root())]
    with opened(output) as file:
        print_rows(rows, output_format, file)
