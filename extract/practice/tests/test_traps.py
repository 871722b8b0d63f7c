"""The trap mini-ledger has the answers it promises, by queries of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymysql
import pytest
from enamel.settings import Connection
from enamel_practice.batch import Batch
from enamel_practice.connection import connect
from enamel_practice.integrity import references
from enamel_practice.load import bulk_load
from enamel_practice.schema import load_schema, load_tracking
from enamel_practice.tables import MARK, create_tables
from enamel_practice.traps import FIRST_ID, expected_answers, trap_batches, trap_codes

QUERIES = Path(__file__).with_name("traps")
TODAY = "2026-07-15"


@pytest.fixture
def trapped(source_database: Connection) -> Iterator[pymysql.Connection]:
    """A database that holds the traps and nothing else but what they stand on."""
    codes = {code: 100 + number for number, code in enumerate(trap_codes())}
    practice = [
        Batch(
            "preference",
            ("PrefNum", "PrefName", "ValueString"),
            [(1, MARK, TODAY), (2, "ReportsPPOwriteoffDefaultToProcDate", "1")],
        ),
        Batch(
            "procedurecode",
            ("CodeNum", "ProcCode", "DateTStamp"),
            [(number, code, TODAY) for code, number in codes.items()],
        ),
    ]
    with connect(source_database) as connection:
        create_tables(connection)
        bulk_load(source_database, [*practice, *trap_batches(codes)])
        yield connection


def answer(connection: pymysql.Connection, name: str, parameters: dict[str, Any]) -> dict[str, str]:
    query = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    with connection.cursor(pymysql.cursors.DictCursor) as cursor:
        cursor.execute(query, {**parameters, "first_id": FIRST_ID})
        (row,) = cursor.fetchall()
    return {column: str(value) for column, value in row.items()}


def column_of(batch: Batch, name: str) -> list[Any]:
    return [row[batch.columns.index(name)] for row in batch.rows]


def test_every_figure_of_the_mini_ledger_is_right(trapped: pymysql.Connection) -> None:
    answers = expected_answers()
    found = {name: answer(trapped, name, it.parameters) for name, it in answers.items()}
    assert found == {name: it.expected for name, it in answers.items()}


def test_every_figure_has_a_query_and_every_query_a_figure() -> None:
    assert {path.stem for path in QUERIES.glob("*.sql")} == set(expected_answers())


def test_every_reference_of_the_traps_points_to_a_trap() -> None:
    batches = {it.table: it for it in trap_batches(dict.fromkeys(trap_codes(), 1))}
    checked = 0
    for reference in references():
        source, target = batches.get(reference.table), batches.get(reference.to_table)
        if source is None or reference.column not in source.columns:
            continue
        used = set(column_of(source, reference.column)) - {0, "", None}
        if reference.to_table != "procedurecode":
            assert used <= (set(column_of(target, reference.to_column)) if target else set())
            checked += len(used)
    assert checked > 100


def test_traps_keep_away_from_the_practices_own_rows() -> None:
    codes = dict.fromkeys(trap_codes(), 1)
    for batch in trap_batches(codes):
        (key,) = load_schema().tables[batch.table].key
        keys = [row[batch.columns.index(key)] for row in batch.rows]
        assert min(keys) >= FIRST_ID, batch.table
        assert len(keys) == len(set(keys)), batch.table


def test_no_trap_is_stamped_after_the_practices_today() -> None:
    tracking = load_tracking()
    stamps = [
        str(row[batch.columns.index(column)])
        for batch in trap_batches(dict.fromkeys(trap_codes(), 1))
        for column in {tracking[batch.table].updated, *tracking[batch.table].created} - {None}
        for row in batch.rows
    ]
    assert stamps
    assert max(stamps) < TODAY
    assert min(stamps) > "2026"


def test_trap_patients_are_visibly_synthetic() -> None:
    (patients,) = [
        it for it in trap_batches(dict.fromkeys(trap_codes(), 1)) if it.table == "patient"
    ]
    first = patients.columns.index("FName")
    last = patients.columns.index("LName")
    assert all(row[first] == "Synthetic" and row[last].startswith("Trap-") for row in patients.rows)
