"""The password of the account that takes the roles."""

import os
from typing import Any

import psycopg
from psycopg import sql

from enamel.project import project_root
from enamel.settings import read_env_file

VARIABLE = "ENAMEL_API_PASSWORD"


def give_password(warehouse: "psycopg.Connection[Any]", login: str) -> bool:
    """Give the account the password of `.env`, unless it is that already; False if there is none.

    Postgres gets its SCRAM verifier, so the password is in no log of the server.

    Args:
        warehouse: The warehouse, in autocommit.
        login: The account.
    """
    password = {**read_env_file(project_root() / ".env"), **os.environ}.get(VARIABLE)
    if not password:
        return False
    there: dict[str, Any] = {**warehouse.info.get_parameters(), "user": login, "password": password}
    try:
        psycopg.connect(**there).close()
    except psycopg.OperationalError:
        verifier = warehouse.pgconn.encrypt_password(password.encode(), login.encode())
        warehouse.execute(
            sql.SQL("alter role {} password {}").format(
                sql.Identifier(login), sql.Literal(verifier.decode())
            )
        )
    return True
