"""What files of checks hold: relations between facts, patterns of wording, of praise, of reckoned sentences, of names."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..base import words as W
from ..base.marks import Text
from ..base.problems import ProblemError, make
from ..base.shapes import Raw, Shape, Written, parsed
from ..facts.values import Quantity, parse_quantity
from ..rules.definitions import FormulaField

RELATIONS = {W.S_ERROR: "F330", W.S_WARNING: "W320", W.S_HINT: "H410"}
WORDINGS = {W.S_WARNING: "W323", W.S_HINT: "H411"}
"""The problem that a broken relation, and words found, are told as, by severity."""


def _severity(*allowed: str) -> object:
    def parse(text: Text) -> str:
        if text not in allowed:
            raise ProblemError(make("R106", text.mark, key=W.SEVERITY, choices=W.LIST_COMMA.join(allowed), text=text))
        return str(text)

    return parsed(parse)


def _tolerance(text: Text) -> Quantity:
    found = parse_quantity(text, None, W.YUAN)
    if found is None:
        raise ProblemError(make("R103", text.mark, text=text))
    return found


class Relation(Shape):
    """A condition over facts that must hold where all of them are stated."""

    formula: FormulaField = Field(alias=W.FORMULA)
    place: Written | None = Field(None, alias=W.POSITION)
    tolerance: Annotated[Quantity | None, parsed(_tolerance)] = Field(None, alias=W.TOLERANCE)
    severity: Annotated[str, _severity(*RELATIONS)] = Field(W.S_WARNING, alias=W.SEVERITY)
    message: Written = Field(alias=W.EXPLANATION)
    advice: Written = Field(alias=W.ADVICE)


class Wording(Shape):
    """Words that a unit's own text should not hold, apart from where something excuses them."""

    pattern: Written = Field(alias=W.PATTERN)
    exceptions: tuple[Written, ...] = Field((), alias=W.EXCEPT)
    unless: Written | None = Field(None, alias=W.UNLESS)
    confined: Written | None = Field(None, alias=W.CONFINED)
    severity: Annotated[str, _severity(*WORDINGS)] = Field(W.S_WARNING, alias=W.SEVERITY)
    message: Written = Field(alias=W.EXPLANATION)
    advice: Written = Field(alias=W.ADVICE)


class Praise(Shape):
    """Praise of a subject that is contradicted where an indicator of that subject has points off."""

    pattern: Written = Field(alias=W.PATTERN)
    subject: Written = Field(alias=W.SUBJECT)
    exceptions: tuple[Written, ...] = Field((), alias=W.EXCEPT)
    indicators: tuple[Written, ...] = Field((), alias=W.INDICATORS)
    quantities: tuple[Written, ...] = Field((), alias=W.QUANTITIES)


class Reckoning(Shape):
    """A pattern of sentence whose numbers follow from each other."""

    pattern: Written = Field(alias=W.PATTERN)
    formulas: tuple[FormulaField, ...] = Field(alias=W.RECKONED)


class Directions(Shape):
    """The words that say which way a number moved."""

    rising: tuple[Written, ...] = Field((), alias=W.RISING)
    falling: tuple[Written, ...] = Field((), alias=W.FALLING)


class BesideNames(Shape):
    """How a number stands beside the name of a fact: what may stand before the name, and between the two."""

    before: Written = Field(alias=W.BEFORE)
    between: Written = Field(alias=W.BETWEEN)


class Neighbours(Shape):
    """The names of other units: the facts that hold them, and where they may well stand."""

    names: tuple[Written, ...] = Field(alias=W.NAME)
    exceptions: tuple[Written, ...] = Field((), alias=W.EXCEPT)


class ChecksShape(Shape):
    """A file of checks."""

    quantities: Raw = Field(None, alias=W.QUANTITIES)
    relations: dict[Written, Relation] = Field({}, alias=W.RELATIONS)
    wordings: dict[Written, Wording] = Field({}, alias=W.WORDINGS)
    praises: dict[Written, Praise] = Field({}, alias=W.PRAISES)
    plans: Written | None = Field(None, alias=W.PLANS)
    directions: Directions | None = Field(None, alias=W.DIRECTIONS)
    reckonings: dict[Written, Reckoning] = Field({}, alias=W.ARITHMETIC)
    beside: BesideNames | None = Field(None, alias=W.BESIDE_NAMES)
    neighbours: Neighbours | None = Field(None, alias=W.NEIGHBOURS)
