"""Tells where each line of a document is printed, as a person finds it: by headings, by the rows and columns of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...base import words as W
from ..document import AnnexTable, Document, Grid, Heading, Spans, text_of
from ..merged import placed

LONGEST = 20  # characters of a label


def places(document: Document) -> Iterator[tuple[str, Spans]]:
    """Yield every line with where it is printed, in the order of `Document.lines`."""
    for line in document.title:
        yield W.TITLE, line
    yield W.SUBTITLE, document.subtitle
    for cover in document.cover:
        yield W.B_COVER.format(label=cover.label), cover.spans
    path: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from _grid(W.B_TABLE.format(path="".join(path)), block)
            continue
        if isinstance(block, Heading):
            path = [*path[: block.level - 1], block.number or _short(text_of(block.spans))]
        yield "".join(path) + (block.number if not isinstance(block, Heading) else ""), block.spans
    for annex in document.annexes:
        yield from _annex(annex)


def _grid(where: str, grid: Grid) -> Iterator[tuple[str, Spans]]:
    heads = [text_of(cell) for cell in grid.header]
    yield from ((where, cell) for cell in grid.header)
    for row in grid.rows:
        texts = [text_of(cell) for cell in row]
        for at, cell in enumerate(row):
            yield _cell(where, _label(texts[:at]), heads[at] if at < len(heads) else ""), cell


def _annex(annex: AnnexTable) -> Iterator[tuple[str, Spans]]:
    where = text_of(annex.title)
    yield where, annex.title
    yield where, annex.unit
    above: dict[int, str] = {}
    heads: dict[int, str] = {}
    for number, row in enumerate(annex.rows):
        texts: list[str] = []
        for at, cell in placed(row):
            text = above.get(at, "") if cell.continued else text_of(cell.spans)
            above[at] = text
            if number < annex.headings:
                heads.update(dict.fromkeys(range(at, at + cell.across), text))
            yield (where if number < annex.headings else _cell(where, _label(texts), heads.get(at, ""))), cell.spans
            texts.append(text)


def _label(before: Sequence[str]) -> str:
    """Return what a row is called: the nearest text before a cell that is no number."""
    return next((_short(text) for text in reversed(before) if any(char.isalpha() for char in text) and not text[0].isdecimal()), "")


def _cell(where: str, row: str, column: str) -> str:
    if row and column:
        return W.B_CELL.format(where=where, row=row, column=_short(column))
    return W.B_ROW.format(where=where, row=row or _short(column)) if row or column else where


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
