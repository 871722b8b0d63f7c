"""What the catalog holds back, the tap does not read."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from enamel.settings import Connection

from .conftest import Project

SECRET = "sentinel-8c1f"


@pytest.mark.parametrize("batch", [False, True], ids=["records", "batch files"])
def test_no_secret_reaches_the_output_of_the_tap(
    project: Project, source: Connection, sql: Callable[..., None], tmp_path: Path, batch: bool
) -> None:
    sql(
        "create table preference (PrefName varchar(99) primary key, ValueString text not null)",
        f"insert into preference values ('PayPlansVersion', '2'), ('SmtpServer', '{SECRET}')",
        "create table patient (PatNum int primary key, LName text, SSN text)",
        f"insert into patient values (1, 'Sample', '{SECRET}')",
        "create table wikilist_doors (doorsNum int primary key, Door text, Passcode text)",
        f"insert into wikilist_doors values (1, 'back', '{SECRET}')",
        "create table sessiontoken (SessionTokenNum int primary key, Note text)",
        f"insert into sessiontoken values (1, '{SECRET}')",
    )
    assert project("discover").exit_code == 0
    spool = tmp_path / "spool"
    spool.mkdir()
    config = {name: value for name, value in asdict(source).items() if value != ""}
    del config["drivername"]
    if batch:
        config["batch_config"] = {
            "encoding": {"format": "pgcopy-csv", "compression": "none"},
            "storage": {"root": spool.as_uri()},
        }
    settings = tmp_path / "tap.json"
    settings.write_text(json.dumps(config), encoding="utf-8")

    said = consume(settings, project.catalog_file)

    assert SECRET not in said
    for kept in ("Sample", "back", "SmtpServer", "PayPlansVersion"):
        assert kept in said
    assert '"ValueString":"2"' in said or '"PayPlansVersion","2"' in said


def consume(settings: Path, catalog: Path) -> str:
    """Run the tap as a target does, which deletes each file; return all that was said and sent."""
    tap = Path(sys.executable).with_name("enamel-tap-mysql")
    log = settings.with_suffix(".log")
    said = []
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            [str(tap), "--config", str(settings), "--catalog", str(catalog)],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as running,
    ):
        assert running.stdout
        for line in running.stdout:
            said.append(line)
            for uri in json.loads(line).get("manifest", ()):
                path = Path(unquote(urlsplit(uri).path))
                said.append(path.read_text(encoding="utf-8"))
                path.unlink()
    assert running.returncode == 0
    return "".join(said) + log.read_text(encoding="utf-8")
