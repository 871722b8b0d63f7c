"""Moves a practice on, day by day; or works in it without end."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pymysql

from enamel_practice.book import is_holiday
from enamel_practice.config import NEWEST
from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.errors import PracticeError
from enamel_practice.fill import RECIPE
from enamel_practice.life.backoffice import BackOffice
from enamel_practice.life.chairs import Chairs
from enamel_practice.life.cover import Cover
from enamel_practice.life.day import Day
from enamel_practice.life.desk import FrontDesk
from enamel_practice.life.insurers import Insurers
from enamel_practice.life.money import Desk
from enamel_practice.life.night import close, setting
from enamel_practice.life.office import Office
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
        office = _open(connection, begin(connection), real=False)
        for _ in range(days):
            today, before = office.today, office.counts.copy()
            with _facts(sidecar) as office.facts:
                for at, kind, act in _deeds(office):
                    with office.deed(kind, at):
                        act()
                _close(office)
            if told is not None:
                told(today, office.counts - before)
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
        office = _open(connection, begin(connection), real=True)
        while not stop.is_set():
            with _facts(sidecar) as office.facts:
                for at, kind, act in _deeds(office):
                    started = time.monotonic()
                    with office.deed(kind, at):
                        act()
                    pause = 1 / rate - (time.monotonic() - started) if rate else 0.0
                    if stop.wait(max(0.0, pause)):
                        break
                _close(office)
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


def seed_of(recipe: str) -> int:
    """Return the seed a practice was made from; 0 where nothing says."""
    found = re.search(r"\bseed=(\d+)", recipe)
    return int(found[1]) if found else 0


def _open(connection: pymysql.Connection, today: date, *, real: bool) -> Office:
    seed = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT ValueString FROM preference WHERE PrefName = %s", (RECIPE,))
        if row := cursor.fetchone():
            seed = seed_of(row[0])
    return Office(connection, Facts(), seed, today, real=real)


def _facts(sidecar: Path | None) -> AbstractContextManager[Facts]:
    return go_on(sidecar / FACTS) if sidecar else nullcontext(Facts())


def _deeds(office: Office) -> Iterator[tuple[datetime, str, Callable[[], object]]]:
    """Plan the day and give out its deeds; a closed day has none."""
    office.forget_keys()
    day = Day(office.today)
    with office.deed("morning", day.clock(7)):
        _mark(office, office.today.isoformat())
    if office.today.weekday() > 4 or is_holiday(office.today):
        return
    book, cover = Book(office), Cover(office)
    people, desk = People(office, cover), Desk(office)
    chairs = Chairs(office, book, people, desk)
    back = BackOffice(office, book, people, desk)
    for part in (chairs, FrontDesk(office, book, chairs), Insurers(office), desk, back):
        part.plan(day)
    day.at(day.clock(18, 20), "checks deposited", desk.deposit)
    yield from day.deeds()


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
