"""The Singer catalog: built from facts and policy, written so that a diff can be read."""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from enamel_tap_mysql.catalog import catalog_entry
from enamel_tap_mysql.discovery import Table

from enamel.discovery.importance import (
    BYTES,
    CHANGES,
    ROWS,
    Importance,
    find_hub,
    find_references,
    weigh,
)
from enamel.discovery.knowledge import Knowledge
from enamel.discovery.policy import Policy
from enamel.discovery.replication import EXCLUDED, Replication, plan
from enamel.errors import EnamelError

FILE = Path("extract/catalog.json")
NAMES = {1: "critical", 2: "important", 3: "useful", 4: "reference"}
Stream = dict[str, Any]
Catalog = dict[str, Stream]


@dataclass(frozen=True, slots=True)
class Found:
    """What a source told: its tables and what could be measured without a scan."""

    tables: Mapping[str, Table]
    changes: Mapping[str, int] = field(default_factory=dict)
    random_keys: bool = False
    release: str | None = None


def build(found: Found, policy: Policy, knowledge: Knowledge, previous: Catalog) -> Catalog:
    """Return a stream for every table, by name.

    Args:
        found: The source.
        policy: What people decided.
        knowledge: What we know of Open Dental.
        previous: The catalog as committed; only its classes of size are looked at.
    """
    references = find_references(found.tables, knowledge)
    referrers: dict[str, list[str]] = {}
    for name, targets in references.items():
        for target in sorted(set(targets.values()) - {name}):
            referrers.setdefault(target, []).append(name)
    hub = find_hub(references)
    catalog: Catalog = {}
    for name, table in sorted(found.tables.items()):
        before = previous.get(name, {}).get("x-enamel", {})
        classes = {
            "rows": ROWS.classify(table.rows or 0, before.get("rows")),
            "bytes": BYTES.classify(table.data_bytes, before.get("bytes")),
        }
        if name in found.changes:
            classes["changes"] = CHANGES.classify(found.changes[name], before.get("changes"))
        importance = weigh(table, references, referrers, hub, classes, knowledge)
        replication = plan(table, policy, knowledge, found.random_keys)
        catalog[name] = _stream(table, importance, replication, classes, policy)
    return catalog


def _stream(
    table: Table,
    importance: Importance,
    replication: Replication,
    classes: Mapping[str, str],
    policy: Policy,
) -> Stream:
    phase, reasons = importance.phase, list(importance.reasons)
    if (told := policy.of(table.name).phase or policy.phases.get(table.name)) is not None:
        phase = told
        reasons.append(f"phase {told} by policy")
    ours: dict[str, Any] = {
        "phase": phase,
        "phase_name": NAMES[phase],
        "importance": importance.score,
        "reasons": reasons,
        "method": replication.method,
        "method_reason": replication.reason,
        "overlap_seconds": replication.overlap_seconds,
        "deletes": replication.deletes,
        "held_back": replication.held_back,
        **classes,
    }
    if allowed := policy.allowed_values.get(table.name):
        ours["allowed_values"] = {
            allowed.column: {"name_column": allowed.name_column, "names": sorted(allowed.names)}
        }
    entry = catalog_entry(
        table,
        replication_key=replication.key,
        selected=replication.method != EXCLUDED,
        deselected=replication.held_back.keys(),
    )
    return {**entry, "x-enamel": ours}


def is_selected(stream: Stream, column: str | None = None) -> bool:
    """Return whether a stream, or one of its columns, is replicated."""
    breadcrumb = [] if column is None else ["properties", column]
    return any(
        entry["metadata"].get("selected", False)
        for entry in stream["metadata"]
        if entry["breadcrumb"] == breadcrumb
    )


def replicated_columns(stream: Stream) -> dict[str, dict[str, Any]]:
    """Return the schema of every column that reaches the warehouse, single values included."""
    if not is_selected(stream):
        return {}
    selected = {
        entry["breadcrumb"][1]
        for entry in stream["metadata"]
        if entry["breadcrumb"] and entry["metadata"].get("selected")
    }
    selected |= stream.get("x-enamel", {}).get("allowed_values", {}).keys()
    properties: dict[str, dict[str, Any]] = stream["schema"]["properties"]
    return {name: schema for name, schema in properties.items() if name in selected}


def columns(catalog: Catalog, knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Return by table every column that the catalog or Open Dental's own schema has."""
    return {
        table: knowledge.columns(table)
        | frozenset(catalog[table]["schema"]["properties"] if table in catalog else ())
        for table in {*catalog, *knowledge.schema.tables}
    }


def to_text(catalog: Catalog) -> str:
    """Return the file: streams sorted, a column to a line, always the same bytes."""
    streams = ",\n".join(_stream_text(catalog[name]) for name in sorted(catalog))
    return f'{{"streams": [\n{streams}\n]}}\n'


def _stream_text(stream: Stream) -> str:
    lines = []
    for key, value in stream.items():
        if key == "schema":
            columns = ",\n".join(
                f"    {json.dumps(name)}: {_line(it)}" for name, it in value["properties"].items()
            )
            lines.append(f'  "schema": {{"type": "object", "properties": {{\n{columns}\n  }}}}')
        elif key == "metadata":
            entries = ",\n".join(f"    {_line(entry)}" for entry in value)
            lines.append(f'  "metadata": [\n{entries}\n  ]')
        elif key == "x-enamel":
            facts = ",\n".join(f"    {json.dumps(name)}: {_line(it)}" for name, it in value.items())
            lines.append(f'  "x-enamel": {{\n{facts}\n  }}')
        else:
            lines.append(f"  {json.dumps(key)}: {_line(value)}")
    return "{\n" + ",\n".join(lines) + "\n}"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def read(path: Path) -> Catalog:
    """Return the committed catalog by stream; empty if there is none yet.

    Raises:
        EnamelError: The file is not a catalog.
    """
    try:
        streams = json.loads(path.read_text(encoding="utf-8"))["streams"]
        return {stream["tap_stream_id"]: stream for stream in streams}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EnamelError(
            f"{FILE} is not a Singer catalog.",
            f"Restore it (`git checkout -- {FILE}`), or delete it and run `enamel discover`.",
        ) from error


def write(path: Path, text: str) -> bool:
    """Write a file as a whole or not at all; return whether it changed.

    Raises:
        EnamelError: The folder cannot be written to, or the disk is full.
    """
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise EnamelError(
            f"{path} cannot be written: {error.strerror}.", "Make room or correct its rights."
        ) from error
    return True
