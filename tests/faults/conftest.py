"""Options of the fault suite."""

import pytest

KILLS = 9
SEED = 1


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("faults")
    group.addoption("--kills", type=int, default=KILLS, help="runs of the pipeline to disturb")
    group.addoption("--seed", type=int, default=SEED, help="same seed, same disturbances")


@pytest.fixture
def kills(pytestconfig: pytest.Config) -> int:
    return int(pytestconfig.getoption("--kills", KILLS))


@pytest.fixture
def seed(pytestconfig: pytest.Config) -> int:
    return int(pytestconfig.getoption("--seed", SEED))
