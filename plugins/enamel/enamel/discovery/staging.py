"""What the staging models read, found in their SQL: source columns are its quoted identifiers."""

import re
from pathlib import Path

FOLDER = Path("transform/models/staging")
PREFIX = "stg_opendental__"

# One pass from the left: a quote inside a comment is none, and neither is a dash inside a name.
_TOKEN = re.compile(
    r'(?P<name>"(?:[^"]|"")+")'
    r"|\{#.*?#\}|\{\{.*?\}\}|/\*.*?\*/|--[^\n]*|'(?:[^']|'')*'",
    re.DOTALL,
)
_QUOTED = re.compile(r'"((?:[^"]|"")+)"')
_BARE = re.compile(r"\b[a-z_][a-z0-9_]*\b")
_ALIAS = re.compile(r"\bas\s+[a-z_][a-z0-9_]*\b")


def staged_files(root: Path) -> dict[str, Path]:
    """Return the staging models by source table."""
    return {
        path.stem.removeprefix(PREFIX): path
        for path in sorted((root / FOLDER).glob(f"**/{PREFIX}*.sql"))
    }


def staged_tables(root: Path) -> list[str]:
    """Return the source tables that staging reads."""
    return sorted(staged_files(root))


def columns_named(sql: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the quoted names of a model, which can only be source columns, and the bare words.

    A source column in small letters needs no quotes; the bare words say whether it is mapped.
    """
    code = _TOKEN.sub(lambda match: match["name"] or " ", sql)
    quoted = frozenset(name.replace('""', '"') for name in _QUOTED.findall(code))
    bare = _BARE.findall(_ALIAS.sub(" ", _QUOTED.sub(" ", code)))
    return quoted, frozenset(bare)
