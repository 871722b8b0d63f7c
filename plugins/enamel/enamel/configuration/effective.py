"""Which settings are in effect, and where each comes from; secrets are named, never shown."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PREFIXES = ("ENAMEL_", "TAP_MYSQL_", "TARGET_POSTGRES_", "DBT_", "MELTANO_")
ENVIRONMENT, FILE, UNSET = "environment", ".env", "not set"
_SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|KEY|SMTP|WEBHOOK|SALT|_URI$")
_TEMPLATE = Path(".env.template")
_NAME = re.compile(r"#?(?P<name>[A-Z][A-Z0-9_]+)=")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `value` is None where there is none."""

    setting: str
    value: str | None
    origin: str


def effective(root: Path) -> list[Setting]:
    """Return every setting that the template knows or that somebody has set, by name."""
    from enamel import settings

    return of(known(root), settings.read_env_file(root / ".env"), os.environ)


def known(root: Path) -> list[str]:
    """Return the names in .env.template."""
    path = root / _TEMPLATE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [found["name"] for line in lines if (found := _NAME.match(line))]


def of(names: list[str], file: Mapping[str, str], environment: Mapping[str, str]) -> list[Setting]:
    """Return the settings; the environment wins over the file, as it does for Meltano.

    >>> of(["ENAMEL_API_PASSWORD"], {"ENAMEL_API_PASSWORD": "x"}, {})
    [Setting(setting='ENAMEL_API_PASSWORD', value='(hidden)', origin='.env')]
    """
    set_somewhere = {it for it in {*file, *environment} if it.startswith(PREFIXES)}
    found = []
    for name in sorted({*names, *set_somewhere}):
        value, origin = None, UNSET
        if name in environment:
            value, origin = environment[name], ENVIRONMENT
        elif file.get(name):
            value, origin = file[name], FILE
        if value and _SECRET.search(name):
            value = "(hidden)"
        found.append(Setting(name, value, origin))
    return found
