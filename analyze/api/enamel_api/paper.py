"""Tables on paper: a PDF with a heading, lines of text and tables, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fpdf import FPDF
from fpdf.fonts import FontFace


@dataclass(frozen=True)
class Table:
    """A table: its heading, columns with their share of the width, and cells as text."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = field(default_factory=frozenset)


class _Page(FPDF):
    stamp = ""

    def footer(self) -> None:
        """Say on every sheet how old it is, and which of how many."""
        self.set_y(-10)
        self.set_font("Helvetica", size=7)
        self.cell(0, 4, plain(f"{self.stamp}   {self.page_no()}/{{nb}}"), align="R")


def as_pdf(title: str, stamp: str, lines: Sequence[str], tables: Sequence[Table]) -> bytes:
    """Return a PDF in landscape letter format.

    Args:
        title: What it is.
        stamp: How old the figures are and whose rights made it; at the foot of every page.
        lines: What to say above the tables.
        tables: What to show.
    """
    page = _Page("landscape", "mm", "Letter")
    page.core_fonts_encoding = "cp1252"
    page.set_title(plain(title))
    page.stamp = stamp
    page.set_margins(10, 10)
    page.set_auto_page_break(True, 12)
    page.add_page()
    page.set_font("Helvetica", "B", 14)
    page.cell(0, 8, plain(title), new_x="LMARGIN", new_y="NEXT")
    page.set_font("Helvetica", size=9)
    for line in lines:
        page.multi_cell(0, 4.5, plain(line), new_x="LMARGIN", new_y="NEXT")
    heading = FontFace(emphasis="BOLD", fill_color=(235, 238, 242))
    for table in tables:
        page.ln(3)
        page.set_font("Helvetica", "B", 10)
        page.cell(0, 6, plain(table.title), new_x="LMARGIN", new_y="NEXT")
        page.set_font("Helvetica", size=8)
        with page.table(
            headings_style=heading,
            col_widths=tuple(width for _, width in table.columns),
            text_align=tuple(
                "RIGHT" if place in table.right else "LEFT" for place in range(len(table.columns))
            ),
            line_height=4,
            borders_layout="HORIZONTAL_LINES",
        ) as drawn:
            drawn.row([plain(name) for name, _ in table.columns])
            for row in table.rows:
                drawn.row([plain(cell) for cell in row])
    return bytes(page.output())


def plain(text: str) -> str:
    """Return a text in the letters that every PDF reader has; others become a question mark."""
    return text.encode("cp1252", "replace").decode("cp1252")


def money(value: Any) -> str:
    """Return an amount as people read it; nothing for nothing."""
    return "" if value is None else f"{Decimal(value):,.2f}"
