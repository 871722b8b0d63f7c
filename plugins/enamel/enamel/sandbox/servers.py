"""Start, stop and look at the private servers of one folder."""

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from enamel.errors import EnamelError
from enamel.project import project_root
from enamel.sandbox import account as accounts
from enamel.sandbox import binaries, boot, processes, record
from enamel.sandbox.engine import USER, Engine, NotReadyError
from enamel.sandbox.engines import ENGINES, MARIADB, POSTGRES
from enamel.sandbox.record import Record
from enamel.settings import Connection

STOP_SECONDS = 60.0


@dataclass(frozen=True)
class Servers:
    """Two running servers: where they are and who we are there."""

    folder: Path
    source: Connection
    warehouse: Connection


@dataclass(frozen=True)
class ServerStatus:
    """One server as it is now; `connection` is None until it was started once."""

    engine: str
    pid: int | None
    connection: Connection | None
    socket: Path | None
    version: str | None
    binary: str | None
    log: Path

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        return self.pid is not None


def start(folder: Path, *, project: Path | None = None) -> Servers:
    """Start what does not run of a folder's servers; make them on the first call.

    Args:
        folder: The sandbox's own folder; need not exist.
        project: Where fetched programs are kept (`.enamel/bin`); found from the working folder.

    Raises:
        EnamelError: A server does not start; what this call started is stopped again.
    """
    folder = folder.resolve()
    with _readable_errors(folder), record.locked(folder):
        known = record.read(folder) or record.new(folder, [engine.name for engine in ENGINES])
        idle = [engine for engine in ENGINES if not _answers(engine, known)]
        if idle:
            try:
                _start(folder, known, idle, project or project_root())
            except BaseException:
                _stop(known, idle)
                raise
        return Servers(folder, _connection(MARIADB, known), _connection(POSTGRES, known))


def stop(folder: Path, *, purge: bool = False) -> bool:
    """Stop a folder's servers; with `purge`, remove their data and the folder.

    Returns:
        Whether anything was running.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        return False
    with _readable_errors(folder), record.locked(folder):
        known = record.read(folder) or Record(str(folder), {})
        stopped = _stop(known, ENGINES)
        if purge:
            if known.elsewhere:
                shutil.rmtree(known.elsewhere, ignore_errors=True)
            shutil.rmtree(folder)
    return stopped


def status(folder: Path) -> list[ServerStatus]:
    """Return how a folder's servers are, without touching them."""
    folder = folder.resolve()
    known = record.read(folder) or Record(str(folder), {})
    found = []
    for engine in ENGINES:
        data = Path(known.data) / engine.name
        process = processes.find(engine.words(data))
        server = known.servers.get(engine.name)
        made = server is not None and server.port is not None
        found.append(
            ServerStatus(
                engine=engine.name,
                pid=process.pid if process else None,
                connection=_connection(engine, known) if made else None,
                socket=engine.socket(data, server.port) if server and server.port else None,
                version=server.version if server else None,
                binary=server.server if server else None,
                log=boot.log_of(folder, engine),
            )
        )
    return found


def _answers(engine: Engine, known: Record) -> bool:
    """Return whether our server runs and lets us in; end one that runs and does not."""
    process = processes.find(engine.words(Path(known.data) / engine.name))
    server = known.servers[engine.name]
    if not process:
        return False
    give_up = time.monotonic() + boot.READY_SECONDS
    while server.port and process.is_running() and time.monotonic() < give_up:
        try:
            engine.version(_connection(engine, known))
        except NotReadyError:
            time.sleep(0.1)
        else:
            return True
    processes.stop(process, engine.stop_signal, STOP_SECONDS)
    return False


def _start(folder: Path, known: Record, engines: list[Engine], project: Path) -> None:
    if known.elsewhere and not Path(known.data).is_dir():
        # A restart of the machine emptied its temporary folder.
        known.elsewhere, known.data = None, str(folder)
    programs = {
        engine.name: binaries.find_for(engine, known, project / ".enamel" / "bin")
        for engine in engines
    }
    account = accounts.choose(Path(known.data), programs.values())
    if not account.reaches:
        programs = accounts.move_elsewhere(known, account, programs)
    # Before anything starts: after a crash here the passwords still fit the data.
    record.write(folder, known)

    def one(engine: Engine) -> None:
        boot.boot(
            engine,
            programs[engine.name],
            account,
            boot.Place(folder, Path(known.data)),
            known.servers[engine.name],
        )

    with ThreadPoolExecutor() as pool:
        for outcome in [pool.submit(one, engine) for engine in engines]:
            outcome.result()
    record.write(folder, known)


def _stop(known: Record, engines: list[Engine] | tuple[Engine, ...]) -> bool:
    def one(engine: Engine) -> bool:
        process = processes.find(engine.words(Path(known.data) / engine.name))
        if process:
            processes.stop(process, engine.stop_signal, STOP_SECONDS)
        return process is not None

    with ThreadPoolExecutor() as pool:
        return any(list(pool.map(one, engines)))


def _connection(engine: Engine, known: Record) -> Connection:
    server = known.servers[engine.name]
    return Connection(
        engine.drivername, "127.0.0.1", server.port or 0, USER, server.password, engine.database
    )


@contextmanager
def _readable_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnamelError(
            f"{error.filename or folder}: {error.strerror or error}.",
            "Run the command as the account that made the sandbox, or free the space it needs.",
        ) from error
    except psutil.AccessDenied as error:
        raise EnamelError(
            f"The servers of {folder} belong to another account.",
            "Run the command as the account that started them.",
        ) from error
