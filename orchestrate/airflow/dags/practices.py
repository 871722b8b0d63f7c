"""One DAG per practice and job of orchestrate/tenants.yml, and one for the group.

A DAG holds no knowledge of its own: what a job does is in meltano.yml, when it runs and how long it
may take in tenants.yml, and `enamel tenants run` keeps practices apart. A merged change of either
file is a changed DAG.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import (
    DAG,
    CronTriggerTimetable,
    DeadlineAlert,
    DeadlineReference,
    get_parsing_context,
)
from airflow.sdk.definitions.callback import SyncCallback
from enamel_alerts import tell_failed, tell_late

ROOT = Path(os.environ.get("ENAMEL_PROJECT") or Path(__file__).resolve().parents[3])
sys.path.insert(0, str(ROOT / "plugins" / "enamel"))

from enamel.tenants.file import load_tenants  # noqa: E402

ENAMEL = ROOT / ".venv" / "bin" / "enamel"
POOL = "practices"
ONLY = get_parsing_context().dag_id
"""Every task reads this file once more before it begins, and needs its own DAG alone."""
RETRIES = 3
RETRY_SECONDS = int(os.environ.get("ENAMEL_AIRFLOW_RETRY_SECONDS", "300"))


def make(
    practice: str, job: str, command: str, cron: str, time_zone: str, deadline: timedelta
) -> DAG:
    """Return the DAG of one job of a practice, or of the group."""
    with DAG(
        f"{practice}__{job}",
        description=f"{job} of {practice}",
        tags=[practice, job],
        # A new practice at once, the group when there is something to add up. After downtime one
        # run for all that were missed, because a run brings the warehouse to the moment it reads.
        schedule=CronTriggerTimetable(
            cron, timezone=time_zone, run_immediately=practice != "group"
        ),
        catchup=False,
        max_active_runs=1,
        is_paused_upon_creation=False,
        deadline=DeadlineAlert(
            reference=DeadlineReference.DAGRUN_QUEUED_AT,
            interval=deadline,
            callback=SyncCallback(tell_late, kwargs={"practice": practice, "job": job}),
        ),
    ) as dag:
        BashOperator(
            task_id="run",
            bash_command=f"exec {ENAMEL} {command}",
            cwd=str(ROOT),
            pool=POOL,
            retries=RETRIES,
            retry_delay=timedelta(seconds=RETRY_SECONDS),
            retry_exponential_backoff=True,
            max_retry_delay=timedelta(hours=1),
            execution_timeout=deadline * 2,
            on_failure_callback=tell_failed,
        )
    return dag


tenants = load_tenants(ROOT)
for it in tenants.practices.values():
    for job, cron in it.schedules.items():
        if ONLY in (None, f"{it.id}__{job}"):
            globals()[f"{it.id}__{job}"] = make(
                it.id, job, f"tenants run {it.id} {job}", cron, it.time_zone, it.deadline
            )
if (group := tenants.group) and ONLY in (None, "group__rollup"):
    engine = os.environ.get("ENAMEL_GROUP_ENGINE", "postgres")
    globals()["group__rollup"] = make(
        "group",
        "rollup",
        f"group build --engine {engine}",
        group.schedule,
        group.time_zone,
        group.deadline,
    )
