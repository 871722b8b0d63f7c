"""Where a key figure comes from: its decision and its SQL, read from the project's files."""

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import yaml


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
