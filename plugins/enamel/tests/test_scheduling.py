"""Jobs take turns; cron and systemd get what meltano.yml says."""

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from enamel.cli import app
from enamel.configuration.checks import included
from enamel.errors import EnamelError
from enamel.reconciliation.run import connect_warehouse
from enamel.scheduling import timers
from enamel.scheduling.cli import _schedules
from enamel.scheduling.jobs import BUSY, BusyError, alone, remember, succeeded_at, turn_of
from enamel.scheduling.timers import Schedule
from typer.testing import CliRunner

if TYPE_CHECKING:
    from enamel.settings import Connection

ROOT = Path(__file__).parents[3]


def schedule(interval: str) -> Schedule:
    return Schedule("any", "daily", interval)


@pytest.mark.parametrize(
    ("interval", "calendar"),
    [
        ("30 5 * * *", "*-*-* 05:30:00"),
        ("*/5 7-18 * * 1-6", "Mon..Sat *-*-* 07..18:00/5:00"),
        ("0 22 * * 0", "Sun *-*-* 22:00:00"),
        ("15,45 8 1 1,7 *", "*-01,07-01 08:15,45:00"),
        ("0 */4 * * 1,3,5", "Mon,Wed,Fri *-*-* 00/4:00:00"),
    ],
)
def test_systemd_is_told_the_times_that_cron_means(interval: str, calendar: str) -> None:
    assert timers.on_calendar(schedule(interval)) == calendar


def test_a_time_is_in_the_zone_of_the_practice() -> None:
    assert timers.on_calendar(schedule("0 5 * * *"), "America/Denver").endswith(" America/Denver")
    text = timers.cron([schedule("0 5 * * *")], Path("/srv"), "enamel", "America/Denver")
    assert "CRON_TZ=America/Denver" in text


@pytest.mark.parametrize("interval", ["5 * *", "0 5 1 * 1"])
def test_what_systemd_cannot_say_is_refused(interval: str) -> None:
    with pytest.raises(EnamelError, match="Schedule any"):
        timers.on_calendar(schedule(interval))


def test_only_a_job_that_does_not_come_again_soon_is_made_up_for() -> None:
    daily, often = schedule("30 5 * * *"), Schedule("often", "intraday", "*/5 7-18 * * 1-6")
    units = timers.systemd([daily, often], Path("/srv/enamel"), "/srv/enamel/.venv/bin/enamel")
    assert "Persistent=yes" in units["enamel-any.timer"]
    assert "Persistent=no" in units["enamel-often.timer"]
    assert "job daily --wait 6h" in units["enamel-any.service"]
    assert "job intraday\n" in units["enamel-often.service"]
    lines = timers.cron([daily, often], Path("/srv"), "enamel").splitlines()
    assert [it for it in lines if it.startswith("@reboot")] == [
        "@reboot cd /srv && enamel job daily --wait 6h --unless-within 24h"
    ]


def test_the_projects_own_schedules_can_be_written(tmp_path: Path) -> None:
    for kind, suffix in (("systemd", ".timer"), ("cron", ".cron")):
        folder = tmp_path / kind
        done = CliRunner().invoke(app, ["schedule", "write", "--for", kind, str(folder)])
        assert done.exit_code == 0, done.output
        written = "".join(path.read_text() for path in folder.iterdir())
        assert list(folder.glob(f"*{suffix}"))
        for it in _schedules():
            assert f" job {it.job}" in written


def test_one_job_at_a_time_and_the_other_is_named(warehouse_database: "Connection") -> None:
    with (
        connect_warehouse(warehouse_database) as first,
        connect_warehouse(warehouse_database) as second,
    ):
        first.autocommit = second.autocommit = True
        slept: list[float] = []
        with (
            alone(first, "daily", "rows", timedelta()),
            pytest.raises(BusyError, match=r"job daily \(since \d\d:\d\d\) is running") as caught,
            alone(second, "intraday", "rows", timedelta()),
        ):
            pytest.fail("two at once")
        assert caught.value.exit_code == BUSY
        first.close()

        def free(seconds: float) -> None:
            slept.append(seconds)

        with alone(second, "intraday", "rows", timedelta(seconds=30), free):
            assert not slept


def test_who_only_looks_does_not_wait(warehouse_database: "Connection") -> None:
    """A long job is what the watch has to see."""
    jobs = {it["name"]: it["tasks"] for _, data in included(ROOT) for it in data.get("jobs") or ()}
    turns = {name: turn_of(name, tasks) for name, tasks in jobs.items()}
    assert turns["daily"] == turns["intraday"] == turns["reconcile"] == "rows"
    with (
        connect_warehouse(warehouse_database) as first,
        connect_warehouse(warehouse_database) as second,
    ):
        first.autocommit = second.autocommit = True
        with (
            alone(first, "daily", turns["daily"], timedelta()),
            alone(second, "watch", turns["watch"], timedelta()),
        ):
            pass


def test_a_killed_job_holds_nothing(warehouse_database: "Connection") -> None:
    """The lock goes with the session, so a job that waits gets its turn."""
    with (
        connect_warehouse(warehouse_database) as first,
        connect_warehouse(warehouse_database) as second,
    ):
        first.autocommit = second.autocommit = True
        first.execute("select 1")
        with alone(first, "daily", "rows", timedelta()):
            ended: list[float] = []

            def kill(seconds: float) -> None:
                ended.append(seconds)
                second.execute("select pg_terminate_backend(%s)", [first.info.backend_pid])

            with alone(second, "intraday", "rows", timedelta(seconds=60), kill):
                assert ended


def test_what_succeeded_lately_is_not_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert succeeded_at(tmp_path, "daily") is None
    remember(tmp_path, "daily")
    last = succeeded_at(tmp_path, "daily")
    assert last and datetime.now(UTC) - last < timedelta(minutes=1)
    project = tmp_path / "project"
    project.mkdir()
    (project / "meltano.yml").write_text("jobs: [{name: daily, tasks: []}]\n")
    monkeypatch.setenv("MELTANO_PROJECT_ROOT", str(project))
    remember(project / ".enamel" / "jobs", "daily")
    done = CliRunner().invoke(app, ["job", "daily", "--unless-within", "24h"])
    assert (done.exit_code, "nothing to do" in done.output) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["dayly"], "There is no job dayly"), (["daily", "--wait", "long"], "--wait long is no time")],
)
def test_a_job_that_is_not_understood_is_refused(arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["job", *arguments])
    assert isinstance(done.exception, EnamelError)
    assert said in done.exception.reason


def test_systemd_itself_understands_every_schedule() -> None:
    """Where this machine has systemd's own reader of calendars."""
    times = [timers.on_calendar(it, "America/Denver") for it in _schedules()]
    try:
        done = subprocess.run(
            ["systemd-analyze", "calendar", *times],
            env=os.environ,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return  # the forms above are those of its manual
    assert done.returncode == 0, done.stderr
