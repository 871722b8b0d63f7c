"""The analyst's loop: the whole graph without a row of data, and one changed model on its own."""

import shutil
from pathlib import Path

import psycopg
from enamel.settings import Connection
from harness import ROOT, Pipeline

TRANSFORM = ROOT / "transform"


def dbt(pipeline: Pipeline, *arguments: str, project: Path = TRANSFORM) -> None:
    """Run dbt as the project's commands do."""
    folders = ("--project-dir", str(project), "--profiles-dir", str(project))
    pipeline.run("dbt", "--quiet", *arguments, *folders)


def test_the_graph_builds_without_data_and_a_changed_mart_builds_alone(
    warehouse_database: Connection, tmp_path: Path
) -> None:
    """No source database: the raw schema is a file, and contracts hold on empty tables."""
    nowhere = Connection("mysql+pymysql", "127.0.0.1", 1, "nobody", "none", "none")
    pipeline = Pipeline(nowhere, warehouse_database, tmp_path)
    with psycopg.connect(
        host=warehouse_database.host,
        port=warehouse_database.port,
        user=warehouse_database.user,
        password=warehouse_database.password,
        dbname=warehouse_database.database,
    ) as client:
        client.execute((ROOT / "load/raw_schema.sql").read_bytes())
    built = tmp_path / "target/built"
    # Seeds and models; tests of tables without a row say nothing.
    untested = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
    dbt(pipeline, "build", "--empty", *untested, "--target-path", str(built))

    edited = tmp_path / "transform"
    shutil.copytree(TRANSFORM, edited, ignore=shutil.ignore_patterns("target", "logs"))
    mart = edited / "models/marts/practice/dim_clinics.sql"
    mart.write_text(mart.read_text() + "\nwhere clinic_id <> -1\n")
    dbt(
        pipeline,
        *("run", "--empty", "--target", "workbench", "--select", "state:modified"),
        *("--state", str(built), "--defer", "--favor-state"),
        project=edited,
    )
    tried = pipeline.in_warehouse(
        "select table_schema, table_name from information_schema.tables"
        " where table_schema like 'workbench%'"
    )
    assert tried == [("workbench_marts", "dim_clinics")]

    # A release that gives a seed one more column is taken by the next build.
    seed = edited / "seeds/practice_code_groups.csv"
    head, *rows = seed.read_text().splitlines()
    seed.write_text("\n".join([f"{head},added", *(f"{row},x" for row in rows)]) + "\n")
    seeded = ("--select", "practice_code_groups", "--target-path", str(built))
    dbt(pipeline, "seed", *seeded, project=edited)
    assert pipeline.in_warehouse(
        "select count(*) > 0, count(distinct added) from settings.practice_code_groups"
    ) == [(True, 1)]
