"""Private MariaDB and Postgres servers for the demo and the tests."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enamel.sandbox.servers import Servers, ServerStatus, start, status, stop

__all__ = ["ServerStatus", "Servers", "start", "status", "stop"]


def __getattr__(name: str) -> object:
    """Load the servers, and with them the database drivers, when somebody asks for them."""
    if name in __all__:
        return getattr(import_module("enamel.sandbox.servers"), name)
    raise AttributeError(name)
