"""What each MariaDB column type becomes: a Postgres type, a JSON schema, a way to format it.

This is the one place that decides; tap, discovery and raw DDL all read it. Everything is derived
from `COLUMN_TYPE` of information_schema (`decimal(10,2) unsigned`, `datetime(6)`, `enum('a','b')`).
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any


class Kind(Enum):
    """How the server formats a column and how a Singer record carries it."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    FLOAT = "float"
    BIT = "bit"
    DATE = "date"
    DATETIME = "datetime"
    TIMESTAMP = "timestamp"
    TIME = "time"
    TEXT = "text"
    PLAIN_TEXT = "plain text"
    """Text of a type without a character set (uuid, inet): cast before it is quoted."""
    BINARY = "binary"


class UnsupportedTypeError(ValueError):
    """A column type that has no exact counterpart here; the caller knows table and column."""


@dataclass(frozen=True, slots=True)
class ColumnType:
    """A MariaDB column type, understood.

    Attributes:
        mysql: `COLUMN_TYPE` as information_schema spells it.
        kind: How to format and parse it.
        postgres: Type of the raw column in Postgres.
        json_schema: JSON schema of a value in a Singer record (without null).
    """

    mysql: str
    kind: Kind
    postgres: str
    json_schema: dict[str, Any]

    @property
    def property_schema(self) -> dict[str, Any]:
        """Return the catalog's schema of such a column, which may always be null.

        Even a column that the source declares NOT NULL can be null here: a zero date is.
        """
        return {
            **self.json_schema,
            "type": [self.json_schema["type"], "null"],
            "x-mysql-datatype": self.mysql,
            "x-sql-datatype": self.postgres,
        }


_INTEGER = {"type": "integer"}
_NUMBER = {"type": "number"}
_STRING = {"type": "string"}
_BYTES = {"type": "string", "contentEncoding": "base16"}
_DATE = {"type": "string", "format": "date"}
_DATETIME = {"type": "string", "format": "date-time"}

# name -> (signed, unsigned)
_INTEGERS = {
    "tinyint": ("smallint", "smallint"),
    "smallint": ("smallint", "integer"),
    "mediumint": ("integer", "integer"),
    "int": ("integer", "bigint"),
    "integer": ("integer", "bigint"),
    "bigint": ("bigint", "numeric(20,0)"),
}
_TEXTS = frozenset(
    ("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set", "json")
)
_PLAIN_TEXTS = frozenset(("uuid", "inet4", "inet6"))
_BINARIES = frozenset(
    (
        *("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"),
        *("geometry", "point", "linestring", "polygon", "multipoint", "multilinestring"),
        *("multipolygon", "geometrycollection", "geomcollection"),
    )
)
_COLUMN_TYPE = re.compile(r"\s*(?P<name>[a-z0-9]+)\s*(?:\((?P<arguments>[^)]*)\))?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def parse_column_type(column_type: str) -> ColumnType:
    """Understand one `COLUMN_TYPE` of information_schema.

    Args:
        column_type: For instance `bigint(20) unsigned` or `datetime(6)`.

    Raises:
        UnsupportedTypeError: The type is none that MariaDB 10.11 or MySQL 8 can replicate here.
    """
    match = _COLUMN_TYPE.match(column_type)
    name = match["name"].lower() if match else ""
    arguments = (match["arguments"] or "") if match else ""
    unsigned = "unsigned" in column_type.lower() or "zerofill" in column_type.lower()

    def build(kind: Kind, postgres: str, schema: dict[str, Any]) -> ColumnType:
        return ColumnType(column_type, kind, postgres, dict(schema))

    if name in _INTEGERS:
        postgres = _INTEGERS[name][unsigned]
        # Stock targets make a JSON integer a bigint; beyond it only a JSON number is safe.
        wide = postgres.startswith("numeric")
        return build(Kind.INTEGER, postgres, _NUMBER if wide else _INTEGER)
    if name in {"decimal", "numeric", "dec", "fixed"}:
        precision, _, scale = arguments.replace(" ", "").partition(",")
        return build(Kind.DECIMAL, f"numeric({precision or 10},{scale or 0})", _NUMBER)
    if name == "float":
        return build(Kind.FLOAT, "real", _NUMBER)
    if name in {"double", "real"}:
        return build(Kind.FLOAT, "double precision", _NUMBER)
    if name == "bit":
        wide = int(arguments or 1) > 63
        return build(
            Kind.BIT,
            "numeric(20,0)" if wide else "bigint",
            _NUMBER if wide else _INTEGER,
        )
    if name == "year":
        return build(Kind.INTEGER, "smallint", _INTEGER)
    if name == "date":
        return build(Kind.DATE, "date", _DATE)
    if name == "datetime":
        postgres = f"timestamp({arguments})" if arguments else "timestamp"
        return build(Kind.DATETIME, postgres, _DATETIME)
    if name == "timestamp":
        return build(Kind.TIMESTAMP, "timestamptz", _DATETIME)
    if name == "time":
        return build(Kind.TIME, "interval", _STRING)
    if name in _TEXTS:
        return build(Kind.TEXT, "text", _STRING)
    if name in _PLAIN_TEXTS:
        return build(Kind.PLAIN_TEXT, "text", _STRING)
    if name in _BINARIES:
        return build(Kind.BINARY, "bytea", _BYTES)
    raise UnsupportedTypeError(f"Type {column_type!r} cannot be replicated exactly.")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the source, as information_schema describes it.

    Attributes:
        name: Verbatim.
        column_type: `COLUMN_TYPE`, for instance `varchar(255)`.
        charset: Character set of a text column.
        nullable: Whether the source allows NULL.
        default: `COLUMN_DEFAULT`, an SQL expression in MariaDB.
        extra: `EXTRA`: auto_increment, on update current_timestamp(), INVISIBLE, GENERATED …
        comment: The source's own comment.
    """

    name: str
    column_type: str
    charset: str | None = None
    nullable: bool = True
    default: str | None = None
    extra: str = ""
    comment: str = ""

    @property
    def type(self) -> ColumnType:
        """Return the understood type.

        Raises:
            UnsupportedTypeError: The type cannot be replicated.
        """
        return parse_column_type(self.column_type)

    @property
    def updates_itself(self) -> bool:
        """Whether the server stamps the column whenever a row changes."""
        return "on update" in self.extra.lower()

    @property
    def generated(self) -> bool:
        """Whether the server computes the column."""
        return "generated" in self.extra.lower()
