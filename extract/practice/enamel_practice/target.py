"""What the loader knows of a table, the statements it sends, and what MariaDB's refusals mean."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import pymysql

from enamel_practice.errors import PracticeError
from enamel_practice.tables import quote

_COLUMNS = """
select
    table_name, column_name, data_type, character_set_name, column_default, is_nullable, extra
from information_schema.columns
where table_schema = database()
order by table_name, ordinal_position
"""
# What a column without a default clause holds when no value is named for it; MariaDB's own choice
# for dates, 0000-00-00, is not the one Open Dental writes.
_BARE = {"date": "'0001-01-01'", "datetime": "'0001-01-01'", "time": "'00:00:00'"}
# Only the column is told from the server's words: the rest may hold a value.
_COLUMN_IN_WARNING = re.compile(r"(?:column|key|Field) (?:`[^`]*`\.`[^`]*`\.)?[`']([^`']*)[`']")


@dataclass
class Target:
    """One table.

    Args:
        columns: Every column.
        binary: Those that hold bytes.
        bare: Those without a default clause, and the literal they take when not named.
        stamped: Those the server's clock fills when not named.
    """

    columns: set[str] = field(default_factory=set)
    binary: set[str] = field(default_factory=set)
    bare: dict[str, str] = field(default_factory=dict)
    stamped: set[str] = field(default_factory=set)


def read_targets(cursor: pymysql.cursors.Cursor) -> dict[str, Target]:
    """Return every table of the session's database."""
    targets: dict[str, Target] = {}
    cursor.execute(_COLUMNS)
    for table, column, kind, charset, default, nullable, extra in cursor.fetchall():
        target = targets.setdefault(table, Target())
        target.columns.add(column)
        binary = kind.endswith(("blob", "binary"))
        if binary:
            target.binary.add(column)
        if default is None and nullable == "NO" and "auto_increment" not in extra:
            target.bare[column] = _BARE.get(kind, "''" if charset or binary else "0")
        if "current_timestamp" in (str(default) + extra).lower():
            target.stamped.add(column)
    return targets


def load_statement(
    path: str,
    table: str,
    columns: tuple[str, ...],
    target: Target,
    stamped_at: datetime | None = None,
) -> str:
    """Return the LOAD DATA statement of one packet."""
    names = [f"@b{i}" if it in target.binary else quote(it) for i, it in enumerate(columns)]
    values = [f"{quote(it)} = UNHEX(@b{i})" for i, it in enumerate(columns) if it in target.binary]
    values += [f"{quote(it)} = {bare}" for it, bare in target.bare.items() if it not in columns]
    if stamped_at is not None:
        unnamed = sorted(target.stamped - set(columns))
        values += [f"{quote(it)} = '{stamped_at:%Y-%m-%d %H:%M:%S}'" for it in unnamed]
    return (
        f"LOAD DATA LOCAL INFILE '{path}' INTO TABLE {quote(table)} CHARACTER SET utf8mb4 "
        r"FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n' "
        f"({', '.join(names)})" + (f" SET {', '.join(values)}" if values else "")
    )


def drop_keys(cursor: pymysql.cursors.Cursor, table: str) -> str | None:
    """Drop a table's secondary keys; return the statement that puts them back, if there were any.

    Sorting a key once is much cheaper than keeping it in order over several packets.
    """
    cursor.execute(f"SHOW CREATE TABLE {quote(table)}")
    row = cursor.fetchone()
    lines = row[1].splitlines() if row else []
    keys = [line.strip(" ,") for line in lines if line.startswith("  KEY ")]
    if not keys:
        return None
    names = [key.split("`")[1] for key in keys]
    cursor.execute(
        f"ALTER TABLE {quote(table)} {', '.join(f'DROP KEY {quote(name)}' for name in names)}"
    )
    return f"ALTER TABLE {quote(table)} {', '.join(f'ADD {key}' for key in keys)}"


def refusal(
    table: str, sent: int, loaded: int, told: Iterable[tuple[str, int, str]]
) -> PracticeError:
    """Return the error for a packet that MariaDB changed or cut.

    Rows that meet a key twice are skipped with a warning, as are cut and unreadable values.
    """
    found = Counter(
        (code, match[1] if (match := _COLUMN_IN_WARNING.search(text)) else "")
        for _, code, text in told
    )
    places = ", ".join(
        f"{table}.{column} (MariaDB warning {code})" if column else f"MariaDB warning {code}"
        for code, column in sorted(found)
    )
    return PracticeError(
        f"Table {table} would not store {sent} rows as they are ({loaded} taken): "
        f"{places or 'no warning given'}. The packet was undone.",
        "Correct the values the generator gives this column, or the column's type.",
    )
