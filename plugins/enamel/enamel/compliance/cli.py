"""`enamel compliance-check`."""

import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enamel.printing import Format, FormatOption, OutputOption, opened, print_csv, print_json

if TYPE_CHECKING:
    from typing import TextIO

    from enamel.compliance.finding import Finding

FAILED = 4
"""Exit code when something must be mended."""


def compliance_check(
    report: Annotated[
        Path | None,
        typer.Option("--report", help="Write it here too: HTML, or JSON by the name's end."),
    ] = None,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
) -> None:
    """Check what a reviewer of privacy and safety asks; change nothing.

    Access rights, accounts, people named where they should not be, secrets in raw and in git, the
    API's log, keys and users, TLS, default passwords, the age of backups, known weaknesses of the
    packages. Exit code 0: nothing to mend; 4: something is.
    """
    from enamel.compliance.finding import FAILURE, SEVERITY, WARNING
    from enamel.compliance.report import html, summary

    found = sorted(_findings(), key=lambda it: SEVERITY.index(it.status))
    at = datetime.now(UTC)
    rows = [asdict(it) for it in found]
    if report is not None:
        with opened(report) as file:
            if report.suffix == ".json":
                print_json({"at": at, "findings": rows}, file)
            else:
                typer.echo(html(found, at), file=file)
    with opened(output) as file:
        if output_format is Format.JSON:
            print_json({"at": at, "findings": rows}, file)
        elif output_format is Format.CSV:
            print_csv(rows, file)
        else:
            _print_table(found, file)
            typer.echo(summary(found), file=file)
    wrong = {FAILURE, WARNING} if strict else {FAILURE}
    if any(it.status in wrong for it in found):
        raise typer.Exit(FAILED)


def _findings() -> "list[Finding]":
    from enamel import settings
    from enamel.compliance import project, warehouse
    from enamel.discovery.knowledge import load_knowledge
    from enamel.discovery.policy import load_policy
    from enamel.project import project_root
    from enamel.reconciliation.run import connect_warehouse

    root = project_root()
    values = {**settings.read_env_file(root / ".env"), **os.environ}
    there = settings.warehouse()
    with connect_warehouse(there) as connection:
        connection.autocommit = True
        found = [
            *warehouse.access_rights(connection),
            *warehouse.accounts(connection),
            *warehouse.people_named(connection),
            *warehouse.secret_columns(
                connection, load_knowledge(root).secrets(), load_policy(root).allowed_values
            ),
            *warehouse.audit_log(connection),
            *warehouse.keys_and_people(connection),
            *warehouse.encryption(connection, there),
            *warehouse.backup(
                connection, project.newest_backup(values.get("ENAMEL_BACKUP_FOLDER"))
            ),
        ]
    return [
        *found,
        *warehouse.default_passwords(there, values),
        *project.secrets_in_git(root, values),
        *project.env_file(root),
        *project.advisories(root, values.get("ENAMEL_ADVISORIES")),
    ]


def _print_table(found: "list[Finding]", file: "TextIO | None") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    for heading in ("area", "status", "found", "next action"):
        table.add_column(heading, overflow="fold")
    styles = {"failure": "red", "warning": "yellow", "ok": "green"}
    for it in found:
        table.add_row(
            it.area,
            Text(it.status, styles.get(it.status, "")),
            Text(it.said),
            Text(it.next_action),
        )
    Console(file=file, highlight=False).print(table)
