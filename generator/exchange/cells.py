"""What a written value looks like in a cell, and what a filled cell says as a written value.

A spreadsheet keeps numbers as binary doubles of 15 digits. So a cell counts as touched only when its number differs from the
written one, and a new number is read to 15 digits, as the spreadsheet shows it, with at least the decimals it was written with.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from ..base import words as W
from ..base.decimals import CONTEXT, digits_of, half_up, plain
from ..facts.loading import parse_value
from ..facts.values import Dimension, Kind, Quantity, number_of, parse_date, split_quantity
from ..facts.vocabulary import Vocabulary
from .form import Field

CellValue = int | float | str | bool | datetime.datetime | datetime.date | None

NUMERIC = (Kind.MONEY, Kind.PEOPLE, Kind.COUNT, Kind.RATIO, Kind.POINTS, Kind.NUMBER)
TEXT_FORMAT, DATE_FORMAT, ANY_FORMAT, WHOLE_FORMAT, RATIO_FORMAT = "@", "yyyy-mm-dd", "General", "0", "0.0%"
PERCENT = "%"
_DIGITS = 15
_DECIMALS = re.compile(r"\.(0+)")
_ISO_DATE = re.compile(r"\d+-\d+-\d+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its value, its number format, and the unit that is printed beside it."""

    value: CellValue
    number_format: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A written quantity in its parts: the digits as written, and what stands behind them."""

    digits: str
    tail: str

    @classmethod
    def of(cls, text: str, dimension: Dimension | None) -> Amount | None:
        """Return a text's parts when it is a quantity and one belongs there."""
        parts = split_quantity(text) if dimension is None or dimension.kind in NUMERIC else None
        return cls(*parts) if parts else None

    @property
    def percent(self) -> bool:
        """Whether it is a percentage."""
        return self.tail.strip() in {PERCENT, W.FULL_WIDTH_PERCENT}

    @property
    def number(self) -> Decimal:
        """The number that a cell holds: of a percentage, the fraction."""
        number = number_of(self.digits)
        return number.scaleb(-2, CONTEXT) if self.percent else number

    @property
    def decimals(self) -> int:
        """The decimal places it was written with."""
        return digits_of(number_of(self.digits))

    @property
    def exact(self) -> bool:
        """Whether a double holds all its digits."""
        return len(self.number.as_tuple().digits) <= _DIGITS

    @property
    def number_format(self) -> str:
        """The format in which a cell shows it as it was written."""
        whole = "#,##0" if "," in self.digits else "0"
        decimals = "." + "0" * self.decimals if self.decimals else ""
        return whole + decimals + (PERCENT if self.percent else "")


def shown(field: Field, money_unit: str) -> Shown:
    """Return a field as a cell."""
    amount = Amount.of(field.written, field.dimension) if field.written else None
    if amount and amount.exact:
        whole = amount.number == amount.number.to_integral_value()
        number = int(amount.number) if whole else float(amount.number)
        return Shown(number, amount.number_format, _unit(field, amount, money_unit))
    if field.dimension and field.dimension.kind is Kind.DATE:
        return Shown(parse_date(field.written or "") or field.written, DATE_FORMAT)
    unit = _unit(field, None, money_unit)
    return Shown(field.written, TEXT_FORMAT, unit) if field.written else Shown(None, _blank_format(field), unit)


def same(one: CellValue, other: CellValue) -> bool:
    """Tell whether two cells hold the same: numbers to the digits that a spreadsheet keeps, texts without the space around them."""
    if _is_number(one) and _is_number(other):
        return _read(one) == _read(other)
    return tidy(one) == tidy(other)


def written(value: CellValue, number_format: str, field: Field) -> str:
    """Return what a touched cell says, as it would be written in the facts file; empty for an emptied cell.

    Args:
        value: what the cell holds.
        number_format: how it shows it; tells a percentage.
        field: what stood there: its decimals, separators, unit and way to write a date are kept.
    """
    before = Amount.of(field.written, field.dimension) if field.written else None
    if isinstance(value, bool):
        return W.YES if value else W.NO
    if isinstance(value, datetime.date):
        return date_written(value, field.written or "")
    if isinstance(value, (int, float)):
        return _amount(value, PERCENT in number_format, _decimals(number_format), before)
    text = tidy(value)
    if field.dimension and field.dimension.kind is Kind.LIST:
        return "\n".join(line.strip() for line in text.split("\n") if line.strip())
    plainer = unicodedata.normalize("NFKC", text).replace(" ", "")
    typed = Amount.of(plainer, field.dimension)
    if typed is None:
        return plainer if field.dimension and field.dimension.kind in NUMERIC else text
    return plainer if typed.tail or before is None else plainer + before.tail


def tidy(value: CellValue) -> str:
    """Return a cell as text: plain line ends, no space around it."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def is_readable(text: str, field: Field, money_unit: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text is a value of what the field asks for."""
    if text in {W.TODO, W.NOT_APPLICABLE}:
        return True
    if field.dimension is None:
        before = Amount.of(field.written or "", None)
        return text.endswith(PERCENT) or before is None or not before.percent
    if field.dimension.kind is Kind.LIST:
        return True
    value = parse_value(text, field.dimension, money_unit, vocabulary)
    below = isinstance(value, Quantity) and value.number < 0 and not field.signed
    return value is not None and not below


def _is_number(value: CellValue) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _read(value: CellValue) -> Decimal:
    return Decimal(f"{value:.{_DIGITS}g}")


def _decimals(number_format: str) -> int:
    found = _DECIMALS.search(number_format)
    return len(found[1]) if found else 0


def _amount(value: int | float, percent: bool, decimals: int, before: Amount | None) -> str:
    number = _read(value).scaleb(2, CONTEXT) if percent else _read(value)
    number = Decimal(plain(number, trim=True))
    places = max(digits_of(number), decimals, before.decimals if before else 0)
    digits = plain(half_up(number, places), separators=bool(before and "," in before.digits))
    if percent:
        return digits + PERCENT
    return digits + before.tail if before and not before.percent else digits


def date_written(value: datetime.date, before: str) -> str:
    """Return a date written the way that another one is written."""
    written = W.ISO_DATE_WRITTEN if _ISO_DATE.fullmatch(before) else W.DATE_WRITTEN
    return written.format(year=value.year, month=value.month, day=value.day)


def _unit(field: Field, amount: Amount | None, money_unit: str) -> str:
    """Return the unit that is printed beside a cell."""
    if amount and amount.tail.strip():
        return amount.tail.strip()
    match field.dimension:
        case Dimension(Kind.MONEY):
            return money_unit
        case Dimension(Kind.PEOPLE):
            return W.PEOPLE_UNITS[0]
        case Dimension(Kind.RATIO):
            return PERCENT
        case Dimension(Kind.POINTS):
            return W.POINT
        case Dimension(Kind.COUNT, unit):
            return unit
    return ""


def _blank_format(field: Field) -> str:
    match field.dimension:
        case Dimension(Kind.RATIO):
            return RATIO_FORMAT
        case Dimension(Kind.PEOPLE):
            return WHOLE_FORMAT
        case Dimension(kind) if kind in NUMERIC:
            return ANY_FORMAT
    return TEXT_FORMAT
