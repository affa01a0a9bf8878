"""The rows of the ledger: each printed value with its place, the words around it, and what is known of where it is from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...base import messages as M
from ...base import words as W
from ...base.marks import Text
from ...facts.values import NotApplicable, Quantity, Target, Value, parse_date
from ..document import Document, Quoted, Spans, text_of
from ..origins import Kind, Origin, Origins
from ..printing import Style
from .cells import number_in
from .places import places
from .scores import id_of

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?[%％]?")
AROUND = 12  # characters on either side
_HOW = (M.O_FORMULA, M.O_METHOD, M.O_NUMBERS)
_FROM = (M.O_SOURCE, M.O_REPORTED, M.O_BASIS[M.SOURCE])
_PROOF = (M.O_EVIDENCE, M.O_BASIS[M.VERIFIED_LINE])


@dataclass(frozen=True, slots=True)
class Row:
    """A printed value.

    Attributes:
        where: where it is printed.
        around: the words around it, and it among them.
        text: as it is printed.
        quoted: the value.
        origin: where it is from.
    """

    where: str
    around: str
    text: str
    quoted: Quoted
    origin: Origin

    @property
    def how(self) -> str:
        """What it is reckoned by, in words."""
        score, _, field = self.quoted.id.rpartition(".")
        if self.origin.kind is Kind.SCORE and score == id_of(self.origin.scored) and field in W.B_FIELD_HOW:
            return W.B_FIELD_HOW[field]
        return self._told(_HOW)

    @property
    def source(self) -> str:
        """The form that it comes from, or the rule that it follows."""
        return self._told(_FROM)

    @property
    def proof(self) -> str:
        """Its voucher, or whether anybody read the rule."""
        return self._told(_PROOF)

    def read(self) -> tuple[Decimal | datetime.date, str] | None:
        """Return the number, or the date, that the printed text says, with its format; None for a text."""
        if isinstance(self.quoted.value, datetime.date):
            date = parse_date(self.text)
            return (date, W.B_DATE_FORM) if date else None
        return None if isinstance(number_of(self.quoted.value), str) else number_in(self.text)

    def reckoned(self, style: Style) -> Decimal | datetime.date | str:
        """Return the value in the unit that it is printed in."""
        value, unit = self.quoted.value, self.quoted.unit
        return style.converted(value, unit) if unit and isinstance(value, Quantity) else number_of(value)

    def _told(self, labels: tuple[str, ...]) -> str:
        return next((text for label, text in self.origin.lines if label in labels), "")


def number_of(value: Value) -> Decimal | datetime.date | str:
    """Return the number or date of a value, its text where it has neither."""
    match value:
        case Quantity():
            return value.number
        case Target(quantity=Quantity(number=number)):
            return number
        case Target():
            return value.text
        case datetime.date():
            return value
        case NotApplicable():
            return W.NOT_APPLICABLE
        case tuple():
            return W.LIST_COMMA.join(value)
    return str(value)


def rows_of(document: Document, origins: Origins) -> Iterator[Row]:
    """Yield every printed value that has digits, in the order of print."""
    for where, line in places(document):
        for at, span in enumerate(line):
            if span.value and any(char.isdecimal() for char in span.text):
                yield Row(where, _around(line, at), span.text, span.value, origins.of(span.value.id))


@dataclass(frozen=True, slots=True)
class Typed:
    """Words with digits that no value prints: where they are printed, the numbers, the words, and where they are written."""

    where: str
    numbers: str
    text: str
    place: str


def typed_of(document: Document) -> Iterator[Typed]:
    """Yield the words that hold digits, in the order of print."""
    for where, line in places(document):
        for span in line:
            if span.value is None and (numbers := _DIGITS.findall(span.text)):
                place = str(span.text.mark) if isinstance(span.text, Text) else ""
                yield Typed(where, W.LIST_COMMA.join(numbers), span.text.strip(), place)


def _around(line: Spans, at: int) -> str:
    before, after = text_of(line[:at]).strip(), text_of(line[at + 1 :]).strip()
    cut = (W.B_ELLIPSIS if len(each) > AROUND else "" for each in (before, after))
    return W.B_BETWEEN.format(before=next(cut) + before[-AROUND:], text=line[at].text, after=after[:AROUND] + next(cut))
