"""`orchestrate/tenants.yml`, read strictly.

Refused are unknown keys, values in place of names, and a database that two practices would share.
"""

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from enamel.discovery.reading import Place, Reader, load_yaml
from enamel.tenants.jobs import Job, load_jobs

FILE = Path("orchestrate/tenants.yml")
ELSEWHERE = "ENAMEL_TENANTS"
"""Variable with the path of another file."""
DEFAULT = "default"
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_REFERENCE = re.compile(r"[A-Z][A-Z0-9_]{0,79}")
_FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice of the file.

    Attributes:
        source: What the names of the variables begin with that lead to Open Dental's database.
        warehouse: The same of its warehouse.
        schedules: By Meltano job, its cron expression on the practice's clock.
        deadline: How long a run may take.
        clinics: The group's name of a clinic, by its number in Open Dental.
    """

    id: str
    name: str
    source: str
    warehouse: str
    open_dental: str
    time_zone: str
    schedules: Mapping[str, str]
    deadline: timedelta
    clinics: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Where the practices come together, and when."""

    warehouse: str
    schedule: str
    time_zone: str
    deadline: timedelta
    stale_after: timedelta


@dataclass(frozen=True, slots=True)
class Tenants:
    """The whole file."""

    practices: Mapping[str, Practice]
    group: Group | None
    jobs: Mapping[str, Job]

    def practice(self, name: str) -> Practice:
        """Return one practice.

        Raises:
            EnamelError: There is none of that name.
        """
        Reader(str(FILE)).known(("practices",), name, self.practices, "practice")
        return self.practices[name]

    def references(self) -> set[str]:
        """Return what the names of all variables with credentials begin with."""
        found = {ref for it in self.practices.values() for ref in (it.source, it.warehouse)}
        return found | ({self.group.warehouse} if self.group else set())


def load_tenants(root: Path) -> Tenants:
    """Read the project's file, or the one that ENAMEL_TENANTS names.

    Raises:
        EnamelError: It is missing, or something in it is not understood.
    """
    told = os.environ.get(ELSEWHERE)
    path = Path(told) if told else root / FILE
    return parse_tenants(load_yaml(path, told or str(FILE)), load_jobs(root), releases(root))


def releases(root: Path) -> list[str]:
    """Return the releases of Open Dental whose tables are known, as in `24.3`."""
    folder = Path("extract/opendental")
    data = load_yaml(root / folder / "releases.yml", str(folder / "releases.yml"))
    older = data.get("releases", {}) if isinstance(data, dict) else {}
    # The newest one's tables are a long file, and its version one line of it.
    text = (root / folder / "schema.yml").read_text(encoding="utf-8")
    newest = re.findall(r"(?m)^version: '?([\d.]+)", text)
    return sorted({".".join(str(it).split(".")[:2]) for it in (*older, *newest)})


def parse_tenants(
    data: object, jobs: Mapping[str, Job], known_releases: Collection[str]
) -> Tenants:
    """Turn the parsed YAML into practices.

    Raises:
        EnamelError: Something in it is not understood, or shared by two practices.
    """
    reader = Reader(str(FILE))

    def practice(reader: Reader, value: object, place: Place) -> Practice:
        return _practice(reader, value, place, jobs, known_releases)

    def practices(reader: Reader, value: object, place: Place) -> dict[str, Practice]:
        return reader.by_name(value, place, practice)

    values = reader.mapping(
        data, (), {"practices": practices, "group": _group}, required=("practices",)
    )
    found: dict[str, Practice] = values["practices"]
    if not found:
        reader.fail(("practices",), "there is no practice")
    _apart(reader, found)
    group: Group | None = values.get("group")
    taken = {it for one in found.values() for it in (one.source, one.warehouse)}
    if group and group.warehouse in taken:
        reader.fail(
            ("group", "warehouse"),
            f"`{group.warehouse}` is a practice's own database",
            "Give the group a database of its own.",
        )
    return Tenants(found, group, jobs)


def _practice(
    reader: Reader,
    value: object,
    place: Place,
    jobs: Mapping[str, Job],
    known_releases: Collection[str],
) -> Practice:
    if not _ID.fullmatch(place[-1]):
        reader.fail(
            place, "a practice's key is one word of small letters, digits and _, at most 40"
        )

    def release(reader: Reader, value: object, place: Place) -> str:
        return str(reader.choice(value, place, known_releases))

    def schedules(reader: Reader, value: object, place: Place) -> dict[str, str]:
        def when(reader: Reader, value: object, place: Place) -> str:
            return _interval(reader, value, place, jobs)

        return reader.mapping(value, place, dict.fromkeys(jobs, when))

    values = reader.mapping(
        value,
        place,
        {
            "name": Reader.text,
            "source": _reference,
            "warehouse": _reference,
            "open_dental": release,
            "time_zone": _time_zone,
            "schedules": schedules,
            "deadline": _span,
            "clinics": _clinics,
        },
        required=(
            "name", "source", "warehouse", "open_dental", "time_zone", "schedules", "deadline",
        ),
    )  # fmt: skip
    return Practice(id=place[-1], **values)


def _group(reader: Reader, value: object, place: Place) -> Group:
    keys = {
        "warehouse": _reference,
        "schedule": _cron,
        "time_zone": _time_zone,
        "deadline": _span,
        "stale_after": _span,
    }
    return Group(**reader.mapping(value, place, keys, required=keys))


def _apart(reader: Reader, practices: Mapping[str, Practice]) -> None:
    """Complain of two practices with one database: their rows would mix."""
    owners: dict[str, str] = {}
    for one in practices.values():
        for key, reference in (("source", one.source), ("warehouse", one.warehouse)):
            if (owner := owners.setdefault(reference, f"{one.id}.{key}")) != f"{one.id}.{key}":
                reader.fail(
                    ("practices", one.id, key),
                    f"`{reference}` is {owner} already",
                    "Every practice has a source and a warehouse of its own.",
                )


def _reference(reader: Reader, value: object, place: Place) -> str:
    text = reader.text(value, place)
    if not _REFERENCE.fullmatch(text):
        # What stands here may be a password: it is not repeated.
        reader.fail(
            place,
            "this is no name of variables",
            "Write what their names begin with, as in SOUTHSIDE_SOURCE; never an address or a "
            "password. If it was one, change it: it is in the history of this file.",
        )
    return text


def _time_zone(reader: Reader, value: object, place: Place) -> str:
    text = reader.text(value, place)
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        reader.fail(place, f"`{text}` is no time zone", "Write one as in America/Denver.")
    return text


def _span(reader: Reader, value: object, place: Place) -> timedelta:
    found = re.fullmatch(r"([1-9]\d*)([mhd])", reader.text(value, place))
    if found is None:
        reader.fail(place, f"`{value}` is no time", "Write a number and m, h or d, as in 3h.")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _clinics(reader: Reader, value: object, place: Place) -> dict[int, str]:
    if not isinstance(value, dict):
        reader.fail(place, "numbers of clinics and their names are needed")
    return {
        reader.integer(number, (*place, str(number)), 1, 2**62): reader.text(
            name, (*place, str(number))
        )
        for number, name in value.items()
    }


def _interval(reader: Reader, value: object, place: Place, jobs: Mapping[str, Job]) -> str:
    if value != DEFAULT:
        return _cron(reader, value, place)
    interval = jobs[place[-1]].interval
    if interval is None:
        reader.fail(place, "Meltano has no schedule of its own for this job", "Write when it runs.")
    return interval


def _cron(reader: Reader, value: object, place: Place) -> str:
    text = reader.text(value, place)
    fields = text.split()
    if len(fields) != len(_FIELDS) or not all(map(_is_field, fields, _FIELDS)):
        reader.fail(
            place,
            f"`{text}` is no cron expression",
            "Five fields of numbers: minute, hour, day, month, weekday, as in 30 5 * * 1-6.",
        )
    return text


def _is_field(text: str, bounds: tuple[int, int]) -> bool:
    for part in text.split(","):
        found = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/([1-9]\d*))?", part)
        if found is None:
            return False
        numbers = [int(it) for it in found.groups()[:2] if it is not None]
        if not all(bounds[0] <= it <= bounds[1] for it in numbers) or numbers != sorted(numbers):
            return False
    return True


def as_row(practice: Practice) -> dict[str, Any]:
    """Return a practice for lists: no value of a variable is ever in it."""
    return {
        "practice": practice.id,
        "name": practice.name,
        "open_dental": practice.open_dental,
        "source": practice.source,
        "warehouse": practice.warehouse,
        "time_zone": practice.time_zone,
        "schedules": "; ".join(f"{job} {when}" for job, when in practice.schedules.items()),
    }
