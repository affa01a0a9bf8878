"""Derived quantities (量) as they are written: a formula, its digits, what happens at a zero denominator."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ..base import words as W
from ..base.marks import Mark, Text
from ..base.problems import Problem, ProblemError, Problems, make, nearest
from ..base.shapes import Several, Shape, Whole, Written, known_keys, one_of, parsed, seen_as, shape
from ..base.yaml_reader import Mapping as YamlMapping
from ..base.yaml_reader import Node, Scalar, normal
from ..facts.todo import note_todos
from ..facts.values import FLAG, MONEY, Dimension, Quantity, parse_quantity
from .formula import Formula, infer, parse_formula
from .formula.dimensions import UNKNOWN, Scope
from .formula.nodes import Name

FormulaField = Annotated[Formula, parsed(parse_formula)]
WILDCARD = ".*."


def _taken(text: Text) -> Quantity | None:
    if text == W.NOTHING:
        return None
    value = parse_quantity(text, None, W.YUAN)
    if value is None:
        raise ProblemError(make("R103", text.mark, text=text))
    return value


def _points(text: Text) -> Quantity | Literal["full"]:
    if text == W.FULL:
        return "full"
    value = parse_quantity(text, None, W.YUAN)
    if value is None:
        raise ProblemError(make("R103", text.mark, text=text))
    return value


class ZeroCase(Shape):
    """What a quantity is when its denominator is zero: a value to show (无: none), and the points it gives."""

    when: FormulaField | None = Field(None, alias=W.WHEN)
    take: Annotated[Quantity | None, parsed(_taken)] = Field(alias=W.TAKE)
    points: Annotated[Quantity | Literal["full"] | None, parsed(_points)] = Field(None, alias=W.GIVES)


def _zero_cases(value: object) -> object:
    if isinstance(value, Text):
        if value != W.REFUSE:
            raise ProblemError(make("R106", value.mark, key=W.ZERO_DENOMINATOR, choices=W.REFUSE, text=value))
        return ()
    return value


class Definition(Shape):
    """A derived quantity.

    `unit` is what an amount is converted to and rounded in; `zero_cases` is None without a 零分母 entry, empty for 报错.
    """

    formula: FormulaField = Field(alias=W.FORMULA)
    digits: Whole | None = Field(None, alias=W.DIGITS)
    unit: Annotated[str, one_of(W.UNIT, W.MONEY_UNITS)] | None = Field(None, alias=W.UNIT)
    zero_cases: Annotated[
        tuple[ZeroCase, ...] | None,
        Several,
        BeforeValidator(_zero_cases, json_schema_input_type=seen_as(enum=[W.REFUSE]) | ZeroCase | tuple[ZeroCase, ...]),
    ] = Field(None, alias=W.ZERO_DENOMINATOR)
    title: Written | None = Field(None, alias=W.NAME)

    @property
    def readable(self) -> bool:
        """Whether the formula could be read; a name whose formula could not be is still a known name."""
        return bool(self.formula.text)

    def conditions(self) -> Iterator[Formula]:
        """Yield the formulas of the zero cases."""
        for case in self.zero_cases or ():
            if case.when:
                yield case.when


Definitions = Mapping[str, Definition]


def read_definitions(node: Node | None, problems: Problems, prefix: str = "") -> dict[str, Definition]:
    """Return the quantities under a 量 key; a bare text is a formula; names may be nested or dotted."""
    found: dict[str, Definition] = {}
    if node is None or (isinstance(node, Scalar) and not node.text):
        return found
    if not isinstance(node, YamlMapping):
        problems.add("F112", node.mark)
        return found
    for key, inner in node:
        name = prefix + normal(key)
        if note_todos(inner, name, problems):
            found[name] = _unreadable(inner.mark)
        elif isinstance(inner, YamlMapping) and not any(inner.key(known) for known in known_keys(Definition)):
            found |= read_definitions(inner, problems, name + ".")
        else:
            found[name] = _definition(inner, problems) or _unreadable(inner.mark)
    return found


def check_definitions(definitions: Definitions, scope: Scope, known: list[str], problems: Problems) -> dict[str, Dimension]:
    """Return the dimension of each quantity; unknown names, rings, unguarded divisions and dimension errors are noted.

    Args:
        definitions: the quantities to check, which may use each other.
        scope: the dimension of every other name.
        known: the names to suggest for an unknown one.
        problems: where to note what is wrong.
    """
    dimensions: dict[str, Dimension] = {}

    def look(path: str) -> tuple[Dimension, bool] | None:
        name, column = defined_as(path, definitions)
        if name:
            return dimensions.get(name, UNKNOWN), column
        return scope(path)

    for name in _in_order(definitions, problems):
        definition = definitions[name]
        if not definition.readable:
            continue
        try:
            dimensions[name] = infer(definition.formula, row_scope(look, name))
            for condition in definition.conditions():
                wants_flag(condition, row_scope(look, name))
        except ProblemError as error:
            problems.extend(with_nearest(error, [*known, *definitions]))
            continue
        if definition.unit and dimensions[name] not in {MONEY, UNKNOWN}:
            problems.add("R209", definition.formula.text.mark, wanted=MONEY, given=dimensions[name])
        if definition.zero_cases is None:
            for denominator in definition.formula.unguarded:
                problems.add("R205", definition.formula.mark(denominator), denominator=definition.formula.source(denominator))
    return dimensions


def defined_as(path: str, definitions: Definitions) -> tuple[str | None, bool]:
    """Return the name a path is defined under, and whether the path stands for the column of all rows."""
    if path in definitions:
        return path, False
    table, _, column = path.rpartition(".")
    if table and f"{table}{WILDCARD}{column}" in definitions:
        return f"{table}{WILDCARD}{column}", True
    return None, False


def row_scope(scope: Scope, name: str) -> Scope:
    """Return the scope of a row's quantity, in which 本行 is one row of its table."""
    table, wildcard, _ = name.partition(WILDCARD)
    if not wildcard:
        return scope

    def look(path: str) -> tuple[Dimension, bool] | None:
        if not path.startswith(W.THIS_ROW + "."):
            return scope(path)
        found = scope(table + path.removeprefix(W.THIS_ROW))
        return (found[0], False) if found else None

    return look


def wants_flag(formula: Formula, scope: Scope) -> None:
    """Check that a formula is a condition.

    Raises:
        ProblemError: it is none, its names or dimensions are wrong, or it may divide by zero.
    """
    found = infer(formula, scope)
    if found != FLAG:
        raise ProblemError(make("R209", formula.text.mark, wanted=FLAG, given=found))
    raise_unguarded(formula)


def raise_unguarded(formula: Formula) -> None:
    """Check that a formula that has no 零分母 of its own cannot divide by zero.

    Raises:
        ProblemError: R205, one for each denominator that may be zero.
    """
    found = [make("R205", formula.mark(node), denominator=formula.source(node)) for node in formula.unguarded]
    if found:
        raise ProblemError(*found)


def with_nearest(error: ProblemError, known: list[str]) -> list[Problem]:
    """Return an error's problems, an unknown name with its nearest known one."""
    return [
        make(problem.number, problem.mark, name=name, nearest=nearest(name, known))
        if problem.number == "R203" and (name := dict(problem.details)["name"])
        else problem
        for problem in error.problems
    ]


def _definition(node: Node, problems: Problems) -> Definition | None:
    if isinstance(node, Scalar):
        node = YamlMapping(((Text(W.FORMULA, node.mark), node),), node.mark, node.end)
    return shape(Definition, node, problems)


def _unreadable(mark: Mark) -> Definition:
    return Definition.model_construct(formula=Formula(Text("", mark), Name("", 0)), digits=None, zero_cases=(), title=None)


def _in_order(definitions: Definitions, problems: Problems) -> list[str]:
    """Return the names so that each stands after those it uses; a ring is noted and left out."""
    graph = {name: _uses(name, definition, definitions) for name, definition in definitions.items()}
    while True:
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            ring = error.args[1]
            problems.add("R206", _mark(definitions[ring[0]]), ring=" → ".join(reversed(ring)))
            graph = {name: uses for name, uses in graph.items() if name not in ring}


def paths_used(own: str, definition: Definition) -> Iterator[str]:
    """Yield the names that a quantity is computed from, a row's own columns by their table."""
    table = own.partition(WILDCARD)[0]
    for formula in (definition.formula, *definition.conditions()):
        yield from (path.replace(f"{W.THIS_ROW}.", f"{table}.", 1) for path in formula.names)


def facts_behind(names: Iterable[str], definitions: Definitions, given: Collection[str] = ()) -> tuple[str, ...]:
    """Return what names rest on once every quantity is opened: facts, columns (表.列), last year's values.

    Args:
        names: facts or quantities, as formulas and templates name them.
        definitions: the quantities.
        given: quantities whose value is stated, so that nothing behind them is needed.
    """
    found: dict[str, None] = {}
    opened = set(given)
    waiting = list(names)
    while waiting:
        path = waiting.pop(0)
        name, _ = defined_as(path, definitions)
        if name is None:
            found[path] = None
        elif name not in opened:
            opened.add(name)
            waiting += paths_used(name, definitions[name])
    return tuple(found)


def _uses(own: str, definition: Definition, definitions: Definitions) -> tuple[str, ...]:
    names = (defined_as(path, definitions)[0] for path in paths_used(own, definition))
    return tuple(dict.fromkeys(name for name in names if name))


def _mark(definition: Definition) -> Mark:
    return definition.formula.text.mark

