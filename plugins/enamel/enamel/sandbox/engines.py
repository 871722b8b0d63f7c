"""The servers of a sandbox: the source and the warehouse."""

from enamel.sandbox.engine import Engine
from enamel.sandbox.mariadb import MariaDB
from enamel.sandbox.postgres import Postgres

MARIADB: Engine = MariaDB()
POSTGRES: Engine = Postgres()
ENGINES: tuple[Engine, ...] = (MARIADB, POSTGRES)
