"""What the conventions read: the manifest that dbt itself makes of the project."""

import json
from pathlib import Path
from typing import Any

import pytest
from enamel.settings import Connection
from harness import ROOT, Pipeline


@pytest.fixture(scope="session")
def transform() -> Path:
    """The dbt project's folder."""
    return ROOT / "transform"


@pytest.fixture(scope="session")
def manifest(transform: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The parsed project; parsing needs no database."""
    nowhere = Connection("postgresql", "127.0.0.1", 1, "nobody", "none", "none")
    project = Pipeline(nowhere, nowhere, tmp_path_factory.mktemp("dbt"))
    project.run("dbt", "parse", "--project-dir", str(transform), "--profiles-dir", str(transform))
    return dict(json.loads((project.folder / "target/manifest.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def models(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Every model of the project."""
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


@pytest.fixture(scope="session")
def marts(models: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every model of the marts layer."""
    return [model for model in models if layer(model) == "marts"]


def layer(model: dict[str, Any]) -> str:
    """Return the first folder below models/."""
    return Path(model["original_file_path"]).parts[1]


def domain(model: dict[str, Any]) -> str:
    """Return the second folder below models/."""
    return Path(model["original_file_path"]).parts[2]
