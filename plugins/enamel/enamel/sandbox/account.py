"""Which account the servers run as: ours, or `nobody` when we are root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from enamel.errors import EnamelError
from enamel.sandbox import binaries
from enamel.sandbox.engine import Programs
from enamel.sandbox.record import Record

UNPRIVILEGED = "nobody"

# Lets the account reach a folder below a closed one (a project in /root) while every mode stays.
# no_setuid_fixup: access(2), which the servers ask first, forgets capabilities otherwise.
REACH = (
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
)


@dataclass(frozen=True)
class Account:
    """An account for the servers.

    Args:
        prefix: The words before a command that runs it as this account.
        owner: Its uid and gid; None when it is ours.
        reaches: Whether it can use the folder and the programs it was chosen for.
    """

    prefix: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None
    reaches: bool = True

    def own(self, path: Path) -> None:
        """Make the account the owner of a path of ours."""
        if self.owner:
            os.chown(path, *self.owner)

    def runs(self, programs: Programs) -> bool:
        """Return whether the account can run the programs where they are."""
        return _succeeds(
            [*self.prefix, str(programs.server), "--version"], programs.environment
        ) and _succeeds([*self.prefix, "/bin/sh", "-c", 'test -x "$1"', "sh", str(programs.init)])

    def make_folder(self, path: Path) -> None:
        """Make a folder that only the account can enter."""
        path.mkdir(mode=0o700, exist_ok=True)
        self.own(path)


def choose(folder: Path, programs: Iterable[Programs]) -> Account:
    """Return the account for servers whose data is in `folder`.

    Args:
        folder: Where the data is or will be; data that is there keeps its owner.
        programs: What the account must be able to run.

    Raises:
        EnamelError: We are root and cannot become anybody else.
    """
    if os.geteuid() != 0:
        return Account()
    setpriv = shutil.which("setpriv")
    if not setpriv:
        raise EnamelError(
            "Database servers must not run as root, and `setpriv` (util-linux) is not here.",
            "Run the command as an ordinary user.",
        )
    owner = _owner(folder)
    become = (setpriv, f"--reuid={owner[0]}", f"--regid={owner[1]}", "--clear-groups")
    candidates = [(*become, "--"), (*become, *REACH, "--")]
    wanted = list(programs)
    for prefix in candidates:
        account = Account(prefix, owner)
        if all(map(account.runs, wanted)) and _enters(prefix, folder):
            return account
    if not _enters(candidates[0], Path("/")):
        raise EnamelError(
            f"Database servers must not run as root, and root cannot become uid {owner[0]} here.",
            "Run the command as an ordinary user.",
        )
    return Account(candidates[0], owner, reaches=False)


def move_elsewhere(
    known: Record, account: Account, programs: Mapping[str, Programs]
) -> dict[str, Programs]:
    """Make a temporary folder the home of data, and of programs that are out of reach too.

    The last resort: root in a closed folder, on a system that does not hand capabilities on.
    """
    elsewhere = Path(tempfile.mkdtemp(prefix="enamel-"))
    elsewhere.chmod(0o711)
    known.elsewhere, known.data = str(elsewhere), str(elsewhere / "data")
    account.make_folder(Path(known.data))
    return {
        name: found if account.runs(found) else binaries.copy(found, elsewhere / name)
        for name, found in programs.items()
    }


def _owner(folder: Path) -> tuple[int, int]:
    for data in sorted(folder.glob("*/")):
        found = data.stat()
        if found.st_uid:
            return found.st_uid, found.st_gid
    entry = pwd.getpwnam(UNPRIVILEGED)
    return entry.pw_uid, entry.pw_gid


def _enters(prefix: tuple[str, ...], folder: Path) -> bool:
    return _succeeds([*prefix, "/bin/sh", "-c", 'test -x "$1" && cd "$1"', "sh", str(folder)])


def _succeeds(command: list[str], environment: Mapping[str, str] | None = None) -> bool:
    result = subprocess.run(command, env=environment, capture_output=True, check=False)
    return result.returncode == 0
