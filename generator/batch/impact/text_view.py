"""An impact for the terminal: short values in tables, long texts below each other, shortened to where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from ...base import messages as M
from ...base.columns import width
from ...base.decimals import plain
from ..changes import shortened
from ..layout import COLUMNS, indented, table
from .sections import Moved, New, Old, Report, Row, Section, Value

LONG, LONGEST = 24, 60  # columns; a text of a side, and any other, that takes more stands below its row's short values


def text_view(report: Report) -> Iterator[str]:
    """Yield an impact's lines."""
    yield report.title
    if report.lead:
        yield report.lead
    for section in report.sections:
        yield ""
        yield M.HEADING.format(title=section.title)
        yield from _compared(section) if _is_long(section) else table((tuple(map(printed, row)) for row in section.rows), section.columns)
        yield from section.notes


def printed(value: Value) -> str:
    """Return a value as it prints; numbers without zeros at their end, what moved with its sign."""
    match value:
        case None:
            return ""
        case Moved(number):
            return ("+" if number > 0 else "") + plain(number, trim=True)
        case Old(text) | New(text):
            return text
        case str() | int():
            return str(value)
    return plain(value, trim=True)


def _is_long(section: Section) -> bool:
    return any(_stands_below(value) for row in section.rows for value in row)


def _stands_below(value: Value) -> bool:
    """Whether a text is too long for a table."""
    compared = isinstance(value, (Old, New))
    return (compared or isinstance(value, str)) and width(printed(value)) > (LONG if compared else LONGEST)


def _compared(section: Section) -> Iterator[str]:
    """Yield rows whose texts are too long for a table: the short values on a line, the texts below it."""
    for row in section.rows:
        yield "  ".join(_short(row, section.columns))
        old = next((value.text for value in row if isinstance(value, Old)), "")
        new = next((value.text for value in row if isinstance(value, New)), "")
        for name, text in zip((M.OLD_SIDE, M.NEW_SIDE), shortened(old, new), strict=True):
            yield from indented([f"{name} {text}"], COLUMNS) if text else ()
        yield from indented([value for value in row if isinstance(value, str) and _stands_below(value)], COLUMNS)


def _short(row: Row, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield a row's short values; behind the first two columns numbers, and what stands last, with what they are."""
    for at, (value, column) in enumerate(zip(row, columns, strict=True), 1):
        if not isinstance(value, (Old, New)) and value not in (None, "") and not _stands_below(value):
            bare = at <= 2 or (isinstance(value, str) and at < len(columns))
            yield printed(value) if bare else f"{column} {printed(value)}"
