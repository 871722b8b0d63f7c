"""The server: settings for production, one process or several."""

import copy
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from enamel_api.errors import ApiError
from enamel_api.main import create_app
from enamel_api.people import environment, owner
from enamel_api.settings import Settings, read_settings

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "enamel.api": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Quotes addresses; ours does not.
        "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "psycopg.pool": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}


def app() -> FastAPI:
    """Return the app, told by the environment."""
    from enamel.project import project_or_here

    return create_app(read_settings(environment(), project_or_here()))


def run(host: str, port: int, workers: int, certificate: str | None, key: str | None) -> None:
    """Serve until stopped.

    Raises:
        ApiError: A setting is missing or cannot be, or the warehouse cannot be prepared.
    """
    import uvicorn

    values = environment()
    settings = read_settings(values)
    if (certificate is None) != (key is None):
        raise ApiError("TLS needs a certificate and its key.", "Give both, or neither.")
    for path in (certificate, key):
        if path and not Path(path).is_file():
            raise ApiError(f"There is no file {path}.", "Correct --tls-certificate and --tls-key.")
    _check_workers(settings, workers)
    if values.get("ENAMEL_WAREHOUSE_USER"):
        with owner():
            pass
    uvicorn.run(
        "enamel_api.server:app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=copy.deepcopy(LOGGING),
        access_log=False,
        server_header=False,
        # Whom to believe about addresses is our own setting.
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
        limit_concurrency=200,
        backlog=256,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )


def _check_workers(settings: Settings, workers: int) -> None:
    if workers > 1 and "memory://" in settings.limits_storage:
        raise ApiError(
            "Several processes cannot count requests in their own memory.",
            "Set ENAMEL_API_LIMITS_STORAGE=async+redis://…, or use one worker.",
        )
