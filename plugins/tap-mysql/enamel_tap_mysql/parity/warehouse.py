"""The warehouse, read only: what the tap holds the source against."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from enamel_tap_mysql.discovery import query
from enamel_tap_mysql.errors import TapError

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.AsyncConnection[tuple[Any, ...]]

_OLDEST = 140000
_SETTINGS = {
    "default_transaction_read_only": "on",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "TimeZone": "UTC",
    "client_encoding": "UTF8",
    # A session that compares is short of nothing but time.
    "jit": "off",
    # It waits while the source answers.
    "idle_session_timeout": "0",
    "statement_timeout": "0",
}


@dataclass(frozen=True, slots=True)
class RawTable:
    """A raw table as it stands: columns by name with their types, and about how many rows."""

    columns: Mapping[str, str]
    rows: int


@dataclass(frozen=True, slots=True)
class Warehouse:
    """Where raw is."""

    host: str
    port: int
    user: str
    password: str
    database: str
    schema: str = "raw"
    ssl_mode: str = "prefer"
    ssl_ca: str | None = None

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> "Warehouse | None":
        """Return the warehouse of the tap's settings; None without a host."""
        if not config.get("parity_host"):
            return None
        missing = [name for name in ("user", "database") if not config.get(f"parity_{name}")]
        if missing:
            raise TapError(
                f"Settings parity_{', parity_'.join(missing)} are missing beside parity_host.",
                "Fill them in (ENAMEL_WAREHOUSE_* in .env), or leave out parity_host.",
            )
        return cls(
            str(config["parity_host"]),
            int(config.get("parity_port") or 5432),
            str(config["parity_user"]),
            str(config.get("parity_password") or ""),
            str(config["parity_database"]),
            str(config.get("parity_schema") or "raw"),
            str(config.get("parity_ssl_mode") or "prefer"),
            config.get("parity_ssl_ca") or None,
        )

    async def connect(self) -> "Connection":
        """Open a session that can only read, and prints values as `cells` expects.

        Raises:
            TapError: There is no such warehouse, or it cannot answer.
        """
        import psycopg

        try:
            connection = await psycopg.AsyncConnection.connect(
                host=self.host,
                port=self.port,
                user=self.user,
                password=self.password,
                dbname=self.database,
                sslmode=self.ssl_mode,
                sslrootcert=self.ssl_ca,
                connect_timeout=30,
                application_name="enamel-tap-mysql",
                autocommit=True,
                options=" ".join(
                    f"-c {name}={value.replace(' ', chr(92) + ' ')}"
                    for name, value in _SETTINGS.items()
                ),
            )
        except psycopg.OperationalError as error:
            raise TapError(
                f"No connection to the warehouse at {self.host}:{self.port}: {_why(error)}.",
                "Correct ENAMEL_WAREHOUSE_* in .env or start the server; without parity_host the "
                "tap reads without comparing.",
            ) from error
        encoding = connection.info.parameter_status("server_encoding")
        if connection.info.server_version < _OLDEST or encoding != "UTF8":
            await connection.close()
            raise TapError(
                f"The warehouse (Postgres {connection.info.server_version // 10000}, {encoding}) "
                "cannot be compared.",
                "Use Postgres 14 or later with a UTF8 database, or leave out parity_host.",
            )
        return connection

    async def tables(self, connection: "Connection") -> dict[str, RawTable]:
        """Return every raw table."""
        rows = await connection.execute(query("raw_tables").encode(), (self.schema,))
        return {
            name: RawTable(dict(zip(columns, types, strict=True)), int(count))
            async for name, count, columns, types in rows
        }


def _why(error: Exception) -> str:
    """Name the cause without the server's own text, which changes with its language."""
    text = str(error)
    if "password" in text:
        return "wrong user or password"
    if "match host name" in text:
        return "its certificate is for another host (parity_host)"
    if "certificate" in text:
        return "its certificate has expired, or is not signed by parity_ssl_ca"
    if "SSL" in text or "encryption" in text:
        return "both sides found no way to encrypt (parity_ssl_mode)"
    if "does not exist" in text:
        return "it has no such database or role"
    if "refused" in text:
        return "no server answers there"
    return "it cannot be reached"
