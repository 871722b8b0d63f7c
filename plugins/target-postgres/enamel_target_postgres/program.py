"""The program's first lines: a signal that comes while Python still imports is no traceback."""

import os
import signal
import sys
from typing import Any, NoReturn


def _end(signum: int, _: Any) -> NoReturn:
    """End at once: nothing has begun. The target has handlers of its own once it is there."""
    print(
        f"target-postgres: Stopped by signal {signum} before it began. Run again.", file=sys.stderr
    )
    sys.stderr.flush()
    os._exit(128 + signum)


def main() -> None:
    """Run the program."""
    signal.signal(signal.SIGINT, _end)
    signal.signal(signal.SIGTERM, _end)
    # Half of the start-up; it has to come before what imports the packages that it puts off.
    import enamel_target_postgres.deferred  # noqa: F401
    from enamel_target_postgres import target

    target.main()
