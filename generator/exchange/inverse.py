"""The way back from print to file: what a value would be written as, so that it prints what a person put in its place."""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal

from ..base import words as W
from ..base.decimals import CONTEXT, digits_of, half_up, plain
from ..facts.values import Kind, Quantity, number_of, parse_date, parse_quantity, split_quantity
from ..report.document import Quoted
from .cells import date_written


def rewritten(written: str, quoted: Quoted, now: str, found: str) -> str:
    """Return what stands for a value in the file when it is to print something else: in the unit and the way it is written now.

    What is no value of the kind comes back as it was found; whoever reads the file then tells that.

    Args:
        written: the value as it is written in the file.
        quoted: the value as it is printed.
        now: what it prints now.
        found: what a person put in its place.
    """
    value, text = quoted.value, " ".join(found.split())
    if isinstance(value, Quantity):
        return _quantity(written, value, quoted, now, unicodedata.normalize("NFKC", text)) or text
    if isinstance(value, datetime.date):
        date = parse_date(text)
        return date_written(date, written) if date else text
    return text


def prints_alike(one: str, other: str) -> bool:
    """Tell whether two prints say the same: letter by letter apart from spaces and separators, or as numbers."""
    texts = ["".join(unicodedata.normalize("NFKC", text).replace(",", "").split()) for text in (one, other)]
    numbers = [parse_quantity(text, None, W.YUAN) for text in texts]
    return texts[0] == texts[1] or (None not in numbers and _amount(numbers[0]) == _amount(numbers[1]))


def _amount(quantity: Quantity | None) -> tuple[Decimal, object] | None:
    if quantity is None:
        return None
    if quantity.dimension.kind is Kind.MONEY:
        return quantity.in_unit(W.YUAN), Kind.MONEY
    return quantity.number, quantity.dimension


def _quantity(written: str, value: Quantity, quoted: Quoted, now: str, found: str) -> str | None:
    typed, before, printed = (split_quantity(text) for text in (found, written, now))
    if typed is None or before is None or printed is None:
        return None
    (digits, tail), (old_digits, old_tail), (_, printed_tail) = typed, before, printed
    number = number_of(digits)
    if value.number < 0 and W.F_ABS in quoted.filters:
        number = -number
    tail = tail.strip() or printed_tail.strip()
    if value.dimension.kind is Kind.MONEY:
        unit = tail if tail in W.MONEY_UNITS else quoted.unit or value.unit
        number = _converted(number, unit, value, digits_of(number_of(old_digits)))
    elif tail != printed_tail.strip():
        old_tail = tail  # another thing is counted
    return plain(number, separators="," in old_digits) + old_tail


def _converted(number: Decimal, unit: str, value: Quantity, digits: int) -> Decimal:
    """Return an amount's number in the unit that it is written in, with no fewer decimals than before where it is converted."""
    if unit == value.unit:
        return number
    exact = Decimal(plain(number.scaleb(W.MONEY_UNITS[unit] - W.MONEY_UNITS[value.unit], CONTEXT), trim=True))
    return half_up(exact, max(digits_of(exact), digits))
