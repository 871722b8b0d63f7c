"""Train on practices made for it, or on the one of .env; judge, measure, write RESULTS.md."""

import argparse
import json
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from enamel import sandbox, settings
from enamel.project import project_root
from enamel.reconciliation.run import connect_source
from enamel.sandbox import Servers
from harness import Pipeline

from ..throughput.measure import machine

FOLDER = Path(__file__).parent
RESULTS, FIGURES = FOLDER / "RESULTS.md", FOLDER / "results.json"
COIN, HERE = "coin", "here"
FEATURES, SCORES, ALL_OF_IT = "path:models/intermediate/predictions", "path:models/ml", "source:ml+"
SCORING_SECONDS, TRAINING_SECONDS = 20, 300
NOISE = 1.5
"""Half-widths of an interval that an AUC of nothing may be away from one half."""
METRICS = (
    "auc", "auc_rule", "attainable_auc", "share_of_attainable_auc", "calibration_slope",
    "calibration_intercept", "top_decile_lift", "attainable_top_decile_lift", "brier_skill",
)  # fmt: skip


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.predictions", description=__doc__)
    parser.add_argument("practices", nargs="*", help="seeds, or `coin`")
    parser.add_argument("--patients", type=int, default=5000)
    parser.add_argument("--here", action="store_true", help="measure the warehouse of .env")
    options = parser.parse_args()
    known = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    root = project_root()
    with tempfile.TemporaryDirectory(dir=root / ".enamel") as made:
        if options.here:
            place = Pipeline(settings.source(), settings.warehouse(), Path(made))
            sidecar = root / ".enamel" / "practice" / place.source.database
            _keep(known, HERE, _trained(place, str(sidecar), ALL_OF_IT))
        if options.practices:
            servers_at = root / ".enamel" / "sandbox" / "predictions"
            try:
                servers = sandbox.start(servers_at, project=root)
                for name in options.practices:
                    place = _made(servers, name, Path(made), options.patients)
                    _keep(known, name, _trained(place, place.env["ENAMEL_SIDECAR"], SCORES))
            finally:
                sandbox.stop(servers_at, purge=True)
    wrong = [line for name, it in known.items() for line in _wrong(name, it)]
    print("\n".join(wrong) or "as it should be")
    return int(bool(wrong))


def _made(servers: Servers, name: str, folder: Path, patients: int) -> Pipeline:
    """Make, replicate and build a practice in databases of its own."""
    database = f"practice_{name}"
    warehouse = servers.warehouse
    with connect_source(servers.source) as client:
        client.cursor().execute(f"create database {database}")
    with closing(
        psycopg.connect(
            host=warehouse.host,
            port=warehouse.port,
            user=warehouse.user,
            password=warehouse.password,
            dbname=warehouse.database,
            autocommit=True,
        )
    ) as connection:
        connection.execute(f"create database {database}".encode())
    (folder / name).mkdir()
    place = Pipeline(
        replace(servers.source, database=database),
        replace(warehouse, database=database),
        folder / name,
    )
    drawn = ["--seed", "1", "--coin-flip"] if name == COIN else ["--seed", name]
    place.run("enamel", "practice", "generate", "--patients", str(patients), *drawn)
    place.replicate()
    place.run("meltano", "invoke", "dbt-postgres:refresh", "--select", f"+{FEATURES}", f"+{SCORES}")
    place.run("meltano", "invoke", "dbt-postgres:test", "--select", "path:tests/predictions")
    return place


def _trained(place: Pipeline, sidecar: str, scores: str) -> dict[str, Any]:
    """Train on a warehouse that is built, score, and return what was measured.

    Args:
        place: The practice.
        sidecar: What could have been known of it.
        scores: What dbt builds after the features: scores alone, or all that is made of them.
    """
    started = time.monotonic()
    said = place.run(
        "enamel", "ml", "train", "--output", str(place.folder / "models"), ENAMEL_SIDECAR=sidecar
    ).stdout
    trained = time.monotonic()
    place.run("meltano", "invoke", "dbt-postgres:refresh", "--select", FEATURES, scores)
    scored = time.monotonic()
    report = json.loads((place.folder / "target" / "run_results.json").read_text("utf-8"))
    ran = {it["unique_id"].split(".")[-1]: it["execution_time"] for it in report["results"]}
    models: dict[str, Any] = {}
    newest = (
        "select metrics.model, metrics.metric, metrics.value, metrics.lower, metrics.upper"
        " from ml.model_card_metrics as metrics where metrics.segment = 'all' and metrics.version ="
        " (select max(version) from ml.models where models.model = metrics.model)"
    )
    for model, metric, *values in place.in_warehouse(newest):
        models.setdefault(model, {})[metric] = values
    for model, verdict, is_published in place.in_warehouse(
        "select distinct on (model) model, verdict, is_published from ml.models"
        " order by model, version desc"
    ):
        models[model] |= {"verdict": verdict, "is_published": is_published}
    rows = place.in_warehouse(
        "select (select count(*) from raw.patient), (select count(*) from ml.scores),"
        " (select count(*) from intermediate.int_visit_features_known)"
    )[0]
    return {
        "machine": machine(),
        "patients": rows[0],
        "scores": rows[1],
        "visit_moments": rows[2],
        "training_seconds": round(trained - started, 1),
        "is_trained_anew": "nothing new" not in said,
        "scoring_seconds": round(scored - trained, 1),
        "by_model_seconds": {name: round(took, 1) for name, took in ran.items()},
        "models": models,
    }


def _keep(known: dict[str, Any], name: str, found: dict[str, Any]) -> None:
    known[name] = found
    FIGURES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    RESULTS.write_text(_markdown(known), encoding="utf-8")


def _wrong(name: str, found: dict[str, Any]) -> list[str]:
    """Return what is not as it should be, in words."""
    wrong = []
    if name == HERE:
        if found["scoring_seconds"] >= SCORING_SECONDS:
            wrong.append(f"features and scores took {found['scoring_seconds']} s")
        if found["training_seconds"] >= TRAINING_SECONDS:
            wrong.append(f"training took {found['training_seconds']} s")
    if name == COIN:
        for model, it in found["models"].items():
            value, lower, upper = it["auc"]
            if abs(value - 0.5) > NOISE * (upper - lower) / 2:
                wrong.append(f"{model} ranks coins: {value:.3f} ({lower:.3f} to {upper:.3f})")
            if it["is_published"]:
                wrong.append(f"{model} was published on coins")
    return wrong


def _markdown(known: dict[str, Any]) -> str:
    lines = [
        "# Predictions",
        "",
        "Written by `uv run python -m benchmarks.predictions` (see README.md); not edited by hand."
        " All practices are synthetic. Values with intervals of 95 %.",
    ]
    for name, it in sorted(known.items()):
        title = {COIN: "Coins", HERE: "The warehouse at hand"}.get(name, f"Seed {name}")
        seconds = sorted(it["by_model_seconds"].items(), key=lambda pair: -pair[1])[:4]
        lines += [
            "",
            f"## {title}",
            "",
            f"{it['patients']:,} patients, {it['visit_moments']:,} moments of visits,"
            f" {it['scores']:,} scores; {it['machine']}. Training {it['training_seconds']} s,"
            f" features and scores {it['scoring_seconds']} s ("
            + ", ".join(f"{model} {took}" for model, took in seconds)
            + ").",
            "",
            f"| model | n | {' | '.join(metric.replace('_', ' ') for metric in METRICS)} |"
            " published |",
            "|---" * (len(METRICS) + 3) + "|",
        ]
        for model, metrics in sorted(it["models"].items()):
            cells = [_cell(metrics.get(metric)) for metric in METRICS]
            count = f"{metrics['row_count'][0]:,.0f}"
            published = "yes" if metrics["is_published"] else "no"
            lines.append(f"| {model} | {count} | {' | '.join(cells)} | {published} |")
        lines += ["", *(f"- {model}: {it['models'][model]['verdict']}" for model in it["models"])]
    return "\n".join(lines) + "\n"


def _cell(values: list[float | None] | None) -> str:
    if values is None or values[0] is None:
        return ""
    value, lower, upper = values
    if lower is None or upper is None:
        return f"{value:.3f}"
    return f"{value:.3f} ({lower:.3f} to {upper:.3f})"


if __name__ == "__main__":
    sys.exit(main())
