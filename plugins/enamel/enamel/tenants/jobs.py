"""The jobs and schedules of `meltano.yml` and the files it includes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enamel.discovery.reading import load_yaml


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

    @property
    def writes(self) -> bool:
        """Whether it changes the warehouse, and so must be alone in it."""
        return any(block.startswith(("tap-", "dbt-")) for it in self.tasks for block in it.split())


def load_jobs(root: Path) -> dict[str, Job]:
    """Return the project's jobs by name.

    Raises:
        EnamelError: A file is missing or no YAML.
    """
    main = _mapping(load_yaml(root / "meltano.yml", "meltano.yml"))
    files = [main]
    for pattern in main.get("include_paths", []):
        paths = sorted(root.glob(pattern))
        files += [_mapping(load_yaml(it, str(it.relative_to(root)))) for it in paths]
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


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
