"""One sheet of a workbook, with the looks that all sheets share."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from wcwidth import wcswidth

from ..base import words as W

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

SAME_TIME = datetime.datetime(1980, 1, 1)
"""When every workbook says that it was made: the same content gives the same bytes."""
Result = Decimal | int | str
NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
HEIGHT, MOST_WIDE = 16, 255  # of a line, in points; of a column
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "head": {"bold": True, "bg_color": "#DCE6EF", "border": 1, "border_color": "#8FA3B5", "align": "center", "text_wrap": True},
    "label": {"bold": True, "font_color": "#44546A", "align": "right"},
    "strong": {"border": 1, "border_color": "#C8D2DC", "bold": True, "text_wrap": True},
    "text": {"border": 1, "border_color": "#C8D2DC", "text_wrap": True},
    "middle": {"border": 1, "border_color": "#C8D2DC", "align": "center"},
    "given": {"border": 1, "border_color": "#C8D2DC", "bg_color": "#FFF9E5", "align": "right", "text_wrap": True},
    "number": {"border": 1, "border_color": "#C8D2DC"},
    "figure": {"font_color": "#44546A", "italic": True},
}


class Sheet:
    """A sheet; rows and columns are counted from 0."""

    A3, A4 = 8, 9

    def __init__(self, book: Workbook, name: str) -> None:
        self.name = NO_SHEET_NAME.sub("-", name)[:LONGEST_NAME]
        self.book = book
        self.sheet = book.add_worksheet(self.name)
        self.widths: dict[int, int] = {}
        self.heights: dict[int, int] = {}
        self._formats: dict[tuple[str, str], Format] = {}

    def page(self, title: str, *, paper: int, header_rows: tuple[int, int], frozen: tuple[int, int]) -> None:
        """Write the title, and set how the sheet prints and scrolls."""
        self.sheet.write_string(0, 0, title, self._format("title"))
        self.sheet.set_row(0, 30)
        self.sheet.set_landscape()
        self.sheet.set_paper(paper)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.sheet.set_footer(W.Y_FOOTER)
        self.sheet.repeat_rows(*header_rows)
        self.sheet.freeze_panes(*frozen)

    def width(self, column: int, width: int) -> None:
        """Set a column's width, in halves of a Chinese character."""
        self.widths[column] = width
        self.sheet.set_column(column, column, width)

    def text(self, row: int, column: int, text: str, look: str = "text") -> None:
        """Write a text that stays one, whatever it begins with; an empty one leaves the looks of the cell.

        A row is as high as its longest text needs, for spreadsheets that do not find that out themselves.
        """
        if text:
            lines = -(-wcswidth(text) // max(self.widths.get(column, MOST_WIDE) - 1, 1))
            self.heights[row] = max(self.heights.get(row, 0), HEIGHT * lines + 4)
            self.sheet.set_row(row, self.heights[row])
            self.sheet.write_string(row, column, text, self._format(look))
        else:
            self.sheet.write_blank(row, column, None, self._format(look))

    def number(self, row: int, column: int, number: Decimal | int, digits: int = 0, look: str = "number", *, form: str = "") -> None:
        """Write a number, in a form of numbers; without one, with so many digits."""
        self.sheet.write_number(row, column, number, self._format(look, form or _decimals(digits)))

    def date(self, row: int, column: int, date: datetime.date, *, look: str, form: str) -> None:
        """Write a date."""
        self.sheet.write_datetime(row, column, date, self._format(look, form))

    def formula(
        self, row: int, column: int, formula: str, result: Result, digits: int = 0, *, look: str = "number", form: str = ""
    ) -> None:
        """Write a formula with its result, in a look and a form of numbers; without one, with so many digits."""
        self.sheet.write_formula(row, column, f"={formula}", self._format(look, form or _decimals(digits)), result)

    def filter(self, header: int, last: int, last_column: int) -> None:
        """Give the header row its filter buttons."""
        self.sheet.autofilter(header, 0, max(last, header), last_column)

    def mark(self, first: tuple[int, int], last: tuple[int, int], condition: str) -> None:
        """Tint the cells of a range for which a condition holds."""
        tint = self.book.add_format({"bg_color": "#FBE9D9"})
        self.sheet.conditional_format(*first, *last, {"type": "formula", "criteria": f"={condition}", "format": tint})

    def band(self, row: int, first: int, last: int, text: str) -> None:
        """Write a heading over some columns."""
        if first == last:
            self.text(row, first, text, "head")
        else:
            self.sheet.merge_range(row, first, row, last, text, self._format("head"))

    def _format(self, look: str, form: str = "General") -> Format:
        if (look, form) not in self._formats:
            common = {"font_name": W.Y_FONT, "font_size": 11, "valign": "vcenter", "num_format": form}
            self._formats[look, form] = self.book.add_format(common | LOOKS[look])
        return self._formats[look, form]


def _decimals(digits: int) -> str:
    return "0." + "0" * digits if digits else "0"
