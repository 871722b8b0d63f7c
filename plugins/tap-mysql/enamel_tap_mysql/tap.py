"""The tap: settings, catalog, and the ways it starts and ends."""

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from singer_sdk import Stream, Tap
from singer_sdk.helpers._batch import BatchConfig

from enamel_tap_mysql import client
from enamel_tap_mysql.allowed import is_selected, select_allowed
from enamel_tap_mysql.errors import ReaderGoneError, TableError, TapError, stopped
from enamel_tap_mysql.extraction import Extraction
from enamel_tap_mysql.giving_way import Watch
from enamel_tap_mysql.ledger import Notes
from enamel_tap_mysql.limits import Limits, Pace, load_limits, pace_of
from enamel_tap_mysql.reader import Reader
from enamel_tap_mysql.settings import SCHEMA
from enamel_tap_mysql.source import SourceTables
from enamel_tap_mysql.spool import Spool, root_of
from enamel_tap_mysql.streams import PGCOPY, MySQLStream

if TYPE_CHECKING:
    from pathlib import PurePath

    from singer_sdk.singerlib import Catalog

    from enamel_tap_mysql.parity.planning import Subject
    from enamel_tap_mysql.reads import TableRead


class TapMySQL(Tap):
    """Singer tap for MariaDB and MySQL that lets the server format COPY input."""

    name = "tap-mysql"
    package_name = "enamel-tap-mysql"
    dynamic_catalog = True
    config_jsonschema: ClassVar[dict[str, Any]] = SCHEMA

    def __init__(
        self, *, catalog: "PurePath | str | dict[str, Any] | Catalog | None" = None, **rest: Any
    ) -> None:
        """Keep the raw catalog, and pass on only its selected streams: the rest costs start-up."""
        self._entries: list[dict[str, Any]] | None = None
        self._known: dict[str, list[str]] = {}
        self._stopped: dict[str, TableError] = {}
        self._signal = 0
        if isinstance(catalog, dict) and "streams" in catalog:
            entries: Any = catalog["streams"]
            self._known = {
                entry.get("table_name") or entry["tap_stream_id"]: list(
                    entry["schema"]["properties"]
                )
                for entry in entries
            }
            self._entries = [select_allowed(entry) for entry in entries if is_selected(entry)]
            catalog = {"streams": self._entries}
        super().__init__(catalog=catalog, **rest)

    def _validate_config(self, *, raise_errors: bool = True) -> list[str]:
        errors = super()._validate_config(raise_errors=False)
        empty = [name for name in ("host", "user", "database") if self.config.get(name) == ""]
        errors += [f"{name!r} is empty" for name in empty]
        if errors and raise_errors:
            raise TapError(
                f"Settings are missing or wrong: {'; '.join(errors)}.",
                "Correct them (ENAMEL_SOURCE_* in .env).",
            )
        return errors

    @cached_property
    def source(self) -> SourceTables:
        """The source's tables as they are now."""
        return SourceTables(self.config)

    @property
    def catalog_dict(self) -> dict[str, Any]:
        """The catalog, with all that singer-sdk's own model would drop."""
        return {"streams": self._raw_entries}

    @cached_property
    def _raw_entries(self) -> list[dict[str, Any]]:
        if self._entries is not None:
            return self._entries
        if self.input_catalog is not None:
            return list(self.input_catalog.to_dict()["streams"])
        from enamel_tap_mysql.catalog import catalog_entry
        from enamel_tap_mysql.discovery import read_tables

        with (
            closing(client.connect_typed(self.config)) as connection,
            client.readable_errors(self.config),
        ):
            tables = read_tables(connection, self.config["database"])
        if not tables:
            raise TapError(
                f"Database {self.config['database']} holds no table "
                f"that user {self.config['user']} may SELECT.",
                "Correct the database, or grant SELECT on it.",
            )
        return [catalog_entry(table) for table in tables]

    def discover_streams(self) -> Sequence[Stream]:
        """Return a stream per catalog entry; without a catalog, per table of the source."""
        return [MySQLStream(self, entry) for entry in self._raw_entries]

    def sync_all(self) -> None:  # type: ignore[misc]
        """Sync every stream; in BATCH mode with workers that live exactly as long.

        singer-sdk marks it final; there is no other place that sees both the beginning and the
        end of a run.
        """
        with self.notes.until_the_end():
            try:
                self._sync()
            except BrokenPipeError as error:
                raise ReaderGoneError from error
            if self._stopped:
                raise stopped(self._stopped)

    @cached_property
    def notes(self) -> Notes:
        """The journal of this run; begun when it is first asked for."""
        return Notes(self.config, self.logger)

    def _stop(self, stream: MySQLStream, error: TableError) -> None:
        """Leave one table as it is, and say why; the run will end with a failure."""
        stream.give_up()
        self._stopped[stream.name] = error
        self.notes.stopped(stream.name, error)
        self.logger.error("%s", error)

    @property
    def _workers(self) -> int:
        """How many tables are read side by side; each is a connection."""
        wanted = int(self.config["workers"])
        return min(wanted, self.limits.connections or wanted)

    def _watch(self) -> Watch | None:
        """Return what looks after the reads, if the policy allows a connection for it."""
        allowed = self.limits.connections
        return Watch(self.config) if allowed is None or allowed > self._workers else None

    def _check(self) -> None:
        """Leave out the tables that do not fit the catalog, before the first row is sent."""
        streams = [it for it in self.streams.values() if isinstance(it, MySQLStream)]
        tables = {stream.table for stream in streams}
        if len(tables) > 1 and tables.isdisjoint(self.source.tables):
            raise TapError(
                f"Database {self.config['database']} holds none of the catalog's {len(tables)} "
                f"tables that user {self.config['user']} may SELECT.",
                "Correct the database, or grant SELECT on it.",
            )
        if self._known:
            for line in self.source.news(self._known):
                self.logger.warning("%s", line)
        for stream in streams:
            if stream.selected:
                try:
                    stream.check()
                except TableError as error:
                    self._stop(stream, error)
        for name in self._stopped:
            del self.streams[name]

    @cached_property
    def limits(self) -> Limits:
        """What the policy allows."""
        return load_limits(self.config.get("policy_file"))

    def _sync(self) -> None:
        pace = pace_of(self.limits, self.config)
        self._check()
        streams = [stream for stream in self.streams.values() if stream.selected]
        raw = self.config.get("batch_config")
        batch_config = BatchConfig.from_dict(raw) if raw else None
        if batch_config is None or batch_config.encoding.format != PGCOPY or not streams:
            super().sync_all()
            return
        if self.config.get("stream_maps"):
            raise TapError(
                "stream_maps do not work on BATCH files.",
                "Deselect columns in the catalog, or leave out batch_config.",
            )
        self._sync_files(
            root_of(batch_config.storage.root),
            {stream.name: stream for stream in streams if isinstance(stream, MySQLStream)},
            pace,
        )

    def _sync_files(self, root: Path, streams: dict[str, MySQLStream], pace: Pace) -> None:
        reader = Reader()

        def check() -> None:
            self._check_signal()
            reader.check()

        spool = Spool(root, self.config["spool_mb"] * 1_000_000)
        try:
            # The largest first, so that no worker is left alone with one at the end.
            ordered = sorted(
                streams.values(),
                key=lambda stream: self.source.table(stream.table).data_bytes,
                reverse=True,
            )
            reads = self._plan(ordered)
            rows = {name: self.source.table(it.table).rows or 0 for name, it in streams.items()}
            self.notes.planned(reads, rows)
            if self.state:
                self.state_writer.write_state(self.state)
            extraction = Extraction(
                {**self.config, "workers": self._workers}, spool, reads, pace, self._watch()
            )
            try:
                for name, result in extraction.results(check):
                    if isinstance(result, TableError):
                        self._stop(streams[name], result)
                    else:
                        self.notes.took(name, result)
                        streams[name].send(result)
                    # A state says that what came before it is whole; other tables may not be yet.
                    if not any(stream.part_sent for stream in streams.values()):
                        self.state_writer.write_state(self.state)
                spool.wait_until_consumed(check)
            finally:
                extraction.close()
        finally:
            spool.remove()

    def subjects(self) -> "tuple[list[Subject], dict[str, TableError]]":
        """Return every table that fits the catalog, for a comparison; and why others do not."""
        self._check()
        streams = [it for it in self.streams.values() if isinstance(it, MySQLStream)]
        return [stream.subject() for stream in streams if stream.selected], self._stopped

    def _plan(self, streams: Sequence[MySQLStream]) -> "list[TableRead]":
        """Return how each table is read; with a warehouse to look at, only what differs from it."""
        if not self.config.get("parity_host"):
            return [stream.table_read() for stream in streams]
        from enamel_tap_mysql.parity.planning import plan
        from enamel_tap_mysql.parity.warehouse import Warehouse

        warehouse = Warehouse.from_config(self.config)
        if warehouse is None:
            return [stream.table_read() for stream in streams]
        reads = plan(
            self.config,
            warehouse,
            [stream.subject() for stream in streams],
            self.source.packet,
        )
        in_part = {read.stream for read in reads if read.comparison and read.comparison.alone}
        whole = {read.stream for read in reads if read.whole}
        for stream in streams:
            stream.in_part = stream.name in in_part
            stream.whole = stream.name in whole
        return reads

    def _handle_termination(self, signum: int, frame: Any) -> NoReturn:
        """End by the signal: half a run is no success, and its state is what was sent last."""
        self._signal = signum
        raise SystemExit(128 + signum)

    def _check_signal(self) -> None:
        """End by a signal whose exception was lost: one that came within a `__del__` is."""
        if self._signal:
            raise SystemExit(128 + self._signal)


def main() -> None:
    """Run the command line; a failure is one line on standard error and exit code 1."""
    logger = logging.getLogger(TapMySQL.name)
    try:
        TapMySQL.cli()
    except TapError as error:
        _fail(logger, error)
    except Exception as error:
        # Its text may quote a row, so only its kind is shown.
        level = "TAP_MYSQL_LOGLEVEL=DEBUG"
        reason = f"Unexpected {type(error).__name__}."
        failure = TapError(reason, f"Run again with {level} to see where.")
        failure.__cause__ = error
        _fail(logger, failure)


def _fail(logger: logging.Logger, error: TapError) -> NoReturn:
    logger.debug("The failure in full:", exc_info=error)
    logger.error("%s", error)
    # A reader that is gone must not turn the interpreter's last flush into a second message.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(1)
