"""One server from an empty folder to accepting connections."""

import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from enamel.errors import EnamelError
from enamel.sandbox import processes
from enamel.sandbox.account import Account
from enamel.sandbox.engine import USER, Engine, NotReadyError, Programs
from enamel.sandbox.record import ServerRecord, write_private
from enamel.settings import Connection

# Long enough to recover from a crash on a slow disk.
READY_SECONDS = 120.0


@dataclass(frozen=True)
class Place:
    """Where a sandbox is: its folder (logs, record) and the folder of its data."""

    folder: Path
    base: Path


def log_of(folder: Path, engine: Engine) -> Path:
    """Return a server's log."""
    return folder / f"{engine.name}.log"


def boot(
    engine: Engine, programs: Programs, account: Account, place: Place, server: ServerRecord
) -> None:
    """Start one server and wait until it accepts connections; note where in `server`.

    Raises:
        EnamelError: It did not start.
    """
    data = place.base / engine.name
    log = log_of(place.folder, engine)
    config = place.base / "config"
    account.make_folder(config)
    files = [config / name for name in engine.files("")]
    try:
        for path, text in zip(files, engine.files(server.password).values(), strict=True):
            write_private(path, text)
            account.own(path)
        if not data.exists():
            _initialise(engine, programs, account, place)
        processes.clear_leftovers(data)
        for attempts_left in (2, 1, 0):
            server.port = processes.free_port(server.port)
            begin = log.stat().st_size if log.exists() else 0
            command = engine.start_command(programs, data, config, server.port)
            pid = processes.spawn([*account.prefix, *command], log, programs.environment)
            version = _wait(engine, pid, server)
            if version:
                break
            if processes.alive(pid):
                raise _failure(engine, log, begin, f" within {READY_SECONDS:.0f} seconds")
            # Somebody took the port in between: once more with another one.
            if processes.port_is_free(server.port) or not attempts_left:
                raise _failure(engine, log, begin)
    finally:
        for path in files:
            if path.suffix == ".secret":
                path.unlink(missing_ok=True)
    server.version = version
    server.server, server.init = str(programs.server), str(programs.init)
    server.unpacked = str(programs.unpacked) if programs.unpacked else None


def _initialise(engine: Engine, programs: Programs, account: Account, place: Place) -> None:
    """Make the data folder, whole or not at all."""
    data = place.base / engine.name
    fresh = place.base / f"{engine.name}.new"
    log = log_of(place.folder, engine)
    shutil.rmtree(fresh, ignore_errors=True)
    account.make_folder(fresh)
    command = engine.init_command(programs, fresh, place.base / "config")
    begin = log.stat().st_size if log.exists() else 0
    if _run([*account.prefix, *command], place.base, log, programs) != 0:
        raise _failure(engine, log, begin)
    fresh.rename(data)


def _run(command: Sequence[str], folder: Path, log: Path, programs: Programs) -> int:
    with log.open("ab") as output:
        log.chmod(0o600)
        return subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # In a shared one, a MariaDB that begins deletes the temporary tables of the others.
            env={**programs.environment, "TMPDIR": str(folder / "config")},
            check=False,
        ).returncode


def _wait(engine: Engine, pid: int, server: ServerRecord) -> str | None:
    """Return the version once the server accepts connections; None if it does not."""
    connection = Connection(
        engine.drivername, "127.0.0.1", server.port or 0, USER, server.password, engine.database
    )
    give_up = time.monotonic() + READY_SECONDS
    while time.monotonic() < give_up:
        try:
            return engine.version(connection)
        except NotReadyError:
            if not processes.alive(pid):
                return None
            time.sleep(0.05)
    return None


def _failure(engine: Engine, log: Path, begin: int, within: str = "") -> EnamelError:
    """Return the error of a server that did not start, with its log's own last words."""
    with log.open("rb") as file:
        file.seek(begin)
        lines = [line for line in file.read().decode(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if "ERROR" in line or "FATAL" in line or "error:" in line]
    words = " / ".join((telling or lines)[-3:]) or "it said nothing"
    return EnamelError(
        f"{engine.title} did not start{within}: {words.rstrip('.')}.",
        f"Its whole log is {log}. `enamel sandbox down --purge` starts over without the data.",
    )
