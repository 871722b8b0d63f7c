"""The numbers of a built warehouse, as a file that can be kept and compared."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from enamel.errors import EnamelError

KPIS = """
select kpi_id || ' / ' || variant, to_char(period_start, 'YYYY-MM'),
    coalesce(sum(numerator)::numeric(20, 2)::text, ''),
    coalesce(sum(denominator)::numeric(20, 2)::text, ''), sum(n_rows)::bigint
from marts.rpt_kpi_values
where period_grain = 'month'
group by kpi_id, variant, period_start
"""
MARTS = "select relname::text from pg_stat_user_tables where schemaname = 'marts' order by 1"


@dataclass(frozen=True)
class Numbers:
    """What a warehouse says.

    Attributes:
        figures: By key figure and variant, by month: numerator, denominator, rows behind it.
        rows: Rows of each mart.
        models: The checksum of each model's file, by its name, from dbt's manifest.
        parents: The models each model selects from.
    """

    figures: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)
    parents: dict[str, list[str]] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write them."""
        text = json.dumps(asdict(self), indent=0, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")


def read(path: Path) -> Numbers:
    """Return the numbers of a file.

    Raises:
        EnamelError: There is no such file, or it is none of `enamel numbers save`.
    """
    try:
        return Numbers(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise EnamelError(
            f"{path} holds no numbers.", "Write it with `enamel numbers save`."
        ) from error


def take(warehouse: "psycopg.Connection[Any]", manifest: Path) -> Numbers:
    """Return the numbers of a warehouse.

    Args:
        warehouse: Built.
        manifest: dbt's, of the build.

    Raises:
        EnamelError: The marts or the manifest are not there.
    """
    if not manifest.is_file():
        raise EnamelError(
            f"dbt's manifest {manifest} is not there.",
            "Build first: `meltano run tap-mysql target-postgres dbt-postgres:build`.",
        )
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values()
    models = [it for it in nodes if it["resource_type"] in ("model", "seed", "snapshot")]
    figures: dict[str, dict[str, list[Any]]] = {}
    try:
        for figure, month, *parts in warehouse.execute(KPIS.encode()):
            figures.setdefault(figure, {})[month] = list(parts)
    except psycopg.errors.UndefinedTable as error:
        raise EnamelError(
            "marts.rpt_kpi_values is not built.",
            "Build first: `meltano run tap-mysql target-postgres dbt-postgres:build`.",
        ) from error
    marts = [row[0] for row in warehouse.execute(MARTS.encode())]
    rows = {
        mart: warehouse.execute(
            sql.SQL("select count(*) from marts.{}").format(sql.Identifier(mart))
        ).fetchall()[0][0]
        for mart in marts
    }
    return Numbers(
        figures,
        rows,
        {it["name"]: it["checksum"]["checksum"] for it in models},
        {
            it["name"]: sorted(
                node.rsplit(".", 1)[1]
                for node in it["depends_on"].get("nodes", ())
                if not node.startswith("source.")
            )
            for it in models
        },
    )
