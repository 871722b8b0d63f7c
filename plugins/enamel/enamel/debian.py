"""Debian packages without root: fetched as apt is set up here, unpacked into a folder.

Standard library only: the bootstrap uses it before anything is installed.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path


class PackagesUnavailableError(Exception):
    """The packages could not be had this way; the message is the tool's own last words."""


def available() -> bool:
    """Return whether this system has the tools at all."""
    return bool(shutil.which("apt-get") and shutil.which("dpkg-deb"))


def unpack(packages: Sequence[str], into: Path, *, closure: bool = True) -> None:
    """Fetch packages that the system lacks and unpack them below `into`, whole or not at all.

    Sources, keys, proxies and certificates are the machine's own apt settings; package lists and
    cache are private, so it works unprivileged and on a machine that never ran `apt-get update`.

    Args:
        packages: Names of packages.
        into: The folder that becomes their root (`into/usr/...`); replaced if it exists.
        closure: Also fetch what they depend on and the system lacks.

    Raises:
        PackagesUnavailableError: No apt here, no network, or no such package.
    """
    if not available():
        raise PackagesUnavailableError("apt-get and dpkg-deb are not here")
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{into.name}-", dir=into.parent) as work:
        folder = Path(work)
        unpacked = folder / "root"
        unpacked.mkdir()
        downloads = _download(packages, folder, closure=closure)
        for package in downloads:
            _run(["dpkg-deb", "-x", str(package), str(unpacked)], folder)
        shutil.rmtree(into, ignore_errors=True)
        unpacked.rename(into)


def library_path(root: Path) -> str:
    """Return `LD_LIBRARY_PATH` for programs unpacked below `root`."""
    folders = {library.parent for library in root.glob("**/lib/*/*.so*")}
    return os.pathsep.join(sorted(map(str, folders)))


def _download(packages: Sequence[str], folder: Path, *, closure: bool) -> list[Path]:
    apt = ["apt-get", *_private_folders(folder)]
    _run([*apt, "update", "-qq"], folder)
    downloads = folder / "cache" / "archives"
    if closure:
        # The machine's own list of installed packages stays in use: only what lacks is fetched.
        _run([*apt, "install", "-qq", "-y", "--download-only", *packages], folder)
    else:
        _run([*apt, "download", "-qq", *packages], downloads)
    found = sorted(downloads.glob("*.deb"))
    if not found:
        raise PackagesUnavailableError(f"apt fetched nothing for {' '.join(packages)}")
    return found


def _private_folders(folder: Path) -> list[str]:
    """Return apt-get's options that make every folder it writes to one of ours."""
    for part in ("lists/partial", "cache/archives/partial", "log"):
        (folder / part).mkdir(parents=True)
    settings = {
        "Dir::State::lists": folder / "lists",
        "Dir::State::extended_states": folder / "extended_states",
        "Dir::Cache": folder / "cache",
        "Dir::Cache::archives": "archives",
        "Dir::Log": folder / "log",
        # apt's own download account could not reach a folder inside a private home.
        "APT::Sandbox::User": "root",
        "APT::Install-Recommends": "false",
        "Acquire::Languages": "none",
        # dpkg's lock needs root, and nothing here installs.
        "Debug::NoLocking": "true",
    }
    return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def _run(command: Sequence[str], folder: Path) -> None:
    try:
        subprocess.run(
            command,
            cwd=folder,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,
            env={**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"},
        )
    except subprocess.CalledProcessError as error:
        words = [line for line in error.stdout.splitlines() if line.strip()]
        raise PackagesUnavailableError(words[-1] if words else f"{command[0]} failed") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PackagesUnavailableError(str(error)) from error
