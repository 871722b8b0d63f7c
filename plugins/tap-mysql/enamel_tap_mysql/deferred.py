"""An import that a tap never needs, put off until somebody uses it.

The SDK imports joblib, and numpy with it, for draining the sinks of a target in parallel. That is a
third of the tap's start-up, and start-up is a run's time on a quiet day.
"""

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module whose functions are imported by name; the first call imports it."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **options)

        return call


@contextmanager
def without_joblib() -> Iterator[None]:
    """Import other packages without joblib, unless it is there already."""
    if "joblib" in sys.modules:
        yield
        return
    sys.modules["joblib"] = _Later("joblib")
    try:
        yield
    finally:
        del sys.modules["joblib"]
