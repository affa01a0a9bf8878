"""What a method does, and its sentences print, when the quantity has no value or is no number."""

from __future__ import annotations

import pytest

from ..small_rules import Office, one_indicator

PER_POINT = "{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.1}"
NO_PLAN = "{率: {式: 采购.实际 ÷ 采购.计划, 零分母: {取: 无, 得分: 3}}}"


def test_a_name_of_the_method_prints_as_not_applicable_with_its_quantity(office: Office) -> None:
    rules = one_indicator(PER_POINT, slots='{说明: "占{{ 量 }}，标准{{ 标准 }}，超出{{ 超出 }}"}')
    assert office.score(rules, "履职: {满意度: 不适用}").said("说明") == "占不适用，标准不适用，超出不适用"


def test_a_way_whose_denominator_is_zero_gives_the_points_that_the_rule_says(office: Office) -> None:
    rules = one_indicator("{方式: 择优, 任选: [{方式: 比例, 量: 率}]}", quantity="", derived=NO_PLAN)
    assert office.score(rules, "采购: {实际: 5, 计划: 0}").points() == 3
    assert office.score(rules, "采购: {实际: 5, 计划: 10}").points() == 5


def test_an_indicator_without_points_has_a_share_of_zero(office: Office) -> None:
    slots = "{说明: [{当: 得分率 < 60%, 写: 差}, {写: 好}]}"
    rules = one_indicator("{方式: 比例}", slots=slots)
    assert office.score(rules, "履职: {满意度: 0%}").said("说明") == "差"
    assert office.score(rules, "履职: {满意度: 60%}").said("说明") == "好"


@pytest.mark.parametrize("quantity", ["单位.全称", "公开.预算日期", "资产.盘点", "重点项目", "重点项目.预算", "机构.内设机构"])
def test_a_quantity_that_is_no_number_does_not_load(office: Office, quantity: str) -> None:
    assert office.refuses(one_indicator("{方式: 比例}", quantity=quantity)) == ["R209"]
