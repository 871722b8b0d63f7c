"""Rows that the tap says are gone: keys in files, deleted in the transaction of the load."""

from collections.abc import Sequence

from psycopg import sql

from enamel_target_postgres.catalog import Connection, Table, statement
from enamel_target_postgres.copying import BatchFile, copy_file
from enamel_target_postgres.errors import TargetError

DELETE, COMMIT = "delete", "commit"
"""What a BATCH message may say beside bringing rows: these keys are gone; that was all."""

_GONE = sql.Identifier("_enamel_gone")


def check_operation(operation: object, stream: str) -> None:
    """Refuse what a later tap may have to say: taken for rows it would do harm.

    Raises:
        TargetError: The operation is none of ours.
    """
    if operation not in {None, DELETE, COMMIT}:
        raise TargetError(
            f"Stream {stream}: a BATCH message asks for an operation that is not known here.",
            "Update the target, so that it fits the tap.",
            fatal=True,
        )


class Gone:
    """The keys of one load that are to be deleted."""

    def __init__(self, table: Table, key: Sequence[str]) -> None:
        """Take the table; nothing is asked of the server before the first file."""
        self._table = table
        self._key = list(key)
        self._begun = False

    def copy(
        self, connection: Connection, path: BatchFile, compression: str | None, where: str
    ) -> None:
        """Copy one file of keys.

        Raises:
            TargetError: The table has no key, or the file has other columns.
        """
        if not self._key:
            raise TargetError(
                f"{where}: rows of a table without a key cannot be deleted one by one.",
                "Let the tap send the whole table.",
            )
        if not self._begun:
            self._begun = True
            columns = sql.SQL(", ").join(map(sql.Identifier, self._key))
            connection.execute(
                sql.SQL("create temp table {} on commit drop as select {} from {} limit 0").format(
                    _GONE, columns, self._table.identifier
                )
            )
        copy_file(connection, _GONE, self._key, path, compression, where)

    def apply(self, connection: Connection) -> int:
        """Delete the rows and return how many there were."""
        if not self._begun:
            return 0
        connection.execute(sql.SQL("analyze {}").format(_GONE))
        same = [
            sql.SQL("{} = {}").format(sql.Identifier("old", name), sql.Identifier("gone", name))
            for name in self._key
        ]
        command = sql.SQL(statement("delete_named")).format(
            table=self._table.identifier, gone=_GONE, same_key=sql.SQL(" and ").join(same)
        )
        return connection.execute(command).rowcount
