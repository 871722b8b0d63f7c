"""One small practice, replicated and built once, for every test that only reads it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest
from enamel.reconciliation.run import connect_source
from enamel.settings import Connection
from harness import Pipeline
from pair import Pair

if TYPE_CHECKING:
    from enamel.sandbox import Servers

PATIENTS = 250
# What keeps a history, what shows it, and all they are made of.
KEPT = (
    "+resource_type:snapshot",
    "+rpt_restatements",
    "+rpt_restatement_causes",
    "+rpt_balance_restatements",
    "+rpt_balance_restatement_causes",
)


@pytest.fixture(scope="session")
def databases(servers: "Servers") -> Callable[[str], tuple[Connection, Connection]]:
    """Give every name a database of its own on both servers; they go with the servers."""

    def make(name: str) -> tuple[Connection, Connection]:
        with connect_source(servers.source) as client:
            client.cursor().execute(f"create database {name}")
        with psycopg.connect(
            host=servers.warehouse.host,
            port=servers.warehouse.port,
            user=servers.warehouse.user,
            password=servers.warehouse.password,
            dbname=servers.warehouse.database,
            autocommit=True,
        ) as client:
            client.execute(f"create database {name}".encode())
        return replace(servers.source, database=name), replace(servers.warehouse, database=name)

    return make


@pytest.fixture(scope="session")
def pipeline(
    databases: Callable[[str], tuple[Connection, Connection]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Pipeline:
    """The practice, generated, replicated and built by the commands of the README."""
    made = Pipeline(*databases("practice"), tmp_path_factory.mktemp("pipeline"))
    made.run("enamel", "practice", "generate", "--patients", str(PATIENTS), "--seed", "7")
    made.run("meltano", "run", "tap-mysql", "target-postgres", "dbt-postgres:build")
    return made


@pytest.fixture(scope="session")
def spoilt(
    databases: Callable[[str], tuple[Connection, Connection]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Pipeline:
    """A small practice full of mistakes, replicated, with findings and histories built."""
    made = Pipeline(*databases("spoilt"), tmp_path_factory.mktemp("spoilt"))
    made.run("enamel", "practice", "generate", "--patients", "200", "--seed", "7", "--dirty", "0.1")
    Pair(made.source, made.warehouse, made.folder).run()
    made.run("meltano", "invoke", "dbt-postgres:refresh", "-s", "+rpt_data_quality_findings", *KEPT)
    return made
