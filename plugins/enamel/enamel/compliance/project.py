"""What the project's own files can tell: secrets in git, the mode of .env, known weaknesses."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from enamel.compliance.finding import FAILURE, OK, UNKNOWN, WARNING, Finding

_SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\benamel_[0-9a-f]{16}_[A-Za-z0-9_-]{43}\b"
    r"|\bxox[abprs]-[A-Za-z0-9-]{20,}"
)
_LARGEST = 2_000_000


def secrets_in_git(root: Path, values: dict[str, str]) -> Iterator[Finding]:
    """Look for keys, and for the very passwords of .env, in the files git knows."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if listed.returncode:
        yield Finding("secrets", UNKNOWN, "The project is no git repository: nothing to look at.")
        return
    names = [name for name in listed.stdout.decode().split("\0") if name]
    passwords = [
        value for name, value in values.items() if name.endswith("_PASSWORD") and len(value) > 7
    ]
    found = 0
    for name in names:
        path = root / name
        if not path.is_file() or path.stat().st_size > _LARGEST:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        if _SECRETS.search(text) or any(password in text for password in passwords):
            found += 1
            yield Finding(
                "secrets",
                FAILURE,
                f"{name} holds a key or a password, and git knows the file.",
                "Take it out, and make a new one: git keeps the old.",
            )
    if ".env" in names:
        found += 1
        yield Finding("secrets", FAILURE, "git knows .env.", "git rm --cached .env; new passwords.")
    if not found:
        yield Finding("secrets", OK, f"No key and no password of .env in {len(names)} files.")


def env_file(root: Path) -> Iterator[Finding]:
    """Say whether others on this machine may read .env."""
    path = root / ".env"
    if not path.is_file():
        return
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        yield Finding(
            "secrets", FAILURE, f".env can be read by others (mode {mode:o}).", "chmod 600 .env"
        )
    else:
        yield Finding("secrets", OK, ".env can be read by its owner alone.")


def newest_backup(folder: str | None) -> timedelta | None:
    """Return how old the newest file below a folder is; None if there is no folder or no file."""
    if not folder or not Path(folder).is_dir():
        return None
    times = [path.stat().st_mtime for path in Path(folder).rglob("*") if path.is_file()]
    return datetime.now(UTC) - datetime.fromtimestamp(max(times), UTC) if times else None


def advisories(root: Path, folder: str | None) -> Iterator[Finding]:
    """Compare uv.lock with a folder of advisories in OSV's form (osv.dev), where there is one."""
    if not folder or not Path(folder).is_dir():
        yield Finding(
            "dependencies",
            UNKNOWN,
            "No local database of advisories.",
            "Set ENAMEL_ADVISORIES to a folder of OSV's JSON files (osv.dev, ecosystem PyPI).",
        )
        return
    locked = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))["package"]
    versions = {it["name"]: it["version"] for it in locked if "version" in it}
    read = found = 0
    for path in sorted(Path(folder).rglob("*.json")):
        advisory = json.loads(path.read_text(encoding="utf-8"))
        read += 1
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected", ()):
            package = affected.get("package", {})
            name = re.sub(r"[-_.]+", "-", package.get("name", "")).lower()
            if package.get("ecosystem") == "PyPI" and versions.get(name) in affected.get(
                "versions", ()
            ):
                found += 1
                yield Finding(
                    "dependencies",
                    FAILURE,
                    f"{name} {versions[name]}: {advisory['id']}.",
                    f"uv lock --upgrade-package {name}",
                )
    if not found:
        status = OK if read else WARNING
        said = f"{len(versions)} packages, none of them in {read} advisories."
        yield Finding("dependencies", status, said)
