"""The stock connector with Postgres types from the schema and DDL that widens."""

import logging
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import backoff
import psycopg
import sqlalchemy as sa
from singer_sdk.sql.connector import FullyQualifiedName, JSONSchemaToSQL
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.types import TypeEngine, UserDefinedType
from target_postgres.connector import (
    HexByteString,
    JSONSchemaToPostgres,
    PostgresConnector,
)

from enamel_target_postgres.catalog import read_tables
from enamel_target_postgres.ddl import Wanted, prepare
from enamel_target_postgres.errors import explain, may_pass
from enamel_target_postgres.session import configure
from enamel_target_postgres.types import parse_type

DEFAULT_RETRY_SECONDS = 10
_PATIENCE = {
    "connect_timeout": 30,
    # A warehouse behind a dead line is noticed after two minutes, not after two hours.
    "keepalives_idle": 60,
    "keepalives_interval": 10,
    "keepalives_count": 6,
}
_logger = logging.getLogger("target-postgres")
_DIALECT = pg.dialect()  # type: ignore[no-untyped-call]
_SIMPLE: dict[str, TypeEngine[Any]] = {
    "smallint": sa.SMALLINT(),
    "integer": sa.INTEGER(),
    "bigint": sa.BIGINT(),
    "real": sa.REAL(),
    "double precision": sa.DOUBLE_PRECISION(),
    "boolean": sa.BOOLEAN(),
    "date": sa.DATE(),
    "text": sa.TEXT(),
    "uuid": pg.UUID(),
    "json": pg.JSON(),
    "jsonb": pg.JSONB(),
    "bytea": HexByteString(),
}


class VerbatimType(UserDefinedType[Any]):
    """A type that SQLAlchemy need not know; values pass as they are."""

    cache_ok = True

    def __init__(self, text: str) -> None:
        """Take the type as DDL spells it."""
        self.text = text

    def get_col_spec(self, **_: Any) -> str:
        """Return the type for DDL."""
        return self.text


class ExactNumeric(sa.NUMERIC[Any]):
    """A numeric whose values are not taken through a float, as the stock COPY does."""

    def bind_processor(self, dialect: Any) -> None:
        """Leave ints and decimals as they are."""


def sql_type(text: str) -> TypeEngine[Any]:
    """Return SQLAlchemy's counterpart of a Postgres type."""
    kind = parse_type(text)
    precision = kind.arguments[0] if kind.arguments else None
    if kind.name in _SIMPLE:
        return _SIMPLE[kind.name]
    if kind.name == "numeric":
        precision, scale = kind.arguments or (None, None)
        return ExactNumeric(precision, scale)
    if kind.name.startswith("timestamp "):
        zoned = kind.name == "timestamp with time zone"
        return pg.TIMESTAMP(timezone=zoned, precision=precision)
    if kind.name == "interval":
        return pg.INTERVAL(precision=precision)
    if kind.name == "character varying":
        return sa.VARCHAR(precision)
    return VerbatimType(str(kind))


class SchemaToPostgres(JSONSchemaToPostgres):
    """Takes `x-sql-datatype` at its word; the stock one knows four of them."""

    def _get_type_from_schema(self, schema: dict[str, Any]) -> TypeEngine[Any] | None:
        text = schema.get("x-sql-datatype")
        if isinstance(text, str) and text not in self._sql_datatype_mapping:
            return sql_type(text)
        return super()._get_type_from_schema(schema)


class EnamelConnector(PostgresConnector):
    """PostgresConnector that creates, extends and widens tables as BATCH loads do."""

    @cached_property
    def jsonschema_to_sql(self) -> JSONSchemaToSQL:
        """Return the stock mapping, with `x-sql-datatype` before it."""
        stock = super().jsonschema_to_sql
        stock.__class__ = SchemaToPostgres
        return stock

    def column_types(self, schema: Mapping[str, Any]) -> dict[str, str]:
        """Return each property's Postgres type."""
        return {name: self._type_text(part) for name, part in schema["properties"].items()}

    def wanted(
        self, schema_name: str, name: str, schema: Mapping[str, Any], key: Sequence[str]
    ) -> Wanted:
        """Return what a stream needs of its table."""
        lenient = not any("x-sql-datatype" in part for part in schema["properties"].values())
        return Wanted(schema_name, name, self.column_types(schema), tuple(key), lenient)

    def prepare_table(  # type: ignore[override]
        self,
        full_table_name: str | FullyQualifiedName,
        schema: dict[str, Any],
        primary_keys: Sequence[str],
        connection: sa.engine.Connection,
        partition_keys: list[str] | None = None,
        as_temp_table: bool = False,
    ) -> sa.Table:
        """Create or adapt the table, and return it as it then is."""
        raw = connection.connection.driver_connection
        if as_temp_table or not isinstance(raw, psycopg.Connection):
            return super().prepare_table(
                full_table_name, schema, primary_keys, connection, partition_keys, as_temp_table
            )
        _, schema_name, name = self.parse_full_table_name(full_table_name)
        schema_name = schema_name or "public"
        wanted = self.wanted(schema_name, name, schema, primary_keys)
        prepare(raw, read_tables(raw, schema_name, name).get(name), wanted)
        return sa.Table(name, sa.MetaData(), schema=schema_name, autoload_with=connection)

    def get_sqlalchemy_query(self, config: Mapping[str, Any]) -> dict[str, Any]:
        """Return libpq's settings; of TLS those that are named, whatever `ssl_enable` says."""
        query: dict[str, Any] = super().get_sqlalchemy_query({**config, "ssl_enable": False})
        if mode := config.get("ssl_mode"):
            query["sslmode"] = mode
        if authority := config.get("ssl_certificate_authority"):
            query["sslrootcert"] = self.filepath_or_certificate(
                value=authority,
                alternative_name=f"{config['ssl_storage_directory']}/root.crt",
            )
        return query

    def create_engine(self) -> sa.Engine:
        """Return the stock engine, whose sessions are set as those of the loads."""
        engine = super().create_engine()

        @sa.event.listens_for(engine, "connect")
        def _configure(connection: Any, _: Any) -> None:
            if isinstance(connection, psycopg.Connection):
                configure(connection)

        return engine

    def open(self, *, autocommit: bool = False) -> psycopg.Connection[Any]:
        """Open a libpq session with the settings of this connector."""
        url = sa.make_url(self.sqlalchemy_url)
        parts: dict[str, Any] = {
            "host": url.host,
            "port": url.port,
            "user": url.username,
            "password": url.password,
            "dbname": url.database,
            **_PATIENCE,
            **url.query,
        }

        @backoff.on_exception(
            backoff.expo,
            psycopg.OperationalError,
            max_time=float(self.config.get("retry_seconds", DEFAULT_RETRY_SECONDS) or 0),
            giveup=lambda error: not may_pass(error),
            on_backoff=_say,
            factor=0.5,
            max_value=10,
            logger=None,
        )
        def opened() -> psycopg.Connection[Any]:
            return psycopg.connect(autocommit=autocommit, **parts)

        return opened()

    def dispose(self) -> None:
        """Close what records have opened."""
        if self._cached_engine is not None:
            self._cached_engine.dispose()

    def _type_text(self, schema: dict[str, Any]) -> str:
        text = schema.get("x-sql-datatype")
        if isinstance(text, str) and text != "pgvector":
            return text
        return self.to_sql_type(schema).compile(dialect=_DIALECT)


def _say(details: Any) -> None:
    reason = explain(details["exception"], "Warehouse").reason
    _logger.warning("%s Trying again in %.1f s.", reason, details["wait"])
