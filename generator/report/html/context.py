"""Turns a document into the plain data that the template of a web page prints; where Word's templates have a name, it is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...base import words as W
from ...base.marks import Text
from ..document import AnnexTable, Bar, Block, Cell, Chart, Document, Grid, Heading, Paragraph, Span, Spans, text_of
from ..docx.context import ALIGNS, KINDS, NUMBER, Data, Record, plain
from ..merged import placed, rows_of
from .cards import script_parts
from .lost import Lost, is_deduction

NAMES = (
    W.D_TITLE, W.D_TITLE_RUNS, W.D_SUBTITLE_RUNS, W.D_COVER, W.D_BODY, W.D_ANNEX, W.D_DRAFT,
    W.CHARTS, W.D_CARDS, W.D_SCRIPT, W.D_SCRIPT_DIGEST,
)  # fmt: skip
BLOCK_KINDS = KINDS
_ANNEX_ANCHOR = "annex-{}"
_TYPED_NUMBER = re.compile(r"\d(?:[\d.,，．]*\d)?[%％‰]?")


def context(document: Document) -> Record:
    """Return what a template may print of a document, by the names NAMES; cards and script come ready for their place in the page."""
    return {**_parts(document), **script_parts(document)}


def _parts(document: Document) -> Record:
    lost = Lost(document.origins)
    return {
        W.D_TITLE: plain("".join(map(text_of, document.title))),
        W.D_TITLE_RUNS: [_runs(line) for line in document.title],
        W.D_SUBTITLE_RUNS: _runs(document.subtitle),
        W.D_COVER: {
            W.D_POSITION: document.cover_position if document.cover else W.D_NOWHERE,
            W.D_ITEMS: [{W.D_LABEL: plain(line.label), W.D_RUNS: _runs(line.spans)} for line in document.cover],
        },
        W.D_BODY: list(_blocks(document.blocks, lost)),
        W.D_ANNEX: [_annex(table, order, len(document.annexes), lost) for order, table in enumerate(document.annexes, 1)],
        W.D_DRAFT: document.draft,
        W.CHARTS: list(map(_chart, document.charts)),
    }


def _runs(spans: Spans) -> list[Data]:
    return [run for span in spans if span.text for run in _run(span)]


def _run(span: Span) -> Iterator[Record]:
    """Yield a span as what prints alike: of typed words, each number is apart, with the place where it was typed."""
    look: Record = {W.D_STRONG: span.strong, W.D_GAP: span.gap, W.D_VALUE: "", W.D_BY: "", W.D_LOST: False, W.D_PLACE: ""}
    if span.value:
        yield {**look, W.D_TEXT: plain(span.text), W.D_VALUE: span.value.id, W.D_BY: span.value.by, W.D_LOST: is_deduction(span.value)}
    elif isinstance(span.text, Text) and not span.gap:
        yield from ({**look, W.D_TEXT: plain(text), W.D_PLACE: place} for text, place in _typed(span.text) if text)
    else:
        yield {**look, W.D_TEXT: plain(span.text)}


def _typed(text: Text) -> Iterator[tuple[str, str]]:
    """Yield words as they stand, each number in them apart, with its place."""
    at = 0
    for found in _TYPED_NUMBER.finditer(text):
        yield text[at : found.start()], ""
        yield found[0], str(text.at(found.start()))
        at = found.end()
    yield text[at:], ""


def _chart(chart: Chart) -> Record:
    return {W.D_TITLE_RUNS: _runs(chart.title), W.D_KIND: chart.kind, W.D_ITEMS: list(map(_bar, chart.bars))}


def _bar(bar: Bar) -> Record:
    return {
        W.D_LABEL_RUNS: _runs(bar.label),
        W.D_RUNS: _runs(bar.value),
        W.D_LENGTH: f"{bar.length:f}",
        W.D_GOAL_RUNS: _runs(bar.goal),
        W.D_GOAL_AT: "" if bar.goal_at is None else f"{bar.goal_at:f}",
    }


def _blocks(blocks: Sequence[Block], lost: Lost) -> Iterator[Data]:
    """Yield blocks; a heading's anchor counts the headings above it, level by level: s2-1 is the first below the second."""
    counts: list[int] = []
    for block in blocks:
        match block:
            case Heading():
                counts = [*(counts + [0] * block.level)[: block.level]]
                counts[-1] += 1
                anchor = "s" + "-".join(map(str, counts))
                yield {**_worded(W.D_HEADING_KINDS[block.level - 1], block.number, block.spans), W.D_LEVEL: block.level, W.D_ANCHOR: anchor}
            case Paragraph():
                yield _worded(W.D_NUMBERED if block.number else W.D_PARAGRAPH, block.number, block.spans)
            case Grid():
                rows: list[Data] = [_cells(row, lost.within(row)) for row in block.rows]
                yield {W.D_KIND: W.D_GRID, W.D_HEADER: _cells(block.header), W.D_ROWS: rows}


def _worded(kind: str, number: str, spans: Spans) -> Record:
    return {W.D_KIND: kind, W.D_NUMBER: plain(number), W.D_RUNS: _runs(spans)}


def _cells(row: Sequence[Spans], lost: bool = False) -> list[Data]:
    return [{W.D_RUNS: _runs(cell), W.D_IS_NUMBER: bool(NUMBER.fullmatch(plain(text_of(cell)))), W.D_LOST: lost} for cell in row]


def _annex(table: AnnexTable, order: int, count: int, lost: Lost) -> Record:
    """Return an annex; it has a number where there are several, and its header's rows apart: no cell reaches out of a header."""
    header, body = table.rows[: table.headings], table.rows[table.headings :]
    whole = sum(table.widths)
    return {
        W.D_ORDER: str(order) if count > 1 else "",
        W.D_ANCHOR: _ANNEX_ANCHOR.format(order),
        W.D_TITLE_RUNS: _runs(table.title),
        W.D_UNIT: _runs(table.unit),
        W.D_SHARES: [f"{share * 10000 // whole / 100:g}" for share in table.widths],
        W.D_HEADER_ROWS: _annex_rows(header, lost),
        W.D_ROWS: _annex_rows(body, lost),
    }


def _annex_rows(rows: Sequence[Sequence[Cell]], lost: Lost) -> list[Data]:
    return [list(_annex_row(rows, number, lost)) for number in range(len(rows))]


def _annex_row(rows: Sequence[Sequence[Cell]], number: int, lost: Lost) -> Iterator[Data]:
    """Yield the cells that begin in a row; where it lost points, those that belong to it alone say so."""
    begun = [(cell, rows_of(rows, number, at)) for at, cell in placed(rows[number]) if not (cell.continued and number)]
    is_lost = lost.within(cell.spans for cell, down in begun if down == 1)
    for cell, down in begun:
        yield {
            W.D_RUNS: _runs(cell.spans),
            W.D_ACROSS: cell.across,
            W.D_DOWN: down,
            W.D_ALIGN: ALIGNS[cell.align],
            W.D_LOST: is_lost and down == 1,
        }
