"""Random draws that depend on a key only: the seed, a topic, and often a family's number."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from statistics import NormalDist
from typing import Generic, TypeVar

from numpy.random import PCG64, Generator, SeedSequence

T = TypeVar("T")
_STANDARD = NormalDist()
_BLOCK = 64


class Weighted(Generic[T]):
    """Items with weights, made once and drawn from often."""

    __slots__ = ("items", "sums")

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        """Keep the running sums, so that a draw is one bisection."""
        listed = list(pairs)
        self.items = [item for item, _ in listed]
        self.sums = list(accumulate(weight for _, weight in listed))


class Dice:
    """One stream of draws.

    Everything is made from uniform doubles, the one output of numpy's generators whose bytes are
    the same in every release; they are fetched in blocks, because a scalar draw costs more than
    the row it is for.
    """

    __slots__ = ("_generator", "_pool")

    def __init__(self, *key: int) -> None:
        """Start the stream of a key."""
        self._generator = Generator(PCG64(SeedSequence(key)))
        self._pool: list[float] = []

    def uniform(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        if not self._pool:
            self._pool = self._generator.random(_BLOCK).tolist()
        return self._pool.pop()

    def chance(self, probability: float) -> bool:
        """Return whether something of this probability happens."""
        return self.uniform() < probability

    def integer(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + int(self.uniform() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items, all alike."""
        return items[int(self.uniform() * len(items))]

    def weighted(self, table: Weighted[T]) -> T:
        """Return one of the items by weight."""
        return table.items[bisect_right(table.sums, self.uniform() * table.sums[-1])]

    def normal(self, mean: float, deviation: float) -> float:
        """Return a draw of the normal distribution, cut at five deviations."""
        share = min(max(self.uniform(), 3e-7), 1 - 3e-7)
        return mean + deviation * _STANDARD.inv_cdf(share)
