"""The `enamel` command: every sub-command is registered here and lives in its own module."""

import sys
from typing import Annotated

import typer
from enamel_api import cli as api
from enamel_api import reports_cli, twins
from enamel_ml import cli as ml
from enamel_practice import cli as practice

from enamel import demo, scaffold
from enamel.access import cli as access
from enamel.advice import cli as advice
from enamel.backup import cli as backup
from enamel.compliance import cli as compliance
from enamel.configuration import cli as configuration
from enamel.dashboard import cli as dashboard
from enamel.deploy import cli as deploy
from enamel.discovery import cli as discovery
from enamel.discovery import schema_cli
from enamel.errors import EnamelError
from enamel.export import cli as export
from enamel.group import cli as group
from enamel.lineage import cli as lineage
from enamel.numbers import cli as numbers
from enamel.reconciliation import cli as reconciliation
from enamel.runs import cli as runs
from enamel.runs import run_cli
from enamel.sandbox import cli as sandbox
from enamel.scheduling import cli as scheduling
from enamel.tenants import cli as tenants
from enamel.validation import cli as validation

app = typer.Typer(
    name="enamel",
    help="Open Dental to Postgres, tied out to the cent.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"enamel {version('enamel')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Which release.")
    ] = False,
) -> None:
    """Open Dental to Postgres, tied out to the cent."""


app.command()(advice.advise)
app.command()(twins.appointment_metrics)
app.command()(backup.backup)
app.command()(compliance.compliance_check)
app.command()(demo.demo)
app.command()(discovery.check)
app.command()(discovery.discover)
app.command()(twins.kpi)
app.command()(scheduling.job)
app.command()(lineage.lineage)
app.command()(twins.patient_sync)
app.command("raw-schema")(discovery.raw_schema)
app.command()(reconciliation.reconcile)
app.command()(backup.restore)
app.command()(runs.alert)
app.command()(runs.metrics)
app.command()(run_cli.run)
app.command()(runs.status)
app.command()(scaffold.scaffold)
app.command()(api.serve)
app.command()(validation.validate)
app.add_typer(access.app, name="access")
app.add_typer(dashboard.app, name="dashboard")
app.add_typer(configuration.app, name="config")
app.add_typer(deploy.app, name="deploy")
app.add_typer(api.keys_app, name="keys")
app.add_typer(export.app, name="export")
app.add_typer(group.app, name="group")
app.add_typer(ml.app, name="ml")
app.add_typer(numbers.app, name="numbers")
app.add_typer(practice.app, name="practice")
app.add_typer(reports_cli.app, name="reports")
app.add_typer(sandbox.app, name="sandbox")
app.add_typer(tenants.app, name="tenants")
app.add_typer(scheduling.schedule_app, name="schedule")
app.add_typer(schema_cli.app, name="schema")
app.add_typer(api.users_app, name="users")


def main() -> None:
    """Run the command; an expected failure is two lines on stderr, never a traceback."""
    try:
        app()
    except EnamelError as error:
        typer.echo(f"error: {error.reason}\n next: {error.instruction}", err=True)
        sys.exit(error.exit_code)
