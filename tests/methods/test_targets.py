"""目标完成: a row of targets against actuals for each notation, and rows that cannot be compared."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

PLAIN = "{方式: 目标完成, 表: 绩效指标}"
ONE_DIGIT = "{方式: 目标完成, 表: 绩效指标, 小数: 1}"
OUTPUTS = "{方式: 目标完成, 表: 绩效指标, 筛选: {类别: 产出}}"


def row(target: str, actual: str, *, full: str = "10", name: str = "指标", kind: str = "产出", more: str = "") -> str:
    return f'{{名称: {name}, 类别: {kind}, 满分: {full}, 目标: "{target}", 实际: "{actual}"{", " + more if more else ""}}}'


def rows(*written: str) -> str:
    return "绩效指标:\n" + "".join(f"  - {each}\n" for each in written)


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("200家次", "200家次", "10"),
        ("200家次", "199家次", "10"),
        ("200家次", "198家次", "9.9"),
        ("200家次", "500家次", "10"),
        ("200家次", "0家次", "0"),
        ("不少于200家次", "＞200家次", "10"),
        ("200家次以上", "100家次", "5"),
        ("≥95%", "94%", "9.9"),
        ("100%", "99.4%", "9.9"),
        ("100%", "99.5%", "10"),
        ("不少于2亿元", "15000万元", "7.5"),
        ("不超过50万元", "500000元", "10"),
        ("不超过50万元", "500000.01元", "10"),
        ("不超过50万元", "100万元", "5"),
        ("≤5%", "0%", "10"),
        ("低于5%", "20%", "2.5"),
        ("0起", "0起", "10"),
        ("≤0起", "0起", "10"),
        ("≤0起", "1起", "0"),
        ("≥0%", "-1%", "0"),
        ("≥3%", "-1%", "0"),
        ("≤-3%", "-3%", "10"),
        ("≤-3%", "-5%", "10"),
        ("≤-3%", "-1%", "0"),
        ("≤-3%", "0%", "0"),
        ("≤-3%", "2%", "0"),
        ("1,200人次", "600人次", "5"),
    ],
)
def test_a_row_gives_its_points_by_how_far_the_target_was_reached(office: Office, target: str, actual: str, points: str) -> None:
    result = office.score(one_indicator(PLAIN, quantity=""), rows(row(target, actual)))
    assert (result.points(), result.deduction()) == (Decimal(points), 10 - Decimal(points))


def test_the_digits_of_the_completion_rate_are_the_rule_sets_choice(office: Office) -> None:
    facts = rows(row("200家次", "199家次"))
    assert office.score(one_indicator(PLAIN, quantity=""), facts).points() == 10
    assert office.score(one_indicator(ONE_DIGIT, quantity=""), facts).points() == Decimal("9.95")


def test_the_points_are_the_sum_of_the_rows_as_printed(office: Office) -> None:
    facts = rows(row("3项", "2项", full="3.5"), row("3项", "1项", full="3.5"), row("3项", "2项", full="3"))
    slots = """{说明: '完成率{{ 行 | 顿号("完成率") }}，得{{ 行 | 顿号("得分") }}分，共{{ 得分 }}分'}"""
    result = office.score(one_indicator(PLAIN, quantity="", slots=slots), facts)
    assert result.said("说明") == "完成率67%、33%、67%，得2.35、1.16、2.01分，共5.52分"


def test_one_row_beyond_its_target_does_not_make_up_for_another(office: Office) -> None:
    facts = rows(row("10项", "30项", full="5"), row("10项", "5项", full="5"))
    assert office.score(one_indicator(PLAIN, quantity=""), facts).points() == Decimal("7.5")


def test_only_the_rows_of_its_kind_count(office: Office) -> None:
    facts = rows(row("10项", "5项"), row("10项", "1项", kind="效益", full="90"))
    assert office.score(one_indicator(OUTPUTS, quantity=""), facts).points() == 5


@pytest.mark.parametrize(
    ("more", "points"),
    [("判定: 达成", 10), ("完成率: 80%", 8), ("完成率: 120%", 10), ("完成率: 0%", 0), ("判定: 不适用, 完成率: 60%", 6)],
)
def test_what_has_no_number_is_judged_or_given_a_rate(office: Office, more: str, points: int) -> None:
    facts = rows(row("有效推动", "有效推动", more=more))
    assert office.score(one_indicator(PLAIN, quantity=""), facts).points() == points


def test_an_actual_may_be_a_derived_rate(office: Office) -> None:
    rules = one_indicator(PLAIN, quantity="", derived="{率.执行: {式: 决算.支出 ÷ 决算.收入, 零分母: 报错}}")
    facts = "决算: {支出: 81, 收入: 100}\n" + rows(row("≥90%", "{{ 率.执行 }}"))
    assert office.score(rules, facts).points() == 9


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (row("有效推动", "有效推动"), "F309"),
        (row("200家次", "200户"), "F309"),
        (row("200家次", "95%"), "F309"),
        (row("10个、20公里", "10个"), "F309"),
        (row("200家次", "不适用"), "F309"),
        (row("有效推动", "有效推动", more="判定: 基本达成"), "R106"),
        (row("200家次", "100家次", more="判定: 未达成"), "R106"),
        (row("200家次", "200家次", full="9.9"), "F310"),
        (row("200家次", "200家次", kind="效益"), "F310"),
    ],
)
def test_a_row_that_cannot_be_scored_is_told(office: Office, written: str, number: str) -> None:
    assert office.score(one_indicator(OUTPUTS, quantity=""), rows(written)).errors == [number]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("{名称: 指标, 类别: 产出, 满分: 10, 目标: 200家次, 实际: 待填}", "F204"),
        ("{名称: 指标, 类别: 产出, 满分: 10, 目标: 200家次}", "F205"),
        ("{类别: 产出, 满分: 10, 目标: 200家次, 实际: 200家次}", "F205"),
    ],
)
def test_a_row_that_is_not_filled_in_is_told_as_such(office: Office, written: str, number: str) -> None:
    assert office.score(one_indicator(OUTPUTS, quantity=""), rows(written)).errors[0] == number


@pytest.mark.parametrize(
    ("scoring", "number"),
    [
        ("{方式: 目标完成, 表: 绩效目标}", "R203"),
        ("{方式: 目标完成, 表: 决算.支出}", "R203"),
        ("{方式: 目标完成, 表: 重点项目}", "R203"),
        ("{方式: 目标完成, 表: 绩效指标, 筛选: {种类: 产出}}", "R203"),
        ("{方式: 目标完成, 表: 绩效指标, 小数: 一}", "R103"),
    ],
)
def test_a_table_without_targets_does_not_load(office: Office, scoring: str, number: str) -> None:
    assert number in office.refuses(one_indicator(scoring, quantity=""))


def test_a_stated_completion_never_beats_the_figures(office: Office) -> None:
    """判定: 达成 beside a target of 4 and an actual of 1 is a contradiction, not full marks."""
    contradiction = "{名称: 指标, 类别: 产出, 满分: 10, 目标: 不少于4次, 实际: 1次, 判定: 达成}"
    assert office.score(one_indicator(OUTPUTS, quantity=""), rows(contradiction)).errors == ["F320"]
