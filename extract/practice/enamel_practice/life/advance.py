"""Moves a practice on, day by day; or works in it without end."""

import ast
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

import pymysql

from enamel_practice.behaviour.summary import write_summary
from enamel_practice.behaviour.write import FOLDER
from enamel_practice.book import is_holiday
from enamel_practice.config import NEWEST, PracticeConfig
from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.errors import PracticeError
from enamel_practice.fill import RECIPE
from enamel_practice.life.backoffice import BackOffice
from enamel_practice.life.chairs import Chairs
from enamel_practice.life.cover import Cover
from enamel_practice.life.day import Day
from enamel_practice.life.desk import FrontDesk
from enamel_practice.life.fates import Fates
from enamel_practice.life.insurers import Insurers
from enamel_practice.life.messages import Messages
from enamel_practice.life.minds import Minds
from enamel_practice.life.money import Desk
from enamel_practice.life.night import close, setting
from enamel_practice.life.office import Office
from enamel_practice.life.onlooker import write_down
from enamel_practice.life.people import People
from enamel_practice.life.visits import Book
from enamel_practice.tables import MARK
from enamel_practice.truth import kinds
from enamel_practice.truth.facts import FACTS, Facts, go_on

BEGUN = "SyntheticPracticeDayBegun"
"""Preference that holds a day while it is lived; one that was not finished is never lived again."""


class Lived(NamedTuple):
    """What some days brought: deeds by kind, rows by table and sort of change."""

    today: date
    deeds: Counter[str]
    rows: Counter[str]


def advance(
    settings: ConnectionSettings, days: int, *, sidecar: Path | None = None,
    told: Callable[[date, Counter[str]], None] | None = None,
) -> Lived:  # fmt: skip
    """Live some days in a practice's database.

    The same practice on the same day lives it in the same way, however many days are asked for at
    once. Rows are stamped with the moments of the days lived.

    Args:
        settings: The database.
        days: How many.
        sidecar: The practice's folder beside its rows; what happens is told there.
        told: Called after each day with its date and deeds.

    Raises:
        PracticeError: The database is no synthetic practice, or a day in it broke off.
    """
    with connect(settings) as connection:
        office, minds = _open(connection, begin(connection), real=False)
        for _ in range(days):
            today, before = office.today, office.counts.copy()
            with _facts(sidecar) as office.facts:
                for at, kind, act in _deeds(office, minds):
                    with office.deed(kind, at):
                        act()
                _close(office)
                _write_down(minds, sidecar)
            if told is not None:
                told(today, office.counts - before)
        _sum_up(office, minds, sidecar)
    return Lived(office.today, office.counts, office.rows)


def write(
    settings: ConnectionSettings, rate: float, stop: Event, *, sidecar: Path | None = None
) -> Lived:
    """Work until told to stop, so many deeds a second, on the server's own clock.

    The practice's days pass as fast as their deeds do. The deed in hand is finished, the day is
    closed as it stands.

    Args:
        settings: The database.
        rate: Deeds a second; 0 for as many as go.
        stop: Set when it is enough.
        sidecar: The practice's folder beside its rows.

    Raises:
        PracticeError: The database is no synthetic practice, or a day in it broke off.
    """
    with connect(settings) as connection:
        office, minds = _open(connection, begin(connection), real=True)
        while not stop.is_set():
            with _facts(sidecar) as office.facts:
                for at, kind, act in _deeds(office, minds):
                    started = time.monotonic()
                    with office.deed(kind, at):
                        act()
                    pause = 1 / rate - (time.monotonic() - started) if rate else 0.0
                    if stop.wait(max(0.0, pause)):
                        break
                _close(office)
                _write_down(minds, sidecar)
        _sum_up(office, minds, sidecar)
    return Lived(office.today, office.counts, office.rows)


def _close(office: Office) -> None:
    """End the day: the night's work, the next date, and the day is lived."""
    with office.deed("night", datetime.combine(office.today + timedelta(1), _AT_NIGHT)):
        close(office)
        _mark(office, "")
        _tell_practice(office)


_AT_NIGHT = datetime.min.replace(hour=1, minute=30).time()


def begin(connection: pymysql.Connection) -> date:
    """Return the practice's today.

    Raises:
        PracticeError: The database is no synthetic practice of this release, or a day in it broke
            off.
    """
    with connection.cursor() as cursor:
        try:
            cursor.execute("SELECT PrefName, ValueString FROM preference")
        except pymysql.err.ProgrammingError:
            preferences = {}
        else:
            preferences = dict(cursor.fetchall())
    if MARK not in preferences:
        raise PracticeError(
            "This database does not carry the mark of a synthetic practice; nothing was done.",
            "Point ENAMEL_SOURCE_* at a database that `enamel practice generate` made.",
        )
    if preferences.get(BEGUN):
        raise PracticeError(
            f"The day {preferences[BEGUN]} was begun in this practice and never finished.",
            "Make the practice anew with `enamel practice generate`.",
        )
    release = preferences.get("DataBaseVersion", NEWEST)
    if release != NEWEST:
        raise PracticeError(
            f"This practice has the tables of {release}; life goes on in {NEWEST} only.",
            "Bring it there with `enamel practice upgrade`.",
        )
    return date.fromisoformat(preferences[MARK])


def config_of(recipe: str) -> PracticeConfig:
    """Return what a practice was made from, as its recipe says.

    Raises:
        PracticeError: It says nothing, because the practice was never finished.
    """
    try:
        call = ast.parse(recipe.rpartition(" by ")[0], mode="eval").body
        if not isinstance(call, ast.Call):
            raise ValueError
        named = {it.arg: _value(it.value) for it in call.keywords if it.arg}
    except (SyntaxError, ValueError) as error:
        raise PracticeError(
            "This practice does not say what it was made from; making it broke off.",
            "Make it anew with `enamel practice generate`.",
        ) from error
    return PracticeConfig(**named)


def _value(node: ast.expr) -> Any:
    """Return a literal, or a date written as a call."""
    if isinstance(node, ast.Call):
        return date(*(ast.literal_eval(it) for it in node.args))
    return ast.literal_eval(node)


def _open(connection: pymysql.Connection, today: date, *, real: bool) -> tuple[Office, Minds]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ValueString FROM preference WHERE PrefName = %s", (RECIPE,))
        row = cursor.fetchone()
    config = config_of(row[0] if row else "")
    office = Office(connection, Facts(), config.seed, today, real=real)
    return office, Minds(office, config)


def _write_down(minds: Minds, sidecar: Path | None) -> None:
    """Add what was decided today to the sidecar, or forget it."""
    if sidecar:
        write_down(minds, sidecar)
    minds.kept.clear()


def _sum_up(office: Office, minds: Minds, sidecar: Path | None) -> None:
    """Say anew how well the best model can do."""
    if sidecar and (sidecar / FOLDER).is_dir():
        coin_flip = minds.config.coin_flip
        write_summary(sidecar, minds.behaviour, office.today, coin_flip=coin_flip)


def _facts(sidecar: Path | None) -> AbstractContextManager[Facts]:
    return go_on(sidecar / FACTS) if sidecar else nullcontext(Facts())


def _deeds(office: Office, minds: Minds) -> Iterator[tuple[datetime, str, Callable[[], object]]]:
    """Plan the day and give out its deeds; on a closed one only messages go out."""
    office.forget_keys()
    minds.forget()
    day = Day(office.today)
    with office.deed("morning", day.clock(7)):
        _mark(office, office.today.isoformat())
    book, fates = Book(office), Fates(office, minds)
    is_open = office.today.weekday() < 5 and not is_holiday(office.today)
    Messages(office, book, minds, fates).plan(day, is_open=is_open)
    if is_open:
        _work(office, book, minds, fates, day)
    yield from day.deeds()


def _work(office: Office, book: Book, minds: Minds, fates: Fates, day: Day) -> None:
    """Plan what an open day brings."""
    cover = Cover(office)
    people, desk = People(office, cover), Desk(office, minds, fates)
    chairs = Chairs(office, book, people, desk, minds, fates)
    back = BackOffice(office, book, people, desk)
    for part in (
        chairs,
        FrontDesk(office, book, chairs, minds, fates),
        Insurers(office),
        desk,
        back,
    ):
        part.plan(day)
    day.at(day.clock(18, 10), "checked out", desk.check_out_rest)
    day.at(day.clock(18, 20), "checks deposited", desk.deposit)


def _mark(office: Office, day: str) -> None:
    if setting(office, BEGUN) is None:
        office.add("preference", PrefName=BEGUN, ValueString=day, Comments="")
    else:
        office.run("UPDATE preference SET ValueString = %(day)s WHERE PrefName = %(name)s",
                   name=BEGUN, day=day)  # fmt: skip


def _tell_practice(office: Office) -> None:
    """Tell the settings that figures depend on, with the new date."""
    office.facts.tell(kinds.Practice(
        1, office.today, int(setting(office, "ReportsPPOwriteoffDefaultToProcDate") or 0),
        int(setting(office, "PayPlansVersion") or 2),
        setting(office, "ClaimSnapshotEnabled") == "1",
    ))  # fmt: skip
