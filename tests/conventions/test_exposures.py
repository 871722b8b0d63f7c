"""Whoever reads a mart is named in the lineage: folders of the API's queries, and the group."""

import re

import pytest
import yaml
from enamel.project import project_root

ROOT = project_root()
MODELS = {path.stem for path in (ROOT / "transform/models").rglob("*.sql")}
FOLDERS = sorted(it for it in (ROOT / "analyze/api/enamel_api/queries").iterdir() if it.is_dir())
EXPOSURES = {
    exposure["name"]: set(re.findall(r"ref\('(\w+)'\)", str(exposure["depends_on"])))
    for exposure in yaml.safe_load((ROOT / "transform/models/exposures.yml").read_text())[
        "exposures"
    ]
}


def _read_by(folder: str) -> set[str]:
    queries = (ROOT / "analyze/api/enamel_api/queries" / folder).glob("*.sql")
    text = "\n".join(re.sub(r"--.*", "", query.read_text()) for query in queries)
    return {name for _, name in re.findall(r"\b(marts|identity)\.(\w+)", text)} & MODELS


@pytest.mark.parametrize("folder", [it.name for it in FOLDERS])
def test_an_exposure_names_what_the_api_reads(folder: str) -> None:
    assert EXPOSURES.get(f"api_{folder}", set()) == _read_by(folder), (
        f"correct `api_{folder}` in transform/models/exposures.yml"
    )


def test_the_group_reads_what_is_published_for_it() -> None:
    path = ROOT / "transform/group/models/_practices__sources.yml"
    tables = yaml.safe_load(path.read_text())["sources"][0]["tables"]
    # `practices` is written by `enamel group collect`; it is no mart of any practice.
    assert {it["name"] for it in tables} - {"practices"} == EXPOSURES["group_rollup"]


def test_no_exposure_without_a_reader() -> None:
    readers = {f"api_{it.name}" for it in FOLDERS} | {"group_rollup"}
    assert set(EXPOSURES) <= readers
