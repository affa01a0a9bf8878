"""Lines of text in sections and tables, wrapped for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tabulate import tabulate

from ..base import messages as M
from ..base.columns import wrapped

COLUMNS = 96
UNWRAPPED = 1000  # columns, for what a table's lines must not be broken


def table(rows: Iterable[tuple[object, ...]], columns: tuple[str, ...]) -> Iterator[str]:
    """Yield a table of texts."""
    yield from tabulate([list(map(str, row)) for row in rows], columns, tablefmt="simple", disable_numparse=True).splitlines()


def filled_table(rows: Iterable[tuple[str, ...]], columns: tuple[str, ...]) -> Iterator[str]:
    """Yield a table without the columns that are empty."""
    rows = list(rows)
    filled = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    yield from table((tuple(row[at] for at in filled) for row in rows), tuple(columns[at] for at in filled))


def section(title: str, lines: Iterable[str], *, columns: int = COLUMNS) -> Iterator[str]:
    """Yield a heading with its lines below it, wrapped; nothing when there are none."""
    lines = list(lines)
    if lines:
        yield ""
        yield M.HEADING.format(title=title)
        yield from indented(lines, columns)


def indented(lines: Iterable[str], columns: int = COLUMNS) -> Iterator[str]:
    """Yield lines below a heading, each wrapped, what goes on a little further in."""
    for line in lines:
        indent = "  " + line[: len(line) - len(line.lstrip(" "))]
        first, *rest = wrapped(line.lstrip(" "), columns - len(indent))
        yield (indent + first).rstrip()
        yield from (f"{indent}  {more}" for more in rest)
