"""What the target knows of each stream in this run."""

from dataclasses import dataclass
from typing import Any

from enamel_target_postgres.lanes import Lane
from enamel_target_postgres.load import StreamLoad


@dataclass(slots=True)
class Stream:
    """One stream of the input.

    Attributes:
        lane: Where its files are loaded.
        bookmark: Its bookmark before its first message; None without one.
        incremental: Whether the tap announced a bookmark column.
        load: The open load, which takes files.
        records: It sends records, not files.
        complete: It has sent all there is; what was not sent is gone.
        loads: How many loads it has begun.
    """

    name: str
    lane: Lane
    bookmark: Any = None
    incremental: bool = False
    load: StreamLoad | None = None
    records: bool = False
    complete: bool = False
    loads: int = 0

    @property
    def failed(self) -> bool:
        """Say whether the stream is given up for this run."""
        return self.lane.failed is not None


def bookmark_of(state: dict[str, Any] | None, stream: str) -> Any:
    """Return a stream's bookmark in a state."""
    bookmarks = (state or {}).get("bookmarks")
    return bookmarks.get(stream) if isinstance(bookmarks, dict) else None
