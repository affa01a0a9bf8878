"""An impact as one page for a browser, without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from ...base.columns import width
from .sections import Moved, New, Old, Report, Row, Value
from .text_view import printed

TEMPLATE = "page.html.j2"
SHORT = 40  # columns that a text may take and still stand on one line


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its text, parted where it differs from its counterpart, which `mark` (del, ins) then shows."""

    text: str
    kind: str = ""
    mark: str = ""
    before: str = ""
    after: str = ""


def page(report: Report) -> str:
    """Return an impact as HTML."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader(__package__, ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["cells"] = lambda row: list(_cells(row))
    return environment.get_template(TEMPLATE).render(report=report)


def _cells(row: Row) -> Iterator[_Cell]:
    old = next((value.text for value in row if isinstance(value, Old)), "")
    new = next((value.text for value in row if isinstance(value, New)), "")
    for value in row:
        match value:
            case Old(text):
                yield _parted(text, new, "del")
            case New(text):
                yield _parted(text, old, "ins")
            case _:
                yield _Cell(printed(value), _kind(value))


def _kind(value: Value) -> str:
    if isinstance(value, Moved):
        return "number up" if value.number > 0 else "number down" if value.number < 0 else "number"
    if isinstance(value, str):
        return "short" if width(value) <= SHORT else ""
    return "number"


def _parted(text: str, other: str, mark: str) -> _Cell:
    """Return a text with what differs from another between what both share at their ends."""
    start = _shared(text, other)
    end = min(_shared(text[::-1], other[::-1]), min(len(text), len(other)) - start)
    stop = len(text) - end
    return _Cell(text[start:stop], "", mark, text[:start], text[stop:])


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
