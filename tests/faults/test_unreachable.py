"""What a user reads when a server, a password or a setting is wrong, and what is left behind."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from enamel.settings import Connection
from harness import Pipeline

WRONG = "not-the-password"


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port nobody listens on: ours, bound and never listening."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def pipeline(
    source_database: Connection, warehouse_database: Connection, tmp_path: Path
) -> Pipeline:
    """A source of one small table and an empty warehouse."""
    made = Pipeline(source_database, warehouse_database, tmp_path)
    made.in_source("create table account (AccountNum bigint primary key, Description text)")
    made.in_source("insert into account values (1, 'Cash')")
    made.run("enamel", "discover", "--catalog", str(made.catalog))
    return made


def explains(output: str, *words: str) -> str:
    """Return the one line that names all the words; the output must hold no traceback."""
    assert "Traceback" not in output
    assert WRONG not in output
    lines = [
        line
        for line in output.splitlines()
        if all(word in line for word in words) and "Trying again" not in line
    ]
    assert len(lines) == 1, output
    return lines[0]


def test_a_wrong_password_of_the_source_is_one_line(pipeline: Pipeline) -> None:
    pipeline.source = replace(pipeline.source, password=WRONG)
    result = pipeline.run("meltano", "run", "tap-mysql", "target-postgres", check=False)
    assert result.returncode != 0
    assert "ENAMEL_SOURCE_PASSWORD" in explains(result.stdout, "tap-mysql", "password")


def test_an_unknown_source_database_is_one_line(pipeline: Pipeline) -> None:
    pipeline.source = replace(pipeline.source, database="nowhere")
    result = pipeline.run("meltano", "run", "tap-mysql", "target-postgres", check=False)
    assert result.returncode != 0
    explains(result.stdout, "tap-mysql", "nowhere")


def test_a_source_that_is_down_is_one_line(pipeline: Pipeline, closed_port: int) -> None:
    pipeline.source = replace(pipeline.source, port=closed_port)
    result = pipeline.run("meltano", "run", "tap-mysql", "target-postgres", check=False)
    assert result.returncode != 0
    explains(result.stdout, "tap-mysql", str(closed_port))


def test_a_wrong_password_of_the_warehouse_is_one_line(pipeline: Pipeline) -> None:
    pipeline.warehouse = replace(pipeline.warehouse, password=WRONG)
    result = pipeline.run("meltano", "run", "tap-mysql", "target-postgres", check=False)
    assert result.returncode != 0
    explains(result.stdout, "warehouse", "password")


def test_an_unknown_warehouse_database_is_one_line(pipeline: Pipeline) -> None:
    pipeline.warehouse = replace(pipeline.warehouse, database="nowhere")
    result = pipeline.run("meltano", "run", "tap-mysql", "target-postgres", check=False)
    assert result.returncode != 0
    explains(result.stdout, "warehouse", "no such database")


def test_a_warehouse_that_is_down_is_one_line(pipeline: Pipeline, closed_port: int) -> None:
    pipeline.warehouse = replace(pipeline.warehouse, port=closed_port)
    result = pipeline.run("meltano", "run", "tap-mysql", "target-postgres", check=False)
    assert result.returncode != 0
    explains(result.stdout, "warehouse", str(closed_port))


@pytest.mark.parametrize("name", ["ENAMEL_SOURCE_PASSWORD", "ENAMEL_WAREHOUSE_HOST"])
def test_half_an_env_file_names_what_is_missing(pipeline: Pipeline, name: str) -> None:
    result = pipeline.run("enamel", "reconcile", check=False, **{name: ""})
    assert result.returncode != 0
    explains(result.stdout, "error", name)


@pytest.mark.parametrize("name", ["ENAMEL_SOURCE_USER", "ENAMEL_WAREHOUSE_DATABASE"])
def test_a_run_with_half_an_env_file_loads_nothing(pipeline: Pipeline, name: str) -> None:
    result = pipeline.run(
        "meltano", "run", "tap-mysql", "target-postgres", check=False, **{name: ""}
    )
    assert result.returncode != 0
    assert "Traceback" not in result.stdout
    assert name.removeprefix("ENAMEL_").lower().split("_")[1] in result.stdout


def test_dbt_says_what_to_do_when_the_warehouse_is_down(
    pipeline: Pipeline, closed_port: int
) -> None:
    pipeline.warehouse = replace(pipeline.warehouse, port=closed_port)
    result = pipeline.run("meltano", "invoke", "dbt-postgres:build", check=False)
    assert result.returncode != 0
    assert "Traceback" not in result.stdout
    assert str(closed_port) in result.stdout
