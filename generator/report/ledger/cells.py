"""Where the values of the ledger stand, and what their cells and the printed numbers hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from ...base import words as W
from ...facts.values import Kind, NotApplicable, Quantity, Value
from ..document import Quoted
from .entries import Entries, Entry, Part
from .excel import CannotSayError, translated
from .terms import Term, Tight, finished, in_unit, rounded

FIRST_ROW = 2  # below the title and the heads of the columns, counted from 0
VALUE_COLUMN = {Part.FACTS: 3, Part.FIGURES: 3}
_NUMBER = re.compile(r"([-−]?)(\d[\d,]*)(?:\.(\d+))?\s*([%％]?)")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: its sheet, and row and column counted from 0."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{chr(ord('A') + self.column)}{self.row + 1}"


class Cells:
    """The cells of all values, and their formulas."""

    def __init__(self, entries: Entries, places: dict[str, Place]) -> None:
        self.entries = entries
        self.places = places
        self._terms: dict[str, Term] = {}

    def formula(self, entry: Entry) -> str | None:
        """Return the formula of a value's cell; None for a number that is stated, or that a spreadsheet cannot reckon."""
        if entry.node is None:
            return None
        try:
            return finished(translated(entry.node, self._look(entry.part)))
        except CannotSayError:
            return None

    def unit(self, entry: Entry) -> str:
        """Return the unit that a value's cell is in: an amount's as its formula gives it, of anything else its own."""
        return self._term(entry.id).unit or unit_of(entry.value)

    def note(self, entry: Entry) -> str:
        """Return what is to be said of a value whose formula a spreadsheet has no words for."""
        return W.B_CANNOT_SAY if entry.node is not None and self.formula(entry) is None else ""

    def result(self, entry: Entry) -> Decimal | str | bool:
        """Return what a value's cell shows: an amount in the unit of its formula."""
        match entry.value:
            case Quantity() as value:
                unit = self._term(entry.id).unit
                return value.in_unit(unit) if unit and value.unit in W.MONEY_UNITS else value.number
            case bool() as value:
                return value
            case NotApplicable():
                return W.NOT_APPLICABLE
        return str(entry.value)

    def printed(self, quoted: Quoted) -> Term:
        """Return the expression of a printed value, with the conversions that its filters make."""
        id = self.entries.id_of(quoted)
        term, value = self._term(id), quoted.value
        unit = value.unit if isinstance(value, Quantity) and value.dimension.kind is Kind.MONEY else ""
        if unit and unit != term.unit:
            term = in_unit(term, unit)
        if W.F_ABS in quoted.filters:
            term = replace(term, text=f"ABS({term.text})", tight=Tight.ATOM, is_cell=False)
        if not unit or quoted.unit in {"", unit}:
            return term
        term = in_unit(term, quoted.unit)
        larger = W.MONEY_UNITS[unit] < W.MONEY_UNITS[quoted.unit]
        return rounded(term, self.entries.origins.sentences.style.money_digits) if larger else term

    def _look(self, part: Part) -> Callable[[str], Term | list[Term]]:
        def near(id: str) -> Term:
            term = self._term(id)
            return replace(term, text=term.text.replace(f"{part}!", ""))

        def look(path: str) -> Term | list[Term]:
            found = self.entries.look(path)
            return near(found) if isinstance(found, str) else [near(cell) for cell in found]

        return look

    def _term(self, id: str) -> Term:
        """Return a value's cell as an operand."""
        if id not in self._terms:
            self._terms[id] = self._made(self.entries.found[id])
        return self._terms[id]

    def _made(self, entry: Entry) -> Term:
        cell, value = str(self.places[entry.id]), entry.value
        if entry.node is not None:
            try:
                made = translated(entry.node, self._look(entry.part))
                return Term(cell, made.kind, made.unit, made.may_lack, is_cell=True)
            except CannotSayError:
                pass
        lacks = isinstance(value, NotApplicable)
        if isinstance(value, bool):
            return Term(f'{cell}="{W.YES}"', Kind.FLAG, tight=Tight.COMPARED)
        if isinstance(value, str):
            return Term(cell, Kind.TEXT, is_cell=True)
        unit = value.unit if isinstance(value, Quantity) and value.dimension.kind is Kind.MONEY else ""
        return Term(cell, unit=unit, may_lack=lacks, is_cell=True)


def unit_of(value: Value) -> str:
    """Return the unit that a value's number is in."""
    if not isinstance(value, Quantity):
        return ""
    match value.dimension.kind:
        case Kind.PEOPLE:
            return W.PEOPLE_UNITS[0]
        case Kind.POINTS:
            return W.POINT
    return value.unit


def number_in(text: str) -> tuple[Decimal, str] | None:
    """Return the number that a printed text says and the format that shows it so; None where it says none, or more than one."""
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    sign, whole, fraction, percent = found[0].groups()
    number = Decimal(f"{'-' if sign else ''}{whole.replace(',', '')}.{fraction or '0'}")
    form = ("#,##0" if "," in whole else "0") + ("." + "0" * len(fraction) if fraction else "") + ("%" if percent else "")
    return (number.scaleb(-2) if percent else number), form


def form_of(value: Value) -> str:
    """Return the format that shows a value's number as it is written."""
    if isinstance(value, datetime.date):
        return str(W.B_DATE_FORM)
    if not isinstance(value, Quantity):
        return "General"
    ratio = value.dimension.kind is Kind.RATIO
    exponent = value.number.as_tuple().exponent
    digits = max(0, -int(exponent) - 2 * ratio)
    whole = "#,##0" if value.dimension.kind is Kind.MONEY else "0"
    return whole + ("." + "0" * digits if digits else "") + ("%" if ratio else "")
