"""Gives each table as many columns as its rows came to have, as docxtpl does: loops over cells change the count."""

from __future__ import annotations

import re

TABLE, TABLE_END = re.compile(rb"<w:tbl[ >]"), b"</w:tbl>"
ROW_END = b"</w:tr>"
SPAN = re.compile(rb'<w:gridSpan w:val="(\d+)"/>')
GRID = re.compile(rb"<w:tblGrid(?: [^>]*)?>(.*?)</w:tblGrid>", re.DOTALL)
COLUMN = re.compile(rb"<w:gridCol(?: [^>]*)?/>")
WIDTH = re.compile(rb'w:w="([^"]*)"')


def with_grids(content: bytes) -> bytes:
    """Return a part whose tables say how many columns they have."""
    starts = [found.start() for found in TABLE.finditer(content)]
    if not starts:
        return content
    ends = [*starts[1:], len(content)]
    if any(TABLE_END not in content[start:end] for start, end in zip(starts, ends, strict=True)):
        return _nested(content)
    return content[: starts[0]] + b"".join(_fitted(content[start:end]) for start, end in zip(starts, ends, strict=True))


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
    cells = [row.count(b"<w:tc>") + row.count(b"<w:tc ") for row in rows]
    across = [count + sum(int(span) - 1 for span in SPAN.findall(row)) for row, count in zip(rows, cells, strict=True)]
    columns = COLUMN.findall(grid[1])
    fitted = _narrowed(_widened(columns, max(cells, default=0)), max(across, default=0))
    return table if fitted == columns else table[: grid.start(1)] + b"".join(fitted) + table[grid.end(1) :]


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
