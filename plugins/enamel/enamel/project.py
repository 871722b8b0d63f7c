"""Where the project is, whoever starts us and from which folder."""

import os
from pathlib import Path

from enamel.errors import EnamelError


def project_root() -> Path:
    """Return the folder that holds `meltano.yml`.

    Meltano tells its plugins (`MELTANO_PROJECT_ROOT`); otherwise the nearest folder upwards.

    Raises:
        EnamelError: No project at or above the working folder.
    """
    if told := os.environ.get("MELTANO_PROJECT_ROOT"):
        return Path(told)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "meltano.yml").is_file():
            return folder
    raise EnamelError(
        f"No meltano.yml in {here} or above.",
        "Run the command inside a clone of the project.",
    )


def project_or_here() -> Path:
    """Return the project, or the working folder for a program that can do without one."""
    try:
        return project_root()
    except EnamelError:
        return Path.cwd()
