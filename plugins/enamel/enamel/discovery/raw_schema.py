"""`load/raw_schema.sql`: the raw tables that staging reads, before any row has arrived.

A practice on an older release gets null columns instead of a broken view, and a build needs no
source at all. The tables are those of Open Dental's own schema; a staged table that is not part of
it (a practice's own list) comes from the catalog.
"""

from collections.abc import Iterable
from pathlib import Path

from enamel_tap_mysql.types import parse_column_type

from enamel.discovery.catalog import Catalog, replicated_columns
from enamel.discovery.knowledge import SECRET, Knowledge
from enamel.discovery.policy import Policy
from enamel.discovery.staging import staged_tables

FILE = Path("load/raw_schema.sql")
STAMP = "_sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc')"
HEAD = """\
-- Written by `enamel raw-schema` from extract/opendental, extract/policy.yml and the names of the
-- staging models: every raw table they read, with the columns of Open Dental {release}. Running it
-- again changes nothing: a table or column that is there stays as it is.
create schema if not exists raw;
"""

Columns = dict[str, str]


def render(root: Path, policy: Policy, knowledge: Knowledge, catalog: Catalog) -> str:
    """Return the file's text."""
    tables = staged_tables(root) or sorted(knowledge.schema.tables)
    blocks = [HEAD.format(release=knowledge.release)]
    for name in sorted(tables):
        if name in policy.never:
            continue
        columns, key = raw_columns(name, policy, knowledge, catalog)
        if columns:
            blocks.append(_table(name, columns, key))
    return "\n".join(blocks)


def raw_columns(
    table: str, policy: Policy, knowledge: Knowledge, catalog: Catalog
) -> tuple[Columns, tuple[str, ...]]:
    """Return a raw table's columns with their Postgres types, and its key."""
    known = knowledge.schema.tables.get(table)
    if known is None:
        stream = catalog.get(table)
        if stream is None:
            return {}, ()
        columns = replicated_columns(stream)
        types = {name: str(schema["x-sql-datatype"]) for name, schema in columns.items()}
        return types, tuple(stream["key_properties"])
    allowed = policy.allowed_values.get(table)
    hold = policy.of(table).hold
    types = {}
    for column in known.columns:
        secret = knowledge.sensitivity(table, column.name) == SECRET
        if allowed and column.name == allowed.column:
            secret = False
        if not secret and column.name not in hold:
            types[column.name] = parse_column_type(column.type).postgres
    return types, known.key


def _table(name: str, columns: Columns, key: Iterable[str]) -> str:
    keys = list(key)
    first = [f"{quote(column)} {columns[column]} not null" for column in keys] + [STAMP]
    if keys:
        first.append(f"primary key ({', '.join(map(quote, keys))})")
    create = ",\n    ".join(first)
    text = f"create table if not exists raw.{quote(name)} (\n    {create}\n);\n"
    rest = [f"{quote(column)} {kind}" for column, kind in columns.items() if column not in keys]
    if rest:
        add = ",\n    ".join(f"add column if not exists {it}" for it in rest)
        text += f"alter table raw.{quote(name)}\n    {add};\n"
    return text


def quote(name: str) -> str:
    """Return a name as a Postgres identifier."""
    return '"' + name.replace('"', '""') + '"'
