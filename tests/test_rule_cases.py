"""Every example beside a rule set scores, prints and refuses exactly as it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from generator.base import words as W
from generator.base.marks import Mark, Source, Text
from generator.base.problems import Problem, ProblemError, Problems
from generator.base.shapes import plain
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, Scalar, Sequence, normal
from generator.facts.loading import read_facts
from generator.facts.vocabulary import Vocabulary, load_vocabulary
from generator.report.document import text_of
from generator.report.names import figure_names
from generator.report.printing import Style
from generator.report.sentences import Sentences
from generator.rules.loading import load_rules
from generator.rules.ruleset import RuleSet
from generator.rules.scorecard import IndicatorScore, Scorecard
from generator.rules.scoring import figures_for, score_indicator

from .conftest import PROJECT

WORKSPACE = Workspace(PROJECT)
STYLE = Style(separators=True)
EXPECTATIONS = (W.EXPECTED, W.SAYS, W.QUANTITIES, W.REFUSE)
SCORES = {W.SCORE: "points", W.DEDUCTION: "deduction"}


@dataclass(frozen=True)
class Example:
    """What a case states: points (期望), parts of sentences (句含), printed quantities (量), problem numbers (报错)."""

    rules: str
    facts: Mapping
    wanted: dict[str, Any]


def _examples() -> Iterator[Any]:
    for rules in WORKSPACE.rule_sets():
        path = WORKSPACE.cases_path(rules)
        problems = Problems()
        nodes = WORKSPACE.read_yaml(path, problems) if path.exists() else Sequence((), Mark(Source(rules, "")), Mark(Source(rules, "")))
        assert not problems.errors, "\n".join(map(str, problems))
        assert isinstance(nodes, Sequence)
        for node in nodes:
            assert isinstance(node, Mapping)
            name, facts = node.get(W.CASE_NAME), node.get(W.CASE_FACTS)
            assert isinstance(name, Scalar)
            assert isinstance(facts, Mapping)
            wanted = {normal(key): plain(inner) for key, inner in node if inner not in (name, facts)}
            assert wanted
            assert set(wanted) <= set(EXPECTATIONS), name.text.mark
            yield pytest.param(Example(rules, facts, wanted), id=f"{rules}-{name.text}")


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary(WORKSPACE, Problems())


@cache
def _rules(name: str) -> RuleSet:
    problems = Problems()
    rules = load_rules(WORKSPACE, Text(name, Mark(Source(name, ""))), _vocabulary(), problems)
    assert rules is not None, "\n".join(map(str, problems))
    return rules


def _facts(example: Example) -> Mapping:
    """Return the example's facts with what every facts file says."""
    mark = Mark(Source(f"{example.rules}.cases.yaml", ""))
    given = {normal(key) for key, _ in example.facts}
    common = {W.YEAR: example.rules.split("/")[1], W.RULES: example.rules, W.FORM: "-", W.MONEY_UNIT: "万元"}
    items = [(Text(key, mark), Scalar(Text(value, mark), mark)) for key, value in common.items() if key not in given]
    return Mapping((*items, *example.facts), mark, mark)


class Trial:
    """One example's facts under its rule set."""

    def __init__(self, example: Example) -> None:
        self.problems = Problems()
        rules = _rules(example.rules)
        facts = read_facts(_facts(example), "-", int(example.rules.split("/")[1]), _vocabulary(), self.problems)
        assert facts is not None
        self.figures = figures_for(facts, rules, {}, self.problems)
        self.card = Scorecard(facts, rules, self.figures)
        self.names = figure_names(self.figures, STYLE)
        assert not self.problems.errors, "\n".join(map(str, self.problems.errors))

    def scored(self, indicator: str) -> IndicatorScore:
        return score_indicator(indicator, self.card.facts, self.card.rules, self.figures, self.problems)

    def said(self, indicator: str) -> str:
        sentences = Sentences(self.card, STYLE, self.problems, self.names)
        return "".join(text_of(sentences.fragment(self.scored(indicator), slot).spans) for slot in W.SLOT_NAMES)

    def printed(self, quantity: str) -> str:
        value = self.figures.value(quantity)
        assert not isinstance(value, list)
        return STYLE.text(value)

    def refused(self, name: str) -> list[Problem]:
        """Return the errors of scoring an indicator or computing a quantity."""
        self.problems = Problems()
        try:
            if name in self.card.rules.indicators:
                self.scored(name)
            else:
                self.figures.value(name)
        except ProblemError as error:
            self.problems.extend(error.problems)
        return self.problems.errors


def _points(trial: Trial, indicator: str, wanted: dict[str, str]) -> None:
    scored = trial.scored(indicator)
    assert wanted
    assert {key: getattr(scored, SCORES[key]) for key in wanted} == {key: Decimal(value) for key, value in wanted.items()}


def _sentences(trial: Trial, indicator: str, wanted: tuple[str, ...]) -> None:
    said = trial.said(indicator)
    assert wanted
    assert [text for text in wanted if text not in said] == [], said


def _quantities(trial: Trial, quantity: str, wanted: str) -> None:
    assert trial.printed(quantity) == wanted


def _refusals(trial: Trial, name: str, wanted: str) -> None:
    assert [problem.number for problem in trial.refused(name)] == [wanted]
    trial.problems = Problems()


CHECKS: dict[str, Callable[[Trial, str, Any], None]] = dict(
    zip(EXPECTATIONS, (_points, _sentences, _quantities, _refusals), strict=True)
)


@pytest.mark.parametrize("example", list(_examples()))
def test_an_example_scores_prints_and_refuses_as_it_says(example: Example) -> None:
    trial = Trial(example)
    for expectation, check in CHECKS.items():
        for name, wanted in example.wanted.get(expectation, {}).items():
            check(trial, str(name), wanted)
    assert not trial.problems.errors, "\n".join(map(str, trial.problems.errors))
