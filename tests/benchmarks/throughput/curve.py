"""How cost grows with size: one full load for each of several sizes."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from enamel.sandbox import Servers

from ..tools import Tool
from . import shapes
from .load import drop, new_place, one, programs
from .ways import WAYS


def curve(servers: Servers, sizes: Sequence[int], *, drop_source: bool) -> dict[str, Any]:
    """Return for each size the seconds, the processor seconds, and the peaks in MB."""
    way = next(way for way in WAYS if way.tool.name == "enamel")
    found: dict[str, Any] = {}
    for size in sizes:
        database = f"throughput_{size}"
        source = shapes.make(servers.source, database, size)
        place = replace(new_place(servers, "curve"), source=source)
        meter = one(servers, way, place, size, closely=True)
        shutil.rmtree(place.folder)
        drop(servers, place.warehouse.database)
        if drop_source:
            shapes.remove(servers.source, database)
        found[str(size)] = {
            "seconds": round(meter.seconds, 1),
            "cpu": round(sum(meter.cpu.values()), 1),
            "load": round(meter.load, 1),
            "spool": round(meter.spool / 1e6, 1),
            "memory": {name: round(peak / 1e6, 1) for name, peak in sorted(meter.memory.items())},
        }
        print(f"{size:,} rows: {found[str(size)]}", flush=True)
    return found


def draw(figures: dict[str, Any], into: Path) -> None:
    """Draw the curve."""
    plotter = Tool("plot", "", {"plot": ["matplotlib>=3.10,<4"]}, lambda *_: (0, ""))
    plotter.install(programs())
    script = Path(__file__).with_name("plot_driver.py")
    python = programs() / "plot" / "bin" / "python"
    subprocess.run([python, script, json.dumps(figures), into], check=True)
