"""Look at every value outside of raw and identity for what identifies somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import psycopg
from psycopg import sql

LONGEST = 7
"""Words of the longest needle: street addresses and e-mail addresses have as many."""

# Each distinct value is cut into words, and each word with the next ones is looked up among the
# needles: one pass of a table, whatever the number of patients, whatever the length of a value.
_WORDS = """
with

vals as (

    select
        each.column_name,
        trim(regexp_replace(lower(each.value), '[^[:alnum:]]+', ' ', 'g')) as value,
        row_number() over () as value_number
    from ({values}) as each

),

runs as (

    select
        vals.column_name,
        vals.value_number,
        vals.value,
        {runs}
    from vals
    cross join lateral string_to_table(vals.value, ' ') with ordinality as cut (word, position)
    window following as (partition by vals.value_number order by cut.position)

)

select
    runs.column_name,
    needles.kind,
    count(distinct runs.value_number)
from runs
cross join lateral (values {lengths}) as run (words)
inner join needles
    on run.words = needles.needle and (not needles.is_whole or run.words = runs.value)
group by runs.column_name, needles.kind
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
    ahead = [f"lead(cut.word, {count}) over following" for count in range(1, LONGEST)]
    runs = [
        " || ' ' || ".join(["cut.word", *ahead[:count]]) + f" as run_{count + 1}"
        for count in range(LONGEST)
    ]
    query = sql.SQL(_WORDS).format(
        values=values,
        runs=sql.SQL(", ".join(runs)),
        lengths=sql.SQL(", ".join(f"(runs.run_{it + 1})" for it in range(LONGEST))),
    )
    return warehouse.execute(query).fetchall()


def _sql(name: str) -> str:
    return files("enamel.access").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
