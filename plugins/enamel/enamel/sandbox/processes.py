"""Server processes: started so that they outlive us, found again by their command line, ended."""

import os
import random
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

# Below the range from which Linux and macOS take ports for outgoing connections: a recorded port
# then stays free while its server is down.
PORTS = range(20_000, 32_000)


def spawn(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> int:
    """Start a process in a session of its own, its output into `log`; return its id."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    return os.posix_spawn(
        command[0],
        list(command),
        dict(environment),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), flags, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )


def find(words: Sequence[str]) -> psutil.Process | None:
    """Return the living process with all these words in its command line.

    The words name the server's own data folder in the server's own syntax, so neither a stranger
    with a reused process id nor a server of another folder is ever taken for ours, and a server is
    found even when what we wrote down about it is lost.
    """
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if set(words) <= set(process.cmdline()):
                found.append((process.create_time(), process.pid, process))
    # A child has its parent's command line for a moment: the oldest is the server.
    return min(found)[2] if found else None


def alive(pid: int) -> bool:
    """Return whether a process we started still runs (and take note of its end if not)."""
    with suppress(ChildProcessError):
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    return bool(psutil.pid_exists(pid))


def stop(process: psutil.Process, signal: int, seconds: float) -> None:
    """Ask a process to end, insist after `seconds`; return when it has gone."""
    with suppress(psutil.NoSuchProcess):
        helpers = process.children(recursive=True)
        process.send_signal(signal)
        try:
            process.wait(seconds)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(10)
        _, left = psutil.wait_procs(helpers, timeout=10)
        for helper in left:
            helper.kill()


def clear_leftovers(data: Path) -> None:
    """End the helpers of a killed Postgres, and forget its process id if a stranger has it now.

    Postgres refuses to start while one of its former helpers lives, or while any process of the
    same account has the id that its killed predecessor wrote down.
    """
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.name() == "postgres" and Path(process.cwd()) == data:
                process.kill()
                process.wait(10)
    pid_file = data / "postmaster.pid"
    with suppress(OSError, ValueError, IndexError, psutil.Error):
        stranger = psutil.Process(int(pid_file.read_text(encoding="utf-8").split()[0]))
        if Path(stranger.cwd()) != data:
            pid_file.unlink()


def port_is_free(port: int) -> bool:
    """Return whether a server could listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(preferred: int | None) -> int:
    """Return the preferred port if it is free, else another one."""
    if preferred and port_is_free(preferred):
        return preferred
    while not port_is_free(port := random.choice(PORTS)):
        pass
    return port
