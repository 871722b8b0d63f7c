"""What holds for every test: the same examples each time, and how two workers share the work.

With `pytest -n 2 --dist loadscope` the small practice that is replicated and built whole, and
serves most of tests/pipeline, is begun first, and all that stands on it runs in the worker that has
it; every other file goes to whoever is free. Without workers nothing changes.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

# A change is judged by the same examples as the one before it. To look for others:
# pytest --hypothesis-profile=default
settings.register_profile("enamel", derandomize=True, deadline=None)
settings.load_profile("enamel")

ROOT = Path(__file__).parent
PRACTICES = ("pipeline", "spoilt")


@cache
def scope(file: str) -> str:
    """Return what a test file shares with others: a practice, a folder's parse, or nothing."""
    if file.startswith("tests/pipeline/api/"):
        return "pipeline"
    if file.startswith("tests/conventions/"):
        return "conventions"
    if file.startswith("tests/pipeline/"):
        text = (ROOT / file).read_text(encoding="utf-8")
        for practice in PRACTICES:
            if re.search(rf"\b{practice}: \"?Pipeline", text):
                return practice
    return file


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest, when others can run beside it."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: scope(item.nodeid.partition("::")[0]) != PRACTICES[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> "LoadScopeScheduling | None":
    """Deal the tests out by what they share."""
    if config.getvalue("dist") != "loadscope":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class BySharedThings(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return scope(nodeid.partition("::")[0])

    config.option.loadscopereorder = False
    return BySharedThings(config, log)
