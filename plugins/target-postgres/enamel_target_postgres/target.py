"""The target: the stock one, with files of format `pgcopy-csv` loaded by COPY."""

import copy
import logging
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, cast

import psycopg
from singer_sdk.helpers.capabilities import PluginCapabilities
from target_postgres.target import TargetPostgres as StockTarget

from enamel_target_postgres.catalog import Connection, Table, read_tables
from enamel_target_postgres.connector import DEFAULT_RETRY_SECONDS, EnamelConnector
from enamel_target_postgres.copying import FORMAT, batch_file, discard
from enamel_target_postgres.ddl import Wanted, prepare
from enamel_target_postgres.deletes import COMMIT, DELETE, check_operation
from enamel_target_postgres.ending import die, on_death, remember
from enamel_target_postgres.errors import TargetError, explain
from enamel_target_postgres.ledger import Ledger
from enamel_target_postgres.load import StreamLoad
from enamel_target_postgres.raw_schema import apply_raw_schema, create_schema
from enamel_target_postgres.reader import Reader
from enamel_target_postgres.run import Run
from enamel_target_postgres.session import Sessions, configure
from enamel_target_postgres.sink import EnamelSink
from enamel_target_postgres.streams import Stream
from enamel_target_postgres.turns import DEFAULT_WAIT_SECONDS, take_turn

Message = dict[str, Any]
VERSION = "_sdc_table_version"
_OWN_SETTINGS = {
    "raw_schema_file": {
        "type": ["string", "null"],
        "description": "Idempotent DDL of the raw tables; executed before the first load, and "
        "again only when its text changes or one of its tables is gone.",
    },
    "lock_wait_seconds": {
        "type": ["integer", "null"],
        "default": DEFAULT_WAIT_SECONDS,
        "description": "How long to wait for another run that loads the same schema, before this "
        "one refuses to start; 0: not at all.",
    },
    "retry_seconds": {
        "type": ["integer", "null"],
        "default": DEFAULT_RETRY_SECONDS,
        "description": "How long a warehouse that does not answer is asked again; 0: never.",
    },
    "runs_folder": {
        "type": ["string", "null"],
        "description": "Where runs keep their journals until they are in the run ledger (schema "
        "operations of the warehouse). Without it, no ledger is kept.",
    },
}


def _settings() -> dict[str, Any]:
    stock = copy.deepcopy(StockTarget.config_jsonschema)
    # Whoever names a mode wants it; nobody trusts a file that they have not named.
    for name in ("ssl_mode", "ssl_certificate_authority"):
        stock["properties"][name]["default"] = None
    stock["properties"] |= _OWN_SETTINGS
    return stock


class TargetPostgres(StockTarget):
    """Loads Singer messages into Postgres; files of format pgcopy-csv by COPY."""

    name = "target-postgres"
    package_name = "enamel-target-postgres"
    config_jsonschema: ClassVar[dict[str, Any]] = _settings()
    capabilities: ClassVar[list[Any]] = [*StockTarget.capabilities, PluginCapabilities.BATCH]
    default_sink_class = EnamelSink
    message_reader_class = Reader

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Read the settings; nothing is connected yet."""
        super().__init__(*args, **kwargs)
        self._connection: Connection | None = None
        self._tables: dict[str, Table] = {}
        self._emptied: Stream | None = None
        self._connector = EnamelConnector(dict(self.config))
        self._target_connector = self._connector
        # An ssh tunnel installs handlers of its own, which would wait for the loader threads.
        self._setup_signal_handlers()
        self._ledger = Ledger(self.config, self.schema_name, self.logger)
        on_death(self._ledger.end)
        self._run = Run(
            Sessions(self._connector.open),
            super()._write_state_message,
            die,
            self.logger,
            self._ledger,
        )

    # What sinks ask for

    @property
    def schema_name(self) -> str:
        """Return the one schema of raw tables."""
        return str(self.config.get("default_target_schema") or "public")

    def prepare(self, wanted: Wanted) -> None:
        """Create or adapt a stream's table."""
        connection = self._warehouse()
        self._tables[wanted.name] = prepare(connection, self._tables.get(wanted.name), wanted)

    def forget(self, table: str) -> None:
        """Read a table's shape again: records have added columns."""
        self._tables |= read_tables(self._warehouse(), self.schema_name, table)

    # Messages

    def _process_schema_message(self, message_dict: Message) -> None:
        self._assert_line_requires(message_dict, requires={"stream", "schema"})
        stream = self._next(message_dict["stream"])
        stream.incremental = bool(message_dict.get("bookmark_properties"))
        if stream.failed:
            return
        try:
            if stream.load and self._is_new(message_dict):
                self._run.finish(stream, complete=False)
            super()._process_schema_message(message_dict)
        except Exception as error:
            explained = explain(error, f"Table {self.schema_name}.{stream.name}")
            if explained.fatal:
                raise explained from error
            self._run.give_up(stream, explained)

    def _validate_config(self, *, raise_errors: bool = True) -> list[str]:
        errors = super()._validate_config(raise_errors=False)
        if not self.config.get("sqlalchemy_url"):
            needed = ("host", "port", "user", "database")
            errors += [f"{name!r} is missing" for name in needed if not self.config.get(name)]
        if errors and raise_errors:
            raise TargetError(
                f"Settings are missing or wrong: {'; '.join(errors)}.",
                "Correct them (ENAMEL_WAREHOUSE_* in .env).",
            )
        return errors

    def _process_record_message(self, message_dict: Message) -> None:
        self._assert_line_requires(message_dict, requires={"stream", "record"})
        stream = self._next(message_dict["stream"], brings_rows=True)
        if stream.failed:
            return
        self._run.finish(stream, complete=False)
        stream.records = True
        super()._process_record_message(message_dict)

    def _process_batch_message(self, message_dict: Message) -> None:
        self._assert_line_requires(message_dict, requires={"stream", "encoding", "manifest"})
        stream = self._next(message_dict["stream"], brings_rows=True)
        encoding, manifest = message_dict["encoding"], message_dict["manifest"]
        if encoding.get("format") != FORMAT:
            stream.records = True
            if not stream.failed:
                super()._process_batch_message(message_dict)
            return
        paths = [batch_file(url, f"Stream {stream.name}") for url in manifest]
        for path in paths:
            remember(path)
        operation = message_dict.get("operation")
        check_operation(operation, stream.name)
        if operation == DELETE and self.config.get("activate_version") is False:
            self.logger.warning("%s: activate_version is off, gone rows stay.", stream.name)
            for path in paths:
                discard(path)
            return
        if manifest and not stream.failed:
            self._run.open(stream, self._load_of(stream))
        self._run.copy(stream, paths, encoding.get("compression"), gone=operation == DELETE)
        if operation == COMMIT or (not manifest and stream.incremental):
            self._run.finish(stream, complete=False)

    def _process_activate_version_message(self, message_dict: Message) -> None:
        self._assert_line_requires(message_dict, requires={"stream", "version"})
        stream = self._next(message_dict["stream"])
        if stream.failed or stream.complete:
            return
        if stream.records:
            super()._process_activate_version_message(message_dict)
        elif self.config.get("activate_version") is False:
            self.logger.warning("%s: activate_version is off, gone rows stay.", stream.name)
            self._run.finish(stream, complete=False)
        elif stream.load:
            self._run.finish(stream, complete=True)
        elif any("x-sql-datatype" in part for part in self._properties(stream).values()):
            self._emptied = stream
        elif VERSION in self._table_of(stream).columns:
            super()._process_activate_version_message(message_dict)
        else:
            self.logger.warning("%s: no versions here, ACTIVATE_VERSION ignored.", stream.name)

    def _process_state_message(self, message_dict: Message) -> None:
        self._assert_line_requires(message_dict, requires={"value"})
        self._empty_announced()
        if message_dict["value"] != self._latest_state:
            super()._process_state_message(message_dict)
            sinks = [*self._sinks_active.values(), *self._sinks_to_clear]
            pending = any(sink.current_size for sink in sinks)
            self._run.state(message_dict["value"], records_pending=pending)

    def _write_state_message(self, state: Message) -> None:
        """Called when all records are written; the run knows which states that lets go."""
        self._run.records_written()

    def process_endofpipe(self) -> None:
        """Commit what is complete, and fail if anything was not."""
        self._empty_announced()
        self._run.close()
        super().process_endofpipe()
        self._ledger.end(1 if self._run.failures else 0)
        self._ledger.file(self._warehouse)
        if self._connection is not None:
            self._connection.close()
        self._connector.dispose()
        if failures := self._run.failures:
            listed = ", ".join(sorted(failures))
            self.logger.error("%d tables failed: %s.", len(failures), listed)
            raise SystemExit(1)

    def _handle_termination(self, signum: int, frame: Any) -> None:
        """Leave at once: open transactions roll back, the next run reads them again."""
        message = f"Stopped by signal {signum}: what was not committed is rolled back."
        die(TargetError(message, "Run again."), 128 + signum, wait=False)

    # Inner helpers

    def _next(self, name: str, *, brings_rows: bool = False) -> Stream:
        stream = self._run.stream(name)
        if self._emptied is stream and brings_rows:
            self._emptied = None
        elif self._emptied is not stream:
            self._empty_announced()
        return stream

    def _empty_announced(self) -> None:
        """Delete the rows of a stream that was announced complete without a file."""
        stream, self._emptied = self._emptied, None
        if stream is not None:
            self._run.open(stream, self._load_of(stream))
            self._run.finish(stream, complete=True)

    def _load_of(self, stream: Stream) -> Callable[[Callable[[], Connection]], StreamLoad]:
        table, columns = self._table_of(stream), list(self._properties(stream))
        key = self.get_sink(stream.name).key_properties
        return lambda connect: StreamLoad(table, columns, key, connect)

    def _table_of(self, stream: Stream) -> Table:
        if stream.name not in self._tables or not self.sink_exists(stream.name):
            raise TargetError(
                f"Stream {stream.name} has sent no SCHEMA message.", "Use a Singer tap.", fatal=True
            )
        return self._tables[stream.name]

    def _properties(self, stream: Stream) -> Message:
        properties = self.get_sink(stream.name).original_schema["properties"]
        return cast("Message", properties)

    def _is_new(self, message: Message) -> bool:
        known = self.mapper.stream_maps.get(message["stream"])
        return not known or known[0].raw_schema != message["schema"]

    def _warehouse(self) -> Connection:
        """Return the connection for DDL; the first call readies schema and tables."""
        if self._connection is None:
            connection = self._connection = self._connector.open(autocommit=True)
            configure(connection)
            wait = self.config.get("lock_wait_seconds", DEFAULT_WAIT_SECONDS)
            take_turn(connection, self.schema_name, wait or 0)
            if path := self.config.get("raw_schema_file"):
                apply_raw_schema(connection, self.schema_name, Path(path))
            try:
                create_schema(connection, self.schema_name)
            except psycopg.Error as error:
                explained = explain(error, f"Schema {self.schema_name}")
                raise TargetError(explained.reason, explained.instruction, fatal=True) from error
            self._tables = read_tables(connection, self.schema_name)
            self._ledger.begin(connection)
        return self._connection


def main() -> None:
    """Run the program."""
    # Tables that come as files have a line of their own; a count of no records says nothing.
    logging.getLogger("singer_sdk.metrics").addFilter(
        lambda line: '"value":0,' not in line.getMessage()
    )
    try:
        TargetPostgres.cli()
    except AssertionError as error:
        die(TargetError(f"{error}.", "Correct the target's settings."))
    except Exception as error:
        if os.environ.get("TARGET_POSTGRES_LOGLEVEL", "").upper() == "DEBUG":
            traceback.print_exc()
        die(explain(error, "Target"))
