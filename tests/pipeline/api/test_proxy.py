"""The nginx of orchestrate/deploy in front of the real API: what it lets through, and how."""

import os
import shutil
import socket
import ssl
import string
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import trustme
from enamel import debian
from enamel_api.settings import Settings
from harness import ROOT

from .conftest import Served

TEMPLATE = ROOT / "orchestrate" / "deploy" / "nginx" / "enamel.conf.template"
NAME = "enamel.test"
INSTALLED = ("/usr/sbin/nginx", "/usr/local/sbin/nginx")


@dataclass
class Proxy:
    """A running nginx with its plain and its TLS port, and the authority of its certificate."""

    folder: Path
    plain: int
    tls: int
    authority: trustme.CA
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def client(self, **headers: str) -> httpx.Client:
        """Return a client that trusts the authority and asks for the server by its name."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return httpx.Client(
            base_url=f"https://127.0.0.1:{self.tls}",
            headers={"Host": NAME, **headers},
            verify=context,
            timeout=30,
        )

    def issue(self) -> None:
        """Put a new certificate where the old one was."""
        made = self.authority.issue_cert(NAME, "127.0.0.1")
        tls = self.folder / "tls"
        tls.mkdir(exist_ok=True)
        made.private_key_pem.write_to_path(tls / "privkey.pem")
        (tls / "fullchain.pem").write_bytes(b"".join(part.bytes() for part in made.cert_chain_pems))

    def serial(self) -> str:
        """Return the certificate that a new connection gets."""
        return ssl.get_server_certificate(("127.0.0.1", self.tls))


@pytest.fixture(scope="session")
def nginx() -> tuple[str, dict[str, str]]:
    """The program, from the system or from Debian's packages without root, and its environment."""
    found = shutil.which("nginx") or next((it for it in INSTALLED if Path(it).is_file()), None)
    if found:
        return found, dict(os.environ)
    root = ROOT / ".enamel" / "bin" / "nginx"
    if not (root / "usr/sbin/nginx").is_file():
        debian.unpack(("nginx",), root)
    return str(root / "usr/sbin/nginx"), {
        **os.environ,
        "LD_LIBRARY_PATH": debian.library_path(root),
    }


@pytest.fixture(scope="module")
def proxy(
    nginx: tuple[str, dict[str, str]],
    settings: Settings,
    serve: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Proxy]:
    """The API behind nginx; the dashboard is a page and one file, whatever has been built."""
    project = tmp_path_factory.mktemp("project")
    pages = project / "analyze/dashboard/dist"
    (pages / "assets").mkdir(parents=True)
    (pages / "index.html").write_text("<!doctype html><title>Enamel</title>", encoding="utf-8")
    (pages / "assets/page-1a2b3c.js").write_text("export {};", encoding="utf-8")
    upstream = serve(replace(settings, project=project, trusted_proxies=("127.0.0.1",)))
    program, environment = nginx
    folder = tmp_path_factory.mktemp("nginx")
    plain, tls = _free_ports(2)
    text = string.Template(TEMPLATE.read_text(encoding="utf-8")).safe_substitute(
        ENAMEL_SERVER_NAME=NAME,
        ENAMEL_UPSTREAM=upstream.removeprefix("http://"),
        ENAMEL_TLS=folder / "tls",
        ENAMEL_CACHE=folder / "cache",
    )
    for was, now in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{tls} ssl;"),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl;\n", ""),
        ("/dev/stdout", str(folder / "access.log")),
    ):
        assert was in text
        text = text.replace(was, now)
    (folder / "enamel.conf").write_text(text, encoding="utf-8")
    temporary = "".join(
        f"  {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"pid {folder}/nginx.pid;\ndaemon off;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\n{temporary}  include {folder}/enamel.conf;\n}}\n",
        encoding="utf-8",
    )
    # As root, nginx's workers become another account, which cannot enter pytest's folders.
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), *user]
    made = Proxy(folder, plain, tls, trustme.CA(), command, environment, None)  # type: ignore[arg-type]
    made.issue()
    made.process = subprocess.Popen(command, env=environment)
    try:
        _wait(made)
        yield made
    finally:
        made.process.terminate()
        made.process.wait(10)


def test_what_comes_without_tls_is_sent_to_tls(proxy: Proxy) -> None:
    answer = httpx.get(f"http://127.0.0.1:{proxy.plain}/kpis?x=1", headers={"Host": NAME})
    assert answer.status_code == 308
    assert answer.headers["location"] == f"https://{NAME}/kpis?x=1"


def test_the_api_answers_with_its_own_security_headers_and_knows_that_it_is_tls(
    proxy: Proxy,
) -> None:
    with proxy.client() as client:
        answer = client.get("/health")
    assert answer.status_code == 200
    assert "max-age" in answer.headers["strict-transport-security"]
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["server"] == "nginx"


def test_old_protocols_are_refused(proxy: Proxy) -> None:
    context = ssl.create_default_context()
    proxy.authority.configure_trust(context)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    with (
        socket.create_connection(("127.0.0.1", proxy.tls)) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as wrapped,
    ):
        assert wrapped.version() == "TLSv1.3"
    # A client hello of TLS 1.1 by hand: today's libraries do not speak it any more.
    hello = bytes.fromhex("16030100310100002d0302" + "00" * 32 + "000006c013c014002f0100")
    with socket.create_connection(("127.0.0.1", proxy.tls), timeout=5) as plain:
        plain.sendall(hello)
        assert plain.recv(7)[:1] in (b"\x15", b"")


def test_files_are_kept_and_answers_are_not(proxy: Proxy, served_key: str) -> None:
    with proxy.client(**{"X-API-Key": served_key}) as client:
        script = client.get("/app/assets/page-1a2b3c.js")
        assert "immutable" in script.headers["cache-control"]
        assert client.get("/app/").headers["cache-control"] in ("no-store", "private, no-cache")
        answer = client.get("/kpis")
        assert answer.status_code == 200
        assert "no-cache" in answer.headers["cache-control"] or (
            "no-store" in answer.headers["cache-control"]
        )
    kept = [it for it in (proxy.folder / "cache").rglob("*") if it.is_file()]
    assert len(kept) == 1
    assert b"/app/assets/page-1a2b3c.js" in kept[0].read_bytes()


def test_an_address_that_a_caller_claims_is_not_believed(proxy: Proxy, served: Served) -> None:
    with proxy.client(**{"X-API-Key": served.keys["owner"]}) as client:
        forged = client.get("/kpis", headers={"X-Forwarded-For": "198.51.100.7"})
    assert forged.status_code == 200
    newest = served.sql("select address from service.audit_log order by at desc limit 1")
    assert str(newest[0]["address"]) == "127.0.0.1"


def test_figures_of_the_service_stay_inside_and_the_log_names_no_question(proxy: Proxy) -> None:
    with proxy.client() as client:
        assert client.get("/metrics").status_code == 404
        client.get("/kpis?from=2026-01-01")
    log = (proxy.folder / "access.log").read_text(encoding="utf-8")
    assert "GET /kpis 401" in log, log
    assert "2026-01-01" not in log.replace(time.strftime("%Y-%m-%d"), "")


def test_too_much_is_refused_at_the_door(proxy: Proxy) -> None:
    with proxy.client() as client:
        assert client.post("/session", content=b"x" * 70_000).status_code == 413
        codes = [client.get("/health").status_code for _ in range(150)]
    assert set(codes) == {200, 429}


def test_a_new_certificate_is_served_after_a_reload_and_no_request_fails(proxy: Proxy) -> None:
    before = proxy.serial()
    with proxy.client() as client:
        assert client.get("/health").status_code == 200
        proxy.issue()
        subprocess.run([*proxy.command, "-s", "reload"], env=proxy.environment, check=True)
        limit = time.monotonic() + 10
        while proxy.serial() == before:
            assert time.monotonic() < limit, "the old certificate is still served"
            assert client.get("/health").status_code in (200, 429)
            time.sleep(0.1)
    with proxy.client() as client:
        assert client.get("/health").status_code == 200


def test_a_service_that_is_down_is_a_clear_502(
    nginx: tuple[str, dict[str, str]], proxy: Proxy, tmp_path: Path
) -> None:
    program, environment = nginx
    (port,) = _free_ports(1)
    (nobody,) = _free_ports(1)
    text = (proxy.folder / "nginx.conf").read_text(encoding="utf-8")
    site = (proxy.folder / "enamel.conf").read_text(encoding="utf-8")
    upstream = next(it for it in site.splitlines() if it.strip().startswith("server 127"))
    site = site.replace(upstream, f"    server 127.0.0.1:{nobody};")
    site = site.replace(f"127.0.0.1:{proxy.tls}", f"127.0.0.1:{port}")
    site = site.replace(f"127.0.0.1:{proxy.plain}", f"127.0.0.1:{_free_ports(1)[0]}")
    site = site.replace(str(proxy.folder / "cache"), str(tmp_path / "cache"))
    (tmp_path / "enamel.conf").write_text(site, encoding="utf-8")
    text = text.replace(f"pid {proxy.folder}", f"pid {tmp_path}")
    text = text.replace(f"include {proxy.folder}", f"include {tmp_path}")
    (tmp_path / "nginx.conf").write_text(text, encoding="utf-8")
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    command = [program, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), *user]
    process = subprocess.Popen(command, env=environment)
    try:
        down = replace(proxy, tls=port)
        _wait(down)
        with down.client() as client:
            assert client.get("/health").status_code == 502
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def served_key(served: Served) -> str:
    """The key of an owner."""
    return served.keys["owner"]


def _wait(proxy: Proxy) -> None:
    limit = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", proxy.tls), timeout=1).close()
            return
        except OSError:
            if proxy.process.poll() is not None:
                pytest.fail("nginx ended; its words are above")
            assert time.monotonic() < limit, "nginx does not listen"
            time.sleep(0.05)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for it in sockets:
        it.bind(("127.0.0.1", 0))
    ports = [it.getsockname()[1] for it in sockets]
    for it in sockets:
        it.close()
    return ports
