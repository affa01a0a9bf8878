"""Gives the annexes' tables their columns: a template's loop over cells cannot say how wide each is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import accumulate

TABLE, TABLE_END = re.compile(rb"<w:tbl[ >]"), b"</w:tbl>"
CAPTION = re.compile(rb'<w:tblCaption w:val="([^"]*)"')
WHOLE = re.compile(rb'<w:tblW\b[^>]*?\sw:w="(\d+)"')
GRID = re.compile(rb"(<w:tblGrid(?: [^>]*)?>).*?(</w:tblGrid>)", re.DOTALL)
ROW_OR_CELL = re.compile(rb"<w:tr[ >]|<w:tcPr(?:/>|>(.*?)</w:tcPr>)", re.DOTALL)
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
            start, end = content.rfind(b"<w:tbl", done, content.rfind(b"<w:tblPr", done, caption.start())), content.find(TABLE_END, caption.end())
            pieces += (content[done:start], _fitted(content[start:end], wanted))
            done = end
    return b"".join([*pieces, content[done:]])


def _fitted(table: bytes, shares: tuple[int, ...]) -> bytes:
    whole, grid = WHOLE.search(table), GRID.search(table)
    if whole is None or grid is None:
        return table
    widths = _widths(int(whole[1]), shares)
    columns = b"".join(b'<w:gridCol w:w="%d"/>' % width for width in widths)
    return table[: grid.end(1)] + columns + grid[2] + _Rows(widths).fitted(table[grid.end() :])


def _widths(whole: int, shares: tuple[int, ...]) -> list[int]:
    widths = [whole * share // sum(shares) for share in shares]
    return [*widths[:-1], whole - sum(widths[:-1])]


class _Rows:
    """Measures the cells of some rows from left to right."""

    def __init__(self, widths: list[int]) -> None:
        self.ends = list(accumulate(widths, initial=0))
        self.at = 0

    def fitted(self, rows: bytes) -> bytes:
        return ROW_OR_CELL.sub(self._next, rows)

    def _next(self, found: re.Match[bytes]) -> bytes:
        if found[0].startswith(b"<w:tr"):
            self.at = 0
            return found[0]
        return self._cell(found[1] or b"")

    def _cell(self, properties: bytes) -> bytes:
        """Return a cell's properties with its width and its span where the file format wants them."""
        span = SPAN.search(properties)
        across = int(span[1]) if span else 1
        start, self.at = self.at, self.at + across
        last = len(self.ends) - 1
        width = self.ends[min(self.at, last)] - self.ends[min(start, last)]
        told = b'<w:tcW w:w="%d" w:type="dxa"/>' % width + (b'<w:gridSpan w:val="%d"/>' % across if across > 1 else b"")
        rest = MEASURE.sub(b"", SPAN.sub(b"", properties))
        return b"<w:tcPr>" + STYLE.sub(lambda style: style[0] + told, rest, count=1) + b"</w:tcPr>"
