"""A wheel is all that a machine that serves needs: no Node, no clone."""

import asyncio
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest
from enamel_api import pages
from enamel_api.main import create_app
from enamel_api.settings import Settings

ROOT = Path(__file__).parents[3]
UV = ROOT / ".enamel" / "bin" / "uv"


def test_a_wheel_carries_pages_and_queries(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "tests")
    package = shutil.copytree(ROOT / "analyze" / "api", tmp_path / "api", ignore=ignored)
    shutil.rmtree(package / "enamel_api" / "dashboard", ignore_errors=True)
    (package / "enamel_api" / "dashboard" / "assets").mkdir(parents=True)
    (package / "enamel_api" / "dashboard" / "index.html").write_text("pages")
    (package / "enamel_api" / "dashboard" / "assets" / "a.js").write_text("1")
    built = subprocess.run(
        [UV, "build", "--quiet", "--wheel", "--out-dir", tmp_path / "dist", package],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    with ZipFile(next((tmp_path / "dist").glob("enamel_api-*.whl"))) as wheel:
        held = set(wheel.namelist())
    queries = {
        f"enamel_api/{it.relative_to(package / 'enamel_api').as_posix()}"
        for it in (package / "enamel_api").rglob("*.sql")
    }
    assert len(queries) > 50
    assert queries <= held
    assert {"enamel_api/dashboard/index.html", "enamel_api/dashboard/assets/a.js"} <= held
    assert "enamel_api/kpi_proof.yml" in held


def test_pages_of_the_wheel_are_served_where_there_is_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_text("from the wheel __CSP_NONCE__")
    monkeypatch.setattr(pages, "PACKAGED", tmp_path)
    app = create_app(Settings("127.0.0.1", 1, "none", "none", project=tmp_path / "nowhere"))

    async def ask() -> httpx.Response:
        there = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=there, base_url="http://x") as client:
            return await client.get("/app/worklists")

    answer = asyncio.run(ask())
    assert answer.status_code == 200
    assert answer.text.startswith("from the wheel ")
    assert "__CSP_NONCE__" not in answer.text


def test_all_packages_are_of_one_release_and_the_changelog_begins_with_it() -> None:
    workspace = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    members = workspace["tool"]["uv"]["workspace"]["members"]
    files = [ROOT / "pyproject.toml", *(ROOT / it / "pyproject.toml" for it in members)]
    versions = {tomllib.loads(it.read_text("utf-8"))["project"]["version"] for it in files}
    assert len(versions) == 1
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert changes.split("\n## ")[1].startswith(versions.pop())
    program = [Path(sys.executable).with_name("enamel"), "--version"]
    said = subprocess.run(program, capture_output=True, text=True, check=True).stdout
    assert said.strip().removeprefix("enamel ") in changes
