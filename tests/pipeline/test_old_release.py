"""A practice on an older release of Open Dental: discovered, replicated, staged; then upgraded."""

from typing import TYPE_CHECKING

import pytest
from enamel_practice.releases import load_release
from enamel_practice.schema import load_schema
from harness import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from enamel.settings import Connection

OLD = "21.1.9.0"
STAGED = ("appointment", "commlog", "confirmationrequest", "insplan", "paysplit", "procedurecode")


@pytest.fixture(scope="module")
def old(
    databases: "Callable[[str], tuple[Connection, Connection]]",
    tmp_path_factory: pytest.TempPathFactory,
) -> Pipeline:
    """A small practice of the older release, with a catalog of its own, in the warehouse."""
    made = Pipeline(*databases("old_release"), tmp_path_factory.mktemp("old_release"))
    made.run(
        "enamel", "practice", "generate", "--patients", "100", "--years", "1",
        "--open-dental-version", OLD,
    )  # fmt: skip
    made.run("enamel", "discover", "--catalog", str(made.catalog))
    made.replicate()
    return made


def test_staging_of_the_newest_release_reads_it(old: Pipeline) -> None:
    models = [f"stg_opendental__{table}" for table in STAGED]
    old.run("meltano", "invoke", "dbt-postgres:run", "-s", *models)
    was, now = load_release(OLD).tables, load_schema().tables
    absent = 0
    for table, model in zip(STAGED, models, strict=True):
        in_source = old.in_source(f"select count(*) from {table}")
        assert old.in_warehouse(f"select count(*) from staging.{model}") == in_source
        # What the release does not have is empty, and no error.
        for column in set(now[table].by_name) - set(was[table].by_name):
            if old.in_warehouse(
                "select 1 from information_schema.columns where table_schema = 'raw'"
                f" and table_name = '{table}' and column_name = '{column}'"
            ):
                assert old.in_warehouse(f'select count("{column}") from raw."{table}"') == [(0,)]
                absent += 1
    assert absent > 5


def test_after_the_upgrade_what_is_new_flows(old: Pipeline) -> None:
    old.run("enamel", "practice", "upgrade")
    old.run("enamel", "discover", "--catalog", str(old.catalog))
    old.replicate()
    plans = old.in_source("select count(*) from insplan")
    assert old.in_warehouse('select count("IsBlueBookEnabled") from raw.insplan') == plans
    assert old.in_warehouse(
        "select data_type from information_schema.columns where table_schema = 'raw'"
        " and table_name = 'procedurelog' and column_name = 'SecDateEntry'"
    ) == [("timestamp without time zone",)]
    assert old.in_warehouse("select count(*) from raw.updatehistory") == [(1,)]
