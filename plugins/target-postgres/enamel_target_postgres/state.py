"""State leaves only when everything that came before it is committed."""

import copy
import threading
from collections import deque
from collections.abc import Callable, Hashable
from typing import Any

State = dict[str, Any]


class StateLedger:
    """Holds STATE messages until the loads they follow are done; any thread may report.

    A stream that failed keeps the bookmark it had before the run, in every later state.
    """

    def __init__(self, write: Callable[[State], None]) -> None:
        """Take the way out for a state that is safe."""
        self._write = write
        self._lock = threading.Lock()
        self._waiting: deque[tuple[State, set[Hashable]]] = deque()
        self._restored: dict[str, Any] = {}
        self._unfinished: set[Hashable] = set()

    def begin(self, work: Hashable) -> None:
        """Note that a piece of work has begun: later states wait for it."""
        with self._lock:
            self._unfinished.add(work)

    def post(self, state: State) -> None:
        """Take a state; it waits for all work that has begun."""
        with self._lock:
            self._waiting.append((copy.deepcopy(state), set(self._unfinished)))
            self._flush()

    def release(self, work: Hashable) -> None:
        """Note that a piece of work is committed, or has failed for good."""
        with self._lock:
            self._unfinished.discard(work)
            for _, pending in self._waiting:
                pending.discard(work)
            self._flush()

    def restore(self, stream: str, bookmark: Any) -> None:
        """Give a stream that failed its old bookmark; None for none."""
        with self._lock:
            self._restored.setdefault(stream, bookmark)

    def _flush(self) -> None:
        ready = None
        while self._waiting and not self._waiting[0][1]:
            ready = self._waiting.popleft()[0]
        if ready is not None:
            self._write(restored(ready, self._restored))


def restored(state: State, bookmarks: dict[str, Any]) -> State:
    """Return the state with some streams' bookmarks put back, or taken out where None."""
    if not bookmarks or not isinstance(state.get("bookmarks"), dict):
        return state
    kept = {name: value for name, value in state["bookmarks"].items() if name not in bookmarks}
    old = {name: value for name, value in bookmarks.items() if value is not None}
    return {**state, "bookmarks": {**kept, **old}}
