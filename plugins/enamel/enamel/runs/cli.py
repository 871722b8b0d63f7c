"""`enamel status` and `enamel alert`."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enamel.printing import Format, FormatOption, OutputOption

# Everything else is imported inside: `enamel --help` needs no database driver.

if TYPE_CHECKING:
    from enamel.runs.status import Status

LATE = 4
"""Exit code when something is not as orchestrate/slas.yml promises."""

CatalogOption = Annotated[
    Path | None,
    typer.Option("--catalog", help="Another file than extract/catalog.json.", dir_okay=False),
]


def status(
    watch: Annotated[
        bool, typer.Option("--watch", help="Show it again every two seconds until Ctrl-C.")
    ] = False,
    runs: Annotated[int, typer.Option(help="How many runs to show.", min=1)] = 10,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    catalog: CatalogOption = None,
) -> None:
    """Show the last runs, how old each table of raw is, and what is late.

    Late is what orchestrate/slas.yml says. It looks into the run ledger (schema operations of the
    warehouse), which every `meltano run tap-mysql target-postgres` writes, however it ended; a
    run that was killed is closed here as died. CSV has one line per table.

    Exit code 0: all as promised; 4: something is late, too slow, or the last run failed.

    Examples: `enamel status --watch` beside a long run; `enamel status --format csv --output
    status.csv` for a spreadsheet.
    """
    from enamel.project import project_root
    from enamel.runs.slas import load_slas
    from enamel.runs.status import look
    from enamel.runs.view import show, show_until_stopped

    slas = load_slas(project_root())

    def ask() -> "Status":
        return look(slas, catalog=catalog, count=runs)

    if watch:
        show_until_stopped(ask, time.sleep)
        return
    found = ask()
    show(found, output_format, output)
    if found.breaches:
        raise typer.Exit(LATE)


def metrics(output: OutputOption = None, catalog: CatalogOption = None) -> None:
    """Print what `status` knows in the form Prometheus reads.

    For node_exporter's textfile collector: call it from a timer with --output and a file that ends
    in .prom; it is put in place whole. orchestrate/watching has a board and alerts made of it.

    Exit code 0, whatever the figures say.

    Examples: `enamel metrics`; `enamel metrics --output /var/lib/node_exporter/enamel.prom`.
    """
    from enamel import settings
    from enamel.project import project_root
    from enamel.reconciliation.run import connect_warehouse
    from enamel.runs.metrics import differences, exposition
    from enamel.runs.slas import load_slas
    from enamel.runs.status import look

    found = look(load_slas(project_root()), catalog=catalog)
    with connect_warehouse(settings.warehouse()) as connection:
        text = exposition(found, differences(connection))
    if output is None:
        typer.echo(text, nl=False)
        return
    fresh = output.with_name(f".{output.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(output)


def alert(catalog: CatalogOption = None) -> None:
    """Tell people what is late, too slow or failed: once when it begins, once when it is over.

    Goes to the webhook ENAMEL_ALERT_WEBHOOK (JSON; `text` is what chat programs show) and by mail
    through ENAMEL_ALERT_SMTP (smtp://user:password@host:587) from ENAMEL_ALERT_FROM to
    ENAMEL_ALERT_TO, all in .env; with neither it only prints. Let a scheduler call it every
    quarter of an hour (schedule `watch`): a pipeline that does not run cannot tell by itself.

    Exit code 0: all as promised, or told; 1: a receiver could not be reached, which is tried again
    next time.
    """
    import os
    from datetime import UTC, datetime

    from enamel import settings
    from enamel.project import project_root
    from enamel.reconciliation.run import connect_warehouse
    from enamel.runs.alerts import alert as tell
    from enamel.runs.alerts import channels
    from enamel.runs.slas import load_slas
    from enamel.runs.status import look

    root = project_root()
    ways = channels({**settings.read_env_file(root / ".env"), **os.environ})
    found = look(load_slas(root), catalog=catalog)
    with connect_warehouse(settings.warehouse()) as connection:
        connection.autocommit = True
        news = tell(connection, found.breaches, ways, datetime.now(UTC))
    if news:
        typer.echo(news.text)
        typer.echo(f"Told by {' and '.join(ways)}." if ways else "Nobody to tell: see --help.")
    else:
        typer.echo(f"Nothing new. {len(found.breaches)} open.")
