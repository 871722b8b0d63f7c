"""After each run raw holds exactly the source's rows: deletes, late rows, missed rows."""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from enamel.reconciliation.run import connect_source
from enamel.settings import Connection
from pair import Pair

STAMP = "Stamp timestamp not null default current_timestamp on update current_timestamp"
OLD = "'2020-01-01 00:00:00'"


@pytest.fixture
def pair(source_database: Connection, warehouse_database: Connection, tmp_path: Path) -> Pair:
    return Pair(source_database, warehouse_database, tmp_path)


def assert_same(pair: Pair, *tables: str) -> None:
    for table in tables:
        theirs, ours = pair.rows(table)
        assert ours == theirs, table


def test_rows_deleted_anywhere_are_gone_after_the_next_run(pair: Pair) -> None:
    for name in ("a_first", "b_last", "c_middle", "d_all", "e_reinserted", "f_renumbered"):
        pair.keys[name] = "Stamp"
        pair.in_source(
            f"create table {name} (Id bigint primary key, Note text, {STAMP})",
            f"insert into {name} select seq, concat('n', seq), {OLD} from seq_1_to_9000",
        )
    pair.run()
    assert_same(pair, *pair.keys)
    pair.in_source(
        "delete from a_first order by Id limit 1",
        "delete from b_last order by Id desc limit 1",
        "delete from c_middle where Id between 4000 and 4099 or Id = 7000",
        "delete from d_all",
        "delete from e_reinserted where Id <= 10",
        f"insert into e_reinserted values (3, 'again', now()), (11000, 'late', {OLD})",
        "update f_renumbered set Id = 100000 where Id = 50",
    )
    said = pair.run()
    assert_same(pair, *pair.keys)
    assert "9 deleted" in next(line for line in said.splitlines() if "e_reinserted: " in line)


def test_a_late_row_is_found_whatever_its_time_stamp_says(pair: Pair) -> None:
    pair.keys = {"late": "Stamp"}
    pair.in_source(
        f"create table late (Id bigint primary key, Note text, {STAMP})",
        "insert into late (Id, Note) select seq * 2, 'on time' from seq_1_to_100",
    )
    pair.run()
    pair.in_source(f"insert into late values (7, 'late', {OLD}), (1, 'first', {OLD})")
    pair.run()
    assert_same(pair, "late")


def test_a_table_that_raw_has_lost_is_read_again(pair: Pair) -> None:
    pair.keys = {"lost": "Stamp", "emptied": "Stamp"}
    for name in pair.keys:
        pair.in_source(
            f"create table {name} (Id bigint primary key, Note text, {STAMP})",
            f"insert into {name} select seq, 'old', {OLD} from seq_1_to_300",
            f"insert into {name} (Id, Note) values (301, 'new')",
        )
    pair.run()
    pair.in_warehouse("drop table raw.lost; delete from raw.emptied")
    pair.run()
    assert_same(pair, "lost", "emptied")


@pytest.mark.parametrize("kind", ["timestamp", "timestamp(3) null"])
def test_an_update_of_a_large_table_committed_late_is_found_by_its_stamp(
    pair: Pair, kind: str
) -> None:
    pair.keys = {"late": "Stamp"}
    pair.in_source(
        f"create table late (Id bigint primary key, Note text, Stamp {kind})",
        f"insert into late select seq, repeat('x', 2500), {OLD} from seq_1_to_3000",
        "insert into late (Id, Note, Stamp) values (9999, 'the newest', now())",
        "analyze table late",
    )
    pair.run()
    assert " written" not in pair.run()
    pair.in_source(
        f"update late set Note = 'late', Stamp = {OLD} + interval 1 second where Id in (2, 2900)",
        "update late set Note = 'at once', Stamp = now() where Id in (3, 1500)",
        "delete from late where Id = 4",
        f"insert into late values (10001, 'late', {OLD})",
    )
    said = pair.run()
    assert_same(pair, "late")
    assert "5 written, 1 deleted" in said


def test_a_table_made_anew_under_the_same_stamps_is_compared_whole(pair: Pair) -> None:
    """A restored backup, an upgrade: other values under the keys and stamps that raw has."""
    pair.keys = {"restored": "Stamp"}

    def make(note: str) -> None:
        pair.in_source(
            "drop table if exists restored",
            f"create table restored (Id bigint primary key, Note text, {STAMP})",
            f"insert into restored select seq, repeat('{note}', 2500), {OLD} from seq_1_to_3000",
            "analyze table restored",
        )

    make("x")
    pair.run()
    time.sleep(1.1)  # the server tells by whole seconds when a table was made
    make("x")
    pair.in_source(
        "update restored set Note = 'other', Stamp = Stamp where Id in (2, 2900)",
        "delete from restored where Id = 7",
    )
    said = pair.run()
    assert_same(pair, "restored")
    assert "2 written, 1 deleted" in said
    assert " written" not in pair.run()


def test_a_change_without_a_time_stamp_is_found_by_its_content(pair: Pair) -> None:
    pair.keys = {"silent": "Stamp", "silent_large": "Stamp"}
    for name, size in (("silent", 10), ("silent_large", 2500)):
        pair.in_source(
            f"create table {name} (Id bigint primary key, Note text, {STAMP})",
            f"insert into {name} select seq, repeat('x', {size}), {OLD} from seq_1_to_3000",
            f"insert into {name} (Id, Note) values (9999, 'the newest')",
            f"analyze table {name}",
        )
    pair.run()
    for name in pair.keys:
        pair.in_source(f"update {name} set Note = 'changed', Stamp = Stamp where Id in (2, 2900)")
    pair.run()
    assert_same(pair, "silent")
    theirs, ours = pair.rows("silent_large")
    assert ours != theirs, "of a large table keys and stamps are compared, which do not tell"
    state = pair.state
    said = pair.run(parity_content="all", parity_repair=True)
    assert "silent_large: 2 rows in 1 files, 2 written, 0 deleted" in said
    assert_same(pair, "silent_large")
    assert pair.state == state


def test_a_second_run_sends_nothing_of_tables_that_have_not_changed(pair: Pair) -> None:
    pair.keys = {"tracked": "Stamp"}
    pair.in_source(
        f"create table tracked (Id bigint primary key, Note text, {STAMP})",
        f"insert into tracked select seq, 'old', {OLD} from seq_1_to_500",
        "create table settings (Name varchar(50) primary key, Value text)",
        "insert into settings select concat('Name', seq), seq from seq_1_to_500",
        "create table bare (A int, B double)",
        "insert into bare select seq % 7, seq / 3 from seq_1_to_500",
    )
    pair.run()
    written = [
        pair.in_warehouse(f'select max(_sdc_batched_at) from raw."{name}"')
        for name in ("settings", "bare")
    ]
    said = pair.run()
    assert "settings: " not in said
    assert "bare: " not in said
    pair.in_source("update settings set Value = 'other' where Name = 'Name9'")
    said = pair.run()
    assert "settings: 500 rows in 1 files, 1 written" in said
    assert "bare: " not in said
    assert_same(pair, "tracked", "settings", "bare")
    assert pair.in_warehouse("select max(_sdc_batched_at) from raw.bare") == written[1]


LARGE = {
    "by_number": ("Id bigint, primary key (Id)", "cast(seq as signed) - 2000"),
    "by_text": ("Id varchar(20) collate utf8mb4_general_ci, primary key (Id)", "concat('K', seq)"),
    "by_unsigned": (
        "Id bigint unsigned, primary key (Id)",
        "cast(18446744073709551615 - seq as unsigned)",
    ),
}


def test_of_a_large_table_only_what_differs_is_read(pair: Pair) -> None:
    for name, (key, value) in LARGE.items():
        for table in (name, f"{name}_stamped"):
            pair.in_source(
                f"create table {table} ({key}, Note varchar(3000), {STAMP}) charset utf8mb4",
                f"insert into {table} select {value}, repeat('x', 2500), {OLD} from seq_1_to_3000",
                f"insert into {table} select max(Id), 'newest', now() from {table}"
                " on duplicate key update Stamp = now()",
                f"analyze table {table}",
            )
        pair.keys[f"{name}_stamped"] = "Stamp"
    tables = [*LARGE, *pair.keys]
    pair.run()
    assert_same(pair, *tables)
    for table in tables:
        pair.in_source(
            f"delete from {table} order by Id limit 1",
            f"delete from {table} where Id = (select Id from {table} order by Id limit 1500, 1)",
            f"insert into {table} values ({7_000_000}, 'late', {OLD})",
        )
    for table in LARGE:
        pair.in_source(f"update {table} set Note = 'short' where Note <> 'late' limit 1")
    said = pair.run()
    assert_same(pair, *tables)
    for table in LARGE:
        assert f"{table}: 2 rows in 2 files, 2 written, 2 deleted" in said
    said = pair.run()
    assert "INFO     | target-postgres                | by_number: " not in said
    assert "deleted" not in said.replace("0 deleted", "")


KINDS = {
    "number": ("Id bigint primary key", lambda dice: str(dice.randint(-50, 50))),
    "unsigned": (
        "Id bigint unsigned primary key",
        lambda dice: str(dice.choice([0, 2**63, 2**64 - 1]) ^ dice.randint(0, 30)),
    ),
    "random": (
        "Id bigint primary key",
        lambda dice: str(dice.choice([1, -(2**63), 2**63 - 40, 2**40]) + dice.randint(0, 30)),
    ),
    "small": ("Id tinyint unsigned primary key", lambda dice: str(dice.randint(0, 60))),
    "text": (
        "Id varchar(20) collate utf8mb4_general_ci primary key",
        lambda dice: (
            "'"
            + dice.choice(["a", "A", "é", "ß ", "a b", "a,b", '"', "1:"])
            + dice.choice(["", " ", "b", "B", "0", "x y"])
            + "'"
        ),
    ),
    "composite": (
        "Id bigint, Name varchar(20) collate utf8mb4_bin, primary key (Name, Id)",
        lambda dice: f"{dice.randint(-3, 3)}, '{dice.choice(['a', 'A', 'a ', '0', ',1'])}'",
    ),
    "day": (
        "Id date, Part int, primary key (Id, Part)",
        lambda dice: f"'2024-02-{dice.randint(1, 29):02}', {dice.randint(0, 2)}",
    ),
}
ROUNDS = 3
TABLES_OF_A_KIND = 6


def change(dice: random.Random, table: str, kind: str) -> list[str]:
    """Return a few statements: inserts, updates and deletes, with stamps that say nothing."""
    make = KINDS[kind][1]
    statements = []
    for _ in range(dice.randint(0, 12)):
        stamp = dice.choice(["now()", OLD, "'2030-01-01 00:00:00'", "'2024-05-05 05:05:05'"])
        where = f"Note {dice.choice(['<', '>', '='])} {dice.randint(0, 99)}"
        statements.append(
            dice.choice(
                [
                    f"replace into {table} values ({make(dice)}, {dice.randint(0, 99)}, {stamp})",
                    f"insert ignore into {table} values ({make(dice)}, 7, {stamp})",
                    f"delete from {table} where {where} limit {dice.randint(1, 5)}",
                    f"update {table} set Note = {dice.randint(0, 99)} where {where} limit 3",
                ]
            )
        )
    if dice.random() < 0.1:
        statements.append(f"delete from {table}")
    return statements


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_happens_to_a_table_raw_holds_its_rows(pair: Pair, seed: int) -> None:
    dice = random.Random(seed)
    tables = {}
    for kind, (key, _) in KINDS.items():
        for number in range(TABLES_OF_A_KIND):
            name = f"{kind}_{number}"
            tables[name] = kind
            if number % 3 < 2:
                pair.keys[name] = "Stamp"
            pair.in_source(f"create table {name} ({key}, Note int, {STAMP}) charset utf8mb4")
    for _ in range(ROUNDS):
        history = {name: change(dice, name, kind) for name, kind in tables.items()}
        for statements in history.values():
            if statements:
                pair.in_source(*statements)
        pair.run()
        for name, statements in history.items():
            theirs, ours = pair.rows(name)
            assert ours == theirs, f"{name} after {statements}"


def test_writers_beside_the_run_lose_nothing_that_the_next_run_does_not_bring(pair: Pair) -> None:
    pair.keys = {"busy": "Stamp"}
    pair.in_source(
        f"create table busy (Id bigint primary key, Note int, {STAMP})",
        "insert into busy (Id, Note) select seq, 0 from seq_1_to_20000",
    )
    pair.run()
    done = threading.Event()

    def write() -> None:
        dice = random.Random(5)
        with connect_source(pair.source) as connection, connection.cursor() as cursor:
            while not done.is_set():
                place = dice.randint(1, 30000)
                cursor.execute("delete from busy where Id between %s and %s", [place, place + 3])
                cursor.execute(
                    "replace into busy values (%s, %s, now() - interval %s hour)",
                    [dice.randint(1, 30000), place, dice.randint(0, 3)],
                )
                connection.commit()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(2):
            pair.run()
    finally:
        done.set()
        writer.join()
    pair.run()
    assert_same(pair, "busy")


@contextmanager
def held_up(pair: Pair, behind: str) -> Iterator[None]:
    """Run the pair with one worker, which waits for `behind`, its largest table, until the end.

    By then every small table has been compared, and none has been read.
    """
    with (
        connect_source(pair.source) as lock,
        lock.cursor() as cursor,
        connect_source(pair.source) as watch,
        watch.cursor() as seen,
        ThreadPoolExecutor(1) as beside,
    ):
        cursor.execute(f"lock tables {behind} write")
        run = beside.submit(pair.run, workers=1)
        try:
            waiting = 0
            while not waiting and not run.done():
                time.sleep(0.05)
                seen.execute(
                    "select count(*) from information_schema.processlist"
                    " where db = database() and state = 'Waiting for table metadata lock'"
                )
                waiting = seen.fetchall()[0][0]
            assert waiting, "the run has not waited"
            yield
        finally:
            cursor.execute("unlock tables")
            run.result()


def test_a_delete_between_comparison_and_read_never_stays_beside_what_came_later(
    pair: Pair,
) -> None:
    pair.keys = {"equal": "Stamp", "unlike": "Stamp"}
    pair.in_source(
        "create table large (Id bigint primary key, Note text)",
        "insert into large select seq, repeat('x', 1000) from seq_1_to_5000",
        "analyze table large",
    )
    for name in pair.keys:
        pair.in_source(
            f"create table {name} (Id bigint primary key, Note text, {STAMP})",
            f"insert into {name} (Id, Note) select seq, 'first' from seq_1_to_300",
        )
    pair.run()
    pair.in_source("update unlike set Note = 'second' where Id = 5")
    before = {name: pair.rows(name)[0] for name in pair.keys}

    with held_up(pair, behind="large"):
        for name in pair.keys:
            pair.in_source(
                f"delete from {name} where Id = 7",
                f"insert into {name} (Id, Note) values (1000, 'beside')",
            )

    theirs, ours = pair.rows("equal")
    assert ours in (before["equal"], theirs), "one state of the source, not two at once"
    assert_same(pair, "unlike")
    pair.run()
    assert_same(pair, "equal", "unlike")


def test_a_followed_table_without_a_key_is_read_whole_when_it_differs(pair: Pair) -> None:
    pair.keys = {"bare": "Stamp", "bare_large": "Stamp"}
    for name, size in (("bare", 10), ("bare_large", 2500)):
        pair.in_source(
            f"create table {name} (A int, Note text, {STAMP})",
            f"insert into {name} select seq % 900, repeat('x', {size}), {OLD} from seq_1_to_2500",
            f"analyze table {name}",
        )
    pair.run()
    assert_same(pair, *pair.keys)
    assert "2500 rows" not in pair.run()
    for name in pair.keys:
        pair.in_source(
            f"delete from {name} where A = 3 limit 1",
            f"update {name} set Note = 'changed' where A = 5 limit 1",
            f"insert into {name} values (6, 'twice', {OLD}), (6, 'twice', {OLD})",
        )
    bookmarks = (pair.state or {})["bookmarks"]
    pair.run(parity_repair=True)
    assert_same(pair, *pair.keys)
    assert (pair.state or {})["bookmarks"] == bookmarks
    for name in pair.keys:
        pair.in_source(f"update {name} set Note = 'again' where A = 8 limit 1")
    pair.run()
    assert_same(pair, *pair.keys)
    assert (pair.state or {})["bookmarks"] != bookmarks
