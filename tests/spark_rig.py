"""A Spark cluster on this machine: a master and workers, started from the pyspark wheel."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from enamel.group.build import SPARK, SPARK_ENVIRONMENT
from enamel.sandbox import java
from enamel.sandbox.processes import free_port
from harness import ROOT

READY_SECONDS = 120.0


def install() -> None:
    """Make Spark's own environment, from its lock."""
    uv = ROOT / ".enamel" / "bin" / "uv"
    env = {name: it for name, it in os.environ.items() if name != "VIRTUAL_ENV"}
    env["UV_PROJECT_ENVIRONMENT"] = str(ROOT / SPARK_ENVIRONMENT)
    subprocess.run(
        [str(uv), "sync", "--locked", "--quiet", "--project", str(ROOT / SPARK)],
        env=env,
        check=True,
    )


@contextmanager
def cluster(folder: Path, workers: int, memory: str = "1g") -> Iterator[str]:
    """Run a cluster of workers with a core each; yield the master's address."""
    home = next((ROOT / SPARK_ENVIRONMENT / "lib").glob("python*/site-packages/pyspark"))
    env = os.environ | {
        "JAVA_HOME": str(java.home(ROOT / ".enamel" / "bin")),
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
    }
    port = free_port(None)
    address = f"spark://127.0.0.1:{port}"
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *words: str) -> None:
        with (folder / f"{name}.log").open("wb") as log:
            started.append(
                subprocess.Popen(
                    [str(home / "bin" / "spark-class"), *words],
                    env=env,
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
            )

    package = "org.apache.spark.deploy"
    try:
        start(
            "master",
            *(f"{package}.master.Master", "--host", "127.0.0.1", "--port", str(port)),
            *("--webui-port", "0"),
        )
        _await(port)
        for number in range(workers):
            start(
                f"worker-{number}",
                *(f"{package}.worker.Worker", "--host", "127.0.0.1", "--cores", "1"),
                *("--memory", memory, "--webui-port", "0"),
                *("--work-dir", str(folder / f"work-{number}"), address),
            )
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()


def _await(port: int) -> None:
    give_up = time.monotonic() + READY_SECONDS
    while time.monotonic() < give_up:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError("Spark's master does not answer")
