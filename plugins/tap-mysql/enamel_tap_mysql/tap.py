"""The tap: settings, catalog, and the ways it starts and ends."""

import logging
import os
import select
import stat
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from singer_sdk import Stream, Tap
from singer_sdk import typing as th
from singer_sdk.helpers._batch import BatchConfig

from enamel_tap_mysql import client
from enamel_tap_mysql.allowed import select_allowed
from enamel_tap_mysql.errors import ReaderGoneError, TableError, TapError, stopped
from enamel_tap_mysql.extraction import Extraction
from enamel_tap_mysql.giving_way import Watch
from enamel_tap_mysql.ledger import Notes
from enamel_tap_mysql.limits import Limits, Pace, closed, load_limits
from enamel_tap_mysql.retries import DEFAULT_SECONDS
from enamel_tap_mysql.source import SourceTables
from enamel_tap_mysql.spool import Spool, root_of
from enamel_tap_mysql.streams import PGCOPY, MySQLStream

if TYPE_CHECKING:
    from pathlib import PurePath

    from singer_sdk.singerlib import Catalog

    from enamel_tap_mysql.extraction import TableRead
    from enamel_tap_mysql.parity.planning import Subject


class TapMySQL(Tap):
    """Singer tap for MariaDB and MySQL that lets the server format COPY input."""

    name = "tap-mysql"
    package_name = "enamel-tap-mysql"
    dynamic_catalog = True
    config_jsonschema: ClassVar[dict[str, Any]] = th.PropertiesList(
        th.Property("host", th.StringType, required=True, description="Server's name or address."),
        th.Property("port", th.IntegerType, default=3306, description="Server's port."),
        th.Property("user", th.StringType, required=True, description="Account with SELECT."),
        th.Property(
            "password", th.StringType, default="", secret=True, description="Its password."
        ),
        th.Property("database", th.StringType, required=True, description="Database to read."),
        th.Property(
            "workers",
            th.IntegerType,
            default=2,
            description="Tables read side by side in BATCH mode, each on a connection of its own.",
        ),
        th.Property(
            "file_size_mb",
            th.IntegerType,
            default=32,
            description="A BATCH file is complete at this size.",
        ),
        th.Property(
            "spool_mb",
            th.IntegerType,
            default=256,
            description="No BATCH file is begun while this much waits for the target. The spool "
            "folder holds at most this and one file per worker.",
        ),
        th.Property(
            "retry_seconds",
            th.IntegerType,
            default=DEFAULT_SECONDS,
            description="How long a server that does not answer is asked again. A connection lost "
            "before a file of its table was handed over is opened again; 0: never.",
        ),
        th.Property(
            "session_settings",
            th.ArrayType(th.StringType),
            default=[],
            description="More session variables, for instance max_statement_time=600.",
        ),
        th.Property(
            "ssl_mode",
            th.StringType,
            default="disabled",
            allowed_values=["disabled", "required", "verify_ca", "verify_identity"],
            description="TLS: not at all, unverified, verified, verified with the host's name.",
        ),
        th.Property(
            "batch_config",
            th.ObjectType(
                th.Property(
                    "encoding",
                    th.ObjectType(
                        th.Property("format", th.StringType, allowed_values=[PGCOPY, "jsonl"]),
                        th.Property("compression", th.StringType, allowed_values=["none", "gzip"]),
                    ),
                    required=True,
                ),
                th.Property(
                    "storage",
                    th.ObjectType(
                        th.Property("root", th.StringType, required=True),
                        th.Property("prefix", th.StringType),
                    ),
                    required=True,
                ),
            ),
            description="BATCH messages: format pgcopy-csv, and the folder shared with the target "
            "(storage.root, a file:// URL; `data:` sends the files within the messages). Without "
            "it, RECORD messages.",
        ),
        th.Property(
            "parity_host",
            th.StringType,
            description="Host of the warehouse. With it, each run compares the source with raw by "
            "set queries, and sends deletes and missed rows too. BATCH mode only.",
        ),
        th.Property("parity_port", th.IntegerType, default=5432, description="Its port."),
        th.Property("parity_user", th.StringType, description="Account with SELECT on raw."),
        th.Property("parity_password", th.StringType, secret=True, description="Its password."),
        th.Property("parity_database", th.StringType, description="The warehouse's database."),
        th.Property(
            "parity_schema", th.StringType, default="raw", description="Schema of the raw tables."
        ),
        th.Property(
            "parity_ssl_mode",
            th.StringType,
            default="prefer",
            allowed_values=["disable", "prefer", "require", "verify-ca", "verify-full"],
            description="TLS towards the warehouse, in Postgres' own words.",
        ),
        th.Property(
            "parity_ssl_ca", th.StringType, description="File of the certificates it trusts there."
        ),
        th.Property(
            "parity_content",
            th.StringType,
            default="cheap",
            allowed_values=["cheap", "all"],
            description="Compare whole rows of tables that are small or that nothing tracks, and "
            "keys of the others; or whole rows of all tables.",
        ),
        th.Property(
            "parity_repair",
            th.BooleanType,
            default=False,
            description="Send what differs and nothing else; bookmarks stay.",
        ),
        th.Property(
            "policy_file",
            th.StringType,
            description="File whose `limits:` say how many connections and rows a second the "
            "source is asked for, and in which hours (extract/policy.yml).",
        ),
        th.Property(
            "runs_folder",
            th.StringType,
            description="Where runs keep their journals until they are in the run ledger. Without "
            "it, the tap notes nothing.",
        ),
        th.Property("ssl_ca", th.StringType, description="File of the trusted certificates."),
        th.Property("ssl_cert", th.StringType, description="File of the client's certificate."),
        th.Property("ssl_key", th.StringType, description="File of the client's key."),
    ).to_dict()

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
            self._entries = [select_allowed(entry) for entry in entries if _selected(entry)]
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

    def _pace(self) -> Pace:
        """Return the pace of this run.

        Raises:
            TapError: The source may not be read now.
        """
        hours = self.limits.hours
        if hours is None:
            return Pace(self.limits)
        with closing(client.connect_typed(self.config)) as connection, connection.cursor() as asked:
            asked.execute("SELECT NOW()")
            now = asked.fetchall()[0][0]
        left = hours.left(now)
        if left is None:
            raise closed(hours, now)
        return Pace(self.limits, left.total_seconds())

    def _sync(self) -> None:
        pace = self._pace()
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


class Reader:
    """Whoever reads our standard output."""

    def __init__(self) -> None:
        """Refuse an output that nobody reads while we run: the files would never be consumed."""
        descriptor = sys.stdout.fileno()
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLERR)
        mode = os.fstat(descriptor).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
            raise TapError(
                "BATCH files need a target that reads our output while we run.",
                "Pipe into enamel-target-postgres, or leave out batch_config for RECORD messages.",
            )

    def check(self) -> None:
        """Raise when the reader is gone."""
        if self._poll.poll(0):
            raise ReaderGoneError


def _selected(entry: Any) -> bool:
    for part in entry.get("metadata", ()):
        if not part["breadcrumb"]:
            facts = part["metadata"]
            return bool(facts.get("selected", facts.get("selected-by-default")))
    return False


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
