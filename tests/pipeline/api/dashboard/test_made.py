"""What the pages are made of: no secret, and a first load that is small."""

import gzip
import json
import re
from pathlib import Path

from .conftest import Pages

FIRST_LOAD_BYTES = 250_000


def test_no_registry_stands_in_the_lock(built: Path) -> None:
    lock = json.loads((built / "package-lock.json").read_text("utf-8"))
    assert not [name for name, it in lock["packages"].items() if "resolved" in it]


def test_no_secret_is_in_what_browsers_get(built: Path) -> None:
    text = "".join(
        it.read_text("utf-8") for it in (built / "dist").rglob("*") if it.suffix in (".js", ".html")
    )
    assert not re.findall(r"(?i)(password|secret|api_?key)\s*[:=]\s*[\"'][^\"']{8,}[\"']", text)


def test_the_first_load_is_small(pages: Pages, built: Path) -> None:
    scripts: set[str] = set()
    context = pages.signed_in("owner")
    page = context.new_page()
    page.on("response", lambda it: scripts.add(it.url) if it.url.endswith(".js") else None)
    page.goto(pages.address)
    page.get_by_role("navigation").first.wait_for()
    context.close()
    files = [built / "dist" / it.split("/app/")[1] for it in scripts]
    assert files
    assert sum(len(gzip.compress(it.read_bytes())) for it in files) < FIRST_LOAD_BYTES
