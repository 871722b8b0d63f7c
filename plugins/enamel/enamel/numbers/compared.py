"""Two files of numbers compared, for the reviewer of a pull request. Pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from enamel.numbers.taken import Numbers

SHOWN = 40
"""Rows of each table in the report; the files have them all."""


@dataclass(frozen=True)
class Moved:
    """One number before and after; empty where there was or is none."""

    name: str
    month: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """What differs.

    Attributes:
        models: Changed, new and removed models, with which of the three.
        affected: Models downstream of them that did not change themselves.
        figures: Key figures whose numerator, denominator or count of rows moved, by month.
        rows: Marts with more or fewer rows.
    """

    models: dict[str, str]
    affected: list[str]
    figures: list[Moved]
    rows: list[Moved]

    @property
    def is_silent(self) -> bool:
        """Whether no number moves."""
        return not self.figures and not self.rows


def compare(before: Numbers, after: Numbers) -> Comparison:
    """Return what differs between two builds."""
    models = {
        name: "new" if name not in before.models else "changed"
        for name, checksum in sorted(after.models.items())
        if before.models.get(name) != checksum
    } | dict.fromkeys(sorted(before.models.keys() - after.models.keys()), "removed")
    rows = [
        Moved(mart, "", _shown(before.rows.get(mart)), _shown(after.rows.get(mart)))
        for mart in sorted(before.rows.keys() | after.rows.keys())
        if before.rows.get(mart) != after.rows.get(mart)
    ]
    return Comparison(models, _downstream(models, after), list(_moved(before, after)), rows)


def markdown(found: Comparison) -> str:
    """Return the report for a pull request."""
    lines = ["## What this change does to the numbers", ""]
    if found.models:
        lines += ["| model | |", "|---|---|"]
        lines += [f"| `{name}` | {how} |" for name, how in found.models.items()]
        lines += ["", f"{len(found.affected)} models read from them."]
    else:
        lines.append("No model changed.")
    if found.is_silent:
        lines += [
            "",
            "**No number moves**: every key figure of every month, and the rows of every mart, "
            "are the same.",
        ]
    if found.figures:
        names = {it.name for it in found.figures}
        lines += [
            "",
            f"**{len(names)} key figures move**, in {len(found.figures)} months:",
            "",
            "| key figure | month | before | after |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| {it.name} | {it.month} | {it.before} | {it.after} |" for it in found.figures[:SHOWN]
        ]
        lines += _more(len(found.figures))
    if found.rows:
        lines += ["", "| mart | rows before | rows after |", "|---|---|---|"]
        lines += [f"| `{it.name}` | {it.before} | {it.after} |" for it in found.rows[:SHOWN]]
        lines += _more(len(found.rows))
    return "\n".join(lines) + "\n"


def _moved(before: Numbers, after: Numbers) -> Iterator[Moved]:
    for figure in sorted(before.figures.keys() | after.figures.keys()):
        old, new = before.figures.get(figure, {}), after.figures.get(figure, {})
        for month in sorted(old.keys() | new.keys()):
            if old.get(month) != new.get(month):
                yield Moved(figure, month, _figure(old.get(month)), _figure(new.get(month)))


def _figure(parts: list[object] | None) -> str:
    """Return a figure's parts in words: `12.00 of 40.00 (13 rows)`."""
    if parts is None:
        return "none"
    numerator, denominator, rows = parts
    shown = str(numerator or "none")
    if denominator:
        shown += f" of {denominator}"
        if Decimal(str(denominator)) and numerator:
            shown += f" = {Decimal(str(numerator)) / Decimal(str(denominator)):.4f}"
    return f"{shown} ({rows} rows)"


def _shown(count: int | None) -> str:
    return "none" if count is None else f"{count:,}"


def _more(count: int) -> list[str]:
    return ["", f"… and {count - SHOWN} more."] if count > SHOWN else []


def _downstream(models: dict[str, str], after: Numbers) -> list[str]:
    reached, grew = set(models), True
    while grew:
        more = {it for it, parents in after.parents.items() if reached & set(parents)} - reached
        reached |= more
        grew = bool(more)
    return sorted(reached - set(models))
