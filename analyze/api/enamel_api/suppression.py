"""Figures with few people behind them, hidden from roles that may not know who they are.

A hidden figure must not be computable: from a total less what is shown, or from two answers whose
filters overlap. So what is hidden is decided over the whole answer, never over a page or a filtered
part of it; in every line of figures whose total somebody may know, at least two are hidden, with
enough people behind them together; and what would cut an answer in two ways at once is refused.
README.md says what this does not do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from enamel_api.database import Row
from enamel_api.parameters import invalid
from enamel_api.questions import Question

FILTERS = ("clinic_id", "provider_id", "carrier_id")
Keep = Callable[[Row], bool]


def hide(question: Question[Any], rows: list[Row], least: int) -> int:
    """Hide the figures of rows with too few behind them; return how many rows.

    Args:
        question: Its `cell` counts who is behind a row, its `lines` say which rows have a
            known total.
        rows: The whole answer; changed in place.
        least: The fewest people or events that may be shown.
    """
    if question.cell is None:
        return 0
    counts = [row[question.cell] or 0 for row in rows]
    hidden = {number for number, count in enumerate(counts) if count < least}
    groups = [
        members for line in question.lines for members in _groups(rows, line) if len(members) > 1
    ]
    found = True
    while found and hidden:
        found = False
        for members in groups:
            shown = [it for it in members if it not in hidden]
            away = [it for it in members if it in hidden]
            if not away or not shown:
                continue
            if len(away) > 1 and sum(counts[it] for it in away) >= least:
                continue
            hidden.add(min(shown, key=lambda it: counts[it]))
            found = True
    for number in hidden:
        rows[number] |= dict.fromkeys(question.measures)
    return len(hidden)


def _groups(rows: list[Row], line: tuple[str, ...]) -> Iterable[list[int]]:
    groups: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[tuple(_part(row, name) for name in line)].append(number)
    return groups.values()


def _part(row: Row, name: str) -> Any:
    column, _, by = name.partition(":")
    return row[column].replace(day=1) if by == "month" else row[column]


def lift_filters(question: Question[Any], asked: Mapping[str, Any]) -> tuple[dict[str, Any], Keep]:
    """Return what to ask for the whole answer, and which of its rows were asked for.

    Raises:
        Problem: The filter cannot be lifted: the rows do not say what they are of.
    """
    given = {name: asked[name] for name in FILTERS if asked.get(name) is not None}
    lifted = dict(asked) | dict.fromkeys(given)
    if "by" in asked:
        cuts = {name.removesuffix("_id") for name in given}
        cuts |= {str(asked["by"])} - {"none"}
        if len(cuts) > 1:
            raise _refused("Your role may cut a figure by provider or by clinic, not by both.")
        lifted["by"] = next(iter(cuts), "none")
    elif missing := [name for name in given if name not in question.row.model_fields]:
        names = " and ".join(name.removesuffix("_id") for name in missing)
        raise _refused(f"Your role sees this for all; /kpis/{{id}}?by=… shows figures by {names}.")
    return lifted, lambda row: all(row[name] == value for name, value in given.items())


def check_window(asked: Mapping[str, Any], today: date) -> None:
    """Refuse a window of days that begins or ends within a month, where a row sums its days.

    Two such windows, one less the other, are a day.

    Raises:
        Problem: It does.
    """
    first, last = asked.get("from_date"), asked.get("to_date")
    if first is not None and first.day != 1:
        raise _refused("For your role a period begins with the first of a month.", "from")
    if last is not None and last < today and (last + timedelta(days=1)).day != 1:
        raise _refused("For your role a period ends with the last of a month.", "to")


def _refused(what: str, where: str = "clinic") -> Exception:
    return invalid(f"query.{where}", what)
