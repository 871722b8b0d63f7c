"""`.env` for private servers: written when there is none or when the existing one is ours."""

import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from enamel.sandbox.record import write_private
from enamel.settings import Connection, read_env_file

MARK = "# Written by enamel sandbox up"
API_PASSWORD = "ENAMEL_API_PASSWORD"


def values(source: Connection, warehouse: Connection) -> dict[str, str]:
    """Return the settings of both connections."""
    return {
        f"ENAMEL_{side}_{part}": str(value)
        for side, connection in (("SOURCE", source), ("WAREHOUSE", warehouse))
        for part, value in (
            ("HOST", connection.host),
            ("PORT", connection.port),
            ("USER", connection.user),
            ("PASSWORD", connection.password),
            ("DATABASE", connection.database),
        )
    }


def fill(text: str, settings: Mapping[str, str]) -> str:
    """Return an env file's text with these settings; its other lines stay as they are."""
    lines = text.splitlines()
    missing = dict(settings)
    for number, line in enumerate(lines):
        match = re.match(r"(?:export\s+)?(\w+)\s*=", line)
        if match and match[1] in settings:
            lines[number] = f"{match[1]}={settings[match[1]]}"
            missing.pop(match[1], None)
    lines += [f"{name}={value}" for name, value in missing.items()]
    if MARK not in lines:
        lines.insert(0, MARK)
    return "\n".join(lines) + "\n"


def remove(project: Path) -> None:
    """Remove the project's `.env` if nobody but us ever wrote into it."""
    path, template = project / ".env", project / ".env.template"
    if path.exists() and template.exists():
        ours = {
            name: value
            for name, value in read_env_file(path).items()
            if name.startswith(("ENAMEL_SOURCE_", "ENAMEL_WAREHOUSE_", "ENAMEL_API_"))
        }
        text = path.read_text(encoding="utf-8")
        if MARK in text.splitlines() and text == fill(template.read_text("utf-8"), ours):
            path.unlink()


def write(project: Path, settings: Mapping[str, str]) -> bool:
    """Write the project's `.env`, mode 0600; return False if the file there is the user's own."""
    path, template = project / ".env", project / ".env.template"
    if path.exists():
        text = path.read_text(encoding="utf-8")
        if MARK not in text.splitlines():
            return False
    else:
        text = template.read_text(encoding="utf-8") if template.exists() else ""
    if not read_env_file(path).get(API_PASSWORD):
        settings = {**settings, API_PASSWORD: secrets.token_urlsafe(18)}
    filled = fill(text, settings)
    if not path.exists() or filled != text or path.stat().st_mode & 0o077:
        write_private(path, filled)
    return True
