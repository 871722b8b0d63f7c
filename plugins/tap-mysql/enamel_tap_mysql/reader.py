"""Whoever reads the tap's output."""

import os
import select
import stat
import sys

from enamel_tap_mysql.errors import ReaderGoneError, TapError


class Reader:
    """Whoever reads our standard output."""

    def __init__(self) -> None:
        """Refuse an output that nobody reads while we run: the files would never be consumed."""
        descriptor = sys.stdout.fileno()
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLERR)
        mode = os.fstat(descriptor).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
            raise TapError(
                "BATCH files need a target that reads our output while we run.",
                "Pipe into enamel-target-postgres, or leave out batch_config for RECORD messages.",
            )

    def check(self) -> None:
        """Raise when the reader is gone."""
        if self._poll.poll(0):
            raise ReaderGoneError
