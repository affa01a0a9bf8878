"""The schema of a fact's value: what the reader of facts takes for a kind of value, no more and no less.

A language server sees 1234.50 as a number and 2,292.3, 43.3%, 5174293.59元 as texts; ziping sees texts only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...base import words as W
from ...base.catalogue import TYPE_HINTS
from ...facts.loading import LONG_FORM
from ...facts.values import MINUS_SIGNS, UNSIGNED, Dimension, Kind
from ...facts.vocabulary import Entry, Vocabulary
from .shapes import Schema, closed, titled

NOTHINGS = (W.TODO, W.NOT_APPLICABLE)
TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"^(?![\s\S]*\{\{)[\s\S]*\S"}
_BARE = {Kind.MONEY, Kind.COUNT, Kind.POINTS, Kind.NUMBER, Kind.PEOPLE}
_DATE = W.DATE_PATTERN.replace("[0-9]{1,2}", "(?:0?[1-9]|1[0-2])", 1).replace("[0-9]{1,2}", "(?:0?[1-9]|[12][0-9]|3[01])")


def fact_schema(entry: Entry, vocabulary: Vocabulary) -> Schema:
    """Return the schema of a fact: its value, or the long form with its source; rows for a table.

    Value and long form make one schema where they can: each keyword speaks of its own type, so an editor has no branch to guess.
    """
    if entry.kind is Kind.TABLE:
        return _several(_row(entry, vocabulary))
    value = _several(TEXT) if entry.kind is Kind.LIST else scalar_schema(entry.dimension, entry.signed)
    form = closed({key: value if key == W.VALUE else TEXT for key in LONG_FORM}, required=[W.VALUE])
    return {"anyOf": [value, form]} if "enum" in value else {**value, **form, "type": [*value["type"], "object"]}


def scalar_schema(dimension: Dimension, signed: bool = False) -> Schema:
    """Return the schema of a value that is written as one scalar."""
    kind = dimension.kind
    if kind is Kind.TEXT:
        return {**TEXT, "examples": list(NOTHINGS)}
    if kind is Kind.TARGET:  # may name a derived quantity in braces
        return {"type": TEXT["type"], "pattern": r"\S", "examples": list(NOTHINGS)}
    if kind is Kind.FLAG:
        return {"enum": [*W.FLAGS, *NOTHINGS]}
    types = ["string"] if kind not in _BARE else ["string", "integer" if kind is Kind.PEOPLE else "number"]
    schema: Schema = {"type": types, "pattern": _pattern(dimension, signed), "examples": list(NOTHINGS)}
    if kind in _BARE and not signed:
        schema["minimum"] = 0
    return {**schema, "patternErrorMessage": TYPE_HINTS.get(kind.value, TYPE_HINTS[Kind.COUNT.value])}


def _pattern(dimension: Dimension, signed: bool) -> str:
    """Return what a text must be: a value of the dimension, or the word that there is none yet, or never."""
    number = rf"[{MINUS_SIGNS}+]?{UNSIGNED}" if signed else rf"\+?{UNSIGNED}"
    written = {
        Kind.MONEY: rf"{number}\s*{_optional(W.MONEY_UNITS)}",
        Kind.PEOPLE: rf"\+?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)\s*{_optional((*W.PEOPLE_UNITS, dimension.unit))}",
        Kind.COUNT: rf"{number}\s*{_optional((dimension.unit,))}",
        Kind.RATIO: rf"{number}\s*[%％]",
        Kind.DATE: _DATE,
    }.get(dimension.kind, number)
    return rf"^\s*(?:{written}|{'|'.join(NOTHINGS)})\s*$"


def _optional(units: Iterable[str]) -> str:
    known = [re.escape(unit) for unit in units if unit]
    return f"(?:{'|'.join(known)})?" if known else ""


def _several(item: Schema) -> Schema:
    """Return the schema of a list, or the word that a unit has none."""
    return {"type": ["array", "string"], "items": item, "pattern": f"^{W.NOT_APPLICABLE}$"}


def _row(entry: Entry, vocabulary: Vocabulary) -> Schema:
    columns = {str(name): kind for name, kind in entry.columns.items()}
    cells = {name: titled(name, TYPE_HINTS.get(kind.value, ""), _cell(name, kind, vocabulary)) for name, kind in columns.items()}
    return closed(cells, required=[name for name in cells if name not in entry.optional])


def _cell(name: str, kind: Kind, vocabulary: Vocabulary) -> Schema:
    if name == W.VERDICT and vocabulary.achievements:
        return {"enum": [*vocabulary.achievements, *NOTHINGS]}
    return scalar_schema(Dimension(kind))
