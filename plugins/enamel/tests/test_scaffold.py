"""`enamel scaffold` against this project's own facts and files."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from enamel import scaffold
from enamel.errors import EnamelError
from enamel.naming import Dictionary

ROOT = Path(__file__).parents[3]


@pytest.fixture
def dictionary() -> Dictionary:
    return Dictionary.load(ROOT)


@pytest.fixture
def empty_project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "extract" / "opendental", tmp_path / "extract" / "opendental")
    (tmp_path / "transform" / "docs").mkdir(parents=True)
    return tmp_path


def scaffolded(project: Path, table: str) -> tuple[str, str]:
    dictionary = Dictionary.load(project)
    model, properties, _ = scaffold.write(project, dictionary, table)
    return model.read_text(encoding="utf-8"), properties.read_text(encoding="utf-8")


def test_sentinels_become_null_and_codes_are_decoded(empty_project: Path) -> None:
    model, _ = scaffolded(empty_project, "claimproc")
    assert 'nullif("ClinicNum", 0) as clinic_id,' in model
    assert '"ClaimProcNum" as claim_line_id,' in model
    assert 'nullif("WriteOffEst", -1)::numeric as write_off_estimate_amount,' in model
    assert '"WriteOff"::numeric as write_off_amount,' in model
    assert "nullif(\"DateCP\", '0001-01-01'::date) as insurance_payment_date," in model
    assert "when 4 then 'supplemental'" in model
    assert '"SecDateTEdit" as source_updated_at,' in model


def test_secrets_and_identifiers_are_left_out(empty_project: Path) -> None:
    model, properties = scaffolded(empty_project, "patient")
    assert not re.search(r'"(SSN|LName|FName|Email|HmPhone|AddrNote|SecurityHash)"', model)
    (column,) = [
        it
        for it in yaml.safe_load(properties)["models"][0]["columns"]
        if it["name"] == "birth_date"
    ]
    assert column["config"] == {"meta": {"phi": True}}


def test_keys_are_described_and_codes_are_tested(empty_project: Path) -> None:
    _, properties = scaffolded(empty_project, "claim")
    columns = {it["name"]: it for it in yaml.safe_load(properties)["models"][0]["columns"]}
    # Raw's primary key says the rest.
    assert columns["claim_id"]["description"]
    assert "data_tests" not in columns["claim_id"]
    (codes,) = columns["claim_status_code"]["data_tests"]
    assert codes["accepted_values"]["arguments"]["values"] == ["U", "H", "W", "P", "S", "R", "I"]


def test_an_existing_model_is_never_overwritten(empty_project: Path) -> None:
    dictionary = Dictionary.load(empty_project)
    model, *_ = scaffold.write(empty_project, dictionary, "clinic")
    model.write_text("mine", encoding="utf-8")
    with pytest.raises(EnamelError, match="is written once"):
        scaffold.write(empty_project, dictionary, "clinic")
    assert model.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("table", ["patients", "orthorx"])
def test_a_table_without_facts_or_domain_is_refused(dictionary: Dictionary, table: str) -> None:
    with pytest.raises(EnamelError, match=table):
        dictionary.domain(table)


def test_tables_of_a_domain_share_one_sources_file(empty_project: Path) -> None:
    scaffolded(empty_project, "payment")
    scaffolded(empty_project, "deposit")
    path = empty_project / "transform/models/staging/payments/_payments__sources.yml"
    (source,) = yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
    assert [table["name"] for table in source["tables"]] == ["deposit", "payment"]


def test_no_table_gets_two_columns_of_one_name(dictionary: Dictionary) -> None:
    for table in dictionary.staged_tables():
        names = [column.name for column in dictionary.columns(table)]
        assert len(names) == len(set(names)), table


def test_every_column_is_either_mapped_or_left_out_with_a_reason(dictionary: Dictionary) -> None:
    for table in dictionary.staged_tables():
        mapped = {column.source for column in dictionary.columns(table)} - {"_sdc_batched_at"}
        ignored = dictionary.ignored(table)
        assert not mapped & ignored.keys()
        assert all(ignored.values())
