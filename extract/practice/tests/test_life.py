"""The practice lives on: the same days the same way, the books balanced, the log true."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pymysql
import pytest
import yaml
from enamel.reconciliation.reports import statement
from enamel_practice.behaviour.model import probability
from enamel_practice.collect import collect
from enamel_practice.config import TODAY, PracticeConfig
from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.errors import PracticeError
from enamel_practice.fill import fill, recipe
from enamel_practice.integrity import unknown_codes, violations
from enamel_practice.life.advance import BEGUN, advance, begin, config_of, write
from enamel_practice.life.chairs import Chairs
from enamel_practice.life.corrections import Corrections
from enamel_practice.life.cover import Cover
from enamel_practice.life.fates import Fates
from enamel_practice.life.insurers import Insurers
from enamel_practice.life.minds import Minds
from enamel_practice.life.money import Desk
from enamel_practice.life.night import close
from enamel_practice.life.office import Office
from enamel_practice.life.paperwork import Paperwork
from enamel_practice.life.people import People
from enamel_practice.life.records import Records
from enamel_practice.life.visits import Book
from enamel_practice.schema import load_schema
from enamel_practice.tables import quote
from enamel_practice.traps import FIRST_ID
from enamel_practice.truth.answers import opened
from enamel_practice.truth.facts import FACTS, Facts, go_on

if TYPE_CHECKING:
    from enamel.sandbox import Servers
    from enamel.settings import Connection

DAYS = 7
CONFIG = PracticeConfig(patients=100, seed=7)
BALANCES = ("Bal_0_30", "Bal_31_60", "Bal_61_90", "BalOver90", "BalTotal", "InsEst")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the practices' sidecars are."""
    return tmp_path_factory.mktemp("life")


@pytest.fixture(scope="module")
def twins(servers: "Servers", folder: Path) -> Iterator[tuple["Connection", "Connection"]]:
    """One small practice twice, each with its sidecar; the tests live on in the first."""
    both = []
    for name in ("life", "twin"):
        ask(servers.source, f"CREATE DATABASE {name}")
        both.append(replace(servers.source, database=name))
        fill(both[-1], CONFIG, sidecar=folder / name, progress=False)
    yield both[0], both[1]
    for it in both:
        ask(servers.source, f"DROP DATABASE {it.database}")


@pytest.fixture
def practice(twins: tuple["Connection", "Connection"]) -> "Connection":
    """The practice as the tests before left it."""
    return twins[0]


@pytest.fixture
def sidecar(folder: Path) -> Path:
    """Its sidecar."""
    return folder / "life"


def ask(settings: ConnectionSettings, sql: str, asked: Any = None) -> list[tuple[Any, ...]]:
    with connect(settings) as connection, connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())


def content(settings: ConnectionSettings) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    found = {}
    with connect(settings) as connection, connection.cursor() as cursor:
        for name in load_schema().tables:
            cursor.execute(f"SELECT * FROM {quote(name)}")
            if rows := sorted(cursor.fetchall(), key=repr):
                found[name] = rows
    return found


def check_books(settings: ConnectionSettings, sidecar: Path) -> None:
    """Hold rows to references and lists, stored balances to the ledger, all of it to the facts."""
    with connect(settings) as connection:
        broken = {(it.table, it.column) for it in violations(connection)}
        # The history of a visit outlives it.
        assert broken <= {("histappointment", "AptNum")}
        assert unknown_codes(connection) == []
    every_day = {"window_start": date(1880, 1, 1), "window_end": date(9999, 12, 31)}
    rows = ask(settings, statement("production_income.source"), every_day)
    today = begin_day(settings)
    aged: Counter[tuple[int, str]] = Counter()
    asked = {"as_of": today, "is_today": 1, "version": 2}
    for guarantor, *amounts in ask(settings, statement("ar_aging.source"), asked):
        for name, amount in zip((*BALANCES, "WriteOff"), amounts, strict=False):
            aged[guarantor, "InsEst" if name == "WriteOff" else name] += round(amount * 100)
    stored = {
        (row[0], name): round(amount * 100)
        for row in ask(settings, f"SELECT PatNum, {', '.join(BALANCES)} FROM patient")
        for name, amount in zip(BALANCES, row[1:], strict=True)
        if amount and row[0] < FIRST_ID
    }
    assert stored == {key: it for key, it in aged.items() if it and key[0] < FIRST_ID}
    with opened(sidecar / FACTS) as facts:
        assert facts.execute("select today from practice").fetchone() == (today,)
        told = facts.execute(
            "select line, day, provider, clinic, sum(cents) from report_lines"
            " where day > '1880-01-01' group by all"
        ).fetchall()
        owed = facts.execute(
            "select family, bucket_30, bucket_60, bucket_90, bucket_over, balance,"
            " estimate + write_off from aging where is_today and version = 2"
        ).fetchall()
    assert {row[:4]: int(row[4]) for row in told if row[4]} == {
        (f"{line}_{policy}" if policy else line, *key): round(amount * 100)
        for line, policy, *key, amount in rows
        if amount
    }
    assert {
        (row[0], name): int(amount)
        for row in owed
        for name, amount in zip(BALANCES, row[1:], strict=True)
        if amount
    } == {key: it for key, it in aged.items() if it}


def begin_day(settings: ConnectionSettings) -> date:
    with connect(settings) as connection:
        return begin(connection)


def test_seven_days_at_once_are_seven_days_one_by_one(
    twins: tuple["Connection", "Connection"], folder: Path
) -> None:
    practice, twin = twins
    before = content(practice)
    lived = advance(practice, DAYS, sidecar=folder / "life")
    for _ in range(DAYS):
        advance(twin, 1, sidecar=folder / "twin")
    assert lived.today == TODAY + timedelta(days=DAYS) == begin_day(practice)
    after = content(practice)
    assert content(twin) == after
    names = sorted(it.name for it in (folder / "life" / FACTS).iterdir())
    assert names == sorted(it.name for it in (folder / "twin" / FACTS).iterdir())
    said = [Path(FACTS) / name for name in names]
    said += [it.relative_to(folder / "life") for it in (folder / "life" / "behaviour").iterdir()]
    for name in said:
        assert (folder / "life" / name).read_bytes() == (folder / "twin" / name).read_bytes(), name
    changed = {name for name in after if before.get(name) != after[name]}
    assert {"appointment", "procedurelog", "claim", "claimproc", "payment", "paysplit",
            "histappointment", "securitylog", "recall", "schedule"} <= changed  # fmt: skip
    # The trap ledger is left as it is.
    for name in ("patient", "procedurelog", "claim", "claimproc", "adjustment"):
        traps = [row for row in before[name] if row[0] >= FIRST_ID]
        assert traps
        assert traps == [row for row in after[name] if row[0] >= FIRST_ID]
    check_books(practice, folder / "life")
    check_stamps(practice, lived.today)


def decisions(folder: Path, since: date | None = None) -> dict[str, list[dict[str, str]]]:
    """Return the sidecar's lines of each domain; those of days lived alone if asked."""
    found = {}
    for file in sorted((folder / "behaviour").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.DictReader(stream))
        found[file.stem] = [it for it in lines if since is None or it["at"] >= since.isoformat()]
    return found


def test_what_happens_is_as_likely_as_the_sidecar_says(
    twins: tuple["Connection", "Connection"], folder: Path
) -> None:
    """Bands of the stated probability, each against the share that came true; no model needed."""
    bands: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for domain, lines in decisions(folder / "life", TODAY).items():
        assert lines, domain
        for line in lines:
            for name, outcome in line.items():
                if f"{name}_probability" in line and outcome:
                    chance = float(line[f"{name}_probability"])
                    bands[min(3, int(chance * 4))].append((chance, int(outcome)))
    assert len(bands) == 4
    for band in bands.values():
        expected = sum(chance for chance, _ in band)
        noise = sum(chance * (1 - chance) for chance, _ in band) ** 0.5
        assert abs(sum(outcome for _, outcome in band) - expected) < 4 * noise + 1


def test_traits_are_found_again(practice: "Connection", sidecar: Path) -> None:
    """The stated probability of every visit follows from its line and the seed alone."""
    with connect(practice) as connection:
        minds = Minds(Office(connection, Facts(), CONFIG.seed, TODAY, real=False), CONFIG)
        domain = minds.behaviour.attendance
        target = domain.targets["no_show"]
        lines = [it for it in decisions(sidecar)["attendance"] if it["no_show"]]
        assert {it["at"] >= TODAY.isoformat() for it in lines} == {True, False}
        for line in lines:
            trait = minds.leanings(*minds.where(int(line["PatNum"])))[domain.topic]
            features = [float(line[it]) for it in domain.features]
            stated = probability(target.visible(features) + target.latent * trait)
            assert stated == pytest.approx(float(line["no_show_probability"]), abs=2e-6)


def test_coins_are_tossed_in_life_too(servers: "Servers", tmp_path: Path) -> None:
    """One probability per target, in the history and after it: nothing is to be found there."""
    ask(servers.source, "CREATE DATABASE coins")
    coins = replace(servers.source, database="coins")
    fill(coins, replace(CONFIG, coin_flip=True, years=1), sidecar=tmp_path, progress=False)
    advance(coins, 1, sidecar=tmp_path)
    said: dict[str, set[str]] = defaultdict(set)
    for domain, lines in decisions(tmp_path).items():
        assert any(line["at"] >= TODAY.isoformat() for line in lines), domain
        for line in lines:
            for name, value in line.items():
                if name.endswith("_probability") and value:
                    said[name].add(value)
    ask(servers.source, "DROP DATABASE coins")
    assert len(said) == 11
    assert all(len(values) == 1 for values in said.values())


def test_what_was_decided_is_what_the_tables_show(practice: "Connection", sidecar: Path) -> None:
    lines = decisions(sidecar, TODAY)["attendance"]
    missed = ask(
        practice, "SELECT AptNum, AptDateTime FROM histappointment WHERE HistApptAction = 2"
        " AND AptDateTime >= %s AND PatNum < %s", (str(TODAY), FIRST_ID),
    )  # fmt: skip
    drawn = {(int(it["AptNum"]), it["AptDateTime"]) for it in lines if it["no_show"] == "1"}
    assert {(key, str(at)) for key, at in missed} == drawn
    kept = ask(
        practice, "SELECT AptNum FROM appointment WHERE AptStatus = 2 AND AptDateTime >= %s"
        " AND PatNum < %s", (str(TODAY), FIRST_ID),
    )  # fmt: skip
    stood = {int(it["AptNum"]) for it in lines if it["no_show"] == "0" and it["late_cancel"] != "1"}
    assert {key for (key,) in kept} == stood


def check_stamps(settings: ConnectionSettings, today: date) -> None:
    """Hold stamps to what the server gives: on any change, the moment of the deed."""
    for table, stamp in (("procedurelog", "DateTStamp"), ("claimproc", "SecDateTEdit")):
        rows = ask(settings, f"SELECT MAX({stamp}), SUM({stamp} >= %s) FROM {table}", (str(TODAY),))
        newest, count = rows[0]
        assert newest < datetime.combine(today, datetime.min.time())
        assert count > 5
    late = ask(
        settings, "SELECT COUNT(*) FROM appointment WHERE AptStatus = 1 AND AptDateTime < %s",
        (str(today),),
    )  # fmt: skip
    assert late == [(0,)], "A visit of a day gone by still waits."


def test_every_rare_deed_leaves_the_books_in_order(practice: "Connection", sidecar: Path) -> None:
    today = begin_day(practice)
    with connect(practice) as connection, go_on(sidecar / FACTS) as facts:
        office = Office(connection, facts, 7, today, real=False)
        book, cover = Book(office), Cover(office)
        minds = Minds(office, CONFIG)
        fates = Fates(office, minds)
        people, desk = People(office, cover), Desk(office, minds, fates)
        chairs = Chairs(office, book, people, desk, minds, fates)
        insurers = Insurers(office)
        corrections, records = Corrections(office, book, people, desk), Records(office, desk)
        paperwork = Paperwork(office, book.desk)
        deeds: list[Callable[..., object]] = [
            corrections.enter_late, corrections.adjust_late, corrections.edit_closed_month,
            corrections.edit_split, corrections.delete_adjustment, corrections.delete_payment,
            corrections.delete_work, corrections.delete_note, corrections.delete_visit,
            corrections.transfer, corrections.refund, records.drop_plan, records.merge,
            records.change_status, records.park_work, paperwork.correct_plan,
            paperwork.correct_cover, paperwork.verify, paperwork.open_task, paperwork.finish_task,
            paperwork.warn, paperwork.keep_card, paperwork.grant_leave,
        ]  # fmt: skip
        heads = office.ask(
            "SELECT PatNum FROM patient WHERE BalTotal > 50 ORDER BY PatNum LIMIT 12"
        )
        for row in heads:
            with office.deed("bill paid", datetime.combine(today, MORNING)):
                desk.answer(row["PatNum"], office.dice(row["PatNum"]))
        for number, deed in enumerate(deeds):
            for turn in range(4):
                with office.deed(deed.__name__, datetime.combine(today, MORNING)):
                    deed(office.dice(number, turn))
        claims = office.ask("claims_answered", day=today)
        paid = [row for row in claims if row["paid"] and not row["has_supplement"]]
        out = [row for row in office.ask("claims_out", day=today) if row["ClaimType"] == "P"]
        several = [row for row in out if len(insurers.lines(row["ClaimNum"], 0)) > 1]
        assert several
        for act in (lambda: insurers.split(several[0]),
                    lambda: insurers.take_back(paid[0], office.dice(1)),
                    lambda: insurers.correct(paid[1])):  # fmt: skip
            with office.deed("claim", datetime.combine(today, MORNING)):
                act()
        with office.deed("arrival", datetime.combine(today, MORNING)):
            assert chairs.book_new(people.arrive(office.dice(2)), office.dice(3))
        with office.deed("night", datetime.combine(today, MORNING)):
            close(office)
            facts.tell(practice_now(office))
        changes = set(office.rows)
    assert {"adjustment -", "payment -", "paysplit -", "commlog -", "appointment -", "claimproc -",
            "patientlink +", "patient ~", "claim +", "claim ~",
            "claimpayment +"} <= changes  # fmt: skip
    merged = ask(practice, "SELECT PatNumFrom FROM patientlink WHERE LinkType = 1")
    gone = tuple(row[0] for row in merged)
    for table in ("adjustment", "commlog", "procedurelog", "appointment"):
        assert ask(practice, f"SELECT COUNT(*) FROM {table} WHERE PatNum IN %s", (gone,)) == [(0,)]
    check_books(practice, sidecar)


SELDOM = {"discountplansub", "emailmessage", "inssub", "patientnote", "patplan", "payplan",
          "refattach", "tsitranslog"}  # fmt: skip
"""What a hundred people bring about so seldom that some weeks may pass without."""


def test_every_table_that_lives_day_by_day_grows(practice: "Connection", sidecar: Path) -> None:
    """Some weeks add rows wherever the history has any, or it is said why not."""
    advance(practice, 21, sidecar=sidecar)
    groups = yaml.safe_load((files("enamel_practice.life") / "still.yml").read_text("utf-8"))
    still = [table for group in groups for table in group["tables"]]
    assert len(still) == len(set(still))
    assert all(group["reason"] for group in groups)
    tables, filled, grown = load_schema().tables, set(), set()
    for name, rows in collect(CONFIG).tables.items():
        key = tables[name].key[0]
        made = {row[key] for row in rows}
        filled |= {name} if made else set()
        if any(number not in made for (number,) in ask(practice, f"SELECT {key} FROM {name}")):
            grown.add(name)
    assert set(still) <= set(tables)
    assert filled - grown - set(still) - SELDOM == set()
    assert grown & set(still) == set()


MORNING = datetime.min.replace(hour=9).time()


def practice_now(office: Office) -> Any:
    from enamel_practice.truth.kinds import Practice

    return Practice(1, office.today, 1, 2, True)


class Enough(Event):
    """Says stop after so many deeds, however long they take."""

    def __init__(self, deeds: int) -> None:
        super().__init__()
        self.left = deeds

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        if self.left <= 0:
            self.set()
        return self.is_set()


def test_a_writer_works_on_the_servers_clock_until_it_is_stopped(
    practice: "Connection", sidecar: Path
) -> None:
    today = begin_day(practice)
    started = ask(practice, "SELECT NOW()")[0][0]
    lived = write(practice, 0, Enough(20), sidecar=sidecar)
    assert sum(lived.deeds.values()) > 3
    assert lived.today == begin_day(practice) > today
    stamped = ask(practice, "SELECT MAX(LogDateTime) FROM securitylog WHERE PermType = 83")
    assert stamped[0][0] >= started
    check_books(practice, sidecar)


@pytest.fixture
def unmarked(source_database: "Connection") -> Iterator["Connection"]:
    """A database of somebody else."""
    ask(source_database, "CREATE TABLE preference (PrefName VARCHAR(255), ValueString TEXT)")
    ask(source_database, "INSERT INTO preference VALUES ('PracticeTitle', 'Real')")
    yield source_database


def test_what_is_not_synthetic_is_refused(unmarked: "Connection") -> None:
    with pytest.raises(PracticeError, match="does not carry the mark"):
        advance(unmarked, 1)
    with pytest.raises(PracticeError, match="does not carry the mark"):
        write(unmarked, 0, Event())
    assert ask(unmarked, "SELECT COUNT(*) FROM preference") == [(1,)]


def test_a_day_that_broke_off_is_not_lived_again(
    practice: "Connection", monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(office: Office) -> None:
        raise pymysql.err.OperationalError(2013, "lost")

    monkeypatch.setattr("enamel_practice.life.advance.close", fails)
    today = begin_day(practice)
    with pytest.raises(pymysql.err.OperationalError):
        advance(practice, 1)
    assert ask(practice, "SELECT ValueString FROM preference WHERE PrefName = %s", (BEGUN,)) == [
        (today.isoformat(),)
    ]
    with pytest.raises(PracticeError, match="begun"):
        advance(practice, 1)


def test_the_settings_are_read_from_the_recipe() -> None:
    config = PracticeConfig(patients=120, seed=42, years=3, coin_flip=True, today=date(2026, 3, 2))
    assert config_of(recipe(config)) == config
    with pytest.raises(PracticeError, match="broke off"):
        config_of("")
