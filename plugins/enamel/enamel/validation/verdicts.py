"""What is said of each table. Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enamel_tap_mysql.parity.checking import Checked

CLEAN, FIXED, DIFFERS, FAILED = "clean", "fixed", "differs", "failed"
CODES = {CLEAN: 0, FIXED: 3, DIFFERS: 4, FAILED: 1}
"""Exit codes; the gravest verdict decides."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A table, as it was found, and how it is now."""

    found: Checked
    verdict: str

    def row(self) -> dict[str, Any]:
        """Return it as it is printed and stored."""
        return {
            "table": self.found.table,
            "compared": self.found.compared,
            "rows": self.found.rows,
            "ranges": self.found.ranges,
            "missing": self.found.missing,
            "extra": self.found.extra,
            "different": self.found.different,
            "seconds": round(self.found.seconds, 3),
            "verdict": self.verdict,
            "first_keys": list(self.found.keys),
            "trouble": self.found.trouble,
        }


def judge(found: Iterable[Checked], again: Mapping[str, Checked]) -> list[Verdict]:
    """Return every table's verdict, sorted by name.

    Args:
        found: What was found first.
        again: What was found after the repair, of the tables that were repaired.
    """
    verdicts = []
    for checked in sorted(found, key=lambda it: it.table):
        after = again.get(checked.table)
        if checked.is_clean:
            verdict = CLEAN
        elif after is not None and after.is_clean:
            verdict = FIXED
        else:
            verdict = FAILED if (after or checked).trouble else DIFFERS
        verdicts.append(Verdict(checked, verdict))
    return verdicts


def exit_code(verdicts: Sequence[Verdict]) -> int:
    """Return the code of the gravest verdict."""
    found = {verdict.verdict for verdict in verdicts}
    return next((CODES[it] for it in (FAILED, DIFFERS, FIXED) if it in found), 0)
