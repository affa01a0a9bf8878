"""达标: full marks or the points for missing the mark, nothing between."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

STAFFED = "{方式: 达标, 条件: 人员.在编人员 ≤ 人员.核定行政编制}"
CONSOLED = "{方式: 达标, 条件: 履职.满意度 ≥ 90% 且 履职.信访回复率 = 100%, 未达标: 4}"


def people(there: object, posts: object) -> str:
    return f"人员: {{在编人员: {there}, 核定行政编制: {posts}}}"


@pytest.mark.parametrize(("there", "posts", "points"), [(0, 0, 10), (19, 20, 10), (20, 20, 10), (21, 20, 0), (1, 0, 0)])
def test_the_condition_decides(office: Office, there: int, posts: int, points: int) -> None:
    result = office.score(one_indicator(STAFFED, quantity=""), people(there, posts))
    assert (result.points(), result.deduction()) == (Decimal(points), Decimal(10 - points))


@pytest.mark.parametrize(
    ("content", "answered", "points"), [("90%", "100%", "10"), ("89.9%", "100%", "4"), ("90%", "99.9%", "4"), ("0%", "0%", "4")]
)
def test_missing_it_may_still_give_something(office: Office, content: str, answered: str, points: str) -> None:
    facts = f"履职: {{满意度: {content}, 信访回复率: {answered}}}"
    assert office.score(one_indicator(CONSOLED, quantity=""), facts).points() == Decimal(points)


def test_amounts_in_different_units_compare_by_their_worth(office: Office) -> None:
    rules = one_indicator("{方式: 达标, 条件: 决算.支出 ≤ 50万元}", quantity="")
    written = ("500000元", "50", "0.005亿元", "500000.01元", "50.01", "0.0051亿元")
    assert [office.score(rules, f"决算: {{支出: {amount}}}").points() for amount in written] == [10, 10, 10, 0, 0, 0]


def test_not_applicable_gives_full_marks_unless_the_other_side_already_fails(office: Office) -> None:
    assert office.score(one_indicator(STAFFED, quantity=""), people(5, "不适用")).points() == 10
    rules = one_indicator(CONSOLED, quantity="")
    assert office.score(rules, "履职: {满意度: 不适用, 信访回复率: 100%}").points() == 10
    assert office.score(rules, "履职: {满意度: 不适用, 信访回复率: 99%}").points() == 4


@pytest.mark.parametrize(
    ("scoring", "number"),
    [
        ("{方式: 达标, 条件: 人员.在编人员}", "R209"),
        ("{方式: 达标, 条件: 决算.支出 ≤ 人员.在编人员}", "R204"),
        ("{方式: 达标, 条件: 决算.支出 ÷ 决算.收入 ≤ 100%}", "R205"),
        ("{方式: 达标, 条件: 人员.在编 ≤ 3}", "R203"),
        ("{方式: 达标, 条件: 人员.在编人员 ≤}", "R202"),
        ("{方式: 达标, 条件: 履职.满意度 ≥ 90%, 未达标: 10.1}", "R309"),
        ("{方式: 达标, 条件: 履职.满意度 ≥ 90%, 未达标: -1}", "R309"),
    ],
)
def test_a_condition_that_decides_nothing_does_not_load(office: Office, scoring: str, number: str) -> None:
    assert number in office.refuses(one_indicator(scoring, quantity=""))
