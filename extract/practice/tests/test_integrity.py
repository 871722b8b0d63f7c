"""The reference check finds what points to nothing, and only that."""

from enamel.settings import Connection
from enamel_practice.batch import Batch
from enamel_practice.connection import connect
from enamel_practice.integrity import Violation, references, unknown_codes, violations
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
        bulk_load(source_database, batches)
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


def test_codes_their_list_does_not_know_are_counted_by_column(source_database: Connection) -> None:
    appointments = [(1, 2, 0, STAMP), (2, 9, 1, STAMP), (3, 10, 2, STAMP)]
    batches = [
        Batch("appointment", ("AptNum", "AptStatus", "IsHygiene", "DateTStamp"), appointments),
        # A bit mask: 1 + 4 is two codes, 8192 is none.
        Batch("commoptout", ("CommOptOutNum", "OptOutEmail"), [(1, 6), (2, 8192)]),
        Batch("statement", ("StatementNum", "StatementType", "DateTStamp"), [(1, "Lost", STAMP)]),
        Batch(
            "insplan", ("PlanNum", "PlanType", "SecDateTEdit"), [(1, "", STAMP), (2, "z", STAMP)]
        ),
    ]
    with connect(source_database) as connection:
        create_tables(connection, engine="MyISAM")
        bulk_load(source_database, batches)
        assert unknown_codes(connection) == [
            Violation("appointment", "AptStatus", "ApptStatus", 2),
            Violation("appointment", "IsHygiene", "0 or 1", 1),
            Violation("commoptout", "OptOutEmail", "CommOptOutType", 1),
            Violation("insplan", "PlanType", "insplan.PlanType", 1),
            Violation("statement", "StatementType", "StmtType", 1),
        ]
