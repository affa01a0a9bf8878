"""Where the cells of a table with merged cells stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .document import Cell

Rows = Sequence[Sequence[Cell]]


def placed(row: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """Yield the cells of a row with the column each begins at, counted from 0."""
    at = 0
    for cell in row:
        yield at, cell
        at += cell.across


def rows_of(rows: Rows, number: int, at: int) -> int:
    """Return how many rows the cell has that begins in a row at a column."""
    down = 1
    for row in rows[number + 1 :]:
        if not any(start == at and cell.continued for start, cell in placed(row)):
            break
        down += 1
    return down
