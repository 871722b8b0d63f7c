"""Teams side by side: the same practice whoever makes it, and errors that travel."""

import pickle
from hashlib import sha256
from pathlib import Path

from enamel.settings import Connection
from enamel_practice.config import PracticeConfig
from enamel_practice.connection import connect
from enamel_practice.errors import PracticeError
from enamel_practice.fill import BULK, fill
from enamel_practice.schema import load_schema
from enamel_practice.tables import quote

TWO_TEAMS = PracticeConfig(patients=100, seed=5, years=1, team_size=50)


def checksums(database: Connection) -> dict[str, int]:
    """Return a checksum of every table's rows."""
    with connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(f"CHECKSUM TABLE {', '.join(map(quote, load_schema().tables))}")
        return {name.partition(".")[2]: found for name, found in cursor.fetchall()}


def digests(folder: Path) -> dict[str, str]:
    """Return a digest of every file."""
    files = [it for it in folder.rglob("*") if it.is_file()]
    return {str(it.relative_to(folder)): sha256(it.read_bytes()).hexdigest() for it in files}


def test_one_worker_and_two_make_the_same_rows_and_the_same_sidecar(
    source_database: Connection, tmp_path: Path
) -> None:
    one = fill(source_database, TWO_TEAMS, sidecar=tmp_path / "one", progress=False, workers=1)
    alone = checksums(source_database)
    two = fill(source_database, TWO_TEAMS, sidecar=tmp_path / "two", progress=False, workers=2)
    assert one.rows == two.rows
    assert sum(one.rows.values()) > 30_000
    assert checksums(source_database) == alone
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert len(digests(tmp_path / "one")) > 20
    # Tables that were filled without their keys have them now.
    with connect(source_database) as connection, connection.cursor() as cursor:
        for table in BULK:
            cursor.execute(f"SHOW KEYS FROM {quote(table)}")
            assert {row[2] for row in cursor.fetchall()} == {
                "PRIMARY", *load_schema().tables[table].indexes
            }, table  # fmt: skip


def test_an_error_travels_between_processes_whole() -> None:
    error = PracticeError("Table x broke off.", "Free some room.", exit_code=3)
    again = pickle.loads(pickle.dumps(error))
    assert (again.reason, again.instruction, again.exit_code) == (
        error.reason, error.instruction, error.exit_code
    )  # fmt: skip
    assert str(again) == str(error)
