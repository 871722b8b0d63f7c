"""What the pages are made of: no secret, and the first load small and quick."""

import gzip
import json
import re
from pathlib import Path

from .conftest import Pages

FIRST_LOAD_BYTES = 250_000
INTERACTIVE_MILLISECONDS = 1_500


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
