"""The public edition of a unit's year."""

from __future__ import annotations

from ..base.problems import Problems
from ..base.workspace import Workspace
from ..report.document import Document
from ..report.public import public_edition
from .pipeline import Evaluation, load_texts


def public_of(workspace: Workspace, evaluation: Evaluation) -> Document | None:
    """Return the public edition of a report that was composed without errors; None, with the problems noted, when it cannot be written."""
    card, form, rules, facts = evaluation.card, evaluation.form, evaluation.rules, evaluation.facts
    if not (card and form and rules and facts):
        return None
    own = Problems()
    document = public_edition(card, form, load_texts(workspace, form, rules, facts), own)
    known = set(map(str, evaluation.problems))
    evaluation.problems.extend(problem for problem in own if str(problem) not in known)
    return None if own.errors else document
