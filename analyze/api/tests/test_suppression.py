"""What is hidden cannot be computed from what is shown."""

from collections import defaultdict
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from enamel_api.parameters import By
from enamel_api.problems import Problem
from enamel_api.routers.hygiene import HYGIENE
from enamel_api.routers.kpis import VALUES
from enamel_api.routers.practice import REVENUE
from enamel_api.suppression import check_window, hide, lift_filters
from hypothesis import given
from hypothesis import strategies as st

LEAST = 11
MONTH = date(2026, 1, 1)
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 5), st.integers(1, 4)), st.integers(0, 60), min_size=1
)


def table(cells: dict[tuple[int, int], int]) -> list[dict[str, Any]]:
    """Return rows of the hygiene report: provider and clinic to visits."""
    empty = dict.fromkeys(HYGIENE.row.model_fields)
    return [
        empty
        | {
            "month_start_date": MONTH,
            "provider_id": provider,
            "clinic_id": clinic,
            "hygiene_visit_count": count,
            "production_amount": 100 * count,
        }
        for (provider, clinic), count in cells.items()
    ]


@given(CELLS)
def test_no_line_gives_a_hidden_figure_away(cells: dict[tuple[int, int], int]) -> None:
    rows = table(cells)
    counts = [row["hygiene_visit_count"] for row in rows]
    hide(HYGIENE, rows, LEAST)
    for line in HYGIENE.lines:
        lines: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            lines[tuple(row[name] for name in line)].append(number)
        for members in lines.values():
            away = [it for it in members if rows[it]["hygiene_visit_count"] is None]
            shown = [it for it in members if it not in away]
            assert all(counts[it] >= LEAST for it in shown)
            if away and shown:
                # The line's total less what is shown is the sum of at least two, of at least 11.
                assert len(away) > 1
                assert sum(counts[it] for it in away) >= LEAST
    for row in rows:
        assert (row["hygiene_visit_count"] is None) == (row["production_amount"] is None)


def test_the_smallest_other_figure_is_hidden_beside_a_small_one() -> None:
    rows = table({(1, 1): 3, (2, 1): 40, (3, 1): 20, (4, 1): 90})
    assert hide(HYGIENE, rows, LEAST) == 2
    assert [row["provider_id"] for row in rows if row["hygiene_visit_count"] is None] == [1, 3]


def test_days_that_are_hidden_cannot_be_had_from_their_month() -> None:
    empty = dict.fromkeys(REVENUE.row.model_fields)
    counts = [20, 5, 30, 12]
    rows = [
        empty | {"period_start_date": date(2026, 1, day), "visit_count": count}
        for day, count in enumerate(counts, start=1)
    ]
    hide(REVENUE, rows, LEAST)
    assert [row["visit_count"] for row in rows] == [20, None, 30, None]
    # One row a month: nothing to hide it among, and nothing to take it from.
    months = [empty | {"period_start_date": date(2026, it, 1), "visit_count": 40} for it in (1, 2)]
    before = deepcopy(months)
    assert hide(REVENUE, months, LEAST) == 0
    assert months == before


def test_a_filter_does_not_change_what_is_hidden() -> None:
    asked = {"clinic_id": 2, "provider_id": None, "by": By.NOTHING, "grain": "month"}
    lifted, keep = lift_filters(VALUES, asked)
    assert (lifted["clinic_id"], lifted["by"]) == (None, "clinic")
    assert [keep({"clinic_id": it}) for it in (1, 2)] == [False, True]
    for both in ({"provider_id": 7}, {"by": By.PROVIDER}):
        with pytest.raises(Problem):
            lift_filters(VALUES, asked | both)
    with pytest.raises(Problem):
        lift_filters(REVENUE, {"clinic_id": 1})


@pytest.mark.parametrize(
    ("first", "last", "allowed"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), True),
        (None, date(2026, 7, 15), True),
        (date(2026, 1, 1), date(2026, 7, 14), False),
        (date(2026, 1, 2), None, False),
    ],
)
def test_a_window_that_cuts_a_month_is_refused(
    first: date | None, last: date | None, allowed: bool
) -> None:
    asked = {"from_date": first, "to_date": last}
    if allowed:
        check_window(asked, date(2026, 7, 15))
    else:
        with pytest.raises(Problem):
            check_window(asked, date(2026, 7, 15))
