"""Teams made and loaded side by side, each by a process of its own."""

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from enamel_practice.config import PracticeConfig
from enamel_practice.connection import ConnectionSettings
from enamel_practice.errors import PracticeError
from enamel_practice.generate import team_batches
from enamel_practice.load import bulk_load
from enamel_practice.progress import Progress
from enamel_practice.sidecar import divert
from enamel_practice.truth.facts import FACTS, Facts, Sidecar

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

    Told = SimpleQueue[tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class Task:
    """What every team needs to know.

    Args:
        settings: The database; its tables exist and the settings are loaded.
        config: What the practice is to be.
        sidecar: Folder for what was meant and what was likely, if that is kept.
        keeps_keys: Whether tables keep their secondary keys while they are loaded.
    """

    settings: ConnectionSettings
    config: PracticeConfig
    sidecar: Path | None
    keeps_keys: bool

    def part(self, team: int) -> Path | None:
        """Return the folder of a team's own sidecar files, to be joined when all are made."""
        return self.sidecar / ".teams" / f"{team:06}" if self.sidecar else None


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


def load_teams(task: Task, workers: int, progress: Progress) -> Counter[str]:
    """Make and load every team; return the rows loaded per table.

    Args:
        task: What every team needs to know.
        workers: How many processes; with one, or one team, this process does it all.
        progress: Told of rows as they are loaded.

    Raises:
        PracticeError: A team failed; the others end what they are at.
    """
    teams, loaded = range(task.config.teams), Counter[str]()
    if min(workers, task.config.teams) == 1:
        for team in teams:
            loaded.update(load_team(task, team, progress))
        return loaded
    # A fresh process inherits no session, lock or thread of this one.
    context = multiprocessing.get_context("spawn")
    queue: Told = context.SimpleQueue()
    pool = ProcessPoolExecutor(
        min(workers, task.config.teams), context, initializer=_begin, initargs=(task, queue)
    )
    try:
        with _relayed(queue, progress):
            futures: list[Future[dict[str, int]]] = [pool.submit(_load, team) for team in teams]
            for future in as_completed(futures):
                loaded.update(future.result())
    except BrokenProcessPool as error:
        raise PracticeError(
            "A process that made part of the practice was killed.",
            "Most often memory ran out: generate again with fewer --workers.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
    return loaded


def load_team(task: Task, team: int, progress: Progress) -> dict[str, int]:
    """Make and load one team; return the rows loaded per table."""
    kept = Sidecar(task.sidecar / FACTS, 0, team + 1) if task.sidecar else nullcontext(Facts())
    with kept as facts:
        return bulk_load(
            task.settings,
            divert(team_batches(task.config, team, facts), task.part(team)),
            stamped_at=task.config.now,
            progress=progress,
            keeps_keys=task.keeps_keys,
        )


class _Relay(Progress):
    """Tells another process."""

    def __init__(self, queue: "Told") -> None:
        self.queue = queue

    def advance(self, table: str, rows: int) -> None:
        self.queue.put((table, rows))


# What a worker was started with: the pool calls plain functions of the module.
_started: list[tuple[Task, "Told"]] = []


def _begin(task: Task, queue: "Told") -> None:
    _started[:] = [(task, queue)]


def _load(team: int) -> dict[str, int]:
    task, queue = _started[0]
    return load_team(task, team, _Relay(queue))


@contextmanager
def _relayed(queue: "Told", progress: Progress) -> Iterator[None]:
    def listen() -> None:
        while told := queue.get():
            progress.advance(*told)

    listener = Thread(target=listen)
    listener.start()
    try:
        yield
    finally:
        queue.put(None)
        listener.join()
