"""What `enamel discover` says: the numbers of the day, which the catalog does not keep."""

from collections import Counter

from enamel.discovery.catalog import NAMES, Catalog, Found, is_selected
from enamel.discovery.check import number
from enamel.discovery.knowledge import Knowledge
from enamel.discovery.policy import Policy
from enamel.discovery.replication import SUSPECT, UNSUPPORTED

TOP = 5


def lines(found: Found, catalog: Catalog, policy: Policy, knowledge: Knowledge) -> list[str]:
    """Return the summary: how many tables, moved how, in which phase, and what stays behind."""
    tables = found.tables.values()
    facts = [stream["x-enamel"] for stream in catalog.values()]
    methods = Counter(it["method"] for it in facts)
    phases = Counter(it["phase"] for it in facts if it["method"] != "EXCLUDED")
    held = sum(len(it["held_back"]) for it in facts if it["method"] != "EXCLUDED")
    unknown = [name for name in catalog if name not in knowledge.schema.tables]
    largest = sorted(tables, key=lambda it: (-(it.data_bytes), it.name))[:TOP]
    first = sorted(
        (name for name in catalog if is_selected(catalog[name])),
        key=lambda it: (-catalog[it]["x-enamel"]["importance"], it),
    )[:TOP]
    return [
        f"{len(catalog)} tables, {sum(len(table.columns) for table in tables)} columns, about "
        f"{sum(table.rows or 0 for table in tables):,} rows, "
        f"{sum(table.data_bytes for table in tables) / 1e6:,.0f} MB",
        f"method: {methods['INCREMENTAL']} incremental, {methods['FULL_TABLE']} full table, "
        f"{methods['EXCLUDED']} never read",
        "phase: " + ", ".join(f"{phases[phase]} {name}" for phase, name in NAMES.items()),
        f"columns held back: {held}",
        f"tables Open Dental {knowledge.release} does not have: {len(unknown)}",
        "most important: "
        + ", ".join(f"{name} ({catalog[name]['x-enamel']['importance']})" for name in first),
        "largest: "
        + ", ".join(
            f"{it.name} ({it.rows or 0:,} rows, {it.data_bytes / 1e6:,.0f} MB)" for it in largest
        ),
    ]


def warnings(found: Found, catalog: Catalog, policy: Policy, knowledge: Knowledge) -> list[str]:
    """Return what a person should decide."""
    said = []
    for name, stream in catalog.items():
        if not is_selected(stream):
            continue
        for column, reason in stream["x-enamel"]["held_back"].items():
            if reason == SUSPECT:
                said.append(
                    f"Column `{name}.{column}` is held back: its name looks like a secret. Decide "
                    f"in extract/policy.yml: tables.{name}.cleared or tables.{name}.hold."
                )
            elif reason.startswith(UNSUPPORTED):
                said.append(f"Column `{name}.{column}` is held back: {reason}.")
    absent = sorted(knowledge.schema.tables.keys() - catalog.keys() - policy.never.keys())
    if absent and number(policy.release) >= number(knowledge.release):
        more = f" and {len(absent) - TOP} more" if len(absent) > TOP else ""
        said.append(
            f"The source lacks {len(absent)} of Open Dental {knowledge.release}'s tables: "
            f"{', '.join(absent[:TOP])}{more}. Is it an older release? Then say so in "
            "extract/policy.yml (`release:`)."
        )
    if found.release and found.release != policy.release:
        said.append(
            f"The source is Open Dental {found.release}, extract/policy.yml says {policy.release}. "
            "Correct `release:`."
        )
    return said
