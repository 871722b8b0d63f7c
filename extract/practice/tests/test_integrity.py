"""The reference check finds what points to nothing, and only that."""

from enamel.settings import Connection
from enamel_practice.batch import Batch
from enamel_practice.connection import connect
from enamel_practice.integrity import Violation, references, violations
from enamel_practice.load import bulk_load
from enamel_practice.tables import create_tables

STAMP = "2026-07-01 12:00:00"


def test_rows_that_point_to_nothing_are_counted_by_column(source_database: Connection) -> None:
    batches = [
        Batch("clinic", ("ClinicNum",), [(1,)]),
        Batch(
            "patient",
            ("PatNum", "Guarantor", "ClinicNum", "County", "DateTStamp"),
            [(1, 1, 1, "", STAMP), (2, 1, 0, "Nowhere", STAMP), (3, 9, 8, None, STAMP)],
        ),
        Batch(
            "adjustment",
            ("AdjNum", "PatNum", "ProvNum", "SecDateTEdit"),
            [(1, 1, 0, STAMP), (2, 7, 0, STAMP), (3, 7, 0, STAMP)],
        ),
        # Where the target depends on another column, nothing is claimed.
        Batch("alertitem", ("AlertItemNum", "FKey"), [(1, 12345)]),
    ]
    with connect(source_database) as connection:
        create_tables(connection, engine="MyISAM")
        assert violations(connection) == []
        bulk_load(source_database, batches, progress=False)
        assert violations(connection) == [
            Violation("adjustment", "PatNum", "patient.PatNum", 2),
            Violation("patient", "Guarantor", "patient.PatNum", 1),
            Violation("patient", "County", "county.CountyName", 1),
            Violation("patient", "ClinicNum", "clinic.ClinicNum", 1),
        ]


def test_nearly_every_reference_can_be_checked() -> None:
    found = references()
    assert len(found) == 808
    assert ("accountingautopay", "PickList") not in {(it.table, it.column) for it in found}
