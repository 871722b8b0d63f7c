"""The practice as a whole: same bytes, size, keys, clocks, canaries."""

from datetime import date, datetime
from typing import Any

import pytest
from enamel.settings import Connection
from enamel_practice.collect import Collected, collect, count, gather
from enamel_practice.config import PracticeConfig
from enamel_practice.connection import connect
from enamel_practice.errors import PracticeError
from enamel_practice.fill import fill
from enamel_practice.generate import closing, opening, team_batches
from enamel_practice.integrity import unknown_codes, violations
from enamel_practice.rows import CANARY
from enamel_practice.schema import load_schema, load_sensitive
from enamel_practice.sidecar import divert
from enamel_practice.staff import hire
from enamel_practice.tables import MARK
from enamel_practice.traps import FIRST_ID, trap_codes
from enamel_practice.truth.facts import Facts
from enamel_practice.truth.kinds import Fact

# What lies ahead by its nature; everything else has happened.
MAY_LIE_AHEAD = {
    ("appointment", "AptDateTime"),
    ("apptremindersent", "ApptDateTime"),
    ("histappointment", "AptDateTime"),
    ("confirmationrequest", "ApptDateTime"),
    ("confirmationrequest", "DateTimeConfirmExpire"),
    ("labcase", "DateTimeDue"),
    ("orthocase", "DebondDateExpected"),
    ("payperiod", "DatePaycheck"),
    ("payperiod", "DateStop"),
    ("payplancharge", "ChargeDate"),
    ("recall", "DateDue"),
    ("recall", "DateDueCalc"),
    ("recall", "DateScheduled"),
    ("schedule", "SchedDate"),
}


def test_the_same_seed_gives_the_same_bytes(small: Collected) -> None:
    assert collect(small.config).digest == small.digest


def test_another_seed_gives_other_bytes(small: Collected) -> None:
    other = PracticeConfig(patients=300, seed=8)
    assert collect(other).digest != small.digest


def test_a_larger_practice_begins_with_the_same_families(small: Collected) -> None:
    larger = collect(PracticeConfig(patients=400, seed=small.config.seed))
    # The last family may have been cut to fit, and checks gather over families.
    last = max(row["Guarantor"] for row in small.own("patient"))
    for table in ("patient", "procedurelog", "appointment", "claimproc", "adjustment"):
        mine = [row for row in small.own(table) if row["PatNum"] < last]
        same = {row["PatNum"] for row in mine}
        assert mine
        theirs = [row for row in larger.own(table) if row["PatNum"] in same]
        assert theirs == mine, table


def test_a_larger_practice_begins_with_the_same_teams() -> None:
    two, three = (
        PracticeConfig(patients=patients, seed=3, team_size=100) for patients in (200, 250)
    )
    assert (two.teams, three.teams) == (2, 3)
    assert list(opening(two)) == list(opening(three))
    for team in range(2):
        assert list(team_batches(two, team)) == list(team_batches(three, team))


def test_teams_can_be_made_in_any_order_and_share_no_key() -> None:
    config = PracticeConfig(patients=1_000, seed=3, team_size=100)
    tables = load_schema().tables
    seen: dict[str, set[tuple[Any, ...]]] = {}
    # The tenth team steps over the keys of the trap ledger.
    for batches in (team_batches(config, 9), team_batches(config, 0), closing(config)):
        for name, rows in gather(divert(batches, None)).items():
            keys = {tuple(row[part] for part in tables[name].key) for row in rows}
            assert len(keys) == len(rows), name
            assert not keys & seen.setdefault(name, set()), name
            seen[name] |= keys


def test_without_clinics_no_row_names_one() -> None:
    config = PracticeConfig(patients=150, seed=7, clinics=0)
    plain = collect(config)
    settings = {it["PrefName"]: it["ValueString"] for it in plain.tables["preference"]}
    assert settings["EasyNoClinics"] == "1"
    assert not {"clinic", "providerclinic", "userclinic", "clinicpref"} & {
        name for name in plain.tables if plain.own(name)
    }
    for name in plain.tables:
        assert {row["ClinicNum"] for row in plain.own(name) if "ClinicNum" in row} <= {0}, name


def test_without_clinics_no_fact_names_one() -> None:
    places: set[int] = set()

    class Places(Facts):
        def tell(self, fact: Fact) -> None:
            places.add(getattr(fact, "clinic", 0))

    config = PracticeConfig(patients=100, seed=7, years=1, clinics=0)
    for _ in team_batches(config, 0, Places()):
        pass
    assert places == {0}


def test_the_teams_of_many_clinics_take_turns() -> None:
    config = PracticeConfig(patients=400, seed=7, clinics=7, team_size=100)
    assert [hire(config, team).places for team in range(4)] == [
        (1, 2, 3),
        (4, 5, 6),
        (7,),
        (1, 2, 3),
    ]


def test_five_thousand_patients_fill_the_tables_that_were_promised() -> None:
    found = count(PracticeConfig(patients=5_000, seed=1))
    filled = [table for table, rows in found.items() if rows]
    assert len(filled) >= 54
    assert sum(found.values()) >= 135_000
    assert found["patient"] > 5_000


def test_the_patients_are_as_many_as_asked_for(small: Collected) -> None:
    assert len(small.own("patient")) == 300


def test_every_key_is_given_once(small: Collected) -> None:
    tables = load_schema().tables
    for name, rows in small.tables.items():
        keys = [tuple(row[part] for part in tables[name].key) for row in rows]
        assert len(keys) == len(set(keys)), name


def test_a_loaded_practice_points_nowhere_wrong_and_knows_its_codes(
    source_database: Connection, small: Collected
) -> None:
    filled = fill(source_database, small.config, progress=False)
    assert filled.rows == {name: len(rows) for name, rows in sorted(small.tables.items())}
    with connect(source_database) as connection:
        wrong = {(it.table, it.column): it.rows for it in violations(connection)}
        # The history outlives the appointment; that is what it is for.
        gone = {row["AptNum"] for row in small.tables["histappointment"]}
        gone -= {row["AptNum"] for row in small.tables["appointment"]}
        assert set(wrong) == {("histappointment", "AptNum")}
        assert wrong["histappointment", "AptNum"] == sum(
            row["AptNum"] in gone for row in small.tables["histappointment"]
        )
        assert unknown_codes(connection) == []


def test_nothing_has_happened_after_the_practices_own_now(practice: Collected) -> None:
    now, today = practice.config.now, practice.config.today
    for table in practice.tables:
        for row in practice.own(table):
            for column, value in row.items():
                if (table, column) in MAY_LIE_AHEAD:
                    continue
                if isinstance(value, datetime):
                    assert value <= now, (table, column)
                elif isinstance(value, date):
                    assert value <= today, (table, column)


def test_rows_are_changed_after_they_are_made(practice: Collected) -> None:
    pairs = {
        "procedurelog": ("SecDateEntry", "DateTStamp"),
        "appointment": ("SecDateTEntry", "DateTStamp"),
        "claimproc": ("SecDateEntry", "SecDateTEdit"),
        "claim": ("SecDateEntry", "SecDateTEdit"),
        "patient": ("SecDateEntry", "DateTStamp"),
    }
    for table, (made, edited) in pairs.items():
        for row in practice.own(table):
            begun = row[made]
            if not isinstance(begun, datetime):
                assert begun <= row[edited].date(), table
            else:
                assert begun <= row[edited], table


def test_the_synthetic_mark_is_the_first_row_of_all(small: Collected) -> None:
    assert next(iter(small.tables)) == "preference"
    first = small.tables["preference"][0]
    assert (first["PrefName"], first["ValueString"]) == (MARK, "2026-07-15")


def test_every_secret_column_that_can_hold_text_holds_a_canary(small: Collected) -> None:
    tables = load_schema().tables
    texts = ("varchar", "char", "text", "mediumtext", "longtext")
    seen = 0
    for name, columns in load_sensitive().items():
        secrets = [it for it, kind in columns.items() if kind == "secret"]
        for column in secrets:
            if name in ("preference", "clinicpref") or name not in small.tables:
                continue
            if tables[name].column(column).base_type not in texts:
                continue
            for row in small.own(name):
                assert str(row[column]).startswith(CANARY), (name, column)
                seen += 1
    assert seen > 5_000


def test_the_trap_ledger_is_in_it_with_the_practices_own_codes(small: Collected) -> None:
    codes = {row["ProcCode"]: row["CodeNum"] for row in small.tables["procedurecode"]}
    assert set(trap_codes()) <= set(codes)
    traps = [row for row in small.tables["procedurelog"] if row["ProcNum"] >= FIRST_ID]
    assert traps
    assert {row["CodeNum"] for row in traps} <= set(codes.values())


@pytest.mark.parametrize(
    "facts", [{"patients": 99}, {"seed": -1}, {"years": 0}, {"pay_plans_version": 5}]
)
def test_what_no_practice_could_be_is_refused(facts: dict[str, int]) -> None:
    with pytest.raises(PracticeError, match="out of range"):
        PracticeConfig(**facts)
