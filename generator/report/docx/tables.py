"""Gives the annexes' tables their columns: a template's loop over cells cannot say how wide each is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import accumulate

TABLE, TABLE_END = b"<w:tbl>", b"</w:tbl>"
CAPTION = re.compile(rb'<w:tblCaption w:val="([^"]*)"')
WHOLE = re.compile(rb'<w:tblW\b[^>]*?\sw:w="(\d+)"')
GRID = re.compile(rb"(<w:tblGrid(?: [^>]*)?>).*?(</w:tblGrid>)", re.DOTALL)
CELL, ROW_END = b"<w:tc>", b"</w:tr>"
PROPERTIES, PROPERTIES_END, NO_PROPERTIES = b"<w:tcPr>", b"</w:tcPr>", b"<w:tcPr/>"
SPAN = re.compile(rb'<w:gridSpan w:val="(\d+)"/>')
MEASURE = re.compile(rb"<w:tcW [^>]*/>")
STYLE = re.compile(rb"(?:<w:cnfStyle [^>]*/>)?")


def fit_columns(content: bytes, shares: Mapping[str, tuple[int, ...]]) -> bytes:
    """Return a part with the columns of some tables as wide as told.

    Args:
        content: the part, filled.
        shares: by a table's title (its alt text) the shares that its columns have of the width that the template gives it.
    """
    if not shares:
        return content
    pieces, done = list[bytes](), 0
    for caption in CAPTION.finditer(content):
        wanted = shares.get(unescape(caption[1].decode()))
        if wanted:
            start, end = content.rfind(TABLE, done, caption.start()), content.find(TABLE_END, caption.end())
            pieces += (content[done:start], _fitted(content[start:end], wanted))
            done = end
    return b"".join([*pieces, content[done:]])


def _fitted(table: bytes, shares: tuple[int, ...]) -> bytes:
    whole, grid = WHOLE.search(table), GRID.search(table)
    if whole is None or grid is None:
        return table
    widths = _widths(int(whole[1]), shares)
    columns = b"".join(b'<w:gridCol w:w="%d"/>' % width for width in widths)
    return table[: grid.end(1)] + columns + grid[2] + _rows_fitted(table[grid.end() :], widths)


def _widths(whole: int, shares: tuple[int, ...]) -> list[int]:
    widths = [whole * share // sum(shares) for share in shares]
    return [*widths[:-1], whole - sum(widths[:-1])]


def _rows_fitted(rows: bytes, widths: list[int]) -> bytes:
    """Return rows with their cells as wide as the columns that they lie over; cells that look alike are measured once."""
    ends = [*accumulate(widths, initial=0)]
    known: dict[tuple[bytes, int], tuple[bytes, int]] = {}
    before, *cells = rows.split(CELL)
    pieces, at = [before], 0
    for cell in cells:
        properties, rest = _apart(cell)
        if (properties, at) not in known:
            known[properties, at] = _measured(properties, at, ends)
        told, at = known[properties, at]
        pieces += (CELL, told, rest)
        if ROW_END in rest:
            at = 0
    return b"".join(pieces)


def _apart(cell: bytes) -> tuple[bytes, bytes]:
    if cell.startswith(PROPERTIES):
        properties, _, rest = cell[len(PROPERTIES) :].partition(PROPERTIES_END)
        return properties, rest
    return b"", cell.removeprefix(NO_PROPERTIES)


def _measured(properties: bytes, at: int, ends: list[int]) -> tuple[bytes, int]:
    """Return a cell's properties, its width and its span where the file format wants them, and the column after the cell."""
    span = SPAN.search(properties)
    across = int(span[1]) if span else 1
    last = len(ends) - 1
    width = ends[min(at + across, last)] - ends[min(at, last)]
    told = b'<w:tcW w:w="%d" w:type="dxa"/>' % width + (b'<w:gridSpan w:val="%d"/>' % across if across > 1 else b"")
    rest = MEASURE.sub(b"", SPAN.sub(b"", properties))
    return PROPERTIES + STYLE.sub(lambda style: style[0] + told, rest, count=1) + PROPERTIES_END, at + across
