"""The report as a page to read."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from enamel.compliance.finding import Finding

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Enamel compliance report</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; color: #1a1a1a }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .6rem; border-top: 1px solid #bbb }}
.failure {{ background: #fbe4e4 }} .warning {{ background: #fdf3d8 }}
</style>
<h1>Compliance report</h1>
<p>{at}. {summary}</p>
<table>
<thead><tr><th scope="col">Area</th><th scope="col">Status</th><th scope="col">Found</th>
<th scope="col">Next action</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</html>
"""


def html(findings: Sequence[Finding], at: datetime) -> str:
    """Return the findings as HTML, the worst first."""
    rows = "\n".join(
        f'<tr class="{it.status}"><td>{escape(it.area)}</td><td>{it.status}</td>'
        f"<td>{escape(it.said)}</td><td>{escape(it.next_action)}</td></tr>"
        for it in findings
    )
    return _PAGE.format(at=f"{at:%Y-%m-%d %H:%M} UTC", summary=summary(findings), rows=rows)


def summary(findings: Sequence[Finding]) -> str:
    """Return how many of each status there are."""
    counts = {it.status: sum(other.status == it.status for other in findings) for it in findings}
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) + "."
