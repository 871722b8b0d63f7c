"""What the ledger says, in the form Prometheus reads. No value of a row, no name of a person."""

from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Gauge, generate_latest

if TYPE_CHECKING:
    import psycopg

    from enamel.runs.status import Status

ENDED = ("succeeded", "failed", "died")


def differences(warehouse: "psycopg.Connection[Any]") -> int | None:
    """Return how many lines of the newest reconciliation do not tie; None if there is none."""
    present = warehouse.execute("select to_regclass('reconciliation.results') is not null")
    if not present.fetchall()[0][0]:
        return None
    rows = warehouse.execute(
        "select count(*) filter (where difference <> 0 or different_amount <> 0), count(*)"
        " from reconciliation.results"
        " where checked_at = (select max(checked_at) from reconciliation.results)"
    ).fetchall()
    return int(rows[0][0]) if rows[0][1] else None


def exposition(found: "Status", differences: int | None) -> str:
    """Return the figures of the pipeline as text.

    Args:
        found: The ledger, and what is late.
        differences: Lines of the newest reconciliation that do not tie; None if it never ran.
    """
    registry = CollectorRegistry()

    def gauge(name: str, help_text: str, labels: tuple[str, ...] = ()) -> Gauge:
        return Gauge(f"enamel_{name}", help_text, labels, registry=registry)

    gauge("metrics_timestamp_seconds", "When these figures were taken.").set(found.at.timestamp())
    gauge("runs_under_way", "Runs under way.").set(len(found.running))
    ended = next((run for run in found.runs if run["verdict"] in ENDED), None)
    if ended:
        verdict = gauge("last_run_verdict", "1 for how the last run ended.", ("verdict",))
        for name in ENDED:
            verdict.labels(name).set(name == ended["verdict"])
        started = gauge("last_run_started_seconds", "When the last run began.")
        started.set(ended["started_at"].timestamp())
        gauge("last_run_duration_seconds", "How long the last run took.").set(ended["seconds"] or 0)
        for name, column, words in (
            ("tables", "table_count", "Tables the last run looked at."),
            ("changed_tables", "loaded_count", "Tables the last run changed."),
            ("failed_tables", "failed_count", "Tables the last run could not do."),
            ("rows", "row_count", "Rows the last run wrote or deleted."),
            ("bytes", "byte_count", "Bytes the last run moved."),
        ):
            gauge(f"last_run_{name}", words).set(ended[column] or 0)
    age = gauge("phase_oldest_table_age_seconds", "Age of a phase's oldest table.", ("phase",))
    promised = gauge("phase_promised_age_seconds", "How old it may be.", ("phase",))
    late = gauge("phase_late_tables", "Tables of a phase that are late.", ("phase",))
    for phase in found.phases:
        label = str(phase.phase)
        if phase.oldest is not None:
            age.labels(label).set(phase.oldest.total_seconds())
        if phase.freshness is not None:
            promised.labels(label).set(phase.freshness.total_seconds())
        late.labels(label).set(phase.late)
    gauge("breaches", "What is not as orchestrate/slas.yml promises.").set(len(found.breaches))
    if differences is not None:
        gauge(
            "reconciliation_differences", "Lines that differ from Open Dental's own reports."
        ).set(differences)
    return generate_latest(registry).decode()
