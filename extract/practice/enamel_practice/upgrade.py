"""Upgrades a synthetic practice from one release's tables to a later one's, rows and all."""

from importlib.resources import files
from typing import NamedTuple

import pymysql

from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.errors import PracticeError
from enamel_practice.releases import load_release, order
from enamel_practice.schema import Schema, Table
from enamel_practice.tables import (
    MARK,
    column_line,
    create_statement,
    is_marked,
    key_lines,
    quote,
    tables_of,
)

VERSIONS = ("DataBaseVersion", "ProgramVersion")


class Upgraded(NamedTuple):
    """What an upgrade did."""

    before: str
    after: str
    statements: int


def upgrade(settings: ConnectionSettings, version: str) -> Upgraded:
    """Bring a database that this program made to a later release.

    Args:
        settings: The database.
        version: The release, in full.

    Raises:
        PracticeError: The database has no synthetic mark, or is of a later release.
    """
    with connect(settings) as connection, connection.cursor() as cursor:
        if not is_marked(cursor, tables_of(cursor)):
            raise PracticeError(
                f"Database {settings.database} has no mark that its rows are synthetic; "
                "nothing was touched.",
                "Name a database this program filled in ENAMEL_SOURCE_DATABASE.",
            )
        before = _setting(cursor, VERSIONS[0])
        if order(version) < order(before):
            raise PracticeError(
                f"Database {settings.database} is of release {before}, later than {version}.",
                "Name a later release, or generate the practice anew.",
            )
        statements = upgrade_statements(load_release(before), load_release(version))
        for statement in statements:
            cursor.execute(statement)
        if statements:
            _note(cursor, version)
        return Upgraded(before, version, len(statements))


def upgrade_statements(old: Schema, new: Schema) -> list[str]:
    """Return what makes the tables of one release those of a later one.

    New columns and tables come first, then what is carried over, then what is dropped.
    """
    if old.version == new.version:
        return []
    shared = [name for name in new.tables if name in old.tables]
    statements = [
        create_statement(table) for name, table in new.tables.items() if name not in old.tables
    ]
    statements += filter(None, (_change(old.tables[it], new.tables[it]) for it in shared))
    if "plannedappt" in old.tables and "plannedappt" not in new.tables:
        statements.append(_carried())
    statements += filter(None, (_drop(old.tables[it], new.tables[it]) for it in shared))
    statements += [f"DROP TABLE {quote(name)}" for name in old.tables if name not in new.tables]
    return statements


def _carried() -> str:
    return (files("enamel_practice") / "upgrade.sql").read_text(encoding="utf-8")


def _change(old: Table, new: Table) -> str | None:
    parts, place = [], "FIRST"
    for column in new.columns:
        before = old.by_name.get(column.name)
        if before is None:
            parts.append(f"ADD COLUMN {column_line(column)} {place}")
        elif column_line(before) != column_line(column):
            parts.append(f"MODIFY COLUMN {column_line(column)}")
        place = f"AFTER {quote(column.name)}"
    missing = {name: it for name, it in new.indexes.items() if name not in old.indexes}
    parts += [f"ADD {line}" for line in key_lines(missing)]
    return f"ALTER TABLE {quote(new.name)} {', '.join(parts)}" if parts else None


def _drop(old: Table, new: Table) -> str | None:
    gone = [f"DROP COLUMN {quote(it.name)}" for it in old.columns if it.name not in new.by_name]
    return f"ALTER TABLE {quote(new.name)} {', '.join(gone)}" if gone else None


def _setting(cursor: pymysql.cursors.Cursor, name: str) -> str:
    cursor.execute("SELECT ValueString FROM preference WHERE PrefName = %s", (name,))
    row = cursor.fetchone()
    return str(row[0]) if row else ""


def _note(cursor: pymysql.cursors.Cursor, version: str) -> None:
    """Write the new release into the settings and the list of updates, on the practice's day."""
    for name in VERSIONS:
        cursor.execute(
            "UPDATE preference SET ValueString = %s WHERE PrefName = %s", (version, name)
        )
    cursor.execute(
        "INSERT INTO updatehistory (DateTimeUpdated, ProgramVersion) VALUES (%s, %s)",
        (f"{_setting(cursor, MARK)} 06:00:00", version),
    )
