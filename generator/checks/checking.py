"""Runs all checks over one unit's year."""

from __future__ import annotations

from ..base.problems import Problems
from ..base.workspace import Workspace
from ..report.document import Document
from ..report.printing import Style
from ..rules.scorecard import Scorecard
from .arithmetic import miscounted
from .beside import other_than_facts
from .evidence import empty_sections, missing_evidence
from .loading import load_checks
from .passages import passages
from .praise import contradicted_praise
from .recomputation import recomputed
from .relations import broken_relations
from .wording import Names, other_units, unwanted_words


def check(workspace: Workspace, card: Scorecard, document: Document | None, style: Style, problems: Problems) -> None:
    """Note what a unit's facts, and the report made from them, contradict; without a report only the facts are looked at."""
    facts = card.facts
    checks = load_checks(workspace, facts.vocabulary, problems)
    problems.extend(broken_relations(checks, card.figures, style))
    problems.extend(missing_evidence(workspace, facts))
    if document is None:
        return
    names, own = _names(card, style), list(passages(document, facts.mark.source))
    problems.extend(unwanted_words(checks, own, names))
    problems.extend(other_units(checks, own, workspace, (facts.agency, *facts.units), names))
    problems.extend(contradicted_praise(checks, own, card, names))
    problems.extend(miscounted(checks, own))
    problems.extend(other_than_facts(checks, own, facts, names))
    problems.extend(recomputed(document, card, style))
    problems.extend(empty_sections(document, facts))


def _names(card: Scorecard, style: Style) -> Names:
    """Return the function that gives what a fact prints."""

    def printed(path: str) -> str | None:
        if not card.figures.knows(path):
            return None
        value = card.figures.value(path)
        return None if isinstance(value, list) else style.text(value)

    return printed
