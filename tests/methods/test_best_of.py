"""择优: whichever way of scoring gives more."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

DERIVED = """
  率.全年: {式: 决算.支出 ÷ 决算.收入, 零分母: [{当: 决算.支出 = 0, 取: 0%, 得分: 满分}, {取: 无, 得分: 1.5}]}
  率.季均: （累计支出进度.一季度 ÷ 25% + 累计支出进度.二季度 ÷ 50% + 累计支出进度.三季度 ÷ 75% + 累计支出进度.四季度 ÷ 100%） ÷ 4
"""
EITHER_RATE = "{方式: 择优, 任选: [{方式: 比例, 量: 率.全年}, {方式: 比例, 量: 率.季均}]}"
TWO_SCALES = """
      方式: 择优
      任选:
        - {方式: 达标, 条件: 履职.信访回复率 = 100%, 未达标: 3}
        - {方式: 逐点扣分, 标准: 90%, 方向: 低于, 每: 1%, 扣: 1}
"""


def spending(spent: object, planned: object, *quarters: str) -> str:
    named = zip(("一季度", "二季度", "三季度", "四季度"), quarters, strict=True)
    progress = ", ".join(f"{name}: {rate}" for name, rate in named)
    return f"决算: {{支出: {spent}, 收入: {planned}}}\n累计支出进度: {{{progress}}}"


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        (spending(90, 100, "20%", "40%", "60%", "80%"), "9"),
        (spending(70, 100, "20%", "40%", "60%", "80%"), "8"),
        (spending(80, 100, "20%", "40%", "60%", "80%"), "8"),
        (spending(70, 100, "100%", "100%", "100%", "100%"), "10"),
        (spending(0, 0, "0%", "0%", "0%", "0%"), "10"),
        (spending(5, 0, "0%", "0%", "0%", "0%"), "1.5"),
        (spending(5, 0, "10%", "20%", "30%", "40%"), "4"),
        (spending("不适用", "不适用", "0%", "0%", "0%", "0%"), "10"),
    ],
)
def test_the_better_of_the_annual_and_the_quarterly_rate_counts(office: Office, facts: str, points: str) -> None:
    result = office.score(one_indicator(EITHER_RATE, quantity="", derived=DERIVED), facts)
    assert (result.points(), result.deduction()) == (Decimal(points), 10 - Decimal(points))


@pytest.mark.parametrize(
    ("answered", "content", "points"), [("100%", "0%", 10), ("99%", "95%", 10), ("99%", "88%", 8), ("99%", "83%", 3), ("99%", "0%", 3)]
)
def test_ways_that_give_points_and_ways_that_take_them_off_compare(office: Office, answered: str, content: str, points: int) -> None:
    facts = f"履职: {{信访回复率: {answered}, 满意度: {content}}}"
    assert office.score(one_indicator(TWO_SCALES), facts).points() == points


def test_its_sentence_may_name_what_every_way_has(office: Office) -> None:
    ways = "{方式: 择优, 任选: [{方式: 比例, 量: 履职.满意度}, {方式: 逐点扣分, 量: 履职.信访回复率, 标准: 95%, 方向: 低于, 每: 1%, 扣: 1}]}"
    rules = one_indicator(ways, quantity="", slots='{说明: "以{{ 标准 }}为标准，得{{ 得分 }}分。"}')
    assert office.score(rules, "履职: {满意度: 80%, 信访回复率: 91%}").said("说明") == "以100%为标准，得8分。"
    assert office.score(rules, "履职: {满意度: 80%, 信访回复率: 94%}").said("说明") == "以95%为标准，得9分。"
    assert office.refuses(one_indicator(ways, quantity="", slots='{说明: "超出{{ 超出 }}"}')) == ["T103"]


@pytest.mark.parametrize(
    ("scoring", "number"),
    [
        ("{方式: 择优, 任选: [{方式: 比例}]}", "R310"),
        ("{方式: 择优, 任选: [{方式: 比例, 量: 率.没有}]}", "R203"),
        ("{方式: 择优, 任选: [{方式: 比例, 量: 重点项目.支出}]}", "R209"),
        ("{方式: 择优, 任选: [{方式: 比例, 量: 决算.支出}]}", "R209"),
        ("{方式: 择优, 任选: [{方式: 随意}]}", "R305"),
        ("{方式: 择优, 任选: [{方式: 达标, 条件: 履职.满意度}]}", "R209"),
    ],
)
def test_a_way_that_cannot_work_does_not_load(office: Office, scoring: str, number: str) -> None:
    assert number in office.refuses(one_indicator(scoring, quantity=""))
