"""Imports that a run of files never needs, put off until somebody uses them.

The SDK imports joblib (and numpy with it) for draining sinks in parallel, which this target does
not do; the stock target imports paramiko for ssh tunnels. Together they are half of the start-up.
This module has to be imported before those two packages, so the program begins with it.
"""

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _Deferred(ModuleType):
    """Stands for a module; the first use of a name imports it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


class _DeferredCalls(ModuleType):
    """Stands for a module whose functions are imported by name; the first call imports it."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **options)

        return call


@contextmanager
def deferred() -> Iterator[None]:
    """Import other packages without joblib and paramiko, unless these are there already."""
    stand_ins = [_DeferredCalls("joblib"), _Deferred("paramiko")]
    placed = [each for each in stand_ins if each.__name__ not in sys.modules]
    sys.modules.update({each.__name__: each for each in placed})
    try:
        yield
    finally:
        for each in placed:
            if sys.modules.get(each.__name__) is each:
                del sys.modules[each.__name__]


with deferred():
    for name in ("singer_sdk.target_base", "target_postgres.connector"):
        importlib.import_module(name)
