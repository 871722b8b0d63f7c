"""Run by the Python of matplotlib's own environment: draw figures given as JSON into a file."""

import json
import sys

import matplotlib as mpl

mpl.use("agg")
from matplotlib import pyplot as plt

points = sorted((int(size), it) for size, it in json.loads(sys.argv[1]).items())
millions = [size / 1e6 for size, _ in points]
figure, axis = plt.subplots(figsize=(6, 3.6), layout="constrained")
axis.plot(millions, [it["cpu"] for _, it in points], "o-", label="processor seconds")
axis.plot(millions, [it["seconds"] for _, it in points], "s--", label="seconds")
axis.set(xlabel="million rows", xlim=(0, None), ylim=(0, None), title="One full load")
axis.legend(frameon=False)
figure.savefig(sys.argv[2], dpi=120, metadata={"Software": None})
