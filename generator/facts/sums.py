"""Sums of values of several units: exact, in one unit, and each knows what was added."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext

from ..base import words as W
from ..base.decimals import CONTEXT, ZERO, digits_of
from .facts import Fact, Part
from .values import NOT_APPLICABLE, Kind, Missing, Quantity, Value

SUMMED = frozenset({Kind.MONEY, Kind.PEOPLE, Kind.COUNT})
"""The kinds that add; what else a fact can be does not."""


def total(values: Iterable[Value], money_unit: str) -> Value:
    """Return a sum, amounts in one unit and exact; 待填 when one of them is, 不适用 when there is nothing else."""
    listed = list(values)
    if missing := next((value for value in listed if isinstance(value, Missing)), None):
        return missing
    quantities = [value for value in listed if isinstance(value, Quantity)]
    if not quantities:
        return NOT_APPLICABLE
    lead = max(quantities, key=lambda quantity: bool(quantity.unit))
    unit = money_unit if lead.dimension.kind is Kind.MONEY else lead.unit
    with localcontext(CONTEXT):
        number = sum((_in_unit(quantity, unit) for quantity in quantities), ZERO)
    written = max((digits_of(quantity.number) for quantity in quantities if quantity.unit == unit), default=0)
    return Quantity(_needed(number, written), lead.dimension, unit)


def sum_of(path: str, facts: Iterable[tuple[str, Fact]], money_unit: str, first: Fact) -> Fact:
    """Return the sum of what some units state of a fact, with the place and the official form of the first."""
    parts = tuple(part for agency, fact in facts for part in parts_of(agency, fact))
    return Fact(path, total((part.value for part in parts), money_unit), first.mark, first.origin, first.evidence, parts)


def parts_of(agency: str, fact: Fact) -> tuple[Part, ...]:
    """Return what a unit's fact adds to a sum: what was typed, of a sum its own parts."""
    return fact.parts or (Part(agency, fact.value, fact.mark),)


def agree(one: Value, other: Value) -> bool:
    """Tell whether two values of a fact are the same, amounts in whatever unit; what is still to come agrees with all."""
    if isinstance(one, Missing) or isinstance(other, Missing):
        return True
    if isinstance(one, Quantity) and isinstance(other, Quantity) and one.unit in W.MONEY_UNITS and other.unit in W.MONEY_UNITS:
        return one.in_unit(W.YUAN) == other.in_unit(W.YUAN)
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.number == other.number
    return one == other


def _in_unit(quantity: Quantity, unit: str) -> Decimal:
    return quantity.in_unit(unit) if quantity.dimension.kind is Kind.MONEY else quantity.number


def _needed(number: Decimal, written: int) -> Decimal:
    """Return a sum with the digits that its parts were written with, and more where it needs them to be exact."""
    digits = max(written, digits_of(number.normalize(CONTEXT)))
    return number.quantize(Decimal(1).scaleb(-digits), context=CONTEXT)
