"""What mart columns are called and promise, and what never reaches them."""

import re
from pathlib import Path
from typing import Any

import yaml

from .conftest import ROOT, layer

ENDINGS = {
    "bigint": r".*(_id|_count)",
    "boolean": r"(is|has|was)_.+",
    "date": r".*_date",
    "timestamp": r".*_at",
    "timestamptz": r".*_at",
    # A value is in the unit that its key figure names.
    "numeric": r".*_(amount|rate|minutes|hours|value)",
}
# Others than we rely on the names of their columns: report, theirs; period_start, value …
NAMED_FOR_OTHERS = {"rpt_reconciliation", "rpt_kpi_values"}
NEVER_STAGED = {"secret", "direct_identifier", "clinical_note", "financial_account"}


def sensitive() -> dict[str, dict[str, str]]:
    """Return table -> column -> kind of sensitivity."""
    path = ROOT / "extract" / "opendental" / "sensitive.yml"
    tables: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))["tables"]
    return tables


def columns(marts: list[dict[str, Any]]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return (mart, name, column) of every column of the marts."""
    return [(mart["name"], name, it) for mart in marts for name, it in mart["columns"].items()]


def test_every_mart_has_an_enforced_contract(marts: list[dict[str, Any]]) -> None:
    wrong = [mart["name"] for mart in marts if not mart["contract"]["enforced"]]
    assert not wrong


def test_every_mart_has_a_primary_key_that_postgres_enforces(marts: list[dict[str, Any]]) -> None:
    wrong = []
    for mart in marts:
        # A view holds no rows of its own, and Postgres has nothing to enforce a key on.
        if mart["config"]["materialized"] == "view":
            continue
        constraints = [it["type"] for it in mart["constraints"]]
        constraints += [it["type"] for col in mart["columns"].values() for it in col["constraints"]]
        # A primary key takes no null: what cannot be split by provider is unique without one.
        unique = [it for it in mart["constraints"] if it["expression"] == "nulls not distinct"]
        if constraints.count("primary_key") + len(unique) != 1:
            wrong.append(mart["name"])
    assert not wrong


def test_a_column_is_named_by_its_type(marts: list[dict[str, Any]]) -> None:
    wrong = [
        f"{mart}.{name} {column['data_type']}"
        for mart, name, column in columns(marts)
        if (rule := ENDINGS.get(column["data_type"].split("(")[0]))
        and not re.fullmatch(rule, name)
        and mart not in NAMED_FOR_OTHERS
    ]
    assert not wrong


def test_money_has_cents(marts: list[dict[str, Any]]) -> None:
    wrong = [
        f"{mart}.{name} {column['data_type']}"
        for mart, name, column in columns(marts)
        if name.endswith("_amount") and column["data_type"] != "numeric(14, 2)"
    ]
    assert not wrong


def test_a_flag_is_never_null(marts: list[dict[str, Any]]) -> None:
    wrong = [
        f"{mart}.{name}"
        for mart, name, column in columns(marts)
        if column["data_type"] == "boolean"
        and "not_null" not in {it["type"] for it in column["constraints"]}
    ]
    assert not wrong


def test_a_mart_says_when_it_was_built_and_what_it_holds(marts: list[dict[str, Any]]) -> None:
    wrong = [
        mart["name"]
        for mart in marts
        if list(mart["columns"])[-2:] != ["_loaded_at", "_built_at"]
        # Says when both sides were asked instead.
        and mart["name"] != "rpt_reconciliation"
    ]
    assert not wrong


def test_a_code_stands_beside_its_decoded_text(marts: list[dict[str, Any]]) -> None:
    wrong = [
        f"{mart['name']}.{name}"
        for mart in marts
        for name in mart["columns"]
        if name.endswith("_code")
        and name != "procedure_code"
        and name.removesuffix("_code") not in mart["columns"]
    ]
    assert not wrong


def test_a_key_is_never_a_bare_id(models: list[dict[str, Any]]) -> None:
    wrong = [model["name"] for model in models if "id" in model["columns"]]
    assert not wrong


def test_staging_maps_no_secret_identifier_note_or_account(models: list[dict[str, Any]]) -> None:
    kinds = sensitive()
    wrong = []
    for model in models:
        if layer(model) != "staging":
            continue
        table = model["name"].removeprefix("stg_opendental__")
        held = {name for name, kind in kinds.get(table, {}).items() if kind in NEVER_STAGED}
        # Settings that are no secret are allowed by name before their values leave the source.
        held -= {"ValueString"} if table == "preference" else set()
        # A source that is no person bears its name there; the model takes it under that condition.
        held -= {"LName"} if '"NotPerson" <> 0 then "LName"' in model["raw_code"] else set()
        wrong += [f"{table}.{name}" for name in sorted(held) if f'"{name}"' in model["raw_code"]]
    assert not wrong


def test_what_narrows_a_person_down_is_marked_in_staging(models: list[dict[str, Any]]) -> None:
    kinds = sensitive()
    wrong = []
    for model in models:
        if layer(model) != "staging":
            continue
        table = model["name"].removeprefix("stg_opendental__")
        marked = {name for name, it in model["columns"].items() if it["config"]["meta"].get("phi")}
        for column, kind in kinds.get(table, {}).items():
            mapped = re.search(rf'"{column}".* as (\w+),?\n', model["raw_code"])
            if kind == "quasi_identifier" and mapped and mapped[1] not in marked:
                wrong.append(f"{table}.{column}")
    assert not wrong


def test_an_exposure_declares_that_it_shows_personal_data(manifest: dict[str, Any]) -> None:
    personal = {
        key
        for key, node in manifest["nodes"].items()
        if any(column["config"]["meta"].get("phi") for column in node.get("columns", {}).values())
    }
    wrong = [
        exposure["name"]
        for exposure in manifest["exposures"].values()
        if personal & set(exposure["depends_on"]["nodes"])
        and not exposure["config"]["meta"].get("phi")
    ]
    assert not wrong


def test_what_personal_data_becomes_in_a_mart_stays_marked(
    models: list[dict[str, Any]], marts: list[dict[str, Any]]
) -> None:
    marked = {
        name
        for model in models
        if layer(model) == "staging"
        for name, column in model["columns"].items()
        if column["config"]["meta"].get("phi")
    } | {"age_years"}
    # Addresses of clinics and carriers share their names with those of people.
    marked -= {"city", "state", "zip"}
    wrong = [
        f"{mart}.{name}"
        for mart, name, column in columns(marts)
        if name in marked and not column["config"]["meta"].get("phi")
    ]
    assert not wrong


def test_raw_guarantees_the_key_of_every_staging_model(models: list[dict[str, Any]]) -> None:
    """The key of a staging model is a primary key of raw as it is, so no test repeats it."""
    schema = (ROOT / "load" / "raw_schema.sql").read_text(encoding="utf-8")
    keys = dict(re.findall(r'create table .* raw\."(\w+)" \([^;]*primary key \("(\w+)"\)', schema))
    staged = [model for model in models if layer(model) == "staging"]
    wrong = []
    for model in staged:
        key = keys.get(model["name"].removeprefix("stg_opendental__"))
        mapped = re.search(rf'^        "{key}" as (\w+),$', model["raw_code"], re.MULTILINE)
        if not (key and mapped and mapped[1] in model["columns"]):
            wrong.append(model["name"])
    assert staged
    assert not wrong


def test_no_test_repeats_what_raw_guarantees(manifest: dict[str, Any]) -> None:
    wrong = [
        test["name"]
        for test in manifest["nodes"].values()
        if test["resource_type"] == "test"
        and test.get("test_metadata", {}).get("name") in {"unique", "not_null"}
        and str(test["attached_node"]).startswith("model.enamel.stg_")
    ]
    assert not wrong


def test_every_staged_enum_is_tested_against_its_list(
    manifest: dict[str, Any], models: list[dict[str, Any]]
) -> None:
    tested = {
        (test["attached_node"], test["column_name"])
        for test in manifest["nodes"].values()
        if test["resource_type"] == "test"
        and test.get("test_metadata", {}).get("name") == "accepted_values"
    }
    wrong = [
        f"{model['name']}.{name}"
        for model in models
        if layer(model) == "staging"
        for name in re.findall(r"as (\w+_code),\n\s+case ", model["raw_code"])
        if (model["unique_id"], name) not in tested
    ]
    assert not wrong


def test_the_style_check_ignores_nothing(transform: Path) -> None:
    wrong = [
        path.name
        for path in sorted(transform.rglob("*.sql"))
        if "target" not in path.parts
        and re.search(r"noqa(?!: \w+\d+(,\w+\d+)* \S)", path.read_text(encoding="utf-8"))
    ]
    assert not wrong
    assert "ignore =" not in (transform / ".sqlfluff").read_text(encoding="utf-8")
