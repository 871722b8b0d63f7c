"""dbt's parse of the project, made once in a session and lent to every other database.

Parsing costs more than most of what a test builds, and only the connection differs. dbt itself
looks whether a file has changed since, and parses that one anew.
"""

import hashlib
import pprint
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgpack
import yaml
from dbt.adapters.postgres import PostgresCredentials

FILE = "partial_parse.msgpack"
PROFILES = Path(__file__).parents[1] / "transform" / "profiles.yml"
ENV_VAR = re.compile(r"env_var\('(\w+)'(?:, *'(.*?)')?\)")
# By the variables given on the command line: they may change what is parsed.
_known: dict[str, tuple[Mapping[str, str], bytes]] = {}


def lend(command: tuple[str, ...], env: Mapping[str, str], target: Path) -> None:
    """Put what is known where a dbt command will look for it, unless something is there."""
    if not _is_of_dbt(command) or (known := _known.get(_variables(command))) is None:
        return
    for folder in (target, target / "built"):
        if not (folder / FILE).exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / FILE).write_bytes(_moved(*known, env))


def keep(command: tuple[str, ...], env: Mapping[str, str], target: Path) -> None:
    """Remember what a dbt command that has ended well parsed."""
    if not _is_of_dbt(command) or _variables(command) in _known or "--target" in command:
        return
    files = [file for file in (target / FILE, target / "built" / FILE) if file.exists()]
    if files:
        newest = max(files, key=lambda file: file.stat().st_mtime)
        _known[_variables(command)] = (env, newest.read_bytes())


def _is_of_dbt(command: tuple[str, ...]) -> bool:
    return any(word.startswith("dbt") for word in command)


def _variables(command: tuple[str, ...]) -> str:
    return command[command.index("--vars") + 1] if "--vars" in command else ""


def _moved(theirs: Mapping[str, str], parse: bytes, ours: Mapping[str, str]) -> bytes:
    """Return a parse as it would be for another connection.

    dbt parses all of it again if it finds another connection in there than it has.
    """
    manifest = msgpack.unpackb(parse)
    told_by = manifest["state_check"]["profile_hash"]
    if told_by["checksum"] == _checksum(theirs):
        told_by["checksum"] = _checksum(ours)
    names = [env["ENAMEL_WAREHOUSE_DATABASE"] for env in (theirs, ours)]
    return bytes(msgpack.packb(_renamed(manifest, *names)))


def _checksum(env: Mapping[str, str]) -> str:
    """Return by what dbt knows the connection of transform/profiles.yml."""
    profile = yaml.safe_load(PROFILES.read_text(encoding="utf-8"))["enamel"]["outputs"]["warehouse"]
    given = {name: _rendered(value, env) for name, value in profile.items()}
    given["database"] = given.pop("dbname")
    of_dbt_itself = {"type", "threads"}
    credentials = PostgresCredentials(**{k: v for k, v in given.items() if k not in of_dbt_itself})
    told = pprint.pformat(sorted(credentials.connection_info()))
    return hashlib.sha256(told.encode()).hexdigest()


def _rendered(value: Any, env: Mapping[str, str]) -> Any:
    """Return a value of the profile with what the environment says."""
    if not isinstance(value, str) or not (found := ENV_VAR.search(value)):
        return value
    text = env.get(found[1], found[2] or "")
    return int(text) if "as_number" in value else text


def _renamed(part: Any, old: str, new: str) -> Any:
    """Return a part of the parse with another database's name wherever one is."""
    if isinstance(part, list):
        return [_renamed(item, old, new) for item in part]
    if not isinstance(part, dict):
        return part
    renamed = {name: _renamed(value, old, new) for name, value in part.items()}
    if renamed.get("database") == old:
        renamed["database"] = new
    if isinstance(relation := renamed.get("relation_name"), str):
        renamed["relation_name"] = relation.replace(f'"{old}".', f'"{new}".', 1)
    return renamed
