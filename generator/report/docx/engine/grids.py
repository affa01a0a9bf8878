"""Gives each table as many columns as its rows came to have, as docxtpl does: loops over cells change the count.

Tables are marked when a template is made ready, with a character that XML cannot hold, because looking for one is fast.
"""

from __future__ import annotations

import re

TABLE, MARK = "<w:tbl>", "\1"
TABLE_MARK, TABLE_END, ROW_END, CELL_END = MARK.encode(), b"</w:tbl>", b"</w:tr>", b"</w:tc>"
SPAN = b'<w:gridSpan w:val="'
GRID = re.compile(rb"<w:tblGrid(?: [^>]*)?>(.*?)</w:tblGrid>", re.DOTALL)
COLUMN = re.compile(rb"<w:gridCol(?: [^>]*)?/>")
WIDTH = re.compile(rb'w:w="([^"]*)"')


def with_marks(source: str) -> str:
    """Return the source of a part with its tables marked."""
    return source.replace(TABLE, MARK + TABLE)


def without_marks(content: bytes) -> bytes:
    """Return a part without the marks of its tables."""
    return content.replace(TABLE_MARK, b"")


def with_grids(content: bytes) -> bytes:
    """Return a part whose tables say how many columns they have; their marks are gone."""
    before, *tables = content.split(TABLE_MARK)
    if any(TABLE_END not in table for table in tables):
        return _nested(without_marks(content))
    return b"".join([before, *map(_fitted, tables)])


def _nested(content: bytes) -> bytes:
    """Leave tables that stand in tables to docxtpl itself."""
    import docxtpl
    from lxml import etree

    return etree.tostring(docxtpl.DocxTemplate("").fix_tables(content), encoding="unicode").encode()  # type: ignore[no-any-return]


def _fitted(table: bytes) -> bytes:
    grid = GRID.search(table)
    if grid is None:
        return table
    *rows, _ = table.split(ROW_END)
    cells = [row.count(CELL_END) for row in rows]
    columns = COLUMN.findall(grid[1])
    fitted = _widened(columns, max(cells, default=0))
    if len(fitted) > max(cells, default=0):
        fitted = _narrowed(fitted, max(map(_across, rows, cells), default=0))
    return table if fitted == columns else table[: grid.start(1)] + b"".join(fitted) + table[grid.end(1) :]


def _across(row: bytes, cells: int) -> int:
    """Return how many columns a row lies over."""
    return cells + sum(int(after[: after.index(b'"')]) - 1 for after in row.split(SPAN)[1:])


def _widened(columns: list[bytes], wanted: int) -> list[bytes]:
    """Return columns with as many added as are wanted, all together as wide as before."""
    whole = float(sum(filter(None, map(_width, columns))))
    if wanted <= len(columns) or not whole:
        return columns
    old, new = whole / len(columns), whole / wanted
    scaled = [_column(int(_width(column) * new / old)) for column in columns]
    return [*scaled, *[_column(int(new))] * (wanted - len(columns))]


def _narrowed(columns: list[bytes], wanted: int) -> list[bytes]:
    """Return columns without those that are too many, all together about as wide as before."""
    if wanted >= len(columns):
        return columns
    gain = sum(map(_width, columns[wanted:])) // wanted if wanted else 0
    return [_column(_width(column) + gain) for column in columns[:wanted]]


def _width(column: bytes) -> int:
    found = WIDTH.search(column)
    return int(found[1]) if found else 0


def _column(width: int) -> bytes:
    return b'<w:gridCol w:w="%d"/>' % width
