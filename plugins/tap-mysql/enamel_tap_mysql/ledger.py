"""What the tap says of its run: into its journal, and a line now and then."""

import logging
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from enamel_ledger.journal import Journal, runner_log

from enamel_tap_mysql.errors import TableError, TapError
from enamel_tap_mysql.reads import Complete, Gone, TableRead

_SECONDS_BETWEEN_LINES = 10.0


class Notes:
    """The tap's journal, kept if there is a `runs_folder`, and its lines of progress.

    Attributes:
        journal: Where the lines go.
    """

    def __init__(self, config: Mapping[str, Any], logger: logging.Logger) -> None:
        """Begin the journal."""
        self._logger = logger
        self._began = self._told = time.monotonic()
        self._expected: dict[str, int] = {}
        self._same = self._done = self._rows = self._bytes = 0
        folder = config.get("runs_folder")
        self.journal = Journal(Path(folder) if folder else None, "tap")
        facts = {"log": runner_log()}
        if config.get("parity_host"):
            where = (config.get(f"parity_{name}") for name in ("host", "port", "database"))
            facts["warehouse"] = "{}:{}/{}".format(*where)
        self.journal.note("begun", **facts)
        self._files: dict[str, list[int]] = {}

    @contextmanager
    def until_the_end(self) -> Iterator[None]:
        """Note how the run ends, whatever ends it."""
        try:
            yield
        except TapError as error:
            self.journal.end(1, (error.reason, error.instruction))
            raise
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
            self.journal.end(code, (f"The tap was stopped (exit code {code}).", "Run again."))
            raise
        except BaseException as error:
            self.journal.end(1, (f"Unexpected {type(error).__name__} in the tap.", "Read the log."))
            raise
        self.journal.end(0)
        if self._expected:
            self._logger.info(
                "%d tables in %.1f s: %d the same as raw, %d read (%s rows, %s MB).",
                len(self._expected),
                time.monotonic() - self._began,
                self._same,
                self._done,
                f"{self._rows:,}",
                f"{self._bytes / 1e6:,.1f}",
            )

    def planned(self, reads: Collection[TableRead], rows: Mapping[str, int]) -> None:
        """Note which tables are to be read, and which are found to be the same in raw.

        Args:
            reads: What is left to read.
            rows: About how many rows each table of the run has.
        """
        left = {read.stream: read for read in reads}
        same = [name for name in rows if name not in left]
        whole = {it.stream for it in reads if it.bookmark is None and it.comparison is None}
        self._expected = {name: rows[name] if name in whole else 0 for name in rows}
        self._same = len(same)
        self.journal.note("plan", tables=self._expected)
        if same:
            self.journal.note("same", tables=same)

    def stopped(self, table: str, error: TableError) -> None:
        """Note a table that is left out."""
        self.journal.note("stopped", table=table, error=error.reason, next=error.instruction)

    def took(self, table: str, result: "Path | Gone | Complete") -> None:
        """Note a file, or a table's end."""
        if isinstance(result, Complete):
            sizes = self._files.get(table, [])
            self.read(table, result.rows, result.began, sizes)
        else:
            path = result.path if isinstance(result, Gone) else result
            size = path.stat().st_size
            self._files.setdefault(table, []).append(size)
            self._bytes += size
        self._tell(table)

    def _tell(self, table: str) -> None:
        """Write a line of progress, if the last one is some time ago."""
        now = time.monotonic()
        if now - self._told < _SECONDS_BETWEEN_LINES:
            return
        self._told = now
        self._logger.info(
            "%d of %d tables, %s rows, %s MB in %.0f s; now %s.",
            self._same + self._done,
            len(self._expected),
            f"{self._rows:,}",
            f"{self._bytes / 1e6:,.0f}",
            now - self._began,
            table,
        )

    def read(
        self, table: str, rows: int, began: datetime | None, sizes: Collection[int] = ()
    ) -> None:
        """Note a table that was read to its end."""
        self._done += 1
        self._rows += rows
        if self.journal.folder is None:
            return
        began = began or datetime.now(UTC)
        self.journal.note(
            "read",
            table=table,
            rows=rows,
            files=len(sizes),
            bytes=sum(sizes),
            read_at=began.isoformat(timespec="milliseconds"),
            seconds=round((datetime.now(UTC) - began).total_seconds(), 3),
        )
