"""`enamel sandbox`, the `.env` it writes, and where programs come from."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from enamel import sandbox, settings
from enamel.errors import EnamelError
from enamel.sandbox import binaries, cli, env_file
from enamel.sandbox.engines import ENGINES, MARIADB, POSTGRES
from typer.testing import CliRunner

PROJECT = Path(__file__).parents[3]
SETTINGS = {"ENAMEL_SOURCE_PORT": "4711", "ENAMEL_WAREHOUSE_PASSWORD": "x y"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a project of its own, which shares the programs fetched for the real one."""
    (tmp_path / ".env.template").write_bytes((PROJECT / ".env.template").read_bytes())
    (tmp_path / ".enamel").mkdir()
    (PROJECT / ".enamel" / "bin").mkdir(parents=True, exist_ok=True)
    (tmp_path / ".enamel" / "bin").symlink_to(PROJECT / ".enamel" / "bin")
    monkeypatch.setenv("MELTANO_PROJECT_ROOT", str(tmp_path))
    for side in ("SOURCE", "WAREHOUSE"):
        for part in settings.PARTS:
            monkeypatch.delenv(f"ENAMEL_{side}_{part}", raising=False)
    try:
        yield tmp_path
    finally:
        sandbox.stop(cli.folder_of(cli.DEFAULT), purge=True)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.app, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_command_starts_shows_and_removes_the_servers(project: Path) -> None:
    code, out, _ = run("status", "--format", "json")
    assert code == cli.NOT_RUNNING
    assert json.loads(out)["source_url"] is None

    code, out, error = run("up")
    assert (code, error) == (0, "")
    assert settings.warehouse().password not in out
    assert (project / ".env").stat().st_mode & 0o777 == 0o600

    code, out, _ = run("status", "--format", "json")
    shown = json.loads(out)
    assert code == 0
    assert shown["running"]
    assert re.fullmatch(
        r"mysql://enamel:[\w-]+@127\.0\.0\.1:\d+/opendental", shown["source_url"], re.ASCII
    )
    with psycopg.connect(shown["warehouse_url"]) as client:
        assert client.info.dbname == "enamel"
    for engine in ENGINES:
        server = shown["servers"][engine.name]
        assert server["running"]
        assert server["pid"]
        assert server["port"]
        assert server["version"]
        assert Path(server["binary"]).is_file()
        assert Path(server["socket"]).is_socket()
    # What it wrote into .env is what every other command reads.
    assert settings.source().port == shown["servers"]["mariadb"]["port"]
    assert (
        settings.warehouse()
        .url.render_as_string(hide_password=False)
        .endswith(shown["warehouse_url"].removeprefix("postgresql"))
    )

    code, out, _ = run("status")
    assert code == 0
    assert settings.source().password not in out

    # A file of the user's own is left alone.
    env = project / ".env"
    ours = env.read_text(encoding="utf-8")
    env.write_text("ENAMEL_SOURCE_HOST=practice.example\n", encoding="utf-8")
    code, _, error = run("up")
    assert code == 0
    assert ".env is yours and was left alone" in error
    assert env.read_text(encoding="utf-8") == "ENAMEL_SOURCE_HOST=practice.example\n"
    env.write_text(ours, encoding="utf-8")

    assert run("down")[0] == 0
    assert run("status")[0] == cli.NOT_RUNNING
    assert "data removed" in run("down", "--all", "--purge")[1]
    assert not (project / ".enamel" / "sandbox" / "demo").exists()
    assert not (project / ".env").exists()


def test_an_env_file_of_ours_is_updated_and_keeps_what_was_added(tmp_path: Path) -> None:
    (tmp_path / ".env.template").write_bytes((PROJECT / ".env.template").read_bytes())
    env = tmp_path / ".env"
    assert env_file.write(tmp_path, {"ENAMEL_SOURCE_PORT": "1", "ENAMEL_WAREHOUSE_PASSWORD": "p"})
    env.write_text(env.read_text(encoding="utf-8") + "MY_OWN=1\n", encoding="utf-8")
    env.chmod(0o644)
    assert env_file.write(tmp_path, {"ENAMEL_SOURCE_PORT": "2", "ENAMEL_WAREHOUSE_PASSWORD": "p"})
    assert env.stat().st_mode & 0o777 == 0o600
    values = settings.read_env_file(env)
    assert values["ENAMEL_SOURCE_PORT"] == "2"
    assert values["ENAMEL_WAREHOUSE_PASSWORD"] == "p"
    assert values["MY_OWN"] == "1"
    assert env_file.MARK in env.read_text(encoding="utf-8").splitlines()
    env_file.remove(tmp_path)
    assert env.exists(), "a file with the user's own lines is not ours to remove"


def test_a_name_cannot_leave_the_folder_of_the_sandboxes() -> None:
    for name in ("../demo", "", "a/b", ".", "-x"):
        with pytest.raises(EnamelError, match="one word"):
            cli.folder_of(name)


def test_missing_programs_are_named_for_three_systems(tmp_path: Path) -> None:
    for engine, package in ((MARIADB, "mariadb-server"), (POSTGRES, "postgresql")):
        with pytest.raises(EnamelError) as error:
            binaries.find(engine, tmp_path, 99, [binaries.system, binaries.wheel])
        assert f"{engine.title} 99" in error.value.reason
        for words in (f"apt-get install {package}", f"dnf install {package}", "brew install"):
            assert words in error.value.instruction


def test_programs_of_another_product_or_version_are_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, says in (
        ("mariadbd", "mysqld  Ver 8.4.0 for Linux on x86_64 (MySQL Community Server - GPL)"),
        ("mariadb-install-db", ""),
        ("postgres", "postgres (PostgreSQL) 14.9"),
        ("initdb", ""),
    ):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    for engine in ENGINES:
        first = next(binaries.system(engine, tmp_path))
        assert first.server.parent == tmp_path
        assert not binaries.suits(engine, first, None)


def test_the_packaged_postgres_is_usable_where_it_is_installed(tmp_path: Path) -> None:
    for programs in binaries.wheel(POSTGRES, tmp_path):
        assert binaries.suits(POSTGRES, programs, None)
    assert list(binaries.wheel(MARIADB, tmp_path)) == []
