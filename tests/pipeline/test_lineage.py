"""From a number of a mart down to the columns of Open Dental, as rows of the warehouse."""

import json
from typing import Any

import pytest
from harness import Pipeline

MART = "model.enamel.rpt_production_income"
# Counted or constant columns are computed from no column.
WITHOUT = 0.15


@pytest.fixture(scope="module")
def written(pipeline: Pipeline) -> list[str]:
    """What two runs of the command say."""
    manifest = str(pipeline.folder / "target/built/manifest.json")
    pipeline.in_warehouse("drop schema if exists lineage cascade")
    return [pipeline.run("enamel", "lineage", "--manifest", manifest).stdout for _ in range(2)]


@pytest.fixture(scope="module")
def manifest(pipeline: Pipeline) -> dict[str, Any]:
    """The manifest of the build."""
    path = pipeline.folder / "target/built/manifest.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def test_what_did_not_change_is_not_read_again(written: list[str]) -> None:
    assert "SQL of 0 models" not in written[0]
    assert "SQL of 0 models" in written[1]


def test_edges_are_those_of_dbt(
    pipeline: Pipeline, written: list[str], manifest: dict[str, Any]
) -> None:
    assert written
    kinds = ("model", "snapshot")
    expected = {
        (parent, key)
        for key, node in manifest["nodes"].items()
        if node["resource_type"] in kinds
        for parent in node["depends_on"]["nodes"]
    }
    found = set(pipeline.in_warehouse("select parent_id, child_id from lineage.edges"))
    assert found == expected


def test_a_number_is_followed_to_open_dentals_columns(
    pipeline: Pipeline, written: list[str]
) -> None:
    assert written
    rows = pipeline.in_warehouse(
        "with recursive up as ("
        f" select '{MART}'::text as model_id, 'production_amount'::text as column_name"
        " union"
        " select its.source_model_id, its.source_column_name from up"
        " inner join lineage.column_sources as its"
        " on up.model_id = its.model_id and up.column_name = its.column_name)"
        " select model_name, column_name from up inner join lineage.models using (model_id)"
        " where kind = 'source'"
    )
    assert {("procedurelog", name) for name in ("ProcFee", "UnitQty", "BaseUnits")} <= set(rows)


def test_columns_are_the_warehouses_and_nearly_all_have_sources(
    pipeline: Pipeline, written: list[str]
) -> None:
    assert written
    columns, without = pipeline.in_warehouse(
        "select count(*), count(*) filter (where its.model_id is null)"
        " from lineage.columns as col inner join lineage.models using (model_id)"
        " left join (select distinct model_id, column_name from lineage.column_sources) as its"
        " using (model_id, column_name)"
        " where kind = 'model' and col.column_name <> '_built_at'"
    )[0]
    assert columns > 3_000
    assert without / columns < WITHOUT
