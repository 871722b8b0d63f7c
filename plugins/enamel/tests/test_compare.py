from datetime import date
from decimal import Decimal

from enamel.reconciliation.cli import summarize
from enamel.reconciliation.compare import compare, side
from hypothesis import given
from hypothesis import strategies as st

WINDOW = (date(2026, 6, 1), date(2026, 6, 30))
CENTS = st.decimals(-10_000, 10_000, places=2)
SIDES = st.dictionaries(st.tuples(st.integers(1, 9), st.integers(0, 3)), CENTS)


def test_two_errors_that_cancel_do_not_tie() -> None:
    theirs = side([(1, "10.00"), (2, "20.00")])
    ours = side([(1, "10.01"), (2, "19.99")])
    found = compare("report", "line", "", WINDOW, theirs, ours)
    assert found.difference == 0
    assert found.different_keys == ((1,), (2,))
    assert found.different_amount == Decimal("0.02")
    assert summarize([found])[0]["verdict"] == "differs"


def test_a_key_that_only_one_side_has_differs() -> None:
    found = compare("report", "line", "", WINDOW, side([(1, "0.01")]), side([]))
    assert found.different_keys == ((1,),)
    assert found.difference == Decimal("0.01")


def test_an_absent_key_and_a_zero_say_the_same() -> None:
    assert compare("report", "line", "", WINDOW, side([(1, 0)]), side([(2, "0.00")])).ties


def test_amounts_of_a_repeated_key_are_summed() -> None:
    assert side([(1, "1.10"), (1, "2.20")]) == {(1,): Decimal("3.30")}


@given(SIDES)
def test_a_side_ties_with_itself(amounts: dict[tuple[int, int], Decimal]) -> None:
    rows = side((*key, amount) for key, amount in amounts.items())
    assert compare("report", "line", "", WINDOW, rows, rows).ties


@given(SIDES, SIDES)
def test_the_difference_is_the_sum_over_the_keys_that_differ(
    theirs: dict[tuple[int, int], Decimal], ours: dict[tuple[int, int], Decimal]
) -> None:
    found = compare("report", "line", "", WINDOW, theirs, ours)
    assert found.difference == sum(
        theirs.get(key, Decimal(0)) - ours.get(key, Decimal(0)) for key in found.different_keys
    )
