"""What is written about models and columns."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

DESCRIBED = ("models", "snapshots")
DOC = re.compile(r"{{\s*doc\('(\w+)'\)\s*}}")


def described(transform: Path) -> list[Path]:
    """Return the files that describe models and snapshots."""
    return sorted(path for kind in DESCRIBED for path in (transform / kind).rglob("*.yml"))


class Plain(yaml.BaseLoader):
    """Reads every scalar as it is written, but flags as flags."""


Plain.add_implicit_resolver("flag", re.compile("^(true|false)$"), list("tf"))
Plain.add_constructor("flag", lambda _, node: node.value == "true")


def properties(transform: Path) -> list[dict[str, Any]]:
    """Return every model's and snapshot's properties as written, before dbt renders them."""
    read = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in described(transform))
    return [it for file in read for kind in DESCRIBED for it in file.get(kind, [])]


def test_every_mart_says_what_a_row_is(marts: list[dict[str, Any]]) -> None:
    wrong = [mart["name"] for mart in marts if not mart["description"].startswith("One row per ")]
    assert not wrong


def test_every_column_of_a_mart_is_described(marts: list[dict[str, Any]]) -> None:
    wrong = [
        f"{mart['name']}.{name}"
        for mart in marts
        for name, column in mart["columns"].items()
        if not column["description"]
    ]
    assert not wrong


def test_the_same_name_has_the_same_text(models: list[dict[str, Any]]) -> None:
    texts: dict[str, set[str]] = defaultdict(set)
    for model in models:
        for name, column in model["columns"].items():
            if column["description"]:
                texts[name].add(column["description"])
    wrong = {name: sorted(found) for name, found in texts.items() if len(found) > 1}
    assert not wrong


def test_a_text_used_twice_is_a_doc_block_named_as_the_column(transform: Path) -> None:
    uses: dict[str, list[str]] = defaultdict(list)
    for model in properties(transform):
        for column in model.get("columns", []):
            if text := column.get("description"):
                uses[column["name"]].append(text)
    wrong = {
        name: texts
        for name, texts in uses.items()
        if any(DOC.findall(text) not in ([], [name]) for text in texts)
        or (len(texts) > 1 and not all(DOC.fullmatch(text) for text in texts))
    }
    assert not wrong


def test_every_doc_block_is_used(manifest: dict[str, Any], transform: Path) -> None:
    files = described(transform)
    used = {name for path in files for name in DOC.findall(path.read_text(encoding="utf-8"))}
    ours = {doc["name"] for doc in manifest["docs"].values() if doc["package_name"] == "enamel"}
    assert sorted(ours - used) == []


def test_every_singular_test_asserts_something(manifest: dict[str, Any]) -> None:
    wrong = [
        node["name"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test"
        and "test_metadata" not in node
        and not node["name"].startswith("assert_")
    ]
    assert not wrong


def test_a_unit_test_is_a_sentence_postgres_can_hold(manifest: dict[str, Any]) -> None:
    wrong = [
        test["name"]
        for test in manifest["unit_tests"].values()
        if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+){2,}", test["name"]) or len(test["name"]) > 63
    ]
    assert not wrong


def test_a_warning_says_why_it_does_not_stop_the_build(transform: Path) -> None:
    wrong = []
    for path in sorted(transform.glob("*/**/*")):
        if path.suffix not in {".sql", ".yml"} or "target" in path.parts:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        wrong += [
            f"{path.name}:{number + 1}"
            for number, line in enumerate(lines)
            if re.search(r"severity\s*[:=]\s*'?warn", line)
            and not lines[number - 1].strip().startswith(("#", "--"))
        ]
    assert not wrong


def test_properties_have_no_misspelt_key(transform: Path) -> None:
    import json

    import dbt.jsonschemas
    from jsonschema import Draft7Validator

    schemas = Path(dbt.jsonschemas.__file__).parent
    resources = json.loads((schemas / "resources" / "latest.json").read_text(encoding="utf-8"))
    validator = Draft7Validator(resources)
    wrong = [
        f"{path.name}: {error.json_path}: {error.message[:200]}"
        for folder in ("models", "macros", "snapshots")
        for path in sorted((transform / folder).rglob("*.yml"))
        for error in validator.iter_errors(
            yaml.load(path.read_text(encoding="utf-8"), Loader=Plain)
        )
    ]
    assert not wrong
