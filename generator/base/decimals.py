"""Decimal arithmetic as an accountant does it: 四舍五入, never binary floats."""

from __future__ import annotations

import decimal
from decimal import ROUND_HALF_UP, Decimal

# Sums of amounts of a whole province in fen, divided, still close to the last digit.
CONTEXT = decimal.Context(prec=50, rounding=ROUND_HALF_UP)
ZERO = Decimal(0)


def half_up(number: Decimal, digits: int) -> Decimal:
    """Round to a number of decimal places, halves away from zero (四舍五入)."""
    return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP, context=CONTEXT)


def digits_of(number: Decimal) -> int:
    """Return the decimal places that a number was written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(number: Decimal, *, trim: bool = False, separators: bool = False) -> str:
    """Return a number as digits, without exponent.

    Args:
        number: the number.
        trim: drop zeros at the end of the fraction (去尾零).
        separators: group thousands by a comma (千分位).
    """
    text = f"{number:,f}" if separators else f"{number:f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if number else text.removeprefix("-")
