"""Connections to the source and the warehouse, from the environment and `.env`."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from enamel.errors import EnamelError
from enamel.project import project_root

PARTS = ("HOST", "PORT", "USER", "PASSWORD", "DATABASE")
TLS = ("SSL_MODE", "SSL_CA")
"""What may be left out; then the driver does what it does by itself."""


@dataclass(frozen=True)
class Connection:
    """One database: where it is and who we are there.

    `drivername` is SQLAlchemy's (`mysql+pymysql`, `postgresql+psycopg`).

    Attributes:
        ssl_mode: How far TLS goes, in the server's own words (`verify_identity`, `verify-full`);
            empty for what the driver does by itself.
        ssl_ca: File of the certificates that are trusted.
    """

    drivername: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    database: str
    ssl_mode: str = ""
    ssl_ca: str = ""

    @property
    def tls_of_libpq(self) -> dict[str, Any]:
        """What libpq calls these settings; nothing where nothing is set."""
        named = {"sslmode": self.ssl_mode, "sslrootcert": self.ssl_ca}
        return {name: value for name, value in named.items() if value}

    @property
    def tls_of_mariadb(self) -> dict[str, Any]:
        """What PyMySQL calls these settings; nothing where nothing is set."""
        from enamel_tap_mysql.client import tls_context

        if not self.ssl_mode:
            return {}
        config = {"ssl_mode": self.ssl_mode, "ssl_ca": self.ssl_ca or None}
        return {"ssl": tls_context(config), "ssl_disabled": self.ssl_mode == "disabled"}

    @property
    def url(self) -> URL:
        """SQLAlchemy's URL; printing it hides the password."""
        return URL.create(
            self.drivername, self.user, self.password, self.host, self.port, self.database
        )


def source() -> Connection:
    """Return Open Dental's database from `ENAMEL_SOURCE_*`."""
    return _connection("mysql+pymysql", "ENAMEL_SOURCE_")


def warehouse() -> Connection:
    """Return the warehouse from `ENAMEL_WAREHOUSE_*`."""
    return _connection("postgresql+psycopg", "ENAMEL_WAREHOUSE_")


def _connection(drivername: str, prefix: str) -> Connection:
    values = {**read_env_file(project_root() / ".env"), **os.environ}
    missing = [prefix + part for part in PARTS if not values.get(prefix + part)]
    if missing:
        raise EnamelError(
            f"Settings are missing: {', '.join(missing)}.",
            "Fill them in in .env (.env.template shows how), or run "
            "`uv run enamel sandbox up` for private servers.",
        )
    port = values[prefix + "PORT"]
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise EnamelError(f"{prefix}PORT is not a port number.", "Correct it in .env.")
    return Connection(
        drivername,
        values[prefix + "HOST"],
        int(port),
        values[prefix + "USER"],
        values[prefix + "PASSWORD"],
        values[prefix + "DATABASE"],
        values.get(prefix + "SSL_MODE") or "",
        values.get(prefix + "SSL_CA") or "",
    )


def read_env_file(path: Path) -> dict[str, str]:
    """Return the `NAME=value` lines of an env file; an absent file is empty.

    Meltano reads the same file with python-dotenv; this uses it too, so both agree.
    """
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(path).items() if value is not None}
