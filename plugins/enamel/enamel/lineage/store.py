"""Reads dbt's manifest, and keeps models, edges and columns as rows of the warehouse."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import psycopg

from enamel.errors import EnamelError
from enamel.lineage.columns import Sources, Table, column_sources

BUILT = ("model", "snapshot")
KINDS = (*BUILT, "seed", "source")


@dataclass
class Node:
    """A model, seed, snapshot or table of the source.

    Attributes:
        table: Schema and name in the warehouse.
        sql: Compiled SQL; empty where nothing is computed.
        parents: Keys of what it reads.
    """

    key: str
    name: str
    kind: str
    table: Table
    description: str
    path: str
    sql: str
    parents: list[str]
    described: dict[str, str] = field(default_factory=dict)

    @property
    def layer(self) -> str:
        """The first folder below models/, or what the thing is."""
        parts = Path(self.path).parts
        return parts[1] if self.kind == "model" else self.table[0]

    @property
    def domain(self) -> str | None:
        """The business system it belongs to; seeds have none."""
        parts = Path(self.path).parts
        if self.kind == "source":
            return parts[-2]
        return parts[-2] if self.kind in BUILT else None


@dataclass
class Count:
    """What was written."""

    models: int
    edges: int
    columns: int
    sources: int
    read_again: int


def read_manifest(path: Path) -> dict[str, Node]:
    """Return everything of dbt's manifest that holds columns.

    Raises:
        EnamelError: There is no manifest, or it is not that of a build.
    """
    if not path.is_file():
        raise EnamelError(
            f"dbt has written no manifest at {path}.",
            "Build the warehouse first: meltano invoke dbt-postgres:build",
        )
    manifest = json.loads(path.read_text(encoding="utf-8"))
    found = {}
    for key, node in {**manifest["nodes"], **manifest["sources"]}.items():
        if node["resource_type"] not in KINDS:
            continue
        if node["resource_type"] in BUILT and not node.get("compiled_code"):
            raise EnamelError(
                f"The manifest at {path} has no compiled SQL of {node['name']}.",
                "Build everything, not a choice: meltano invoke dbt-postgres:build",
            )
        found[key] = _node(key, node)
    return found


def _node(key: str, node: dict[str, Any]) -> Node:
    table = node.get("identifier") or node.get("alias") or node["name"]
    return Node(
        key=key,
        name=node["name"],
        kind=node["resource_type"],
        table=(node["schema"], table),
        description=node["description"],
        path=node["original_file_path"],
        sql=node.get("compiled_code") or "",
        parents=sorted(
            it for it in node.get("depends_on", {}).get("nodes", []) if it.split(".")[0] in KINDS
        ),
        described={name.lower(): it["description"] for name, it in node["columns"].items()},
    )


def write_lineage(connection: psycopg.Connection[Any], nodes: dict[str, Node]) -> Count:
    """Write everything in one transaction; SQL that did not change is not read again.

    Args:
        connection: The warehouse, built; committed at the end.
        nodes: What the manifest holds.
    """
    tables = files("enamel.lineage").joinpath("sql/tables.sql").read_text(encoding="utf-8")
    connection.execute(tables.encode())
    known = _columns(connection)
    of_table = {node.table: key for key, node in nodes.items()}
    before = dict(connection.execute("select model_id, checksum from lineage.models").fetchall())
    kept = _kept(connection, nodes)
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in ("models", "edges", "columns")}
    sources: set[tuple[str, str, str, str]] = set()
    now, again = datetime.now(UTC), 0
    for key, node in sorted(nodes.items()):
        checksum = _checksum(node, nodes, known)
        if node.sql and before.get(key) != checksum:
            again += 1
            found = column_sources(node.name, node.sql, known)
            sources |= _rows(key, found, of_table)
        else:
            sources |= kept.get(key, set())
        rows["models"].append(
            (key, node.name, node.kind, node.layer, node.domain, *node.table, node.description,
             node.path, checksum, now)
        )  # fmt: skip
        rows["edges"] += [(parent, key) for parent in node.parents if parent in nodes]
        rows["columns"] += [
            (key, name, place, kind, node.described.get(name.lower(), ""))
            for place, (name, kind) in enumerate(known.get(node.table, {}).items(), 1)
        ]
    for name, content in {**rows, "column_sources": sorted(sources)}.items():
        connection.execute(f"delete from lineage.{name}".encode())
        with (
            connection.cursor() as cursor,
            cursor.copy(f"copy lineage.{name} from stdin".encode()) as copied,
        ):
            for row in content:
                copied.write_row(row)
    connection.commit()
    return Count(len(rows["models"]), len(rows["edges"]), len(rows["columns"]), len(sources), again)


def _columns(connection: psycopg.Connection[Any]) -> dict[Table, dict[str, str]]:
    """Return the columns of every table and view, in their order, with their types."""
    found: dict[Table, dict[str, str]] = {}
    for schema, table, column, kind in connection.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns"
        " where table_schema not in ('information_schema', 'pg_catalog')"
        " order by table_schema, table_name, ordinal_position"
    ):
        found.setdefault((schema, table), {})[column] = kind
    return found


def _kept(
    connection: psycopg.Connection[Any], nodes: dict[str, Node]
) -> dict[str, set[tuple[str, str, str, str]]]:
    """Return the rows of the last time whose source is still there."""
    kept: dict[str, set[tuple[str, str, str, str]]] = {}
    for row in connection.execute(
        "select model_id, column_name, source_model_id, source_column_name"
        " from lineage.column_sources"
    ):
        if row[2] in nodes:
            kept.setdefault(row[0], set()).add(row)
    return kept


def _checksum(node: Node, nodes: dict[str, Node], known: dict[Table, dict[str, str]]) -> str:
    """Return what changes when the SQL changes, or the columns of what it reads."""
    read = [
        [parent, list(known.get(nodes[parent].table, {}))]
        for parent in node.parents
        if parent in nodes
    ]
    return hashlib.sha256(json.dumps([node.sql, read]).encode()).hexdigest()


def _rows(key: str, found: Sources, of_table: dict[Table, str]) -> set[tuple[str, str, str, str]]:
    return {
        (key, column, of_table[table], source)
        for column, leaves in found.items()
        for table, source in leaves
        if table in of_table
    }
