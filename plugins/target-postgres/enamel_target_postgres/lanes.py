"""Loader threads: streams load side by side, the files of one stream in order."""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from enamel_target_postgres.copying import BatchFile, discard
from enamel_target_postgres.errors import TargetError, explain
from enamel_target_postgres.load import Outcome, StreamLoad
from enamel_target_postgres.session import Sessions

THREADS = 2
Job = Callable[[], None]


class Lane:
    """One stream's work: jobs that run one after the other, on whichever thread is free.

    Attributes:
        failed: Why nothing of this stream is loaded any more in this run.
    """

    def __init__(self, name: str, crew: "Crew") -> None:
        """Begin without work."""
        self.name = name
        self.failed: TargetError | None = None
        self._crew = crew
        self._jobs: deque[Job] = deque()
        self._lock = threading.Lock()
        self._busy = False

    def copy(
        self, load: StreamLoad, path: BatchFile, compression: str | None, *, gone: bool = False
    ) -> None:
        """Have a file copied; it disappears in any case, or the tap would wait for it.

        Args:
            load: The stream's open load.
            path: The file.
            compression: How it is packed.
            gone: It holds keys of rows that are gone.
        """

        def job() -> None:
            if self.failed:
                discard(path)
                return
            try:
                (load.copy_gone if gone else load.copy)(path, compression)
            except Exception as error:
                self._fail(load, error, f"{load.table.title}, file {path.name}")
                discard(path)
            else:
                self._crew.copied(self.name, load.outcome.rows)

        self._post(job)

    def finish(self, load: StreamLoad, *, complete: bool, then: Callable[[Outcome], None]) -> None:
        """Have what was copied merged and committed, then report it."""

        def job() -> None:
            if self.failed:
                return
            try:
                load.finish(complete=complete)
            except Exception as error:
                self._fail(load, error, load.table.title)
            else:
                self._crew.release(load, usable=True)
                then(load.outcome)

        self._post(job)

    def abandon(self, load: StreamLoad, error: TargetError) -> None:
        """Roll back what was copied."""

        def job() -> None:
            if not self.failed:
                self._fail(load, error, load.table.title)

        self._post(job)

    def run(self) -> None:
        """Work until there is nothing left (called on a loader thread)."""
        while True:
            with self._lock:
                if not self._jobs:
                    self._busy = False
                    return
                job = self._jobs.popleft()
            job()

    def _post(self, job: Job) -> None:
        with self._lock:
            self._jobs.append(job)
            if self._busy:
                return
            self._busy = True
        self._crew.start(self)

    def _fail(self, load: StreamLoad, error: Exception, where: str) -> None:
        explained = explain(error, where, load.columns)
        if not explained.fatal:
            self._crew.release(load, usable=False)
        self.failed = explained
        self._crew.report(self.name, load, explained)


class Crew:
    """The loader threads.

    Attributes:
        report: Called with stream, load and error; does not return if the error is fatal.
        copied: Called with a stream and its rows so far.
    """

    def __init__(
        self,
        sessions: Sessions,
        report: Callable[[str, StreamLoad, TargetError], None],
        copied: Callable[[str, int], None],
    ) -> None:
        """Start no thread yet."""
        self.copied = copied
        self.sessions = sessions
        self.report = report
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="loader")

    def lane(self, name: str) -> Lane:
        """Return a lane for a stream."""
        return Lane(name, self)

    def start(self, lane: Lane) -> None:
        """Give a lane a thread as soon as one is free."""
        self._threads.submit(lane.run).add_done_callback(_die_if_broken)

    def release(self, load: StreamLoad, *, usable: bool) -> None:
        """Take a load's connection back."""
        if load.connection is not None:
            self.sessions.give_back(load.connection, usable=usable)
            load.connection = None

    def wait(self) -> None:
        """Return when all work is done."""
        self._threads.shutdown(wait=True)


def _die_if_broken(future: Future[None]) -> None:
    """End the process if a loader thread died: nobody else would notice, and all would wait."""
    if error := future.exception():
        print(f"Loader thread died: {type(error).__name__}.", file=sys.stderr, flush=True)
        os._exit(1)
