"""Seconds by the clock, and of processor time of whole families of processes."""

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

LOOK_SECONDS = 0.2


@dataclass
class Meter:
    """Looks at families of processes while something runs.

    Attributes:
        roots: Returns the ids of the families' oldest, asked anew each time.
        seconds: By the clock.
        processor: User and system time that the families spent.
        memory_mb: The most they held together, shared pages counted once per process.
    """

    roots: Callable[[], Iterable[int]]
    seconds: float = 0.0
    processor: float = 0.0
    memory_mb: float = 0.0
    _seen: dict[tuple[int, float], float] = field(default_factory=dict)
    _before: dict[tuple[int, float], float] = field(default_factory=dict)

    def __enter__(self) -> "Meter":
        """Begin."""
        self._look()
        self._before = dict(self._seen)
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
        self._look()
        self.processor = sum(
            spent - self._before.get(key, 0.0) for key, spent in self._seen.items()
        )

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self._look()

    def _look(self) -> None:
        held = 0
        for root in self.roots():
            with suppress(psutil.Error):
                top = psutil.Process(root)
                for process in (top, *top.children(recursive=True)):
                    with suppress(psutil.Error):
                        times = process.cpu_times()
                        key = (process.pid, process.create_time())
                        self._seen[key] = times.user + times.system
                        held += process.memory_info().rss
        self.memory_mb = max(self.memory_mb, held / 1e6)
