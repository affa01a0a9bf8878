"""An impact as Markdown, for the page of a merge request."""

from __future__ import annotations

from collections.abc import Iterator

from tabulate import tabulate

from .sections import Report, Section
from .text_view import printed

MARKUP = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#~$"} | {"\n": " "})


def markdown(report: Report) -> Iterator[str]:
    """Yield the lines of a page."""
    yield f"# {_cell(report.title)}"
    if report.lead:
        yield from ("", report.lead)
    for section in report.sections:
        yield from ("", f"## {section.title}", "", *_table(section))
        for note in section.notes:
            yield from ("", note)


def _table(section: Section) -> list[str]:
    rows = [list(map(_cell, map(printed, row))) for row in section.rows]
    align = ["left" if any(isinstance(row[at], str) for row in section.rows) else "right" for at in range(len(section.columns))]
    return tabulate(rows, section.columns, tablefmt="pipe", disable_numparse=True, colalign=align).splitlines()


def _cell(text: str) -> str:
    return text.translate(MARKUP)
