"""Servers that take encrypted connections only: who is trusted, and one clear line for the rest."""

import datetime
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pymysql
import pytest
import trustme
from enamel import sandbox
from enamel.sandbox.mariadb import MariaDB
from enamel.sandbox.postgres import Postgres
from harness import ROOT, Pipeline
from pair import Pair

NAME = "localhost"
PROJECT = ("--project-dir", "transform", "--profiles-dir", "transform")
YESTERDAY = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)


@dataclass
class Encrypted:
    """Servers with a certificate of a private authority, and files to trust."""

    servers: sandbox.Servers
    authority: trustme.CA
    ca: Path
    other_ca: Path

    def present(self, certificate: trustme.LeafCert) -> None:
        """Have both servers show this certificate from now on."""
        for path in self.servers.folder.rglob("server.*.pem"):
            path.write_bytes(parts(certificate)[path.name])
        with self.mariadb() as connection:
            connection.cursor().execute("flush ssl")
        with self.postgres() as connection:
            connection.execute("select pg_reload_conf()")

    def refuse_plain_connections(self) -> None:
        """Have Postgres do so too; MariaDB has a setting for it."""
        with self.postgres() as connection:
            row = connection.execute("show hba_file").fetchone()
            assert row
            Path(row[0]).write_text("hostssl all all all scram-sha-256\n", encoding="utf-8")
            connection.execute("select pg_reload_conf()")

    def mariadb(self) -> "pymysql.Connection[Any]":
        server = self.servers.source
        return pymysql.connect(
            host=server.host, port=server.port, user=server.user, password=server.password
        )

    def postgres(self) -> psycopg.Connection[Any]:
        server = self.servers.warehouse
        return psycopg.connect(
            host=server.host,
            port=server.port,
            user=server.user,
            password=server.password,
            dbname=server.database,
            autocommit=True,
        )


def parts(certificate: trustme.LeafCert) -> dict[str, bytes]:
    return {
        "server.crt.pem": b"".join(part.bytes() for part in certificate.cert_chain_pems),
        "server.key.pem": certificate.private_key_pem.bytes(),
    }


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encrypted]:
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    ca, other_ca = folder / "ca.pem", folder / "other.pem"
    authority.cert_pem.write_to_path(ca)
    trustme.CA().cert_pem.write_to_path(other_ca)
    files = {name: text.decode() for name, text in parts(authority.issue_cert(NAME)).items()}
    more = {
        "mariadb.cnf": "require_secure_transport = ON\n"
        "ssl_cert = ../config/server.crt.pem\nssl_key = ../config/server.key.pem\n",
        "postgresql.conf": "ssl = on\n"
        "ssl_cert_file = '../config/server.crt.pem'\nssl_key_file = '../config/server.key.pem'\n",
    }
    with pytest.MonkeyPatch.context() as patch:
        for engine in (MariaDB, Postgres):
            patch.setattr(engine, "files", with_more(engine.files, more, files))
        try:
            servers = sandbox.start(folder / "servers", project=ROOT)
            made = Encrypted(servers, authority, ca, other_ca)
            made.refuse_plain_connections()
            yield made
        finally:
            sandbox.stop(folder / "servers", purge=True)


def with_more(
    files: Callable[[Any, str], Mapping[str, str]], more: dict[str, str], own: dict[str, str]
) -> Callable[[Any, str], dict[str, str]]:
    def extended(engine: Any, password: str) -> dict[str, str]:
        made = {name: text + more.get(name, "") for name, text in files(engine, password).items()}
        return made | own

    return extended


@pytest.fixture
def pair(encrypted: Encrypted, tmp_path: Path) -> Pair:
    servers = encrypted.servers
    return Pair(replace(servers.source, host=NAME), replace(servers.warehouse, host=NAME), tmp_path)


def trusting(ca: Path) -> dict[str, Any]:
    return {
        "ssl_mode": "verify_identity",
        "ssl_ca": str(ca),
        "parity_ssl_mode": "verify-full",
        "parity_ssl_ca": str(ca),
        "retry_seconds": 0,
    }


def trusting_target(ca: Path) -> dict[str, Any]:
    return {
        "ssl_mode": "verify-full",
        "ssl_certificate_authority": str(ca),
        "retry_seconds": 0,
    }


def test_rows_travel_encrypted_and_verified_on_every_connection(
    encrypted: Encrypted, pair: Pair
) -> None:
    with encrypted.mariadb() as connection, connection.cursor() as cursor:
        cursor.execute("create table opendental.secret (Id int primary key, Note text)")
        cursor.execute("insert into opendental.secret values (1, 'whispered')")
        connection.commit()
    pair.target_settings = trusting_target(encrypted.ca)

    pair.run(**trusting(encrypted.ca))
    said = pair.run(**trusting(encrypted.ca))

    with encrypted.postgres() as connection:
        assert connection.execute('select "Note" from raw.secret').fetchall() == [("whispered",)]
    assert "secret: " not in said, "compared, and equal"

    pipeline = Pipeline(pair.source, pair.warehouse, pair.folder)
    pair.discover()
    in_dot_env = {
        "ENAMEL_SOURCE_SSL_MODE": "verify_identity",
        "ENAMEL_SOURCE_SSL_CA": str(encrypted.ca),
        "ENAMEL_WAREHOUSE_SSL_MODE": "verify-full",
        "ENAMEL_WAREHOUSE_SSL_CA": str(encrypted.ca),
    }
    known = ("--catalog", str(pair.folder / "catalog.json"))
    result = pipeline.run("enamel", "validate", *known, **in_dot_env)
    assert "1 of 1 tables are clean" in result.stdout
    # The same four are what Meltano gives both programs, and dbt.
    pipeline.run(
        "meltano", "run", "tap-mysql", "target-postgres", TAP_MYSQL__CATALOG=known[1], **in_dot_env
    )
    assert "OK connection ok" in pipeline.run("dbt", "debug", *PROJECT, **in_dot_env).stdout
    pipeline.run("enamel", "access", "check", check=False, **in_dot_env)
    distrusted = in_dot_env | {
        "ENAMEL_SOURCE_SSL_CA": str(encrypted.other_ca),
        "ENAMEL_WAREHOUSE_SSL_CA": str(encrypted.other_ca),
    }
    for command in (
        ("enamel", "discover", "--dry-run"),
        ("enamel", "access", "check"),
        ("enamel", "reconcile"),
        ("dbt", "debug", *PROJECT),
        ("meltano", "run", "tap-mysql", "target-postgres"),
    ):
        said = pipeline.run(*command, check=False, TAP_MYSQL__CATALOG=known[1], **distrusted)
        assert said.returncode == 1, (command, said.stdout)


WRONG = {
    "an unknown authority": ("other_ca", NAME, "local issuer certificate", "not signed by"),
    "another host": ("ca", "127.0.0.1", "IP address mismatch", "another host"),
    "an expired certificate": ("ca", NAME, "certificate has expired", "has expired"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_server_that_cannot_be_trusted_is_one_line(
    encrypted: Encrypted, pair: Pair, what: str
) -> None:
    trusted, host, of_source, of_warehouse = WRONG[what]
    ca: Path = getattr(encrypted, trusted)
    if what == "an expired certificate":
        encrypted.present(encrypted.authority.issue_cert(NAME, not_after=YESTERDAY))
    pair.known = {"streams": [STREAM]}
    try:
        wrong_source = tap_alone(pair, **trusting(ca), host=host)
        wrong_parity = tap_alone(pair, **{**trusting(ca), "ssl_mode": "required"}, parity_host=host)
        wrong_target = target_alone(pair, **trusting_target(ca), host=host)
    finally:
        encrypted.present(encrypted.authority.issue_cert(NAME))

    for said, words in (
        (wrong_source, ("was not trusted", of_source, "ssl_ca")),
        (wrong_parity, ("No connection to the warehouse", of_warehouse, "parity_")),
        (wrong_target, ("warehouse's certificate", of_warehouse)),
    ):
        lines = [line for line in said.splitlines() if "INFO" not in line and "WARN" not in line]
        assert len(lines) == 1, said
        assert all(word in lines[0] for word in words), said


def test_a_connection_that_is_not_encrypted_is_refused_and_says_what_to_set(
    encrypted: Encrypted, pair: Pair
) -> None:
    pair.known = {"streams": [STREAM]}

    said = tap_alone(pair, retry_seconds=0)
    refused = target_alone(pair, **{**trusting_target(encrypted.ca), "ssl_mode": "disable"})

    assert "takes encrypted connections only" in said
    assert "set ssl_mode" in said
    assert "takes encrypted connections only. Set ssl_mode" in refused


STREAM = {
    "tap_stream_id": "secret",
    "stream": "secret",
    "table_name": "secret",
    "key_properties": ["Id"],
    "replication_method": "FULL_TABLE",
    "schema": {
        "type": "object",
        "properties": {"Id": {"type": ["integer", "null"], "x-sql-datatype": "integer"}},
    },
    "metadata": [
        {"breadcrumb": [], "metadata": {"selected": True}},
        {"breadcrumb": ["properties", "Id"], "metadata": {"selected": True}},
    ],
}


def tap_alone(pair: Pair, **settings: Any) -> str:
    return output(pair.tap_command(**settings), stdin=b"")


def target_alone(pair: Pair, **settings: Any) -> str:
    pair.target_settings = settings
    schema = b'{"type": "SCHEMA", "stream": "secret", "key_properties": ["Id"], "schema":'
    schema += b'{"type": "object", "properties": {"Id": {"type": ["integer", "null"]}}}}\n'
    return output(pair.target_command(), stdin=schema)


def output(command: list[str], stdin: bytes) -> str:
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    assert done.returncode == 1, done
    return done.stderr.decode()
