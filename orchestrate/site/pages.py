"""The site's pages are the project's own, with what they link to, each where it stands."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).parents[2]
# Texts of columns, which dbt reads; its own documentation shows them.
NO_PAGES = ("transform/docs/",)
_LINK = re.compile(r"\]\(([^)#\s]+)")


def slug(heading: str, separator: str) -> str:
    """Return the anchor that GitHub gives a heading, so that a link holds in both places.

    >>> slug("Where do I …?", "-")
    'where-do-i-'
    """
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", separator)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let headings have GitHub's anchors."""
    config.mdx_configs.setdefault("toc", {})["slugify"] = slug
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the project's own files instead of a folder's."""
    from mkdocs.structure.files import File, Files

    known = set(
        subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
    )
    pages = {it for it in known if it.endswith(".md") and not it.startswith(NO_PAGES)}
    linked = {
        str((ROOT / page).parent.joinpath(target).resolve().relative_to(ROOT))
        for page in pages
        for target in _LINK.findall((ROOT / page).read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:")
    }
    wanted = sorted(pages | (linked & known))
    made = [File.generated(config, it, abs_src_path=str(ROOT / it)) for it in wanted]
    return Files([*(it for it in files if it.src_uri.startswith("assets/")), *made])
