"""Turns a document into the plain data that the template of a web page prints; where Word's templates have a name, it is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...base import words as W
from ..document import AnnexTable, Block, Cell, Document, Grid, Heading, Paragraph, Span, Spans, text_of
from ..docx.context import ALIGNS, KINDS, NUMBER, Data, Record, plain
from ..merged import placed, rows_of

NAMES = (W.D_TITLE, W.D_TITLE_RUNS, W.D_SUBTITLE_RUNS, W.D_COVER, W.D_BODY, W.D_ANNEX, W.D_DRAFT)
BLOCK_KINDS = KINDS
_ANNEX_ANCHOR = "annex-{}"


def context(document: Document) -> Record:
    """Return what a template may print of a document, by the names NAMES."""
    return {
        W.D_TITLE: plain("".join(map(text_of, document.title))),
        W.D_TITLE_RUNS: [_runs(line) for line in document.title],
        W.D_SUBTITLE_RUNS: _runs(document.subtitle),
        W.D_COVER: {
            W.D_POSITION: document.cover_position if document.cover else W.D_NOWHERE,
            W.D_ITEMS: [{W.D_LABEL: plain(line.label), W.D_RUNS: _runs(line.spans)} for line in document.cover],
        },
        W.D_BODY: list(_blocks(document.blocks)),
        W.D_ANNEX: [_annex(table, order, len(document.annexes)) for order, table in enumerate(document.annexes, 1)],
        W.D_DRAFT: document.draft,
    }


def _runs(spans: Spans) -> list[Data]:
    return [_run(span) for span in spans if span.text]


def _run(span: Span) -> Record:
    id = span.value.id if span.value else ""
    return {W.D_TEXT: plain(span.text), W.D_STRONG: span.strong, W.D_GAP: span.gap, W.D_VALUE: id}


def _blocks(blocks: Sequence[Block]) -> Iterator[Data]:
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
                yield {W.D_KIND: W.D_GRID, W.D_HEADER: _cells(block.header), W.D_ROWS: [_cells(row) for row in block.rows]}


def _worded(kind: str, number: str, spans: Spans) -> Record:
    return {W.D_KIND: kind, W.D_NUMBER: plain(number), W.D_RUNS: _runs(spans)}


def _cells(row: Sequence[Spans]) -> list[Data]:
    return [{W.D_RUNS: _runs(cell), W.D_IS_NUMBER: bool(NUMBER.fullmatch(plain(text_of(cell))))} for cell in row]


def _annex(table: AnnexTable, order: int, count: int) -> Record:
    """Return an annex; it has a number where there are several, and its header's rows apart: no cell reaches out of a header."""
    header, body = table.rows[: table.headings], table.rows[table.headings :]
    whole = sum(table.widths)
    return {
        W.D_ORDER: str(order) if count > 1 else "",
        W.D_ANCHOR: _ANNEX_ANCHOR.format(order),
        W.D_TITLE_RUNS: _runs(table.title),
        W.D_UNIT: _runs(table.unit),
        W.D_SHARES: [f"{share * 10000 // whole / 100:g}" for share in table.widths],
        W.D_HEADER_ROWS: _annex_rows(header),
        W.D_ROWS: _annex_rows(body),
    }


def _annex_rows(rows: Sequence[Sequence[Cell]]) -> list[Data]:
    return [
        [_annex_cell(cell, rows_of(rows, number, at)) for at, cell in placed(row) if not (cell.continued and number)]
        for number, row in enumerate(rows)
    ]


def _annex_cell(cell: Cell, down: int) -> Record:
    return {W.D_RUNS: _runs(cell.spans), W.D_ACROSS: cell.across, W.D_DOWN: down, W.D_ALIGN: ALIGNS[cell.align]}
