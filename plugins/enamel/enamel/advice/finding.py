"""One piece of advice."""

from dataclasses import dataclass

WARNING, ADVICE = "warning", "advice"
SOURCE, WAREHOUSE = "source", "warehouse"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, what it costs, and what to do.

    Attributes:
        area: `source` or `warehouse`.
        severity: `warning` for what may make numbers or data unsafe, `advice` for what costs time.
        kind: What sort of thing it is, for programs.
        subject: Table, index, model, account.
        said: What was found and what to do.
        measured: What it costs, in numbers.
        sql: The statement that does it; empty where there is none.
        undo: The statement that takes it back.
        plan: How the server works now.
    """

    area: str
    severity: str
    kind: str
    subject: str
    said: str
    measured: str = ""
    sql: str = ""
    undo: str = ""
    plan: str = ""
