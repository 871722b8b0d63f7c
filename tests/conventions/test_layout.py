"""Where files stand and what they are called."""

import re
from pathlib import Path
from typing import Any

from .conftest import domain, layer

DOMAINS = {
    "practice",
    "patients",
    "treatment",
    "fees",
    "insurance",
    "payments",
    "receivables",
    "collections",
    "communications",
    "scheduling",
    "audit",
    "kpis",
    "predictions",
}
NAMES = {
    "staging": re.compile(r"stg_opendental__[a-z0-9_]+"),
    "identity": re.compile(r"named_[a-z]+(_[a-z]+)*"),
    "intermediate": re.compile(r"int_[a-z0-9]+(_[a-z0-9]+)+"),
    "marts": re.compile(r"(dim|fct|rpt)_[a-z0-9_]+"),
    # Beside the tables that `enamel ml` writes, and named as they are.
    "ml": re.compile(r"scores"),
}
# Show what our own programs wrote; there is nothing to rename or to cast.
VERDICTS = {"rpt_reconciliation", "rpt_predictions", "rpt_prediction_models",
            "rpt_prediction_metrics", "scores"}  # fmt: skip
JINJA = re.compile(r"{{\s*(\w+)")


def test_every_model_stands_in_a_layer_and_a_domain(models: list[dict[str, Any]]) -> None:
    wrong = [
        model["original_file_path"]
        for model in models
        if layer(model) not in NAMES or domain(model) not in DOMAINS
    ]
    assert not wrong


def test_every_model_is_named_by_its_layer(models: list[dict[str, Any]]) -> None:
    wrong = [model["name"] for model in models if not NAMES[layer(model)].fullmatch(model["name"])]
    assert not wrong


def test_every_model_has_its_properties_beside_it(
    models: list[dict[str, Any]], transform: Path
) -> None:
    wrong = [
        model["name"]
        for model in models
        if not (transform / model["original_file_path"]).with_suffix(".yml").is_file()
        or Path(model["patch_path"] or "").stem != model["name"]
    ]
    assert not wrong


def test_a_model_belongs_to_the_group_of_its_folder(models: list[dict[str, Any]]) -> None:
    wrong = [model["name"] for model in models if model["config"]["group"] != domain(model)]
    assert not wrong


def test_only_marts_are_public(models: list[dict[str, Any]]) -> None:
    wrong = [
        model["name"]
        for model in models
        if (model["config"]["access"] == "public") != (layer(model) == "marts")
    ]
    assert not wrong


def test_layers_have_their_own_schemas(models: list[dict[str, Any]]) -> None:
    wrong = [model["name"] for model in models if model["schema"] != layer(model)]
    assert not wrong


def test_staging_reads_its_own_source_and_nothing_else(models: list[dict[str, Any]]) -> None:
    wrong = [
        model["name"]
        for model in models
        if layer(model) == "staging"
        and (
            model["depends_on"]["nodes"]
            != [f"source.enamel.opendental.{model['name'].removeprefix('stg_opendental__')}"]
            or model["config"]["materialized"] != "view"
        )
    ]
    assert not wrong


def test_only_staging_and_identity_read_sources(models: list[dict[str, Any]]) -> None:
    wrong = [
        model["name"]
        for model in models
        if layer(model) not in {"staging", "identity"}
        and model["sources"]
        and model["name"] not in VERDICTS
    ]
    assert not wrong


def test_every_source_table_is_staged_in_the_same_folder(
    manifest: dict[str, Any], models: list[dict[str, Any]]
) -> None:
    folders = {model["name"]: domain(model) for model in models}
    wrong = [
        source["name"]
        for source in manifest["sources"].values()
        if source["source_name"] == "opendental"
        and folders.get(f"stg_opendental__{source['name']}") != domain(source)
    ]
    assert not wrong


def test_sql_is_not_hidden_behind_macros(models: list[dict[str, Any]]) -> None:
    models = [model for model in models if model["name"] not in VERDICTS]
    allowed = {"staging": {"source"}, "intermediate": {"ref", "var", "env_var"}, "marts": {"ref"}}
    allowed["identity"] = {"source"}
    wrong = {
        model["name"]: sorted(used)
        for model in models
        if (used := set(JINJA.findall(model["raw_code"])) - allowed[layer(model)])
        or "{%" in model["raw_code"]
    }
    assert not wrong


def test_there_are_three_macros_at_most(manifest: dict[str, Any]) -> None:
    ours = [name for name in manifest["macros"] if name.startswith("macro.enamel.")]
    assert len(ours) <= 3


def test_the_build_needs_no_package(transform: Path) -> None:
    assert not [
        name for name in ("packages.yml", "dependencies.yml") if (transform / name).exists()
    ]


def test_a_reference_is_imported_before_it_is_named(transform: Path) -> None:
    # `dbt build --empty` wraps every reference in a named subquery, which takes no second name.
    wrong = [
        path.name
        for folder in ("models", "tests", "snapshots")
        for path in sorted((transform / folder).rglob("*.sql"))
        if re.search(r"}}\s+as\s", path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_a_snapshot_lives_in_history_and_says_what_it_keeps(manifest: dict[str, Any]) -> None:
    snapshots = [it for it in manifest["nodes"].values() if it["resource_type"] == "snapshot"]
    wrong = [
        it["name"]
        for it in snapshots
        if it["schema"] != "history"
        or not it["name"].endswith("_versions")
        or not it["description"].startswith("One row per ")
        or not all(column["description"] for column in it["columns"].values())
        or not {"seen_date", "valid_from_at", "valid_until_at"} <= set(it["columns"])
    ]
    assert snapshots
    assert not wrong
