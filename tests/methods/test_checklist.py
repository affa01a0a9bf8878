"""清单: items that the unit judges, items that a formula decides, and both together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

JUDGED = "{方式: 清单, 项: [{名称: 财务制度, 得: 4}, {名称: 资产制度, 得: 3.5}, {名称: 内控制度, 得: 2.5}]}"
MIXED = "{方式: 清单, 项: [{名称: 开展盘点, 得: 6, 条件: 资产.盘点}, {名称: 账实相符, 得: 4}]}"
COUNTED = "{方式: 清单, 项: [{名称: 回复, 得: 6, 条件: 履职.信访回复率 ≥ 100%}, {名称: 满意, 得: 4, 条件: 履职.满意度 ≥ 90%}]}"


def unmet(*names: str) -> str:
    return f"评定: {{甲: {{未达: [{', '.join(names)}], 说明: 尚未制定。}}}}"


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ("评定: {其余: 满分}", "10"),
        (unmet(), "10"),
        (unmet("财务制度"), "6"),
        (unmet("资产制度", "内控制度"), "4"),
        (unmet("财务制度", "资产制度", "内控制度"), "0"),
    ],
)
def test_each_item_that_is_met_gives_its_points(office: Office, facts: str, points: str) -> None:
    result = office.score(one_indicator(JUDGED, quantity=""), facts)
    assert (result.points(), result.deduction()) == (Decimal(points), 10 - Decimal(points))


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ("资产: {盘点: 是}\n评定: {其余: 满分}", 10),
        ("资产: {盘点: 否}\n评定: {其余: 满分}", 4),
        ("资产: {盘点: 是}\n" + unmet("账实相符"), 6),
        ("资产: {盘点: 否}\n" + unmet("账实相符"), 0),
        ("资产: {盘点: 不适用}\n" + unmet("账实相符"), 6),
    ],
)
def test_formulas_and_the_unit_decide_side_by_side(office: Office, facts: str, points: int) -> None:
    assert office.score(one_indicator(MIXED, quantity=""), facts).points() == points


def test_a_list_that_formulas_decide_needs_no_judgment(office: Office) -> None:
    rules = one_indicator(COUNTED, quantity="")
    rates = [("100%", "90%"), ("99.9%", "90%"), ("100%", "89.9%"), ("0%", "0%"), ("不适用", "89.9%")]
    facts = [f"履职: {{信访回复率: {answered}, 满意度: {content}}}" for answered, content in rates]
    assert [office.score(rules, each).points() for each in facts] == [10, 4, 6, 0, 6]


def test_its_sentence_names_the_items_that_are_not_met(office: Office) -> None:
    rules = one_indicator(JUDGED, quantity="", slots='{问题: "{{ 未达项 | 顿号 }}等{{ 未达项 | 个数 }}项未达，扣{{ 扣分 }}分。"}')
    facts = unmet("内控制度", "财务制度")
    assert office.score(rules, facts).said("问题") == "财务制度、内控制度等2项未达，扣6.5分。"


@pytest.mark.parametrize(
    ("facts", "number"),
    [
        ("", "F303"),
        (unmet("采购制度"), "F314"),
        ("评定: {甲: {未达: [财务制度]}}", "F304"),
    ],
)
def test_a_judgment_that_is_missing_unknown_or_without_reason_is_told(office: Office, facts: str, number: str) -> None:
    assert office.score(one_indicator(JUDGED, quantity=""), facts).errors == [number]


def test_what_a_formula_decides_cannot_be_judged(office: Office) -> None:
    result = office.score(one_indicator(MIXED, quantity=""), "资产: {盘点: 是}\n" + unmet("开展盘点"))
    assert result.errors == ["F314"]


def test_points_typed_beside_a_list_are_told_not_dropped(office: Office) -> None:
    result = office.score(one_indicator(JUDGED, quantity=""), "评定: {甲: {扣分: 4, 说明: 没有财务制度。}}")
    assert result.errors == ["F319"]


@pytest.mark.parametrize(
    ("scoring", "number"),
    [
        ("{方式: 清单, 项: [{名称: 财务制度, 得: 4}, {名称: 资产制度, 得: 5.9}]}", "R317"),
        ("{方式: 清单, 项: [{名称: 财务制度, 得: 12}, {名称: 资产制度, 得: -2}]}", "R309"),
        ("{方式: 清单, 项: [{名称: 财务制度, 得: 10, 条件: 履职.满意度}]}", "R209"),
        ("{方式: 清单, 项: [{名称: 财务制度, 得: 10, 条件: 决算.支出 ÷ 决算.收入 > 1}]}", "R205"),
        ("{方式: 清单, 项: []}", "R105"),
    ],
)
def test_a_list_that_cannot_add_up_does_not_load(office: Office, scoring: str, number: str) -> None:
    assert office.refuses(one_indicator(scoring, quantity="")) == [number]
