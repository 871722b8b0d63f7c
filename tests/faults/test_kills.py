"""Whatever dies at whatever moment: nothing is half visible or lost, and the next run mends.

`pytest tests/faults/test_kills.py --kills 200 --seed 7` is the long run;
`make test` has a short one.
"""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from enamel import sandbox
from faults.practice import Practice, Writer, ahead_of_data, differences, half_loaded
from faults.proxy import Proxy
from faults.rig import Ended, Rig, send, wait_a_moment
from harness import ROOT

VICTIMS = {
    "tap": 30,
    "target": 30,
    "mariadb": 12,
    "postgres": 12,
    "source's network": 6,
    "warehouse's network": 6,
    "meltano": 4,
}
SIGNALS = [signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Rig]:
    """Servers of our own, since they will be killed, with a small practice on them."""
    folder = tmp_path_factory.mktemp("faults")
    servers_folder = folder / "servers"
    try:
        servers = sandbox.start(servers_folder, project=ROOT)
        practice = Practice(servers.source, servers.warehouse, folder)
        practice.make(patients=100, rows=15_000)
        yield Rig(servers_folder, folder, practice)
    finally:
        sandbox.stop(servers_folder, purge=True)


ERA = 8
"""Disturbances after which deletes are noticed everywhere, or no longer."""


def disturbed_run(rig: Rig, victim: str, dice: random.Random, seconds: dict[bool, float]) -> Ended:
    """Run the pair (now and then as if for the first time), and disturb it at a random moment."""
    fresh = dice.random() < 0.4
    moment = seconds[fresh] * dice.uniform(0.2, 1)
    how = dice.choice(SIGNALS)
    restart_at_once = dice.random() < 0.5

    def disturb(processes: Any) -> None:
        wait_a_moment(processes, moment)
        if victim in ("mariadb", "postgres"):
            rig.kill_server(victim)
            if restart_at_once:
                rig.restart()
        else:
            send(processes[victim], how)

    if victim == "meltano":
        return rig.meltano(lambda processes: kill_meltano(rig, processes, dice, how))
    if victim.endswith("network"):
        return run_through_proxy(rig, victim, dice, moment, fresh)
    return rig.run(disturb, fresh=fresh)


def kill_meltano(rig: Rig, processes: Any, dice: random.Random, how: signal.Signals) -> None:
    """Wait until Meltano has started tap and target, and a moment more."""
    process = processes["meltano"]
    end = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < end:
        names = {" ".join(it.cmdline()) for it in children(process.pid)}
        if any("enamel-tap-mysql" in name for name in names):
            break
        time.sleep(0.05)
    wait_a_moment(processes, dice.uniform(0, 3))
    rig.family += children(process.pid)
    send(process, how)


def children(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def run_through_proxy(
    rig: Rig, victim: str, dice: random.Random, moment: float, fresh: bool
) -> Ended:
    """Put a proxy between a program and its server; cut the line, or hold it up for a while."""
    side = "tap" if victim.startswith("source") else "target"
    pipeline = rig.practice.pipeline
    server = pipeline.source if side == "tap" else pipeline.warehouse
    cuts = dice.random() < 0.7
    with Proxy(server.port, reset=dice.random() < 0.5, slow=dice.choice([0, 0, 0.002])) as proxy:

        def disturb(processes: Any) -> None:
            wait_a_moment(processes, moment)
            if cuts:
                proxy.cut()
            else:
                proxy.stall()
                wait_a_moment(processes, dice.uniform(0.5, 2))
                proxy.resume()

        ended = rig.run(disturb, fresh=fresh, **{f"{side}_settings": {"port": proxy.port}})
    assert cuts or ended.succeeded, f"a slow peer is no failure\n{ended.log}"
    return ended


def complaints(rig: Rig, ended: Ended) -> list[str]:
    """Return what must not be after any end of any run."""
    wrong = half_loaded(rig.practice)
    wrong += ahead_of_data(rig.practice, rig.state())
    wrong += ahead_of_data(rig.practice, rig.meltano_state())
    if ended.hung:
        wrong.append("a program did not end")
    if "Traceback" in ended.log and not interrupted_import(ended.log):
        wrong.append("a traceback in the log")
    return wrong


def interrupted_import(log: str) -> bool:
    """Return whether Python was interrupted before the program's first line, or in a `__del__`."""
    return ("KeyboardInterrupt" in log and "import main" in log) or (
        "Exception ignored in" in log and "SystemExit" in log
    )


def measured(run: Callable[[], Ended]) -> float:
    started = time.monotonic()
    ended = run()
    assert ended.succeeded, ended.log
    return time.monotonic() - started


def test_kills_at_random_moments_lose_double_or_half_show_nothing(
    rig: Rig, kills: int, seed: int
) -> None:
    dice = random.Random(seed)
    measured(rig.run)
    assert differences(rig.practice) == []
    seconds = {
        fresh: measured(lambda fresh=fresh: rig.run(fresh=fresh))  # type: ignore[misc]
        for fresh in (True, False)
    }
    seen: Counter[str] = Counter()
    names, weights = list(VICTIMS), list(VICTIMS.values())
    for number in range(kills):
        # The first ones take each victim in turn, so that a short run has them all.
        victim = names[number] if number < len(names) else dice.choices(names, weights)[0]
        rig.compares = rig.practice.deletes_everywhere = number // ERA % 2 == 1
        if rig.compares and victim == "meltano":
            victim = "tap"
        where = f"disturbance {number} of seed {seed}: {victim}"
        writer = Writer(rig.practice, dice.randrange(2**32))
        try:
            ended = disturbed_run(rig, victim, dice, seconds)
            # Aim earlier when the run was over before its moment came, as on a machine less busy.
            for fresh in seconds:
                seconds[fresh] *= 0.8 if ended.succeeded else 1.05
            rig.restart()
        finally:
            writer.finish()
        seen[victim if not ended.succeeded else f"{victim} (survived)"] += 1
        assert complaints(rig, ended) == [], f"{where}\n{ended.log}"
        if ended.codes.get("tap") != -signal.SIGKILL:
            assert rig.left_in_spool() == [], f"{where}\n{ended.log}"
        again = rig.meltano() if victim == "meltano" else rig.run()
        assert again.succeeded, f"{where}: the next run fails\n{ended.log}\n{again.log}"
        assert differences(rig.practice) == [], f"{where}\n{ended.log}\n{again.log}"
        assert complaints(rig, again) == [], f"{where}\n{again.log}"
        assert rig.left_in_spool() == [], where
        print(f"{where}, exit codes {ended.codes}", flush=True)
    print(f"{kills} disturbances of seed {seed}: {dict(sorted(seen.items()))}")
    assert sum(count for name, count in seen.items() if "survived" not in name) >= kills // 5
