"""Connections to MariaDB: session, TLS, and failures in words.

PyMySQL asks the small questions; asyncmy, whose wheel is compiled, streams the formatted rows.
Both are imported only when used: start-up time is a run's time on a quiet day.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from enamel_tap_mysql.errors import LostConnectionError, TableError, TapError
from enamel_tap_mysql.retries import connecting

if TYPE_CHECKING:
    import ssl

    import pymysql

SESSION = (
    # TIMESTAMP is stored in UTC and shown in the session's zone.
    "time_zone='+00:00'",
    # No mode may change what a literal, a date or a CHAR means.
    "sql_mode=''",
    # A slow target may leave the server waiting for hours before it sends on.
    "net_write_timeout=86400",
    # So may a worker that waits for room in the spool between two tables.
    "wait_timeout=86400",
)
CHARSET = "utf8mb4"


def connect(config: Mapping[str, Any]) -> "pymysql.Connection[Any]":
    """Open a PyMySQL connection whose rows are bytes, in our session settings."""
    import pymysql
    from pymysql.converters import encoders

    only_encode: dict[Any, Any] = {**encoders}

    @connecting(config)
    def opened() -> "pymysql.Connection[Any]":
        with readable_errors(config):
            connection = pymysql.connect(
                **_arguments(config),
                ssl_disabled=not _is_encrypted(config),
                conv=only_encode,
                use_unicode=False,
                charset=CHARSET,
            )
            with connection.cursor() as cursor:
                for statement in session_statements(config):
                    cursor.execute(statement)
            return connection

    return opened()


def connect_typed(config: Mapping[str, Any]) -> "pymysql.Connection[Any]":
    """Open a PyMySQL connection with ordinary Python values, for information_schema."""
    import pymysql

    @connecting(config)
    def opened() -> "pymysql.Connection[Any]":
        with readable_errors(config):
            return pymysql.connect(
                **_arguments(config),
                ssl_disabled=not _is_encrypted(config),
                charset=CHARSET,
                autocommit=True,
            )

    return opened()


def unbuffered() -> Any:
    """Return PyMySQL's cursor class that reads rows as they arrive."""
    from pymysql.cursors import SSCursor

    return SSCursor


def rows_as_they_arrive(cursor: Any) -> Iterator[Any]:
    """Yield an unbuffered cursor's rows."""
    try:
        yield from cursor.fetchall_unbuffered()
    except (OSError, cursor.connection.Error):
        # Closing it would read the rest of the answer from a connection that is gone.
        cursor._result.unbuffered_active = False
        raise


async def connect_streaming(config: Mapping[str, Any]) -> Any:
    """Open an asyncmy connection whose rows are bytes, in our session settings."""
    import asyncmy
    from asyncmy.cursors import SSCursor

    @connecting(config)
    async def opened() -> Any:
        with readable_errors(config):
            connection = await asyncmy.connect(
                **_arguments(config),
                conv={},
                use_unicode=False,
                charset=CHARSET,
                autocommit=True,
                cursor_cls=SSCursor,
            )
            async with connection.cursor() as cursor:
                for statement in session_statements(config):
                    await cursor.execute(statement)
            return connection

    return await opened()


async def stream(connection: Any, sql: str) -> AsyncIterator[list[tuple[bytes | None, ...]]]:
    """Yield a query's rows as they arrive, in lists no larger than the receive buffer.

    `fetchmany` would gather a fixed number of rows, however long they are; memory stays bounded
    by taking just what the driver has already parsed.
    """
    cursor = connection.cursor()
    await cursor.execute(sql)
    while (row := await cursor.fetchone()) is not None:
        yield [row, *cursor._result._take_pending_rows()]


async def execute(connection: Any, sql: str) -> None:
    """Run a statement that returns no rows."""
    async with connection.cursor() as cursor:
        await cursor.execute(sql)


def session_statements(config: Mapping[str, Any]) -> Iterator[str]:
    """Yield the statements that make a session safe to format rows in."""
    yield "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    settings = (*SESSION, *config.get("session_settings", ()))
    yield "SET " + ", ".join(f"SESSION {setting}" for setting in settings)


def tls_context(config: Mapping[str, Any]) -> "ssl.SSLContext | None":
    """Return the TLS context that `ssl_mode` and its files ask for."""
    if not _is_encrypted(config):
        return None
    import ssl

    mode = config["ssl_mode"]
    try:
        context = ssl.create_default_context(cafile=config.get("ssl_ca"))
        context.check_hostname = mode == "verify_identity"
        context.verify_mode = ssl.CERT_NONE if mode == "required" else ssl.CERT_REQUIRED
        if config.get("ssl_cert"):
            context.load_cert_chain(config["ssl_cert"], config.get("ssl_key"))
    except (OSError, ssl.SSLError) as error:
        raise TapError(
            f"The TLS files cannot be used: {error}.", "Correct ssl_ca, ssl_cert and ssl_key."
        ) from error
    return context


def _is_encrypted(config: Mapping[str, Any]) -> bool:
    # PyMySQL would try TLS by itself, without a look at the certificate.
    return bool(config.get("ssl_mode", "disabled") != "disabled")


def _arguments(config: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "host": config["host"],
        "port": int(config["port"]),
        "user": config["user"],
        "password": config.get("password", ""),
        "database": config["database"],
        "ssl": tls_context(config),
        "connect_timeout": 30,
        "program_name": "enamel-tap-mysql",
    }


@contextmanager
def readable_errors(config: Mapping[str, Any], table: str | None = None) -> Iterator[None]:
    """Turn a driver's error into one line with the next action."""
    try:
        yield
    except TapError:
        raise
    except Exception as error:
        raise _explained(error, config, table) from error


def _explained(error: Exception, config: Mapping[str, Any], table: str | None) -> Exception:
    import pymysql

    code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
    server = f"{config['host']}:{config['port']}"
    user, database = config["user"], config["database"]
    where = f" while reading table {table}" if table else ""
    # MariaDB, unlike MySQL, does not say which of the two it is.
    is_plain = not _is_encrypted(config)
    plain = ", or it takes encrypted connections only" if is_plain else ""
    encrypt = ", or set ssl_mode (ENAMEL_SOURCE_SSL_MODE)" if is_plain else ""
    known = {
        1044: (
            f"User {user} has no rights on database {database}.",
            f"Grant SELECT on it: GRANT SELECT ON `{database}`.* TO the account.",
        ),
        1045: (
            f"MariaDB at {server} refused user {user}: wrong user or password{plain}.",
            "Correct user and password (ENAMEL_SOURCE_USER, ENAMEL_SOURCE_PASSWORD in .env)"
            f"{encrypt}.",
        ),
        1049: (
            f"Database {database} does not exist on {server}.",
            "Correct database (ENAMEL_SOURCE_DATABASE in .env).",
        ),
        1054: (f"A column is gone{where}.", "Run `enamel discover` and review the catalog."),
        1142: (f"User {user} has no SELECT right{where}.", "Grant SELECT on that table."),
        1143: (f"User {user} has no SELECT right on a column{where}.", "Grant SELECT on it."),
        1146: (f"The table is gone{where}.", "Run `enamel discover` and review the catalog."),
        3159: (
            f"MariaDB at {server} takes encrypted connections only.",
            "Set ssl_mode (ENAMEL_SOURCE_SSL_MODE in .env) to verify_identity, and ssl_ca.",
        ),
    }
    kind = TableError if table else TapError
    if code in known:
        return kind(*known[code])
    if untrusted := _distrust(error):
        return TapError(
            f"MariaDB at {server} was not trusted: {untrusted}.",
            "Correct ssl_ca, the host, or the server's certificate (ENAMEL_SOURCE_SSL_CA in .env).",
        )
    detail = error.args[1] if code and len(error.args) > 1 else str(error) or type(error).__name__
    if code in (2003, 2005, 1040, 1130, 1203) or (not table and isinstance(error, OSError)):
        unknown_host = code == 2005 or "getaddrinfo" in detail or "[Errno -" in detail
        return (TapError if unknown_host or code == 1130 else LostConnectionError)(
            f"No connection to MariaDB at {server}: {detail}.",
            "Start the server or correct host and port (ENAMEL_SOURCE_HOST, ENAMEL_SOURCE_PORT).",
        )
    if code in (2006, 2013, 1053, 1317, 1927) or isinstance(error, OSError):
        return (TapError if code == 1317 else LostConnectionError)(
            f"MariaDB at {server} ended the connection{where}.",
            "Look at the server's log and run again; nothing of the table was committed.",
        )
    if code or isinstance(error, pymysql.MySQLError):
        return kind(f"MariaDB error {code}{where}: {detail}.", "Correct it and run again.")
    return error


def _distrust(error: Exception) -> str:
    """Return why TLS failed, in a few words; nothing if it was not TLS."""
    import ssl

    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = getattr(cause, "original_exception", None) or cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return cause.verify_message.rstrip(".")
    if cause is not None or error.args[:1] == (2026,):
        return "it offers no TLS that both sides accept"
    return ""
