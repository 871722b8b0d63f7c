"""Which tables a run reads, and the catalog that says so. Pure functions."""

import copy
from collections.abc import Collection, Mapping
from typing import Any

from enamel.discovery.catalog import is_selected
from enamel.discovery.reading import nearest
from enamel.errors import EnamelError

Catalog = Mapping[str, dict[str, Any]]


def select(catalog: Catalog, phases: Collection[int], tables: Collection[str]) -> list[str]:
    """Return the replicated tables of some phases, and those named; all without either.

    Raises:
        EnamelError: A name is no replicated table, or nothing is selected.
    """
    known = {name: stream for name, stream in catalog.items() if is_selected(stream)}
    for name in tables:
        if name not in known:
            near = nearest(name, known)
            raise EnamelError(
                f"Table {name} is not replicated.",
                f"Did you mean `{near}`?"
                if near
                else "See extract/catalog.json for those that are.",
            )
    chosen = [
        name
        for name, stream in known.items()
        if (not phases and not tables) or name in tables or phase_of(stream) in phases
    ]
    if not chosen:
        raise EnamelError("No table is selected.", "Choose another phase (1 to 4), or name tables.")
    return chosen


def phase_of(stream: Mapping[str, Any]) -> int:
    """Return the phase that discovery has given a table."""
    return int(stream.get("x-enamel", {}).get("phase", 4))


def describe(phases: Collection[int], tables: Collection[str], *, full_refresh: bool) -> str:
    """Return what a run reads, in a few words for the ledger."""
    parts = [f"phase {', '.join(map(str, sorted(phases)))}"] if phases else []
    if tables:
        listed = ", ".join(sorted(tables)[:3])
        parts.append(listed + (f" and {len(tables) - 3} more" if len(tables) > 3 else ""))
    what = " and ".join(parts) or "all"
    return f"{what}, from the beginning" if full_refresh else what


def narrowed(catalog: Catalog, chosen: Collection[str]) -> dict[str, Any]:
    """Return the catalog with everything else deselected.

    The streams stay in it: the tap tells tables that nobody has looked at from those left out.
    """
    kept = set(chosen)
    streams = []
    for name, stream in catalog.items():
        if name in kept:
            streams.append(stream)
            continue
        left_out = {**stream, "metadata": copy.deepcopy(stream["metadata"])}
        for part in left_out["metadata"]:
            if not part["breadcrumb"]:
                part["metadata"]["selected"] = False
        streams.append(left_out)
    return {"streams": streams}
