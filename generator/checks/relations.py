"""勾稽: relations between facts, told where all their names have a value and the condition does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..base.problems import Problem, Problems, make
from ..facts.values import Quantity, comparable
from ..report.document import text_of
from ..report.language import render_sentence
from ..report.names import figure_names
from ..report.printing import Style
from ..rules.figures import Figures
from ..rules.formula import Formula, evaluate
from ..rules.formula.nodes import Binary
from .loading import Checks
from .shapes import RELATIONS, Relation


def broken_relations(checks: Checks, figures: Figures, style: Style) -> Iterator[Problem]:
    """Yield a problem for each relation that a unit's facts contradict, at the fact that is at fault."""
    own = replace(figures, definitions=checks.definitions, dimensions=checks.dimensions, computed={}, missing={})
    for name, relation in checks.relations.items():
        if all(own.knows(each) for each in relation.formula.names) and not _holds(relation, own):
            what = text_of(render_sentence(relation.message, figure_names(own, style), Problems()))
            mark = own.place_of(relation.place or relation.formula.names[0])
            yield make(RELATIONS[relation.severity], mark, name=name, what=what, advice=relation.advice)


def _holds(relation: Relation, figures: Figures) -> bool:
    """Tell whether a relation holds, or cannot be judged."""
    if evaluate(relation.formula, figures.value) is not False:
        return True
    root = relation.formula.root
    if relation.tolerance is None or not isinstance(root, Binary):
        return False
    gap = evaluate(Formula(relation.formula.text, Binary("-", root.left, root.right, root.at)), figures.value)
    assert isinstance(gap, Quantity)
    off, allowed = comparable(gap, relation.tolerance)
    wrong_way = {"<": off, "<=": off, ">": -off, ">=": -off}.get(root.operator, abs(off))
    return wrong_way <= allowed * _terms(relation, figures)


def _terms(relation: Relation, figures: Figures) -> int:
    """Return how many written numbers a relation puts together: each may have been rounded."""
    values = [figures.value(name) for name in relation.formula.names]
    return sum(len(value) if isinstance(value, list) else 1 for value in values)

