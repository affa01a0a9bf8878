"""How values print: numbers in the form's style, each with the id of the value it prints."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..base import words as W
from ..base.decimals import half_up, plain
from ..base.problems import Problem
from ..facts.values import Kind, NotApplicable, Quantity, Target, Value
from .document import Quoted, Span, Spans


class UnprintableError(Exception):
    """A name was printed that only holds other names; `name` is it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class RingError(UnprintableError):
    """A text was printed that prints itself."""


LOCALE = "zh_CN"


class Printable:
    """What knows its own spans."""

    __slots__ = ()

    @property
    def spans(self) -> Spans:
        """What it prints."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Style:
    """How a form prints numbers: zeros trimmed, thousands separated, amounts converted to so many digits, names replaced."""

    trim: bool = True
    separators: bool = False
    money_digits: int = 2
    printed_as: Mapping[str, str] = field(default_factory=dict)

    def text(self, value: Value) -> str:
        """Return a value as it prints without a filter."""
        match value:
            case Quantity():
                return self.quantity(value)
            case bool():
                return W.YES if value else W.NO
            case datetime.date():
                from babel.dates import format_date  # loads only where a date is printed

                return format_date(value, "long", locale=LOCALE)
            case tuple():
                return W.LIST_COMMA.join(value)
            case Target():
                return self.quantity(value.quantity) if value.reference and value.quantity else value.text
            case NotApplicable():
                return W.NOT_APPLICABLE
        return self.printed_as.get(str(value), str(value))

    def quantity(self, quantity: Quantity) -> str:
        """Return a quantity: a rate with %, an amount with its unit, a count as written."""
        match quantity.dimension.kind:
            case Kind.RATIO:
                return self.percent(quantity, trim=self.trim)
            case Kind.POINTS:
                return plain(quantity.number, trim=self.trim)
            case Kind.NUMBER:
                return plain(quantity.number)
        return plain(quantity.number, separators=self.separators) + quantity.unit

    def percent(self, quantity: Quantity, *, trim: bool) -> str:
        """Return a rate as a percentage."""
        return plain(quantity.number.scaleb(2), trim=trim) + "%"

    def money(self, quantity: Quantity, unit: str) -> str:
        """Return an amount's number in a unit."""
        return plain(self.converted(quantity, unit), separators=self.separators)

    def converted(self, quantity: Quantity, unit: str) -> Decimal:
        """Return an amount in a unit as it prints there; only a real conversion rounds."""
        number = quantity.in_unit(unit)
        return half_up(number, self.money_digits) if W.MONEY_UNITS[quantity.unit] < W.MONEY_UNITS[unit] else number


@dataclass(frozen=True, slots=True)
class Shown(Printable):
    """A value in a template: prints in the form's style and carries its id; true when it is there (a 是否 when it is 是).

    `by` are the filters that it went through so far.
    """

    value: Value
    id: str
    style: Style
    by: str = ""

    def __str__(self) -> str:
        return self.style.text(self.value)

    def __bool__(self) -> bool:
        if isinstance(self.value, (bool, tuple, str)):
            return bool(self.value)
        return not isinstance(self.value, NotApplicable)

    def __iter__(self) -> Iterator[Shown]:
        if isinstance(self.value, NotApplicable):
            return iter(())
        if not isinstance(self.value, tuple):
            raise TypeError(self.id)
        return (Shown(item, f"{self.id}.{number}", self.style) for number, item in enumerate(self.value, 1))

    @property
    def spans(self) -> Spans:
        """The value as one span."""
        return self.printed(str(self))

    def printed(self, text: str) -> Spans:
        """Return the value as one span that reads as told."""
        return (Span(text, Quoted(self.id, self.value, self.by)),)


class Withheld(Printable):
    """A value that an edition leaves out (不公开): false in a condition, without items; printed, it is a sign."""

    __slots__ = ()

    @property
    def spans(self) -> Spans:
        """The sign."""
        return (Span(W.WITHHELD),)

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())


@dataclass(frozen=True, slots=True)
class Fragment(Printable):
    """Text that was put together already: spans, printed as they are."""

    spans: Spans

    def __bool__(self) -> bool:
        return any(span.text for span in self.spans)

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Absent(Printable):
    """A known name without a value: false in a condition; printing it is the problem it carries, and in a draft a marked gap.

    `title` is what the gap calls it; without one it names what its problems say is to be filled in.
    """

    problems: tuple[Problem, ...]
    title: str = ""

    @property
    def spans(self) -> Spans:
        """The gap; nothing where no problem says that something should stand here."""
        if not self.problems:
            return ()
        titles = dict.fromkeys(problem.title for problem in self.problems if problem.title)
        return (Span(W.GAP.format(title=self.title or W.LIST_COMMA.join(titles)), gap=True),)

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())


def spans_of(printed: object) -> Spans:
    """Return what a template printed as spans."""
    return printed.spans if isinstance(printed, Printable) else (Span(str(printed)),)
