"""A Java for Spark: the machine's own, or Debian's package unpacked without root."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import typer

from enamel import debian
from enamel.errors import EnamelError
from enamel.sandbox.record import locked

VERSIONS = (17, 21)
"""What Spark 4 runs on."""


def home(cache: Path) -> Path:
    """Return JAVA_HOME, fetching Java where the machine has none that Spark runs on.

    Args:
        cache: Folder for unpacked packages (`.enamel/bin`).

    Raises:
        EnamelError: None to be had; the message says what to install.
    """
    for candidate in (*_installed(), *_unpacked(cache)):
        if _suits(candidate):
            return candidate
    refused = []
    cache.mkdir(parents=True, exist_ok=True)
    with locked(cache):
        for version in VERSIONS:
            package = f"openjdk-{version}-jre-headless"
            typer.echo(f"Fetching {package} into {cache / 'java'} (no root needed) …", err=True)
            try:
                debian.unpack([package], cache / "java")
            except debian.PackagesUnavailableError as error:
                refused.append(str(error))
                continue
            _mend_links(cache / "java")
            for candidate in _unpacked(cache):
                if _suits(candidate):
                    return candidate
    raise EnamelError(
        f"Java {' or '.join(map(str, VERSIONS))} is not here and could not be fetched"
        f"{': ' + refused[0] if refused else ''}.",
        "Debian/Ubuntu: sudo apt-get install openjdk-17-jre-headless. Or set JAVA_HOME.",
    )


def _installed() -> Iterator[Path]:
    if told := os.environ.get("JAVA_HOME"):
        yield Path(told)
    if program := shutil.which("java"):
        yield Path(program).resolve().parents[1]
    yield from sorted(Path("/usr/lib/jvm").glob("*"))


def _unpacked(cache: Path) -> Iterator[Path]:
    yield from sorted((cache / "java" / "usr" / "lib" / "jvm").glob("*"))


def _suits(folder: Path) -> bool:
    try:
        said = subprocess.run(
            [str(folder / "bin" / "java"), "-version"],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        ).stderr
    except (OSError, subprocess.SubprocessError):
        return False
    found = re.search(r'version "(\d+)', said)
    return found is not None and int(found[1]) in VERSIONS


def _mend_links(root: Path) -> None:
    """Lead links like conf -> /etc/java-17-openjdk to where the package was unpacked."""
    for link in root.rglob("*"):
        if link.is_symlink() and (target := str(link.readlink())).startswith("/"):
            here = root / target.lstrip("/")
            if here.exists() and not Path(target).exists():
                link.unlink()
                link.symlink_to(os.path.relpath(here, link.parent))
