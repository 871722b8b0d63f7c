"""`enamel reconcile`: do our numbers equal Open Dental's?"""

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from enamel.printing import Format, FormatOption, OutputOption, opened, print_csv, print_json
from enamel.reconciliation.compare import NOTHING, Verdict
from enamel.reconciliation.reports import BALANCES

if TYPE_CHECKING:
    from typing import TextIO

DIFFERENCES = 4
"""Exit code when a figure differs."""


def reconcile(
    every_version: Annotated[
        bool,
        typer.Option(
            "--every-version",
            help="Age past days, too, under all four payment plan versions.",
        ),
    ] = False,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Compare the marts with Open Dental's own reports, to the cent.

    Every day, provider and clinic of Production and Income, and every guarantor and bucket of the
    aging, is computed again on the source. The verdicts are in `marts.rpt_reconciliation`. Exit
    code 0: all equal; 4: a figure differs.
    """
    from enamel import settings
    from enamel.reconciliation.run import reconcile as run

    verdicts = run(settings.source(), settings.warehouse(), every_version=every_version)
    lines = summarize(verdicts)
    with opened(output) as file:
        if output_format is Format.JSON:
            print_json(lines, file)
        elif output_format is Format.CSV:
            print_csv(lines, file)
        else:
            _print_table(lines, file)
    if not all(found.ties for found in verdicts):
        raise typer.Exit(DIFFERENCES)


def summarize(verdicts: list[Verdict]) -> list[dict[str, object]]:
    """Return one row per report line over all windows; the keys that differ, never their values.

    `theirs` and `ours` are sums over all windows; of a balance, what it is in the last one.
    """

    def line_of(found: Verdict) -> tuple[str, str, str]:
        return found.report, found.line, found.policy

    rows: list[dict[str, object]] = []
    for (report, line, policy), group in groupby(sorted(verdicts, key=line_of), key=line_of):
        windows = sorted(group, key=lambda found: found.window_end)
        shown = windows[-1:] if report in BALANCES else windows
        different = [
            f"{found.window_end}: {'/'.join(str(part) for part in key)}"
            for found in windows
            for key in found.different_keys
        ]
        rows.append(
            {
                "report": report,
                "policy": policy,
                "line": line,
                "windows": len(windows),
                "keys": sum(found.key_count for found in windows),
                "theirs": str(sum((found.theirs for found in shown), NOTHING)),
                "ours": str(sum((found.ours for found in shown), NOTHING)),
                "difference": str(sum((found.difference for found in windows), NOTHING)),
                "different_keys": len(different),
                "first_different_keys": different[:5],
                "verdict": "differs" if different else "ties",
            }
        )
    return rows


def _print_table(lines: list[dict[str, object]], file: "TextIO | None") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console(file=file, highlight=False)
    console.width = max(console.width, 110)
    for report, group in groupby(lines, key=lambda line: line["report"]):
        table = Table(
            title=str(report), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0)
        )
        table.add_column("line", no_wrap=True)
        table.add_column("policy", no_wrap=True)
        for heading in ("keys", "Open Dental", "Enamel", "difference"):
            table.add_column(heading, justify="right", no_wrap=True)
        for line in group:
            table.add_row(
                str(line["line"]),
                str(line["policy"]),
                f"{line['keys']:,}",
                *(f"{Decimal(str(line[side])):,.2f}" for side in ("theirs", "ours")),
                f"{Decimal(str(line['difference'])):,.2f} "
                + ("[green]✓[/]" if line["verdict"] == "ties" else "[red]✗[/]"),
            )
        console.print(table)
    for line in lines:
        if line["different_keys"]:
            console.print(
                f"{line['report']} {line['line']} {line['policy']}: "
                f"{line['different_keys']} keys differ, first "
                f"{line['first_different_keys']}"
            )
