"""算术: sentences whose printed numbers do not follow from each other, reckoned again with the printed digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..base import words as W
from ..base.decimals import ZERO, digits_of, half_up
from ..base.problems import Problem, make
from ..facts.values import NUMBER, RATIO, Quantity, Value, parse_quantity, shown_value
from ..rules.formula import Formula, ZeroDenominatorError, evaluate
from ..rules.formula.evaluate import Column
from ..rules.formula.nodes import Binary, Name, walk
from .loading import Checks
from .passages import Passage
from .patterns import NUMBER as DIGITS
from .patterns import holes, needed, reckoning
from .shapes import Reckoning

_DIGIT = re.compile("[0-9]")
_MONEY = "|".join(sorted(W.MONEY_UNITS, key=len, reverse=True))
_LISTED = re.compile(rf"(?:{DIGITS})\s*(?:%|{_MONEY}|[^\W\d_a-zA-Z]?)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a pattern fits: what was written for each of its names, and that as values; words of direction are 1 or -1."""

    passage: Passage
    found: re.Match[str]
    values: Mapping[str, Value | Column]
    directed: frozenset[str]

    def quantities(self, names: Iterable[str]) -> list[Quantity]:
        """Return the numbers of some names, those of lists one by one."""
        values = [self.values[name] for name in names if name not in self.directed]
        each = (one for value in values for one in (value if isinstance(value, list) else [value]))
        return [one for one in each if isinstance(one, Quantity)]


def miscounted(checks: Checks, passages: Iterable[Passage]) -> Iterator[Problem]:
    """Yield a problem for each printed number that does not follow from the others of its sentence."""
    with_numbers = [passage for passage in passages if _DIGIT.search(passage.text)]
    for check in checks.reckonings.values():
        pattern, words = reckoning(check.pattern, checks.directions), needed(check.pattern)
        possible = [passage for passage in with_numbers if not words or any(word in passage.text for word in words)]
        for passage in possible:
            for found in pattern.finditer(passage.text):
                sentence = _sentence(check, passage, found, checks.directions)
                yield from (problem for formula in check.formulas if (problem := _wrong(formula, sentence)))


def _sentence(check: Reckoning, passage: Passage, found: re.Match[str], directions: Mapping[str, int]) -> Sentence:
    values: dict[str, Value | Column] = {}
    signs = dict(holes(check.pattern))
    for name, sign in signs.items():
        written = found[name]
        if written is None:
            continue
        if sign == "±":
            values[name] = Quantity(Decimal(directions[written]), NUMBER)
        elif sign == "…":
            values[name] = [each for number in _LISTED.findall(written) if (each := parse_quantity(number, None, W.YUAN))]
        elif quantity := parse_quantity(written, None, W.YUAN):
            values[name] = quantity
    return Sentence(passage, found, values, frozenset(name for name, sign in signs.items() if sign == "±"))


def _wrong(formula: Formula, sentence: Sentence) -> Problem | None:
    """Return what is wrong with the number that a formula says; None where it comes out, or where it cannot be told."""
    root = formula.root
    assert isinstance(root, Binary)
    assert isinstance(root.left, Name)
    name = root.left.path
    mark = sentence.passage.mark(sentence.found.start(name)) if name in sentence.values else None
    if mark is None or not all(each in sentence.values for each in formula.names) or not _one_unit(formula, name, sentence):
        return None
    try:
        result = evaluate(Formula(formula.text, root.right), sentence.values.__getitem__)
    except ZeroDenominatorError:
        return None
    printed = sentence.values[name]
    assert isinstance(printed, Quantity)
    assert isinstance(result, Quantity)
    if name in sentence.directed:
        right = result.number * printed.number >= 0
    else:
        result = _as_printed(result, printed)
        right = abs(result.number - printed.number) <= _allowed(formula, printed, sentence, name)
    how = _with_numbers(formula, root, sentence)
    return None if right else make("W326", mark, printed=sentence.found[name].strip(), computed=shown_value(result), how=how)


def _one_unit(formula: Formula, name: str, sentence: Sentence) -> bool:
    """Tell whether numbers can be reckoned with each other: all amounts, rates, or of one thing; bare numbers go with any.

    Where the formula divides, what it says may be a rate of what goes into it.
    """
    rate = formula.multiplies and any(each.dimension == RATIO for each in sentence.quantities([name]))
    names = [each for each in formula.names if each != name] if rate else formula.names
    units = {W.PERCENT_SIGN if each.dimension == RATIO else each.unit for each in sentence.quantities(names)} - {""}
    if units & set(W.MONEY_UNITS):
        return units <= set(W.MONEY_UNITS)
    shortest = min(units, key=len, default="")
    return all(unit.startswith(shortest) for unit in units)


def _as_printed(result: Quantity, printed: Quantity) -> Quantity:
    """Return a result in the unit and with the digits of what was printed."""
    both = result.unit in W.MONEY_UNITS and printed.unit in W.MONEY_UNITS
    number = result.in_unit(printed.unit) if both else result.number
    return Quantity(half_up(number, digits_of(printed.number)), printed.dimension, printed.unit)


def _allowed(formula: Formula, printed: Quantity, sentence: Sentence, name: str) -> Decimal:
    """Return how far a number may be off: sums of rounded numbers leave tails, and so do rates that were computed unrounded."""
    digits = digits_of(printed.number)
    if not digits:
        return ZERO
    computed = sentence.passage.computed(sentence.found.start(name))
    terms = int(computed) if formula.multiplies else len(sentence.quantities(formula.names))
    return terms * Decimal(1).scaleb(-digits)


def _with_numbers(formula: Formula, root: Binary, sentence: Sentence) -> str:
    """Return the right side of a formula with the sentence's numbers in the place of their names."""
    text = str(formula.text)
    names = sorted((node for node in walk(root.right) if isinstance(node, Name)), key=lambda node: -node.at)
    for node in names:
        numbers = map(shown_value, sentence.quantities([node.path]))
        text = text[: node.at] + W.LIST_COMMA.join(numbers) + text[node.at + len(node.path) :]
    return text[root.at + 1 :].strip()
