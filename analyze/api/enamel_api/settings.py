"""What the API can be told, all of it from the environment (`.env` of the project included)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path

from enamel_api.errors import ApiError
from enamel_api.oidc import OidcSettings, read_oidc

LOGIN = "enamel_api"
"""The account that may take the roles of load/roles.yml."""


@dataclass(frozen=True)
class Settings:
    """Everything the API can be told; README.md has the table of names.

    Times are in seconds, sizes in bytes.
    """

    host: str
    port: int
    database: str
    password: str = field(repr=False)
    user: str = LOGIN
    ssl_mode: str = "prefer"
    ssl_ca: str | None = None
    pool_size: int = 8
    statement_seconds: float = 5.0
    request_seconds: float = 10.0
    export_seconds: float = 60.0
    export_rows: int = 100_000
    body_bytes: int = 64 * 1024
    per_minute: int = 60
    per_hour: int = 1_000
    limits_storage: str = "async+memory://"
    trusted_proxies: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    cookie_secure: bool = True
    session_hours: float = 8.0
    idle_minutes: float = 30.0
    small_cell: int = 11
    mail_domains: tuple[str, ...] = ()
    oidc: OidcSettings | None = None
    person_per_minute: int = 300
    person_per_hour: int = 6_000
    locale: str = "en-US"
    currency: str = "USD"
    project: Path = Path()

    @property
    def conninfo(self) -> str:
        """Libpq's connection string, without the password."""
        from psycopg.conninfo import make_conninfo

        return make_conninfo(
            host=self.host,
            port=self.port,
            dbname=self.database,
            user=self.user,
            sslmode=self.ssl_mode,
            sslrootcert=self.ssl_ca,
            application_name="enamel api",
            connect_timeout=3,
        )


def read_settings(values: Mapping[str, str], project: Path = Path()) -> Settings:
    """Return the settings from `ENAMEL_WAREHOUSE_*` and `ENAMEL_API_*`.

    Raises:
        ApiError: One is missing or cannot be.
    """
    wanted = ("ENAMEL_WAREHOUSE_HOST", "ENAMEL_WAREHOUSE_DATABASE", "ENAMEL_API_PASSWORD")
    if missing := [name for name in wanted if not values.get(name)]:
        raise ApiError(
            f"Settings are missing: {', '.join(missing)}.",
            "Fill them in in .env; `uv run enamel access apply` makes the API's account.",
        )
    asked = Asked(values)
    proxies = asked.words("ENAMEL_API_TRUSTED_PROXIES")
    for proxy in proxies:
        try:
            ip_network(proxy, strict=False)
        except ValueError:
            raise ApiError(
                "ENAMEL_API_TRUSTED_PROXIES names something that is no address or network.",
                "Write addresses or networks with commas between, as 10.0.0.5,192.168.1.0/24.",
            ) from None
    return Settings(
        host=values["ENAMEL_WAREHOUSE_HOST"],
        port=int(asked.number("ENAMEL_WAREHOUSE_PORT", 5432)),
        database=values["ENAMEL_WAREHOUSE_DATABASE"],
        password=values["ENAMEL_API_PASSWORD"],
        ssl_mode=values.get("ENAMEL_WAREHOUSE_SSL_MODE") or "prefer",
        ssl_ca=values.get("ENAMEL_WAREHOUSE_SSL_CA") or None,
        pool_size=int(asked.number("ENAMEL_API_POOL_SIZE", 8)),
        statement_seconds=asked.number("ENAMEL_API_STATEMENT_SECONDS", 5.0),
        request_seconds=asked.number("ENAMEL_API_REQUEST_SECONDS", 10.0),
        export_seconds=asked.number("ENAMEL_API_EXPORT_SECONDS", 60.0),
        export_rows=int(asked.number("ENAMEL_API_EXPORT_ROWS", 100_000)),
        body_bytes=int(asked.number("ENAMEL_API_BODY_BYTES", 64 * 1024)),
        per_minute=int(asked.number("ENAMEL_API_PER_MINUTE", 60)),
        per_hour=int(asked.number("ENAMEL_API_PER_HOUR", 1_000)),
        limits_storage=values.get("ENAMEL_API_LIMITS_STORAGE") or "async+memory://",
        trusted_proxies=proxies,
        origins=asked.words("ENAMEL_API_ORIGINS"),
        cookie_secure=values.get("ENAMEL_API_COOKIE_SECURE", "1") not in ("0", "false", "no"),
        session_hours=asked.number("ENAMEL_API_SESSION_HOURS", 8.0),
        idle_minutes=asked.number("ENAMEL_API_IDLE_MINUTES", 30.0),
        mail_domains=tuple(it.lower() for it in asked.words("ENAMEL_API_MAIL_DOMAINS")),
        oidc=read_oidc(values),
        person_per_minute=int(asked.number("ENAMEL_API_PERSON_PER_MINUTE", 300)),
        person_per_hour=int(asked.number("ENAMEL_API_PERSON_PER_HOUR", 6_000)),
        locale=values.get("ENAMEL_API_LOCALE") or "en-US",
        currency=values.get("ENAMEL_API_CURRENCY") or "USD",
        project=project,
    )


class Asked:
    """The environment, read as numbers and lists."""

    def __init__(self, values: Mapping[str, str]) -> None:
        """Keep it."""
        self.values = values

    def number(self, name: str, default: float) -> float:
        """Return a positive number."""
        text = self.values.get(name) or str(default)
        try:
            number = float(text)
        except ValueError:
            number = 0.0
        if not 0 < number < 1e9:
            raise ApiError(f"{name} is not a positive number.", "Correct it in .env.")
        return number

    def words(self, name: str) -> tuple[str, ...]:
        """Return what stands between commas."""
        return tuple(it.strip() for it in self.values.get(name, "").split(",") if it.strip())
