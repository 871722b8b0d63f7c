"""Measure replication beside the physical limit and beside other tools; write RESULTS.md."""

import argparse

from enamel import sandbox
from enamel.project import project_root

from . import report
from .curve import curve, draw
from .load import DATABASE, load
from .measure import machine
from .memory import memory
from .quiet import quiet
from .writer import writer

SIZES = (1_000_000, 3_000_000, 6_000_000, 12_000_000, 17_800_000)


def main() -> None:
    """Run the parts asked for; needs no server and, unless told to, leaves none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("parts", nargs="*", default=["load"], help=f"of {', '.join(PARTS)}")
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--quiet-rows", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", nargs="*", default=[], help="only these ways")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="of the curve")
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
    facts = {"rows": options.rows, "machine": machine()}

    def tell(ways: dict[str, object]) -> None:
        if not options.dry:
            report.keep("load", {**facts, "ways": ways})

    return {**facts, "ways": load(servers, options.rows, options.rounds, options.ways, tell)}


def _quiet(servers: sandbox.Servers, options: argparse.Namespace) -> dict[str, object]:
    return {"machine": machine(), **quiet(servers, options.quiet_rows, options.rounds)}


def _memory(servers: sandbox.Servers, options: argparse.Namespace) -> dict[str, object]:
    return memory(servers, options.rows)


def _writer(servers: sandbox.Servers, options: argparse.Namespace) -> dict[str, object]:
    return writer(servers, options.rows)


def _curve(servers: sandbox.Servers, options: argparse.Namespace) -> dict[str, object]:
    figures = curve(servers, options.sizes, drop_source=not options.keep)
    if not options.dry:
        draw(figures, report.CURVE)
    return figures


PARTS = {"load": _load, "quiet": _quiet, "memory": _memory, "writer": _writer, "curve": _curve}

if __name__ == "__main__":
    main()
