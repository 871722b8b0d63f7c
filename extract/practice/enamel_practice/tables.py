"""Create the source's tables in a database that is ours to fill."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from enamel_practice.errors import PracticeError
from enamel_practice.schema import Column, Schema, Table, load_schema
from enamel_practice.wikilists import WIKI_LISTS, WikiList

if TYPE_CHECKING:
    import pymysql

MARK = "SyntheticPracticeToday"
CHARSET = "utf8mb3"
COLLATION = "utf8mb3_general_ci"
ENGINES = ("InnoDB", "MyISAM", "Aria")


def create_statements(
    engine: str = "InnoDB", schema: Schema | None = None, unkeyed: frozenset[str] = frozenset()
) -> list[str]:
    """Return one CREATE TABLE for each of the schema's tables and the practice's own lists.

    Args:
        engine: MariaDB's engine.
        schema: The tables; by default those of the newest release known.
        unkeyed: Tables that go without secondary keys for now (see `key_statement`).
    """
    if engine not in ENGINES:
        raise PracticeError(f"Engine {engine!r} is unknown.", f"Use one of {', '.join(ENGINES)}.")
    tables = (schema or load_schema()).tables.values()
    statements = [create_statement(it, engine, keyed=it.name not in unkeyed) for it in tables]
    return statements + [_create(wiki.table, _wiki_body(wiki), engine) for wiki in WIKI_LISTS]


def create_statement(table: Table, engine: str = "InnoDB", *, keyed: bool = True) -> str:
    """Return the statement that creates one table."""
    return _create(table.name, _table_body(table, keyed=keyed), engine)


def _create(name: str, body: str, engine: str) -> str:
    tail = f"ENGINE={engine} DEFAULT CHARSET={CHARSET} COLLATE={COLLATION}"
    return f"CREATE TABLE {quote(name)} (\n  {body}\n) {tail}"


def create_tables(
    connection: "pymysql.Connection",
    engine: str = "InnoDB",
    schema: Schema | None = None,
    unkeyed: frozenset[str] = frozenset(),
) -> int:
    """Drop what is there and create every table empty; return how many.

    What is there must be ours: a database that holds no row at all, or one with the synthetic mark
    (the preference row `SyntheticPracticeToday`). Load `preference` first, so that a load that
    breaks off leaves a database which may be created again.

    Raises:
        PracticeError: The database holds rows and no mark.
    """
    statements = create_statements(engine, schema, unkeyed)
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION sql_mode = '', foreign_key_checks = 0")
        drop_tables(cursor)
        for statement in statements:
            cursor.execute(statement)
    return len(statements)


def drop_tables(cursor: "pymysql.cursors.Cursor") -> None:
    """Empty the database, if it is ours (see `create_tables`)."""
    tables = tables_of(cursor)
    if not is_marked(cursor, tables) and (filled := _first_filled(cursor, tables)):
        cursor.execute("SELECT DATABASE()")
        row = cursor.fetchone()
        raise PracticeError(
            f"Database {row[0] if row else ''} holds rows (table {filled}) and no mark that they "
            "are synthetic; nothing was touched.",
            "Name an empty database in ENAMEL_SOURCE_DATABASE, or one this program filled.",
        )
    if tables:
        cursor.execute(f"DROP TABLE {', '.join(map(quote, tables))}")


def tables_of(cursor: "pymysql.cursors.Cursor") -> list[str]:
    """Return the names of the database's tables, views left out."""
    cursor.execute("SHOW FULL TABLES")
    kinds: dict[str, str] = dict(cursor.fetchall())
    return sorted(name for name, kind in kinds.items() if kind == "BASE TABLE")


def is_marked(cursor: "pymysql.cursors.Cursor", tables: list[str]) -> bool:
    """Return whether the database says of itself that it is synthetic."""
    if "preference" not in tables:
        return False
    cursor.execute("SELECT COUNT(*) FROM preference WHERE PrefName = %s", (MARK,))
    row = cursor.fetchone()
    return bool(row and row[0])


def quote(name: str) -> str:
    """Return a name as a MariaDB identifier."""
    return "`" + name.replace("`", "``") + "`"


def _first_filled(cursor: "pymysql.cursors.Cursor", tables: list[str]) -> str | None:
    for table in tables:
        cursor.execute(f"SELECT 1 FROM {quote(table)} LIMIT 1")
        if cursor.fetchone():
            return table
    return None


def key_statement(table: Table) -> str | None:
    """Return the statement that adds a table's secondary keys, if it has any."""
    keys = ", ".join(f"ADD {key}" for key in key_lines(table.indexes))
    return f"ALTER TABLE {quote(table.name)} {keys}" if keys else None


def _table_body(table: Table, *, keyed: bool) -> str:
    lines = [column_line(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(map(quote, table.key))})")
    return ",\n  ".join(lines + (key_lines(table.indexes) if keyed else []))


def key_lines(indexes: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return secondary keys as CREATE TABLE and ALTER TABLE spell them."""
    return [
        f"KEY {quote(name)} ({', '.join(map(_part, parts))})" for name, parts in indexes.items()
    ]


def column_line(column: Column) -> str:
    """Return a column as CREATE TABLE and ALTER TABLE spell it."""
    words = [quote(column.name), column.type, "NULL" if column.nullable else "NOT NULL"]
    if column.auto_increment:
        words.append("AUTO_INCREMENT")
    if column.default == "current_timestamp":
        words.append("DEFAULT CURRENT_TIMESTAMP")
    elif column.default is not None:
        words.append("DEFAULT '" + column.default.replace("'", "''") + "'")
    if column.on_update:
        words.append("ON UPDATE CURRENT_TIMESTAMP")
    return " ".join(words)


def _part(part: str) -> str:
    name, bracket, length = part.partition("(")
    return quote(name) + bracket + length


def _wiki_body(wiki: WikiList) -> str:
    lines = [f"{quote(wiki.key)} bigint(20) NOT NULL AUTO_INCREMENT PRIMARY KEY"]
    lines += [f"{quote(name)} {kind}" for name, kind in wiki.columns.items()]
    return ",\n  ".join(lines)
