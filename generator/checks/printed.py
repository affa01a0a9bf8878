"""What a reader has before him: the values of one passage, as numbers read off its digits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from ..base import words as W
from ..base.decimals import half_up
from ..base.marks import Mark, Text
from ..facts.values import Kind, Quantity, Target, number_of, split_quantity
from ..report.document import Document, Grid, Quoted, Span, Spans, text_of
from ..report.printing import Style
from ..rules.figures import Figures

_IN_UNIT = {unit + suffix for unit in W.MONEY_UNITS for suffix in ("", W.T_NUMBER)}
_PRINTING = frozenset({*_IN_UNIT, W.POINT, W.PERCENT, W.FIXED, W.F_ABS})
_LONGEST = 24  # of what is quoted of a passage


class Printed(NamedTuple):
    """A value as a reader reads it, the span that prints it, what it is of, and its line: a paragraph, or a row of a table."""

    quantity: Quantity
    span: Span
    quoted: Quoted
    line: Spans

    @property
    def beginning(self) -> str:
        """The first words of its line, by which a person finds it."""
        text = text_of(self.line)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

    @property
    def place(self) -> Mark | None:
        """Where a sentence quotes it; None for the words of a form, which have no place."""
        return self.span.text.mark if isinstance(self.span.text, Text) else None

    def agrees(self, reckoned: Quantity, style: Style) -> bool:
        """Whether a value prints as this one does."""
        return self.like(reckoned, style).number == self.quantity.number

    def like(self, reckoned: Quantity, style: Style) -> Quantity:
        """Return a value as it would stand here: in this unit, rounded where the print converts."""
        if self.quantity.dimension.kind is not Kind.MONEY:
            return reckoned
        unit, own = self.quantity.unit, _quantity_of(self.quoted)
        number = reckoned.in_unit(unit) if reckoned.unit else reckoned.number
        converted = own is not None and W.MONEY_UNITS[own.unit] < W.MONEY_UNITS[unit]
        return Quantity(half_up(number, style.money_digits) if converted else number, self.quantity.dimension, unit)


@dataclass(frozen=True, slots=True)
class Page:
    """One passage that is read as a whole: a paragraph, or a table; its readable values by id, finest first."""

    values: Mapping[str, list[Printed]]

    def __contains__(self, id: str) -> bool:
        return id in self.values

    def read(self, id: str) -> Quantity:
        """Return what a reader takes a value for: the finest print of it."""
        return self.values[id][0].quantity


def pages(document: Document, figures: Figures) -> Iterator[Page]:
    """Yield the passages of a report: paragraphs and headings, tables, annexes.

    What prints without its sign (绝对值) has that of its figure, because the words beside it tell it (增加, 减少).
    """
    for block in document.blocks:
        rows = [tuple(chain.from_iterable(row)) for row in (block.header, *block.rows)] if isinstance(block, Grid) else [block.spans]
        yield _page(rows, figures)
    for annex in document.annexes:
        yield _page([tuple(span for cell in row for span in cell.spans) for row in annex.rows], figures)


def _page(lines: Iterable[Spans], figures: Figures) -> Page:
    values: dict[str, list[Printed]] = {}
    for line in lines:
        for span in line:
            if span.value is not None and (quantity := _read(span.text, span.value, figures)) is not None:
                values.setdefault(span.value.id, []).append(Printed(quantity, span, span.value, line))
    for printed in values.values():
        printed.sort(key=_coarseness)
    return Page(values)


def _coarseness(printed: Printed) -> int:
    exponent = printed.quantity.number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent + W.MONEY_UNITS.get(printed.quantity.unit, 0)


def _quantity_of(quoted: Quoted) -> Quantity | None:
    value = quoted.value.quantity if isinstance(quoted.value, Target) and quoted.value.reference else quoted.value
    return value if isinstance(value, Quantity) else None


def _read(text: str, quoted: Quoted, figures: Figures) -> Quantity | None:
    """Return the number that a text prints; None for words (方向), counts, and what is no number."""
    value = _quantity_of(quoted)
    if value is None or not _PRINTING.issuperset(quoted.filters):
        return None
    parts = split_quantity(text)
    if parts is None:
        return None
    number = number_of(parts[0])
    if value.dimension.kind is Kind.RATIO:
        number = number.scaleb(-2)
    if W.F_ABS in quoted.filters:
        real = figures.value(quoted.id)
        number = -number if isinstance(real, Quantity) and real.number < 0 else number
    return Quantity(number, value.dimension, quoted.unit or value.unit)
