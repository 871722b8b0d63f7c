"""Schedules of meltano.yml as a cron file and as systemd units. Pure functions."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enamel.errors import EnamelError

_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMED = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
}
_MANUAL = ("@once", "@manual", "@none")


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule of meltano.yml.

    Attributes:
        interval: Five fields of cron.
    """

    name: str
    job: str
    interval: str

    @property
    def fields(self) -> tuple[str, str, str, str, str]:
        """Return minute, hour, day of the month, month, day of the week.

        Raises:
            EnamelError: There are not five.
        """
        parts = tuple(self.interval.split())
        if len(parts) != 5:
            raise EnamelError(
                f"Schedule {self.name} has the interval {self.interval!r}.",
                "Write five fields of cron, as `30 5 * * *`.",
            )
        return parts

    @property
    def is_frequent(self) -> bool:
        """Whether it comes again within the hour, so that one that is left out is no loss."""
        minute = self.fields[0]
        return minute.startswith("*") or "," in minute

    @property
    def period(self) -> str:
        """Return how long it is at most from one time to the next, as options write it."""
        _, _, day, month, weekday = self.fields
        if month != "*":
            return "366d"
        return "31d" if day != "*" else "7d" if weekday != "*" else "24h"


def read(files: Sequence[Mapping[str, Any]]) -> list[Schedule]:
    """Return the schedules of meltano.yml and what it includes, but for those started by hand."""
    return [
        Schedule(it["name"], it["job"], _NAMED.get(str(it["interval"]), str(it["interval"])))
        for data in files
        for it in data.get("schedules") or ()
        if it["interval"] not in _MANUAL
    ]


def on_calendar(schedule: Schedule, zone: str = "") -> str:
    """Return a schedule as systemd writes it.

    >>> on_calendar(Schedule("intraday", "intraday", "*/5 7-18 * * 1-6"))
    'Mon..Sat *-*-* 07..18:00/5:00'
    """
    minute, hour, day, month, weekday = schedule.fields
    if day != "*" and weekday != "*":
        raise EnamelError(
            f"Schedule {schedule.name} names days of the month and of the week.",
            "cron takes either, systemd both: write two schedules.",
        )
    days = "" if weekday == "*" else _part(weekday, lambda it: _DAYS[int(it)]) + " "
    date = f"*-{_part(month, _two)}-{_part(day, _two)}"
    return f"{days}{date} {_part(hour, _two)}:{_part(minute, _two)}:00 {zone}".rstrip()


def _two(number: str) -> str:
    return f"{int(number):02}"


def _part(field: str, show: Any) -> str:
    """Translate one field: lists, ranges and steps."""
    shown = []
    for part in field.split(","):
        span, _, step = part.partition("/")
        if span == "*":
            words = f"{show('0')}" if step else "*"
        else:
            words = "..".join(show(it) for it in span.split("-"))
        shown.append(f"{words}/{int(step)}" if step else words)
    return ",".join(shown)


def command(program: str, schedule: Schedule) -> list[str]:
    """Return what starts a job: one that comes again soon is left out, another waits its turn."""
    wait = [] if schedule.is_frequent else ["--wait", "6h"]
    return [program, "job", schedule.job, *wait]


def systemd(
    schedules: Sequence[Schedule], root: Path, program: str, zone: str = ""
) -> dict[str, str]:
    """Return the units by file name.

    `Persistent` is the catch-up: a time that passed while the machine was off is made up for once.
    """
    units = {}
    for it in schedules:
        units[f"enamel-{it.name}.service"] = (
            f"[Unit]\nDescription=Enamel: job {it.job}\n"
            "After=network-online.target\nWants=network-online.target\n\n"
            f"[Service]\nType=oneshot\nWorkingDirectory={root}\n"
            f"ExecStart={shlex.join(command(program, it))}\n"
            "# Another job runs: this one comes again.\nSuccessExitStatus=75\n"
            "NoNewPrivileges=yes\nPrivateTmp=yes\nNice=10\n"
        )
        persistent = "no" if it.is_frequent else "yes"
        units[f"enamel-{it.name}.timer"] = (
            f"[Unit]\nDescription=Enamel: when job {it.job} runs\n\n"
            f"[Timer]\nOnCalendar={on_calendar(it, zone)}\nPersistent={persistent}\n"
            "AccuracySec=30s\n\n[Install]\nWantedBy=timers.target\n"
        )
    return units


def cron(schedules: Sequence[Schedule], root: Path, program: str, zone: str = "") -> str:
    """Return a crontab. What passed while the machine was off is made up for when it is back."""
    lines = ["# Written by `enamel schedule write --for cron`; install it with `crontab <file>`."]
    lines += [f"CRON_TZ={zone}"] if zone else []
    begin = f"cd {shlex.quote(str(root))} && "
    for it in schedules:
        line = shlex.join(command(program, it)).replace("%", r"\%")
        lines.append(f"{it.interval} {begin}{line}")
        if not it.is_frequent:
            lines.append(f"@reboot {begin}{line} --unless-within {it.period}")
    return "\n".join(lines) + "\n"
