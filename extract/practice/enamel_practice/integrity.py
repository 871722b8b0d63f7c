"""A loaded database is sound: references point to rows, coded columns hold known codes."""

from dataclasses import dataclass

import pymysql

from enamel_practice.schema import POLYMORPHIC, Column, EnumList, Schema, load_enums, load_schema
from enamel_practice.tables import quote

_TEXT = ("char", "varchar", "text", "mediumtext")


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values are keys of another table's rows."""

    table: str
    column: str
    to_table: str
    to_column: str
    is_text: bool


@dataclass(frozen=True, slots=True)
class Violation:
    """Rows of a table whose column holds what `expected` (a column or a list) does not have."""

    table: str
    column: str
    expected: str
    rows: int


def references(schema: Schema | None = None) -> list[Reference]:
    """Return every reference that can be checked.

    Left out: references whose target depends on another column of the row, and text columns that
    list several numeric keys.
    """
    tables = (schema or load_schema()).tables
    found = []
    for table in tables.values():
        for column in table.columns:
            if column.ref is None or column.ref == POLYMORPHIC:
                continue
            to_table, to_column = column.ref.split(".")
            if _is_text(column) != _is_text(tables[to_table].column(to_column)):
                continue
            found.append(Reference(table.name, column.name, to_table, to_column, _is_text(column)))
    return found


def violations(connection: pymysql.Connection, schema: Schema | None = None) -> list[Violation]:
    """Return the references that point to nothing; 0, '' and NULL are no references."""
    found = []
    with connection.cursor() as cursor:
        filled = _filled_tables(cursor)
        for reference in references(schema):
            if reference.table not in filled:
                continue
            cursor.execute(_orphans(reference))
            row = cursor.fetchone()
            if row and row[0]:
                expected = f"{reference.to_table}.{reference.to_column}"
                found.append(Violation(reference.table, reference.column, expected, row[0]))
    return found


def unknown_codes(connection: pymysql.Connection) -> list[Violation]:
    """Return coded columns that hold values their list does not know, and flags beyond 0 and 1.

    NULL and '' are no codes, and bit masks may add up codes of their list.
    """
    enums = load_enums()
    found = []
    with connection.cursor() as cursor:
        filled = _filled_tables(cursor)
        for table in load_schema().tables.values():
            coded = [it for it in table.columns if it.enum or it.is_flag]
            for column in coded if table.name in filled else ():
                name = quote(column.name)
                cursor.execute(f"SELECT {name}, COUNT(*) FROM {quote(table.name)} GROUP BY {name}")
                known = enums[column.enum] if column.enum else None
                rows = sum(n for value, n in cursor.fetchall() if not _known(value, column, known))
                if rows:
                    found.append(Violation(table.name, column.name, column.enum or "0 or 1", rows))
    return found


def _known(value: int | str | None, column: Column, known: EnumList | None) -> bool:
    if value is None or value == "":
        return True
    if known is None:
        return value in (0, 1)
    if column.stored_as_name:
        return value in known.by_name
    if value in known.by_code:
        return True
    codes = [it for it in known.by_code if isinstance(it, int) and it]
    bits = [it for it in codes if it > 0 and it & (it - 1) == 0]
    is_mask = 4 in bits and 3 not in codes
    return is_mask and isinstance(value, int) and value & ~sum(bits) == 0


def _orphans(reference: Reference) -> str:
    source, column = quote(reference.table), quote(reference.column)
    target, key = quote(reference.to_table), quote(reference.to_column)
    # Distinct values first: a large table refers to few rows, and text targets have no index.
    return (
        f"SELECT COALESCE(SUM(used.n), 0) "
        f"FROM (SELECT {column} AS v, COUNT(*) AS n FROM {source} "
        f"WHERE {column} <> {_none(reference)} GROUP BY {column}) AS used "
        f"WHERE used.v NOT IN (SELECT {key} FROM {target} WHERE {key} IS NOT NULL)"
    )


def _none(reference: Reference) -> str:
    return "''" if reference.is_text else "0"


def _is_text(column: Column) -> bool:
    return column.base_type in _TEXT


def _filled_tables(cursor: pymysql.cursors.Cursor) -> set[str]:
    cursor.execute("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")
    filled = set()
    for table, _ in cursor.fetchall():
        cursor.execute(f"SELECT 1 FROM {quote(table)} LIMIT 1")
        if cursor.fetchone():
            filled.add(table)
    return filled
