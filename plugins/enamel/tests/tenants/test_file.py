"""What the file of the practices may say, and what is refused before anything runs."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from enamel.errors import EnamelError
from enamel.tenants.file import as_row, load_tenants, parse_tenants
from enamel.tenants.jobs import Job, load_jobs

ROOT = Path(__file__).parents[4]
JOBS = {
    "daily": Job("daily", ("tap-mysql target-postgres dbt-postgres:build",), "30 5 * * *"),
    "group": Job("group", ("tap-mysql target-postgres", "enamel:publish"), None),
    "watch": Job("watch", ("enamel:alert",), "*/15 * * * *"),
}
GOOD: dict[str, Any] = {
    "name": "Southside",
    "source": "SOUTH_SOURCE",
    "warehouse": "SOUTH_WAREHOUSE",
    "open_dental": "24.3",
    "time_zone": "America/Denver",
    "schedules": {"daily": "default", "group": "15 6 * * 1-6"},
    "deadline": "3h",
}
NORTH = GOOD | {"name": "North", "source": "NORTH_SOURCE", "warehouse": "NORTH_WAREHOUSE"}


def parse(practices: object, **more: object) -> Any:
    return parse_tenants({"practices": practices, **more}, JOBS, ["21.1", "24.3"])


def test_the_projects_own_file_and_its_example_are_understood() -> None:
    import yaml

    tenants = load_tenants(ROOT)
    assert tenants.group is not None
    assert set(tenants.practices) == {"demo"}
    text = (ROOT / "orchestrate/tenants.yml").read_text(encoding="utf-8")
    lines = [it.removeprefix("# ") for it in text.splitlines() if it.startswith("#   ")]
    example = yaml.safe_load("\n".join(lines).replace("\n#", "\n"))
    practices = {name: it for name, it in example.items() if name == "southside"}
    found = parse_tenants({"practices": practices}, load_jobs(ROOT), ["24.3"])
    assert found.practice("southside").clinics[2] == "Southside Kids"


def test_meltano_has_the_jobs_that_practices_run() -> None:
    jobs = load_jobs(ROOT)
    assert {"daily", "daily-group", "group", "replicate", "rollup", "watch"} <= set(jobs)
    assert jobs["daily"].interval == "30 5 * * *"
    assert jobs["daily"].reads
    assert not jobs["watch"].reads


def test_a_practice_is_read() -> None:
    found = parse({"south": GOOD | {"clinics": {1: "Kids"}}}).practice("south")
    assert found.schedules == {"daily": "30 5 * * *", "group": "15 6 * * 1-6"}
    assert found.deadline == timedelta(hours=3)
    assert as_row(found)["schedules"] == "daily 30 5 * * *; group 15 6 * * 1-6"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sorce": "X"}, "unknown key `sorce`"),
        ({"source": "mysql://me:hunter2@db/od"}, "no name of variables"),
        ({"source": "hunter2"}, "no name of variables"),
        ({"warehouse": "SOUTH_SOURCE"}, "is south.source already"),
        ({"open_dental": "19.1"}, "`19.1` is not allowed"),
        ({"time_zone": "America/Denvr"}, "is no time zone"),
        ({"schedules": {"nightly": "0 1 * * *"}}, "unknown key `nightly`"),
        ({"schedules": {"daily": "61 1 * * *"}}, "is no cron expression"),
        ({"schedules": {"daily": "0 5 * *"}}, "is no cron expression"),
        ({"schedules": {"group": "default"}}, "no schedule of its own"),
        ({"deadline": "soon"}, "is no time"),
        ({"clinics": {"one": "Kids"}}, "a whole number is needed"),
        ({"name": None}, "a text is needed"),
    ],
)
def test_what_is_not_understood_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(EnamelError, match=said) as caught:
        parse({"south": GOOD | change})
    assert "orchestrate/tenants.yml: practices.south" in caught.value.reason
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("missing", [*GOOD])
def test_every_key_but_the_clinics_is_needed(missing: str) -> None:
    with pytest.raises(EnamelError, match="the key is missing"):
        parse({"south": {name: it for name, it in GOOD.items() if name != missing}})


def test_two_practices_share_no_database() -> None:
    with pytest.raises(EnamelError, match=r"`SOUTH_WAREHOUSE` is south\.warehouse already"):
        parse({"south": GOOD, "north": NORTH | {"warehouse": "SOUTH_WAREHOUSE"}})
    group = {
        "warehouse": "SOUTH_WAREHOUSE",
        "schedule": "0 8 * * *",
        "time_zone": "UTC",
        "deadline": "1h",
        "stale_after": "26h",
    }
    with pytest.raises(EnamelError, match="a practice's own database"):
        parse({"south": GOOD}, group=group)


@pytest.mark.parametrize("name", ["South", "south side", "1st", "../south", "s" * 41])
def test_a_key_can_be_a_folder_and_a_table(name: str) -> None:
    with pytest.raises(EnamelError, match="one word of small letters"):
        parse({name: GOOD})


def test_an_unknown_practice_is_offered_the_nearest() -> None:
    with pytest.raises(EnamelError, match="Did you mean `south`"):
        parse({"south": GOOD}).practice("sout")
