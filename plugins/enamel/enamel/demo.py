"""`enamel demo`: from nothing to a built warehouse and a summary, one step after another."""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enamel.errors import EnamelError
from enamel.project import project_root

if TYPE_CHECKING:
    from rich.console import Console

LAYERS = ("raw", "staging", "intermediate", "marts")


@dataclass(frozen=True)
class Step:
    """One command of the demo, as a user would type it after `uv run`."""

    title: str
    command: Sequence[str]


BUILD = ["enamel", "dashboard", "build"]
RECONCILE = Step("Compare every number with Open Dental's own reports", ["enamel", "reconcile"])
SERVE = Step("Serve the dashboard", ["enamel", "dashboard", "up"])


def steps(patients: int, seed: int) -> list[Step]:
    """Return the demo's steps; each is a command of its own that can be run again alone."""
    return [
        Step("Start private MariaDB and Postgres", ["enamel", "sandbox", "up"]),
        Step(
            f"Open a synthetic practice of {patients:,} patients",
            [
                "enamel",
                "practice",
                "generate",
                "--patients",
                str(patients),
                "--seed",
                str(seed),
                "--if-changed",
            ],
        ),
        Step("Discover the source, write the catalog", ["enamel", "discover"]),
        Step(
            "meltano run tap-mysql target-postgres dbt-postgres:build",
            ["meltano", "run", "tap-mysql", "target-postgres", "dbt-postgres:build"],
        ),
        Step(
            "Train models of what patients do, and judge them",
            ["enamel", "ml", "train", "--approve-by", "make demo"],
        ),
        Step(
            "Score with those that passed",
            ["meltano", "invoke", "dbt-postgres:predictions"],
        ),
        Step("Write down where every column comes from", ["enamel", "lineage"]),
        Step("Give every role its rights", ["enamel", "access", "apply"]),
        RECONCILE,
        # Began with the first step; what is left of it is waited for.
        Step("Build the dashboard", BUILD),
        SERVE,
    ]


def demo(
    patients: Annotated[int, typer.Option(help="Patients of the synthetic practice.")] = 5000,
    seed: Annotated[int, typer.Option(help="Same seed, same practice.")] = 1,
) -> None:
    """Build the demo: a synthetic practice, replicated, transformed, tied out, with its dashboard.

    Safe to run again: what has not changed is not done twice. The servers stay up.
    """
    from rich.console import Console

    console = Console(highlight=False)
    log = project_root() / ".enamel" / "demo.log"
    log.parent.mkdir(exist_ok=True)
    log.write_text("", encoding="utf-8")
    seconds, outputs = [], {}
    # Pages and practice have nothing to do with each other until they are served.
    building = subprocess.Popen(
        _command(BUILD),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for step in steps(patients, seed):
        started = time.monotonic()
        with console.status(step.title):
            if step.command is BUILD:
                building.wait()
            outputs[step.title] = _run(step, log)
        seconds.append((step.title, time.monotonic() - started))
        console.print(f"[green]✓[/] {step.title} [dim]{seconds[-1][1]:.1f} s[/]", soft_wrap=True)
    console.print()
    typer.echo(outputs[RECONCILE.title])
    _print_rows(console)
    _print_seconds(console, seconds)
    console.print(
        "The servers stay up: `uv run enamel sandbox status` shows where, "
        "`uv run enamel sandbox down` stops them.",
        soft_wrap=True,
    )
    console.print()
    typer.echo(outputs[SERVE.title].rstrip())


def _command(words: Sequence[str]) -> list[str]:
    """Return a command with the program of this environment."""
    return [str(Path(sys.executable).with_name(words[0])), *words[1:]]


def _run(step: Step, log: Path) -> str:
    """Run one step, its output into the log; return what it printed on stdout.

    Raises:
        EnamelError: The step failed; the end of its output is on stderr.
    """
    with log.open("a", encoding="utf-8") as errors:
        print(f"== {' '.join(step.command)}", file=errors, flush=True)
        result = subprocess.run(
            _command(step.command),
            cwd=project_root(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            check=False,
        )
        errors.write(result.stdout)
    if result.returncode:
        tail = log.read_text(encoding="utf-8").splitlines()[-15:]
        typer.echo("\n".join(tail), err=True)
        raise EnamelError(
            f"`{' '.join(step.command)}` failed with exit code {result.returncode}.",
            f"The lines above say why; the whole log is {log.relative_to(project_root())}.",
        )
    return result.stdout


def _print_rows(console: "Console") -> None:
    """Print tables, views and rows per layer of the warehouse."""
    from psycopg import sql
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from enamel import settings
    from enamel.reconciliation.run import connect_warehouse

    table = Table(title="What the warehouse holds", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("layer")
    for heading in ("tables", "views", "rows"):
        table.add_column(heading, justify="right")
    with connect_warehouse(settings.warehouse()) as warehouse:
        for layer in LAYERS:
            relations = warehouse.execute(
                "select relname, relkind from pg_class"
                " where relnamespace = to_regnamespace(%s) and relkind in ('r', 'v')",
                [layer],
            ).fetchall()
            tables = [name for name, kind in relations if kind == "r"]
            rows = 0
            for name in tables:
                counted = warehouse.execute(
                    sql.SQL("select count(*) from {}").format(sql.Identifier(layer, name))
                ).fetchone()
                rows += counted[0] if counted else 0
            table.add_row(
                layer, f"{len(tables):,}", f"{len(relations) - len(tables):,}", f"{rows:,}"
            )
    console.print(table)


def _print_seconds(console: "Console", seconds: Sequence[tuple[str, float]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title="What it took", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("step")
    table.add_column("seconds", justify="right")
    for title, taken in seconds:
        table.add_row(title, f"{taken:.1f}")
    table.add_row("all", f"{sum(taken for _, taken in seconds):.1f}")
    console.print(table)
