"""Views that stand in the way of ALTER COLUMN TYPE: taken down and put back as they were.

Postgres refuses to change the type of a column that a view reads. Within the transaction of the
change the views are dropped and created again, with owner, rights, options and comments. What
cannot be put back exactly is not touched: then nothing is changed at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from psycopg import sql

from enamel_target_postgres.catalog import Connection, Table, statement
from enamel_target_postgres.errors import TargetError


@dataclass(frozen=True, slots=True)
class View:
    """A view and all that `drop view` would lose.

    Attributes:
        options: As `name=value`, for instance `security_invoker=true`.
        grants: Role (None for everybody), right, column (None for the view), grant option.
        comments: Column (None for the view) and text.
        is_plain: Whether nothing else hangs on it: no rows of its own, no trigger, rule, default.
    """

    schema: str
    name: str
    definition: str
    owner: str
    options: Sequence[str]
    grants: Sequence[Any]
    comments: Sequence[Any]
    is_plain: bool

    @property
    def title(self) -> str:
        """Return the view's name for messages."""
        return f"{self.schema}.{self.name}"

    @property
    def identifier(self) -> sql.Identifier:
        """Return the view's quoted name."""
        return sql.Identifier(self.schema, self.name)


def dependent_views(connection: Connection, table: Table, columns: Sequence[str]) -> list[View]:
    """Return the views that read one of the columns, and theirs, each after those it reads."""
    names = {"schema": table.schema, "table": table.name, "columns": list(columns)}
    return [View(*row) for row in connection.execute(statement("dependent_views"), names)]


def alter_under_views(
    connection: Connection, table: Table, columns: Sequence[str], changes: Sequence[sql.Composed]
) -> list[View]:
    """Change the types of columns that views read, in one transaction, and keep the views.

    Returns:
        The views that were put back.

    Raises:
        TargetError: One of them could not be; nothing has changed.
    """
    with connection.transaction():
        views = dependent_views(connection, table, columns)
        if special := [view.title for view in views if not view.is_plain]:
            raise TargetError(
                f"{table.title}: cannot widen column {', '.join(columns)}; read by "
                f"{', '.join(special)}, which is no plain view and cannot be put back exactly.",
                "Drop it, run again, and create it anew.",
            )
        for view in reversed(views):
            connection.execute(sql.SQL("drop view {}").format(view.identifier))
        for change in changes:
            connection.execute(change)
        for view in views:
            _create(connection, view)
        now = dependent_views(connection, table, columns)
        if _but_definition(views) != _but_definition(now):
            raise TargetError(
                f"{table.title}: cannot widen column {', '.join(columns)} and keep the owner, "
                f"rights or comments of the views that read it: "
                f"{', '.join(view.title for view in views)}.",
                "Drop the views (the next dbt build creates them again), then run again.",
            )
    return views


def _create(connection: Connection, view: View) -> None:
    options: sql.Composable = sql.SQL("")
    if view.options:
        options = sql.SQL("with ({})").format(sql.SQL(", ").join(map(_option, view.options)))
    connection.execute(
        sql.SQL("create view {} {} as {}").format(
            view.identifier, options, sql.SQL(view.definition)
        )
    )
    connection.execute(
        sql.SQL("alter view {} owner to {}").format(view.identifier, sql.Identifier(view.owner))
    )
    # Default privileges may have given more than there was.
    connection.execute(
        sql.SQL("revoke all on {} from public, {}").format(
            view.identifier,
            sql.SQL(", ").join(map(sql.Identifier, _roles(connection, view))),
        )
    )
    for role, right, column, grantable in view.grants:
        connection.execute(
            sql.SQL("grant {} {} on {} to {} {}").format(
                sql.SQL(right),
                sql.SQL("({})").format(sql.Identifier(column)) if column else sql.SQL(""),
                view.identifier,
                sql.Identifier(role) if role else sql.SQL("public"),
                sql.SQL("with grant option" if grantable and role != view.owner else ""),
            )
        )
    for column, text in view.comments:
        what, name = ("view", view.identifier) if column is None else ("column", None)
        name = name or sql.Identifier(view.schema, view.name, column)
        connection.execute(
            sql.SQL("comment on {} {} is {}").format(sql.SQL(what), name, sql.Literal(text))
        )


def _roles(connection: Connection, view: View) -> list[str]:
    rows = connection.execute(
        "select distinct pg_get_userbyid(acl.grantee)::text from pg_catalog.pg_class as rel"
        " cross join lateral aclexplode(coalesce(rel.relacl, acldefault('r', rel.relowner))) as acl"
        " where rel.oid = format('%%I.%%I', %s::text, %s::text)::regclass and acl.grantee <> 0",
        [view.schema, view.name],
    )
    return [role for (role,) in rows] or [view.owner]


def _option(text: str) -> sql.Composed:
    name, _, value = text.partition("=")
    return sql.SQL("{} = {}").format(sql.Identifier(name), sql.Literal(value))


def _but_definition(views: Sequence[View]) -> list[View]:
    """Return what must be equal; how Postgres spells a definition depends on the types."""
    return [replace(view, definition="") for view in views]
