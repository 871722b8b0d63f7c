"""Asking the source: connect, read, make sure that nothing is hidden, measure what is cheap."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from enamel_tap_mysql.discovery import Table, read_tables
from enamel_tap_mysql.expressions import identifier

from enamel.discovery.catalog import Found
from enamel.discovery.importance import CHANGES, server_stamps
from enamel.discovery.knowledge import Knowledge
from enamel.discovery.policy import Policy
from enamel.errors import EnamelError
from enamel.settings import Connection

if TYPE_CHECKING:
    from pymysql import Connection as Source

# Named so that no practice has it: asking for it tells whether we may read the whole database.
NOBODYS_TABLE = "enamel_is_there_such_a_table"
NO_SUCH_TABLE, NO_SELECT = 1146, (1142, 1143)
LISTED = 8


def discover(settings: Connection, policy: Policy, knowledge: Knowledge) -> Found:
    """Return what the source holds.

    Raises:
        EnamelError: No connection, no rights, an empty database, or a table that may not be read.
    """
    with connect(settings) as source:
        tables = {
            table.name: table
            for table in read_tables(source, settings.database)
            if not table.is_view
        }
        refuse_hidden(source, settings, tables, policy, knowledge)
        if not tables:
            raise EnamelError(
                f"Database {settings.database} has no tables.",
                "Name Open Dental's database in ENAMEL_SOURCE_DATABASE in .env, "
                "or grant the account SELECT on it.",
            )
        told = _preferences(source, tables)
        return Found(
            tables=tables,
            changes=_changes(source, tables, policy, knowledge),
            random_keys=told.get("RandomPrimaryKeys", "0") not in ("", "0"),
            release=".".join(told.get("DataBaseVersion", "").split(".")[:2]) or None,
        )


@contextmanager
def connect(settings: Connection) -> Iterator["Source"]:
    """Open the source for reading; the server's complaints become ours.

    Raises:
        EnamelError: The server cannot be reached or does not let us in, or a query failed.
    """
    import pymysql
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        settings.url,
        poolclass=NullPool,
        connect_args={"connect_timeout": 10, **settings.tls_of_mariadb},
    )
    try:
        with engine.connect() as connection:
            source: Any = connection.connection.dbapi_connection
            yield source
    except DBAPIError as error:
        raise _explain(settings, error.orig) from error
    except pymysql.MySQLError as error:
        raise _explain(settings, error) from error


def _explain(settings: Connection, error: BaseException | None) -> EnamelError:
    code = error.args[0] if error is not None and error.args else 0
    where = f"{settings.host}:{settings.port}"
    if code in (1045, 1698):
        return EnamelError(
            f"The server at {where} rejects user {settings.user} with this password.",
            "Correct ENAMEL_SOURCE_USER and ENAMEL_SOURCE_PASSWORD in .env.",
        )
    if code == 1044:
        return EnamelError(
            f"User {settings.user} has no rights on database {settings.database} at {where}.",
            _grant(settings),
        )
    if code == 1049:
        return EnamelError(
            f"The server at {where} has no database {settings.database}.",
            "Correct ENAMEL_SOURCE_DATABASE in .env.",
        )
    if code in (2003, 2005, 2013, 2006):
        return EnamelError(
            f"No connection to a MariaDB server at {where}.",
            "Check ENAMEL_SOURCE_HOST and ENAMEL_SOURCE_PORT in .env and that the server runs "
            "(`uv run enamel sandbox up` starts the private one).",
        )
    if code in NO_SELECT:
        return EnamelError(f"User {settings.user} may not read what is asked.", _grant(settings))
    return EnamelError(
        f"The server at {where} refused a question about its tables (error {code}).",
        "Look the number up in MariaDB's error list; its log says more.",
    )


def _grant(settings: Connection) -> str:
    database = identifier(settings.database)
    return f"As an administrator: GRANT SELECT ON {database}.* TO '{settings.user}'@'<host>';"


def refuse_hidden(
    source: "Source",
    settings: Connection,
    tables: Mapping[str, Table],
    policy: Policy,
    knowledge: Knowledge,
) -> None:
    """Raise when a table is hidden from us, or visible and not readable.

    An account that may read a table that does not exist may read the whole database; one question
    settles it. Otherwise each table is asked, those too that Open Dental has and we cannot see:
    the server answers "no such table" only to those who would be allowed to read it. Tables that
    the policy never reads may stay closed. Of a database that has none of Open Dental's tables we
    expect nothing.
    """
    if _refusal(source, NOBODYS_TABLE) == NO_SUCH_TABLE:
        return
    expected = set(knowledge.schema.tables)
    if tables and expected.isdisjoint(tables):
        expected = set()
    asked = sorted({*tables, *expected} - policy.never.keys())
    closed = [name for name in asked if _refusal(source, name) in NO_SELECT]
    if not closed:
        return
    missing = ", ".join(closed[:LISTED]) + (" …" if len(closed) > LISTED else "")
    one = len(closed) == 1
    raise EnamelError(
        f"User {settings.user} may not read {'table' if one else f'{len(closed)} tables:'} "
        f"{missing} of database {settings.database}.",
        f"{_grant(settings)} Or list {'it' if one else 'them'} under never: in extract/policy.yml.",
    )


def _refusal(source: "Source", table: str) -> int:
    import pymysql

    try:
        with source.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {identifier(table)} LIMIT 0")
    except (pymysql.ProgrammingError, pymysql.OperationalError) as error:
        return int(error.args[0])
    return 0


def _preferences(source: "Source", tables: Mapping[str, Table]) -> dict[str, str]:
    table = tables.get("preference")
    if table is None or not (table.column("PrefName") and table.column("ValueString")):
        return {}
    with source.cursor() as cursor:
        cursor.execute(_sql("preferences"))
        return dict(cursor.fetchall())


def _changes(
    source: "Source", tables: Mapping[str, Table], policy: Policy, knowledge: Knowledge
) -> dict[str, int]:
    """Count the rows changed in the week before the last change, where an index can tell.

    The index answers for the last change, and the count stops soon after the class is certain, so
    the largest table costs what a small one does.
    """
    one = _sql("changes").strip().rstrip(";")
    parts = []
    for name, table in sorted(tables.items()):
        stamps = server_stamps(table, knowledge)
        if stamps and table.is_indexed(stamps[0]) and name not in policy.never:
            parts.append(
                one.format(
                    name="'" + name.replace("\\", "\\\\").replace("'", "''") + "'",
                    table=identifier(name),
                    stamp=identifier(stamps[0]),
                    most=2 * CHANGES.edges[-1],
                )
            )
    if not parts:
        return {}
    with source.cursor() as cursor:
        cursor.execute("\nunion all\n".join(parts))
        return {str(name): int(count) for name, count in cursor.fetchall()}


def _sql(name: str) -> str:
    return files("enamel.discovery").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
