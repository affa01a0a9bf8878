"""Looks for withheld values in the words of a public edition, where a unit typed them: they would be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import words as W
from ..base.marks import Text
from ..base.problems import Problems
from ..base.yaml_reader import normal
from ..facts.facts import Facts
from ..facts.values import Quantity, Table, Value, shown_value
from .document import Document, Spans

_APART = re.compile(r"[\s,，()\-—–－.·]+")  # what may stand within a telephone number or an amount
_LONG = re.compile(r"\d{5,}")  # fewer digits stand anywhere
_SHORTEST = 2


def note_giveaways(facts: Facts, document: Document, problems: Problems) -> None:
    """Note each withheld value that stands in the unit's own words, once for each place."""
    lines = list(_lines(facts, document))
    for name, written in _withheld(facts):
        for look in _looks(written):
            finds = re.compile(rf"(?<!\d){re.escape(look)}(?!\d)").search
            for text in lines:
                if finds(_closed(text)):
                    problems.add("W380", text.mark, title=_title(facts, name), text=written, name=name)


def _withheld(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the withheld values as texts, with their names."""
    yield from ((name, str(value)) for key, value in facts.cover.items() if facts.withholds(name := f"{W.COVER}.{key}"))
    for prefix, stated in (("", facts.values), (f"{W.LAST_YEAR}.", facts.last_year)):
        for path, fact in stated.items():
            if facts.withholds(path):
                yield from ((prefix + path, text) for text in _texts(fact.value))


def _texts(value: Value) -> Iterable[str]:
    match value:
        case Table():
            return [text for row in value.rows for cell in row.cells.values() for text in _texts(cell)]
        case tuple():
            return value
        case Quantity():
            return [f"{value.number:f}"]
        case bool():
            return []
    return [shown_value(value)]


def _looks(written: str) -> Iterator[str]:
    """Yield how a withheld value may read in a text: as a whole, and of a telephone number without its area code."""
    whole = _closed(written)
    if len(whole) >= _SHORTEST and not (whole.isdecimal() and not _LONG.match(whole)):
        yield whole
    yield from (part for part in _LONG.findall(written) if part != whole)


def _closed(text: str) -> str:
    return _APART.sub("", normal(text))


def _lines(facts: Facts, document: Document) -> Iterator[Text]:
    """Yield what a unit wrote itself: the words between printed values, and reasons, which cards tell."""
    yield from (text for line in document.lines() for text in _words(line))
    judged = (judgment.reason for judgment in facts.settings.judged.values())
    claims = (text for claim in facts.settings.reported.values() for text in (claim.reason, claim.note))
    yield from (text for text in (*judged, *claims) if text)


def _words(line: Spans) -> Iterator[Text]:
    return (span.text for span in line if span.value is None and isinstance(span.text, Text))


def _title(facts: Facts, name: str) -> str:
    return facts.vocabulary.title(name.removeprefix(f"{W.LAST_YEAR}."))
