"""Every fact reaches the report: change one, and each place that depends on it says the new value, and no other place changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property

import pytest

from generator.base.marks import Text
from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, Node, Scalar, Sequence
from generator.batch.pipeline import load_checked_rules
from generator.facts.loading import read_facts
from generator.facts.vocabulary import Vocabulary, load_vocabulary
from generator.report.compose import FormTexts, compose, form_texts
from generator.report.document import Document
from generator.report.forms import Form, load_form
from generator.rules.ruleset import RuleSet
from generator.rules.scorecard import Scorecard
from generator.rules.scoring import figures_for, score

from .conftest import PROJECT, UNITS
from .spans import NUMBER, forms, lines, printed, says, scores, value_of, words

Path = tuple[str | int, ...]

NO_FACTS = {"年度", "规则", "模板", "金额单位", "量", "评定", "措辞", "问题与改进", "不列问题", "正文", "增设章节"}
SCORES = ("指标.", "组.", "总分.")
CLOSED = {"满分", "类别", "判定"}  # columns whose change the rule set may refuse: marks that no longer add up, a verdict it does not know
REMARKS = {"理由", "说明", "来源", "佐证"}


@dataclass(frozen=True)
class Result:
    """A report, or why there is none."""

    card: Scorecard | None
    document: Document | None
    problems: Problems

    @property
    def text(self) -> str:
        """The report as it reads."""
        assert self.document is not None, "\n".join(map(str, self.problems.errors))
        return "\n".join("".join(span.text for span in line) for line in lines(self.document))


@dataclass(frozen=True)
class Shelf:
    """A unit's facts as nodes, and all that they are evaluated with."""

    agency: str
    year: int
    facts: Mapping
    vocabulary: Vocabulary
    rules: RuleSet
    form: Form
    texts: FormTexts

    def evaluate(self, mapping: Mapping) -> Result:
        """Return the report of some facts."""
        problems = Problems()
        facts = read_facts(mapping, self.agency, self.year, self.vocabulary, problems)
        assert facts is not None
        if problems.errors:
            return Result(None, None, problems)
        figures = figures_for(facts, self.rules, self.form.definitions, problems)
        card = score(facts, self.rules, figures, problems)
        return Result(card, compose(card, self.form, self.texts, problems), problems)


@cache
def shelf(agency: str, year: int) -> Shelf:
    workspace, problems = Workspace(PROJECT), Problems()
    vocabulary = load_vocabulary(workspace, problems)
    mapping = workspace.read_mapping(workspace.facts_path(agency, year), problems)
    assert mapping is not None
    facts = read_facts(mapping, agency, year, vocabulary, problems)
    assert facts is not None
    rules, form = load_checked_rules(workspace, facts, problems), load_form(workspace, facts.form, problems)
    assert rules is not None
    assert form is not None
    asserted = tuple(item for item in mapping.items if item[0] != "核对")
    return Shelf(agency, year, replace(mapping, items=asserted), vocabulary, rules, form, form_texts(form, rules, vocabulary))


@cache
def shipped(agency: str, year: int) -> Result:
    unit = shelf(agency, year)
    return unit.evaluate(unit.facts)


def facts_of(node: Node, path: Path = ()) -> Iterator[Path]:
    """Yield where each written fact stands; a plain list is one fact."""
    if isinstance(node, Mapping):
        for key, inner in node:
            if (path or key not in NO_FACTS | {"核对"}) and key not in REMARKS:
                yield from facts_of(inner, (*path, str(key)))
    elif isinstance(node, Sequence) and any(isinstance(item, Mapping) for item in node):
        for at, item in enumerate(node):
            yield from facts_of(item, (*path, at))
    elif isinstance(node, Sequence) or "{{" not in node.text:
        yield path


def changed(node: Node, path: Path) -> Node:
    """Return a node with the fact at a path changed: a number by seven percent, a list by an item, a text by a word."""
    if path:
        head, *rest = path
        if isinstance(node, Mapping):
            items = tuple((key, changed(inner, tuple(rest)) if key == head else inner) for key, inner in node)
            return replace(node, items=items)
        assert isinstance(node, Sequence)
        return replace(node, items=tuple(changed(inner, tuple(rest)) if at == head else inner for at, inner in enumerate(node)))
    if isinstance(node, Sequence):
        return replace(node, items=(*node.items, Scalar(Text("新增的一项", node.mark), node.end)))
    assert isinstance(node, Scalar)
    return Scalar(Text(changed_text(node.text), node.mark), node.end)


def changed_text(text: str) -> str:
    if text in {"是", "否"}:
        return "否" if text == "是" else "是"
    found = re.search(r"(?<![\d.])\d[\d,]*(?:\.\d+)?", text)
    if not found:
        return text + "（新）"
    number = Decimal(found[0].replace(",", ""))
    factor = Decimal("0.93") if text[found.end() :].startswith("%") else Decimal("1.07")
    new = (number * factor).quantize(number)
    return text[: found.start()] + str(new if new != number else number + Decimal(1).scaleb(int(number.as_tuple().exponent))) + text[found.end() :]


def named(path: Path) -> str:
    """Return the id of the fact at a path: rows count from one, a long form's 值 is the fact itself."""
    parts = [str(part + 1) if isinstance(part, int) else part for part in path if part != "值"]
    return ".".join(parts[1:] if parts[0] == "直报" else parts)


def dependents(card: Scorecard, fact: str) -> set[str]:
    """Return the ids of everything that is computed from a fact, itself included."""
    users: dict[str, set[str]] = {}
    for name, computed in card.figures.computed.items():
        for used, _ in computed.inputs:
            row = name.rpartition(".")[0]
            users.setdefault(used.replace("本行", row, 1) if used.startswith("本行.") else used, set()).add(name)
    found, waiting = set(), [fact]
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            columns = [re.sub(r"\.\d+(?=\.)", "", one), re.sub(r"\.\d+\..*", "", one)]
            waiting += [*columns, *users.get(one, ())]
    return found


def cases() -> list[tuple[str, int, Path]]:
    return [(agency, year, path) for agency, year in UNITS for path in facts_of(shelf(agency, year).facts)]


@dataclass(frozen=True)
class Change:
    """One fact, and the report before and after it changed."""

    fact: str
    column: str
    before: Result
    after: Result

    @cached_property
    def old(self) -> dict[str, set[str]]:
        """What was printed of each value."""
        assert self.before.document is not None
        return printed(self.before.document)

    @cached_property
    def new(self) -> dict[str, set[str]]:
        """What is printed of each value now."""
        assert self.after.document is not None, "\n".join(map(str, self.after.problems.errors))
        return printed(self.after.document)

    @cached_property
    def dependents(self) -> set[str]:
        """The fact and all that is computed from it."""
        assert self.after.card is not None
        return dependents(self.after.card, self.fact)

    def outdated(self, id: str) -> set[str]:
        """The numbers that were, or could have been, printed of a value and no longer hold."""
        assert self.before.card is not None
        assert self.after.card is not None
        old, new = value_of(self.before.card, id), value_of(self.after.card, id)
        shown = {number for text in self.old.get(id, set()) - self.new.get(id, set()) for number in NUMBER.findall(text)}
        return shown | (forms(old) - forms(new))


@pytest.fixture(scope="module", params=cases(), ids=lambda case: f"{case[0]}-{named(case[2])}")
def change(request: pytest.FixtureRequest) -> Change:
    agency, year, path = request.param
    unit = shelf(agency, year)
    facts = changed(unit.facts, path)
    assert isinstance(facts, Mapping)
    return Change(named(path), str(path[-1]), shipped(agency, year), unit.evaluate(facts))


def test_a_changed_fact_changes_the_report_or_is_refused_by_the_rule_set(change: Change) -> None:
    if change.after.problems.errors:
        assert change.column in CLOSED, "\n".join(map(str, change.after.problems.errors))
    else:
        assert change.after.text != change.before.text


def test_only_what_depends_on_a_fact_changes_with_it(change: Change) -> None:
    if change.after.problems.errors:
        return
    for id in change.old.keys() & change.new.keys() - change.dependents:
        if not id.startswith(SCORES):
            old, new = change.old[id], change.new[id]
            assert old <= new or new <= old, f"{id} 不该随 {change.fact} 变：{old}，{new}"


def test_all_that_depends_on_a_fact_prints_its_new_value(change: Change) -> None:
    card = change.after.card
    if change.after.problems.errors or card is None:
        return
    marks = scores(card)
    for id, texts in change.new.items():
        value = value_of(card, id)
        if id in marks:
            assert {Decimal(text.removesuffix("分")) for text in texts} == {marks[id]}, id
        elif value is not None and not isinstance(value, list):
            assert all(says(text, value) for text in texts), f"{id} 应为 {value}，印作 {texts}"


def test_no_old_value_is_left_standing_in_the_words(change: Change) -> None:
    if change.after.problems.errors or change.after.document is None:
        return
    literal = words(change.after.document)
    for id in change.dependents:
        for number in change.outdated(id):
            if len(re.sub(r"\D", "", number)) >= 4:
                assert not re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d.,]*\d)", literal), f"{id} 的旧值 {number} 还在"
