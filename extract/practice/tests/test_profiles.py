"""Named practices and sizes are what their file says, and options go before them."""

import pytest
from enamel_practice.config import NEWEST, PracticeConfig
from enamel_practice.errors import PracticeError
from enamel_practice.profiles import PROFILES, SCALES, configure, names


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


@pytest.mark.parametrize("facts", [{"profile": "none"}, {"scale": "none"}])
def test_an_unknown_name_is_refused_with_those_that_are_known(facts: dict[str, str]) -> None:
    with pytest.raises(PracticeError, match="Choose one of"):
        configure(**facts)
