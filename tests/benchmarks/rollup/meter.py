"""Seconds by the clock, and of processor time of whole families of processes."""

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

import psutil

LOOK_SECONDS = 0.5


@dataclass
class Meter:
    """Looks at families of processes while something runs.

    Attributes:
        roots: Returns the ids of the families' oldest, asked anew each time.
        seconds: By the clock.
        processor: User and system time that the families spent, those that have ended included:
            their parents inherit it. Lost is what a family spent that was killed as a whole.
        memory_mb: The most they held together, shared pages counted once per process.
    """

    roots: Callable[[], Iterable[int]]
    seconds: float = 0.0
    processor: float = 0.0
    memory_mb: float = 0.0

    def __enter__(self) -> "Meter":
        """Begin."""
        self._before = self._look()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._started = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self.seconds = time.monotonic() - self._started
        self._stop.set()
        self._thread.join()
        self.processor = self._look() - self._before

    def so_far(self) -> tuple[float, float]:
        """Return seconds by the clock and of processor time since the beginning."""
        return time.monotonic() - self._started, self._look() - self._before

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self._look()

    def _look(self) -> float:
        """Return the processor seconds of all who live and of their dead; note the memory."""
        held, spent = 0, 0.0
        for root in self.roots():
            with suppress(psutil.Error):
                top = psutil.Process(root)
                for process in (top, *top.children(recursive=True)):
                    with suppress(psutil.Error):
                        times = process.cpu_times()
                        spent += times.user + times.system
                        spent += times.children_user + times.children_system
                        held += process.memory_info().rss
        self.memory_mb = max(self.memory_mb, held / 1e6)
        return spent
