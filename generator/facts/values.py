"""Typed values: quantities with a dimension, and the other things a fact can be."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from ..base import words as W
from ..base.decimals import CONTEXT, ZERO, digits_of, half_up
from ..base.problems import Problem


class Kind(StrEnum):
    """What a value is, by the name that the vocabulary gives it."""

    MONEY = W.T_MONEY
    PEOPLE = W.T_PEOPLE
    COUNT = W.T_COUNT
    RATIO = W.T_RATIO
    POINTS = W.T_POINTS
    NUMBER = W.T_NUMBER
    TARGET = W.T_TARGET
    DATE = W.T_DATE
    FLAG = W.T_FLAG
    TEXT = W.T_TEXT
    LIST = W.T_LIST
    TABLE = W.T_TABLE


@dataclass(frozen=True, slots=True)
class Dimension:
    """A kind, and for counted things what is counted (套, 家次); `zero` marks a written 0, which fits everything."""

    kind: Kind
    unit: str = ""
    zero: bool = False

    def __str__(self) -> str:
        return f"{self.kind}（{self.unit}）" if self.unit else str(self.kind)


MONEY, PEOPLE, RATIO, NUMBER = (Dimension(kind) for kind in (Kind.MONEY, Kind.PEOPLE, Kind.RATIO, Kind.NUMBER))
POINTS, FLAG, TEXT = Dimension(Kind.POINTS), Dimension(Kind.FLAG), Dimension(Kind.TEXT)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its dimension.

    Money keeps the unit it was written in (元, 万元, 亿元); a ratio is stored as a fraction, 86.4% as 0.864;
    the written precision is the exponent of the number.
    """

    number: Decimal
    dimension: Dimension
    unit: str = ""

    def in_unit(self, unit: str) -> Decimal:
        """Return an amount in another money unit, exactly."""
        return self.number.scaleb(W.MONEY_UNITS[self.unit] - W.MONEY_UNITS[unit], CONTEXT)

    def rounded(self, digits: int) -> Quantity:
        """Return the quantity rounded to displayed digits; a ratio's digits are those of its percentage."""
        places = digits + 2 if self.dimension.kind is Kind.RATIO else digits
        return Quantity(half_up(self.number, places), self.dimension, self.unit)


class NotApplicable:
    """不适用: a value that a unit cannot have. It makes everything computed with it 不适用."""

    def __repr__(self) -> str:
        return W.NOT_APPLICABLE


NOT_APPLICABLE = NotApplicable()


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that is still to come (待填, a column left out), with the problem that says so wherever it is needed."""

    problem: Problem

    def __str__(self) -> str:
        return W.TODO


@dataclass(frozen=True, slots=True)
class Target:
    """A target or an actual of an indicator: the text, and its number with unit when it has exactly one.

    `reference` names the derived quantity that stands in its place ({{ 率.执行 }}).
    """

    text: str
    comparator: str = ""
    quantity: Quantity | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of facts: where it stands in the table (from 1), and its cells by column."""

    path: str
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of facts."""

    rows: tuple[Row, ...]


Value = Quantity | bool | str | datetime.date | tuple[str, ...] | Target | Table | NotApplicable | Missing
"""What a fact can be; figures never give a Missing one, they raise its problem."""

MINUS_SIGNS = "-−－"
UNSIGNED = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMBER = rf"[{MINUS_SIGNS}+]?{UNSIGNED}"
_LONGEST = 24  # digits of an amount, so that sums and quotients stay exact
_QUANTITY = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\d\s.,，][^\d]*)?")
_REFERENCE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_DATE = re.compile(W.DATE_PATTERN)


def split_quantity(text: str) -> tuple[str, str] | None:
    """Return the digits of a written quantity and what stands behind them; None when it is none."""
    written = text.strip()
    found = _QUANTITY.fullmatch(written)
    return (found["number"], written[found.end("number") :]) if found and len(found["number"]) <= _LONGEST else None


def number_of(digits: str) -> Decimal:
    """Return written digits, with or without thousands separators, as a number."""
    return Decimal(digits.replace(",", "").replace("−", "-").replace("－", "-"))


def parse_quantity(text: str, dimension: Dimension | None, money_unit: str) -> Quantity | None:
    """Return a written quantity; None when the text is no number of the dimension.

    Args:
        text: as written: 11,759.05, 5174293.59元, 43.3%, 248套.
        dimension: what it must be; None lets the unit decide.
        money_unit: the unit of a bare amount.
    """
    parts = split_quantity(text)
    if parts is None:
        return None
    number, unit = number_of(parts[0]), parts[1].strip()
    if unit in {"%", "％"}:
        return Quantity(number.scaleb(-2, CONTEXT), RATIO) if dimension in {None, RATIO} else None
    if dimension is None:
        if unit in W.MONEY_UNITS:
            return Quantity(number, MONEY, unit)
        return Quantity(number, Dimension(Kind.COUNT, unit), unit) if unit else Quantity(number, NUMBER)
    if dimension.kind is Kind.MONEY:
        unit = unit or money_unit
        return Quantity(number, MONEY, unit) if unit in W.MONEY_UNITS else None
    if dimension.kind is Kind.RATIO:
        return None  # a bare number where a percentage belongs is ambiguous
    if dimension.kind is Kind.PEOPLE:
        unit = "" if unit in W.PEOPLE_UNITS else unit
        whole = digits_of(number) == 0 and unit in {"", dimension.unit}
        return Quantity(number, PEOPLE) if whole else None
    return Quantity(number, dimension, unit) if not unit or unit == dimension.unit else None


def parse_date(text: str) -> datetime.date | None:
    """Return a date written 2024-03-15 or 2024年3月15日; None when it is none."""
    found = _DATE.fullmatch(text.strip())
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def parse_target(text: str, comparators: Mapping[str, str]) -> Target:
    """Return a target or actual (不少于200家次, ＞95%, 有效推动); the number only when the text is just that.

    Args:
        text: as written.
        comparators: the words of comparison and their signs, longest match wins; they stand before or after the number.
    """
    if referred := _REFERENCE.fullmatch(text.strip()):
        return Target(text, reference=referred[1])
    rest = unicodedata.normalize("NFKC", text).strip()
    sign = ""
    for word in sorted(comparators, key=len, reverse=True):
        if rest.startswith(word) or (rest.endswith(word) and rest != word):
            rest = rest.removeprefix(word) if rest.startswith(word) else rest.removesuffix(word)
            sign = comparators[word]
            break
    return Target(text, sign, parse_quantity(rest, None, W.YUAN))


def add(left: Quantity, right: Quantity) -> Quantity:
    """Return a sum; amounts in different units come out in the smaller one."""
    with localcontext(CONTEXT):
        if left.dimension.kind is Kind.MONEY and right.dimension.kind is Kind.MONEY and left.unit != right.unit:
            unit = min(left.unit, right.unit, key=W.MONEY_UNITS.__getitem__)
            return Quantity(left.in_unit(unit) + right.in_unit(unit), MONEY, unit)
        lead = right if left.dimension.zero or left.dimension.kind is Kind.NUMBER else left
        return Quantity(left.number + right.number, lead.dimension, lead.unit)


def negate(quantity: Quantity) -> Quantity:
    """Return a quantity with the other sign."""
    return Quantity(-quantity.number if quantity.number else ZERO, quantity.dimension, quantity.unit)


def comparable(left: Quantity, right: Quantity) -> tuple[Decimal, Decimal]:
    """Return two quantities' numbers in one unit."""
    if left.unit != right.unit and left.unit in W.MONEY_UNITS and right.unit in W.MONEY_UNITS:
        return left.in_unit(W.YUAN), right.in_unit(W.YUAN)
    return left.number, right.number


def shown_value(value: Value) -> str:
    """Return a value as a problem names it."""
    if isinstance(value, Quantity):
        ratio = value.dimension.kind is Kind.RATIO
        return f"{value.number.scaleb(2):f}%" if ratio else f"{value.number:f}{value.unit}"
    if isinstance(value, bool):
        return W.YES if value else W.NO
    if isinstance(value, tuple):
        return W.LIST_COMMA.join(value)
    return value.text if isinstance(value, Target) else repr(value) if isinstance(value, NotApplicable) else str(value)
