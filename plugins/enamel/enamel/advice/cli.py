"""`enamel advise`."""

import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enamel.printing import Format, FormatOption, OutputOption
from enamel.runs.cli import CatalogOption

# Everything else is imported inside: `enamel --help` needs no database driver.

if TYPE_CHECKING:
    from typing import TextIO

    from enamel.advice.finding import Finding

WARNED = 4
"""Exit code when there is a warning."""
USER, PASSWORD = "ENAMEL_ADVISE_USER", "ENAMEL_ADVISE_PASSWORD"


def advise(
    measure: Annotated[
        bool,
        typer.Option("--measure", help="Measure the source's reads by doing each of them once."),
    ] = False,
    least_rows: Annotated[
        int, typer.Option("--least-rows", help="Leave out smaller tables of the source.", min=0)
    ] = 10_000,
    apply: Annotated[
        bool,
        typer.Option("--apply", help="Make the source's missing indexes. Never on production."),
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Drop the indexes that --apply has made.")
    ] = False,
    sql: Annotated[
        bool, typer.Option("--sql", help="Print nothing but the statements, for a review.")
    ] = False,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    catalog: CatalogOption = None,
) -> None:
    """Say what would make runs and models cheaper, and what about the servers is unsafe.

    The source: indexes it lacks on the columns that tell which rows changed; an account with more
    rights than SELECT; no TLS; modes or a clock that change what values mean. The warehouse:
    unused and missing indexes, dead rows, the slowest models and queries with their plans.
    Nothing is changed, every statement is printed for a review.

    --apply and --undo change the source, and only one that extract/policy.yml marks as a replica
    or a copy (source_role), by the account ENAMEL_ADVISE_USER if there is one.

    Exit code 0: at most advice; 4: a warning.
    """
    from enamel_tap_mysql.discovery import read_tables

    from enamel import settings
    from enamel.advice import account, indexes, warehouse
    from enamel.discovery.catalog import FILE, read
    from enamel.discovery.policy import load_policy
    from enamel.discovery.source import connect
    from enamel.errors import EnamelError
    from enamel.project import project_root
    from enamel.reconciliation.run import connect_warehouse
    from enamel.runs.estimating import read_bookmarks
    from enamel.runs.models import results_files
    from enamel.runs.run_cli import environment

    root = project_root()
    role = load_policy(root).source_role
    if apply and undo:
        raise EnamelError("--apply and --undo contradict each other.", "Choose one.")
    there = settings.source()
    if apply or undo:
        indexes.refuse_production(role)
        told = {**settings.read_env_file(root / ".env"), **os.environ}
        if told.get(USER):
            there = replace(there, user=told[USER], password=told.get(PASSWORD, ""))
    with connect(there) as source:
        tables = {it.name: it for it in read_tables(source, there.database)}
        if undo:
            findings = indexes.undo(source, tables, role)
        else:
            streams = read(catalog or root / FILE)
            lacks = indexes.lacks(streams, tables, read_bookmarks(environment()), least_rows)
            if apply:
                findings = indexes.apply(source, lacks, role)
            else:
                findings = [
                    *account.advise(source, there.host, there.database),
                    *indexes.advise(source, lacks, execute=measure),
                ]
    if not (apply or undo):
        with connect_warehouse(settings.warehouse()) as connection:
            connection.autocommit = True
            findings += warehouse.advise(connection, results_files())
    _print(findings, output_format, output, sql=sql)
    if any(it.severity == "warning" for it in findings):
        raise typer.Exit(WARNED)


def _print(
    findings: "list[Finding]", output_format: Format, output: Path | None, *, sql: bool
) -> None:
    from enamel.printing import opened, print_csv, print_json

    with opened(output) as file:
        if sql:
            typer.echo(statements(findings), file=file)
        elif output_format is Format.JSON:
            print_json(findings, file)
        elif output_format is Format.CSV:
            print_csv([asdict(it) for it in findings], file)
        else:
            _print_table(findings, file)


def statements(findings: "list[Finding]") -> str:
    """Return the statements, each with its reason and how to undo it, as SQL to review."""
    parts = []
    for it in findings:
        if it.sql:
            lines = [f"-- {it.area}, {it.kind}, {it.subject}: {it.measured or it.said}", it.sql]
            if it.undo:
                lines.append(f"-- undo: {it.undo}")
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _print_table(findings: "list[Finding]", file: "TextIO | None") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=file, highlight=False)
    for severity, title in (("warning", "Warnings"), ("advice", "Advice")):
        own = [it for it in findings if it.severity == severity]
        if not own:
            continue
        table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
        for heading in ("where", "what", "subject"):
            table.add_column(heading, overflow="fold")
        table.add_column("measured or said", overflow="fold")
        for it in own:
            table.add_row(it.area, it.kind, Text(it.subject), Text(it.measured or it.said))
        console.print(table)
    for it in findings:
        if it.plan:
            console.print(Text(f"{it.subject}\n{it.plan}\n"), soft_wrap=True)
    count = sum(bool(it.sql) for it in findings)
    console.print(
        f"{len(findings)} findings; `enamel advise --sql` prints {count} statements to review."
        if findings
        else "Nothing to advise."
    )
