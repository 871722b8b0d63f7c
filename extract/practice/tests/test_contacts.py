"""What was sent follows from what stood in the book at that moment, not from what came after."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import pytest
from enamel_practice.asking import REMINDED
from enamel_practice.behaviour.summary import auc
from enamel_practice.collect import Collected
from enamel_practice.definitions import DEF
from enamel_practice.generate import behaviour_of
from enamel_practice.model import NEVER

POSITIVE, NEGATIVE, CALL_BACK, EXPIRED, CHANGED = 2, 3, 4, 5, 7
EDITED = 1
ANSWERED = (POSITIVE, NEGATIVE, CALL_BACK)
CONFIRMED = (DEF["conf_yes"], DEF["conf_sms"], DEF["conf_left"])


class Stood(NamedTuple):
    """A time that a visit had in the book, as its history tells: its span, and its end."""

    patient: int
    visit: int
    start: datetime
    since: datetime
    until: datetime
    is_kept: bool
    confirmed: datetime | None


@pytest.fixture(scope="module")
def stood(practice: Collected) -> list[Stood]:
    """Every time that was in the book, from the history alone."""
    found = []
    rows = sorted(
        practice.own("histappointment"),
        key=lambda it: (it["AptNum"], it["HistDateTStamp"], it["HistApptNum"]),
    )
    for visit, entries in groupby(rows, key=lambda it: it["AptNum"]):
        ordered = [it for it in entries if it["AptStatus"] not in (6, 7, 8)]
        place = 0
        while place < len(ordered):
            first, last = ordered[place], place
            while last + 1 < len(ordered) and _same(first, ordered[last + 1]):
                last += 1
            span, after = ordered[place : last + 1], ordered[last + 1 : last + 2]
            place = last + 1
            # The last copy of a visit that was deleted is of none that stands.
            if first["AptStatus"] != 1 or first["HistApptAction"] not in (0, EDITED):
                continue
            ahead = [it for it in span if it["Confirmed"] in CONFIRMED]
            found.append(
                Stood(first["PatNum"], visit, first["AptDateTime"], first["HistDateTStamp"],
                      after[0]["HistDateTStamp"] if after else datetime.max,
                      bool(after) and after[0]["AptStatus"] == 2,
                      ahead[0]["HistDateTStamp"] if ahead else None)
            )  # fmt: skip
    return found


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    same = all(one[name] == other[name] for name in ("AptStatus", "AptDateTime"))
    return same and other["HistApptAction"] == EDITED


def asked(practice: Collected, table: str) -> dict[tuple[int, datetime], dict[str, Any]]:
    """Return messages about visits by patient and time; the few with two at one time are left."""
    rows = practice.own(table)
    times = Counter((it["PatNum"], it["ApptDateTime"]) for it in rows)
    found = {(it["PatNum"], it["ApptDateTime"]): it for it in rows}
    assert len(rows) - len(found) < 10
    return {key: row for key, row in found.items() if times[key] == 1}


@pytest.mark.parametrize("table", ["confirmationrequest", "apptremindersent"])
def test_messages_are_about_times_that_stood_when_they_were_sent(
    practice: Collected, stood: list[Stood], table: str
) -> None:
    spans: dict[tuple[int, datetime], list[Stood]] = defaultdict(list)
    for it in stood:
        spans[it.patient, it.start].append(it)
    rows = asked(practice, table)
    assert len(rows) > 1_000
    for key, row in rows.items():
        at = row["DateTimeSent"]
        assert any(it.since <= at < it.until for it in spans[key]), (table, at)
        assert row["ApptNum"] in {0, *(it.visit for it in spans[key])}


@pytest.mark.parametrize(
    ("table", "ahead", "at"),
    [("confirmationrequest", 2, time(11)), ("apptremindersent", 1, time(19))],
)
def test_that_a_message_was_sent_does_not_tell_what_became_of_the_visit(
    practice: Collected, stood: list[Stood], table: str, ahead: int, at: time
) -> None:
    rows, turn = asked(practice, table), behaviour_of(practice.config).reminders_from
    for later in (False, True):
        shares: dict[bool, list[int]] = defaultdict(list)
        for it in stood:
            moment = datetime.combine(it.start.date() - timedelta(days=ahead), at)
            first = moment - timedelta(hours=3)
            is_over = it.start < practice.config.now and (it.start.date() >= turn) == later
            if is_over and it.since < first and moment < it.until:
                shares[it.is_kept].append((it.patient, it.start) in rows)
        kept, lost = shares[True], shares[False]
        assert min(len(kept), len(lost)) > 150
        values = np.array([*kept, *lost], float)
        area = auc(values, np.array([0.0] * len(kept) + [1.0] * len(lost)))
        assert area is not None
        assert abs(area - 0.5) < 4 * (1 / (12 * len(lost))) ** 0.5
        if table == "confirmationrequest":
            assert abs(values.mean() - REMINDED[later]) < 4 * (0.25 / len(values)) ** 0.5


def test_answers_come_before_the_visit_and_before_it_is_changed(
    practice: Collected, stood: list[Stood]
) -> None:
    ends = {(it.patient, it.start): it.until for it in stood}
    states = Counter(row["RSVPStatus"] for row in practice.own("confirmationrequest"))
    assert {POSITIVE, NEGATIVE, CALL_BACK, EXPIRED, CHANGED} <= set(states)
    for key, row in asked(practice, "confirmationrequest").items():
        answer = row["DateTimeRSVP"]
        assert (answer > NEVER) == (row["RSVPStatus"] in ANSWERED)
        if answer > NEVER:
            assert row["DateTimeSent"] < answer <= ends[key]
            assert answer.date() < row["ApptDateTime"].date()


def test_what_is_confirmed_in_the_book_was_mostly_answered_and_the_other_way_round(
    practice: Collected, stood: list[Stood]
) -> None:
    turn = behaviour_of(practice.config).reminders_from
    yes = {key: row["DateTimeRSVP"] for key, row in asked(practice, "confirmationrequest").items()
           if row["RSVPStatus"] == POSITIVE}  # fmt: skip
    booked = {(it.patient, it.start): it.confirmed for it in stood if it.confirmed}
    assert {key: booked.get(key) for key in yes} == yes
    # What was booked a day ahead, or later, no request asked about.
    early = {(it.patient, it.start) for it in stood if it.confirmed
             and (it.start.date() - it.since.date()).days > 2
             and it.start.date() >= turn}  # fmt: skip
    assert len(early) > 300
    assert share(key in yes for key in early) > 0.8


def share(values: Iterable[bool]) -> float:
    """Return the share of what is true."""
    counted = Counter(values)
    return counted[True] / counted.total()


def test_who_came_back_after_being_due_was_asked_as_who_did_not(practice: Collected) -> None:
    recalls = [row for row in practice.own("commlog")
               if row["CommType"] in (DEF["comm_recall"], DEF["comm_react"])]  # fmt: skip
    visits: dict[int, list[datetime]] = defaultdict(list)
    for row in practice.own("appointment"):
        if row["AptStatus"] in (1, 2):
            visits[row["PatNum"]].append(row["AptDateTime"])
    came = share(any(it > row["CommDateTime"] for it in visits[row["PatNum"]]) for row in recalls)
    # Before, only those who had not come since were ever asked.
    assert 0.15 < came < 0.8
