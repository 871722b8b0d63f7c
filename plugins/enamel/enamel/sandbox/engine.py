"""What the two kinds of server have in common."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from enamel import debian
from enamel.settings import Connection

USER = "enamel"


@dataclass(frozen=True)
class Programs:
    """A server's programs and, where they are not installed but unpacked, their root folder."""

    server: Path
    init: Path
    unpacked: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment to run them in: nothing of ours but where to find programs."""
        values = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        if self.unpacked:
            values["LD_LIBRARY_PATH"] = debian.library_path(self.unpacked)
        return values


class NotReadyError(Exception):
    """The server does not (yet) accept our connections."""


class Engine(Protocol):
    """One kind of server."""

    name: str
    title: str
    drivername: str
    database: str
    stop_signal: signal.Signals

    def words(self, data: Path) -> Sequence[str]:
        """Return the words of a command line that only this server of this folder has."""
        ...

    def files(self, password: str) -> dict[str, str]:
        """Return the files that both commands need in the `config` folder: name and content.

        Those named `*.secret` are removed when the command is done or the server is ready.
        """
        ...

    def init_command(self, programs: Programs, data: Path, config: Path) -> Sequence[str]:
        """Return the command that fills an empty data folder, to be run in its parent."""
        ...

    def start_command(
        self, programs: Programs, data: Path, config: Path, port: int
    ) -> Sequence[str]:
        """Return the command that runs the server in the foreground."""
        ...

    def version(self, connection: Connection) -> str:
        """Return the running server's version; its database exists afterwards.

        Raises:
            NotReadyError: No connection.
        """
        ...

    def socket(self, data: Path, port: int) -> Path:
        """Return the server's socket."""
        ...


def shipped(name: str) -> str:
    """Return a file that is shipped beside this module."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
