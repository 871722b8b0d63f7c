"""The jobs and schedules of `meltano.yml` and the files it includes."""

from dataclasses import dataclass
from pathlib import Path

from enamel.configuration.checks import included


@dataclass(frozen=True, slots=True)
class Job:
    """A Meltano job.

    Attributes:
        tasks: Its blocks, as they are written.
        interval: The cron expression of Meltano's own schedule, if it has one.
    """

    name: str
    tasks: tuple[str, ...]
    interval: str | None

    @property
    def reads(self) -> bool:
        """Whether it reads a source, and so needs that source's catalog."""
        return any("tap-mysql" in task.split() for task in self.tasks)


def load_jobs(root: Path) -> dict[str, Job]:
    """Return the project's jobs by name.

    Raises:
        EnamelError: A file is missing or no YAML.
    """
    files = [data for _, data in included(root)]
    schedules = {
        it["job"]: str(it["interval"])
        for file in files
        for it in file.get("schedules", [])
        if "job" in it
    }
    found = {}
    for file in files:
        for it in file.get("jobs", []):
            tasks = tuple(
                task if isinstance(task, str) else " ".join(task) for task in it.get("tasks", [])
            )
            found[it["name"]] = Job(it["name"], tasks, schedules.get(it["name"]))
    return found
