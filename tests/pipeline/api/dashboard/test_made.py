"""What the pages are made of: the client is as the API says, the first load small and quick."""

import gzip
import json
import re
import subprocess
from pathlib import Path

from enamel.dashboard import node as nodes
from enamel_api.main import create_app
from enamel_api.settings import Settings
from harness import ROOT

from .conftest import Pages

FIRST_LOAD_BYTES = 250_000
INTERACTIVE_MILLISECONDS = 1_500


def test_the_client_is_made_from_the_description_as_it_is(built: Path, tmp_path: Path) -> None:
    described = create_app(Settings(host="", port=5432, database="", password="")).openapi()
    (tmp_path / "openapi.json").write_text(json.dumps(described, indent=2, sort_keys=True))
    node = nodes.find(ROOT)
    subprocess.run(
        [
            str(node.node),
            str(built / "node_modules/openapi-typescript/bin/cli.js"),
            str(tmp_path / "openapi.json"),
            "--output",
            str(tmp_path / "schema.d.ts"),
        ],
        cwd=built,
        env=node.environment,
        check=True,
        capture_output=True,
    )
    committed = (built / "src/api/schema.d.ts").read_text("utf-8")
    assert (tmp_path / "schema.d.ts").read_text("utf-8") == committed, (
        "make it anew: analyze/dashboard/README.md says how"
    )


def test_no_registry_stands_in_the_lock(built: Path) -> None:
    lock = json.loads((built / "package-lock.json").read_text("utf-8"))
    assert not [name for name, it in lock["packages"].items() if "resolved" in it]


def test_no_secret_is_in_what_browsers_get(built: Path) -> None:
    text = "".join(
        it.read_text("utf-8") for it in (built / "dist").rglob("*") if it.suffix in (".js", ".html")
    )
    assert not re.findall(r"(?i)(password|secret|api_?key)\s*[:=]\s*[\"'][^\"']{8,}[\"']", text)


def test_the_first_load_is_small_and_quick(pages: Pages, built: Path) -> None:
    with pages.open("owner") as context:
        page = context.new_page()
        scripts: set[str] = set()
        page.on(
            "response",
            lambda it: scripts.add(it.url.split("/app/")[1]) if it.url.endswith(".js") else None,
        )
        page.goto(pages.address)
        page.get_by_role("navigation").first.wait_for()
        shown = page.evaluate("performance.now()")
        first = sum(len(gzip.compress((built / "dist" / it).read_bytes())) for it in scripts)
        print(f"first load: {first} bytes of compressed script, interactive after {shown:.0f} ms")
        assert first < FIRST_LOAD_BYTES
        assert shown < INTERACTIVE_MILLISECONDS
