"""Expressions of a spreadsheet: how tightly they bind, in which unit an amount is, how much binary noise they may carry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from ...base import words as W
from ...facts.values import Kind, Quantity

GRAIN = 10  # decimals that a result keeps before it is rounded as displayed
MONEY_GRAIN = 4  # of an amount in 元
_REFERENCE = re.compile(r"((?:[^!]+!)?)([A-Z]+)(\d+)")


class Tight(IntEnum):
    """How strongly the outermost operator of an expression binds."""

    COMPARED, SUM, PRODUCT, MINUS, ATOM = range(5)


@dataclass(frozen=True, slots=True)
class Term:
    """An expression of a spreadsheet.

    Attributes:
        text: the expression.
        kind: number, flag or text.
        unit: of an amount its unit.
        may_lack: whether it may be 不适用.
        tight: how strongly its outermost operator binds.
        is_cell: whether it is a cell as it stands.
        steps: how many operations a number went through, each of which may be off by its last binary digit.
    """

    text: str
    kind: Kind = Kind.NUMBER
    unit: str = ""
    may_lack: bool = False
    tight: Tight = Tight.ATOM
    is_cell: bool = False
    steps: int = 0

    def within(self, tight: Tight) -> str:
        """Return the text as an operand, in brackets where it binds less."""
        return self.text if self.tight >= tight else f"({self.text})"


def finished(term: Term) -> str:
    """Return what a cell holds: free of binary noise, and the word for what is 不适用."""
    text = exact(term).text if term.kind is Kind.NUMBER else term.text
    return f'IFERROR({text},"{W.NOT_APPLICABLE}")' if term.may_lack else text


def in_unit(term: Term, unit: str) -> Term:
    """Return an amount in another unit."""
    power = W.MONEY_UNITS[term.unit] - W.MONEY_UNITS[unit] if term.unit in W.MONEY_UNITS and unit in W.MONEY_UNITS else 0
    if not power:
        return term
    text = f"{term.within(Tight.PRODUCT)}{'*' if power > 0 else '/'}{10 ** abs(power)}"
    return replace(term, text=text, unit=unit, tight=Tight.PRODUCT, is_cell=False, steps=term.steps + 1)


def literal(value: Quantity | str) -> Term:
    """Return a number or a text as it is written in a formula."""
    if isinstance(value, Quantity):
        negative = value.number < 0
        unit = value.unit if value.dimension.kind is Kind.MONEY else ""
        return Term(f"{value.number:f}", unit=unit, tight=Tight.MINUS if negative else Tight.ATOM)
    return Term('"' + value.replace('"', '""') + '"', Kind.TEXT)


def rounded(term: Term, digits: int) -> Term:
    """Return a number rounded half up, off which the noise of more than one operation was taken first."""
    inner = exact(term).text if term.steps > 1 else term.text
    return replace(term, text=f"ROUND({inner},{digits})", tight=Tight.ATOM, is_cell=False, steps=0)


def exact(term: Term) -> Term:
    """Return a number free of binary noise."""
    if not term.steps:
        return term
    grain = MONEY_GRAIN + W.MONEY_UNITS[term.unit] if term.unit in W.MONEY_UNITS else GRAIN
    return replace(term, text=f"ROUND({term.text},{grain})", tight=Tight.ATOM, is_cell=False, steps=0)


def in_ranges(texts: Iterable[str]) -> str:
    """Return cells as arguments, those that follow each other in a column as a range."""
    runs: list[list[str]] = []
    for text in texts:
        found, before = _REFERENCE.fullmatch(text), _REFERENCE.fullmatch(runs[-1][-1]) if runs else None
        follows = found and before and found[1] == before[1] and found[2] == before[2] and int(found[3]) == int(before[3]) + 1
        if follows:
            runs[-1].append(text)
        else:
            runs.append([text])
    return ",".join(run[0] if len(run) == 1 else f"{run[0]}:{run[-1].rpartition('!')[2]}" for run in runs)


def combined(left: Term, right: Term, text: str, tight: Tight, unit: str) -> Term:
    """Return the number that an operator makes of two."""
    return Term(text, unit=unit, may_lack=left.may_lack or right.may_lack, tight=tight, steps=left.steps + right.steps + 1)


def alike(*terms: Term) -> tuple[Term, ...]:
    """Return amounts in the smallest unit that one of them has."""
    units = {term.unit for term in terms if term.unit in W.MONEY_UNITS}
    if len(units) < 2:
        return terms
    smallest = min(units, key=W.MONEY_UNITS.__getitem__)
    return tuple(in_unit(term, smallest) if term.unit else term for term in terms)
