"""What the target says of its run: into its journal at once, into the ledger at both ends."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psycopg
from enamel_ledger import filing, folders
from enamel_ledger.journal import Journal, runner_log

from enamel_target_postgres.catalog import Connection
from enamel_target_postgres.errors import TargetError, explain
from enamel_target_postgres.load import Outcome

_KEPT = "The run's journal is kept and filed by the next run."


class Ledger:
    """The target's part of the run ledger; without a `runs_folder` it does nothing.

    The ledger never fails a load: what cannot be filed now stays on disk.
    """

    def __init__(self, config: Mapping[str, Any], schema: str, logger: logging.Logger) -> None:
        """Begin the journal."""
        folder = config.get("runs_folder")
        self._journal = Journal(Path(folder) if folder else None, "target")
        self._root = Path(folder or "")
        self._logger = logger
        where = (config.get(name) for name in ("host", "port", "database"))
        self._warehouse = "{}:{}/{}".format(*where)
        self._journal.note(
            "begun", warehouse=self._warehouse, target_schema=schema, log=runner_log()
        )

    def begin(self, connection: Connection) -> None:
        """Note in the warehouse that the run has begun; the caller holds the schema's lock."""
        if self._journal.folder and (found := folders.read(self._journal.folder)):
            try:
                filing.begin(connection, self._root, found.record)
            except (psycopg.Error, OSError) as error:
                self._logger.warning("%s %s", explain(error, "Run ledger").reason, _KEPT)
                folders.prune(self._root)

    def copied(self, table: str, rows: int) -> None:
        """Note how far a table has come."""
        self._journal.note("copied", table=table, rows=rows)

    def loaded(self, table: str, outcome: Outcome) -> None:
        """Note a table that is committed."""
        self._journal.note(
            "loaded",
            table=table,
            rows=outcome.rows,
            written=outcome.written,
            deleted=outcome.deleted,
            seconds=round(outcome.seconds, 3),
        )

    def failed(self, table: str, error: TargetError) -> None:
        """Note a table that is given up."""
        self._journal.note("stopped", table=table, error=error.reason, next=error.instruction)

    def end(self, code: int, error: TargetError | None = None) -> None:
        """Write the last line."""
        self._journal.end(code, (error.reason, error.instruction) if error else None)

    def file(self, connect: Callable[[], Connection]) -> None:
        """File the run, if the tap has ended too."""
        if self._journal.folder is None:
            return
        found = folders.read(self._journal.folder, own="target")
        if found is None:
            return
        try:
            connection = connect()
        except (psycopg.Error, OSError, TargetError):
            # Why, the run's own error has said.
            self._logger.warning("The run ledger is out of reach. %s", _KEPT)
            return
        try:
            filing.file_folders(connection, [found], self._warehouse)
        except (psycopg.Error, OSError) as error:
            self._logger.warning("%s %s", explain(error, "Run ledger").reason, _KEPT)
