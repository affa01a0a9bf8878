"""Values that are well written and still cannot be, or hardly: beyond a limit, in another year, in another unit, copied."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from ..base import words as W
from ..base.decimals import CONTEXT, plain
from ..base.problems import Problem, Problems, make
from .facts import Fact, Facts
from .slips import is_in_quotes
from .values import MONEY, Quantity, shown_value
from .vocabulary import Entry


def note_implausible(facts: Facts, problems: Problems) -> None:
    """Note this year's facts that cannot be or hardly can be; the vocabulary says what is plausible for each."""
    for path, fact in facts.values.items():
        if entry := facts.vocabulary.entries.get(path):
            problems.extend(_doubts(facts, fact, entry))


def _doubts(facts: Facts, fact: Fact, entry: Entry) -> Iterator[Problem]:
    value = fact.value
    if isinstance(value, str) and is_in_quotes(value) and not entry.may_be_quoted:
        yield make("H401", fact.mark, key=fact.path)
    if isinstance(value, datetime.date) and entry.years and value.year - facts.year not in entry.years:
        years = W.LIST_COMMA.join(str(facts.year + offset) for offset in sorted(entry.years))
        yield make("F233", fact.mark, key=fact.path, value=value.isoformat(), year=facts.year, years=years)
    if not isinstance(value, Quantity):
        return
    if entry.limit is not None and value.number > entry.limit:
        limit = Quantity(entry.limit, value.dimension, value.unit)
        yield make("F232", fact.mark, key=fact.path, value=shown_value(value), limit=shown_value(limit))
    if value.dimension == MONEY and value.number:
        yield from _doubts_about_amount(facts, fact, value, entry)


def _doubts_about_amount(facts: Facts, fact: Fact, value: Quantity, entry: Entry) -> Iterator[Problem]:
    earlier = facts.last_year.get(fact.path)
    last = earlier.value if earlier else None
    if isinstance(last, Quantity) and _yuan(last) == _yuan(value):
        if not entry.may_repeat:
            yield make("W312", fact.mark, key=fact.path, here=shown_value(value))
        return
    if entry.may_differ:
        return
    if isinstance(last, Quantity) and _is_disparate(value, last, facts.vocabulary.disparity):
        yield make("W310", fact.mark, key=fact.path, here=shown_value(value), there=shown_value(last), meant=_in_likely_unit(value, last))
    elif other := _unlike_its_siblings(facts, fact, value):
        there, amount = other
        meant = _in_likely_unit(value, amount)
        yield make("W311", fact.mark, key=fact.path, here=shown_value(value), other=there, there=shown_value(amount), meant=meant)


def _unlike_its_siblings(facts: Facts, fact: Fact, value: Quantity) -> tuple[str, Quantity] | None:
    """Return the sibling nearest to an amount when it is of another magnitude than each of its two or more siblings."""
    section = fact.path.rpartition(".")[0] + "."
    siblings = {
        path: other.value
        for path, other in facts.values.items()
        if path.startswith(section) and path != fact.path and isinstance(other.value, Quantity) and other.value.dimension == MONEY
    }
    amounts = {path: amount for path, amount in siblings.items() if amount.number and path in facts.vocabulary.entries}
    if len(amounts) < 2 or not all(_is_disparate(value, amount, facts.vocabulary.disparity) for amount in amounts.values()):
        return None
    return min(amounts.items(), key=lambda item: _times(value, item[1]))


def _yuan(amount: Quantity) -> Decimal:
    return abs(amount.in_unit(W.YUAN))


def _times(one: Quantity, other: Quantity) -> Decimal:
    """Return how many times the larger of two amounts is the smaller."""
    small, large = sorted((_yuan(one), _yuan(other)))
    return CONTEXT.divide(large, small)


def _is_disparate(one: Quantity, other: Quantity, limit: Decimal | None) -> bool:
    return limit is not None and bool(other.number) and _times(one, other) >= limit


def _in_likely_unit(value: Quantity, other: Quantity) -> str:
    """Return an amount's number with the unit that brings it nearest to another amount."""
    units = [Quantity(value.number, MONEY, unit) for unit in W.MONEY_UNITS]
    likely = min(units, key=lambda amount: _times(amount, other))
    return f"{plain(likely.number)}{likely.unit}"
