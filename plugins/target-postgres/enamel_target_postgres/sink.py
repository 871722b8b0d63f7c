"""The stock sink, with names and types kept verbatim and messages that hold no values."""

from collections.abc import Sequence
from typing import Any, cast

import sqlalchemy as sa
from singer_sdk.exceptions import InvalidRecord
from singer_sdk.helpers._batch import BaseBatchFileEncoding
from singer_sdk.sinks.core import BaseJSONSchemaValidator
from singer_sdk.sql.connector import FullyQualifiedName
from target_postgres.sinks import PostgresSink

from enamel_target_postgres.connector import EnamelConnector
from enamel_target_postgres.ddl import Wanted
from enamel_target_postgres.errors import TargetError


class EnamelSink(PostgresSink):
    """Loads records as the stock sink does; BATCH files of our format never reach it."""

    connector_class = EnamelConnector

    def __init__(self, target: Any, *args: Any, **kwargs: Any) -> None:
        """Remember the target, which knows the tables."""
        self._target = target
        self._may_validate = False
        super().__init__(target, *args, **kwargs)

    @property
    def table_name(self) -> str:
        """Return the stream's name; the stock sink cuts it at dashes."""
        return str(self.stream_name)

    @property
    def schema_name(self) -> str:
        """Return the one schema of raw tables."""
        return str(self.config.get("default_target_schema") or "public")

    @property
    def wanted(self) -> Wanted:
        """Return what the stream needs, without the columns that record metadata adds."""
        connector = cast("EnamelConnector", self.connector)
        return connector.wanted(
            self.schema_name, self.table_name, self.original_schema, self.key_properties
        )

    def setup(self) -> None:
        """Create or adapt the table; metadata columns follow with the first records."""
        self.append_only = not self.key_properties
        self._target.prepare(self.wanted)

    def get_validator(self) -> BaseJSONSchemaValidator | None:
        """Build the validator for the first record only: most runs send files."""
        return super().get_validator() if self._may_validate else None

    def process_batch(self, context: dict[str, Any]) -> None:
        """Write the records to the table."""
        super().process_batch(context)
        self._target.forget(self.table_name)

    def process_batch_files(self, encoding: BaseBatchFileEncoding, files: Sequence[str]) -> None:
        """Load files of the formats the SDK knows."""
        try:
            super().process_batch_files(encoding, files)
        except NotImplementedError as error:
            # What the SDK raises for a format it has no reader for, as a bare traceback.
            raise TargetError(
                f"Stream {self.stream_name}: batch format {encoding.format!r} is unknown.",
                "Let the tap send pgcopy-csv, jsonl or parquet.",
                fatal=True,
            ) from error

    def generate_copy_statement(
        self, full_table_name: str | FullyQualifiedName, columns: list[sa.Column[Any]]
    ) -> str:
        """Return the COPY statement with quoted names."""
        quote = sa.dialects.postgresql.dialect().identifier_preparer.quote_identifier  # type: ignore[no-untyped-call]
        names = ", ".join(quote(column.name) for column in columns)
        return f"COPY {quote(str(full_table_name))} ({names}) FROM STDIN"

    def _validate_and_parse(self, record: dict[str, Any]) -> dict[str, Any]:
        if not self._may_validate:
            self._may_validate = True
            self._validator = self.get_validator()
        try:
            if self._validator is not None:
                self._validator.validate(record)
            self._parse_timestamps_in_record(
                record=record, schema=self.schema, treatment=self.datetime_error_treatment
            )
        except (InvalidRecord, ValueError) as error:
            cause = error.__cause__
            path = getattr(cause, "absolute_path", None)
            column = f", column {path[0]}" if path else ""
            raise TargetError(
                f"Stream {self.stream_name}{column}: a record does not match its schema.",
                "Let the tap discover anew, then run again.",
                fatal=True,
            ) from error
        return record
