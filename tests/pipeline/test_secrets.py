"""Columns classed secret never leave the source: not in files, state, logs or Postgres."""

import json
import os
import subprocess
import sys
from pathlib import Path

import yaml
from harness import ROOT, Pipeline

CANARY = b"SECRET-"


def secret_columns() -> list[tuple[str, str]]:
    """Return every (table, column) the source's data files class as secret."""
    sensitive = yaml.safe_load(
        (ROOT / "extract" / "opendental" / "sensitive.yml").read_text(encoding="utf-8")
    )
    return [
        (table, column)
        for table, columns in sensitive["tables"].items()
        for column, kind in columns.items()
        if kind == "secret"
    ]


def allowed_columns() -> set[tuple[str, str]]:
    """Return the secret columns of which the policy lets single values out, by name."""
    policy = yaml.safe_load((ROOT / "extract" / "policy.yml").read_text(encoding="utf-8"))
    return {(table, rule["column"]) for table, rule in policy["allowed_values"].items()}


def test_the_practice_holds_secrets_worth_stealing(pipeline: Pipeline) -> None:
    held = pipeline.in_source("select count(*) from patient where SSN like 'SECRET-%'")
    assert held[0][0] > 0


def test_no_secret_column_exists_in_the_warehouse(pipeline: Pipeline) -> None:
    columns = set(
        pipeline.in_warehouse(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'raw'"
        )
    )
    assert columns & set(secret_columns()) == allowed_columns()


def test_of_an_allowed_column_only_the_named_values_leave(pipeline: Pipeline) -> None:
    policy = yaml.safe_load((ROOT / "extract" / "policy.yml").read_text(encoding="utf-8"))
    allowed = policy["allowed_values"]["preference"]["names"]
    left = pipeline.in_warehouse(
        'select "PrefName" from raw.preference where "ValueString" is not null'
    )
    assert {name for (name,) in left} <= set(allowed)
    assert "PayPlansVersion" in {name for (name,) in left}


def test_no_secret_value_is_in_the_warehouse(pipeline: Pipeline) -> None:
    found = []
    for schema, table in pipeline.in_warehouse(
        "select schemaname, tablename from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema')"
    ):
        hits = pipeline.in_warehouse(
            f'select count(*) from "{schema}"."{table}" as t where t::text like \'%SECRET-%\''
        )
        if hits[0][0]:
            found.append((schema, table))
    assert found == []


def test_no_secret_value_is_in_spool_files_state_or_logs(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    """Stand in for the target: keep every file the tap hands over, and everything it says."""
    spool = tmp_path / "spool"
    config = tmp_path / "config.json"
    config.write_text(
        json.dumps(
            {
                "host": pipeline.source.host,
                "port": pipeline.source.port,
                "user": pipeline.source.user,
                "password": pipeline.source.password,
                "database": pipeline.source.database,
                "batch_config": {
                    "encoding": {"format": "pgcopy-csv", "compression": "none"},
                    "storage": {"root": spool.as_uri()},
                },
            }
        ),
        encoding="utf-8",
    )
    log = tmp_path / "tap.log"
    with log.open("wb") as errors:
        tap = subprocess.Popen(
            [
                str(Path(sys.executable).with_name("enamel-tap-mysql")),
                "--config",
                str(config),
                "--catalog",
                str(ROOT / "extract" / "catalog.json"),
            ],
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, "TAP_MYSQL_LOGLEVEL": "DEBUG"},
        )
    assert tap.stdout
    said = bytearray()
    files = 0
    for line in tap.stdout:
        said += line
        message = json.loads(line)
        for uri in message.get("manifest", []):
            handed_over = Path(uri.removeprefix("file://"))
            content = handed_over.read_bytes()
            assert CANARY not in content, message["stream"]
            files += len(content) > 0
            handed_over.unlink()
    tap.stdout.close()
    assert tap.wait() == 0
    said += log.read_bytes()
    assert files >= 54
    assert CANARY not in said
    logs = [path for path in (ROOT / ".meltano" / "logs").rglob("*") if path.is_file()]
    assert not [path for path in logs if CANARY in path.read_bytes()]
    assert CANARY.decode() not in pipeline.run("meltano", "state", "list").stdout
    assert CANARY not in (pipeline.folder / "meltano.db").read_bytes()
