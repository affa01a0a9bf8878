"""Every figure a rule, a sentence or a form can name, computed when first asked for and remembered with its trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..base import words as W
from ..base.catalogue import TYPE_HINTS
from ..base.decimals import ZERO
from ..base.marks import Mark, by_name
from ..base.problems import Problem, ProblemError, Problems, make, nearest
from ..facts.facts import Facts
from ..facts.todo import is_todo, todos_of
from ..facts.values import (
    NOT_APPLICABLE,
    NUMBER,
    Dimension,
    Kind,
    Missing,
    NotApplicable,
    Quantity,
    Row,
    Table,
    Target,
    Value,
    parse_quantity,
)
from .definitions import WILDCARD, Definition, Definitions, ZeroCase, defined_as
from .formula import ZeroDenominatorError, evaluate
from .formula.evaluate import Column

_NUMERIC = {Kind.MONEY, Kind.PEOPLE, Kind.COUNT, Kind.RATIO, Kind.POINTS, Kind.NUMBER}


@dataclass(frozen=True, slots=True)
class Digits:
    """How many digits are displayed: of percentages, scores, and amounts converted between units (小数)."""

    ratio: int = 2
    points: int = 2
    money: int = 2


@dataclass(frozen=True, slots=True)
class Computed:
    """A derived value and how it came about.

    Attributes:
        name: the quantity's name; of a row's quantity the row's path.
        value: as displayed, after rounding.
        exact: before rounding.
        definition: the formula; None for a reported value (直报).
        inputs: the names it was computed from, with their values.
        zero_case: which case of a zero denominator applied.
    """

    name: str
    value: Value
    exact: Value
    definition: Definition | None
    inputs: tuple[tuple[str, Value | Column], ...] = ()
    zero_case: ZeroCase | None = None


@dataclass
class Figures:
    """The figures of one unit's year.

    Attributes:
        facts: what the unit's file says.
        definitions: all derived quantities.
        digits: how many digits are displayed.
        dimensions: what each quantity is.
        broken: quantities whose formulas were found wrong; they count as 不适用.
        computed: the quantities asked for so far.
        missing: the facts that were asked for and are not there, each told once.
        needed: the title of the indicator that is being scored.
    """

    facts: Facts
    definitions: Definitions
    digits: Digits
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    computed: dict[str, Computed] = field(default_factory=dict)
    missing: dict[str, Problem] = field(default_factory=dict)
    needed: str = ""

    def value(self, path: str) -> Value | Column:
        """Return the value of a name; a list for a column of a table.

        Raises:
            ProblemError: F204 a fact is still to come, F301 it is missing, F302 a zero denominator without a rule, R203 no such name.
        """
        name, column = defined_as(path, self.definitions)
        if name:
            return self._column(name) if column else self.compute(path).value
        if fact := self.facts.fact(path):
            return present(fact.value)
        table, _, last = path.rpartition(".")
        if table and (found := self._row_or_column(table, last)) is not None:
            return found
        return self._special(path)

    def compute(self, path: str, row: Row | None = None) -> Computed:
        """Return a derived value with its trace; `path` is its name, or `表.3.列` for a row's."""
        if path not in self.computed:
            name = path if row is None else f"{row.path.rpartition('.')[0]}{WILDCARD}{path.rpartition('.')[2]}"
            wrong = Computed(path, NOT_APPLICABLE, NOT_APPLICABLE, None) if name in self.broken else None
            self.computed[path] = wrong or self._reported(path) or self._computed(path, name, row)
        return self.computed[path]

    def row_value(self, row: Row, column: str) -> Value | None:
        """Return a cell of a row, typed or derived; None when it is left out."""
        if column in row.cells:
            return present(row.cells[column])
        table = row.path.rpartition(".")[0]
        if f"{table}{WILDCARD}{column}" in self.definitions:
            return self.compute(f"{row.path}.{column}", row).value
        return None

    def cells(self, path: str) -> list[str]:
        """Return the paths of a column's cells, those left out aside; none for what is no column."""
        name, _, column = path.rpartition(".")
        table = self.value(name)
        rows = table.rows if isinstance(table, Table) else ()
        return [f"{row.path}.{column}" for row in rows if self.row_value(row, column) is not None]

    def target(self, row: Row, column: str) -> Target:
        """Return a row's target or actual; one that refers to a quantity takes that quantity's value."""
        written = present(row.cells[column])
        if not isinstance(written, Target):
            return Target(W.NOT_APPLICABLE)
        if not written.reference:
            return written
        value = self.value(written.reference)
        return replace(written, quantity=value if isinstance(value, Quantity) else None)

    def knows(self, path: str) -> bool:
        """Whether a name has a value here."""
        try:
            self.value(path)
        except ProblemError:
            return False
        return True

    def place_of(self, name: str, row: Row | None = None) -> Mark:
        """Return where a figure is written: a fact, a column's table, or the first fact that it is computed from."""
        if row and name.startswith(W.THIS_ROW + "."):
            name = row.path + name.removeprefix(W.THIS_ROW)
        definition = self.definitions.get(name)
        for path in (name, *(definition.formula.names if definition else ())):
            if fact := self.facts.fact(path) or self.facts.values.get(path.rpartition(".")[0]):
                return fact.mark
        return self.facts.mark

    def check_reported(self, problems: Problems) -> None:
        """Note reported values that are no quantities, that could be computed, and, as warnings, all others."""
        for key, claim in self.facts.settings.reported.items():
            definition = self.definitions.get(str(key))
            if definition is None:
                problems.add("F312", key.mark, name=key, nearest=nearest(key, self.definitions))
            elif all(self.knows(name) for name in definition.formula.names):
                problems.add("F311", key.mark, name=key)
            elif not is_todo(claim.value):
                problems.add("W301", key.mark, name=key, value=claim.value, why=claim.reason or claim.note or "")

    def _reported(self, path: str) -> Computed | None:
        claim = by_name(self.facts.settings.reported).get(path)
        if claim is None:
            return None
        text, dimension = claim.value, self.dimensions.get(path)
        if is_todo(text):
            raise ProblemError(*todos_of(text, f"{W.REPORTED}.{path}"))
        numeric = dimension is None or dimension.kind in _NUMERIC
        value = parse_quantity(text, dimension, self.facts.money_unit) if numeric else None
        if value is None:
            hint = TYPE_HINTS.get(dimension.kind.value, "") if dimension else ""
            raise ProblemError(make("F202", text.mark, key=path, type=dimension or Kind.NUMBER, text=text, hint=hint))
        return Computed(path, value, value, None)

    def _computed(self, path: str, name: str, row: Row | None) -> Computed:
        definition = self.definitions[name]
        inputs: dict[str, Value | Column] = {}

        def look(name: str) -> Value | Column:
            found = self._cell(row, name) if row and name.startswith(W.THIS_ROW + ".") else self.value(name)
            inputs[name] = found
            return found

        try:
            exact = self._zero_in_kind(evaluate(definition.formula, look), name)
            value, case = self.displayed(exact, definition), None
        except ZeroDenominatorError as error:
            case = self._zero_case(definition, path, error, look, row)
            exact = value = case.take if case.take is not None else NOT_APPLICABLE
            if isinstance(value, Quantity) and value.dimension.kind is Kind.RATIO:
                value = self.displayed(value, definition)
        return Computed(path, value, exact, definition, tuple(inputs.items()), case)

    def _cell(self, row: Row, name: str) -> Value:
        column = name.removeprefix(W.THIS_ROW + ".")
        value = self.row_value(row, column)
        if value is None:
            raise ProblemError(make("F205", self.facts.mark, key=row.path, column=column))
        return value

    def _zero_case(self, definition: Definition, path: str, error: ZeroDenominatorError, look: object, row: Row | None) -> ZeroCase:
        for case in definition.zero_cases or ():
            if case.when is None or evaluate(case.when, look) is True:  # type: ignore[arg-type]
                return case
        denominator = definition.formula.source(error.node)
        raise ProblemError(make("F302", self.place_of(denominator, row), name=path, denominator=denominator))

    def _zero_in_kind(self, value: Value, name: str) -> Value:
        """Return a bare 0 (of 若(…, 0), of an empty column) as the amount, rate or count that its formula stands for."""
        wanted = self.dimensions.get(name)
        bare = isinstance(value, Quantity) and not value.number and value.dimension.kind is Kind.NUMBER
        if not bare or wanted is None or wanted.kind is Kind.NUMBER:
            return value
        return Quantity(ZERO, wanted, self.facts.money_unit if wanted.kind is Kind.MONEY else wanted.unit)

    def displayed(self, value: Value, definition: Definition) -> Value:
        """Return what a quantity's formula came to as it is displayed: in its unit, rounded."""
        if not isinstance(value, Quantity):
            return value
        if definition.unit and value.dimension.kind is Kind.MONEY:
            value = Quantity(value.in_unit(definition.unit), value.dimension, str(definition.unit))
        digits = self.digits_of(definition, value.dimension.kind)
        return value if digits is None else value.rounded(digits)

    def digits_of(self, definition: Definition, kind: Kind) -> int | None:
        """Return how many digits a quantity is displayed with, a rate's those of its percentage; None where it is exact."""
        if definition.digits is not None:
            return definition.digits
        if kind is Kind.RATIO:
            return self.digits.ratio
        if definition.formula.multiplies or definition.unit:
            return self.digits.money if kind is Kind.MONEY else self.digits.points
        return None

    def _column(self, name: str) -> Column:
        table, _, column = name.partition(WILDCARD)
        rows = self.value(table)
        if not isinstance(rows, Table):
            return [NOT_APPLICABLE]
        return [value for row in rows.rows if (value := self.row_value(row, column)) is not None]

    def _row_or_column(self, table: str, last: str) -> Value | Column | None:
        """Return a column of a table, or a cell by its path 表.3.列."""
        rows = self.facts.values.get(table)
        if rows and isinstance(rows.value, NotApplicable) and self.facts.vocabulary.column(table, last):
            return [rows.value]
        if rows and isinstance(rows.value, Table) and self.facts.vocabulary.column(table, last):
            return [present(row.cells[last]) for row in rows.value.rows if last in row.cells]
        name, _, number = table.rpartition(".")
        fact = self.facts.values.get(name)
        if fact and isinstance(fact.value, Table) and number.isdecimal() and 0 < int(number) <= len(fact.value.rows):
            return self.row_value(fact.value.rows[int(number) - 1], last)
        return None

    def _special(self, path: str) -> Value:
        year = self.facts.year
        given = {W.YEAR: year, W.PREVIOUS_YEAR: year - 1, W.NEXT_YEAR: year + 1, W.UNIT_COUNT: len(self.facts.units)}
        if path in given:
            return Quantity(Decimal(given[path]), NUMBER)
        prefix, _, rest = path.partition(".")
        known = rest if prefix == W.LAST_YEAR else path
        if known in self.facts.vocabulary.entries:
            if path not in self.missing:
                details = {"key": path, "title": self.facts.vocabulary.title(known), "needed": self.needed or W.FORM}
                self.missing[path] = make("F301", self._section_mark(path), **details)
            raise ProblemError(self.missing[path])
        names = [*self.definitions, *self.facts.values, *(f"{W.DATA}.{name}" for name in self.facts.data)]
        raise ProblemError(make("R203", self.facts.mark, name=path, nearest=nearest(path, names)))

    def _section_mark(self, path: str) -> Mark:
        """Return where a missing fact belongs: its section's last known fact, else the top of the file."""
        section = path.rpartition(".")[0] + "."
        stated = (fact.mark for name, fact in self.facts.values.items() if section != "." and name.startswith(section))
        marks = [mark for mark in stated if mark.source == self.facts.mark.source]
        return max(marks, key=lambda mark: mark.line) if marks else self.facts.place(path.partition(".")[0])


def present(value: Value) -> Value:
    """Return a value that is there.

    Raises:
        ProblemError: it is still to come.
    """
    if isinstance(value, Missing):
        raise ProblemError(value.problem)
    return value


def dimension_of(value: Value | Column) -> tuple[Dimension, bool]:
    """Return the dimension of a value, and whether it is a column."""
    if isinstance(value, list):
        return (dimension_of(value[0])[0] if value else NUMBER), True
    match value:
        case Quantity():
            return value.dimension, False
        case bool():
            return Dimension(Kind.FLAG), False
        case tuple():
            return Dimension(Kind.LIST), False
        case Table():
            return Dimension(Kind.TABLE), False
        case NotApplicable() | Missing():
            return Dimension(Kind.NUMBER, zero=True), False
        case str():
            return Dimension(Kind.TEXT), False
    return Dimension(Kind.DATE), False
