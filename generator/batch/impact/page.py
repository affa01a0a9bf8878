"""An impact as one page for a browser, without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...base.columns import width
from ...report.alignment import stretches
from .sections import Moved, New, Old, Report, Row, Value
from .text_view import printed

TEMPLATE = "page.html.j2"
SHORT = 40  # columns that a text may take and still stand on one line


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its text in pieces, those that differ from its counterpart with a mark (del, ins)."""

    pieces: tuple[tuple[str, str], ...]
    kind: str = ""


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
                yield _Cell(tuple((text[part.old], "" if part.same else "del") for part in stretches(text, new)))
            case New(text):
                yield _Cell(tuple((text[part.new], "" if part.same else "ins") for part in stretches(old, text)))
            case _:
                yield _Cell(((printed(value), ""),), _kind(value))


def _kind(value: Value) -> str:
    if isinstance(value, Moved):
        return "number up" if value.number > 0 else "number down" if value.number < 0 else "number"
    if isinstance(value, str):
        return "short" if width(value) <= SHORT else ""
    return "number"
