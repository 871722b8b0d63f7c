"""Named practices and sizes, from `profiles.yml`."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from enamel_practice.config import PracticeConfig
from enamel_practice.errors import PracticeError
from enamel_practice.releases import full_version

FILE = Path(__file__).with_name("profiles.yml")
PROFILES, SCALES = "profiles", "scales"
ABOUT = "about"


def configure(
    profile: str | None = None, scale: str | None = None, **asked: object
) -> PracticeConfig:
    """Return what a practice is to be.

    Args:
        profile: A named practice, for everything.
        scale: A named size; it goes before the profile's.
        asked: Single settings, which go before both; None is not asked for.

    Raises:
        PracticeError: A name is not known, or no practice could be like that.
    """
    facts: dict[str, Any] = {**_named(PROFILES, profile), **_named(SCALES, scale)}
    facts |= {name: value for name, value in asked.items() if value is not None}
    if "open_dental" in facts:
        facts["open_dental"] = full_version(facts["open_dental"])
    return PracticeConfig(**facts)


def names(kind: str) -> tuple[str, ...]:
    """Return the names of the profiles or of the scales."""
    return tuple(_read()[kind])


def _named(kind: str, name: str | None) -> dict[str, Any]:
    if name is None:
        return {}
    if name not in names(kind):
        raise PracticeError(
            f"There is no {kind[:-1]} {name}.", f"Choose one of {', '.join(names(kind))}."
        )
    return {key: value for key, value in _read()[kind][name].items() if key != ABOUT}


@cache
def _read() -> dict[str, Any]:
    with FILE.open(encoding="utf-8") as file:
        data: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return data
