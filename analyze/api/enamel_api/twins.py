"""`enamel kpi`, `enamel appointment-metrics`, `enamel patient-sync`: answers without a browser."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from enamel.printing import Format, FormatOption, OutputOption, opened, print_csv, print_json

if TYPE_CHECKING:
    from typing import TextIO

    from enamel_api.questions import Question

_PATIENTS = "dim_patients"


def kpi(
    kpi_id: Annotated[str, typer.Argument(help="Name of the key figure, as net_production.")],
    from_date: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")
    ] = None,
    to_date: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")
    ] = None,
    grain: Annotated[str, typer.Option(help="day or month.")] = "month",
    by: Annotated[str, typer.Option(help="none, provider or clinic.")] = "none",
    variant: Annotated[
        str | None, typer.Option(help="Another definition than the default.")
    ] = None,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Print a key figure by day or month: the twin of GET /kpis/{id}.

    Example: `enamel kpi net_production --from 2026-01-01 --to 2026-06-30`.
    """
    from enamel.errors import EnamelError

    from enamel_api.parameters import By, Grain
    from enamel_api.routers.kpis import VALUES

    for value, known, name in ((grain, Grain, "--grain"), (by, By, "--by")):
        if value not in list(known):
            raise EnamelError(f"{name} {value} is not known.", f"Choose of {', '.join(known)}.")
    asked = {
        "kpi_id": kpi_id,
        "from_date": from_date,
        "to_date": to_date,
        "grain": grain,
        "by": by,
        "variant": variant,
        "clinic_id": None,
        "provider_id": None,
    }
    rows = _ask(VALUES, asked)
    if not rows:
        known_ids = _rows("select distinct kpi_id from marts.rpt_kpi_definitions order by kpi_id")
        names = [row["kpi_id"] for row in known_ids]
        if kpi_id not in names:
            raise EnamelError(f"There is no key figure {kpi_id}.", f"Choose of {', '.join(names)}.")
    columns = ("period_start_date", "provider_id", "clinic_id", "variant", "value", "unit", "n")
    cut = ("provider_id", "clinic_id") if by != "none" else ()
    _print(
        rows, [it for it in columns if it in cut or not it.endswith("_id")], output_format, output
    )


def appointment_metrics(
    day: Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="The day.")],
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Print one day of the book per provider and clinic: booked, kept, broken, minutes.

    Example: `enamel appointment-metrics --date 2026-07-14 --format csv`.
    """
    from enamel_api.database import query

    rows = _rows(query("scheduling/metrics"), {"day": day.date()})
    _print(rows, list(rows[0]) if rows else [], output_format, output)


def patient_sync(
    incremental_only: Annotated[
        bool,
        typer.Option("--incremental-only", help="Read what has changed, not every row again."),
    ] = False,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Bring patients in the warehouse up to date: their tables, then the model dim_patients.

    Which tables that are is read off the project: whatever dim_patients is made of.
    """
    from enamel.errors import EnamelError
    from enamel.project import project_root

    root = project_root()
    tables = _tables_of(root, _PATIENTS)
    here = Path(sys.executable).parent
    command = [str(here / "enamel"), "run", "--tables", ",".join(tables)]
    command += [] if incremental_only else ["--full-refresh"]
    _call(command, "The tables of patients could not be read.")
    _call(
        [str(here / "meltano"), "invoke", "dbt-postgres", "run", "--select", f"+{_PATIENTS}"],
        f"The model {_PATIENTS} could not be built.",
    )
    rows = _rows(
        "select table_name, verdict, written_count, deleted_count, row_count, read_at"
        " from operations.run_tables where run_id = (select run_id from operations.runs"
        " order by started_at desc limit 1) order by table_name"
    )
    if not rows:
        raise EnamelError("The run left no entry in the ledger.", "`enamel status` says more.")
    _print(rows, list(rows[0]), output_format, output)


def _tables_of(root: Path, model: str) -> list[str]:
    """Return the source tables a model is made of, by asking dbt."""
    from enamel.errors import EnamelError

    listed = subprocess.run(
        [
            str(Path(sys.executable).with_name("dbt")),
            "--quiet",
            "ls",
            *("--select", f"+{model}", "--resource-type", "source", "--output", "json"),
            *("--output-keys", "name"),
            *("--project-dir", str(root / "transform")),
            *("--profiles-dir", str(root / "transform")),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=_environment(),
    )
    lines = [it for it in listed.stdout.splitlines() if it.startswith("{")]
    if listed.returncode or not lines:
        raise EnamelError(
            f"dbt could not say what {model} is made of.",
            "Run `uv run meltano invoke dbt-postgres:parse` to see why.",
        )
    return sorted({json.loads(it)["name"] for it in lines})


def _environment() -> dict[str, str]:
    from enamel_api.people import environment

    return {name: value for name, value in environment().items() if value is not None}


def _call(command: list[str], reason: str) -> None:
    """Run a command; what it says goes to stderr, for stdout holds the answer."""
    from enamel.errors import EnamelError

    done = subprocess.run(command, stdout=sys.stderr, check=False)
    if done.returncode:
        raise EnamelError(reason, "The lines above say why.", exit_code=done.returncode)


def _ask(question: "Question[Any]", asked: dict[str, Any]) -> list[dict[str, Any]]:
    values = question.values(
        {
            name: value.date() if isinstance(value, datetime) else value
            for name, value in asked.items()
        }
    )
    return _rows(question.page_sql(after=False), values | {"limit": None})


def _rows(sql: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Ask the warehouse in a read-only transaction."""
    import psycopg
    from enamel.errors import EnamelError
    from enamel.reconciliation.run import connect_warehouse
    from enamel.settings import warehouse
    from psycopg.rows import dict_row

    with connect_warehouse(warehouse()) as connection:
        connection.read_only = True
        try:
            with connection.cursor(row_factory=dict_row) as cursor:
                return cursor.execute(sql.encode(), values).fetchall()
        except psycopg.errors.UndefinedTable as error:
            raise EnamelError(
                "The marts are not built yet.", "Run `uv run meltano run daily`."
            ) from error


def _print(
    rows: list[dict[str, Any]], columns: Sequence[str], output_format: Format, output: Path | None
) -> None:
    from decimal import Decimal

    def plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            return format(value, "f")
        return value.isoformat() if isinstance(value, date | datetime) else value

    shown = [{name: plain(value) for name, value in row.items()} for row in rows]
    with opened(output) as file:
        if output_format is Format.JSON:
            print_json(shown, file)
        elif output_format is Format.CSV:
            print_csv(shown, file)
        else:
            _print_table(shown, columns, file)


def _print_table(rows: list[dict[str, Any]], columns: Sequence[str], file: "TextIO | None") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    if not rows:
        typer.echo("Nothing in this period.", file=file)
        return
    table = Table(box=SIMPLE_HEAD)
    for name in columns:
        justify = "right" if isinstance(rows[0][name], int) or name == "value" else "left"
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in columns))
    Console(file=file, highlight=False).print(table)
