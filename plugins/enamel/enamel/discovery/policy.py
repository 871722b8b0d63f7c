"""`extract/policy.yml`, typed: what we replicate and how, and what never leaves the source."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from enamel_tap_mysql.limits import KEY as LIMITS
from enamel_tap_mysql.limits import Limits, parse_hours, parse_limits

from enamel.discovery.reading import Reader, load_yaml

FILE = Path("extract/policy.yml")
METHODS = ("FULL_TABLE",)
DELETES = ("key_comparison", "none")
ROLES = ("production", "replica", "copy")
PHASES = (1, 2, 3, 4)
ANYWHERE = 5
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
CLASSES = ("direct_identifier", "quasi_identifier", "clinical_note", "financial_account")


@dataclass(frozen=True, slots=True)
class TablePolicy:
    """What the policy says of one table; none means that the rules decide."""

    phase: int | None = None
    method: str | None = None
    append_only: bool = False
    overlap_seconds: int | None = None
    deletes: str | None = None
    hold: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllowedValues:
    """A secret column of which single values may leave, chosen by the name in another column."""

    column: str
    name_column: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole file; `phases` is by table."""

    release: str
    overlap_seconds: int
    deletes: str
    secret_names: tuple[str, ...]
    source_role: str = "production"
    limits: Limits = field(default_factory=Limits)
    never: Mapping[str, str] = field(default_factory=dict)
    allowed_values: Mapping[str, AllowedValues] = field(default_factory=dict)
    tables: Mapping[str, TablePolicy] = field(default_factory=dict)
    phases: Mapping[str, int] = field(default_factory=dict)
    ignored_classes: Mapping[str, str] = field(default_factory=dict)
    ignored: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, table: str) -> TablePolicy:
        """Return what the policy says of a table, if it says anything."""
        return self.tables.get(table, TablePolicy())


def load_policy(root: Path) -> Policy:
    """Read and check the file's form; `check_names` checks what it talks about.

    Raises:
        EnamelError: The file is missing, is no YAML, has an unknown key or a wrong type.
    """
    return parse_policy(load_yaml(root / FILE, str(FILE)))


def parse_policy(data: object) -> Policy:
    """Turn the parsed YAML into a policy.

    Raises:
        EnamelError: An unknown key, a missing one, or a value of the wrong type.
    """
    reader = Reader(str(FILE))
    values = reader.mapping(
        data,
        (),
        {
            "release": _release,
            "overlap_seconds": _seconds,
            "deletes": _deletes,
            "secret_names": _words,
            "source_role": lambda it, given, where: it.choice(given, where, ROLES),
            LIMITS: _limits,
            "never": Reader.texts_by_name,
            "allowed_values": _by_table(_allowed),
            "tables": _by_table(_table),
            "phases": _phases,
            "ignored_classes": _ignored_classes,
            "ignored": _by_table(Reader.texts_by_name),
        },
        required=("release", "overlap_seconds", "deletes", "secret_names"),
    )
    policy = Policy(**values)
    for table in policy.never:
        if table in policy.tables or table in policy.phases or table in policy.allowed_values:
            reader.fail(("never", table), "the table is never read, yet has other settings too")
    return policy


def check_names(
    policy: Policy, columns: Mapping[str, frozenset[str]], secrets: Mapping[str, frozenset[str]]
) -> None:
    """Check that every table and column of the policy exists somewhere.

    Args:
        policy: What to check.
        columns: By table, the columns of the source and of Open Dental's own schema together.
        secrets: By table, the columns classed `secret`; no policy can clear them.

    Raises:
        EnamelError: Naming the place in the file and the nearest name that exists.
    """
    reader = Reader(str(FILE))
    for place, table, names in _mentions(policy):
        reader.known(place, table, columns, "table")
        for name in names:
            reader.known((*place, name), name, columns[table], f"column of {table}")
    for table, settings in policy.tables.items():
        for name in settings.cleared:
            if name in secrets.get(table, ()):
                reader.fail(
                    ("tables", table, "cleared", name), "the column is classed secret and stays"
                )


def _mentions(policy: Policy) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    found: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = []
    found += [(("never", table), table, ()) for table in policy.never]
    found += [(("phases", str(phase), table), table, ()) for table, phase in policy.phases.items()]
    found += [
        (("allowed_values", table), table, (it.column, it.name_column))
        for table, it in policy.allowed_values.items()
    ]
    found += [
        (("tables", table), table, it.hold + it.cleared) for table, it in policy.tables.items()
    ]
    found += [(("ignored", table), table, tuple(it)) for table, it in policy.ignored.items()]
    return found


def _by_table(
    read: Callable[[Reader, object, tuple[str, ...]], Any],
) -> Callable[[Reader, object, tuple[str, ...]], dict[str, Any]]:
    return lambda reader, value, place: reader.by_name(value, place, read)


def _table(reader: Reader, value: object, place: tuple[str, ...]) -> TablePolicy:
    values = reader.mapping(
        value,
        place,
        {
            "phase": lambda it, given, where: it.choice(given, where, PHASES),
            "method": lambda it, given, where: it.choice(given, where, METHODS),
            "append_only": Reader.flag,
            "overlap_seconds": _seconds,
            "deletes": _deletes,
            "hold": Reader.texts,
            "cleared": Reader.texts,
        },
    )
    if values.get("append_only") and values.get("method"):
        reader.fail(place, "append_only and method contradict each other")
    return TablePolicy(**values)


def _allowed(reader: Reader, value: object, place: tuple[str, ...]) -> AllowedValues:
    keys = ("column", "name_column", "names")
    readers = {"column": Reader.text, "name_column": Reader.text, "names": Reader.texts}
    return AllowedValues(**reader.mapping(value, place, readers, required=keys))


def _phases(reader: Reader, value: object, place: tuple[str, ...]) -> dict[str, int]:
    readers = dict.fromkeys(PHASES, Reader.texts)
    phases: dict[str, int] = {}
    for phase, tables in reader.mapping(value, place, readers).items():
        for table in tables:
            if table in phases:
                reader.fail((*place, str(phase), table), "the table stands in two phases")
            phases[table] = int(phase)
    return phases


def _ignored_classes(reader: Reader, value: object, place: tuple[str, ...]) -> dict[str, str]:
    return reader.mapping(value, place, dict.fromkeys(CLASSES, Reader.text))


def _limits(reader: Reader, value: object, place: tuple[str, ...]) -> Limits:
    readers = {
        "connections": lambda it, given, where: it.integer(given, where, 1, 64),
        "rows_per_second": lambda it, given, where: it.integer(given, where, 1, 10**9),
        "hours": _hours,
    }
    return parse_limits(reader.mapping(value, place, readers))


def _hours(reader: Reader, value: object, place: tuple[str, ...]) -> str:
    text = reader.text(value, place)
    if parse_hours(text) is None:
        reader.fail(place, f"`{text}` is no part of a day", "Write it as in '18:30-07:00'.")
    return text


def _deletes(reader: Reader, value: object, place: tuple[str, ...]) -> str:
    return str(reader.choice(value, place, DELETES))


def _seconds(reader: Reader, value: object, place: tuple[str, ...]) -> int:
    return reader.integer(value, place, 0, 7 * 86_400)


def _release(reader: Reader, value: object, place: tuple[str, ...]) -> str:
    release = reader.text(value, place)
    if not re.fullmatch(r"\d+\.\d+", release):
        reader.fail(place, "a release looks like '24.3'")
    return release


def _words(reader: Reader, value: object, place: tuple[str, ...]) -> tuple[str, ...]:
    words = reader.texts(value, place)
    for word in words:
        if not re.fullmatch("[a-z0-9]+", word):
            reader.fail((*place, word), "a word has small letters and digits only")
    return words


def looks_secret(column: str, words: tuple[str, ...]) -> bool:
    """Return whether a column's name has one of the words in it (see `secret_names`)."""
    parts = [part.casefold() for part in WORD.findall(column)]
    whole = "".join(parts)
    return any(word in whole if len(word) >= ANYWHERE else word in parts for word in words)
