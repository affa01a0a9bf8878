"""Gives the annexes' tables their columns: a template's loop over cells cannot say how wide each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml

TABLE, CAPTION, GRID, COLUMN, WIDTH = map(qn, ("w:tbl", "w:tblCaption", "w:tblGrid", "w:gridCol", "w:tblW"))


def fit_columns(content: bytes, shares: Mapping[str, tuple[int, ...]]) -> bytes:
    """Return a part with the columns of some tables as wide as told.

    Args:
        content: the part, filled.
        shares: by a table's title (its alt text) the shares that its columns have of the width that the template gives it.
    """
    if not shares:
        return content
    root = parse_xml(content)
    for table in root.iter(TABLE):
        caption = table.find(f".//{CAPTION}")
        wanted = shares.get(caption.get(qn("w:val"))) if caption is not None else None
        if wanted:
            _fit(table, _widths(int(table.find(f".//{WIDTH}").get(qn("w:w"))), wanted))
    return bytes(serialize_part_xml(root))


def _widths(whole: int, shares: tuple[int, ...]) -> list[int]:
    widths = [whole * share // sum(shares) for share in shares]
    return [*widths[:-1], whole - sum(widths[:-1])]


def _fit(table: Any, widths: list[int]) -> None:
    grid = table.find(GRID)
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        grid.append(column)
    for row in table.tr_lst:
        _fit_row(row.tc_lst, widths)


def _fit_row(cells: Iterable[Any], widths: list[int]) -> None:
    """Set the width of each cell; setting its span anew puts it where the file format wants it."""
    at = 0
    for cell in cells:
        properties, across = cell.tcPr, cell.grid_span
        properties.grid_span = 1
        properties.grid_span = across
        measure = properties.get_or_add_tcW()
        measure.set(qn("w:type"), "dxa")
        measure.set(qn("w:w"), str(sum(widths[at : at + across])))
        at += across
