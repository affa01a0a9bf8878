"""Writes a document's ledger as a workbook: every printed number with where it stands, its live formula, and its source."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...base import words as W
from ...base.problems import ProblemError, make
from ..document import Document
from ..sheet import SAME_TIME, Sheet
from .cells import FIRST_ROW, VALUE_COLUMN, Cells, Place
from .entries import Entries, Entry, Part
from .inputs import fill_facts, fill_figures, heads
from .rows import Row, Typed, rows_of, typed_of
from .score_sheet import fill_scores, lines_of, places_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook

COLUMNS = (
    (W.B_ORDER, 6), (W.B_WHERE, 34), (W.B_AROUND, 40), (W.B_PRINTED, 18), (W.B_READ, 15), (W.B_RECKONED, 15), (W.B_AGREES, 8),
    (W.B_KIND, 7), (W.B_NAME, 26), (W.B_HOW, 44), (W.B_FROM, 26), (W.B_PROOF, 18), (W.B_PLACE, 32),
)  # fmt: skip
TYPED_COLUMNS = ((W.B_ORDER, 6), (W.B_WHERE, 34), (W.B_NUMBERS, 30), (W.B_TEXT, 120), (W.B_PLACE, 40))
READ, RECKONED, AGREES = 4, 5, 6


def write_ledger(document: Document) -> bytes:
    """Return the ledger of a document; the same document gives the same bytes.

    Every formula carries its result, for those who look at the file without a program that reckons.

    Raises:
        ProblemError: what the document's edition withholds would have to stand in it.
    """
    from xlsxwriter import Workbook

    origins = document.origins
    assert origins is not None, "a composed document knows where its values are from"
    entries, rows = Entries(origins), list(rows_of(document, origins))
    for row in rows:
        entries.gather(row.quoted)
    entries.gather_scores()
    withheld = [fact for id, entry in entries.found.items() if origins.card.facts.withholds(id) and (fact := origins.card.facts.fact(id))]
    if withheld:
        raise ProblemError(*(make("F260", fact.mark, name=fact.path) for fact in withheld))
    lines = list(lines_of(origins.card, entries))
    facts = sorted((entry for entry in entries.found.values() if entry.part is Part.FACTS), key=_written)
    figures = [entry for id in entries.order if (entry := entries.found[id]).part is Part.FIGURES]
    places = dict(places_of(lines))
    for listed in (facts, figures):
        places |= {entry.id: Place(entry.part, row, VALUE_COLUMN[entry.part]) for row, entry in enumerate(listed, FIRST_ROW)}
    cells = Cells(entries, places)
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    name = origins.card.facts.fact(f"{W.UNIT}.{W.FULL_NAME}")
    title = W.B_TITLES[W.B_LEDGER].format(unit=name.value if name else document.agency, year=document.year)
    book.set_properties({"title": title, "created": SAME_TIME})
    book.set_calc_mode("auto")
    _fill_ledger(_sheet(book, W.B_LEDGER, title, 4), rows, cells)
    if lines:
        fill_scores(_sheet(book, Part.SCORES, W.B_TITLES[Part.SCORES], 1), lines, cells)
    fill_figures(_sheet(book, Part.FIGURES, W.B_TITLES[Part.FIGURES], 3), figures, cells)
    fill_facts(_sheet(book, Part.FACTS, W.B_TITLES[Part.FACTS], 3), facts)
    _fill_typed(_sheet(book, W.B_TYPED, W.B_TITLES[W.B_TYPED], 2), list(typed_of(document)))
    book.close()
    return buffer.getvalue()


def _written(entry: Entry) -> tuple[object, ...]:
    """Return the order of what is stated: by where it is written, what is written nowhere last."""
    place = entry.place
    return (place is None, place.source.path if place else "", place.line if place else 0, place.column if place else 0, entry.id)


def _sheet(book: Workbook, name: str, title: str, columns: int) -> Sheet:
    sheet = Sheet(book, name)
    sheet.page(title, paper=Sheet.A3, header_rows=(1, 1), frozen=(FIRST_ROW, columns))
    return sheet


def _fill_ledger(sheet: Sheet, rows: Sequence[Row], cells: Cells) -> None:
    heads(sheet, COLUMNS)
    last = FIRST_ROW + max(len(rows), 1)
    different = f'COUNTIF(G{FIRST_ROW + 1}:G{last},"{W.B_DIFFERENT}")'
    sheet.text(0, RECKONED - 1, W.B_COUNT.format(count=len(rows)), "label")
    sheet.formula(0, AGREES, f'IF({different}=0,"{W.B_ALL_SAME}",{different}&"{W.B_SOME_DIFFERENT}")', W.B_ALL_SAME, look="label")
    for number, row in enumerate(rows):
        _fill(sheet, FIRST_ROW + number, number + 1, row, cells)
    sheet.mark((FIRST_ROW, 0), (last - 1, len(COLUMNS) - 1), f'$G{FIRST_ROW + 1}="{W.B_DIFFERENT}"')
    sheet.filter(1, last - 1, len(COLUMNS) - 1)


def _fill_typed(sheet: Sheet, found: Sequence[Typed]) -> None:
    heads(sheet, TYPED_COLUMNS)
    for row, each in enumerate(found, FIRST_ROW):
        sheet.number(row, 0, row - FIRST_ROW + 1, look="middle")
        for column, text in enumerate((each.where, each.numbers, each.text, each.place), 1):
            sheet.text(row, column, text)


def _fill(sheet: Sheet, at: int, number: int, row: Row, cells: Cells) -> None:
    for column, text in _texts(row):
        sheet.text(at, column, text)
    sheet.number(at, 0, number, look="middle")
    term, read, reckoned = cells.printed(row.quoted), row.read(), row.reckoned(cells.entries.origins.sentences.style)
    printed, live = f"E{at + 1}", f"F{at + 1}"
    if read is None:
        sheet.text(at, READ, row.text)
        same, shown = f"EXACT({printed},{live})", row.text == reckoned
        sheet.formula(at, RECKONED, term.text, str(reckoned), look="text", form="General")
    else:
        said, form = read
        if isinstance(said, datetime.date):
            sheet.date(at, READ, said, look="number", form=form)
        else:
            sheet.number(at, READ, said, form=form)
        same, shown = f"ROUND({printed}-{live},8)=0", said == reckoned
        result = (reckoned - _FIRST_DAY).days if isinstance(reckoned, datetime.date) else reckoned
        sheet.formula(at, RECKONED, term.text, result, form=form)
    sheet.formula(at, AGREES, f'IF({same},"{W.B_SAME}","{W.B_DIFFERENT}")', W.B_SAME if shown else W.B_DIFFERENT, look="middle")


_FIRST_DAY = datetime.date(1899, 12, 30)  # of what spreadsheets count days from


def _texts(row: Row) -> Iterator[tuple[int, str]]:
    yield from enumerate((row.where, row.around, row.text), 1)
    told = (W.B_KINDS[row.origin.kind], row.origin.title, row.how, row.source, row.proof, str(row.origin.place or ""))
    yield from enumerate(told, AGREES + 1)
