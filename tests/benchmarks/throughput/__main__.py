"""Measure replication beside the physical limit and beside other tools; write RESULTS.md."""

import argparse

from enamel import sandbox
from enamel.project import project_root

from . import report
from .load import DATABASE, load
from .measure import machine


def main() -> None:
    """Run the parts asked for; needs no server and, unless told to, leaves none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("parts", nargs="*", default=["load"], help=f"of {', '.join(PARTS)}")
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", nargs="*", default=[], help="only these ways")
    parser.add_argument("--keep", action="store_true", help="leave servers and source for later")
    parser.add_argument("--dry", action="store_true", help="write no results")
    options = parser.parse_args()
    folder = project_root() / ".enamel" / "sandbox" / DATABASE
    try:
        servers = sandbox.start(folder, project=project_root())
        for part in options.parts:
            figures = PARTS[part](servers, options)
            if not options.dry:
                report.keep(part, figures)
    finally:
        if not options.keep:
            sandbox.stop(folder, purge=True)


def _load(servers: sandbox.Servers, options: argparse.Namespace) -> dict[str, object]:
    ways = load(servers, options.rows, options.rounds, options.ways)
    return {"rows": options.rows, "machine": machine(), "ways": ways}


PARTS = {"load": _load}

if __name__ == "__main__":
    main()
