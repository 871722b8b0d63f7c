"""`enamel schema drift`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from enamel.printing import Format, FormatOption, OutputOption, opened, print_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

app = typer.Typer(help="What source, catalog, staging and raw look like.", no_args_is_help=True)
DRIFTED = 4
"""Exit code when something has parted that nobody has looked at."""
_COLUMNS = """
select rel.relname::text, att.attname::text, format_type(att.atttypid, att.atttypmod)
from pg_class as rel
inner join pg_attribute as att on att.attrelid = rel.oid
where
    rel.relnamespace = to_regnamespace('raw') and rel.relkind in ('r', 'p')
    and att.attnum > 0 and not att.attisdropped
"""


@app.callback()
def root() -> None:
    """What source, catalog, staging and raw look like."""


@app.command("drift")
def drift(
    offline: Annotated[
        bool, typer.Option("--offline", help="Hold staging to the catalog alone; no server.")
    ] = False,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Say where the source, the catalog, the staging models and raw have parted; change nothing.

    The source and raw against extract/catalog.json by their own schemas, staging against it by its
    SQL. Each row says what has changed and what to do next.

    Exit code 0: nothing has, or the next run mends it; 4: somebody has to look.

    Examples: `enamel schema drift` after an upgrade of Open Dental, before `enamel discover`;
    `enamel schema drift --format csv --output drift.csv` in a pipeline that opens a review.
    """
    from enamel.discovery import catalog, check, drifting, policy, source
    from enamel.discovery.drift import compare
    from enamel.discovery.knowledge import load_knowledge
    from enamel.errors import EnamelError
    from enamel.project import project_root
    from enamel.settings import source as source_settings

    root = project_root()
    decided, knowledge = policy.load_policy(root), load_knowledge(root)
    committed = catalog.read(root / catalog.FILE)
    if not committed:
        raise EnamelError(f"{catalog.FILE} is missing.", "Run `uv run enamel discover`.")
    found = drifting.of_staging(check.check(root, decided, knowledge, committed))
    if not offline:
        there = source.discover(source_settings(), decided, knowledge)
        now = catalog.build(there, decided, knowledge, committed)
        found = [*drifting.of_source(compare(committed, now)), *found]
        found += drifting.of_raw(committed, _raw_columns())
    with opened(output) as file:
        rows = [asdict(it) for it in found]
        print_rows(rows, output_format, file, none="Nothing has parted.")
    if any(not it.next_action.startswith("Nothing") for it in found):
        raise typer.Exit(DRIFTED)


def _raw_columns() -> "Mapping[str, Mapping[str, str]]":
    from enamel import settings
    from enamel.reconciliation.run import connect_warehouse

    tables: dict[str, dict[str, str]] = {}
    with connect_warehouse(settings.warehouse()) as connection:
        for table, column, kind in connection.execute(_COLUMNS):
            tables.setdefault(table, {})[column] = kind
    return tables
