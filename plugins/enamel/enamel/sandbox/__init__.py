"""Private MariaDB and Postgres servers for the demo and the tests."""

from enamel.sandbox.servers import Servers, ServerStatus, start, status, stop

__all__ = ["ServerStatus", "Servers", "start", "status", "stop"]
