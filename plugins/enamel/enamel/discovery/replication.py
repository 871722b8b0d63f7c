"""How each table is moved: method and key, overlap, deletes, and which columns stay behind."""

from dataclasses import dataclass

from enamel_tap_mysql.discovery import Table
from enamel_tap_mysql.types import Column, UnsupportedTypeError

from enamel.discovery.importance import is_server_stamp, server_stamps
from enamel.discovery.knowledge import SECRET, Knowledge
from enamel.discovery.policy import Policy, looks_secret

INCREMENTAL, FULL_TABLE, EXCLUDED = "INCREMENTAL", "FULL_TABLE", "EXCLUDED"
SUSPECT = "the name looks like a secret; the policy has not decided"
UNSUPPORTED = "no exact counterpart of type"
INTEGERS = ("tinyint", "smallint", "mediumint", "int", "bigint")


@dataclass(frozen=True, slots=True)
class Replication:
    """A table's method and the reason for it; `held_back` is by column, with the reason."""

    method: str
    reason: str
    key: str | None
    overlap_seconds: int
    deletes: str
    held_back: dict[str, str]


def plan(table: Table, policy: Policy, knowledge: Knowledge, random_keys: bool) -> Replication:
    """Decide how a table is moved.

    Args:
        table: What information_schema says.
        policy: What people decided.
        knowledge: What we know of Open Dental.
        random_keys: Whether the practice numbers its rows at random (`RandomPrimaryKeys`), so that
            a key says nothing of a row's age.
    """
    held_back = hold_back(table, policy, knowledge)
    if reason := policy.never.get(table.name):
        return Replication(EXCLUDED, reason, None, 0, "none", held_back)
    method, key, reason = _method(table, policy, knowledge, random_keys)
    settings = policy.of(table.name)
    if method == FULL_TABLE:
        return Replication(FULL_TABLE, reason, None, 0, "full_table", held_back)
    column = table.column(key) if key else None
    overlap = settings.overlap_seconds
    if overlap is None:
        overlap = policy.overlap_seconds
    if column is None or not is_server_stamp(column):
        overlap = 0
    return Replication(
        INCREMENTAL, reason, key, overlap, settings.deletes or policy.deletes, held_back
    )


def _method(
    table: Table, policy: Policy, knowledge: Knowledge, random_keys: bool
) -> tuple[str, str | None, str]:
    settings = policy.of(table.name)
    if not table.primary_key:
        return FULL_TABLE, None, "no primary key: rows cannot be told apart"
    if settings.method == FULL_TABLE:
        return FULL_TABLE, None, "the policy says so"
    if stamps := server_stamps(table, knowledge):
        return INCREMENTAL, stamps[0], f"the server stamps {stamps[0]} on every change"
    if settings.append_only:
        column = table.column(table.primary_key[0])
        if random_keys:
            return FULL_TABLE, None, "append-only, but this practice numbers rows at random"
        if (
            len(table.primary_key) > 1
            or column is None
            or not _counts_up(column.column_type, column.extra)
        ):
            return FULL_TABLE, None, "append-only, but the key does not count up"
        return INCREMENTAL, column.name, "append-only by policy, and the key counts up"
    return FULL_TABLE, None, "nothing tells which rows changed"


def _counts_up(kind: str, extra: str) -> bool:
    return "auto_increment" in extra.lower() and kind.split("(")[0].lower() in INTEGERS


def hold_back(table: Table, policy: Policy, knowledge: Knowledge) -> dict[str, str]:
    """Return the columns that stay in the source, each with the reason.

    A key is never guessed to be a secret: without it a table could not be replicated.
    """
    settings = policy.of(table.name)
    known = knowledge.columns(table.name)
    reasons: dict[str, str] = {}
    for column in table.columns:
        name = column.name
        if knowledge.sensitivity(table.name, name) == SECRET:
            reasons[name] = "classed secret"
        elif name in settings.hold:
            reasons[name] = "held back by the policy"
        elif name in known or name in settings.cleared or name in table.key:
            continue
        elif looks_secret(name, policy.secret_names):
            reasons[name] = SUSPECT
    for column in table.columns:
        if not _is_supported(column):
            reason = f"{UNSUPPORTED} {column.column_type}"
            reasons.setdefault(column.name, reason)
    return reasons


def _is_supported(column: Column) -> bool:
    try:
        column.type  # noqa: B018
    except UnsupportedTypeError:
        return False
    return True
