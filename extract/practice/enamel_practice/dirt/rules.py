"""The rules that find each kind of mistake in a source database, as SQL next to this module."""

from pathlib import Path

from enamel_practice.connection import ConnectionSettings, connect

FOLDER = Path(__file__).parent / "sql"
RULES = tuple(sorted(it.stem for it in FOLDER.glob("*.sql")))


def findings(settings: ConnectionSettings) -> dict[str, set[int]]:
    """Return the keys of the rows that each rule finds."""
    found = {}
    with connect(settings) as connection, connection.cursor() as cursor:
        for rule in RULES:
            cursor.execute((FOLDER / f"{rule}.sql").read_text(encoding="utf-8"))
            found[rule] = {int(row[0]) for row in cursor.fetchall()}
    return found
