"""What a tool left in Postgres, held against what has to be there."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from struct import pack, unpack
from typing import Any

import psycopg
from psycopg import sql

from .cases import Case

EXACT = "exact"
STOPPED = "stops, naming table and column"
WARNED = "removed, with a warning naming table and column"
SILENT = "removed without a word"
_TABLES = (
    "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " where c.relkind in ('r', 'p') and lower(c.relname) = %s"
    " and n.nspname not like 'pg_%%' and n.nspname not like '%%staging%%'"
)
_COLUMNS = (
    "select a.attname, t.typname from pg_attribute a join pg_type t on t.oid = a.atttypid"
    " where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped"
)
_SPAN = re.compile(r"(?:(-?\d+) days? ?)?(?:(-)?(\d+):(\d+):(\d+)(?:\.(\d+))?)?(\+00)?")
_ERROR = re.compile(r"\b(error|fatal|critical|panic)\b|exception|Error\b", re.IGNORECASE)
_WARNING = re.compile(r"\bwarn(ing)?\b", re.IGNORECASE)
_SHOWN = 34


def verdict(connection: psycopg.Connection[Any], case: Case, code: int, said: str) -> str:
    """Return one cell of the table of results.

    Args:
        connection: To the tool's warehouse; UTC.
        case: What was to be replicated.
        code: How the tool ended.
        said: Everything it printed.
    """
    found = connection.execute(_TABLES, [case.table]).fetchone()
    wrong = "" if found is None else _differences(connection, case, found)
    if found is not None and not wrong and not case.impossible:
        warned = _named(case, said, _WARNING)
        return (WARNED if warned else SILENT) if case.incomplete else EXACT
    if code and case.impossible and _named(case, said, _ERROR):
        return STOPPED
    if code and (found is None or wrong.startswith("0 rows")):
        return f"crashes: {_last_words(said)}"
    if found is None:
        return "table missing, exit code 0"
    return wrong or "wrong without a word"


def _named(case: Case, said: str, kind: re.Pattern[str]) -> bool:
    """Whether one line of this kind names the table and a column; a log of statements does not."""
    table = re.compile(rf"\b{case.table}\b")
    return any(
        kind.search(line) and table.search(line) and any(name in line for name in case.columns)
        for line in said.splitlines()
    )


def _differences(connection: psycopg.Connection[Any], case: Case, found: tuple[str, str]) -> str:
    table = sql.Identifier(*found)
    types = dict(connection.execute(_COLUMNS, [table.as_string(connection)]).fetchall())
    named = [_column(name, list(types), exactly=case.names_matter) for name in case.columns]
    if missing := [
        name for name, is_there in zip(case.columns, named, strict=True) if not is_there
    ]:
        others = [_column(name, list(types), exactly=False) for name in missing]
        if all(others):
            return f"renamed: `{_short(missing[0])}` → `{_short(others[0])}`"
        return f"column missing: `{_short(missing[0])}`"
    columns = [name for name in named if name is not None]
    texts = [sql.SQL("{}::text").format(sql.Identifier(name)) for name in columns]
    rows = connection.execute(
        sql.SQL("select {} from {}").format(sql.SQL(",").join(texts), table)
    ).fetchall()
    ours = Counter(
        tuple(
            _canonical(case.kind, types[name], text)
            for name, text in zip(columns, row, strict=True)
        )
        for row in rows
    )
    theirs = Counter(
        tuple(_canonical(case.kind, "wanted", text) for text in row) for row in case.rows
    )
    if ours == theirs:
        return ""
    if sum(ours.values()) != sum(theirs.values()):
        return f"{sum(ours.values())} rows of {sum(theirs.values())}"
    pairs = zip_longest(_sorted(theirs - ours), _sorted(ours - theirs))
    wanted, got = next(pairs)
    cells = zip(wanted, got, strict=True)
    one, other = next((one, other) for one, other in cells if one != other)
    start = _first_difference(str(one), str(other))
    return f"wrong: {_show(one, start)} → {_show(other, start)}"


def _column(name: str, present: list[str], *, exactly: bool) -> str | None:
    if name in present or exactly:
        return name if name in present else None
    letters = re.compile(r"[\W_]+")
    plain = {letters.sub("", it).lower(): it for it in reversed(present)}
    return plain.get(letters.sub("", name).lower())


def _canonical(kind: str, postgres: str, text: str | None) -> Any:
    """Return what a text says, so that other types compare; the text itself if it says nothing."""
    if text is None:
        return None
    with suppress(ValueError, InvalidOperation, OverflowError):
        if kind == "number" and postgres == "bool":
            return Decimal(text == "true")
        if kind == "set" and postgres.startswith("_"):
            return text.strip("{}")
        if kind == "point" and postgres == "point":
            east, north = text.strip("()").split(",")
            # MariaDB's own bytes: no reference system, well-known binary.
            return f"000000000101000000{pack('<dd', float(east), float(north)).hex()}"
        if kind == "number":
            return Decimal(int(text, 2)) if postgres in ("bit", "varbit") else Decimal(text)
        if kind == "float":
            return float(text)
        if kind == "single":
            return unpack("f", pack("f", float(text)))[0]
        if kind == "json":
            return json.dumps(json.loads(text, parse_float=Decimal), sort_keys=True, default=str)
        if kind in ("bytes", "point"):
            return text.removeprefix("\\x").lower()
        if kind == "date":
            plain = re.sub(r"(\+00(:00)?|Z)$", "", text.replace("T", " "))
            plain = re.sub(
                r" 00:00:00$", "", re.sub(r"\.?0+$", "", plain) if "." in plain else plain
            )
            return None if plain.startswith("0000-00-00") else plain
        if kind == "time" and (match := _SPAN.fullmatch(text)) and text:
            days, minus, hours, minutes, seconds, fraction, _ = match.groups()
            micros = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
            micros = micros * 10**6 + int((fraction or "").ljust(6, "0"))
            return int(days or 0) * 86_400 * 10**6 + (-micros if minus else micros)
    return text


def _sorted(rows: "Counter[tuple[Any, ...]]") -> Iterator[tuple[Any, ...]]:
    return iter(sorted(rows.elements(), key=repr))


def _first_difference(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)


def _show(value: Any, start: int = 0) -> str:
    """Show the beginning of a value, or what is around its first difference."""
    if value is None:
        return "NULL"
    cut = max(0, start - _SHOWN // 2) if start > _SHOWN - 4 else 0
    return f"`{'…' * bool(cut)}{_short(str(value)[cut:])}`"


def _short(text: Any) -> str:
    plain = str(text).encode("unicode_escape").decode() if "\n" in str(text) else str(text)
    plain = plain.replace("|", "¦").replace("`", "'")
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def _last_words(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("(Background on this error")]
    found = [number for number, line in enumerate(lines) if _ERROR.search(line)]
    # Some say that there is an error, and on the next line which.
    line = " ".join(lines[found[-1] :][:3] if found else lines[-1:])
    line = re.sub(r"\x1b\[[0-9;]*m|^\S*\d\d:\d\d:\d\d\S*\s*|^\d+:\d\d[AP]M \w+|\|", " ", line)
    line = re.sub(r"(?<![:/\w])/\S+/", "", line)
    return re.sub(r"\s+", " ", line).replace("`", "'").strip()[:90]
