"""Reads a filled form: what stands in each cell, found by the paths it carries, wherever rows, columns and sheets have gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from ..base import messages as M
from ..base import words as W
from ..base.marks import Cell
from ..base.problems import ProblemError, Problems, make, nearest
from ..facts.vocabulary import Vocabulary
from .cells import CellValue, tidy
from .opening import opened
from .places import SEPARATOR


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in a cell of the form."""

    place: Cell
    value: CellValue
    number_format: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it came back: whose it is, what the file said when it was made, and what its cells hold now, both by path.

    `shown` is the form's file; a cell that could not be read is None.
    """

    shown: str
    agency: str
    year: int
    originals: Mapping[str, str]
    cells: Mapping[str, Filling | None]

    def asked(self, vocabulary: Vocabulary) -> set[str]:
        """Return the facts and tables of the vocabulary that the form asks for."""
        return {path for path in vocabulary.entries if any(cell == path or cell.startswith(path + SEPARATOR) for cell in self.cells)}


def read_workbook(content: bytes, shown: str, vocabulary: Vocabulary, problems: Problems) -> Filled:
    """Return what a filled form says; cells that cannot be read are noted and left out.

    Raises:
        ProblemError: it is no form of this program.
    """
    values, formulas = opened(content, shown)
    agency, year, originals = _originals(values, shown)
    reader = _Reader(shown, vocabulary, problems)
    for sheet in values.worksheets:
        if sheet.title in formulas.sheetnames and tidy(sheet.cell(1, 1).value) != M.PROGRAM:
            reader.sheet(sheet, formulas[sheet.title])
    return Filled(shown, agency, year, originals, reader.found)


def _originals(book: Workbook, shown: str) -> tuple[str, int, dict[str, str]]:
    """Return the unit, the year and the values as they were written when the form was made."""
    for sheet in book.worksheets:
        first, *rest = ([tidy(value) for value in row] for row in sheet.iter_rows(max_col=3, values_only=True)) if sheet.max_row else ([],)
        if len(first) == 3 and first[0] == M.PROGRAM and first[2].isdecimal():
            return first[1], int(first[2]), {row[0]: row[1] for row in rest if row[0]}
    raise ProblemError(make("X103", Cell(shown)))


@dataclass
class _Reader:
    """Goes through sheets; `found` gathers their cells by path."""

    shown: str
    vocabulary: Vocabulary
    problems: Problems
    found: dict[str, Filling | None] = field(default_factory=dict)

    def sheet(self, sheet: Worksheet, formulas: Worksheet) -> None:
        """Read a sheet: a list of facts or a table; one without paths is nothing to read."""
        top = next((row for row in sheet.iter_rows() if any(tidy(cell.value) == W.X_PATH for cell in row)), None)
        if top is None:
            return
        columns = {tidy(cell.value): cell.column for cell in top if tidy(cell.value)}
        rows = sheet.iter_rows(min_row=top[0].row + 1)
        paths = {row[0].row: tidy(row[columns[W.X_PATH] - 1].value) for row in rows}
        table = next((path.rpartition(SEPARATOR)[0] for path in paths.values() if path.rpartition(SEPARATOR)[0] in self._tables()), "")
        wanted = self._wanted(sheet, columns, table)
        for row, path in paths.items():
            for title, suffix in wanted.items():
                if title in columns:
                    self._cell(sheet, formulas, row, columns[title], path and path + suffix)
                elif path:
                    self.found[path + suffix] = None
            if path and not table and W.X_NAME in columns:
                self._check_name(sheet, row, columns[W.X_NAME], path)

    def _tables(self) -> set[str]:
        return {path for path, entry in self.vocabulary.entries.items() if entry.columns}

    def _wanted(self, sheet: Worksheet, columns: Mapping[str, int], table: str) -> dict[str, str]:
        """Return the columns to read, and what each adds to the path of its row."""
        place = Cell(self.shown, sheet.title)
        known = {str(column): SEPARATOR + column for column in self.vocabulary.entries[table].columns} if table else {W.X_VALUE: ""}
        for title in known:
            if title not in columns:
                self.problems.add("X104", place, title=title)
        for title in columns if table else ():
            if title not in known and title not in {W.X_NUMBER, W.X_PATH}:
                self.problems.add("X113", place, title=title, nearest=nearest(title, known))
        return known

    def _cell(self, sheet: Worksheet, formulas: Worksheet, row: int, column: int, path: str) -> None:
        cell = sheet.cell(row, column)
        place = Cell(self.shown, sheet.title, cell.coordinate)
        if not path:
            if tidy(cell.value):
                self.problems.add("X112", place)
        elif isinstance(cell, MergedCell) or any(cell.coordinate in merged for merged in sheet.merged_cells.ranges):
            self.problems.add("X108", place)
            self.found[path] = None
        elif path in self.found:
            self.problems.add("X111", place, name=path)
        else:
            self._note(cell, formulas.cell(row, column), path, place)

    def _note(self, cell: SheetCell, formula: SheetCell, path: str, place: Cell) -> None:
        self.found[path] = None
        if cell.data_type == "e":
            self.problems.add("X107", place, text=cell.value)
        elif cell.value is None and formula.data_type == "f":
            self.problems.add("X106", place)
        else:
            self.found[path] = Filling(place, cell.value, cell.number_format)

    def _check_name(self, sheet: Worksheet, row: int, column: int, path: str) -> None:
        """Note a name that is not the path's: rows that were sorted or moved in part."""
        name, text = self.vocabulary.title(path), tidy(sheet.cell(row, column).value)
        if text != name:
            self.problems.add("X116", Cell(self.shown, sheet.title, sheet.cell(row, column).coordinate), text=text, name=name)
