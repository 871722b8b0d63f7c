"""The unit of the API, the compose file and the images name what exists."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parents[1]
ROOT = HERE.parents[1]
UNIT = HERE / "enamel-api.service"


def test_the_unit_is_what_systemd_reads() -> None:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd-analyze is not on this machine")
    done = subprocess.run(
        [program, "verify", "--man=no", str(UNIT)], capture_output=True, text=True, check=False
    )
    # Neither the project nor its account is installed where tests run.
    words = [
        line
        for line in done.stderr.splitlines()
        if UNIT.name in line and "is not executable" not in line
    ]
    assert words == []


def test_images_are_made_of_files_that_exist_and_nginx_gets_its_values() -> None:
    compose = yaml.safe_load((HERE / "compose.yaml").read_text(encoding="utf-8"))
    template = (HERE / "nginx" / "enamel.conf.template").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\$\{(ENAMEL_\w+)\}", template))
    assert wanted == set(compose["services"]["nginx"]["environment"])
    for service in compose["services"].values():
        if "build" in service:
            assert (HERE / service["build"]["context"]).resolve() == ROOT
            assert (ROOT / service["build"]["dockerfile"]).is_file()
        for volume in service.get("volumes", []):
            if volume.startswith("./"):
                assert (HERE / volume.split(":")[0]).is_file()
    dockerfile = (HERE / "Dockerfile").read_text(encoding="utf-8")
    stages = set(re.findall(r"^FROM .* AS (\w+)", dockerfile, re.MULTILINE))
    targets = {
        it["build"]["target"]
        for it in compose["services"].values()
        if "target" in it.get("build", {})
    }
    assert targets <= stages
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE):
        for source in line.split():
            assert (ROOT / source).exists(), source


def test_settings_of_compose_are_settings_we_know() -> None:
    known = (ROOT / ".env.template").read_text(encoding="utf-8")
    mine = (HERE / "compose.env.template").read_text(encoding="utf-8")
    own = {"ENAMEL_SERVER_NAME", "ENAMEL_TLS_FOLDER"}
    for name in re.findall(r"^(\w+)=", mine, re.MULTILINE):
        assert name in own or name in known
