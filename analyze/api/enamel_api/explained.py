"""Where a key figure comes from: its decision, SQL and lineage, read from the project's files."""

import json
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from enamel_api.problems import Problem


@lru_cache(maxsize=1)
def proof() -> dict[str, dict[str, list[str]]]:
    """Return the lines of reports that prove each variant of each key figure."""
    text = files("enamel_api").joinpath("kpi_proof.yml").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return found


def decision(project: Path, heading: str | None) -> str | None:
    """Return the section of DECISIONS.md under a heading."""
    path = project / "transform" / "DECISIONS.md"
    if heading is None or not path.is_file():
        return None
    sections = re.split(r"^(?=#+ )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for section in sections:
        title, _, body = section.partition("\n")
        if title.lstrip("# ").strip().lower() == heading.lower():
            return body.strip()
    return None


def sql_of_model(project: Path, model: str | None) -> str | None:
    """Return the SQL of a model as it stands in the project."""
    if model is None:
        return None
    found = sorted((project / "transform" / "models").rglob(f"{model}.sql"))
    return found[0].read_text(encoding="utf-8") if found else None


def query_on_source(project: Path, kpi_id: str) -> str | None:
    """Return the query that asks Open Dental itself, where there is one."""
    path = project / "analyze" / "user_queries" / f"{kpi_id}.sql"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def lineage(manifest: Path, model: str | None) -> list[dict[str, Any]]:
    """Return everything a model is made of, itself first, tables of the source last.

    Raises:
        Problem: The project has not been built here, so dbt has written no manifest.
    """
    if not manifest.is_file():
        raise Problem(
            503,
            "not-built",
            "dbt has written no manifest here.",
            "Run `meltano run daily`, or set ENAMEL_API_MANIFEST.",
        )
    nodes = _nodes(manifest, manifest.stat().st_mtime_ns)
    wanted = [key for key, node in nodes.items() if node["name"] == model]
    seen: dict[str, None] = {}
    while wanted:
        key = wanted.pop(0)
        if key not in seen and key in nodes:
            seen[key] = None
            wanted += nodes[key]["depends_on"]
    order = ("marts", "intermediate", "staging", "settings", "raw")
    found = [nodes[key] for key in seen]
    return sorted(
        (
            {
                "name": node["name"],
                "layer": node["layer"],
                "description": node["description"],
                "columns": node["columns"],
                "reads": sorted(nodes[key]["name"] for key in node["depends_on"] if key in nodes),
            }
            for node in found
        ),
        key=lambda node: (
            node["name"] != model,
            order.index(node["layer"]) if node["layer"] in order else len(order),
            node["name"],
        ),
    )


@lru_cache(maxsize=2)
def _nodes(manifest: Path, _changed: int) -> dict[str, dict[str, Any]]:
    document = json.loads(manifest.read_text(encoding="utf-8"))
    return {
        key: {
            "name": node["name"],
            "layer": node["schema"],
            "description": " ".join(node["description"].split()),
            "columns": sorted(node["columns"]),
            "depends_on": node.get("depends_on", {}).get("nodes", []),
        }
        for key, node in {**document["nodes"], **document["sources"]}.items()
        if node["resource_type"] in ("model", "seed", "source")
    }
