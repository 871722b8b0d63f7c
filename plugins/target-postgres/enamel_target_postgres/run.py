"""One run of the target: which stream is open, when it commits, which state may leave."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from enamel_target_postgres.copying import BatchFile, discard
from enamel_target_postgres.errors import TargetError
from enamel_target_postgres.lanes import Crew
from enamel_target_postgres.ledger import Ledger
from enamel_target_postgres.load import Outcome, StreamLoad
from enamel_target_postgres.session import Sessions
from enamel_target_postgres.state import State, StateLedger
from enamel_target_postgres.streams import Stream, bookmark_of

_RECORDS = "records"
# Each open load holds a connection; a tap that gives up tables half-way leaves theirs open.
_MOST_LOADS = 16


class Run:
    """Decides when a stream's load begins and ends. Called by the reading thread only.

    A stream is complete with its ACTIVATE_VERSION or a BATCH that says so; an incremental one also
    with a BATCH without files, or with a state that changes its bookmark. Nothing else commits it:
    a tap that dies, or gives up one table and goes on with others, must not leave a part of a
    table.

    Attributes:
        failures: The streams that were given up, and why.
    """

    def __init__(
        self,
        sessions: Sessions,
        write_state: Callable[[State], None],
        die: Callable[[TargetError], None],
        logger: logging.Logger,
        ledger: Ledger,
    ) -> None:
        """Begin with nothing.

        Args:
            sessions: Where loads get connections.
            write_state: The way out for a state.
            die: Ends the process; called on any thread when going on is hopeless.
            logger: Gets a line per load that changed something, and per failure.
            ledger: Is told of every load and failure.
        """
        self.failures: dict[str, TargetError] = {}
        self._streams: dict[str, Stream] = {}
        self._ledger = StateLedger(write_state)
        self._crew = Crew(sessions, self._report, ledger.copied)
        self._run_ledger = ledger
        self._sessions = sessions
        self._die = die
        self._logger = logger
        self._state: State | None = None

    def stream(self, name: str) -> Stream:
        """Return what is known of a stream."""
        if name not in self._streams:
            bookmark = bookmark_of(self._state, name)
            self._streams[name] = Stream(name, self._crew.lane(name), bookmark)
        return self._streams[name]

    def open(self, stream: Stream, make: Callable[[Callable[[], Any]], StreamLoad]) -> StreamLoad:
        """Return the stream's open load, or begin one."""
        if stream.load is None:
            self._make_room()
            stream.load = make(self._sessions.lend)
            stream.loads += 1
            self._ledger.begin(stream.load)
        return stream.load

    def copy(
        self,
        stream: Stream,
        paths: Iterable[BatchFile],
        compression: str | None,
        *,
        gone: bool = False,
    ) -> None:
        """Have files copied in the stream's open load; `gone` says that they hold deleted keys."""
        for path in paths:
            if stream.failed or stream.load is None:
                discard(path)
            else:
                stream.lane.copy(stream.load, path, compression, gone=gone)
        stream.complete = False

    def finish(self, stream: Stream, *, complete: bool) -> None:
        """Have the stream's open load committed; `complete` deletes what was not sent."""
        load, stream.load = stream.load, None
        stream.complete = complete
        if load is None:
            return
        if complete and stream.loads > 1:
            error = TargetError(
                f"{load.table.title}: the tap sent the table in two parts, so what is gone from "
                "the source is not known.",
                "Run again; if it comes back, report it as a bug of the tap.",
            )
            stream.lane.abandon(load, error)
            return

        def then(outcome: Outcome) -> None:
            outcome.end()
            self._run_ledger.loaded(load.table.name, outcome)
            # A quiet day re-reads dozens of tables whose newest rows are as they were.
            level = logging.INFO if outcome.written or outcome.deleted else logging.DEBUG
            self._logger.log(level, "%s: %s", load.table.name, outcome)
            self._ledger.release(load)

        stream.lane.finish(load, complete=complete, then=then)

    def give_up(self, stream: Stream, error: TargetError) -> None:
        """Load nothing more of a stream; others go on."""
        stream.lane.failed = error
        self._report(stream.name, None, error)

    def state(self, state: State, *, records_pending: bool) -> None:
        """Take a state; it leaves when everything before it is committed."""
        before, self._state = self._state, state
        if records_pending:
            self._ledger.begin(_RECORDS)
        self._ledger.post(state)
        for name, stream in self._streams.items():
            moved = bookmark_of(state, name) != bookmark_of(before, name)
            if stream.load and stream.incremental and moved:
                self.finish(stream, complete=False)

    def records_written(self) -> None:
        """Note that all records received so far are committed."""
        self._ledger.release(_RECORDS)

    def close(self) -> None:
        """Roll back what is not complete, and wait for the rest."""
        for stream in self._streams.values():
            self._abandon(stream)
        self._crew.wait()
        self._sessions.close()

    def _make_room(self) -> None:
        loaded = [stream for stream in self._streams.values() if stream.load]
        for stream in loaded[: max(0, len(loaded) + 1 - _MOST_LOADS)]:
            self._abandon(stream)

    def _abandon(self, stream: Stream) -> None:
        """Roll back a load that the tap has not completed."""
        load, stream.load = stream.load, None
        if load is not None:
            error = TargetError(
                f"{load.table.title}: the tap ended before it had sent all of it; nothing of "
                "it is loaded.",
                "Look for the tap's own error, then run again.",
            )
            stream.lane.abandon(load, error)

    def _report(self, name: str, load: StreamLoad | None, error: TargetError) -> None:
        if error.fatal:
            self._die(error)
        self.failures[name] = error
        self._run_ledger.failed(name, error)
        self._logger.error("%s", error)
        self._ledger.restore(name, self._streams[name].bookmark)
        if load is not None:
            self._ledger.release(load)
