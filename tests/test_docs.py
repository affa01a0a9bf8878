"""The documentation is true: its examples are run, what is public is in it, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click import Context
from ruamel.yaml import YAML

from generator.base import words as W
from generator.base.catalogue import CATALOGUE, Severity
from generator.base.marks import Mark, Source, Text
from generator.base.problems import Problems
from generator.base.shapes import known_keys, plain, shape
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, Node, Scalar, Sequence, read_yaml
from generator.batch.pipeline import load_checked_rules
from generator.checks.shapes import BesideNames, ChecksShape, Directions, Neighbours, Praise, Reckoning, Relation, Wording
from generator.cli.app import cli
from generator.facts.facts import Facts
from generator.facts.loading import RESERVED as RESERVED
from generator.facts.loading import read_facts
from generator.facts.vocabulary import load_vocabulary
from generator.report.document import text_of
from generator.report.filters import FILTERS
from generator.report.forms import FormShape
from generator.report.language import render_sentence
from generator.report.names import figure_names
from generator.report.printing import Style
from generator.report.sentences import Sentences
from generator.rules.definitions import Definition, read_definitions
from generator.rules.formula.parse import ARITIES
from generator.rules.methods import METHODS, Method
from generator.rules.ruleset import Basis, Indicator, RuleSetShape
from generator.rules.scorecard import Scorecard
from generator.rules.scoring import figures_for, score_indicator

from .conftest import PROJECT, Bureau

RULES = (PROJECT / "docs" / "rules.md").read_text("utf-8")
README = (PROJECT / "README.md").read_text("utf-8")
HANDBOOK = (PROJECT / "docs" / "handbook.md").read_text("utf-8")
PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", PROJECT / "CHANGELOG.md", *sorted((PROJECT / "docs").glob("*.md"))]
STYLE = Style(separators=True)


def blocks(text: str, language: str) -> list[str]:
    return [textwrap.dedent(found) for found in re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]


def tables(text: str, *header: str) -> list[list[str]]:
    """Return the rows of all tables whose columns begin as told, cells without their code marks."""
    rows, inside = [], False
    for line in text.splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if tuple(cells[: len(header)]) == header:
            inside = True
        elif not cells:
            inside = False
        elif inside and set(cells[0]) != {"-"}:
            rows.append([cell[1:-1] if cell.startswith("`") else cell for cell in cells])
    return rows


def section(text: str, heading: str) -> str:
    found = re.search(rf"^### {heading}\n(.*?)(?=^#{{2,3}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading}"
    return found[1]


def nodes(text: str) -> Node:
    problems = Problems()
    node = read_yaml(Source("docs/rules.md", text), problems)
    assert node is not None
    assert not problems.errors, "\n".join(map(str, problems))
    return node


@dataclass(frozen=True)
class Example:
    """A question of a cases block, and the rules block that stands before it."""

    rules: str
    case: Mapping

    def part(self, key: str) -> Any:
        node = self.case.get(key)
        return plain(node) if node else {}


def examples() -> Iterator[Any]:
    rules = ""
    for block in blocks(RULES, "yaml"):
        node = nodes(block)
        if isinstance(node, Mapping) and (node.get(W.INDICATORS) or node.get(W.EXTENDS)):
            rules = block
        for case in node if isinstance(node, Sequence) else ():
            assert isinstance(case, Mapping)
            yield pytest.param(Example(rules, case), id=str(plain(case)[W.CASE_NAME]))


def complete(rules: str) -> str:
    """Return a rule set around indicators and quantities that stand alone."""
    node = nodes(rules)
    assert isinstance(node, Mapping)
    if node.get(W.RULE_SET):
        return rules
    indicators = plain(inner) if (inner := node.get(W.INDICATORS)) else {}
    total = sum((Decimal(indicator[W.FULL]) for indicator in indicators.values()), Decimal(0))
    head = f"规则集: example/2024\n名称: 示例\n适用: {{地区: 示例市, 年度: 2024}}\n总分: {total if indicators else W.UNSCORED}\n"
    digits = "小数: {比率: 1, 得分: 2, 金额: 2}\n"
    structure = f"结构: {{示例: {{满分: {total}, 下级: [{', '.join(indicators)}]}}}}\n" if indicators else ""
    return head + digits + structure + rules


@dataclass
class Office:
    """The project's vocabulary, and the rule sets of the documentation."""

    root: Path

    def write(self, rules: str) -> Text:
        node = nodes(rules)
        assert isinstance(node, Mapping)
        name = node.get(W.RULE_SET)
        assert isinstance(name, Scalar)
        path = self.root / "data" / "rules" / f"{name.text}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rules, "utf-8")
        return name.text

    def facts(self, stated: Mapping, rules: Text) -> Facts:
        problems, mark = Problems(), Mark(Source("docs/rules.md", ""))
        year = rules.rpartition("/")[2]
        given = {W.YEAR: year, W.RULES: rules, W.FORM: "-"} | ({} if stated.get(W.MONEY_UNIT) else {W.MONEY_UNIT: "万元"})
        items = [(Text(key, mark), Scalar(Text(value, mark), mark)) for key, value in given.items()]
        vocabulary = load_vocabulary(Workspace(self.root), problems)
        facts = read_facts(Mapping((*items, *stated.items), mark, mark), "-", int(year), vocabulary, problems)
        assert not problems.errors, "\n".join(map(str, problems))
        assert facts is not None
        return facts

    def load(self, rules: str, stated: Mapping) -> tuple[Scorecard | None, Problems]:
        facts = self.facts(stated, self.write(rules))
        problems = Problems()
        loaded = load_checked_rules(Workspace(self.root), facts, problems)
        return Scorecard(facts, loaded, figures_for(facts, loaded, {}, problems)) if loaded else None, problems

    def card(self, rules: str, stated: Mapping) -> Scorecard:
        card, problems = self.load(rules, stated)
        assert card is not None, "\n".join(map(str, problems))
        assert not problems.errors, "\n".join(map(str, problems))
        return card


@pytest.fixture
def office(bureau: Bureau) -> Office:
    made = Office(bureau.root)
    made.write(blocks(RULES, "yaml")[0])
    return made


def stated(block: str = "") -> Mapping:
    """Return the facts that the tables of formulas and filters use."""
    node = nodes(block or next(block for block in blocks(RULES, "yaml") if block.startswith("单位:")))
    assert isinstance(node, Mapping)
    return node


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_yaml_example_can_be_read(page: Path) -> None:
    for block in blocks(page.read_text("utf-8"), "yaml"):
        assert YAML(typ="safe").load(block), block
        nodes(block)


@pytest.mark.parametrize("example", list(examples()))
def test_an_example_of_the_rule_language_scores_as_it_says(office: Office, example: Example) -> None:
    facts = example.case.get(W.CASE_FACTS)
    assert isinstance(facts, Mapping)
    card, problems = office.card(complete(example.rules), facts), Problems()
    for name, wanted in example.part(W.EXPECTED).items():
        scored = score_indicator(str(name), card.facts, card.rules, card.figures, problems)
        assert not problems.errors, "\n".join(map(str, problems.errors))
        found = {W.SCORE: scored.points, W.DEDUCTION: scored.deduction}
        assert {key: found[key] for key in wanted} == {key: Decimal(number) for key, number in wanted.items()}
        sentences = Sentences(card, STYLE, problems, figure_names(card.figures, STYLE))
        said = [text_of(sentences.fragment(scored, slot).spans) for slot in W.SLOT_NAMES]
        for text in example.part(W.SAYS).get(name, ()):
            assert any(text in sentence for sentence in said), said


def test_quantities_and_sentences_shown_alone_are_accepted(office: Office) -> None:
    indicator = blocks(RULES, "yaml")[0].rstrip() + "\n"
    for block in blocks(RULES, "yaml"):
        node = nodes(block)
        if isinstance(node, Mapping) and node.key(W.SLOTS) and not node.key(W.INDICATORS):
            office.card(indicator.replace("    依据", textwrap.indent(block, "    ") + "    依据", 1), stated())
        elif isinstance(node, Mapping) and node.key(W.QUANTITIES) and not node.key(W.INDICATORS) and not node.key(W.RELATIONS):
            problems = Problems()
            assert len(read_definitions(node.get(W.QUANTITIES), problems)) == 3
            office.card(complete(block), stated())


@pytest.mark.parametrize("row", tables(RULES, "公式", "结果"), ids=lambda row: row[0])
def test_a_formula_gives_the_result_shown(office: Office, row: list[str]) -> None:
    formula, result, *_ = row
    guard = "报错" if "÷" in formula else ""
    card = office.card(complete(f"量:\n  它: {{式: '{formula}'{', 零分母: 报错' if guard else ''}}}\n"), stated())
    value = card.figures.value("它")
    assert not isinstance(value, list)
    assert Style().text(value) == result


@pytest.mark.parametrize("row", tables(RULES, "公式", "问题"), ids=lambda row: row[0])
def test_a_wrong_formula_is_refused_with_the_number_shown(office: Office, row: list[str]) -> None:
    _, problems = office.load(complete(f"量:\n  它: '{row[0]}'\n"), stated())
    assert [problem.number for problem in problems.errors] == [row[1]]


@pytest.mark.parametrize("row", tables(RULES, "写法", "印成"), ids=lambda row: row[0])
def test_a_filter_prints_what_is_shown(office: Office, row: list[str]) -> None:
    card = office.card(complete("量:\n  增减: 预算.年初支出 - 上年.预算.年初支出\n  总分.得分: 9.50\n"), stated())
    problems = Problems()
    spans = render_sentence(Text(row[0], Mark(Source("docs/rules.md", ""))), figure_names(card.figures, STYLE), problems)
    assert not problems.errors, "\n".join(map(str, problems))
    assert text_of(spans) == row[1]


CHECKS = next(block for block in blocks(RULES, "yaml") if block.startswith("量:") and "勾稽:" in block)


def checked(bureau: Bureau, facts: str) -> list[str]:
    """Return the numbers of what the page's checks tell of 白沙镇 with some more facts."""
    folder = bureau.root / "data" / "checks"
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "example.yaml").write_text(CHECKS, "utf-8")
    before = {str(problem) for problem in bureau.evaluate("baisha", 2024).problems}
    bureau.append("baisha/2024", facts)
    return [problem.number for problem in bureau.evaluate("baisha", 2024).problems if str(problem) not in before]


@pytest.mark.parametrize("row", tables(RULES, "单位填的", "编号"), ids=lambda row: row[0])
def test_a_relation_tells_what_the_page_says(bureau: Bureau, row: list[str]) -> None:
    bureau.edit("baisha/2024", "人员: {", f"{row[0][:-1]}, ")
    assert checked(bureau, "") == []
    told = [problem.number for problem in bureau.evaluate("baisha", 2024).problems if problem.number == "W320"]
    assert told == [number for number in row[1:2] if number]


@pytest.mark.parametrize("row", tables(RULES, "单位写的", "编号"), ids=lambda row: row[0])
def test_a_check_of_words_tells_what_the_page_says(bureau: Bureau, row: list[str]) -> None:
    extra = f"增设章节:\n  - {{标题: 其他情况, 级: 1, 置于: 改进措施, 内容: {row[0]}}}"
    assert set(checked(bureau, extra)) == {number for number in row[1:2] if number}


def test_every_key_of_a_file_of_checks_is_explained() -> None:
    text = RULES[RULES.index("## 检查") :]
    assert {word for row in tables(text, "检查项", "检查什么") for word in re.split(r"` `", row[0])} == set(known_keys(ChecksShape))
    inner = {key for model in (Relation, Wording, Praise, Reckoning, BesideNames, Neighbours, Directions) for key in known_keys(model)}
    assert [key for key in inner if f"{key}:" not in CHECKS and f"`{key}`" not in text] == []


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.NAME)
def test_every_scoring_method_is_explained_with_its_parameters_and_an_example(method: type[Method]) -> None:
    text = section(RULES, method.NAME)
    named = {word for key, *_ in tables(text, "参数") for word in re.split(r"` `", key)}
    assert named == set(known_keys(method)) - {W.METHOD}
    names = re.search(r"^句中名称：.*$", text, re.MULTILINE)
    assert names
    assert all(f"`{name}`" in names[0] for name in method.DETAILS)
    assert "官方行文：" in text
    scorings = [scoring for block in blocks(text, "yaml") for scoring in _scorings(nodes(block))]
    assert scorings
    for scoring in scorings:
        problems = Problems()
        assert shape(method, scoring, problems), "\n".join(map(str, problems))


def _scorings(node: Node) -> Iterator[Node]:
    indicators = node.get(W.INDICATORS) if isinstance(node, Mapping) else None
    for _, indicator in indicators if isinstance(indicators, Mapping) else ():
        scoring = indicator.get(W.METHOD_SECTION) if isinstance(indicator, Mapping) else None
        assert scoring is not None
        yield scoring


def test_every_filter_and_every_function_is_explained() -> None:
    filters = {name for row in tables(RULES, "写法", "印成") for name in re.findall(r"\| ([^\s(]+)", row[0])}
    filters |= {row[0] for row in tables(RULES, "过滤器", "排法")}
    assert filters == set(FILTERS)
    functions = {name for row in tables(RULES, "公式", "结果") for name in ARITIES if f"{name}(" in row[0]}
    assert functions == set(ARITIES)


def test_every_warning_is_explained_to_clerks() -> None:
    warnings = {number for number, entry in CATALOGUE.items() if entry.severity is Severity.WARNING}
    assert {row[0] for row in tables(HANDBOOK, "编号", "意思")} == warnings


def test_the_facts_in_the_handbook_are_facts_the_program_takes(office: Office) -> None:
    rules = Text("example/2024", Mark(Source("docs/handbook.md", "")))
    found = [node for block in blocks(HANDBOOK, "yaml") if isinstance(node := nodes(block), Mapping)]
    assert found
    for node in found:
        items = tuple(item for item in node.items if item[0] not in {W.YEAR, W.RULES, W.FORM})
        office.facts(Mapping(items, node.mark, node.end), rules)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_link_is_dead(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}, target


def _commands(text: str) -> Iterator[list[str]]:
    for block in blocks(text, "(?:sh|powershell)"):
        for line in block.splitlines():
            words = shlex.split(line.replace("\\", "/"), comments=True)
            if words and Path(words[0]).name in {"make", "ziping"}:
                yield [Path(words[0]).name, *words[1:]]


def test_every_command_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([\w-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    found = list(_commands(README))
    assert {words[0] for words in found} == {"make", "ziping"}
    for program, name, *arguments in found:
        if program == "make":
            assert name in targets
            continue
        command = cli.get_command(Context(cli), name)
        assert command is not None, name
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in arguments if word.startswith("--")} <= options


def apply(root: Path, diff: str) -> None:
    """Apply a unified diff; what it takes away must stand in the file exactly once."""
    for change in re.split(r"^(?=--- )", diff, flags=re.MULTILINE)[1:]:
        _, header, body = change.split("\n", 2)
        path = root / header.removeprefix("+++ ").removeprefix("b/")
        text = path.read_text("utf-8") if path.exists() else ""
        for hunk in re.split(r"^@@ .*\n", body, flags=re.MULTILINE)[1:]:
            lines = hunk.splitlines()
            old, new = ("".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", sign)) for sign in "-+")
            assert text.count(old) == 1 or not text, f"{path.name}: {old}"
            text = text.replace(old, new) if text else new
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_the_changes_shown_in_the_readme_work_as_they_stand(bureau: Bureau) -> None:
    fact, indicator, form, unit = blocks(README, "diff")

    before = bureau.text("baisha", 2024)
    apply(bureau.root, fact)
    assert bureau.text("baisha", 2024) == before
    bureau.edit("baisha/2024", "市长热线: 922条", "市长热线: 923条")
    assert bureau.text("baisha", 2024) == before.replace("市长热线922条", "市长热线923条") != before

    apply(bureau.root, indicator)
    shown = bureau.run("show", "kuichong", 2024)
    assert re.search(r"资产盘点 +1 +1\b", shown.out), shown.out
    assert bureau.total("kuichong", 2024) == "98.29"

    apply(bureau.root, form)
    apply(bureau.root, unit)
    assert bureau.run("report", "shili", 2024).code == 0
    assert bureau.docx("shili", 2024).is_file()
    assert bureau.text("shili", 2024).splitlines() == [
        "一、收支情况",
        "2024年年初预算支出2100.50万元，比上年增加100.50万元，增长5.03%。",
        "二、主要工作",
        "（一）办结民生实事10件。",
        "（二）修缮村道3条。",
    ]


def test_every_key_of_a_rule_set_is_explained() -> None:
    top = {word for row in tables(RULES, "键", "写什么") for word in re.split(r"` `", row[0])}
    shapes = (RuleSetShape, Definition, Indicator, Basis)
    assert top == {key for model in shapes for key in known_keys(model)} | {W.OVERRIDE, W.DISABLE, W.ADD}
    assert set(W.SLOT_NAMES) == {row[0] for row in tables(RULES, "句", "用在哪里")}


def test_the_architecture_names_every_key_of_facts_and_forms() -> None:
    text = re.sub(r"^```.*?^```", "", (PROJECT / "docs" / "architecture.md").read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    listed = [set(words.split()) for words in re.findall(r"`([^`]+)`", text)]
    assert set(RESERVED) in listed
    assert set(known_keys(FormShape)) in listed
