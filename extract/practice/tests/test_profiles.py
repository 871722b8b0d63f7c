"""Named practices and sizes are what their file says, and options go before them."""

from itertools import product

import pytest
from enamel_practice.config import NEWEST, PracticeConfig
from enamel_practice.errors import PracticeError
from enamel_practice.generate import generate
from enamel_practice.profiles import PROFILES, SCALES, configure, names
from enamel_practice.several import small_practices


def test_nothing_asked_for_is_the_default() -> None:
    assert configure() == PracticeConfig()


def test_every_profile_fits_every_scale() -> None:
    made = {configure(it, size) for it in names(PROFILES) for size in names(SCALES)}
    assert len(made) == len(names(PROFILES)) * len(names(SCALES))


def test_profiles_differ_in_what_reports_depend_on() -> None:
    made = [configure(it) for it in names(PROFILES)]
    assert {it.write_off_policy for it in made} == {0, 1, 2}
    assert {it.pay_plans_version for it in made} == {1, 2, 3, 4}
    assert {it.open_dental for it in made} == {"21.1.9.0", NEWEST}
    assert 0 in {it.clinics for it in made}
    assert len({it.patients for it in made}) == len(made)


def test_a_scale_goes_before_a_profile_and_an_option_before_both() -> None:
    made = configure("solo", "reference", patients=300, clinics=None)
    assert (made.patients, made.years, made.full_records) == (300, 10, True)
    assert (made.clinics, made.pay_plans_version) == (0, 1)


def test_many_small_practices_differ() -> None:
    made = small_practices(20)
    assert len({it.seed for it in made}) == len(made)
    pairs = {(it.write_off_policy, it.pay_plans_version) for it in made}
    assert pairs == set(product(range(3), range(1, 5)))
    assert {it.clinics for it in made} == {0, 1, 3, 7}
    assert {it.open_dental for it in made} == {"21.1.9.0", NEWEST}


@pytest.mark.parametrize("turn", [0, 1, 4])
def test_a_small_practice_has_its_settings_and_its_releases_tables(turn: int) -> None:
    config = small_practices(5)[turn]
    found: dict[str, int] = {}
    for batch in generate(config):
        found[batch.table] = found.get(batch.table, 0) + len(batch.rows)
    assert found["procedurelog"] > 500
    assert found.get("clinic", 0) == config.clinics + 2
    assert ("plannedappt" in found) == (config.open_dental != NEWEST)


@pytest.mark.parametrize("facts", [{"profile": "none"}, {"scale": "none"}])
def test_an_unknown_name_is_refused_with_those_that_are_known(facts: dict[str, str]) -> None:
    with pytest.raises(PracticeError, match="Choose one of"):
        configure(**facts)
