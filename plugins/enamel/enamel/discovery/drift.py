"""What changed between two catalogs, in names a person can act on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from enamel.discovery.catalog import Catalog, Stream, is_selected, replicated_columns


@dataclass(frozen=True)
class Drift:
    """Tables and columns that came, went or changed; columns as `table.column`."""

    tables_added: list[str] = field(default_factory=list)
    tables_removed: list[str] = field(default_factory=list)
    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)
    columns_changed: list[str] = field(default_factory=list)
    tables_changed: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return a line for each kind of change that happened."""
        kinds = {
            "tables added": self.tables_added,
            "tables removed": self.tables_removed,
            "tables changed": self.tables_changed,
            "columns added": self.columns_added,
            "columns removed": self.columns_removed,
            "columns changed": self.columns_changed,
        }
        return [f"{kind}: {len(names)} ({_few(names)})" for kind, names in kinds.items() if names]


def compare(before: Catalog, after: Catalog) -> Drift:
    """Return what changed; a table that came or went is not told column by column."""
    drift = Drift(
        tables_added=sorted(after.keys() - before.keys()),
        tables_removed=sorted(before.keys() - after.keys()),
    )
    for table in sorted(before.keys() & after.keys()):
        old, new = before[table], after[table]
        was, now = old["schema"]["properties"], new["schema"]["properties"]
        drift.columns_added.extend(f"{table}.{name}" for name in now if name not in was)
        drift.columns_removed.extend(f"{table}.{name}" for name in was if name not in now)
        sent_before, sent_now = replicated_columns(old).keys(), replicated_columns(new).keys()
        for name in (it for it in now if it in was):
            if change := _column_change(
                was[name], now[name], name in sent_before, name in sent_now
            ):
                drift.columns_changed.append(f"{table}.{name} ({change})")
        if changes := _table_changes(old, new):
            drift.tables_changed.append(f"{table} ({'; '.join(changes)})")
    return drift


def _column_change(was: Stream, now: Stream, was_sent: bool, is_sent: bool) -> str | None:
    old, new = was.get("x-mysql-datatype"), now.get("x-mysql-datatype")
    if old != new:
        return f"{old} → {new}"
    if was_sent != is_sent:
        return "selected" if is_sent else "no longer selected"
    return None if was == now else "type"


def _table_changes(old: Stream, new: Stream) -> list[str]:
    changes = []
    if is_selected(old) != is_selected(new):
        changes.append("selected" if is_selected(new) else "no longer selected")
    if old["key_properties"] != new["key_properties"]:
        changes.append("primary key")
    if old.get("replication_key") != new.get("replication_key"):
        key = new.get("replication_key")
        changes.append(f"now followed by {key}" if key else "now a full table")
    was, now = old.get("x-enamel", {}), new["x-enamel"]
    for name in sorted(was.keys() | now.keys()):
        if name != "held_back" and was.get(name) != now.get(name):
            if name in ("reasons", "allowed_values", "method_reason"):
                changes.append(name.replace("_", " "))
            elif name not in ("method", "phase_name"):
                changes.append(f"{name} {was.get(name)} → {now.get(name)}")
    return changes


def _few(names: Iterable[str], most: int = 6) -> str:
    listed = list(names)
    rest = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {rest} more" if rest > 0 else "")
