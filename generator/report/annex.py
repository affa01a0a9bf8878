"""Annexes: a table written in a form's language, cells merged where it says so.

A cell of `<` belongs to the cell on its left, one of `^` to the cell above; in the columns of 合并 equal neighbours merge downwards.
"""

from __future__ import annotations

from itertools import pairwise

from ..base.problems import Problems
from .assemble import spans_of_runs
from .document import Align, AnnexTable, Cell, Spans, text_of
from .forms import AnnexForm
from .language import Printer
from .markdown import Piece, read_markdown

LEFTWARDS, UPWARDS = "<", "^"
PROSE = 20  # a centred text longer than this reads from the left

_Grid = list[list[Spans]]


def annex_table(annex: AnnexForm, title: Spans, unit: Spans, text: str, printer: Printer, problems: Problems) -> AnnexTable | None:
    """Return an annex's rendered text as a table; None, with the problem noted, when it is none."""
    pieces, widths = read_markdown(text), annex.shape.widths
    if len(pieces) != 1 or pieces[0].kind != "table" or len(pieces[0].rows[0]) != len(widths) or _strays(pieces[0]):
        problems.add("T121", annex.mark, name=annex.name, count=len(widths))
        return None
    rows = _rows(pieces[0], printer, annex)
    return AnnexTable(annex.name, title, unit, widths, annex.shape.headings, rows)


def _written(piece: Piece) -> list[list[str]]:
    return [["".join(run.text for run in cell).strip() for cell in row] for row in piece.rows]


def _strays(piece: Piece) -> bool:
    """Whether a cell belongs to one that is not there, or to one of another width."""
    written = _written(piece)
    if UPWARDS in written[0] or any(row[0] == LEFTWARDS for row in written):
        return True
    return any(mark == UPWARDS and not _same_width(above, row, at) for above, row in pairwise(written) for at, mark in enumerate(row))


def _same_width(above: list[str], row: list[str], at: int) -> bool:
    return above[at] != LEFTWARDS and _across(above, at) == _across(row, at)


def _across(marks: list[str], at: int) -> int:
    """Return how many columns the cell at a column has."""
    return next((more for more, after in enumerate(marks[at + 1 :], 1) if after != LEFTWARDS), len(marks) - at)


def _rows(piece: Piece, printer: Printer, annex: AnnexForm) -> tuple[tuple[Cell, ...], ...]:
    written = _written(piece)
    spans = [[spans_of_runs(cell, printer) for cell in row] for row in piece.rows]
    said = [list(map(text_of, row)) for row in spans]
    for number in range(1, len(written)):
        if number >= annex.shape.headings:
            _merge_equal(number, written, said, annex.shape.merged)
        row = zip(written[number], said[number - 1], said[number], strict=True)
        said[number] = [above if mark == UPWARDS else text for mark, above, text in row]
    return tuple(tuple(_cells(marks, row, piece.aligns)) for marks, row in zip(written, spans, strict=True))


def _merge_equal(number: int, written: list[list[str]], said: list[list[str]], columns: tuple[int, ...]) -> None:
    """Mark the cells of a row that say what the cell above says, column by column until one differs.

    `said` is what each cell says; of the rows above, one that belongs to the cell above it says what that says.
    """
    for at in (column - 1 for column in columns):
        if written[number][at] == UPWARDS:
            continue
        if said[number][at] != said[number - 1][at] or not _same_width(written[number - 1], written[number], at):
            return
        written[number][at] = UPWARDS


def _cells(marks: list[str], row: list[Spans], aligns: tuple[str, ...]) -> list[Cell]:
    cells = []
    for at, mark in enumerate(marks):
        if mark == LEFTWARDS:
            continue
        continued = mark == UPWARDS
        spans = () if continued else row[at]
        cells.append(Cell(spans, _align(aligns[at], spans), _across(marks, at), continued))
    return cells


def _align(written: str, spans: Spans) -> Align:
    align = Align(written or Align.LEFT)
    return Align.LEFT if align is Align.CENTRE and len(text_of(spans)) > PROSE else align
