"""Whatever the figures, the arithmetic is an accountant's."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.base import words as W
from generator.base.decimals import half_up, plain
from generator.facts.values import MONEY, POINTS, RATIO, Dimension, Kind, Quantity, add, parse_quantity
from generator.report.printing import Style
from generator.rules.methods import METHODS
from generator.rules.ruleset import RuleSet
from generator.rules.scorecard import GroupScore

from .small_rules import Office, Result

MANY = settings(max_examples=300, deadline=None, derandomize=True, database=None)
SOME = settings(max_examples=120, deadline=None, derandomize=True, database=None)

BASIS = "依据: {文件: 样例, 核实: 待核, 要点: 样例}"
EVERY_METHOD = f"""
规则集: x/2024
名称: 样例
适用: {{地区: 样例, 年度: 2024}}
总分: 61.35
小数: {{比率: 1, 得分: 2}}
结构:
  外组:
    满分: 38.55
    下级:
      内组: {{满分: 20.4, 下级: [逐点, 分档, 比例, 达标]}}
      旁组: {{满分: 18.15, 下级: [清单, 逐例, 序时]}}
  另组: {{满分: 22.8, 下级: [目标, 系数, 择优, 评定]}}
量:
  率.执行: {{式: 决算.支出 ÷ 决算.收入, 零分母: [{{取: 无, 得分: 1.23}}]}}
指标:
  逐点: {{满分: 7.3, 量: 率.执行, 计分: {{方式: 逐点扣分, 标准: 95%, 方向: 偏离, 每: 3%, 扣: 0.7}}, {BASIS}}}
  分档:
    满分: 4.7
    量: 率.执行
    计分: {{方式: 分档, 档: [{{区间: "[0%, 60%)", 得: 0.335}}, {{区间: "[60%, 90%)", 得: 2.1}}, {{区间: "[90%, +∞)", 得: 4.7}}]}}
    {BASIS}
  比例: {{满分: 6.1, 量: 率.执行, 计分: {{方式: 比例}}, {BASIS}}}
  达标: {{满分: 2.3, 计分: {{方式: 达标, 条件: 率.执行 ≥ 90%, 未达标: 1.115}}, {BASIS}}}
  清单: {{满分: 3.05, 计分: {{方式: 清单, 项: [{{名称: 甲项, 得: 1.025}}, {{名称: 乙项, 得: 2.025}}]}}, {BASIS}}}
  逐例: {{满分: 5, 计分: {{方式: 逐例扣分, 例数: 履职.重点工作未完成, 每例扣: 0.335}}, {BASIS}}}
  序时:
    满分: 10.1
    计分:
      方式: 序时
      各期: [累计支出进度.一季度, 累计支出进度.二季度, 累计支出进度.三季度]
      序时: [25%, 50%, 75%]
      每期: 2.5
      平均: 2.6
    {BASIS}
  目标: {{满分: 9, 计分: {{方式: 目标完成, 表: 绩效指标, 小数: 1}}, {BASIS}}}
  系数: {{满分: 3.3, 计分: {{方式: 系数, 系数: 率.执行, 反向: 是}}, {BASIS}}}
  择优:
    满分: 4.2
    计分:
      方式: 择优
      任选: [{{方式: 比例, 量: 率.执行, 超过: 零分}}, {{方式: 逐点扣分, 量: 履职.满意度, 标准: 90%, 方向: 低于, 每: 7%, 扣: 0.5}}]
    {BASIS}
  评定: {{满分: 6.3, 计分: {{方式: 评定}}, {BASIS}}}
"""

numbers = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=6)
amounts = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=2)
rates = st.integers(0, 250_000).map(lambda number: f"{Decimal(number).scaleb(-3)}%")
units = st.sampled_from(sorted(W.MONEY_UNITS))


@st.composite
def units_years(draw: st.DrawFn) -> str:
    """Return the facts of a unit's year, anything that a clerk may honestly have to write."""
    quarters = ", ".join(f"{name}: {draw(rates)}" for name in ("一季度", "二季度", "三季度"))
    targets = [f"{{名称: 指标, 类别: 产出, 满分: {full}, 目标: {draw(st.integers(0, 99))}项, 实际: {draw(st.integers(0, 99))}项}}" for full in (4, 5)]
    unmet = ", ".join(draw(st.sets(st.sampled_from(["甲项", "乙项"])).map(sorted)))
    judged = Decimal(draw(st.integers(0, 6300))).scaleb(-3)
    return f"""
决算: {{支出: {draw(amounts)}, 收入: {draw(amounts)}}}
履职: {{满意度: {draw(rates)}, 重点工作未完成: {draw(st.integers(0, 40))}}}
累计支出进度: {{{quarters}}}
绩效指标: [{", ".join(targets)}]
评定: {{清单: {{未达: [{unmet}], 说明: 样例。}}, 评定: {{扣分: {judged}, 说明: 样例。}}}}
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A finance bureau whose score table uses every method."""
    return Office.founded(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def every_method(office: Office) -> RuleSet:
    """A score table that uses every method."""
    return office.rules(EVERY_METHOD)


def by_integers(number: Decimal, digits: int) -> Decimal:
    """Round as one does on paper: halves away from zero, with nothing but whole numbers."""
    numerator, denominator = abs(number).as_integer_ratio()
    whole = (2 * numerator * 10**digits + denominator) // (2 * denominator)
    return Decimal(whole if number >= 0 else -whole).scaleb(-digits)


@MANY
@given(numbers, st.integers(0, 5))
def test_rounding_agrees_with_rounding_by_whole_numbers(number: Decimal, digits: int) -> None:
    assert half_up(number, digits) == by_integers(number, digits)


@MANY
@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
@example(0, 2)
@example(12, 1)
def test_a_half_is_always_rounded_away_from_zero(whole: int, digits: int) -> None:
    step = Decimal(1).scaleb(-digits)
    half = abs(whole) * step + step / 2
    assert half_up(half, digits) == (abs(whole) + 1) * step
    assert half_up(-half, digits) == -(abs(whole) + 1) * step
    if whole % 2 == 0:
        assert half_up(half, digits) != half.quantize(step, rounding=ROUND_HALF_EVEN)


@MANY
@given(numbers, st.integers(0, 5))
def test_rounding_twice_to_the_same_digits_changes_nothing(number: Decimal, digits: int) -> None:
    once = half_up(number, digits)
    assert half_up(once, digits) == once
    assert abs(once - number) * 2 <= Decimal(1).scaleb(-digits)


@MANY
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15), st.booleans(), st.booleans())
@example(Decimal("1E+3"), True, True)
@example(Decimal("-0.00"), False, False)
@example(Decimal("-0"), True, False)
@example(Decimal("100"), True, False)
@example(Decimal("1E-9"), False, False)
def test_a_printed_number_reads_back_as_the_same_number(number: Decimal, trim: bool, separators: bool) -> None:
    text = plain(number, trim=trim, separators=separators)
    assert Decimal(text.replace(",", "")) == number
    assert set(text) <= set("-0123456789.,")
    assert text.startswith("-") == (number < 0)
    if trim and "." in text:
        assert text[-1] not in "0."


@MANY
@given(amounts, units, st.booleans())
def test_a_printed_amount_reads_back_as_the_same_amount(number: Decimal, unit: str, separators: bool) -> None:
    amount = Quantity(number, MONEY, unit)
    assert parse_quantity(Style(separators=separators).text(amount), MONEY, "元") == amount


@MANY
@given(st.integers(0, 10**7))
def test_a_printed_rate_reads_back_as_the_same_rate(thousandths: int) -> None:
    rate = Quantity(Decimal(thousandths).scaleb(-5), RATIO)
    assert parse_quantity(Style().text(rate), RATIO, "元") == rate


@MANY
@given(numbers, units, units)
def test_an_amount_survives_the_way_to_another_unit_and_back(number: Decimal, unit: str, other: str) -> None:
    there = Quantity(Quantity(number, MONEY, unit).in_unit(other), MONEY, other)
    assert there.in_unit(unit) == number
    assert there.in_unit("元") == number * 10 ** W.MONEY_UNITS[unit]


@MANY
@given(numbers, units, numbers, units)
def test_sums_of_amounts_do_not_depend_on_units_or_order(number: Decimal, unit: str, other: Decimal, its_unit: str) -> None:
    left, right = Quantity(number, MONEY, unit), Quantity(other, MONEY, its_unit)
    total = add(left, right)
    assert total.in_unit("元") == left.in_unit("元") + right.in_unit("元")
    assert add(right, left).in_unit("元") == total.in_unit("元")


@MANY
@given(amounts, units, units)
def test_only_a_conversion_to_a_larger_unit_rounds(number: Decimal, unit: str, wanted: str) -> None:
    amount = Quantity(number, MONEY, unit)
    printed = Decimal(Style().money(amount, wanted))
    if W.MONEY_UNITS[wanted] > W.MONEY_UNITS[unit]:
        assert printed == by_integers(amount.in_unit(wanted), 2)
    else:
        assert printed == amount.in_unit(wanted)


@MANY
@given(numbers)
def test_no_number_prints_as_minus_zero(number: Decimal) -> None:
    printed = Style().money(Quantity(number, MONEY, "元"), "亿元")
    assert printed.startswith("-") == (Decimal(printed) < 0)


def scored(office: Office, rules: RuleSet, facts: str) -> Result:
    result = office.score(rules, facts)
    result.problems.stop_on_errors()
    return result


@SOME
@given(units_years())
def test_points_and_points_off_close_under_every_method(office: Office, every_method: RuleSet, facts: str) -> None:
    leaves = [leaf for group in scored(office, every_method, facts).card.groups for leaf in group.leaves]
    assert [type(leaf.indicator.scoring) for leaf in leaves] == list(METHODS)
    for leaf in leaves:
        assert leaf.points is not None
        assert leaf.deduction is not None
        assert leaf.points + leaf.deduction == leaf.full
        assert 0 <= leaf.points <= leaf.full
        assert half_up(leaf.points, 2) == leaf.points


@SOME
@given(units_years())
def test_every_sum_is_the_sum_of_what_is_printed_below_it(office: Office, every_method: RuleSet, facts: str) -> None:
    style, card = Style(), scored(office, every_method, facts).card

    def printed(points: Decimal | None) -> Decimal:
        assert points is not None
        return Decimal(style.text(Quantity(points, POINTS)))

    for group in card.everything():
        if isinstance(group, GroupScore):
            assert printed(group.points) == sum(printed(child.points) for child in group.children)
            assert printed(group.deduction) == sum(printed(child.deduction) for child in group.children)
    assert printed(card.points) == sum(printed(group.points) for group in card.groups)
    assert printed(card.points) == sum(printed(leaf.points) for group in card.groups for leaf in group.leaves)


@SOME
@given(units_years())
@example("决算: {支出: 1, 收入: 3}\n")
@example("决算: {支出: 0.8995, 收入: 1}\n")
@example("决算: {支出: 0.8994999, 收入: 1}\n")
@example("决算: {支出: 1.0005, 收入: 1}\n")
def test_who_recomputes_from_the_printed_rate_gets_the_printed_score(office: Office, every_method: RuleSet, facts: str) -> None:
    card = office.score(every_method, facts).card
    points = {leaf.name: leaf.points for group in card.groups for leaf in group.leaves}
    value = card.figures.value("率.执行")
    if not isinstance(value, Quantity):
        assert points["逐点"] == points["比例"] == Decimal("1.23")
        return
    percent = Decimal(Style().text(value).rstrip("%"))
    off = min(by_integers(abs(percent - 95) * Decimal("0.7") / 3, 2), Decimal("7.3"))
    assert points["逐点"] == Decimal("7.3") - off
    assert points["比例"] == by_integers(min(percent, Decimal(100)) / 100 * Decimal("6.1"), 2)
    assert points["分档"] == (Decimal("4.7") if percent >= 90 else Decimal("2.1") if percent >= 60 else Decimal("0.34"))
    assert points["达标"] == (Decimal("2.3") if percent >= 90 else Decimal("1.12"))


@SOME
@given(amounts, amounts.filter(bool))
def test_a_rate_prints_with_the_digits_that_the_rule_set_declares(office: Office, every_method: RuleSet, spent: Decimal, planned: Decimal) -> None:
    value = office.score(every_method, f"决算: {{支出: {spent}, 收入: {planned}}}").card.figures.value("率.执行")
    assert isinstance(value, Quantity)
    exact_tenths = 1000 * int(spent * 100), int(planned * 100)
    assert value.number * 1000 == (2 * exact_tenths[0] + exact_tenths[1]) // (2 * exact_tenths[1])


@MANY
@given(st.integers(0, 10**9), st.sampled_from(["套", "家次", "人次", "公里"]))
def test_a_counted_thing_reads_back_with_what_is_counted(number: int, unit: str) -> None:
    counted = Quantity(Decimal(number), Dimension(Kind.COUNT, unit), unit)
    assert parse_quantity(Style(separators=True).text(counted), None, "元") == counted
