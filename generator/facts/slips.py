"""Why a written value is none of its kind, and what was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..base import words as W
from .values import Dimension, Kind, parse_date, parse_quantity

_LETTERS = str.maketrans("OoIl", "0011")
_NUMBER_WITH_LETTERS = re.compile(r"^[-+]?[\dOoIl.,]*\d[\dOoIl.,]*|^[-+]?[OoIl]+[.,]?\d[\dOoIl.,]*")
_GROUPED_BY_SPACES = re.compile(r"[-+]?\d{1,3}(?:,? *\d{3})+(?: *\. *\d+)?(?: *[^\d\s.,]\D*)?|[-+]?\d+ *\. *\d+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[eE]\d+)?")
_AROUND = "¥$“”\"'‘’。；;，,、 "
_BRACKETED = re.compile(r"\((.+)\)(.*)")
_LEADING_ZERO = re.compile(r"[-+]?0\d")
_LOOSE_DATE = re.compile(W.LOOSE_DATE_PATTERN)
_SHORT_DATE = re.compile(r"\d{4}-(?:\d-\d{1,2}|\d{2}-\d)")
_QUOTED = re.compile("“[^“”]*”")
_LONGEST = 60
_NO_NUMBER = (Kind.TEXT, Kind.TARGET, Kind.LIST, Kind.TABLE)


class Slip(NamedTuple):
    """A kind of slip by its number in the catalogue, and what was probably meant; empty where that cannot be known."""

    number: str
    meant: str = ""


def slip_of(text: str, dimension: Dimension, money_unit: str, approximate: Iterable[str]) -> Slip | None:
    """Return the slip in a text that is no value of its dimension; None when none is recognised.

    Args:
        text: as written.
        dimension: what it should have been.
        money_unit: the unit of a bare amount.
        approximate: words that make a number an approximate one.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if dimension.kind is Kind.FLAG:
        meant = W.FLAG_WORDS.get(plain.lower())
        return Slip("F229", meant) if meant else None
    if dimension.kind is Kind.DATE:
        return _date_slip(plain)
    if dimension.kind in _NO_NUMBER or len(text) > _LONGEST:
        return None
    return _number_slip(text, dimension, money_unit) or _no_single_number(plain, approximate)


def free_slip(text: str) -> Slip | None:
    """Return the slip in a text that would be a quantity if its characters were half-width; None when it would be none."""
    meant = _half_width(text)
    return Slip("F220", meant) if meant != text and parse_quantity(meant, None, W.YUAN) else None


def has_leading_zero(text: str) -> bool:
    """Tell whether a number begins with a zero that does not belong there: 012."""
    return bool(_LEADING_ZERO.match(text))


def is_short_date(text: str) -> bool:
    """Tell whether a date is written without its zeros: 2024-1-5."""
    return bool(_SHORT_DATE.fullmatch(text.strip()))


def is_in_quotes(text: str) -> bool:
    """Tell whether a whole text stands in Chinese quotes, which print."""
    return bool(_QUOTED.fullmatch(text))


def _number_slip(text: str, dimension: Dimension, money_unit: str) -> Slip | None:
    """Return the slip whose mending, after those before it, makes a quantity of a text."""
    for number, mend in _MENDS:
        text = mend(text)
        if parse_quantity(text, dimension, money_unit):
            return Slip(number, text)
    return None


def _no_single_number(text: str, approximate: Iterable[str]) -> Slip | None:
    numbers = _NUMBER.findall(text)
    if len(numbers) > 1:
        return Slip("F222")
    return Slip("F224") if numbers and any(word in text for word in approximate) else None


def _date_slip(text: str) -> Slip | None:
    found = _LOOSE_DATE.fullmatch(text.replace(" ", ""))
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    meant = W.DATE_WRITTEN.format(year=year, month=month, day=day)
    return Slip("F231", meant) if parse_date(meant) else Slip("F230")


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _without_spaces(text: str) -> str:
    return text.replace(" ", "") if _GROUPED_BY_SPACES.fullmatch(text) else text


def _digits_for_letters(text: str) -> str:
    return _NUMBER_WITH_LETTERS.sub(lambda found: found[0].translate(_LETTERS), text)


def _bare(text: str) -> str:
    return text.strip(_AROUND)


def _signed(text: str) -> str:
    found = _BRACKETED.fullmatch(text)
    return f"-{found[1]}{found[2]}" if found else text


def _whole_unit(text: str) -> str:
    return text + W.YUAN if any(unit[0] == text[-1:] != W.YUAN for unit in W.MONEY_UNITS) else text


_MENDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("F220", _half_width),
    ("F221", _without_spaces),
    ("F223", _digits_for_letters),
    ("F227", _bare),
    ("F226", _signed),
    ("F225", _whole_unit),
)
