"""The sheets of what the ledger reckons with: facts, and the quantities computed from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ...base import words as W
from ...facts.values import NotApplicable, Quantity, Value
from ..sheet import Sheet
from .cells import FIRST_ROW, Cells, form_of, unit_of
from .entries import Entry

FACT_COLUMNS = (
    (W.B_ORDER, 6), (W.B_NAME, 30), (W.B_TITLE, 34), (W.B_VALUE, 20), (W.B_UNIT, 8), (W.B_REMARK, 26), (W.B_ORIGIN, 24), (W.B_EVIDENCE, 24),
    (W.B_PLACE, 46),
)  # fmt: skip
FIGURE_COLUMNS = (
    (W.B_ORDER, 6), (W.B_NAME, 30), (W.B_TITLE, 34), (W.B_VALUE, 18), (W.B_UNIT, 8), (W.B_HOW, 60), (W.ZERO_DENOMINATOR, 34),
    (W.B_PLACE, 46),
)  # fmt: skip


def heads(sheet: Sheet, columns: Iterable[tuple[str, int]]) -> None:
    """Write the heads of the columns."""
    for column, (title, width) in enumerate(columns):
        sheet.width(column, width)
        sheet.text(1, column, title, "head")


def fill_facts(sheet: Sheet, entries: Iterable[Entry]) -> None:
    """Write a row for each value that is stated."""
    heads(sheet, FACT_COLUMNS)
    for row, entry in enumerate(entries, FIRST_ROW):
        _named(sheet, row, entry)
        write_value(sheet, row, 3, entry.value, "given")
        sheet.text(row, 4, unit_of(entry.value))
        sheet.text(row, 5, entry.remark)
        sheet.text(row, 6, entry.figure.origin if entry.figure else "")
        sheet.text(row, 7, entry.figure.evidence if entry.figure else "")
        sheet.text(row, 8, str(entry.place or ""))


def fill_figures(sheet: Sheet, entries: Iterable[Entry], cells: Cells) -> None:
    """Write a row for each quantity, with its formula as it was written and as a spreadsheet reckons it."""
    heads(sheet, FIGURE_COLUMNS)
    for row, entry in enumerate(entries, FIRST_ROW):
        _named(sheet, row, entry)
        write_reckoned(sheet, row, 3, entry, cells)
        sheet.text(row, 4, cells.unit(entry))
        figure = entry.figure
        sheet.text(row, 5, (str(figure.formula.text) if figure and figure.formula else "") + cells.note(entry))
        rules = figure.zero_rules if figure else ()
        sheet.text(row, 6, W.SEMICOLON.join(cells.entries.origins.stating.zero_rule(rule, used=True) for rule in rules))
        sheet.text(row, 7, str(entry.place or ""))


def write_reckoned(sheet: Sheet, row: int, column: int, entry: Entry, cells: Cells, look: str = "number") -> None:
    """Write a value as its formula with its result; one that has no formula as it is."""
    formula = cells.formula(entry)
    if formula is None:
        write_value(sheet, row, column, entry.value, "given")
        return
    sheet.formula(row, column, formula, cells.result(entry), look=look, form=form_of(entry.value))


def write_value(sheet: Sheet, row: int, column: int, value: Value, look: str) -> None:
    """Write a value that is stated: a number as one, a date as one, everything else as text."""
    match value:
        case Quantity():
            sheet.number(row, column, value.number, look=look, form=form_of(value))
        case bool():
            sheet.text(row, column, W.YES if value else W.NO, look)
        case datetime.date():
            sheet.date(row, column, value, look=look, form=form_of(value))
        case NotApplicable():
            sheet.text(row, column, W.NOT_APPLICABLE, look)
        case _:
            sheet.text(row, column, str(value), look)


def _named(sheet: Sheet, row: int, entry: Entry) -> None:
    sheet.number(row, 0, row - FIRST_ROW + 1, look="middle")
    sheet.text(row, 1, entry.id)
    sheet.text(row, 2, "" if entry.title == entry.id else entry.title)
