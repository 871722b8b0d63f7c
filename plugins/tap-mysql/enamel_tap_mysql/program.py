"""The program's first lines: a signal that comes while Python still imports is no traceback."""

import os
import signal
import sys
from typing import Any, NoReturn


def _end(signum: int, _: Any) -> NoReturn:
    """End at once: nothing has begun. The tap has handlers of its own as soon as it is there."""
    print(f"tap-mysql: Stopped by signal {signum} before it began. Run again.", file=sys.stderr)
    sys.stderr.flush()
    os._exit(128 + signum)


def main() -> None:
    """Run the program."""
    signal.signal(signal.SIGINT, _end)
    signal.signal(signal.SIGTERM, _end)
    from enamel_tap_mysql.deferred import without_joblib

    with without_joblib():
        from enamel_tap_mysql import tap

    tap.main()
