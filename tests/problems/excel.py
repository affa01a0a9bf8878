"""Finds the cells of a form for Excel by the paths that its rows carry."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.cell import Cell

from generator.base import words as W


def cell(book: Workbook, path: str, title: str = W.X_VALUE) -> Cell:
    """Return the cell of a row under a title."""
    for sheet in book.worksheets:
        columns = {each.value: each.column for each in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            if {W.X_PATH, title} <= columns.keys() and sheet.cell(row, columns[W.X_PATH]).value == path:
                return sheet.cell(row, columns[title])
    raise LookupError(path)
