"""What a version was fitted and tested on, as a Parquet file with its statistics and schema."""

import csv
import json
import secrets
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from enamel_ml.data import Rows, Split
from enamel_ml.specs import Spec


def write_training_set(folder: Path, spec: Spec, split: Split) -> None:
    """Write the rows of all windows, patients hashed with a salt that nobody keeps.

    Args:
        folder: The version's folder.
        spec: The model.
        split: Its windows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    windows = {"train": split.train, "tune": split.tune, "test": split.test}
    types = {
        "time_window": "VARCHAR",
        "patient": "VARCHAR",
        "month": "VARCHAR",
        **dict.fromkeys(spec.features, "DOUBLE"),
        "outcome": "TINYINT",
    }
    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as client:
        file = Path(scratch) / "rows.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(types)
            for name, rows in windows.items():
                writer.writerows(_lines(name, rows))
        client.read_csv(str(file), header=True, dtype=types).create("rows")
        salt = secrets.token_hex(16)
        client.execute(
            f"copy (select * replace (sha256('{salt}' || patient) as patient) from rows)"
            f" to '{folder / 'training_set.parquet'}' (format parquet, compression zstd)"
        )
        summary = client.execute("summarize select * exclude (patient) from rows")
        names = [it[0] for it in summary.description or []]
        columns = [
            {name: str(part) for name, part in zip(names, row, strict=True) if part is not None}
            for row in summary.fetchall()
        ]
    report = {"schema": types, "windows": {n: _statistics(it) for n, it in windows.items()}}
    text = json.dumps({**report, "columns": columns}, indent=2, sort_keys=True) + "\n"
    (folder / "training_set.json").write_text(text, encoding="utf-8")


def _lines(window: str, rows: Rows) -> "list[list[Any]]":
    patients = rows.about["patient_id"].tolist()
    months = [str(it)[:7] for it in rows.about["scored_at"]]
    values = rows.features.tolist()
    outcomes = rows.outcome.astype(int).tolist()
    return [
        [window, *it[:2], *it[2], it[3]]
        for it in zip(patients, months, values, outcomes, strict=True)
    ]


def _statistics(rows: Rows) -> dict[str, Any]:
    return {
        "rows": len(rows),
        "patients": len(np.unique(rows.about["patient_id"])),
        "rate": float(rows.outcome.mean()),
        "first_date": str(rows.first_date),
        "last_date": str(rows.last_date),
    }
