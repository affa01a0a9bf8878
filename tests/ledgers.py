"""Ledgers to look at: of shipped units, and of scores under rule sets that a test writes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from openpyxl import Workbook

from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate
from generator.facts.values import POINTS, Quantity
from generator.report.document import Document, Paragraph, Quoted, Span
from generator.report.ledger.workbook import write_ledger
from generator.report.names import figure_names
from generator.report.origins import Origins
from generator.report.printing import Style
from generator.report.sentences import Sentences
from generator.rules.scorecard import Scorecard

from .conftest import PROJECT

NAME, VALUE = "B", "D"
"""The columns of names and values on the sheets 事实 and 计算."""


def document_of(agency: str, year: int, root: Workspace | None = None) -> Document:
    """Return a unit's report."""
    evaluation = evaluate(root or Workspace(PROJECT), agency, year)
    assert evaluation.document is not None, "\n".join(map(str, evaluation.problems.errors))
    return evaluation.document


def ledger_of(card: Scorecard) -> bytes:
    """Return the ledger of a report that prints the total alone."""
    problems, style = Problems(), Style()
    names = figure_names(card.figures, style)
    sentences = Sentences(card, style, problems, names)
    names["总分"] = sentences.total_names()
    names["指标"], names["组"] = sentences.views()
    line = (Span(f"{card.points}", Quoted("总分.得分", Quantity(card.points, POINTS))),)
    return write_ledger(Document((), (), "标题前", (), (Paragraph(line),), origins=Origins(sentences, names), agency="甲", year=2024))


def values(book: Workbook, sheet: str) -> dict[str, object]:
    """Return what stands on 事实 or 计算, by name."""
    return {row[1]: row[3] for row in book[sheet].iter_rows(min_row=3, values_only=True)}


def cell_of(book: Workbook, name: str) -> tuple[str, str]:
    """Return the cell of a fact."""
    row = next(row for row in range(3, book["事实"].max_row + 1) if book["事实"][f"{NAME}{row}"].value == name)
    return "事实", f"{VALUE}{row}"


def scores(book: Workbook) -> list[tuple[object, ...]]:
    """Return what stands on 评分: the names with full marks, points, points off, shares and details."""
    return [tuple(map(_plain, (row[0], *row[2:7]))) for row in book["评分"].iter_rows(min_row=3, values_only=True)]


def cells(book: Workbook) -> Iterator[tuple[str, str, object]]:
    """Yield every cell; of numbers what is shown is compared."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                yield sheet.title, cell.coordinate, _plain(cell.value)


def _plain(value: object) -> object:
    return round(Decimal(repr(value)), 9).normalize() if isinstance(value, float | int) and not isinstance(value, bool) else value
