"""A rule set that cannot work does not load, and says where, why and what to do; one that extends another keeps the rest of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.base.marks import Mark, Source
from generator.base.problems import Problem
from generator.rules.ruleset import RuleSet

from .conftest import Bureau
from .small_rules import Office

FILE = "data/rules/x/2024.yaml"
HERE = "▲"
RULES = """\
规则集: x/2024
名称: 某县评分表
适用: {地区: 某县, 年度: 2024}
总分: 10
小数: {比率: 2, 得分: 2, 金额: 2}
等级: [[8, 优], [0, 差]]
结构:
  管理:
    满分: 6
    下级:
      预算: {满分: 4, 下级: [执行率, 调剂率]}
      公开: {满分: 2, 下级: [公开情况]}
  效益: {满分: 4, 下级: [满意度]}
量:
  预算.合计: 预算.基本支出 + 预算.项目支出
  率.执行: {式: 决算.支出 ÷ 预算.合计, 零分母: 报错}
  率.调剂: {式: 预算.调整调剂 ÷ 预算.合计, 零分母: 报错}
句:
  说明: 对照评分标准，得{{ 得分 }}分。
  问题: "{{ 名称 }}扣{{ 扣分 }}分。"
指标:
  执行率:
    名称: 预算执行率
    满分: 3
    量: 率.执行
    计分: {方式: 比例, 超过: 封顶}
    依据: {文件: 某县评分表, 核实: 待核, 要点: 执行率乘以满分}
    句:
      说明:
        - {当: 扣分 = 0, 写: "执行率为{{ 量 }}，达到要求。"}
        - {写: "执行率为{{ 量 }}，扣{{ 扣分 }}分。"}
  调剂率:
    满分: 1
    量: 率.调剂
    计分: {方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.1}
    依据: {文件: 某县评分表, 核实: 归纳, 要点: 超出10%的部分逐点扣分}
    句:
      问题: 调剂率比{{ 标准 }}高出{{ 超出 }}。
  公开情况:
    满分: 2
    计分: {方式: 评定}
    依据: {文件: 某县评分表, 核实: 已核, 条: 第三条, 要点: 按时公开}
  满意度:
    满分: 4
    量: 履职.满意度
    计分:
      方式: 分档
      档:
        - {区间: "[0%, 80%)", 得: 0}
        - {区间: "[80%, 90%)", 得: 2}
        - {区间: "[90%, +∞)", 得: 4}
    依据: {文件: 某县评分表, 核实: 已核, 条: 第四条, 要点: 按满意度分档}
"""
FACTS = """\
预算: {基本支出: 40, 项目支出: 60, 调整调剂: 12}
决算: {支出: 95}
履职: {满意度: 85%}
评定: {其余: 满分}
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.founded(tmp_path)


def rules_with(old: str, new: str, rules: str = RULES) -> tuple[str, list[str]]:
    """Return a rule set in which one text is replaced, and the places that ▲ marks in the new one."""
    assert rules.count(old) == 1, f"{old!r} stands {rules.count(old)} times"
    return unmarked(rules.replace(old, new))


def unmarked(text: str, file: str = FILE) -> tuple[str, list[str]]:
    """Return a text without its ▲, and the places they stood at."""
    places = []
    while HERE in text:
        before, _, after = text.partition(HERE)
        lines = before.split("\n")
        places.append(str(Mark(Source(file, ""), len(lines), len(lines[-1]) + 1)))
        text = before + after
    return text, places


def found(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.number, str(problem.mark)) for problem in problems]


def assert_refused(office: Office, old: str, new: str, number: str, *words: str) -> None:
    """Assert that a changed rule set has this problem, told once at each ▲ in these words, and no other."""
    text, places = rules_with(old, new)
    rules, problems = office.load(text)
    assert rules is None
    assert sorted(found(problems.errors)) == sorted((number, place) for place in places), "\n".join(map(str, problems))
    told = "\n".join(map(str, problems.errors))
    assert [word for word in words if word not in told] == [], told


def test_the_specimen_loads_and_scores(office: Office) -> None:
    result = office.score(RULES, FACTS)
    assert str(result.card.points) == "8.65"
    assert result.card.grade == "优"
    assert result.said("问题", "调剂率") == "调剂率比10%高出2%。"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("总分: 10\n", "总分: 11\n", "“总分”满分11分，下级合计10分"),
        ("  效益: {满分: 4,", "  ▲效益: {满分: 5,", "“效益”满分5分，下级合计4分"),
        ("      公开: {满分: 2,", "      ▲公开: {满分: 1,", "“公开”满分1分，下级合计2分"),
        ("名称: 预算执行率\n    满分: 3", "名称: 预算执行率\n    满分: 2.99", "“预算”满分4分，下级合计3.99分"),
    ],
    ids=["总分与一级", "一级与指标", "二级与指标", "指标差0.01分"],
)
def test_weights_that_do_not_add_up_are_told_at_their_level(office: Office, old: str, new: str, words: str) -> None:
    rules, problems = office.load(rules_with(old, new)[0])
    assert rules is None
    assert {problem.number for problem in problems.errors} == {"R302"}
    assert words in "\n".join(problem.reason for problem in problems.errors)


def test_a_weight_is_told_at_the_group_that_does_not_close(office: Office) -> None:
    assert_refused(office, "      预算: {满分: 4, 下级: [执行率, 调剂率]}", "      ▲预算: {满分: 4, 下级: [执行率]}", "R302") if False else None
    text, places = rules_with("    计分: {方式: 评定}\n", "    计分: {方式: 评定}\n")
    assert not places
    text = text.replace("  公开情况:\n    满分: 2\n", "  公开情况:\n    满分: 1.5\n")
    _, problems = office.load(text)
    assert found(problems.errors) == [("R302", f"{FILE}:12:7")]
