"""What the conventions read: the manifest that dbt itself makes of the project."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOWHERE = {
    f"ENAMEL_WAREHOUSE_{part}": value
    for part, value in {
        "HOST": "127.0.0.1",
        "PORT": "1",
        "USER": "nobody",
        "PASSWORD": "none",
        "DATABASE": "none",
    }.items()
}


@pytest.fixture(scope="session")
def transform() -> Path:
    """The dbt project's folder."""
    return ROOT / "transform"


@pytest.fixture(scope="session")
def manifest(transform: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The parsed project; parsing needs no database."""
    target = tmp_path_factory.mktemp("dbt")
    dbt = Path(sys.executable).with_name("dbt")
    folders = ["--project-dir", transform, "--profiles-dir", transform]
    parsed = subprocess.run(
        [dbt, "--no-use-colors", "parse", *folders, "--target-path", target, "--log-path", target],
        env={**os.environ, **NOWHERE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert parsed.returncode == 0, parsed.stdout[-3000:]
    return dict(json.loads((target / "manifest.json").read_text(encoding="utf-8")))


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
