"""`enamel job` and `enamel schedule`."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enamel.printing import Format, FormatOption, OutputOption, opened, print_rows

# Everything else is imported inside: `enamel --help` needs no database driver.

if TYPE_CHECKING:
    from enamel.scheduling.timers import Schedule

schedule_app = typer.Typer(
    help="The schedules of meltano.yml, for cron or systemd.", no_args_is_help=True
)
JOBS = Path(".enamel") / "jobs"


class Scheduler(StrEnum):
    """Who starts the jobs."""

    CRON = "cron"
    SYSTEMD = "systemd"


ZoneOption = Annotated[
    str, typer.Option("--time-zone", help="The practice's, as America/Denver; else the machine's.")
]


def job(
    name: Annotated[str, typer.Argument(help="A job of meltano.yml, as daily.")],
    wait: Annotated[
        str, typer.Option("--wait", help="How long to wait for another job, as 6h; 0s: not.")
    ] = "0s",
    unless_within: Annotated[
        str | None,
        typer.Option(
            "--unless-within", help="Do nothing if it succeeded so short a time ago, as 24h."
        ),
    ] = None,
) -> None:
    """Run a job of meltano.yml, unless another one is running on this warehouse.

    It is `meltano run --force NAME`, alone: jobs that move or build rows take turns by a lock in
    the warehouse, which ends with the process however that ends, and which holds for every machine
    that works on it. A job that only looks (watch) runs beside them, once.

    Exit code: Meltano's; 75: not begun, because another job is running.

    Examples: `enamel job daily --wait 6h` waits for its turn; `enamel job intraday` lets a time go
    by; `enamel job daily --unless-within 24h` makes up for what a machine that was off has missed.
    """
    from datetime import UTC, datetime

    from enamel import settings
    from enamel.configuration.checks import included
    from enamel.errors import EnamelError
    from enamel.project import project_root
    from enamel.reconciliation.run import connect_warehouse
    from enamel.runs.running import program
    from enamel.runs.slas import parse_span
    from enamel.scheduling.jobs import alone, call, remember, succeeded_at, turn_of

    root = project_root()
    known = {it["name"]: it["tasks"] for _, data in included(root) for it in data.get("jobs") or ()}
    if name not in known:
        raise EnamelError(f"There is no job {name}.", f"Choose of {', '.join(known)}.")
    patience = parse_span(wait, "--wait")
    if unless_within is not None:
        last = succeeded_at(root / JOBS, name)
        if last and datetime.now(UTC) - last < parse_span(unless_within, "--unless-within"):
            typer.echo(f"Job {name} succeeded {last.astimezone():%d %b %H:%M}: nothing to do.")
            return
    with connect_warehouse(settings.warehouse()) as connection:
        connection.autocommit = True
        with alone(connection, name, turn_of(name, known[name]), patience):
            # Meltano takes a job that was killed for one that runs; our own lock knows better.
            code = call([program("meltano"), "run", "--force", name], root)
    if code:
        raise typer.Exit(code)
    remember(root / JOBS, name)


@schedule_app.command("show")
def show_schedules(output_format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show when which job runs.

    Exit code 0.

    Examples: `enamel schedule show --format json`.
    """
    with opened(output) as file:
        print_rows([asdict(it) for it in _schedules()], output_format, file)


@schedule_app.command("write")
def write_schedules(
    scheduler: Annotated[Scheduler, typer.Option("--for", help="Who starts the jobs.")],
    folder: Annotated[Path, typer.Argument(help="Where the files go.", file_okay=False)],
    time_zone: ZoneOption = "",
) -> None:
    """Write the schedules as systemd units, or as a crontab; install nothing.

    Jobs take turns, and a job whose time passed while the machine was off runs when it is back:
    by `Persistent=` in systemd, by a line at start-up in cron.

    Exit code 0.

    Examples: `enamel schedule write --for systemd units --time-zone America/Denver`, then
    `systemctl link $PWD/units/*` and `systemctl enable --now enamel-daily.timer`.
    """
    from enamel.project import project_root
    from enamel.runs.running import program
    from enamel.scheduling import timers

    root, found = project_root(), _schedules()
    enamel = program("enamel")
    if scheduler is Scheduler.SYSTEMD:
        content = timers.systemd(found, root, enamel, time_zone)
    else:
        content = {"enamel.cron": timers.cron(found, root, enamel, time_zone)}
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in content.items():
        (folder / file).write_text(text, encoding="utf-8")
        typer.echo(str(folder / file))


def _schedules() -> "list[Schedule]":
    from enamel.configuration.checks import included
    from enamel.project import project_root
    from enamel.scheduling.timers import read

    return read([data for _, data in included(project_root())])
