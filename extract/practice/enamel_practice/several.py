"""Small practices of different settings, for tests of many at once."""

from itertools import count, islice, product

from enamel_practice.config import NEWEST, PracticeConfig

PATIENTS, YEARS = 100, 1
OLD = "21.1.9.0"
# Each differs from the one before in what reports and columns depend on.
_CLINICS, _POLICIES, _VERSIONS, _RELEASES = (3, 0, 1, 7), (1, 0, 2), (2, 1, 3, 4), (NEWEST, OLD)


def small_practices(number: int, seed: int = 1) -> list[PracticeConfig]:
    """Return so many small practices, no two of them alike.

    Clinics, write-off policy, pay plan version and release take turns, each at a pace of its own,
    so that twelve have every pair of policy and version. One is made and loaded in about two
    seconds of a free processor (`fill` with one worker), most of that for the tables.

    Args:
        number: How many.
        seed: Of the first; each has the next one.
    """
    pairs = ((policy, version) for _ in count() for policy, version in _turns())
    made = []
    for turn, (policy, version) in enumerate(islice(pairs, number)):
        made.append(
            PracticeConfig(
                patients=PATIENTS,
                years=YEARS,
                seed=seed + turn,
                clinics=_CLINICS[turn % len(_CLINICS)],
                write_off_policy=policy,
                pay_plans_version=version,
                open_dental=_RELEASES[turn % 5 == 4],
            )
        )
    return made


def _turns() -> list[tuple[int, int]]:
    """Return every pair of policy and version, both changing from one to the next."""
    pairs = list(product(_POLICIES, _VERSIONS))
    return [pairs[(turn * 5) % len(pairs)] for turn in range(len(pairs))]
