"""Look at every value outside of raw and identity for what identifies somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import psycopg
from psycopg import sql

LONGEST = 7
"""Words of the longest needle: street addresses and e-mail addresses have as many."""

# Each distinct value is cut into runs of words, and the runs are joined with the needles: one pass
# of a table, whatever the number of patients.
_WORDS = """
select vals.column_name, needles.kind, count(distinct vals.value)
from ({values}) as vals
cross join lateral (
    select string_to_array(
        trim(regexp_replace(lower(vals.value), '[^[:alnum:]]+', ' ', 'g')), ' '
    ) as words
) as cut
cross join lateral generate_series(1, cardinality(cut.words)) as start_at
cross join lateral generate_series(
    start_at, least(start_at + {longest} - 1, cardinality(cut.words))
) as end_at
inner join needles
    on
        array_to_string(cut.words[start_at:end_at], ' ') = needles.needle
        and (not needles.is_whole or (start_at = 1 and end_at = cardinality(cut.words)))
group by vals.column_name, needles.kind
"""

_VALUES = "select distinct {name} as column_name, {column}::text as value from {relation}"

# A column of birth dates; a child may well be seen first on the day it was born.
_DATES = """
select {name}, 'birth date', count(*) filter (where rel.{column}::date = pat."Birthdate")
from {relation} as rel
inner join raw.patient as pat on rel.patient_id = pat."PatNum"
where rel.{column} is not null and pat."Birthdate" > '0001-01-01'
having 2 * count(*) filter (where rel.{column}::date = pat."Birthdate") > count(*)
"""


@dataclass(frozen=True)
class Finding:
    """Where somebody is named: never the value itself.

    Args:
        table: Schema and table.
        column: The column.
        kind: What was found: name, phone, address, email, number or birth date.
        values: How many different values; of birth dates, rows.
    """

    table: str
    column: str
    kind: str
    values: int


def scan(warehouse: "psycopg.Connection[Any]", further: Sequence[str] = ()) -> list[Finding]:
    """Return every column that holds a name, a contact or a number of a person of this practice.

    Args:
        warehouse: The warehouse, as the account that builds it.
        further: Values to look for beside those of the raw tables.
    """
    found = []
    with warehouse.transaction():
        warehouse.execute("set local jit = off")
        warehouse.execute(_sql("needles").encode(), {"further": list(further)})
        warehouse.execute("analyze needles")
        for schema, relation, words, dates in warehouse.execute(
            _sql("scanned_columns").encode()
        ).fetchall():
            rows = _words(warehouse, sql.Identifier(schema, relation), words)
            for column in dates:
                rows += warehouse.execute(
                    sql.SQL(_DATES).format(
                        name=sql.Literal(column),
                        relation=sql.Identifier(schema, relation),
                        column=sql.Identifier(column),
                    )
                ).fetchall()
            found += [Finding(f"{schema}.{relation}", *row) for row in rows]
    return found


def _words(
    warehouse: "psycopg.Connection[Any]", relation: sql.Identifier, columns: Sequence[str]
) -> list[tuple[Any, ...]]:
    if not columns:
        return []
    values = sql.SQL(" union all ").join(
        sql.SQL(_VALUES).format(
            name=sql.Literal(column), column=sql.Identifier(column), relation=relation
        )
        for column in columns
    )
    query = sql.SQL(_WORDS).format(values=values, longest=sql.Literal(LONGEST))
    return warehouse.execute(query).fetchall()


def _sql(name: str) -> str:
    return files("enamel.access").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
