"""A small rule set written as YAML text, loaded, scored and worded as any other."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from generator.base.marks import Source
from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, read_yaml
from generator.batch.pipeline import load_checked_rules
from generator.facts.facts import Facts
from generator.facts.loading import read_facts
from generator.facts.vocabulary import Vocabulary, load_vocabulary
from generator.report.document import text_of
from generator.report.names import figure_names
from generator.report.printing import Style
from generator.report.sentences import Sentences
from generator.rules.ruleset import RuleSet
from generator.rules.scorecard import Scorecard, Scored
from generator.rules.scoring import figures_for, score

from .conftest import PROJECT

HEAD = "年度: 2024\n规则: x/2024\n模板: 无\n金额单位: 万元\n"


def one_indicator(scoring: str, *, full: str = "10", quantity: str = "履职.满意度", derived: str = "{}", slots: str = "{}") -> str:
    """Return a rule set whose only indicator, 甲, is scored as told; by default a rate that the facts state."""
    return f"""
规则集: x/2024
名称: 样例
适用: {{地区: 样例, 年度: 2024}}
总分: {full}
小数: {{比率: 1, 得分: 2, 金额: 2}}
结构: {{组: {{满分: {full}, 下级: [甲]}}}}
量: {derived}
指标:
  甲:
    满分: {full}
    {f"量: {quantity}" if quantity else ""}
    计分: {scoring}
    依据: {{文件: 样例, 核实: 待核, 要点: 样例}}
    句: {slots}
"""


@dataclass
class Result:
    """A unit's score under a small rule set."""

    card: Scorecard
    problems: Problems

    def of(self, name: str) -> Scored:
        """Return an indicator's or a group's score."""
        self.problems.stop_on_errors()
        return next(scored for scored in self.card.everything() if scored.name == name)

    def points(self, name: str = "甲") -> Decimal | None:
        """Return the points of an indicator or group."""
        return self.of(name).points

    def deduction(self, name: str = "甲") -> Decimal | None:
        """Return the points off."""
        return self.of(name).deduction

    def said(self, slot: str, name: str = "甲") -> str:
        """Return a sentence as it prints."""
        style = Style()
        sentences = Sentences(self.card, style, self.problems, figure_names(self.card.figures, style))
        text = text_of(sentences.fragment(self.of(name), slot).spans)
        self.problems.stop_on_errors()
        return text

    @property
    def errors(self) -> list[str]:
        """The numbers of what is wrong."""
        return [problem.number for problem in self.problems.errors]


@dataclass(frozen=True)
class Office:
    """A finance bureau somewhere else: the project's vocabulary, and rule sets of its own."""

    root: Path

    @classmethod
    def founded(cls, root: Path) -> Office:
        """Return an office in an empty folder."""
        shutil.copytree(PROJECT / "data" / "vocabulary", root / "data" / "vocabulary")
        (root / "data" / "rules" / "x").mkdir(parents=True)
        return cls(root)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the facts are."""
        problems = Problems()
        vocabulary = load_vocabulary(Workspace(self.root), problems)
        problems.stop_on_errors()
        return vocabulary

    def facts(self, text: str, problems: Problems) -> Facts:
        """Return what a facts file states."""
        mapping = read_yaml(Source("facts.yaml", HEAD + text), problems)
        assert isinstance(mapping, Mapping), text
        facts = read_facts(mapping, "甲", 2024, self.vocabulary, problems)
        assert facts is not None
        return facts

    def load(self, rules: str) -> tuple[RuleSet | None, Problems]:
        """Return a rule set with what is wrong with it."""
        (self.root / "data" / "rules" / "x" / "2024.yaml").write_text(rules, "utf-8")
        problems = Problems()
        return load_checked_rules(Workspace(self.root), self.facts("", problems), problems), problems

    def refuses(self, rules: str) -> list[str]:
        """Return the numbers of what is wrong with a rule set."""
        return [problem.number for problem in self.load(rules)[1].errors]

    def rules(self, text: str) -> RuleSet:
        """Return a rule set that must load."""
        rules, problems = self.load(text)
        problems.stop_on_errors()
        assert rules is not None
        return rules

    def score(self, rules: str | RuleSet, facts: str) -> Result:
        """Return a unit's score under a rule set."""
        loaded, problems = self.rules(rules) if isinstance(rules, str) else rules, Problems()
        stated = self.facts(facts, problems)
        card = score(stated, loaded, figures_for(stated, loaded, {}, problems), problems)
        return Result(card, problems)
