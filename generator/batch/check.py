"""Finds everything that is wrong in a workspace: facts, rule sets, forms and the Word template, each problem once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ..base.marks import Mark, Source, Text
from ..base.problems import Problem, ProblemError, Problems
from ..base.workspace import Workspace
from ..checks.loading import load_checks
from ..facts.vocabulary import Vocabulary, load_vocabulary
from ..report.compose import check_against
from ..report.docx.checking import checked_package
from ..report.forms import load_form
from ..report.html.writer import checked_template
from ..rules.ruleset import RuleSet
from .editions import OFFICIAL, OFFICIAL_PAGE
from .pipeline import Evaluation, evaluate, load_rule_set


def check(workspace: Workspace, agency: str | None = None, year: int | None = None) -> list[Problem]:
    """Return what is wrong, by file and line; what has no place comes last.

    Args:
        workspace: where to look.
        agency: only this unit; without it every unit, and also the rule sets and forms that no unit uses.
        year: only this year of the unit.

    Raises:
        ProblemError: no such unit or year.
    """
    problems = Problems()
    evaluations = [evaluate(workspace, *unit) for unit in _units(workspace, agency, year)]
    problems.extend(chain.from_iterable(evaluation.problems for evaluation in evaluations))
    if agency is None:
        _check_unused(workspace, evaluations, problems)
    _check_templates(workspace, problems)
    return sorted(problems, key=_place)


def _units(workspace: Workspace, agency: str | None, year: int | None) -> Iterator[tuple[str, int]]:
    for each in workspace.agencies() if agency is None else [agency]:
        for known in workspace.years(each) if year is None else [year]:
            yield each, known


def _check_unused(workspace: Workspace, evaluations: Iterable[Evaluation], problems: Problems) -> None:
    """Check the checks, and the rule sets and forms that no unit's evaluation got to."""
    vocabulary = load_vocabulary(workspace, problems)
    load_checks(workspace, vocabulary, problems)
    rule_sets = {evaluation.rules.name: evaluation.rules for evaluation in evaluations if evaluation.rules}
    for name in workspace.rule_sets():
        if name not in rule_sets:
            named = _named(name, workspace.shown(workspace.rules_path(name)))
            if rules := load_rule_set(workspace, named, vocabulary, problems):
                rule_sets[name] = rules
    composed = {str(evaluation.facts.form) for evaluation in evaluations if evaluation.facts and evaluation.card}
    for name in workspace.forms():
        if name not in composed:
            _check_form(workspace, _named(name, workspace.shown(workspace.form_path(name))), vocabulary, rule_sets.values(), problems)


def _check_form(workspace: Workspace, name: Text, vocabulary: Vocabulary, rule_sets: Iterable[RuleSet], problems: Problems) -> None:
    """Check a form against the rule set that it fits best: which one it is written for, only a unit says."""
    form = load_form(workspace, name, problems)
    found = [list(check_against(form, rules, vocabulary)) for rules in rule_sets] if form else []
    if found:
        fewest = min(found, key=len)
        problems.extend(fewest)


def _check_templates(workspace: Workspace, problems: Problems) -> None:
    """Check the looks of Word files, and those of web pages where there are any."""
    word, page = workspace.template(OFFICIAL), workspace.template(OFFICIAL_PAGE)
    try:
        checked_package(workspace.read_bytes(word), workspace.shown(word))
    except ProblemError as error:
        problems.extend(error.problems)
    try:
        if workspace.files.is_file(page):
            checked_template(workspace.read(page))
    except ProblemError as error:
        problems.extend(error.problems)


def _named(name: str, path: str) -> Text:
    return Text(name, Mark(Source(path, "")))


def _place(problem: Problem) -> tuple[bool, str, int, int]:
    mark = problem.in_text
    return (False, mark.source.path, mark.line, mark.column) if mark else (True, "", 0, 0)
