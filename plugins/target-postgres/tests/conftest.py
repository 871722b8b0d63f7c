"""A target on a database of its own, fed with messages and files."""

import csv
import io
import json
import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from enamel.settings import Connection
from enamel_target_postgres.target import TargetPostgres

Message = dict[str, Any]
EXECUTABLE = Path(sys.executable).with_name("enamel-target-postgres")


@dataclass
class Result:
    """What a run left behind."""

    code: int
    states: list[Message]
    log: str


@dataclass
class Harness:
    """Builds messages, runs the target, looks at the warehouse."""

    warehouse: Connection
    folder: Path
    run: Callable[..., Result] = field(init=False)
    count: int = 0
    executable: Path = EXECUTABLE

    @property
    def config(self) -> dict[str, Any]:
        return {
            "host": self.warehouse.host,
            "port": self.warehouse.port,
            "user": self.warehouse.user,
            "password": self.warehouse.password,
            "database": self.warehouse.database,
            "default_target_schema": "raw",
            "retry_seconds": 0,
        }

    def schema(
        self,
        stream: str,
        columns: dict[str, str],
        key: Sequence[str] = (),
        *,
        bookmark: str | None = None,
    ) -> Message:
        properties = {
            name: {"type": ["null", "string"], "x-sql-datatype": kind}
            for name, kind in columns.items()
        }
        message = {
            "type": "SCHEMA",
            "stream": stream,
            "key_properties": list(key),
            "schema": {"type": "object", "properties": properties},
        }
        return message | ({"bookmark_properties": [bookmark]} if bookmark else {})

    def file(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
        """Write rows as the tap does: null is nothing, text is quoted."""
        text = io.StringIO()
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            cells = []
            for value in row:
                cell = io.StringIO()
                if isinstance(value, str):
                    csv.writer(cell, quoting=csv.QUOTE_ALL, lineterminator="").writerow([value])
                elif value is not None:
                    cell.write(str(value))
                cells.append(cell.getvalue())
            text.write(",".join(cells) + "\n")
        return self.raw_file(text.getvalue().encode())

    def raw_file(self, content: bytes) -> str:
        self.count += 1
        path = self.folder / f"part {self.count:03}.csv"
        path.write_bytes(content)
        return path.as_uri()

    def batch(self, stream: str, *files: str) -> Message:
        encoding = {"format": "pgcopy-csv", "compression": "none"}
        return {"type": "BATCH", "stream": stream, "encoding": encoding, "manifest": list(files)}

    def complete(self, stream: str) -> Message:
        return {"type": "ACTIVATE_VERSION", "stream": stream, "version": 1}

    def state(self, **bookmarks: Any) -> Message:
        values = {name: {"replication_key_value": value} for name, value in bookmarks.items()}
        return {"type": "STATE", "value": {"bookmarks": values}}

    def full(
        self, stream: str, columns: dict[str, str], key: Sequence[str], rows: Sequence[Any]
    ) -> list[Message]:
        """Return the messages of a whole table."""
        messages = [self.schema(stream, columns, key)]
        if rows:
            messages.append(self.batch(stream, self.file(list(columns), rows)))
        return [*messages, self.complete(stream)]

    def sql(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with self.connect() as connection:
            cursor = connection.execute(query, parameters or None)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            self.warehouse.url.set(drivername="postgresql").render_as_string(hide_password=False),
            autocommit=True,
            options="-c timezone=UTC",
        )

    @contextmanager
    def limited_role(self, *, connections: int = -1) -> Iterator[dict[str, str]]:
        """Yield the settings of a role that may do little more than connect."""
        name = f"{self.warehouse.database}_role"
        self.sql(f"create role {name} login password 'role' connection limit {connections}")
        self.sql(f"grant create on database {self.warehouse.database} to {name}")
        try:
            yield {"user": name, "password": "role"}
        finally:
            self.sql(f"reassign owned by {name} to current_user; drop owned by {name}")
            self.sql(f"drop role {name}")

    def write_config(self, **changes: Any) -> Path:
        path = self.folder / "config.json"
        path.write_text(json.dumps(self.config | changes))
        return path

    def start(self, *arguments: str, **changes: Any) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [str(EXECUTABLE), "--config", str(self.write_config(**changes)), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def process(self, messages: Sequence[Message], **changes: Any) -> Result:
        """Run the program as Meltano would."""
        with self.start(**changes) as process:
            out, log = process.communicate("".join(json.dumps(each) + "\n" for each in messages))
        return Result(process.returncode, [json.loads(line) for line in out.splitlines()], log)


@pytest.fixture
def harness(
    warehouse_database: Connection,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Iterator[Harness]:
    """A target and its warehouse; `run` works inside this process, which is quick."""
    made = Harness(warehouse_database, tmp_path)
    handlers = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    caplog.set_level(logging.INFO)

    def run(messages: Sequence[Message], **changes: Any) -> Result:
        caplog.clear()
        capsys.readouterr()
        lines = io.StringIO("".join(json.dumps(each) + "\n" for each in messages))
        code = 0
        try:
            TargetPostgres(config=made.config | changes).listen(lines)
        except SystemExit as end:
            code = int(end.code or 0)
        states = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return Result(code, states, caplog.text)

    made.run = run
    yield made
    for each, handler in handlers.items():
        signal.signal(each, handler)
