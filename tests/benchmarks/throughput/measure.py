"""Clocks and meters: seconds, load of the machine, memory of our programs, bytes in the spool."""

import os
import platform
import resource
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from enamel.sandbox import Servers, status

PROGRAMS = {
    "enamel-tap-mysql": "tap",
    "enamel-target-postgres": "target",
    "meltano": "Meltano",
}
_EVERY_SECONDS = 0.1


def machine() -> str:
    """Return what the figures were measured on."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}"


@dataclass
class Meter:
    """What was seen while a block ran.

    Attributes:
        seconds: How long it took.
        load: The machine's load average of one minute when it began.
        cpu: Processor seconds by who spent them: programs, MariaDB, Postgres.
        memory: By program the highest resident memory in bytes.
        spool: The most bytes that lay in the spool at once.
    """

    seconds: float = 0
    load: float = 0
    cpu: dict[str, float] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    spool: int = 0


@contextmanager
def measured(
    servers: Servers, spool: Path | None = None, *, closely: bool = False
) -> Iterator[Meter]:
    """Measure a block.

    Args:
        servers: Whose processor time is measured beside that of our child processes.
        spool: The tap's spool folder.
        closely: Look at memory and spool, which takes a little time from the block itself.
    """
    meter = Meter(load=os.getloadavg()[0])
    end = threading.Event()
    watcher = threading.Thread(target=_watch, args=(meter, spool, end), daemon=True)
    if closely:
        watcher.start()
    before = _cpu(servers)
    started = time.monotonic()
    try:
        yield meter
    finally:
        meter.seconds = time.monotonic() - started
        meter.cpu = {name: spent - before[name] for name, spent in _cpu(servers).items()}
        end.set()
        if closely:
            watcher.join()


def _cpu(servers: Servers) -> dict[str, float]:
    """Return the processor seconds spent so far; what has ended counts through its parent."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = {"programs": used.ru_utime + used.ru_stime}
    for server in status(servers.folder):
        if server.pid is None:
            continue
        root = psutil.Process(server.pid)
        spent[server.engine] = sum(root.cpu_times()[:4])
        for process in root.children():
            with suppress(psutil.Error):
                spent[server.engine] += sum(process.cpu_times()[:2])
    return spent


def _watch(meter: Meter, spool: Path | None, end: threading.Event) -> None:
    here = psutil.Process()
    while not end.wait(_EVERY_SECONDS):
        for process in here.children(recursive=True):
            with suppress(psutil.Error, OSError):
                words = [Path(word).name for word in process.cmdline()[:2]]
                for program in PROGRAMS.keys() & set(words):
                    name = PROGRAMS[program]
                    meter.memory[name] = max(meter.memory[name], _highest(process))
        if spool is not None:
            meter.spool = max(meter.spool, _size(spool))


def _highest(process: psutil.Process) -> int:
    """Return the most memory the process has had, where the system remembers it."""
    status = Path(f"/proc/{process.pid}/status")
    if status.exists():
        for line in status.read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return int(process.memory_info().rss)


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            total += path.stat().st_size
    return total
