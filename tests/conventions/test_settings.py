"""Every setting is read by somebody, and stands in .env.template."""

import re

from enamel.configuration.effective import known
from enamel.configuration.names import OURS
from page_lines import ROOT, tracked

NAME = re.compile(r"\bENAMEL_[A-Z0-9_]*[A-Z0-9]\b")
# Filled in by envsubst and compose alone; their own files say what they are.
ELSEWHERE = ("orchestrate/deploy/nginx/", "orchestrate/deploy/compose")
CODE = {
    path: (ROOT / path).read_text("utf-8", errors="ignore")
    for path in sorted(tracked())
    if (ROOT / path).is_file()
    and path.endswith((".py", ".yml", ".ts", ".sql", ".service"))
    and "/tests/" not in f"/{path}"
    and not path.startswith(ELSEWHERE)
    and path != "plugins/enamel/enamel/configuration/names.py"
}
# What tenants.yml calls a server; and how dbt is told of the one where the group comes together.
REFERENCES = {"ENAMEL_SOURCE", "ENAMEL_WAREHOUSE", "ENAMEL_GROUP"}
GROUP = {f"ENAMEL_GROUP_{part}" for part in ("HOST", "PORT", "USER", "PASSWORD", "DATABASE")}


def is_read(name: str) -> bool:
    """Tell whether code names it, whole or as a beginning and an end in one file."""
    for text in CODE.values():
        if re.search(rf"\b{name}\b", text):
            return True
        cuts = [cut.end() for cut in re.finditer("_", name)]
        for cut in cuts:
            begin, end = name[:cut], name[cut:]
            if re.search(rf'"{begin}"', text) and re.search(rf'["}}]{end}"', text):
                return True
    return False


def test_every_setting_that_is_told_is_read() -> None:
    assert [it for it in known(ROOT) if not is_read(it)] == []


def test_every_setting_that_is_read_is_told() -> None:
    read = {name for text in CODE.values() for name in NAME.findall(text)}
    assert sorted(read - set(known(ROOT)) - set(OURS) - REFERENCES - GROUP) == []


def test_what_programs_tell_each_other_is_no_setting() -> None:
    assert set(OURS) & set(known(ROOT)) == set()
