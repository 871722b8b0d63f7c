"""What a practice's programs are told, and never are told."""

from pathlib import Path

import pytest
from enamel.errors import EnamelError
from enamel.settings import PARTS, TLS
from enamel.tenants.file import Tenants, parse_tenants
from enamel.tenants.isolation import environment, home

from .test_file import GOOD, JOBS, NORTH

VALUES = {"HOST": "db", "PORT": "3306", "USER": "me", "DATABASE": "od"}


@pytest.fixture
def tenants() -> Tenants:
    return parse_tenants({"practices": {"south": GOOD, "north": NORTH}}, JOBS, ["24.3"])


def secrets(*prefixes: str) -> dict[str, str]:
    return {
        f"{prefix}_{part}": VALUES.get(part, f"secret of {prefix}")
        for prefix in prefixes
        for part in PARTS
    }


SOUTH = secrets("SOUTH_SOURCE", "SOUTH_WAREHOUSE")
SOUTH["SOUTH_SOURCE_SSL_MODE"] = "verify_ca"
ALL = SOUTH | secrets("NORTH_SOURCE", "NORTH_WAREHOUSE") | {"NORTH_SOURCE_SSL_MODE": "required"}


def test_a_practice_is_told_its_own_credentials_and_no_others(
    tenants: Tenants, tmp_path: Path
) -> None:
    place = home(tmp_path, tenants, tenants.practice("south"), ALL)
    told = environment(tmp_path, tenants, place, ALL | {"ENAMEL_SECRETS": "/run", "PATH": "/bin"})
    assert told["ENAMEL_SOURCE_PASSWORD"] == "secret of SOUTH_SOURCE"
    assert told["ENAMEL_WAREHOUSE_PASSWORD"] == "secret of SOUTH_WAREHOUSE"
    assert told["PATH"] == "/bin"
    assert told["ENAMEL_SOURCE_SSL_MODE"] == "verify_ca"
    assert told["ENAMEL_WAREHOUSE_SSL_MODE"] == "", "nothing of .env's own practice"
    assert told["ENAMEL_TIME_ZONE"] == "America/Denver"
    assert not [name for name, value in told.items() if "NORTH" in name or "NORTH" in value]
    assert "ENAMEL_SECRETS" not in told


def test_no_file_of_two_practices_is_the_same(tenants: Tenants, tmp_path: Path) -> None:
    told = [
        environment(tmp_path, tenants, home(tmp_path, tenants, it, ALL), ALL)
        for it in tenants.practices.values()
    ]
    shared = {name for name, value in told[0].items() if told[1].get(name) == value}
    parts = (*VALUES, *TLS)
    same = {f"ENAMEL_{kind}_{part}" for kind in ("SOURCE", "WAREHOUSE") for part in parts}
    assert shared - same == {
        "MELTANO_PROJECT_ROOT",
        "ENAMEL_PRACTICE_CLINICS",
        "ENAMEL_TIME_ZONE",
    }


def test_secrets_come_from_a_file_of_the_practice(tenants: Tenants, tmp_path: Path) -> None:
    lines = "\n".join(f"{name}={value}" for name, value in SOUTH.items())
    (tmp_path / "south.env").write_text(lines, encoding="utf-8")
    found = home(tmp_path, tenants, tenants.practice("south"), {"ENAMEL_SECRETS": str(tmp_path)})
    assert found.source.password == "secret of SOUTH_SOURCE"
    with pytest.raises(EnamelError, match="NORTH_SOURCE_HOST") as caught:
        home(tmp_path, tenants, tenants.practice("north"), {"ENAMEL_SECRETS": str(tmp_path)})
    assert "<id>.env" in caught.value.instruction


def test_secrets_in_dot_env_are_refused_for_every_practice_reads_it(
    tenants: Tenants, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("NORTH_SOURCE_PASSWORD=hunter2\n", encoding="utf-8")
    with pytest.raises(EnamelError, match="NORTH_SOURCE_PASSWORD") as caught:
        home(tmp_path, tenants, tenants.practice("south"), ALL)
    assert "hunter2" not in str(caught.value)
