"""比例: full marks times the rate, and what happens above 100%."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

PLAIN = "{方式: 比例}"
CAPPED = "{方式: 比例, 超过: 封顶}"
FORFEITED = "{方式: 比例, 超过: 零分}"
EXECUTION = "{率.执行: {式: 决算.支出 ÷ 决算.收入, 零分母: [{当: 决算.支出 = 0, 取: 0%, 得分: 满分}, {取: 无, 得分: 2.5}]}}"


@pytest.mark.parametrize(
    ("scoring", "at", "points"),
    [
        (PLAIN, "0%", "0"),
        (PLAIN, "0.04%", "0"),
        (PLAIN, "0.05%", "0.01"),
        (PLAIN, "95.76%", "9.58"),
        (PLAIN, "99.94%", "9.99"),
        (PLAIN, "99.95%", "10"),
        (PLAIN, "100%", "10"),
        (PLAIN, "100.1%", "10"),
        (CAPPED, "100%", "10"),
        (CAPPED, "250%", "10"),
        (FORFEITED, "99.9%", "9.99"),
        (FORFEITED, "100%", "10"),
        (FORFEITED, "100.1%", "0"),
    ],
)
def test_the_points_follow_the_rate_up_to_full_marks(office: Office, scoring: str, at: str, points: str) -> None:
    result = office.score(one_indicator(scoring), f"履职: {{满意度: {at}}}")
    assert (result.points(), result.deduction()) == (Decimal(points), 10 - Decimal(points))


@pytest.mark.parametrize(
    ("spent", "planned", "points"),
    [("0", "0", "10"), ("7338元", "0", "2.5"), ("1", "3", "3.33"), ("2", "3", "6.67"), ("1000.4", "1000", "10"), ("1000.5", "1000", "0")],
)
def test_a_rate_is_rounded_as_printed_and_a_zero_denominator_gives_what_is_written(
    office: Office, spent: str, planned: str, points: str
) -> None:
    rules = one_indicator(FORFEITED, quantity="率.执行", derived=EXECUTION)
    assert office.score(rules, f"决算: {{支出: {spent}, 收入: {planned}}}").points() == Decimal(points)


def test_its_sentence_names_the_standard(office: Office) -> None:
    rules = one_indicator(PLAIN, slots='{问题: "执行率{{ 量 }}，未达到{{ 标准 }}，扣{{ 扣分 }}分，得分率{{ 得分率 }}。"}')
    assert office.score(rules, "履职: {满意度: 82.9%}").said("问题") == "执行率82.9%，未达到100%，扣1.71分，得分率82.9%。"


def test_not_applicable_gives_full_marks(office: Office) -> None:
    assert office.score(one_indicator(PLAIN), "履职: {满意度: 不适用}").points() == 10


def test_a_missing_rate_is_told_and_gives_nothing(office: Office) -> None:
    result = office.score(one_indicator(PLAIN), "")
    assert result.errors == ["F301"]
    assert result.card.points == 0


@pytest.mark.parametrize(
    ("scoring", "quantity", "number"),
    [("{方式: 比例, 超过: 倒扣}", "履职.满意度", "R106"), (PLAIN, "", "R310"), (PLAIN, "决算.支出", "R209"), (PLAIN, "率.没有", "R203")],
)
def test_what_cannot_work_does_not_load(office: Office, scoring: str, quantity: str, number: str) -> None:
    assert office.refuses(one_indicator(scoring, quantity=quantity)) == [number]
