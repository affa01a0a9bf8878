"""对照: numbers in a unit's own text beside the name of a fact, which say something else than the fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..base import words as W
from ..base.decimals import digits_of, half_up
from ..base.problems import Problem, make
from ..facts.facts import Fact, Facts
from ..facts.values import Kind, Quantity, parse_quantity, shown_value
from .loading import Checks
from .passages import Passage
from .patterns import NUMBER, filled
from .shapes import BesideNames
from .wording import Names

_SHORTEST = 4  # a shorter name may mean anything
_UNITS = "|".join((*sorted(W.MONEY_UNITS, key=len, reverse=True), *W.PEOPLE_UNITS, "%"))


def other_than_facts(checks: Checks, passages: Iterable[Passage], facts: Facts, names: Names) -> Iterator[Problem]:
    """Yield a problem for each typed number beside a fact's name that is not the fact's value."""
    titled = _titled(facts)
    pattern = _pattern(checks.beside, titled, names) if checks.beside and titled else None
    for passage in passages if pattern else ():
        assert pattern
        for found in pattern.finditer(passage.text):
            start = found.start("number")
            mark = passage.typed(start)
            if mark is None:
                continue
            meant = titled[found["title"]]
            stated = parse_quantity(found["number"], None, W.YUAN)
            if stated and not any(_says(stated, fact.value) for fact in meant):
                details = {"title": found["title"], "printed": found["number"], "value": shown_value(meant[0].value)}
                yield make("W327", mark, path=meant[0].path, **details)


def _titled(facts: Facts) -> Mapping[str, list[Fact]]:
    """Return the facts of this year that are numbers, by what they may be called in print."""
    titled: dict[str, list[Fact]] = {}
    for path, fact in facts.values.items():
        entry = facts.vocabulary.entries.get(path)
        if entry and isinstance(fact.value, Quantity):
            called = {facts.vocabulary.title(path), *(name.replace(".", "") for name in (path, *entry.aliases))}
            for name in called:
                if len(name) >= _SHORTEST:
                    titled.setdefault(str(name), []).append(fact)
    return titled


def _pattern(beside: BesideNames, titled: Iterable[str], names: Names) -> re.Pattern[str] | None:
    before, between = filled(beside.before, names), filled(beside.between, names)
    if not before or not between:
        return None
    title = "|".join(map(re.escape, sorted(titled, key=len, reverse=True)))
    return re.compile(f"(?:{before.pattern})(?P<title>{title})(?:{between.pattern})(?P<number>(?:{NUMBER})\\s*(?:{_UNITS})?)(?![0-9])")


def _says(stated: Quantity, value: object) -> bool:
    """Tell whether a printed number is a value, at the digits it is printed with; one of another kind says nothing of it."""
    assert isinstance(value, Quantity)
    people = value.dimension.kind is Kind.PEOPLE and stated.unit in {"", *W.PEOPLE_UNITS}
    if not people and stated.dimension.kind is not value.dimension.kind:
        return True
    number = value.in_unit(stated.unit) if value.dimension.kind is Kind.MONEY else value.number
    return half_up(number, digits_of(stated.number)) == stated.number
