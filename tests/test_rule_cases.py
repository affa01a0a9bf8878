"""Every example beside a rule set scores exactly as it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from generator.base import words as W
from generator.base.marks import Mark, Source, Text
from generator.base.problems import Problems
from generator.base.shapes import plain
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, Node, Scalar, Sequence, normal
from generator.facts.loading import read_facts
from generator.facts.vocabulary import load_vocabulary
from generator.report.document import text_of
from generator.report.names import figure_names
from generator.report.printing import Style
from generator.report.sentences import Sentences
from generator.rules.loading import load_rules
from generator.rules.scorecard import Scorecard
from generator.rules.scoring import figures_for, score_indicator

from .conftest import PROJECT


@dataclass(frozen=True)
class Example:
    rules: str
    name: str
    facts: Mapping
    expected: Any
    says: Any


def _examples() -> Iterator[Any]:
    workspace = Workspace(PROJECT)
    for rules in workspace.rule_sets():
        path = workspace.cases_path(rules)
        problems = Problems()
        nodes = workspace.read_yaml(path, problems) if path.exists() else None
        for node in nodes if isinstance(nodes, Sequence) else ():
            case: dict[str, Node] = {normal(key): inner for key, inner in node} if isinstance(node, Mapping) else {}
            facts, name = case[W.CASE_FACTS], case[W.CASE_NAME]
            assert isinstance(facts, Mapping)
            assert isinstance(name, Scalar)
            says = plain(case[W.SAYS]) if W.SAYS in case else {}
            yield pytest.param(Example(rules, str(name.text), facts, plain(case[W.EXPECTED]), says), id=f"{rules}-{name.text}")


def _facts(example: Example) -> Mapping:
    """Return the example's facts with what every facts file says."""
    mark = Mark(Source(f"{example.rules}{'.cases'}.yaml", ""))
    place, year = example.rules.split("/")
    given = {normal(key) for key, _ in example.facts}
    common = {W.YEAR: year, W.RULES: f"{place}/{year}", W.FORM: "-", W.MONEY_UNIT: "万元"}
    items = [(Text(key, mark), Scalar(Text(value, mark))) for key, value in common.items() if key not in given]
    return Mapping((*items, *example.facts), mark)


@pytest.mark.parametrize("example", list(_examples()))
def test_an_example_scores_and_reads_as_it_says(example: Example) -> None:
    workspace, problems = Workspace(PROJECT), Problems()
    vocabulary = load_vocabulary(workspace, problems)
    facts = read_facts(_facts(example), "-", int(example.rules.split("/")[1]), vocabulary, problems)
    assert facts is not None
    rules = load_rules(workspace, facts.rules, vocabulary, problems)
    assert rules is not None, "\n".join(map(str, problems))
    figures = figures_for(facts, rules, {}, problems)
    card = Scorecard(facts, rules, figures)
    style = Style(separators=True)
    for name, wanted in example.expected.items():
        scored = score_indicator(str(name), facts, rules, figures, problems)
        assert not problems.errors, "\n".join(map(str, problems.errors))
        assert {key: getattr(scored, {W.SCORE: "points", W.DEDUCTION: "deduction"}[key]) for key in wanted} == {
            key: Decimal(value) for key, value in wanted.items()
        }
        sentences = Sentences(card, style, problems, figure_names(figures, style))
        said = "".join(text_of(sentences.fragment(scored, slot).spans) for slot in W.SLOT_NAMES)
        for text in example.says.get(name, ()):
            assert text in said
        assert not problems.errors, "\n".join(map(str, problems.errors))
