"""Fixtures of the synthetic practice's tests."""

import pytest
from enamel_practice.collect import Collected, collect
from enamel_practice.config import PracticeConfig


@pytest.fixture(scope="session")
def small() -> Collected:
    """A practice of 300 patients."""
    return collect(PracticeConfig(patients=300, seed=7))


@pytest.fixture(scope="session")
def practice() -> Collected:
    """A practice of 2,000 patients, large enough for what is rare."""
    return collect(PracticeConfig(patients=2_000, seed=7))
