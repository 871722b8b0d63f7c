"""Find or obtain `uv` with nothing but Python's standard library; print its path.

Tried in this order: the one obtained before, the uv on PATH, this Python's pip; where it has none,
its venv module, pip from a Debian package unpacked without root, pip installed as root. Whatever
pip is used reads the user's own pip configuration: its indexes, certificates and proxies.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from enamel import debian  # noqa: E402 - found beside this file, before anything is installed

PROJECT = HERE.parents[1]
STATE = PROJECT / ".enamel"
LINK = STATE / "bin" / "uv"
PACKAGE = STATE / "uv"
# The oldest that was seen to accept uv.lock.
OLDEST = (0, 9, 9)
REQUIREMENT = "uv>=" + ".".join(map(str, OLDEST))

HELP = """error: uv is not here and could not be obtained.
 next: install uv or pip, then run the command again.
   Debian/Ubuntu  sudo apt-get install python3-pip
   Fedora         sudo dnf install uv
   macOS          brew install uv
 tried:"""


def main() -> int:
    """Print the path of a usable uv; it is always the same one."""
    if sys.version_info < (3, 11):  # noqa: UP036 - nothing has checked it before us
        say(
            f"error: {sys.executable} is Python {sys.version_info[0]}.{sys.version_info[1]}.\n"
            " next: Put Python 3.11 or newer first on PATH as `python3`."
        )
        return 1
    tried = []
    if not usable(LINK):
        found = shutil.which("uv")
        if found and usable(Path(found)):
            link(Path(found))
        else:
            say("Obtaining uv ...")
            # Where a pip is and fails, another pip fails the same way, after as many retries.
            others = (with_venv, with_unpacked_pip, with_installed_pip)
            for way in (with_pip,) if find_spec("pip") else others:
                problem = way()
                if not problem and usable(PACKAGE / "bin" / "uv"):
                    link(PACKAGE / "bin" / "uv")
                    break
                tried.append(f"   {way.__name__.replace('_', ' ')}: {problem or 'no usable uv'}")
            else:
                say("\n".join([HELP, *tried]))
                return 1
    print(LINK.relative_to(PROJECT))
    return 0


def usable(uv: Path) -> bool:
    """Return whether it runs here and is recent enough."""
    code, output = run([str(uv), "--version"])
    version = re.match(r"uv (\d+)\.(\d+)\.(\d+)", output)
    return code == 0 and version is not None and tuple(map(int, version.groups())) >= OLDEST


def link(uv: Path) -> None:
    """Let `.enamel/bin/uv` be this uv."""
    LINK.parent.mkdir(parents=True, exist_ok=True)
    fresh = LINK.with_name(f".uv.{os.getpid()}")
    fresh.symlink_to(uv)
    fresh.replace(LINK)


def with_pip(python: str = sys.executable, pip: tuple[str, ...] = ("-m", "pip")) -> str:
    """Install uv with a pip; return what went wrong, or nothing."""
    shutil.rmtree(PACKAGE, ignore_errors=True)
    command = [python, *pip, "install", "--quiet", "--disable-pip-version-check"]
    code, output = run([*command, "--target", str(PACKAGE), REQUIREMENT])
    return last_words(output) if code else ""


def with_venv() -> str:
    """Install uv with the pip of a new virtual environment."""
    folder = STATE / "uv-venv"
    try:
        code, output = run([sys.executable, "-m", "venv", str(folder)])
        return last_words(output) if code else with_pip(str(folder / "bin" / "python"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_unpacked_pip() -> str:
    """Install uv with Debian's pip wheel, which runs without being installed."""
    folder = STATE / "pip"
    try:
        debian.unpack(["python3-pip-whl"], folder, closure=False)
        wheels = sorted(folder.glob("usr/share/python-wheels/pip-*.whl"))
        return with_pip(pip=(f"{wheels[-1]}/pip",)) if wheels else "no wheel in python3-pip-whl"
    except debian.PackagesUnavailableError as error:
        return str(error)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_installed_pip() -> str:
    """Install pip with the system's package manager, where we may."""
    apt = shutil.which("apt-get")
    become = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not apt or run([*become, "true"])[0]:
        return "no root, or not a Debian"
    run([*become, apt, "update", "-qq"])
    code, output = run([*become, apt, "install", "-qq", "-y", "python3-pip"])
    return last_words(output) if code else with_pip()


def run(command: list[str]) -> tuple[int, str]:
    """Run a command quietly; return its exit code and all its output."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout


def last_words(output: str) -> str:
    """Return the last line that says something."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "it failed silently"


def say(message: str) -> None:
    """Tell the user, apart from the path on stdout."""
    sys.stderr.write(message + "\n")


if __name__ == "__main__":
    sys.exit(main())
