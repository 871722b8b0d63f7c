"""Postgres types as text: which one holds every value of another."""

import re
from dataclasses import dataclass

_TYPE = re.compile(r"(?P<name>[^()\[\]]+?)\s*(?:\((?P<arguments>[\d\s,-]+)\))?(?P<rest>[^()]*)")
_ALIASES = {
    "int2": "smallint",
    "int4": "integer",
    "int": "integer",
    "int8": "bigint",
    "decimal": "numeric",
    "float4": "real",
    "float8": "double precision",
    "float": "double precision",
    "bool": "boolean",
    "varchar": "character varying",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "time": "time without time zone",
    "timetz": "time with time zone",
}
_DIGITS = {"smallint": 5, "integer": 10, "bigint": 19}
_INTEGERS = tuple(_DIGITS)
_EXACT_IN_FLOAT = {"real": {"smallint"}, "double precision": {"smallint", "integer", "real"}}
_SECONDS = frozenset(
    (
        "timestamp without time zone",
        "timestamp with time zone",
        "time without time zone",
        "time with time zone",
        "interval",
    )
)


@dataclass(frozen=True, slots=True)
class PgType:
    """A type in its canonical name, with length, precision and scale."""

    name: str
    arguments: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Return the type as Postgres' own `format_type` spells it."""
        if not self.arguments:
            return self.name
        arguments = f"({','.join(map(str, self.arguments))})"
        first, _, rest = self.name.partition(" ")
        if self.name in _SECONDS and rest:
            return f"{first}{arguments} {rest}"
        return self.name + arguments


def parse_type(text: str) -> PgType:
    """Understand a type's text: `numeric(10, 2)`, `TIMESTAMP(6) WITHOUT TIME ZONE`, `text[]`."""
    match = _TYPE.fullmatch(text.strip().lower())
    if match is None:
        return PgType(text.strip().lower())
    name, rest = match["name"].strip(), match["rest"].strip()
    name = f"{name} {rest}" if rest.startswith("with") else _ALIASES.get(name, name) + rest
    name = _ALIASES.get(name, name)
    arguments = tuple(int(part) for part in (match["arguments"] or "").split(",") if part.strip())
    if name == "numeric" and len(arguments) == 1:
        arguments = (*arguments, 0)
    return PgType(name, arguments)


def holds(wide: PgType, narrow: PgType) -> bool:
    """Say whether every value of `narrow` is the same value in `wide`."""
    if wide == narrow:
        return True
    if wide.name == "numeric":
        return _numeric_holds(wide, narrow)
    if wide.name in _INTEGERS and narrow.name in _INTEGERS:
        return _INTEGERS.index(wide.name) >= _INTEGERS.index(narrow.name)
    if wide.name in _EXACT_IN_FLOAT:
        return narrow.name in _EXACT_IN_FLOAT[wide.name]
    if wide.name == "text":
        return narrow.name == "character varying"
    if wide.name == "character varying":
        if not wide.arguments:
            return narrow.name in {"text", "character varying"}
        bounded = narrow.name == wide.name and bool(narrow.arguments)
        return bounded and wide.arguments >= narrow.arguments
    if wide.name in _SECONDS and narrow.name == wide.name:
        return (wide.arguments or (6,)) >= (narrow.arguments or (6,))
    return wide.name == "timestamp without time zone" and narrow.name == "date"


def widened(current: PgType, wanted: PgType) -> PgType | None:
    """Return the type that a column needs to hold both types' values, or None if none does."""
    if holds(current, wanted):
        return current
    if holds(wanted, current):
        return wanted
    scales = [_whole_and_scale(each) for each in (current, wanted)]
    if "numeric" in {current.name, wanted.name} and None not in scales:
        whole = max(each[0] for each in scales if each)
        scale = max(each[1] for each in scales if each)
        return PgType("numeric", (whole + scale, scale))
    return None


def _numeric_holds(wide: PgType, narrow: PgType) -> bool:
    needed = _whole_and_scale(narrow)
    if not wide.arguments:
        return needed is not None or narrow.name == "numeric"
    offered = _whole_and_scale(wide)
    return (
        needed is not None
        and offered is not None
        and offered[0] >= needed[0]
        and offered[1] >= needed[1]
    )


def _whole_and_scale(kind: PgType) -> tuple[int, int] | None:
    if kind.name in _DIGITS:
        return _DIGITS[kind.name], 0
    if kind.name == "numeric" and len(kind.arguments) == 2:
        precision, scale = kind.arguments
        return precision - scale, scale
    return None
