"""One unit's year on one side: scored, its sentences ready to be said, the document only where it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...base import words as W
from ...base.problems import Problem, ProblemError, Problems
from ...base.workspace import Workspace
from ...checks.checking import check
from ...facts.facts import Facts
from ...facts.loading import load_facts
from ...report.compose import Composer, compose
from ...report.document import Document, text_of
from ...report.forms import Form, load_form
from ...report.printing import Style
from ...report.sentences import Sentences
from ...rules.scorecard import IndicatorScore, Scorecard, Scored
from ...rules.scoring import figures_for, score
from ..pipeline import load_checked_rules, load_texts
from ..task import Unit

Stated = tuple[Facts | None, Problems]


@dataclass
class Reading:
    """What came out; without a scorecard something failed before it."""

    problems: Problems
    facts: Facts | None = None
    card: Scorecard | None = None
    form: Form | None = None
    document: Document | None = None

    @property
    def failure(self) -> Problem | None:
        """The first error; None where the unit's report can be made."""
        return next(iter(self.problems.errors), None)

    @property
    def points(self) -> Decimal | None:
        """The total; None where the rule set does not score, or something cannot be scored."""
        return self.card.points if self.card and self.card.rules.scored and not self.card.lacking else None

    @property
    def grade(self) -> str:
        """The grade of the total; empty where there is none."""
        return self.card.grade if self.card and self.points is not None else ""

    @property
    def is_scored(self) -> bool:
        """Whether nothing that is scored is lacking, whatever else is wrong."""
        return self.card is not None and not self.card.lacking

    def scored(self) -> dict[str, Scored]:
        """Return what has points of its own, by name: indicators, and groups of which only the score is known."""
        assert self.card is not None
        own = (each for each in self.card.everything() if isinstance(each, IndicatorScore) or each.group_only)
        return {each.name: each for each in own if each.points is not None}

    @cached_property
    def _choosing(self) -> Sentences:
        """What knows which text fills a slot; it prints nothing and so needs no names."""
        assert self.card is not None
        return Sentences(self.card, Style(), self.problems)

    @cached_property
    def _saying(self) -> Sentences:
        """What prints sentences, made when the first is asked for."""
        assert self.card is not None
        assert self.form is not None
        return Composer(self.card, self.form, self.problems).sentences

    def template(self, scored: Scored, slot: str) -> str:
        """Return what fills a sentence slot, values not yet printed; empty where it is not said."""
        if slot not in (W.EXPLANATION, W.SCORE_LINE) and not scored.deduction:
            return ""
        return self._choosing.choice(scored, slot).text or ""

    def sentence(self, scored: Scored, slot: str) -> str:
        """Return a sentence as it prints."""
        return text_of(self._saying.fragment(scored, slot).spans)


def stated(workspace: Workspace, unit: Unit) -> Stated:
    """Return a unit's facts of a year, and what is wrong with them."""
    problems = Problems()
    try:
        return load_facts(workspace, unit.agency, unit.year, problems), problems
    except ProblemError as error:
        problems.extend(error.problems)
        return None, problems


def read(workspace: Workspace, facts: Stated, *, document: bool) -> Reading:
    """Return a unit's year on a side.

    Args:
        workspace: the side.
        facts: the unit's facts there.
        document: whether the document is composed as well.
    """
    result = Reading(Problems(dict(facts[1].found)), facts[0])
    try:
        if result.facts and result.facts.reports:
            _read(workspace, result, result.facts, document)
    except ProblemError as error:
        result.problems.extend(error.problems)
    return result


def _read(workspace: Workspace, result: Reading, facts: Facts, document: bool) -> None:
    problems = result.problems
    rules, form = load_checked_rules(workspace, facts, problems), load_form(workspace, facts.form, problems)
    if rules is None or form is None:
        return
    result.form = form
    figures = figures_for(facts, rules, form.definitions, problems)
    result.card = score(facts, rules, figures, problems)
    if document:
        mine = Problems()  # what is wrong elsewhere, as a total that the unit asserts, hides no text
        result.document = compose(result.card, form, load_texts(workspace, form, rules, facts), mine)
        problems.extend(mine)
    check(workspace, result.card, result.document, form.style(figures.digits.money), problems)
