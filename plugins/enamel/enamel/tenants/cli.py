"""`enamel tenants`: the practices of orchestrate/tenants.yml."""

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from enamel.errors import EnamelError
from enamel.printing import Format, FormatOption, OutputOption, opened, print_rows

if TYPE_CHECKING:
    from enamel.tenants.isolation import Home

# Everything else is imported inside: `enamel --help` needs no database driver.

app = typer.Typer(
    no_args_is_help=True, help="Many practices on one deployment (orchestrate/tenants.yml)."
)


class What(StrEnum):
    """What a scheduler has to tell."""

    LATE = "late"
    FAILED = "failed"


Id = Annotated[str, typer.Argument(help="The practice's key in orchestrate/tenants.yml.")]


@app.command()
def check(
    values: Annotated[
        bool,
        typer.Option("--values", help="Also look whether every variable is set here."),
    ] = False,
) -> None:
    """Read orchestrate/tenants.yml and say what is wrong with it; touches no database.

    Exit code 0: it can be used; 1: it cannot, and why.

    Examples: `enamel tenants check --values` where the practices run.
    """
    from enamel.project import project_root
    from enamel.tenants import isolation
    from enamel.tenants.file import load_tenants

    root = project_root()
    tenants = load_tenants(root)
    if values:
        env = isolation.this_environment()
        places = [isolation.home(root, tenants, it, env) for it in tenants.practices.values()]
        _refuse_shared(places)
        if tenants.group:
            isolation.group_warehouse(root, tenants, env)
    typer.echo(f"Practices: {len(tenants.practices)}{', with a group' if tenants.group else ''}")


@app.command("list")
def list_practices(output_format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """List the practices: name, release, references and schedules; never a value.

    Exit code 0.

    Examples: `enamel tenants list --format json`.
    """
    from enamel.project import project_root
    from enamel.tenants.file import as_row, load_tenants

    rows = [as_row(it) for it in load_tenants(project_root()).practices.values()]
    with opened(output) as file:
        print_rows(rows, output_format, file)


@app.command()
def run(
    practice: Id,
    job: Annotated[str, typer.Argument(help="A job of Meltano.")] = "daily",
) -> None:
    """Run a Meltano job for one practice, with its own credentials, catalog, state and folders.

    The bookmarks are in the practice's warehouse, so any machine can take the next run. A job that
    writes is alone in its warehouse, whoever starts it and wherever.

    Exit code: Meltano's; 75: not begun, because another job of this practice is running.

    Examples: `enamel tenants run southside daily-group`.
    """
    from enamel.tenants.running import run_job

    root_env, place = _enter(practice)
    from enamel.project import project_root
    from enamel.tenants.jobs import load_jobs

    jobs = load_jobs(project_root())
    if job not in jobs:
        raise EnamelError(f"Meltano has no job `{job}`.", f"It has {', '.join(jobs)}.")

    def say(line: str) -> None:
        typer.echo(line, err=True)

    if code := run_job(place, jobs[job], root_env, say):
        raise typer.Exit(code)


@app.command(context_settings={"ignore_unknown_options": True})
def call(
    practice: Id,
    command: Annotated[list[str], typer.Argument(help="A program and what it is told.")],
) -> None:
    """Run any command with one practice's credentials and folders.

    Exit code: the command's.

    Examples: `enamel tenants call southside -- enamel status`;
    `enamel tenants call southside -- meltano state list`.
    """
    from enamel.tenants import running

    env, place = _enter(practice)
    if code := running.call(place, command, env):
        raise typer.Exit(code)


@app.command()
def tell(
    practice: Id,
    job: Annotated[str, typer.Argument(help="The job it is about.")],
    what: Annotated[What, typer.Argument(help="What has happened to it.")],
) -> None:
    """Tell whoever is told of alerts that a run is late or has failed; a scheduler calls it.

    Goes where `enamel alert` goes: ENAMEL_ALERT_WEBHOOK and ENAMEL_ALERT_SMTP.

    Exit code 0: told, or nobody to tell; 1: a receiver could not be reached.

    Examples: `enamel tenants tell southside daily-group late`.
    """
    from enamel import settings
    from enamel.project import project_root
    from enamel.runs import alerts
    from enamel.runs.slas import Breach

    said = {
        What.LATE: f"{job} of {practice} has not ended by its deadline. "
        f"See `enamel tenants call {practice} -- enamel status --watch`.",
        What.FAILED: f"{job} of {practice} has failed and is not tried again before its next hour. "
        f"See `enamel tenants call {practice} -- enamel status`, and the scheduler's log.",
    }
    news = alerts.News([Breach(f"{practice} {job}", what, said[what])], [])
    ways = alerts.channels({**settings.read_env_file(project_root() / ".env"), **os.environ})
    typer.echo(news.text)
    if failures := alerts.tell(ways, news):
        raise EnamelError(
            f"It could not be delivered: {', '.join(failures)}.",
            f"Check {alerts.WEBHOOK} and {alerts.SMTP}, and tell it again by the same command.",
        )


def _enter(name: str) -> "tuple[dict[str, str], Home]":
    from enamel.project import project_root
    from enamel.tenants import isolation
    from enamel.tenants.file import load_tenants

    root = project_root()
    tenants = load_tenants(root)
    ours = isolation.this_environment()
    place = isolation.home(root, tenants, tenants.practice(name), ours)
    return isolation.environment(root, tenants, place, ours), place


def _refuse_shared(places: "list[Home]") -> None:
    owners: dict[tuple[str, int, str], str] = {}
    for place in places:
        for there in (place.source, place.warehouse):
            key = (there.host, there.port, there.database)
            owner = owners.setdefault(key, place.practice.id)
            if owner != place.practice.id:
                raise EnamelError(
                    f"{owner} and {place.practice.id} lead to one and the same database.",
                    "Correct the values of their variables.",
                )
