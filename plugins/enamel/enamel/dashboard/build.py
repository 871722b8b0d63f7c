"""Building the pages: only when something they are made of has changed, whole or not at all."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from enamel.dashboard import node as nodes
from enamel.errors import EnamelError
from enamel.sandbox.record import locked

FOLDER = Path("analyze/dashboard")
MADE_FROM = (".npmrc", "index.html", "package.json", "package-lock.json", "public", "src")
CONFIG = "vite.config.ts"
STAMP = ".made-from"


def build(project: Path, *, force: bool = False) -> bool:
    """Build `analyze/dashboard/dist`; return whether that was necessary.

    Raises:
        EnamelError: There is no Node, or a package or the build fails.
    """
    folder = project / FOLDER
    digest = _digest([folder / name for name in (*MADE_FROM, CONFIG)])
    with locked(folder):
        stamp = folder / "dist" / STAMP
        if not force and stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
            return False
        node = nodes.find(project)
        _install(project, node)
        fresh = folder / "dist.new"
        shutil.rmtree(fresh, ignore_errors=True)
        vite = folder / "node_modules" / "vite" / "bin" / "vite.js"
        words = [str(node.node), str(vite), "build", "--outDir", fresh.name, "--logLevel", "warn"]
        run(words, folder, node, "The dashboard could not be built")
        (fresh / STAMP).write_text(digest, encoding="ascii")
        shutil.rmtree(folder / "dist", ignore_errors=True)
        fresh.rename(folder / "dist")
    return True


def pack(project: Path) -> None:
    """Put the built pages where the wheel of enamel-api carries them, instead of older ones."""
    from enamel_api.pages import PACKAGED

    shutil.rmtree(PACKAGED, ignore_errors=True)
    shutil.copytree(project / FOLDER / "dist", PACKAGED)


def tools(project: Path) -> None:
    """Install the locked packages and what checks the code, unless they are there.

    Raises:
        EnamelError: There is no Node, or npm fails.
    """
    node = nodes.find(project)
    with locked(project / FOLDER):
        _install(project, node, with_tools=True)


def _install(project: Path, node: nodes.Node, *, with_tools: bool = False) -> None:
    """Install the locked packages, with tools or without; the folder is locked by whoever calls."""
    folder = project / FOLDER
    # Whoever works on the pages keeps the tools.
    with_tools = with_tools or (folder / "node_modules" / "typescript").is_dir()
    wanted = _digest([folder / name for name in ("package.json", "package-lock.json")])
    stamp = folder / "node_modules" / STAMP
    there = json.loads(stamp.read_text(encoding="ascii")) if stamp.is_file() else {}
    if there.get("digest") == wanted and (there.get("with_tools") or not with_tools):
        return
    omitted = [] if with_tools else ["--omit=dev"]
    command = node.npm_command("ci", "--no-audit", "--no-fund", "--loglevel=error", *omitted)
    run(command, folder, node, "The packages of the dashboard could not be installed")
    stamp.write_text(json.dumps({"digest": wanted, "with_tools": with_tools}), encoding="ascii")


CHECKS = (
    ("biome", "check", "--colors=off"),
    ("tsc", "--noEmit"),
    ("vitest", "run", "--reporter=default"),
)


def types(project: Path) -> Path:
    """Make the types of the API's addresses and answers from its description; return the file.

    Raises:
        EnamelError: The packages cannot be installed, or the description is not understood.
    """
    from enamel_api.openapi import description

    node, folder = nodes.find(project), project / FOLDER
    with locked(folder):
        _install(project, node, with_tools=True)
        described = folder / "generated" / "openapi.json"
        described.parent.mkdir(exist_ok=True)
        described.write_text(description(), encoding="utf-8")
        made = described.with_name("schema.d.ts")
        program = folder / "node_modules" / ".bin" / "openapi-typescript"
        command = [str(node.node), str(program), str(described), "--output", str(made)]
        run(command, folder, node, "The API's description is not understood")
    return made


def check(project: Path) -> None:
    """Check style, types and logic of the pages, against the API as it is.

    Raises:
        EnamelError: Something is not as it should be; the tool's own last words say what.
    """
    types(project)
    node, folder = nodes.find(project), project / FOLDER
    for name, *words in CHECKS:
        command = [str(node.node), str(folder / "node_modules" / ".bin" / name), *words]
        run(command, folder, node, f"`{name}` finds something in the pages")


def run(command: list[str], folder: Path, node: nodes.Node, failure: str) -> str:
    """Run a program of the packages; return what it printed.

    Raises:
        EnamelError: It failed, with its last lines.
    """
    result = subprocess.run(
        command,
        cwd=folder,
        env=node.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        lines = [line for line in result.stdout.splitlines() if line.strip()]
        raise EnamelError(
            f"{failure}: {' / '.join(lines[-8:]) or 'it said nothing'}",
            f"Run `{' '.join(command[1:4])}` in {FOLDER} to see all it says.",
        )
    return result.stdout


def _digest(paths: Iterable[Path]) -> str:
    """Return a digest of files and of all files below folders, names included."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file():
                digest.update(f"{file.relative_to(path.parent)}\0".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
