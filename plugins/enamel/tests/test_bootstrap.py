"""The way to `uv` on a machine without it, and Debian packages without root; all offline."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from enamel import debian

PLUGIN = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with nothing but what the bootstrap needs."""
    plugin = tmp_path / "project" / "plugins" / "enamel"
    (plugin / "enamel").mkdir(parents=True)
    for name in ("bootstrap.py", "enamel/__init__.py", "enamel/debian.py"):
        shutil.copy(PLUGIN / name, plugin / name)
    return tmp_path / "project"


def bootstrap(project: Path, path: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-I", str(project / "plugins" / "enamel" / "bootstrap.py")],
        env={"PATH": str(path), "HOME": str(project), "PIP_NO_INDEX": "1", **settings},
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )


def program(path: Path, says: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def wheel_of_uv(folder: Path, version: str) -> None:
    """Write a package named uv whose program only tells its version."""
    folder.mkdir()
    name = f"uv-{version}"
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as wheel:
        script = zipfile.ZipInfo(f"{name}.data/scripts/uv")
        script.external_attr = 0o100755 << 16
        wheel.writestr(script, f"#!/bin/sh\necho 'uv {version}'\n")
        wheel.writestr(
            f"{name}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: uv\nVersion: {version}\n"
        )
        wheel.writestr(
            f"{name}.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        wheel.writestr(f"{name}.dist-info/RECORD", "")


def test_a_recent_uv_on_path_is_used(project: Path, tmp_path: Path) -> None:
    uv = program(tmp_path / "bin" / "uv", "uv 99.1.2 (somewhere 2030-01-01)")
    done = bootstrap(project, uv.parent)
    assert (done.returncode, done.stdout) == (0, ".enamel/bin/uv\n")
    assert (project / ".enamel" / "bin" / "uv").resolve() == uv
    # The one found before stays, whatever PATH says now; a broken one is replaced.
    uv.unlink()
    program(tmp_path / "other" / "uv", "uv 99.2.0")
    assert bootstrap(project, tmp_path / "other").returncode == 0


def test_an_old_uv_is_passed_over_for_one_from_the_users_own_index(
    project: Path, tmp_path: Path
) -> None:
    old = program(tmp_path / "bin" / "uv", "uv 0.1.0")
    wheel_of_uv(tmp_path / "index", "99.0.0")
    done = bootstrap(project, old.parent, PIP_FIND_LINKS=str(tmp_path / "index"))
    assert done.returncode == 0, done.stderr
    uv = project / done.stdout.strip()
    assert "uv 99.0.0" in subprocess.run([uv], capture_output=True, text=True, check=True).stdout
    assert project in uv.resolve().parents


def test_without_any_way_the_message_says_what_to_install(project: Path, tmp_path: Path) -> None:
    done = bootstrap(project, tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for words in ("apt-get install", "dnf install", "brew install", "with pip:"):
        assert words in done.stderr
    assert sorted(path.name for path in (project / ".enamel").glob("*")) in ([], ["uv"])


def test_packages_are_unpacked_without_root_and_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not debian.available():
        with pytest.raises(debian.PackagesUnavailableError, match="not here"):
            debian.unpack(["enamel-example"], tmp_path / "root")
        return
    repository = repository_with(tmp_path / "apt", "enamel-example", "enamel-example-library")
    settings = tmp_path / "apt.conf"
    settings.write_text(
        f'Dir::Etc::sourcelist "{repository}/sources.list";\nDir::Etc::sourceparts "/dev/null";\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("APT_CONFIG", str(settings))
    root = tmp_path / "state" / "root"
    debian.unpack(["enamel-example"], root)
    assert (root / "usr/lib/enamel/libenamel-example-library.so").is_file()
    assert debian.library_path(root) == str(root / "usr/lib/enamel")
    with pytest.raises(debian.PackagesUnavailableError, match="no-such-package"):
        debian.unpack(["no-such-package"], root)
    assert (root / "usr/lib/enamel/libenamel-example.so").is_file()
    assert [path.name for path in root.parent.iterdir()] == ["root"]

    debian.unpack(["enamel-example"], root, closure=False)
    assert not (root / "usr/lib/enamel/libenamel-example-library.so").exists()


def repository_with(folder: Path, package: str, library: str) -> Path:
    """Write an apt repository of a package that depends on another."""
    index = []
    for name, depends in ((package, f"Depends: {library}\n"), (library, "")):
        tree = folder / name
        file = tree / "usr" / "lib" / "enamel" / f"lib{name}.so"
        file.parent.mkdir(parents=True)
        file.write_text("", encoding="utf-8")
        control = (
            f"Package: {name}\nVersion: 1\nArchitecture: all\nMaintainer: nobody\n{depends}"
            "Description: for a test\n"
        )
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN" / "control").write_text(control, encoding="utf-8")
        deb = folder / f"{name}_1_all.deb"
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "--build", str(tree), str(deb)],
            check=True,
            capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
        )
        data = deb.read_bytes()
        index.append(
            f"{control}Filename: ./{deb.name}\nSize: {len(data)}\n"
            f"SHA256: {hashlib.sha256(data).hexdigest()}\n"
        )
    (folder / "Packages").write_text("\n".join(index), encoding="utf-8")
    (folder / "sources.list").write_text(f"deb [trusted=yes] copy:{folder} ./\n", encoding="utf-8")
    return folder
