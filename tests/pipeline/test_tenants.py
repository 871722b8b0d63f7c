"""Two practices on one deployment: whatever happens to one, the other's rows are its own."""

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pymysql
import pytest
from deployment import Deployment, accounts
from enamel.reconciliation.run import connect_warehouse
from enamel.scheduling.jobs import BUSY, alone, turn_of
from enamel.settings import PARTS, Connection
from harness import Pipeline

NOT = timedelta()
RELEASES = {"north": "24.3", "south": "21.1"}


@pytest.fixture(scope="module")
def deployment(
    databases: Callable[[str], tuple[Connection, Connection]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Deployment:
    """Two practices of two releases, each with accounts that reach its own databases alone."""
    made = Deployment(tmp_path_factory.mktemp("tenants"))
    for number, (name, release) in enumerate(RELEASES.items()):
        source, warehouse = databases(name)
        pipeline = Pipeline(source, warehouse, tmp_path_factory.mktemp(name))
        size = ("--patients", str(100 + 20 * number), "--years", "1", "--seed", str(number))
        pipeline.run("enamel", "practice", "generate", *size, "--open-dental-version", release)
        made.add(name, release, *accounts(name, source, warehouse))
    return made


@pytest.fixture(scope="module")
def replicated(deployment: Deployment) -> Deployment:
    """Both practices' rows in raw."""
    for name in RELEASES:
        result = deployment.enamel("tenants", "run", name, "replicate")
        assert result.returncode == 0, result.stdout[-4000:]
        assert "notice" not in result.stdout
    return deployment


def test_each_practice_has_its_own_rows(replicated: Deployment) -> None:
    found = {name: replicated.patients(name) for name in RELEASES}
    for theirs, ours in found.values():
        assert ours == theirs
    assert found["north"] != found["south"]


def test_bookmarks_lie_in_the_practices_own_warehouse(replicated: Deployment) -> None:
    for name in RELEASES:
        with connect_warehouse(replicated.there(f"{name.upper()}_WAREHOUSE")) as connection:
            rows = connection.execute(b"select count(*) from meltano.state").fetchone()
        assert rows == (1,)


def test_no_account_reaches_the_other_practice(replicated: Deployment) -> None:
    north, south = (replicated.there(f"{it.upper()}_WAREHOUSE") for it in RELEASES)
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(
            host=south.host,
            port=south.port,
            user=north.user,
            password=north.password,
            dbname=south.database,
        )
    source, other = (replicated.there(f"{it.upper()}_SOURCE") for it in RELEASES)
    with pytest.raises(pymysql.err.OperationalError, match="Access denied"):
        pymysql.connect(
            host=other.host,
            port=other.port,
            user=source.user,
            password=source.password,
            database=other.database,
        )


def test_programs_of_a_practice_never_see_anothers_secrets(replicated: Deployment) -> None:
    shown = replicated.enamel("tenants", "call", "north", "--", "env")
    assert shown.returncode == 0
    assert "only-north" in shown.stdout
    assert "only-south" not in shown.stdout
    assert "SOUTH_" not in shown.stdout


def test_a_warehouse_that_is_another_practices_is_refused(replicated: Deployment) -> None:
    crossed = {
        f"SOUTH_WAREHOUSE_{part}": replicated.values[f"NORTH_WAREHOUSE_{part}"] for part in PARTS
    }
    before = replicated.patients("north")
    result = replicated.enamel("tenants", "run", "south", "replicate", **crossed)
    assert result.returncode == 1
    assert "lead to the warehouse of north, not of south" in result.stdout
    assert replicated.patients("north") == before
    checked = replicated.enamel("tenants", "check", "--values", **crossed)
    assert "north and south lead to one and the same database" in checked.stdout


def test_a_wrong_password_stops_one_practice_and_is_not_repeated(replicated: Deployment) -> None:
    result = replicated.enamel(
        "tenants", "run", "south", "replicate", SOUTH_SOURCE_PASSWORD="hunter2"
    )
    assert result.returncode == 1
    assert "Cannot open Open Dental's database" in result.stdout
    assert "Check SOUTH_SOURCE_* and" in result.stdout
    assert "hunter2" not in result.stdout
    assert replicated.enamel("tenants", "run", "north", "replicate").returncode == 0


def test_two_runs_of_one_practice_never_overlap(replicated: Deployment) -> None:
    with connect_warehouse(replicated.there("NORTH_WAREHOUSE")) as connection:
        connection.autocommit = True
        with alone(connection, "intraday", turn_of("intraday", ["dbt-postgres:today"]), NOT):
            result = replicated.enamel("tenants", "run", "north", "replicate")
    assert result.returncode == BUSY
    assert "Not begun: job intraday" in result.stdout
    assert replicated.enamel("tenants", "run", "north", "replicate").returncode == 0
