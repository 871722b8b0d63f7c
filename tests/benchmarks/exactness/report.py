"""The table of results."""

from collections.abc import Sequence

from ..tools import Tool
from .judge import EXACT, STOPPED, WARNED

NOT_RUN = "not run"
_RIGHT = (EXACT, STOPPED, WARNED)


def markdown(
    tools: Sequence[Tool], titles: Sequence[str], columns: Sequence[Sequence[str]], seconds: float
) -> str:
    """Return RESULTS.md.

    Args:
        tools: In the order of the columns.
        titles: One per case.
        columns: Per tool a verdict per case.
        seconds: How long it took.
    """
    names = [f"{tool.name}: {tool.version}" for tool in tools]
    counts = [_count(column) for column in columns]
    lines = [
        "# What arrives, by tool",
        "",
        "Written by `uv run python -m benchmarks.exactness` (see README.md); not edited by hand.",
        f"The last run took {seconds:.0f} seconds.",
        "",
        *(f"- {name}" for name in names),
        "",
        _row("case", *(tool.name for tool in tools)),
        _row(*["---"] * (len(tools) + 1)),
        *(
            _row(title, *(column[number] for column in columns))
            for number, title in enumerate(titles)
        ),
        _row(f"**right, of {len(titles)}**", *(f"**{count}**" for count in counts)),
    ]
    return "\n".join(lines) + "\n"


def read(text: str) -> dict[str, dict[str, str]]:
    """Return a table of results again: by tool the verdicts by title."""
    rows = [line[2:-2].split(" | ") for line in text.splitlines() if line.startswith("| ")]
    heading, verdicts = rows[0], rows[2:]
    return {
        tool: {row[0]: row[number] for row in verdicts}
        for number, tool in enumerate(heading)
        if number
    }


def _count(column: Sequence[str]) -> str:
    right, ran = sum(cell in _RIGHT for cell in column), sum(cell != NOT_RUN for cell in column)
    return str(right) if ran == len(column) else f"{right} of {ran} run"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
