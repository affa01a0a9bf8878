"""Reads the files of checks and checks them whole, before any unit is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ..base import words as W
from ..base.marks import Source, Text
from ..base.problems import Problem, ProblemError, Problems, make, nearest
from ..base.shapes import Shape, shape
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping as YamlMapping
from ..base.yaml_reader import read_yaml
from ..facts.values import Dimension
from ..facts.vocabulary import Vocabulary
from ..report.language import check_sentence
from ..report.names import Catalog
from ..rules.definitions import Definition, check_definitions, read_definitions, wants_flag, with_nearest
from ..rules.formula import Formula, infer
from ..rules.formula.dimensions import Scope
from ..rules.formula.nodes import Binary, Literal, Name
from ..rules.loading import YEARS, scope_with, static_scope
from .patterns import filled, holes, reckoning
from .shapes import BesideNames, ChecksShape, Directions, Neighbours, Praise, Reckoning, Relation, Wording

_COMPARING = {"=", "<", ">", "<=", ">="}
Each = TypeVar("Each", bound=Shape)


@dataclass(frozen=True)
class Checks:
    """All checks of a workspace."""

    definitions: Mapping[str, Definition] = field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    relations: Mapping[Text, Relation] = field(default_factory=dict)
    wordings: Mapping[Text, Wording] = field(default_factory=dict)
    praises: Mapping[Text, Praise] = field(default_factory=dict)
    plans: Text | None = None
    reckonings: Mapping[Text, Reckoning] = field(default_factory=dict)
    directions: Mapping[str, int] = field(default_factory=dict)
    beside: BesideNames | None = None
    neighbours: Neighbours | None = None


def load_checks(workspace: Workspace, vocabulary: Vocabulary, problems: Problems) -> Checks:
    """Return the checks of a workspace, none where it has no data/checks; what cannot work is noted and left out."""

    def load(folder: Workspace, found: Problems) -> Checks:
        return _checked(_read([folder.read(path) for path in folder.checks_paths()], found), vocabulary, found)

    return workspace.once(load_checks, load, problems)


def _read(sources: Iterable[Source], problems: Problems) -> Checks:
    """Return the checks that files hold; what is wrong with their shape is noted."""
    files = [(mapping, read) for source in sources for mapping, read in _shaped(source, problems)]
    shapes = [read for _, read in files]
    return Checks(
        definitions={name: each for mapping, _ in files for name, each in read_definitions(mapping.get(W.QUANTITIES), problems).items()},
        relations={name: each for read in shapes for name, each in read.relations.items()},
        wordings={name: each for read in shapes for name, each in read.wordings.items()},
        praises={name: each for read in shapes for name, each in read.praises.items()},
        plans=next((read.plans for read in shapes if read.plans), None),
        reckonings={name: each for read in shapes for name, each in read.reckonings.items()},
        directions={word: sign for read in shapes if read.directions for word, sign in _signs(read.directions)},
        beside=next((read.beside for read in shapes if read.beside), None),
        neighbours=next((read.neighbours for read in shapes if read.neighbours), None),
    )


def _shaped(source: Source, problems: Problems) -> Iterator[tuple[YamlMapping, ChecksShape]]:
    node = read_yaml(source, problems)
    if isinstance(node, YamlMapping) and (read := shape(ChecksShape, node, problems)):
        yield node, read
    elif node is not None and not isinstance(node, YamlMapping):
        problems.add("F112", node.mark)


def _signs(directions: Directions) -> Iterator[tuple[str, int]]:
    yield from ((str(word), 1) for word in directions.rising)
    yield from ((str(word), -1) for word in directions.falling)


def _checked(checks: Checks, vocabulary: Vocabulary, problems: Problems) -> Checks:
    """Note what cannot work in checks; return the rest."""
    facts = static_scope(vocabulary, {})
    known = [*vocabulary.canonical, *checks.definitions]
    dimensions = check_definitions(checks.definitions, facts, known, problems)
    scope = scope_with(facts, checks.definitions, dimensions)
    names = {*vocabulary.entries, *YEARS, *(f"{W.LAST_YEAR}.{path}" for path in vocabulary.entries)}
    catalog = Catalog(names | set(checks.definitions))
    return replace(
        checks,
        dimensions=dimensions,
        relations=_sound(checks.relations, lambda each: _wrong_relation(each, scope, known, catalog), problems),
        wordings=_sound(checks.wordings, lambda each: _wrong_patterns(_texts_of(each), names), problems),
        praises=_sound(checks.praises, lambda each: _wrong_patterns((each.pattern, each.subject, *each.exceptions), names), problems),
        plans=None if checks.plans and _noted(_wrong_patterns([checks.plans], names), problems) else checks.plans,
        reckonings=_sound(checks.reckonings, lambda each: _wrong_reckoning(each, checks.directions), problems),
        beside=_sole(checks.beside, lambda each: _wrong_patterns((each.before, each.between), names), problems),
        neighbours=_sole(checks.neighbours, lambda each: _wrong_neighbours(each, names), problems),
    )


def _sound(each: Mapping[Text, Each], wrong: Callable[[Each], Iterable[Problem]], problems: Problems) -> dict[Text, Each]:
    """Return the checks with nothing wrong; what is wrong with the others is noted."""
    return {name: check for name, check in each.items() if _sole(check, wrong, problems)}


def _sole(check: Each | None, wrong: Callable[[Each], Iterable[Problem]], problems: Problems) -> Each | None:
    return None if check and _noted(wrong(check), problems) else check


def _noted(wrong: Iterable[Problem], problems: Problems) -> bool:
    """Note what is wrong; tell whether anything is."""
    found = tuple(wrong)
    problems.extend(found)
    return bool(found)


def _wrong_relation(relation: Relation, scope: Scope, known: list[str], catalog: Catalog) -> Iterator[Problem]:
    formula, words = relation.formula, Problems()
    try:
        wants_flag(formula, scope)
        if relation.tolerance:
            _check_tolerance(relation, scope)
    except ProblemError as error:
        yield from with_nearest(error, known)
    if relation.place and relation.place not in formula.names:
        yield make("R331", relation.place.mark, name=relation.place, nearest=nearest(relation.place, formula.names))
    check_sentence(relation.message, catalog, words)
    yield from words


def _check_tolerance(relation: Relation, scope: Scope) -> None:
    """Check that the two sides of a relation can differ by its tolerance.

    Raises:
        ProblemError: they are not compared, or the tolerance is no such amount.
    """
    formula, root = relation.formula, relation.formula.root
    if not isinstance(root, Binary) or root.operator not in _COMPARING:
        raise ProblemError(make("R332", formula.text.at(0)))
    assert relation.tolerance is not None
    infer(Formula(formula.text, Binary("-", root.left, Literal(relation.tolerance, root.at), root.at)), scope)


def _texts_of(wording: Wording) -> Iterator[Text]:
    yield wording.pattern
    yield from wording.exceptions
    yield from (text for text in (wording.unless, wording.confined) if text)


def _wrong_patterns(texts: Iterable[Text], names: set[str]) -> Iterator[Problem]:
    for text in texts:
        yield from (make("R203", text.mark, name=name, nearest=nearest(name, names)) for name, _ in holes(text) if name not in names)
        try:
            filled(text, lambda name: name)
        except ProblemError as error:
            yield from error.problems


def _wrong_neighbours(neighbours: Neighbours, names: set[str]) -> Iterator[Problem]:
    yield from (make("R203", name.mark, name=name, nearest=nearest(name, names)) for name in neighbours.names if name not in names)
    yield from _wrong_patterns(neighbours.exceptions, names)


def _wrong_reckoning(check: Reckoning, directions: Iterable[str]) -> Iterator[Problem]:
    try:
        reckoning(check.pattern, directions)
    except ProblemError as error:
        yield from error.problems
    numbers = [name for name, _ in holes(check.pattern)]
    for formula in check.formulas:
        if not reckons(formula):
            yield make("R333", formula.text.at(0), text=formula.text)
        unknown = (name for name in formula.names if name not in numbers)
        yield from (make("R203", formula.text.at(0), name=name, nearest=nearest(name, numbers)) for name in unknown)


def reckons(formula: Formula) -> bool:
    """Tell whether a formula says what one number of a sentence is: its name, an equals sign, and how it comes out."""
    return isinstance(formula.root, Binary) and formula.root.operator == "=" and isinstance(formula.root.left, Name)
