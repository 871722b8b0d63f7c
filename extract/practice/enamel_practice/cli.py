"""`enamel practice`: make a synthetic practice."""

from datetime import datetime
from typing import Annotated

import typer

from enamel_practice.config import NEWEST, TODAY
from enamel_practice.life.cli import advance, write
from enamel_practice.realism.cli import report
from enamel_practice.truth.cli import SidecarOption, folder_of, truth

_TODAY = datetime(TODAY.year, TODAY.month, TODAY.day)

app = typer.Typer(help="The synthetic practice.", no_args_is_help=True)


@app.callback()
def practice() -> None:
    """The synthetic practice."""


app.command()(advance)
app.command()(report)
app.command()(truth)
app.command()(write)


@app.command()
def upgrade(
    to: Annotated[str, typer.Option(help="A later release, as 24.3.")] = NEWEST,
) -> None:
    """Bring the practice in ENAMEL_SOURCE_* to a later release's tables, as its program would.

    A database without the synthetic mark is refused.
    """
    from enamel.errors import EnamelError
    from enamel.settings import source

    from enamel_practice.errors import PracticeError
    from enamel_practice.releases import full_version
    from enamel_practice.upgrade import upgrade

    settings = source()
    try:
        done = upgrade(settings, full_version(to))
    except PracticeError as error:
        raise EnamelError(error.reason, error.instruction, exit_code=error.exit_code) from error
    typer.echo(
        f"{settings.database}: from {done.before} to {done.after}, {done.statements} changes."
    )


@app.command()
def generate(
    profile: Annotated[
        str | None, typer.Option(help="A named practice: demo, solo, twin, group.")
    ] = None,
    scale: Annotated[
        str | None, typer.Option(help="A named size: small, demo, reference, million.")
    ] = None,
    patients: Annotated[
        int | None, typer.Option(help="Rows of the patient table; 5,000 by default.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Same seed, same rows.")] = 1,
    today: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The practice's own date.")
    ] = _TODAY,
    years: Annotated[
        int | None, typer.Option(help="Active history before that date; 2 by default.")
    ] = None,
    pay_plans_version: Annotated[
        int | None, typer.Option(help="Preference PayPlansVersion; 2 by default.")
    ] = None,
    write_off_policy: Annotated[
        int | None,
        typer.Option(help="Preference ReportsPPOwriteoffDefaultToProcDate; 1 by default."),
    ] = None,
    clinics: Annotated[
        int | None, typer.Option(help="How many clinics, 0 for none; 3 by default.")
    ] = None,
    open_dental_version: Annotated[
        str | None, typer.Option(help="Release whose tables it has: 21.1, or 24.3 by default.")
    ] = None,
    if_changed: Annotated[
        bool, typer.Option("--if-changed", help="Do nothing where this very practice is already.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; by default one per processor.")
    ] = None,
    coin_flip: Annotated[
        bool, typer.Option("--coin-flip", help="Negative control: patients decide by coins.")
    ] = False,
    dirty: Annotated[
        float, typer.Option(help="Plant mistakes of real offices: the share, as in 0.01.")
    ] = 0.0,
    sidecar: SidecarOption = None,
) -> None:
    """Create the source's tables in ENAMEL_SOURCE_* and fill them; what was there goes.

    A database with rows and without the synthetic mark is refused.
    """
    # Heavy modules, and the package above that owns the command, only when they are needed.
    from enamel.errors import EnamelError
    from enamel.settings import source

    from enamel_practice.errors import PracticeError
    from enamel_practice.fill import fill, holds
    from enamel_practice.profiles import configure

    settings = source()
    try:
        config = configure(
            profile,
            scale,
            patients=patients,
            seed=seed,
            today=today.date(),
            years=years,
            pay_plans_version=pay_plans_version,
            write_off_policy=write_off_policy,
            clinics=clinics,
            open_dental=open_dental_version,
            coin_flip=coin_flip,
            dirty=dirty,
        )
        if if_changed and holds(settings, config):
            typer.echo(f"{settings.database}: this practice is there already.")
            return
        filled = fill(
            settings, config, sidecar=folder_of(sidecar, settings.database), workers=workers
        )
    except PracticeError as error:
        raise EnamelError(error.reason, error.instruction, exit_code=error.exit_code) from error
    typer.echo(
        f"{settings.database}: {filled.created} tables, {len(filled.rows)} of them filled, "
        f"{sum(filled.rows.values()):,} rows in {filled.seconds:.1f} s."
    )
