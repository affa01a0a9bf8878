"""逐例扣分: each case costs the same, down to nothing left."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

FOUR_EACH = "{方式: 逐例扣分, 例数: 履职.重点工作未完成, 每例扣: 4}"
SUMMED = "{方式: 逐例扣分, 例数: 履职.重点工作未完成 + 履职.信访件数, 每例扣: 0.15}"
BEYOND_TWO = "{方式: 逐例扣分, 例数: 最大（履职.信访件数 - 2，0）, 每例扣: 3}"
LATE_ROWS = "{方式: 逐例扣分, 例数: 计数(重点项目), 每例扣: 2.5}"


@pytest.mark.parametrize(("cases", "deduction"), [(0, 0), (1, 4), (2, 8), (3, 10), (100, 10)])
def test_each_case_costs_its_points_until_none_are_left(office: Office, cases: int, deduction: int) -> None:
    result = office.score(one_indicator(FOUR_EACH, quantity=""), f"履职: {{重点工作未完成: {cases}}}")
    assert (result.points(), result.deduction()) == (Decimal(10 - deduction), Decimal(deduction))


@pytest.mark.parametrize(
    ("scoring", "facts", "deduction"),
    [
        (SUMMED, "履职: {重点工作未完成: 1, 信访件数: 2}", "0.45"),
        (SUMMED, "履职: {重点工作未完成: 66, 信访件数: 0}", "9.9"),
        (SUMMED, "履职: {重点工作未完成: 66, 信访件数: 1}", "10"),
        (BEYOND_TWO, "履职: {信访件数: 1}", "0"),
        (BEYOND_TWO, "履职: {信访件数: 2}", "0"),
        (BEYOND_TWO, "履职: {信访件数: 3}", "3"),
        (LATE_ROWS, "重点项目: []", "0"),
        (LATE_ROWS, "重点项目: [{名称: 甲, 预算: 1, 支出: 1}, {名称: 乙, 预算: 1, 支出: 1}]", "5"),
    ],
)
def test_the_cases_may_be_any_formula_that_counts(office: Office, scoring: str, facts: str, deduction: str) -> None:
    assert office.score(one_indicator(scoring, quantity=""), facts).deduction() == Decimal(deduction)


def test_its_sentence_names_the_number_of_cases(office: Office) -> None:
    rules = one_indicator(FOUR_EACH, quantity="", slots='{问题: "{{ 例数 }}项未完成，扣{{ 扣分 }}分。"}')
    assert office.score(rules, "履职: {重点工作未完成: 2}").said("问题") == "2项未完成，扣8分。"


def test_not_applicable_costs_nothing(office: Office) -> None:
    assert office.score(one_indicator(FOUR_EACH, quantity=""), "履职: {重点工作未完成: 不适用}").points() == 10


@pytest.mark.parametrize(
    ("cases", "each", "number"),
    [
        ("履职.重点工作未完成 > 1", "4", "R209"),
        ("履职.满意度", "4", "R209"),
        ("决算.支出", "4", "R209"),
        ("履职.重点工作未完成 ÷ 履职.信访件数", "4", "R205"),
        ("履职.没有", "4", "R203"),
        ("履职.重点工作未完成", "-4", "R105"),
        ("履职.重点工作未完成", "四", "R103"),
    ],
)
def test_what_counts_no_cases_does_not_load(office: Office, cases: str, each: str, number: str) -> None:
    assert office.refuses(one_indicator(f"{{方式: 逐例扣分, 例数: {cases}, 每例扣: {each}}}", quantity="")) == [number]
