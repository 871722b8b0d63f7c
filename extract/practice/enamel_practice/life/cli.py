"""`enamel practice advance` and `enamel practice write`: the practice goes on."""

import signal
from collections import Counter
from datetime import date
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from enamel_practice.errors import PracticeError
from enamel_practice.truth.cli import SidecarOption, folder_of

if TYPE_CHECKING:
    from pathlib import Path

    from enamel_practice.life.advance import Lived


def advance(
    days: Annotated[int, typer.Option(min=1, help="How many days pass.")] = 1,
    sidecar: SidecarOption = None,
) -> None:
    """Live some days in the practice of ENAMEL_SOURCE_*, as its office would, by ordinary SQL.

    Rows are stamped with the moments lived. A database without the synthetic mark is refused.
    """
    from enamel.errors import EnamelError
    from enamel.settings import source

    from enamel_practice.life.advance import advance as live

    def told(day: date, deeds: Counter[str]) -> None:
        typer.echo(f"{day:%a %Y-%m-%d}: {sum(deeds.values()):,} deeds.")

    settings = source()
    try:
        lived = live(settings, days, sidecar=_folder(sidecar, settings.database), told=told)
    except PracticeError as error:
        raise EnamelError(error.reason, error.instruction, exit_code=error.exit_code) from error
    _say(lived)


def write(
    rate: Annotated[float, typer.Option(min=0, help="Deeds a second; 0 for as many as go.")] = 20.0,
    sidecar: SidecarOption = None,
) -> None:
    """Work in the practice of ENAMEL_SOURCE_* until Ctrl-C, on the server's own clock.

    For tests of what runs beside a busy office. The deed in hand is finished before it stops.
    """
    from enamel.errors import EnamelError
    from enamel.settings import source

    from enamel_practice.life.advance import write as work

    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    settings = source()
    try:
        lived = work(settings, rate, stop, sidecar=_folder(sidecar, settings.database))
    except PracticeError as error:
        raise EnamelError(error.reason, error.instruction, exit_code=error.exit_code) from error
    _say(lived)


def _folder(sidecar: "Path | None", database: str) -> "Path | None":
    """Return the practice's folder of facts, if it has one."""
    from enamel_practice.truth.facts import FACTS

    folder = folder_of(sidecar, database)
    if (folder / FACTS).is_dir():
        return folder
    typer.echo("This practice has no sidecar: what happens is told to nobody.")
    return None


def _say(lived: "Lived") -> None:
    for kind, count in sorted(lived.deeds.items()):
        typer.echo(f"  {kind:<28}{count:>8,}")
    for kind, count in sorted(lived.rows.items()):
        typer.echo(f"  {kind:<28}{count:>8,}")
    typer.echo(f"It is {lived.today} now.")
