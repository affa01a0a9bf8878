"""Loads a rule set: its parents first, then the whole checked before any facts are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..base import words as W
from ..base.decimals import ZERO
from ..base.marks import Mark, Text
from ..base.problems import ProblemError, Problems, nearest
from ..base.shapes import shape
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping as YamlMapping
from ..facts.values import NUMBER, POINTS, RATIO, Dimension
from ..facts.vocabulary import Vocabulary
from .aspects import aspects
from .definitions import Definitions, check_definitions, defined_as, read_definitions, wants_flag, with_nearest
from .formula.dimensions import UNKNOWN, Scope
from .inheritance import with_parents
from .methods import check_quantity
from .ruleset import Case, GroupShape, Indicator, RuleSet, RuleSetShape

YEARS = (W.YEAR, W.PREVIOUS_YEAR, W.NEXT_YEAR)
_SCORES = {W.SCORE: POINTS, W.DEDUCTION: POINTS, W.FULL: POINTS, W.SHARE_OF_FULL: RATIO}


def load_rules(workspace: Workspace, name: Text, vocabulary: Vocabulary, problems: Problems) -> RuleSet | None:
    """Return a checked rule set; None, with the problems noted, when it does not load.

    Args:
        workspace: where rule sets stand.
        name: as the facts file names it, guangzhou/2023.
        vocabulary: the facts that rules may name.
        problems: where to note what is wrong.
    """
    known = workspace.rule_sets()
    if name not in known:
        problems.add("R301", name.mark, name=name, nearest=nearest(name, known))
        return None
    return workspace.once((load_rules, str(name)), lambda folder, found: _load(folder, name, vocabulary, found), problems)


def _load(workspace: Workspace, name: Text, vocabulary: Vocabulary, problems: Problems) -> RuleSet | None:
    merged = with_parents(workspace, name, (), problems)
    rules = _read(merged, name, vocabulary, problems) if merged else None
    if rules:
        check_rules(rules, vocabulary, problems)
    return None if problems.errors else rules


def _read(mapping: YamlMapping, name: Text, vocabulary: Vocabulary, problems: Problems) -> RuleSet | None:
    read = shape(RuleSetShape, mapping, problems)
    definitions = read_definitions(mapping.get(W.QUANTITIES), problems)
    if read is None:
        return None
    if read.name != name:
        problems.add("R313", read.name.mark, text=read.name, name=name)
    dimensions = check_definitions(definitions, static_scope(vocabulary, {}), list(vocabulary.canonical), problems)
    return RuleSet(read, definitions, dimensions, mapping.mark, aspects(mapping))


def check_rules(rules: RuleSet, vocabulary: Vocabulary, problems: Problems) -> None:
    """Note weights that do not add up, indicators out of place, and formulas and methods that cannot work."""
    _check_weights(rules, problems)
    known = [*vocabulary.canonical, *rules.definitions]
    everything = scope_with(static_scope(vocabulary, {}), rules.definitions, rules.dimensions)
    for name in rules.definitions:
        if name in vocabulary.canonical:
            problems.add("F210", rules.definitions[name].formula.text.mark, key=name)
    for name, indicator in rules.shape.indicators.items():
        _check_indicator(name, indicator, everything, known, problems)
    _check_cases(rules.shape.slots.values(), sentence_scope(everything), known, problems)


def static_scope(vocabulary: Vocabulary, data: Mapping[str, Dimension]) -> Scope:
    """Return the dimensions of all names that facts can give: the vocabulary, last year's values, years, the unit's data."""

    def look(path: str) -> tuple[Dimension, bool] | None:
        path = path.removeprefix(W.LAST_YEAR + ".")
        if path in YEARS:
            return NUMBER, False
        if path in data:
            return data[path], False
        if path in vocabulary.entries:
            return vocabulary.entries[path].dimension, False
        table, _, column = path.rpartition(".")
        found = vocabulary.column(table, column)
        return (found, True) if found else None

    return look


def scope_with(scope: Scope, definitions: Definitions, dimensions: Mapping[str, Dimension]) -> Scope:
    """Return a scope that knows derived quantities as well."""

    def look(path: str) -> tuple[Dimension, bool] | None:
        name, column = defined_as(path, definitions)
        if name:
            return dimensions.get(name, UNKNOWN), column
        return scope(path)

    return look


def sentence_scope(scope: Scope) -> Scope:
    """Return the scope of an indicator's sentence conditions, which know its score as well."""

    def look(path: str) -> tuple[Dimension, bool] | None:
        return (_SCORES[path], False) if path in _SCORES else scope(path)

    return look


def _check_indicator(name: Text, indicator: Indicator, scope: Scope, known: list[str], problems: Problems) -> None:
    if indicator.quantity:
        check_quantity(indicator.quantity, indicator.scoring.needs_quantity, scope, known, problems)
    elif indicator.scoring.needs_quantity:
        problems.add("R310", indicator.scoring.method.mark, method=indicator.scoring.method)
    indicator.scoring.check(indicator.full, scope, known, problems)
    _check_cases(indicator.slots.values(), sentence_scope(_own_quantity(scope, indicator)), known, problems)


def _check_cases(slots: Iterable[tuple[Case, ...]], scope: Scope, known: list[str], problems: Problems) -> None:
    for cases in slots:
        for at, case in enumerate(cases):
            try:
                if case.when:
                    wants_flag(case.when, scope)
                elif at < len(cases) - 1:
                    problems.add("R319", case.write.mark)
            except ProblemError as error:
                problems.extend(with_nearest(error, [*known, *_SCORES]))
        if cases and cases[-1].when is not None:
            problems.add("R319", cases[-1].write.mark)


def _own_quantity(scope: Scope, indicator: Indicator) -> Scope:
    def look(path: str) -> tuple[Dimension, bool] | None:
        return scope(str(indicator.quantity)) if path == W.QUANTITIES and indicator.quantity else scope(path)

    return look


def _check_weights(rules: RuleSet, problems: Problems) -> None:
    if rules.shape.total is None:
        return
    top = sum((group.full for group in rules.shape.structure.values()), ZERO)
    if top != rules.shape.total:
        problems.add("R302", _top_mark(rules), name=W.TOTAL, full=rules.shape.total, sum=top)
    seen: set[str] = set()
    for name, group in rules.groups():
        _check_group(name, group, rules, seen, problems)
    for name in rules.shape.indicators:
        if name not in seen:
            problems.add("R304", name.mark, name=name, nearest=nearest(name, seen))
    floors = [floor for floor, _ in rules.shape.grades]
    if floors and (floors != sorted(floors, reverse=True) or floors[-1] != 0):
        problems.add("R320", rules.mark)


def _check_group(name: Text, group: GroupShape, rules: RuleSet, seen: set[str], problems: Problems) -> None:
    known = [leaf for leaf in group.leaves if leaf in rules.indicators]
    for leaf in group.leaves:
        if leaf not in known:
            problems.add("R303", leaf.mark, name=leaf, nearest=nearest(leaf, rules.indicators))
        elif leaf in seen:
            problems.add("R312", leaf.mark, name=leaf)
        seen.add(str(leaf))
    total = sum((child.full for child in group.groups.values()), ZERO) + sum((rules.indicators[leaf].full for leaf in known), ZERO)
    if total != group.full and len(known) == len(group.leaves):
        problems.add("R302", name.mark, name=name, full=group.full, sum=total)


def _top_mark(rules: RuleSet) -> Mark:
    return next((name.mark for name in rules.shape.structure), rules.mark)
