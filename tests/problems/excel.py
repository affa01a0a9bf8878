"""Changes a form as a person would in Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from generator.base import words as W


def edited(path: Path, change: Callable[[Worksheet], object]) -> None:
    """Change the sheet of facts of a form and save it."""
    book = openpyxl.load_workbook(path)
    change(book[W.X_FACTS])
    book.save(path)


def typed(path: Path, fact: str, value: object) -> None:
    """Type a value into the cell of a fact, by its path, and save the form."""
    edited(path, lambda sheet: setattr(sheet.cell(row_of(sheet, fact), 2), "value", value))


def row_of(sheet: Worksheet, fact: str) -> int:
    """Return the row of a fact."""
    return next(row[0].row for row in sheet.iter_rows() if row[-1].value == fact)
