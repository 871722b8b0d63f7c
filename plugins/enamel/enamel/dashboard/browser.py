"""A Chromium to look at the pages with: the machine's own, or Debian's packages without root."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from enamel import debian
from enamel.errors import EnamelError
from enamel.sandbox.record import locked

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-dejavu-core")
# What it needs where it is root, or has no screen, or no way out of this machine.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Browser:
    """A Chromium that was seen to run."""

    program: Path
    environment: dict[str, str]


def find(project: Path) -> Browser:
    """Return a Chromium, fetching it where this machine has none.

    Raises:
        EnamelError: None to be had; the message says what to install.
    """
    for name in NAMES:
        found = shutil.which(name)
        if found and _runs(browser := Browser(Path(found), dict(os.environ))):
            return browser
    root = project / ".enamel" / "bin" / "chromium"
    problem = "it does not run here"
    with locked(root.parent):
        if not _runs(_unpacked(root)):
            try:
                debian.unpack(PACKAGES, root)
            except debian.PackagesUnavailableError as error:
                problem = str(error).rstrip(".")
    if not _runs(browser := _unpacked(root)):
        raise EnamelError(
            f"Chromium is not on this machine and could not be fetched ({problem}).",
            "Debian/Ubuntu: sudo apt-get install chromium. Fedora: sudo dnf install chromium. "
            "macOS: brew install chromium.",
        )
    return browser


def _unpacked(root: Path) -> Browser:
    """Return the Chromium of packages unpacked below a folder."""
    data = [str(root / "usr/share"), os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share")]
    libraries = [debian.library_path(root), *map(str, root.glob("usr/lib/*/pulseaudio"))]
    environment = {
        **os.environ,
        "LD_LIBRARY_PATH": os.pathsep.join(libraries),
        "XDG_DATA_DIRS": os.pathsep.join(data),
        "FONTCONFIG_PATH": str(_fonts(root)),
    }
    return Browser(root / "usr/lib/chromium/chromium", environment)


def _fonts(root: Path) -> Path:
    """Return the folder with the settings of fontconfig; the machine's own where it has any."""
    theirs = Path("/etc/fonts")
    if (theirs / "fonts.conf").is_file() or not root.exists():
        return theirs
    ours = root / "etc" / "fonts"
    settings = ours / "fonts.conf"
    if settings.is_file():
        text = settings.read_text(encoding="utf-8")
        here = f"<dir>{root / 'usr/share/fonts'}</dir>"
        if here not in text:
            settings.write_text(text.replace("</fontconfig>", f"{here}\n</fontconfig>"), "utf-8")
    return ours


def _runs(browser: Browser) -> bool:
    try:
        subprocess.run(
            [str(browser.program), "--version", "--no-sandbox"],
            env=browser.environment,
            capture_output=True,
            check=True,
            timeout=120,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True
