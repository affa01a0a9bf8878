"""One unit's year through all stages, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..base.marks import Text
from ..base.problems import ProblemError, Problems
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping
from ..checks.checking import check
from ..facts.facts import Facts
from ..facts.ignoring import without_ignored
from ..facts.loading import load_facts
from ..facts.vocabulary import Vocabulary
from ..report.compose import FormTexts, compose, form_texts
from ..report.document import Document
from ..report.forms import Form, load_form
from ..report.names import catalog_of
from ..report.sentences import check_rule_sentences
from ..rules.loading import load_rules
from ..rules.review import Review
from ..rules.ruleset import RuleSet
from ..rules.scorecard import Scorecard
from ..rules.scoring import figures_for, score
from .review import review_of


@dataclass
class Evaluation:
    """What came out of the stages; a stage that could not be reached is None.

    `reviewed` is the scorecard after the bureau's review (复核), None where the unit's year was not reviewed; `review` tells how
    it came about. What is wrong with a review is no problem of the unit's.
    """

    problems: Problems = field(default_factory=Problems)
    facts: Facts | None = None
    rules: RuleSet | None = None
    form: Form | None = None
    card: Scorecard | None = None
    reviewed: Scorecard | None = None
    review: Review | None = None
    review_problems: Problems = field(default_factory=Problems)
    document: Document | None = None


def evaluate(workspace: Workspace, agency: str, year: int, unwritten: Mapping | None = None, *, draft: bool = False) -> Evaluation:
    """Return a unit's year, evaluated as far as its problems allow; every problem is noted.

    Args:
        workspace: the data folder.
        agency: the unit.
        year: the year.
        unwritten: what stands for the year's file before that is written.
        draft: whether what is still to be filled in only marks its place, instead of stopping the document.
    """
    result = Evaluation(Problems(draft=draft))
    problems = result.problems
    try:
        result.facts = load_facts(workspace, agency, year, problems, unwritten)
        if result.facts and result.facts.reports:
            _evaluate(workspace, result, result.facts)
    except ProblemError as error:
        problems.extend(error.problems)
    if result.facts:
        result.problems = without_ignored(problems, result.facts.settings.ignored)
    return result


def _evaluate(workspace: Workspace, result: Evaluation, facts: Facts) -> None:
    problems = result.problems
    result.rules = load_checked_rules(workspace, facts, problems)
    result.form = load_form(workspace, facts.form, problems)
    if result.rules is None or result.form is None:
        return
    figures = figures_for(facts, result.rules, result.form.definitions, problems)
    result.card = score(facts, result.rules, figures, problems)
    texts = load_texts(workspace, result.form, result.rules, facts)
    result.document = compose(result.card, result.form, texts, problems)
    check(workspace, result.card, result.document, result.form.style(figures.digits.money), problems)
    result.review = review_of(workspace, result.card, result.form.definitions, problems, result.review_problems)
    result.reviewed = result.review.card if result.review else None


def load_checked_rules(workspace: Workspace, facts: Facts, problems: Problems) -> RuleSet | None:
    """Return a unit's rule set, its sentences checked as well; None when it does not load."""
    return load_rule_set(workspace, facts.rules, facts.vocabulary, problems)


def load_rule_set(workspace: Workspace, name: Text, vocabulary: Vocabulary, problems: Problems) -> RuleSet | None:
    """Return a rule set by its name, its sentences checked as well; None when it does not load."""
    rules = load_rules(workspace, name, vocabulary, problems)
    if rules is None:
        return None
    mine = Problems()
    workspace.once((load_rule_set, str(name)), lambda _, found: _check_sentences(rules, vocabulary, found), mine)
    problems.extend(mine)
    return None if mine.errors else rules


def _check_sentences(rules: RuleSet, vocabulary: Vocabulary, problems: Problems) -> None:
    check_rule_sentences(rules, catalog_of(vocabulary, rules.definitions, rules, (), None), problems)


def load_texts(workspace: Workspace, form: Form, rules: RuleSet, facts: Facts) -> FormTexts:
    """Return the checked texts of a unit's form."""
    def load(_: Workspace, __: Problems) -> FormTexts:
        return form_texts(form, rules, facts.vocabulary)

    return workspace.once((form_texts, str(facts.form), rules.name), load, Problems())
