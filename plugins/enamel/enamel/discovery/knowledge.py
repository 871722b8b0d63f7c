"""What we know of Open Dental without asking a source: its 24.3 schema, secrets and tracking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from enamel_practice.errors import PracticeError
from enamel_practice.schema import (
    FOLDER,
    Schema,
    Tracking,
    load_schema,
    load_sensitive,
    load_tracking,
)

from enamel.errors import EnamelError

SECRET = "secret"


@dataclass(frozen=True)
class Knowledge:
    """The files of `extract/opendental`; empty for a database that is not Open Dental's."""

    schema: Schema = field(default_factory=lambda: Schema("0.0", {}))
    sensitive: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tracking: Mapping[str, Tracking] = field(default_factory=dict)

    @property
    def release(self) -> str:
        """The release the schema is of, as `24.3`."""
        return ".".join(self.schema.version.split(".")[:2])

    def columns(self, table: str) -> frozenset[str]:
        """Return the names of a table's columns; none for a table we do not know."""
        known = self.schema.tables.get(table)
        return frozenset(known.by_name) if known else frozenset()

    def sensitivity(self, table: str, column: str) -> str | None:
        """Return a column's class, if it has one."""
        return self.sensitive.get(table, {}).get(column)

    def secrets(self) -> dict[str, frozenset[str]]:
        """Return the secret columns by table."""
        return {
            table: frozenset(name for name, kind in columns.items() if kind == SECRET)
            for table, columns in self.sensitive.items()
        }


def load_knowledge(root: Path) -> Knowledge:
    """Read `extract/opendental`.

    Raises:
        EnamelError: A file is missing.
    """
    folder = root / FOLDER
    try:
        return Knowledge(load_schema(folder), load_sensitive(folder), load_tracking(folder))
    except PracticeError as error:
        raise EnamelError(error.reason, error.instruction) from error
