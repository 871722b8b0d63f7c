"""A project folder of its own for each test, and databases to discover."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymysql
import pytest
from enamel.cli import main
from enamel.discovery.knowledge import Knowledge, load_knowledge
from enamel.settings import Connection
from enamel_practice.tables import create_tables

if TYPE_CHECKING:
    from enamel.sandbox.servers import Servers

HERE = Path(__file__).resolve().parents[4]


@dataclass
class Project:
    """A folder with a policy and Open Dental's own files, and the command run inside it."""

    root: Path
    command: Callable[..., "Result"]

    def __call__(self, *arguments: str) -> "Result":
        """Run `enamel` with these arguments."""
        return self.command(*arguments)

    @property
    def catalog_file(self) -> Path:
        """The catalog this project writes."""
        return self.root / "extract" / "catalog.json"

    @property
    def catalog(self) -> dict[str, dict[str, Any]]:
        """The streams by table."""
        streams = json.loads(self.catalog_file.read_text(encoding="utf-8"))["streams"]
        return {stream["tap_stream_id"]: stream for stream in streams}

    def edit_policy(self, old: str, new: str) -> None:
        """Replace a text that must be there."""
        path = self.root / "extract" / "policy.yml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write_policy(self, text: str) -> None:
        """Replace the whole policy."""
        (self.root / "extract" / "policy.yml").write_text(text, encoding="utf-8")

    def stage(self, table: str, sql: str) -> Path:
        """Write a staging model."""
        path = self.root / "transform/models/staging/practice" / f"stg_opendental__{table}.sql"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sql, encoding="utf-8")
        return path


@dataclass
class Result:
    """How a command ended and what it said."""

    exit_code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(HERE)


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    """A project whose policy is the committed one, without ignored columns."""
    (tmp_path / "meltano.yml").touch()
    (tmp_path / "extract").mkdir()
    (tmp_path / "load").mkdir()
    (tmp_path / "extract" / "opendental").symlink_to(HERE / "extract" / "opendental")
    shutil.copy(HERE / "extract" / "policy.yml", tmp_path / "extract" / "policy.yml")
    monkeypatch.setenv("MELTANO_PROJECT_ROOT", str(tmp_path))

    def command(*arguments: str) -> Result:
        monkeypatch.setattr("sys.argv", ["enamel", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
            raise SystemExit(0)
        said = capsys.readouterr()
        code = ended.value.code
        return Result(code if isinstance(code, int) else int(code is not None), said.out, said.err)

    return Project(tmp_path, command)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Connection], None]:
    """Let the settings name a database."""

    def point(connection: Connection) -> None:
        for part in ("host", "port", "user", "password", "database"):
            monkeypatch.setenv(f"ENAMEL_SOURCE_{part.upper()}", str(getattr(connection, part)))

    return point


@pytest.fixture
def source(source_database: Connection, use: Callable[[Connection], None]) -> Connection:
    """An empty database that the settings name."""
    use(source_database)
    return source_database


@pytest.fixture(scope="session")
def practice(servers: "Servers") -> Iterator[Connection]:
    """Every table of Open Dental and ten wiki lists, empty; nobody may change it."""
    database = replace(servers.source, database="discovery_practice")
    execute(servers.source, f"create database {database.database}")
    with closing(open_database(database)) as connection:
        create_tables(connection, "MyISAM")
    yield database
    execute(servers.source, f"drop database {database.database}")


def open_database(settings: Connection) -> "pymysql.Connection[Any]":
    """Connect as the settings say, in Open Dental's sql_mode."""
    return pymysql.connect(
        host=settings.host,
        port=settings.port,
        user=settings.user,
        password=settings.password,
        database=settings.database,
        autocommit=True,
        init_command="set session sql_mode = ''",
    )


def execute(settings: Connection, *statements: str) -> None:
    """Run statements on a database."""
    with closing(open_database(settings)) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def sql(source: Connection) -> Callable[..., None]:
    """Run statements on the test's own database."""
    return lambda *statements: execute(source, *statements)


@pytest.fixture
def account(
    servers: "Servers", source: Connection, use: Callable[[Connection], None]
) -> Iterator[Callable[..., Connection]]:
    """Make an account with the given grants and let the settings name it."""
    name = f"guest_{source.database[-20:]}"

    def make(*grants: str) -> Connection:
        execute(
            servers.source,
            f"create user `{name}`@'%' identified by 'guest'",
            *(f"grant {grant} to `{name}`@'%'" for grant in grants),
        )
        guest = replace(source, user=name, password="guest")
        use(guest)
        return guest

    yield make
    execute(servers.source, f"drop user if exists `{name}`@'%'")
