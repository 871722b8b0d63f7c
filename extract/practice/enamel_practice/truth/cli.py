"""`enamel practice truth`: the expected value of every figure, from the events."""

import csv
import json
import sys
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enamel_practice.errors import PracticeError
from enamel_practice.schema import source_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from enamel_practice.truth.figures import Figure

WIDTH = 180
SIDECAR_HELP = "Folder beside the rows; by default one for the database in .enamel/practice."
SidecarOption = Annotated[Path | None, typer.Option(envvar="ENAMEL_SIDECAR", help=SIDECAR_HELP)]


class By(StrEnum):
    """What a figure is cut by."""

    PROVIDER = "provider"
    CLINIC = "clinic"
    MONTH = "month"
    DAY = "day"


class Format(StrEnum):
    """How figures are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def folder_of(sidecar: Path | None, database: str) -> Path:
    """Return the folder of what is known of a database beside its rows."""
    return sidecar or source_folder().parents[1] / ".enamel" / "practice" / database


def truth(
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")],
    by: Annotated[list[By] | None, typer.Option(help="Cut by this; may be repeated.")] = None,
    kpi: Annotated[list[str] | None, typer.Option(help="Only these; may be repeated.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    sidecar: SidecarOption = None,
) -> None:
    """Print what each report line and KPI must be, computed from the practice's events alone."""
    from enamel.errors import EnamelError
    from enamel.settings import source

    from enamel_practice.truth.facts import FACTS
    from enamel_practice.truth.figures import Grain, Question, figures

    cuts = set(by or ())
    grain: Grain = "day" if By.DAY in cuts else "month" if By.MONTH in cuts else "window"
    question = Question(first.date(), last.date(), grain, By.PROVIDER in cuts, By.CLINIC in cuts)
    try:
        folder = sidecar or folder_of(None, source().database)
        found = figures(folder / FACTS, question)
    except PracticeError as error:
        raise EnamelError(error.reason, error.instruction, exit_code=error.exit_code) from error
    _print([it for it in found if not kpi or it.kpi_id in kpi], form)


def _print(found: "Sequence[Figure]", form: Format) -> None:
    from enamel_practice.truth.figures import Figure

    if form is Format.JSON:
        typer.echo(json.dumps([it._asdict() for it in found], default=_plain, indent=1))
        return
    if form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(Figure._fields)
        writer.writerows(found)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*Figure._fields, box=None, header_style="bold")
    for it in found:
        table.add_row(*("" if part is None else str(part) for part in it))
    console = Console(highlight=False)
    if not console.is_terminal:
        # What is piped is not cut to a terminal that is not there.
        console = Console(highlight=False, width=WIDTH)
    console.print(table)


def _plain(value: date | Decimal) -> str | float:
    return value.isoformat() if isinstance(value, date) else float(value)
