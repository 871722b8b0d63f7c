"""Timers and cron lines run the jobs that Meltano knows, when Meltano's schedules say."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parents[1]
ROOT = HERE.parents[1]
UNITS = HERE / "systemd"
# Cron's words for a schedule, and systemd's.
CALENDARS = {
    "30 5 * * *": "*-*-* 05:30:00",
    "*/5 7-18 * * 1-6": "Mon..Sat *-*-* 07..18:00/5:00",
    "*/15 * * * *": "*-*-* *:00/15:00",
}


def meltano() -> dict[str, Any]:
    text = (ROOT / "orchestrate" / "orchestrators.meltano.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def daily_life() -> dict[str, str]:
    """The schedules a single practice lives by: job and interval."""
    timed = {it["job"]: it["interval"] for it in meltano()["schedules"]}
    return {job: timed[job] for job in ("daily", "intraday", "watch")}


@pytest.mark.parametrize("job", ["daily", "intraday", "watch"])
def test_a_timer_says_what_the_schedule_says(job: str) -> None:
    name = "enamel-watch.timer" if job == "watch" else f"enamel@{job}.timer"
    text = (UNITS / name).read_text(encoding="utf-8")
    assert f"OnCalendar={CALENDARS[daily_life()[job]]}\n" in text


def test_cron_says_what_the_schedules_say() -> None:
    lines = (HERE / "enamel.cron").read_text(encoding="utf-8").splitlines()
    jobs = {
        found[2]: " ".join(found[1].split())
        for line in lines
        if (found := re.match(r"((?:\S+ +){4}\S+) +enamel .*meltano run (\w+)", line))
    }
    assert jobs == daily_life()


def test_units_are_what_systemd_reads() -> None:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd-analyze is not on this machine")
    for unit in sorted(UNITS.iterdir()):
        done = subprocess.run(
            [program, "verify", "--man=no", str(unit)],
            capture_output=True,
            text=True,
            check=False,
        )
        # Neither the project nor its account is installed where tests run.
        words = [
            line
            for line in done.stderr.splitlines()
            if unit.name in line and "is not executable" not in line
        ]
        assert words == [], words


def test_images_are_made_of_files_that_exist_and_nginx_gets_its_values() -> None:
    compose = yaml.safe_load((HERE / "compose.yaml").read_text(encoding="utf-8"))
    template = (HERE / "nginx" / "enamel.conf.template").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\$\{(ENAMEL_\w+)\}", template))
    assert wanted == set(compose["services"]["nginx"]["environment"])
    for service in compose["services"].values():
        if "build" in service:
            assert (HERE / service["build"]["context"]).resolve() == ROOT
            assert (ROOT / service["build"]["dockerfile"]).is_file()
        for volume in service.get("volumes", []):
            if volume.startswith("./"):
                assert (HERE / volume.split(":")[0]).is_file()
    dockerfile = (HERE / "Dockerfile").read_text(encoding="utf-8")
    stages = set(re.findall(r"^FROM .* AS (\w+)", dockerfile, re.MULTILINE))
    targets = {
        it["build"]["target"]
        for it in compose["services"].values()
        if "target" in it.get("build", {})
    }
    assert targets <= stages
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE):
        for source in line.split():
            assert (ROOT / source).exists(), source


def test_settings_of_compose_are_settings_we_know() -> None:
    known = (ROOT / ".env.template").read_text(encoding="utf-8")
    mine = (HERE / "compose.env.template").read_text(encoding="utf-8")
    own = {"ENAMEL_SERVER_NAME", "ENAMEL_TLS_FOLDER"}
    for name in re.findall(r"^(\w+)=", mine, re.MULTILINE):
        assert name in own or name in known
