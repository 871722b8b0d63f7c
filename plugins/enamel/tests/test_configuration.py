"""Settings are checked before they hurt, and shown without their secrets."""

import json
import shutil
from pathlib import Path

import pytest
from enamel.cli import app
from enamel.configuration.checks import FAILURE, validate
from enamel.configuration.effective import of
from enamel.discovery.catalog import read
from enamel.discovery.drift import Drift
from enamel.discovery.drifting import of_raw, of_source, of_staging
from typer.testing import CliRunner

ROOT = Path(__file__).parents[3]
FILES = (
    ".env.template",
    "meltano.yml",
    "extract/policy.yml",
    "extract/catalog.json",
    "load/roles.yml",
    "orchestrate/slas.yml",
    "orchestrate/tenants.yml",
    "orchestrate/orchestrators.meltano.yml",
    "extract/extractors.meltano.yml",
    "load/loaders.meltano.yml",
    "transform/transformers.meltano.yml",
)
SECRET = "s3cret-of-the-practice"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files that people write, with a filled-in .env."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "extract" / "opendental").symlink_to(ROOT / "extract" / "opendental")
    lines = []
    for prefix in ("SOURCE", "WAREHOUSE"):
        for part, value in zip(
            ("HOST", "PORT", "USER", "PASSWORD", "DATABASE"),
            ("db.example", "1234", "reader", SECRET, "opendental"),
            strict=True,
        ):
            monkeypatch.delenv(f"ENAMEL_{prefix}_{part}", raising=False)
            lines.append(f"ENAMEL_{prefix}_{part}={value}")
    (tmp_path / ".env").write_text("\n".join(lines))
    monkeypatch.setenv("MELTANO_PROJECT_ROOT", str(tmp_path))
    return tmp_path


def test_the_projects_own_files_are_right(project: Path) -> None:
    assert [it for it in validate(project, connect=False) if it.status == FAILURE] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (".env", "ENAMEL_SOURCE_PORT=1234", "ENAMEL_SOURCE_PORT=many", "is not a port number"),
        (
            ".env",
            "ENAMEL_SOURCE_PORT",
            "ENAMEL_SORCE_PORT",
            "There is no setting ENAMEL_SORCE_PORT",
        ),
        (".env", "ENAMEL_WAREHOUSE_USER=reader", "", "ENAMEL_WAREHOUSE_USER"),
        ("extract/policy.yml", "source_role: production", "source_role: mine", "source_role"),
        ("extract/policy.yml", "  apikey:", "  apikeys:", "unknown table `apikeys`"),
        ("orchestrate/slas.yml", "26h", "soon", "`soon` is no time"),
        ("orchestrate/tenants.yml", "ENAMEL_SOURCE\n", f"{SECRET}\n", "no name of variables"),
        ("orchestrate/orchestrators.meltano.yml", "enamel:alert", "enamel:alarm", "enamel:alarm"),
        ("orchestrate/orchestrators.meltano.yml", "job: watch", "job: look", "job look"),
        ("orchestrate/orchestrators.meltano.yml", "30 5 * * *", "half past five", "interval"),
        ("load/roles.yml", "roles:", "rolls:", "rolls"),
        ("extract/catalog.json", '{"streams"', '{"stream"', "no Singer catalog|not a Singer"),
        ("meltano.yml", "include_paths:", "include_paths: [", "YAML"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_the_next_action(
    project: Path, file: str, old: str, new: str, said: str
) -> None:
    text = (project / file).read_text()
    assert old in text
    (project / file).write_text(text.replace(old, new, 1))
    wrong = [it for it in validate(project, connect=False) if it.status == FAILURE]
    assert wrong, "nothing was noticed"
    assert any(part in it.found for it in wrong for part in said.split("|")), wrong
    assert all(it.next_action for it in wrong)


def test_the_command_fails_where_a_file_is_wrong(project: Path) -> None:
    fine = CliRunner().invoke(app, ["config", "validate", "--format", "json"])
    assert fine.exit_code == 0, fine.output
    assert {it["status"] for it in json.loads(fine.output)} == {"ok"}
    (project / "orchestrate" / "slas.yml").unlink()
    assert CliRunner().invoke(app, ["config", "validate"]).exit_code == 4


def test_no_secret_is_shown(project: Path) -> None:
    for form in ("table", "json", "csv"):
        shown = CliRunner().invoke(app, ["config", "show", "--format", form])
        assert shown.exit_code == 0
        assert SECRET not in shown.output
        assert "db.example" in shown.output


def test_the_environment_wins_over_the_file() -> None:
    (found,) = of([], {"ENAMEL_SOURCE_HOST": "a"}, {"ENAMEL_SOURCE_HOST": "b"})
    assert (found.value, found.origin) == ("b", "environment")
    (absent,) = of(["ENAMEL_ALERT_TO"], {}, {})
    assert (absent.value, absent.origin) == (None, "not set")


def test_drift_tells_what_the_next_run_mends_from_what_somebody_must() -> None:
    catalog = {
        name: stream
        for name, stream in read(ROOT / "extract/catalog.json").items()
        if name == "adjustment"
    }
    columns = {
        name: schema["x-sql-datatype"]
        for name, schema in catalog["adjustment"]["schema"]["properties"].items()
    }
    assert [it.change for it in of_raw(catalog, {})] == ["is not there yet"]
    same = {
        name: kind.replace("timestamptz", "timestamp with time zone")
        for name, kind in columns.items()
    }
    assert of_raw(catalog, {"adjustment": same}) == []
    (narrow,) = of_raw(catalog, {"adjustment": {**same, "AdjNum": "smallint"}})
    assert narrow.next_action.startswith("Nothing")
    (other,) = of_raw(catalog, {"adjustment": {**same, "AdjNum": "date"}})
    assert other.subject == "adjustment.AdjNum"
    assert "--full-refresh" in other.next_action


def test_drift_of_source_and_staging_is_one_row_each() -> None:
    rows = of_source(Drift(["new"], [], ["claim.More"], [], ["claim.Old (int → bigint)"], []))
    assert [(it.subject, it.change) for it in rows] == [
        ("new", "new table"),
        ("claim.More", "new column"),
        ("claim.Old", "column changed: int → bigint"),
    ]
    (row,) = of_staging(["Table `claim` has new column `More`. Map it in x.sql or ignore it."])
    assert (row.subject, row.next_action) == ("claim", "Map it in x.sql or ignore it.")
