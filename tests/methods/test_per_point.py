"""逐点扣分: every direction, every way to treat a part of a point, and both ends."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

ABOVE = "{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.5, 不足一点: 按比例}"
BELOW = "{方式: 逐点扣分, 标准: 95%, 方向: 低于, 每: 1%, 扣: 0.5}"
EITHER = "{方式: 逐点扣分, 标准: 100%, 方向: 偏离, 每: 1%, 扣: 0.5}"
IGNORED = "{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.5, 不足一点: 不扣}"
AS_ONE = "{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.5, 不足一点: 按一点}"
FIVES = "{方式: 逐点扣分, 标准: 100%, 方向: 低于, 每: 5%, 扣: 1, 不足一点: 不扣}"
LIMITED = "{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.5, 上限: 2}"


def rate(text: str) -> str:
    return f"履职: {{满意度: {text}}}"


@pytest.mark.parametrize(
    ("scoring", "at", "deduction"),
    [
        (ABOVE, "0%", "0"),
        (ABOVE, "9.9%", "0"),
        (ABOVE, "10%", "0"),
        (ABOVE, "10.1%", "0.05"),
        (ABOVE, "10.5%", "0.25"),
        (ABOVE, "11%", "0.5"),
        (ABOVE, "29.9%", "9.95"),
        (ABOVE, "30%", "10"),
        (ABOVE, "30.1%", "10"),
        (ABOVE, "500%", "10"),
        (BELOW, "100%", "0"),
        (BELOW, "95%", "0"),
        (BELOW, "94.9%", "0.05"),
        (BELOW, "90%", "2.5"),
        (BELOW, "75%", "10"),
        (BELOW, "0%", "10"),
        (EITHER, "100%", "0"),
        (EITHER, "99.9%", "0.05"),
        (EITHER, "100.1%", "0.05"),
        (EITHER, "97%", "1.5"),
        (EITHER, "103%", "1.5"),
        (EITHER, "80%", "10"),
        (EITHER, "120%", "10"),
        (IGNORED, "10%", "0"),
        (IGNORED, "10.9%", "0"),
        (IGNORED, "11%", "0.5"),
        (IGNORED, "11.9%", "0.5"),
        (IGNORED, "12%", "1"),
        (AS_ONE, "10%", "0"),
        (AS_ONE, "10.1%", "0.5"),
        (AS_ONE, "11%", "0.5"),
        (AS_ONE, "11.1%", "1"),
        (AS_ONE, "99%", "10"),
        (FIVES, "100%", "0"),
        (FIVES, "95.1%", "0"),
        (FIVES, "95%", "1"),
        (FIVES, "90.1%", "1"),
        (FIVES, "90%", "2"),
        (LIMITED, "13.9%", "1.95"),
        (LIMITED, "14%", "2"),
        (LIMITED, "14.1%", "2"),
        (LIMITED, "90%", "2"),
    ],
)
def test_points_come_off_by_the_distance_beyond_the_standard(office: Office, scoring: str, at: str, deduction: str) -> None:
    result = office.score(one_indicator(scoring), rate(at))
    assert result.deduction() == Decimal(deduction)
    assert result.points() == 10 - Decimal(deduction)


def test_a_standard_may_be_a_number_of_people(office: Office) -> None:
    rules = one_indicator("{方式: 逐点扣分, 标准: 20, 方向: 高于, 每: 2, 扣: 1, 不足一点: 按一点}", quantity="人员.编外人员")
    assert [office.score(rules, f"人员: {{编外人员: {people}}}").deduction() for people in (20, 21, 22, 23, 60)] == [0, 1, 1, 2, 10]


def test_a_third_of_a_point_that_ends_on_half_a_cent_is_rounded_up(office: Office) -> None:
    rules = one_indicator("{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 3%, 扣: 0.1875}")
    assert office.score(rules, rate("10.4%")).deduction() == Decimal("0.03")


def test_the_rate_that_is_printed_is_the_rate_that_is_scored(office: Office) -> None:
    rules = one_indicator(AS_ONE, quantity="率.调整", derived="{率.调整: {式: 决算.支出 ÷ 决算.收入, 零分母: 报错}}")
    assert office.score(rules, "决算: {支出: 1004, 收入: 10000}").deduction() == 0
    assert office.score(rules, "决算: {支出: 1005, 收入: 10000}").deduction() == Decimal("0.5")


def test_its_sentence_names_the_standard_and_the_distance(office: Office) -> None:
    rules = one_indicator(ABOVE, slots='{说明: "{{ 量 }}，超过{{ 标准 }}的部分为{{ 超出 }}，扣{{ 扣分 }}分。"}')
    assert office.score(rules, rate("14.5%")).said("说明") == "14.5%，超过10%的部分为4.5%，扣2.25分。"


@pytest.mark.parametrize(
    ("scoring", "number"),
    [
        ("{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 0%, 扣: 1}", "R105"),
        ("{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: -1%, 扣: 1}", "R105"),
        ("{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: -1}", "R105"),
        ("{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 1, 上限: -1}", "R105"),
        ("{方式: 逐点扣分, 标准: 10%, 方向: 往上, 每: 1%, 扣: 1}", "R106"),
        ("{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 1, 不足一点: 进位}", "R106"),
        ("{方式: 逐点扣分, 标准: nan, 方向: 高于, 每: 1%, 扣: 1}", "R103"),
        ("{方式: 逐点扣分, 方向: 高于, 每: 1%, 扣: 1}", "R101"),
        ("{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 1, 封底: 2}", "R102"),
    ],
)
def test_parameters_that_cannot_work_do_not_load(office: Office, scoring: str, number: str) -> None:
    assert office.refuses(one_indicator(scoring)) == [number]


@pytest.mark.parametrize("quantity", ["决算.支出", "单位.全称", "重点项目.支出", "资产.盘点", "公开.预算日期"])
def test_only_rates_and_counts_can_be_held_against_a_standard(office: Office, quantity: str) -> None:
    assert office.refuses(one_indicator(ABOVE, quantity=quantity)) == ["R209"]


def test_it_needs_a_quantity(office: Office) -> None:
    assert office.refuses(one_indicator(ABOVE, quantity="")) == ["R310"]
