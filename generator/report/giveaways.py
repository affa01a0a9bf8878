"""Looks for withheld values in the words of a public edition, where a unit typed them: they would be published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ..base import words as W
from ..base.marks import Text
from ..base.problems import Problems
from ..facts.facts import Facts
from ..facts.values import NotApplicable, Table, Value, shown_value
from .document import Document, Spans

_APART = r"[\s,()\-—–.·]*"  # what may stand within a telephone number or an amount
_LONG = re.compile(r"\d[\d.]{4,}")  # fewer digits stand anywhere
_SHORTEST = 2


def note_giveaways(facts: Facts, document: Document, problems: Problems) -> None:
    """Note each withheld value that stands in the unit's own words, once for each place."""
    lines = list(_lines(facts, document))
    for name, written in _withheld(facts):
        looks = "|".join(_APART.join(map(re.escape, look)) for look in _looks(written))
        for text in lines if looks else ():
            if found := re.search(rf"(?<!\d)(?:{looks})(?!\d)", _plain(text)):
                problems.add("W380", text.at(found.start()), title=_title(facts, name), text=written, name=name)


def _withheld(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the withheld values as texts, with their names."""
    yield from ((name, str(value)) for key, value in facts.cover.items() if facts.withholds(name := f"{W.COVER}.{key}"))
    for prefix, stated in (("", facts.values), (f"{W.LAST_YEAR}.", facts.last_year)):
        for path, fact in stated.items():
            if facts.withholds(path):
                yield from ((prefix + path, text) for text in _texts(fact.value))


def _texts(value: Value) -> Iterable[str]:
    match value:
        case tuple():
            return value
        case bool() | NotApplicable() | Table():  # the cells of a table are facts of their own
            return []
    return [shown_value(value)]


def _looks(written: str) -> Iterator[str]:
    """Yield how a withheld value may read in a text: as a whole, an amount without its unit, a telephone number without its area code."""
    whole = re.sub(_APART, "", _plain(written))
    if len(whole) >= _SHORTEST and not (whole.isdecimal() and not _LONG.match(whole)):
        yield whole
    yield from (re.sub(_APART, "", part) for part in _LONG.findall(written))


def _plain(text: str) -> str:
    """Return a text with half-width characters for full-width ones, each in its place."""
    return "".join(unicodedata.normalize("NFKC", char)[:1] for char in text)


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
