"""Reads from a model's SQL which columns its columns are computed from."""

from collections.abc import Iterator, Mapping

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope
from sqlglot.schema import MappingSchema

from enamel.errors import EnamelError

Table = tuple[str, str]
"""Schema and name."""
Columns = Mapping[Table, Mapping[str, str]]
"""The columns of each table and their types."""
Sources = dict[str, set[tuple[Table, str]]]
"""For each column of a model the tables and columns it is computed from."""


def column_sources(model: str, sql: str, known: Columns) -> Sources:
    """Return what each column of a query is computed from, one step up.

    Args:
        model: Its name, for messages.
        sql: Its compiled SQL, in Postgres' dialect.
        known: The columns of the tables it reads; what is not among them is nobody's source.

    Raises:
        EnamelError: The SQL cannot be understood.
    """
    try:
        query = parse_one(sql, dialect="postgres")
        read = _tables(query)
        schemas = {schema for schema, _ in read}
        schema: dict[str, object] = {
            name: {it[1]: dict(known[it]) for it in read & set(known) if it[0] == name}
            for name in schemas
        }
        qualified = qualify(
            query,
            dialect="postgres",
            schema=MappingSchema(schema, dialect="postgres", normalize=False),
            quote_identifiers=False,
            validate_qualify_columns=False,
        )
        root = build_scope(qualified)
    except SqlglotError as error:
        raise EnamelError(
            f"The SQL of {model} cannot be read: {str(error).splitlines()[0]}",
            "Write it in a way sqlglot understands, or update sqlglot (uv lock).",
        ) from error
    if root is None or not isinstance(root.expression, exp.Query):
        return {}
    walk = _Walk()
    return {name: walk.leaves(root, name) for name in root.expression.named_selects}


def _tables(query: exp.Expr) -> set[Table]:
    """Take the database's name off every table, and return the tables that have a schema."""
    for table in query.find_all(exp.Table):
        table.set("catalog", None)
    return {(table.db, table.name) for table in query.find_all(exp.Table) if table.db}


class _Walk:
    """Follows columns through the steps of one query; each step is looked at once."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, str], set[tuple[Table, str]]] = {}

    def leaves(self, scope: Scope, name: str) -> set[tuple[Table, str]]:
        """Return the tables' columns behind a column of a step."""
        key = (id(scope), name)
        if key not in self.found:
            # Set before it is computed: a recursive query meets itself.
            self.found[key] = set()
            self.found[key] = {
                leaf for part, column in _inputs(scope, name) for leaf in self._source(part, column)
            }
        return self.found[key]

    def _source(self, scope: Scope, column: exp.Column) -> set[tuple[Table, str]]:
        source = scope.sources.get(column.table)
        if isinstance(source, Scope):
            return self.leaves(source, column.name)
        if isinstance(source, exp.Table) and source.db:
            return {((source.db, source.name), column.name)}
        return set()


def _inputs(scope: Scope, name: str) -> Iterator[tuple[Scope, exp.Column]]:
    """Give the columns of an output column's expression, each with the step that knows them."""
    if isinstance(scope.expression, exp.SetOperation):
        place = scope.expression.named_selects.index(name)
        for branch in scope.set_operation_scopes:
            if isinstance(branch.expression, exp.Query):
                yield from _inputs(branch, branch.expression.named_selects[place])
        return
    if not isinstance(scope.expression, exp.Select):
        return
    for projection in scope.expression.selects:
        if projection.alias_or_name == name:
            for column in projection.find_all(exp.Column):
                yield _knowing(scope, column), column


def _knowing(scope: Scope, column: exp.Column) -> Scope:
    """Return the step whose tables a column names: this one, or a query inside the expression."""
    if column.table in scope.sources:
        return scope
    for inner in scope.subquery_scopes:
        if column.table in inner.sources:
            return inner
    return scope
