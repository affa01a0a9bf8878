"""Reads a document by its spans: which value is printed where, and whether the text says what the value is."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from generator.base.decimals import half_up
from generator.base.problems import ProblemError
from generator.facts.values import Kind, NotApplicable, Quantity, Table, Target, Value
from generator.report.document import Document, Grid, Heading, Paragraph, Span, Spans
from generator.rules.scorecard import Scorecard

MONEY = {"元": 0, "万元": 4, "亿元": 8}
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def lines(document: Document) -> Iterator[Spans]:
    """Yield every line that the report prints, the annex's cells as well."""
    yield from document.title
    yield document.subtitle
    yield from (line.spans for line in document.cover)
    for block in document.blocks:
        if isinstance(block, (Heading, Paragraph)):
            yield block.spans
        elif isinstance(block, Grid):
            yield from block.header
            yield from (cell for row in block.rows for cell in row)
    for annex in document.annexes:
        yield annex.title
        yield from (cell.spans for row in annex.rows for cell in row)


def spans(document: Document) -> Iterator[Span]:
    """Yield every span."""
    return (span for line in lines(document) for span in line)


def printed(document: Document) -> dict[str, set[str]]:
    """Return what is printed of each value, by the value's id."""
    found: dict[str, set[str]] = defaultdict(set)
    for span in spans(document):
        if span.value is not None:
            found[span.value.id].add(span.text)
    return dict(found)


def words(document: Document) -> str:
    """Return the text that prints no value."""
    return "\n".join("".join(span.text if span.value is None else "\0" for span in line) for line in lines(document))


def scores(card: Scorecard) -> dict[str, Decimal]:
    """Return the scores, deductions and full marks of everything, by the ids that a document gives them."""
    found = {"总分.得分": card.points, "总分.满分": card.full, "总分.扣分": card.full - card.points}
    for scored in card.everything():
        root = "指标" if scored.leaves == (scored,) else "组"
        marks = {"得分": scored.points, "扣分": scored.deduction, "满分": scored.full}
        found |= {f"{root}.{scored.name}.{name}": number for name, number in marks.items() if number is not None}
    return found


def value_of(card: Scorecard, id: str) -> Value | list[Value] | None:
    """Return the value of a fact or figure that a span names; None for other ids (scores, names, the cover)."""
    if id in card.figures.computed:
        return card.figures.computed[id].value
    try:
        return card.figures.value(id)
    except ProblemError:
        return None


def says(text: str, value: Value) -> bool:
    """Whether a text prints a value: the number itself, with only a conversion between units rounded."""
    if isinstance(value, Quantity):
        return _says_quantity(text, value)
    if isinstance(value, tuple):
        return text in {*value, str(len(value)), "、".join(value)}
    if isinstance(value, Table):
        return text == str(len(value.rows))
    if isinstance(value, datetime.date):
        return text == f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Target):
        return text == value.text or (value.quantity is not None and says(text, value.quantity))
    return text == ("不适用" if isinstance(value, NotApplicable) else str(value))


def forms(value: object) -> set[str]:
    """Return how a number may be printed: with and without its thousands separated and its last zeros."""
    if not isinstance(value, Quantity):
        return set()
    number = value.number.scaleb(2) if value.dimension.kind is Kind.RATIO else value.number
    texts = {f"{number:f}", f"{number:,f}"}
    return texts | {text.rstrip("0").rstrip(".") for text in texts if "." in text}


def _says_quantity(text: str, value: Quantity) -> bool:
    found = NUMBER.match(text)
    if not found:
        return not any(char.isdigit() for char in text)  # a direction word
    number, unit = Decimal(found[0].replace(",", "")), text[found.end() :]
    return abs(number) in {abs(each) for each in _numbers(value, unit)}


def _numbers(value: Quantity, unit: str) -> Iterator[Decimal]:
    if value.dimension.kind is Kind.RATIO:
        yield value.number.scaleb(2)
    elif value.unit in MONEY:
        for each in [unit] if unit in MONEY else MONEY:
            exact = value.number.scaleb(MONEY[value.unit] - MONEY[each])
            yield exact if MONEY[each] <= MONEY[value.unit] else half_up(exact, 2)
    else:
        yield value.number
